import { expect } from 'vitest'
import { dayAt } from '../support/days.js'
import { header } from '../support/ledgers.js'
import { workbook } from '../support/workbook.js'
import { openModule } from './desk.js'
import { downloaded } from './files.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { check, countsOf, ledgerSize, upload } from './ledger-steps.js'
import { desks } from './looks.js'
import { identityNumber, lineOf, type Place, red, staffOf, villageAt, villagesOf, yellow } from './scenes.js'

/** The township writes who lives alone under remarks: nothing but somebody's hand can say so. */
const headings = header.map((heading) => (heading === '是否独居' ? '备注' : heading))
const remark = headings.indexOf('备注')
const number = identityNumber('19420105', 4)

/** A village's name with its first character written wrongly. */
const misspelt = ({ name }: Place): string => `误${name.slice(1)}`
/** A village whose name, so written, is like no other's: 土门坳 and 石门坳 would both be meant. */
const unlike = (places: readonly Place[]): Place => {
  const tail = ({ name }: Place): string => name.replace(/(社区居|村?村)民委员会$/, '').slice(1)
  const alone = (one: Place): boolean => places.filter((other) => tail(other) === tail(one)).length === 1
  return villageAt(places.slice(1).filter(alone), 0)
}

const linesOf = (places: readonly Place[]): readonly (readonly string[])[] => {
  const [first, second] = [villageAt(places, 0), unlike(places)]
  const remarked = (line: readonly string[], text: string) => line.with(remark, text)
  return [
    remarked(lineOf(first, { name: '周桂英', ...red, phone: '13800010001' }, 1), '独居'),
    remarked(lineOf({ ...second, name: misspelt(second) }, { name: '王大山', ...yellow, sex: '男' }, 2), ''),
    remarked(lineOf(first, { name: '吴秀兰', ...red, idNumber: number, vaccine: '因病未接种疫苗' }, 3), ''),
    remarked(lineOf(first, { name: '李小芳', ...yellow, phone: '13800010005' }, 4), ''),
    remarked(lineOf(first, { name: '李小芳', ...yellow, age: '71', phone: '13800010006' }, 5), ''),
    remarked(lineOf(first, { name: '', ...yellow, phone: '13800010007' }, 6), ''),
  ]
}

/** As a township's office keeps it: a list for the cells that is hidden, a sheet left blank, then the ledger with its title. */
const bookOf = (lines: readonly (readonly string[])[]): Buffer => {
  const title = `重点人群台账（截至${dayAt(Date.now())}）`
  return workbook([
    { name: '选项', hidden: true, rows: [['未接种'], ['1针'], ['2针']] },
    { name: 'Sheet2', rows: [] },
    { name: '重点人群', rows: [[title], headings, ...lines] },
  ])
}

const remarkSelect = ({ page }: Visitor) => page.getByRole('combobox', { name: '备注', exact: true })

/** Columns proposed, one put right by hand, and what the check doubts. */
const readAndDoubt = async (visitor: Visitor, places: readonly Place[]): Promise<void> => {
  const { page, words } = visitor
  const { ledger } = words.desk
  const { fields, verdicts } = words.shared
  await upload(visitor, '台账.xlsx', bookOf(linesOf(places)))
  await page.getByText(ledger.sheet('重点人群'), { exact: false }).waitFor()
  const chosen = remarkSelect(visitor).locator('option:checked')
  await expect.poll(() => chosen.innerText()).toBe(fields.remark)
  await remarkSelect(visitor).selectOption({ label: fields.living })
  await visitor.shot('workbook-columns')
  await check(visitor)
  expect(await countsOf(visitor)).toMatchObject({
    [ledger.all]: '6',
    [verdicts.new]: '4',
    [verdicts.doubtful]: '1',
    [verdicts.wrong]: '1',
  })
  const second = unlike(places)
  const villages = page.getByRole('table', { name: ledger.unsureVillagesCaption })
  await villages
    .getByRole('row', { name: misspelt(second) })
    .getByText(second.name)
    .waitFor()
  const vaccines = page.getByRole('table', { name: ledger.unsureVaccinesCaption })
  await vaccines
    .getByRole('row', { name: '因病未接种疫苗' })
    .getByText(words.person.vaccination.none, { exact: true })
    .waitFor()
  await visitor.shot('workbook-doubts')
}

/** The file that goes back to the township: each row as it was written, what it was found to be, and why. */
const annotatedIsRight = async ({ page, words }: Visitor): Promise<void> => {
  const { ledger } = words.desk
  const { findings, verdicts } = words.shared
  const [first = [], ...rows] = await downloaded(page, page.getByRole('link', { name: `${ledger.download} XLSX` }))
  expect(first.slice(1, headings.length + 1)).toEqual(headings)
  const [found, notes] = [headings.length + 1, headings.length + 2]
  const nameAt = headings.indexOf('姓名') + 1
  expect(rows.map((row) => [row[0], row[nameAt], row[found]?.split(/ ?[（(]/)[0]])).toEqual([
    ['3', '周桂英', verdicts.new],
    ['4', '王大山', verdicts.new],
    ['5', '吴秀兰', verdicts.new],
    ['6', '李小芳', verdicts.new],
    ['7', '李小芳', verdicts.doubtful],
    ['8', '', verdicts.wrong],
  ])
  expect(rows[1]?.[notes]).toContain(findings.villageSimilar)
  expect(rows[2]?.[notes]).toContain(findings.vaccinationUnsure)
  expect(rows[5]?.[notes]).toContain(findings.noName)
}

/** The next file with the same headings: the hand's choice stands, and is said to. */
const remembered = async (visitor: Visitor, places: readonly Place[]): Promise<void> => {
  const { page, words } = visitor
  const { ledger } = words.desk
  const line = lineOf(villageAt(places, 1), { name: '陈金花', ...red, phone: '13800010008' }, 1)
  await upload(visitor, '补充.xlsx', bookOf([line.with(remark, '')]))
  await page.getByText(ledger.remembered, { exact: false }).waitFor()
  const chosen = remarkSelect(visitor).locator('option:checked')
  await expect.poll(() => chosen.innerText()).toBe(words.shared.fields.living)
  await page.getByRole('button', { name: ledger.cancel, exact: true }).click()
  await page.getByRole('heading', { name: ledger.cancelledTitle }).waitFor()
}

/** Found by name, by number and by telephone; none of it in the address; the list as a file. */
const findAndExport = async (visitor: Visitor): Promise<void> => {
  const { page, words } = visitor
  const { people, nav, table } = words.desk
  await openModule(visitor, nav.people)
  const list = page.getByRole('table', { name: people.caption })
  await list.getByRole('link', { name: '周桂英', exact: true }).waitFor()
  const search = page.getByLabel(people.searchLabel, { exact: true })
  for (const [typed, name] of [
    ['周桂', '周桂英'],
    [number, '吴秀兰'],
    ['13800010005', '李小芳'],
  ] as const) {
    await search.fill(typed)
    await page.getByText(people.searching('1')).waitFor()
    await expect.poll(() => list.locator('a[data-row]').allInnerTexts()).toEqual([name])
    expect(decodeURIComponent(page.url())).not.toContain(typed)
  }
  await visitor.shot('people-found')
  await search.fill('13911112222')
  await page.getByText(people.searching('0')).waitFor()
  await page.getByText(people.empty).waitFor()
  await page.getByRole('button', { name: people.clearSearch, exact: true }).click()
  await expect.poll(() => list.locator('a[data-row]').count()).toBe(4)
  const [, ...rows] = await downloaded(page, page.getByRole('link', { name: `${table.export} XLSX` }))
  const names = ['周桂英', '王大山', '吴秀兰', '李小芳']
  expect(rows.map((row) => names.find((name) => row.includes(name))).sort()).toEqual(names.sort())
}

journey(
  {
    name: '[K1, X5, X6] a county officer loads a workbook, puts a column right, sends back what was doubted, and finds the people',
    looks: desks,
  },
  async (j: Journey) => {
    const { w, words } = j
    const { officer } = await staffOf(w)
    const places = await villagesOf(w)
    const visitor = await j.enter(officer.login)
    const { page } = visitor
    const { ledger } = words.desk
    await readAndDoubt(visitor, places)
    await annotatedIsRight(visitor)
    expect(await ledgerSize(w)).toBe(0)
    await page.getByRole('button', { name: ledger.accept('4'), exact: true }).click()
    await page.getByRole('heading', { name: ledger.doneTitle, exact: true }).waitFor()
    // The pair waits for somebody; nobody else waited for it.
    await page.getByRole('link', { name: ledger.seeDoubtful('1') }).waitFor()
    expect(await ledgerSize(w)).toBe(4)
    await remembered(visitor, places)
    await findAndExport(visitor)
  },
)
