import { connect, createServer, type Server, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { figure, namesIn, sentence } from './desk.js'
import { executablePath, newContext, openWorld, signIn, type Visitor } from './journey.js'
import { type Look, phones, wordsOf } from './looks.js'
import { personNamed, teamsDay } from './scenes.js'
import { shoot } from './shots.js'

/** The product behind a door that can be shut: whoever knocks is turned away at once, as by a machine whose server has stopped. */
const doorTo = async (address: string) => {
  const to = Number(new URL(address).port)
  const open = new Set<Socket>()
  let server: Server
  const start = (port: number): Promise<number> =>
    new Promise((resolve) => {
      server = createServer((from) => {
        const through = connect(to, '127.0.0.1')
        for (const socket of [from, through]) {
          open.add(socket)
          socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
        }
        from.pipe(through).pipe(from)
      })
      server.listen(port, '127.0.0.1', () => {
        const at = server.address()
        resolve(typeof at === 'object' && at !== null ? at.port : 0)
      })
    })
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of open) socket.destroy()
    })
  const port = await start(0)
  return { address: `http://127.0.0.1:${port}`, stop, start: () => start(port) }
}

type Away = {
  readonly w: Awaited<ReturnType<typeof openWorld>>['w']
  readonly door: Awaited<ReturnType<typeof doorTo>>
  readonly visitor: Visitor
  readonly login: string
}

const away = (name: string, walk: (j: Away) => Promise<void>): void => {
  for (const look of phones) {
    test.skipIf(executablePath === undefined)(`${name} (${look.language})`, async () => {
      const opened = await openWorld()
      const door = await doorTo(opened.address)
      const context = await newContext(look)
      try {
        const { worker } = await teamsDay(opened.w)
        const visitor = await enter({ context, look, at: door.address, login: worker.login })
        await walk({ w: opened.w, door, visitor, login: worker.login })
      } finally {
        await context.close()
        await door.stop()
        await opened.close()
      }
    })
  }
}

type Entering = {
  readonly context: Visitor['context']
  readonly look: Look
  readonly at: string
  readonly login: string
}

const enter = async ({ context, look, at, login }: Entering): Promise<Visitor> => {
  const page = await context.newPage()
  const words = wordsOf(look.language)
  const visitor = { page, context, look, words, shot: (name: string) => shoot(page, name, look) }
  await page.goto(at)
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (look.language === 'en') await page.getByRole('button', { name: 'English', exact: true }).click()
  await signIn(visitor, login)
  await page.locator('.f-name').first().waitFor()
  return visitor
}

const recordWell = async ({ page, words }: Visitor, name: string): Promise<void> => {
  await page.getByRole('link', { name: new RegExp(`^${name} `) }).tap()
  await page.getByRole('button', { name: words.followup.well, exact: true }).tap()
  await page.getByText(words.followup.recorded(name)).waitFor()
}

const factsOf = async (w: Away['w'], name: string): Promise<readonly string[]> => {
  const id = await personNamed(w, name)
  const { rows } = await w.admin.query<{ outcome: string }>(
    'select outcome from care.followup where person = $1 order by id',
    [id],
  )
  return rows.map((row) => row.outcome)
}

away('[K3] the server stops: entries are kept, corrected and said so calmly, then sent once', async (j) => {
  const { w, door, visitor } = j
  const { page, words } = visitor
  const { followup } = words
  await door.stop()
  await recordWell(visitor, '刘明德')
  await page.getByText(sentence(followup.unsent(1, '§'))).waitFor()
  // Also what was recorded in the wrong place is put right before it could be sent.
  await recordWell(visitor, '陈金花')
  await page.getByRole('button', { name: followup.correctIt, exact: true }).tap()
  await page.getByLabel(followup.mistake, { exact: true }).check({ force: true })
  await page.getByRole('button', { name: followup.mistakeSend, exact: true }).tap()
  await page.getByText(sentence(followup.unsent(3, '§'))).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  await visitor.shot('field-server-stopped')
  expect([await factsOf(w, '刘明德'), await factsOf(w, '陈金花')]).toEqual([[], []])
  // A page that needs the server says that there is none, and offers another try.
  await page.getByRole('link', { name: words.field.people, exact: true }).tap()
  await page.getByText(words.errors.networkTitle).first().waitFor()
  await visitor.shot('field-people-server-stopped')
  await door.start()
  await page.getByRole('button', { name: followup.sendNow, exact: true }).tap()
  await expect.poll(() => factsOf(w, '刘明德'), { timeout: 70_000 }).toEqual(['reached'])
  await expect.poll(() => factsOf(w, '陈金花'), { timeout: 70_000 }).toEqual(['reached', 'withdrawn'])
  await page.locator('.unsent').getByRole('button').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: words.field.today, exact: true }).tap()
  await expect.poll(() => namesIn(page), { timeout: 70_000 }).toContain('陈金花')
  await expect.poll(() => figure(page, followup.doneToday).innerText(), { timeout: 70_000 }).toBe('1')
})

away(
  '[K3] the session ends while an entry waits and another is written: the one is sent after signing in, note and all, and of the other the words are there',
  async (j) => {
    const { w, door, visitor, login } = j
    const { page, words } = visitor
    const { followup } = words
    await page.getByRole('link', { name: /^刘明德 / }).tap()
    await page.getByRole('button', { name: followup.notWell, exact: true }).tap()
    await page.getByLabel(followup.state, { exact: true }).waitFor()
    await door.stop()
    await page.getByLabel(followup.state, { exact: true }).fill('胸闷，昨晚起')
    await page.getByRole('button', { name: followup.send, exact: true }).tap()
    await page.getByText(sentence(followup.unsent(1, '§'))).waitFor()
    await page.getByRole('link', { name: /^陈金花 / }).tap()
    await page.getByRole('button', { name: followup.notWell, exact: true }).tap()
    await page.getByLabel(followup.state, { exact: true }).fill('两天没吃饭，还没')
    const other = await w.signIn(login)
    for (const one of (await other.call('session.list')).body.rows.filter((s) => !s.current))
      await other.call('session.withdraw', { params: { id: one.id } })
    await door.start()
    await page.getByRole('heading', { name: words.session.title, level: 1 }).waitFor({ timeout: 70_000 })
    await page.getByText(words.session.expired).waitFor()
    await visitor.shot('field-session-ended')
    expect(await factsOf(w, '刘明德')).toEqual([])
    await signIn(visitor, login)
    await expect.poll(() => factsOf(w, '刘明德'), { timeout: 15_000 }).toEqual(['reached'])
    const { rows } = await w.admin.query('select note_sealed is not null as note from care.followup')
    expect(rows).toEqual([{ note: true }])
    await page.getByRole('heading', { name: '陈金花', level: 1 }).waitFor()
    await page.getByRole('button', { name: followup.notWell, exact: true }).tap()
    const state = page.getByLabel(followup.state, { exact: true })
    expect(await state.inputValue()).toBe('两天没吃饭，还没')
    // Sent, it is nowhere in the tab any more.
    await state.fill('两天没吃饭')
    await page.getByRole('button', { name: followup.send, exact: true }).tap()
    await expect.poll(() => factsOf(w, '陈金花'), { timeout: 15_000 }).toEqual(['reached'])
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('两天')
  },
)
