import { expect } from 'vitest'
import { openModule } from './desk.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks } from './looks.js'
import { numbersOf, personNamed, red, takeIn, teamsDay, villageAt, villagesOf } from './scenes.js'

/** The clock of the place, as a pen writes it; a minute that has passed on every day but at its very first. */
const written = (now: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' }).format(now)

// A finished page of a PDF, and not the list of them.
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

const extra = 36

/** The township prints a team's day: more people than one page holds, nobody's disease on any. */
const printedPaper = async ({ words, w }: Journey, { page, shot }: Visitor): Promise<string> => {
  const { sheets } = words
  await page.getByRole('button', { name: sheets.print, exact: true }).click()
  await page.getByText(sheets.chooseTeam).waitFor()
  await page.getByLabel(words.desk.today.team, { exact: true }).selectOption({ label: '第一网格组' })
  await page.getByRole('button', { name: sheets.print, exact: true }).click()
  const paper = page.getByRole('region', { name: sheets.paperTitle('第一网格组') })
  await paper.getByText('周桂英').waitFor()
  await paper.getByText('0713-5050001').waitFor()
  await shot('sheet-paper')
  const rows = await paper.locator('tbody tr').count()
  expect(rows).toBeGreaterThan(extra)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.rail').isVisible()).toBe(false)
  expect(await page.getByRole('button', { name: sheets.printNow, exact: true }).isVisible()).toBe(false)
  await expect.poll(() => paper.getByText('周桂英').isVisible()).toBe(true)
  expect(await paper.innerText()).not.toMatch(/慢阻肺|高血压/)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  await page.emulateMedia({ media: null })
  // A page of A4 across holds some ten lines to write on, and never twenty.
  expect(pagesOf(pdf)).toBeGreaterThanOrEqual(Math.ceil(rows / 20))
  expect(pagesOf(pdf)).toBeLessThanOrEqual(Math.ceil(rows / 5))
  // A4 across, in points.
  const [, width, height] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? []
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595])
  const { rows: kept } = await w.admin.query<{ code: string }>('select code from care.day_sheet')
  return kept[0]?.code ?? ''
}

journey(
  {
    name: '[K3] a day list is printed, and entered from paper by keyboard alone',
    looks: desks.filter((look) => look.width === 1440),
  },
  async (j) => {
    const { w, words } = j
    const { sheets } = words
    const staff = await teamsDay(w)
    const first = villageAt(await villagesOf(w), 0)
    const now = w.house.now()
    w.setNow(now - 4 * 86_400_000)
    const more = Array.from({ length: extra }, (_, i) => ({ name: `余${String.fromCodePoint(0x4e00 + i)}`, ...red }))
    await takeIn(w, first, more)
    w.setNow(now)
    await numbersOf(w)
    await w.settle()
    const visitor = await j.enter(staff.manager.login)
    const { page } = visitor
    await openModule(visitor, words.desk.nav.today)
    const code = await printedPaper(j, visitor)

    // Somebody died while the paper was out, and somebody was telephoned.
    const manager = await w.signIn(staff.manager.login)
    const dead = await personNamed(w, '吴秀兰')
    const at = new Date(w.house.now()).toISOString()
    const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`
    const life = { id: id(1), kind: 'death', at, note: '家属告知' }
    expect((await manager.call('life.record', { params: { id: dead }, body: life })).text).toContain('recorded')
    const called = await personNamed(w, '张建国')
    const talk = { id: id(2), personId: called, at, channel: 'phone', outcome: 'reached' }
    expect((await manager.call('followup.record', { body: talk })).body.outcome).toBe('recorded')

    // By its number, typed as it is read: small letters with a dash.
    await page.goto(`${j.address}/sheets`)
    await page.getByLabel(sheets.codeLabel).fill('K7M')
    await page.keyboard.press('Enter')
    await page.getByText(sheets.codeWrong).waitFor()
    await page.getByLabel(sheets.codeLabel).fill(`${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase())
    await visitor.shot('sheets')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: sheets.entryTitle(code) }).waitFor()
    await page.getByText(sheets.dead('吴秀兰')).waitFor()
    await page.getByText(sheets.meanwhile).waitFor()

    // The first line by keys: a slip is named at once, and what was typed outlives a reload.
    const { rows } = await w.admin.query<{ n: number; person: string }>(
      'select n, person from care.day_sheet_row order by n',
    )
    const n = String(rows.find((row) => ![dead, called].includes(row.person))?.n ?? '')
    const name =
      (
        await page
          .locator('.sheet-entry tbody tr', { has: page.locator(`td:text-is("${n}")`) })
          .locator('th')
          .innerText()
      ).split(/\s/)[0] ?? ''
    const cell = (what: string) => page.getByLabel(sheets.cell(what, n, name), { exact: true })
    const clock = written(w.house.now()).replace(':', '')
    await cell(sheets.result).focus()
    await page.keyboard.press('ArrowDown')
    for (const text of [clock, null, '930', '36.9', '22', '2', 'a']) {
      await page.keyboard.press('Enter')
      if (text !== null) await page.keyboard.type(text)
    }
    await page.getByText(sheets.faults.spo2).waitFor()
    await page.reload()
    await page.getByRole('button', { name: sheets.save('1'), exact: true }).waitFor()
    expect([await cell(sheets.columns.spo2).inputValue(), await cell(sheets.columns.clock).inputValue()]).toEqual([
      '930',
      clock,
    ])
    expect(await page.evaluate(() => Object.values({ ...sessionStorage }).join())).not.toContain(name)
    await cell(sheets.columns.spo2).focus()
    await page.keyboard.press('Control+A')
    // Not low: it is the danger sign alone that raises the alarm.
    await page.keyboard.type('97')
    await visitor.shot('sheet-entry')
    // Tab alone leads on to the button that saves.
    await page.getByRole('button', { name: sheets.save('1'), exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByText(sheets.raised(name)).waitFor()
    await page.getByText(sheets.done('1', String(rows.length))).waitFor()
    await visitor.shot('sheet-entered')
    const { rows: facts } = await w.admin.query(
      `select f.spo2_percent, f.breaths, f.outcome, f.signs, m.days_left from care.followup f
       join care.day_sheet_row r on r.followup = f.id join care.medicine_fact m on m.id = r.medicine`,
    )
    expect(facts).toEqual([{ spo2_percent: 97, breaths: 22, outcome: 'reached', signs: ['dyspnoea'], days_left: 2 }])
    const { rows: alarms } = await w.admin.query('select spo2_percent from care.alarm')
    expect(alarms).toEqual([{ spo2_percent: 97 }])
  },
)
