import { expect } from 'vitest'
import { dayAt } from '../support/days.js'
import { header } from '../support/ledgers.js'
import { openModule, sentence } from './desk.js'
import { journey, type Visitor } from './journey.js'
import { check, countsOf, ledgerSize, upload } from './ledger-steps.js'
import { desks } from './looks.js'
import { lineOf, red, staffOf, township, villageAt, villagesOf } from './scenes.js'

const fileOf = (lines: readonly (readonly string[])[]): Buffer => {
  const title = `台账（截至${dayAt(Date.now())}）`
  return Buffer.from([[title], header, ...lines].map((line) => line.join(',')).join('\n'))
}

const rowsOf = ({ page, words }: Visitor) =>
  page.getByRole('table', { name: words.desk.ledger.resultCaption }).locator('tbody tr')

journey(
  { name: '[K1, X2] a township takes its own people out of the county’s ledger, and no others', looks: desks },
  async (j) => {
    const { w, words } = j
    const { manager } = await staffOf(w)
    const [own, other] = [villageAt(await villagesOf(w), 0), villageAt(await villagesOf(w, '421123101'), 0)]
    const visitor = await j.enter(manager.login)
    const { page } = visitor
    const { ledger, nav, people } = words.desk
    const lines = [
      lineOf(own, { name: '周桂英', ...red, phone: '13800010001' }, 1),
      lineOf(other, { name: '何远山', ...red, phone: '13800010002' }, 2),
      lineOf(own, { name: '吴秀兰', ...red, phone: '13800010003' }, 3),
      lineOf(other, { name: '胡家旺', ...red, phone: '13800010004' }, 4),
    ]
    await upload(visitor, '全县.csv', fileOf(lines))
    await check(visitor)
    const { verdicts } = words.shared
    expect(await countsOf(visitor)).toMatchObject({ [verdicts.new]: '2', [verdicts.notYours]: '2' })
    await page.getByRole('button', { name: new RegExp(`${verdicts.notYours}$`) }).click()
    await expect.poll(() => rowsOf(visitor).count()).toBe(2)
    for (const name of ['何远山', '胡家旺']) await rowsOf(visitor).filter({ hasText: name }).waitFor()
    await visitor.shot('ledger-not-yours')
    await page.getByRole('button', { name: ledger.accept('2'), exact: true }).click()
    await page.getByRole('heading', { name: ledger.doneTitle, exact: true }).waitFor()
    const { rows } = await w.admin.query('select distinct township, count(*) over ()::int as n from care.person')
    expect(rows).toEqual([{ township, n: 2 }])
    await openModule(visitor, nav.people)
    const list = page.getByRole('table', { name: people.caption }).locator('a[data-row]')
    await expect.poll(() => list.allInnerTexts()).toHaveLength(2)
    expect((await list.allInnerTexts()).sort()).toEqual(['周桂英', '吴秀兰'].sort())
  },
)

const many = 700

/** Stops a long import in its middle: the page tells how far it is, and that nobody was kept. */
const stopHalfway = async (visitor: Visitor, w: Parameters<typeof ledgerSize>[0]): Promise<void> => {
  const { page, words } = visitor
  const { ledger } = words.desk
  await page.getByRole('button', { name: sentence(ledger.accept('§')) }).click()
  await expect.poll(() => ledgerSize(w), { timeout: 30_000, interval: 5 }).toBeGreaterThan(0)
  // The next chunk waits until cancelling was asked: so it is surely stopped halfway, on any machine.
  await w.admin.query('begin; lock table care.person in share mode')
  expect(await ledgerSize(w)).toBeLessThan(many)
  await page.getByText(ledger.working.accepting, { exact: true }).first().waitFor()
  await page.getByText(sentence(ledger.workOf('§'))).waitFor()
  await page.getByText(ledger.cancelAsk).waitFor()
  await visitor.shot('ledger-working')
  await page.getByRole('button', { name: ledger.cancel, exact: true }).click()
  const asked = () => w.admin.query('select from kernel.long_work where cancel_asked')
  await expect.poll(async () => (await asked()).rowCount).toBe(1)
  await w.admin.query('commit')
  await page.getByRole('heading', { name: ledger.cancelledTitle }).waitFor()
  await page.getByText(ledger.nothingKept).waitFor()
  await visitor.shot('ledger-stopped')
  expect(await ledgerSize(w)).toBe(0)
}

journey(
  {
    name: '[K1, X6] a long import shows how far it is, is stopped halfway, leaves nobody, and is begun again',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const { officer } = await staffOf(w)
    const place = villageAt(await villagesOf(w), 0)
    const someone = (i: number) =>
      lineOf(place, { name: `试${String.fromCodePoint(0x4e00 + i)}`, ...red, phone: `1390000${1000 + i}` }, i)
    const file = fileOf(Array.from({ length: many }, (_, i) => someone(i)))
    const visitor = await j.enter(officer.login)
    const { page } = visitor
    const { ledger } = words.desk
    await upload(visitor, '全县.csv', file)
    await check(visitor)
    await stopHalfway(visitor, w)
    await page.getByRole('link', { name: ledger.start, exact: true }).click()
    await upload(visitor, '全县.csv', file)
    await check(visitor)
    await page.getByRole('button', { name: sentence(ledger.accept('§')) }).click()
    await page.getByRole('heading', { name: ledger.doneTitle, exact: true }).waitFor({ timeout: 60_000 })
    expect(await ledgerSize(w)).toBe(many)
  },
)
