import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { World } from '../support/world.js'
import { figure, namesIn, sentence } from './desk.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { phones } from './looks.js'
import { personNamed, teamsDay } from './scenes.js'

type Fact = {
  readonly id: string
  readonly outcome: string
  readonly channel: string
  readonly spo2_percent: number | null
  readonly temperature_c: string | null
  readonly corrects: string | null
}

const factsOf = async (w: World, person: string): Promise<readonly Fact[]> => {
  const { rows } = await w.admin.query<Fact>(
    `select id, outcome, channel, spo2_percent, temperature_c, corrects from care.followup where person = $1 order by id`,
    [person],
  )
  return rows
}

const openRow = ({ page, words }: Visitor, name: string): Locator =>
  page.getByRole('list', { name: words.followup.listLabel }).getByRole('link', { name: new RegExp(`^${name} `) })

const start = async (j: Journey): Promise<Visitor> => {
  const { worker } = await teamsDay(j.w)
  const visitor = await j.enter(worker.login)
  await visitor.page.getByRole('heading', { name: j.words.followup.todayTitle, level: 1 }).waitFor()
  await visitor.page.locator('.f-name').first().waitFor()
  return visitor
}

journey({ name: 'a village worker records who is well in two taps, the latest first', looks: phones }, async (j) => {
  const { w, words } = j
  const visitor = await start(j)
  const { page } = visitor
  const { followup, person } = words
  expect(new URL(page.url()).pathname).toBe('/field')

  const names = await namesIn(page)
  expect([names[0], names.at(-1), names.length]).toEqual(['周桂英', '张建国', 5])
  const first = openRow(visitor, '周桂英')
  // She lives alone: within two days instead of three.
  await first.getByText(person.reasonWith.firstContact(words.time.days(2))).waitFor()
  await first.getByText(person.overdueBy(words.time.days(3))).waitFor()
  // The reason in words; which rule it is stands at the desk.
  expect(await first.innerText()).not.toContain('CARE-')
  await expect.poll(() => figure(page, followup.overdue).innerText()).toBe('5')
  await visitor.shot('field-today')

  let taps = 0
  const tap = async (target: Locator): Promise<void> => {
    taps += 1
    await target.tap()
  }
  await tap(first)
  await page.getByRole('heading', { name: '周桂英', level: 1 }).waitFor()
  await visitor.shot('field-record')
  await tap(page.getByRole('button', { name: followup.well, exact: true }))
  expect(taps).toBeLessThanOrEqual(3)
  await page.getByText(followup.recorded('周桂英')).waitFor()
  await expect.poll(() => namesIn(page)).not.toContain('周桂英')
  await expect.poll(() => figure(page, followup.overdue).innerText()).toBe('4')
  await expect.poll(() => figure(page, followup.doneToday).innerText()).toBe('1')

  const [well, missed] = [await personNamed(w, '周桂英'), await personNamed(w, '吴秀兰')]
  await expect.poll(() => factsOf(w, well)).toMatchObject([{ outcome: 'reached', channel: 'phone' }])
  await openRow(visitor, '吴秀兰').tap()
  await page.getByRole('button', { name: followup.unanswered, exact: true }).tap()
  await openRow(visitor, '吴秀兰').getByText(person.attempts(1)).waitFor()
  await expect.poll(() => factsOf(w, missed)).toMatchObject([{ outcome: 'unanswered' }])
  await expect.poll(() => figure(page, followup.overdue).innerText()).toBe('4')
})

journey({ name: 'a village worker enters readings and puts a wrong one right', looks: phones }, async (j) => {
  const { w, words } = j
  const visitor = await start(j)
  const { page } = visitor
  const { followup, person } = words
  await openRow(visitor, '陈金花').tap()
  await page.getByRole('button', { name: followup.withReadings, exact: true }).tap()
  const spo2 = page.getByLabel(words.inBrackets(followup.spo2, '%'))
  const temperature = page.getByLabel(words.inBrackets(followup.temperature, '°C'))
  await spo2.fill('930')
  await temperature.fill('9.3')
  await page.getByRole('button', { name: followup.send, exact: true }).tap()
  // Beside the field, and tied to it for whoever cannot see that it stands there.
  await page.locator('.field', { has: spo2 }).getByText(followup.spo2Wrong).waitFor()
  await page.locator('.field', { has: temperature }).getByText(followup.temperatureWrong).waitFor()
  expect(await spo2.evaluate((el) => el === document.activeElement)).toBe(true)
  const described = (await spo2.getAttribute('aria-describedby')) ?? ''
  await expect.poll(() => page.locator(`[id="${described.split(' ').at(-1)}"]`).innerText()).toBe(followup.spo2Wrong)
  await visitor.shot('field-refused')
  await spo2.fill('91')
  await temperature.fill('37.8')
  await page.getByRole('button', { name: followup.send, exact: true }).tap()
  const id = await personNamed(w, '陈金花')
  await expect.poll(() => factsOf(w, id)).toMatchObject([{ spo2_percent: 91, temperature_c: '37.8' }])

  await page.getByRole('link', { name: words.field.people, exact: true }).tap()
  await page.getByLabel(words.field.searchLabel).fill('陈金花')
  await page.getByText(words.field.found(1)).waitFor()
  await page.getByRole('link').filter({ hasText: '陈金花' }).first().tap()
  // The alarm that the reading raised stands beside it, and says the value too.
  const past = page.locator('.timeline li:not(.is-alarm)')
  await past.getByText(person.spo2('91')).waitFor()
  await page.getByRole('button', { name: person.correctThis, exact: true }).tap()
  await expect.poll(() => spo2.inputValue()).toBe('91')
  // What was written beside it outlives the page.
  const note = page.getByLabel(words.inBrackets(followup.note, words.common.optional), { exact: true })
  await note.fill('看错一行')
  await spo2.fill('96')
  await page.goBack()
  await page.getByRole('button', { name: person.correctThis, exact: true }).tap()
  await expect.poll(() => note.inputValue()).toBe('看错一行')
  await expect.poll(() => spo2.inputValue()).toBe('96')
  await page.getByRole('button', { name: followup.correctSend, exact: true }).tap()
  await past.getByText(person.spo2('96')).waitFor()
  await page.getByText(person.corrected, { exact: true }).waitFor()
  // The correction says what it put right: what was measured before stands on the old entry and beside the new one.
  await expect.poll(() => past.getByText(person.spo2('91')).count()).toBe(2)
  await expect.poll(() => past.first().innerText()).toContain(person.spo2('91'))
  await visitor.shot('field-corrected')
  const facts = await factsOf(w, id)
  expect(facts.map((fact) => fact.spo2_percent)).toEqual([91, 96])
  expect(facts[1]?.corrects).toBe(facts[0]?.id)
})

journey({ name: 'a village worker who tapped the wrong person takes the entry back', looks: phones }, async (j) => {
  const { w, words } = j
  const visitor = await start(j)
  const { page } = visitor
  const { followup, person } = words
  await openRow(visitor, '陈金花').tap()
  await page.getByRole('button', { name: followup.well, exact: true }).tap()
  await expect.poll(() => namesIn(page)).not.toContain('陈金花')
  await expect.poll(() => figure(page, followup.doneToday).innerText()).toBe('1')
  await page.getByRole('button', { name: followup.correctIt, exact: true }).tap()
  await page.getByText('陈金花', { exact: true }).waitFor()
  await page.getByLabel(followup.mistake, { exact: true }).check({ force: true })
  await page.getByText(followup.mistakeHint).waitFor()
  await visitor.shot('field-mistake')
  await page.getByRole('button', { name: followup.mistakeSend, exact: true }).tap()
  // She is due again, at the place in the list and with the figures that she had before.
  await page.getByText(followup.takenBack('陈金花')).waitFor()
  await expect.poll(() => namesIn(page)).toContain('陈金花')
  // Counters follow the facts, and the page follows them once the screen is still.
  await expect.poll(() => figure(page, followup.doneToday).innerText(), { timeout: 15_000 }).toBe('0')
  await expect.poll(() => figure(page, followup.overdue).innerText(), { timeout: 15_000 }).toBe('5')
  const id = await personNamed(w, '陈金花')
  const facts = await factsOf(w, id)
  expect(facts.map((fact) => fact.outcome)).toEqual(['reached', 'withdrawn'])
  expect(facts[1]?.corrects).toBe(facts[0]?.id)

  await page.getByRole('link', { name: words.field.people, exact: true }).tap()
  await page.getByRole('link').filter({ hasText: '陈金花' }).first().tap()
  const [back, wrong] = [page.locator('.timeline li').nth(0), page.locator('.timeline li').nth(1)]
  await back.getByText(person.entry.withdrawal, { exact: true }).waitFor()
  await expect.poll(() => back.locator('s').innerText()).toContain(person.channels.phone)
  await wrong.getByText(person.takenBack, { exact: true }).waitFor()
  const line = await wrong.locator('.entry-main').evaluate((el) => getComputedStyle(el).textDecorationLine)
  expect(line).toContain('line-through')
  await visitor.shot('field-taken-back')
})

journey({ name: 'what is recorded without a network waits and is sent exactly once', looks: phones }, async (j) => {
  const { w, words } = j
  const visitor = await start(j)
  const { page, context } = visitor
  const { followup } = words
  await context.setOffline(true)
  await openRow(visitor, '刘明德').tap()
  await page.getByRole('button', { name: followup.well, exact: true }).tap()
  const line = page.getByText(sentence(followup.unsent(1, '§')))
  await line.waitFor()
  await expect.poll(() => namesIn(page)).not.toContain('刘明德')
  await visitor.shot('field-offline')
  const id = await personNamed(w, '刘明德')
  expect(await factsOf(w, id)).toEqual([])
  await context.setOffline(false)
  await line.waitFor({ state: 'detached' })
  await expect.poll(() => factsOf(w, id)).toMatchObject([{ outcome: 'reached' }])
  // And nothing more comes after it.
  await page.reload()
  await page.locator('.f-name').first().waitFor()
  expect(await factsOf(w, id)).toHaveLength(1)
  expect(await namesIn(page)).not.toContain('刘明德')
})
