import { afterAll, beforeAll, expect, test } from 'vitest'
import { load as loadLedger, rowsOf, takeIn } from '../../../../../../tests/support/ledgers.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'
import { settleNow } from '../../settle/index.js'
import { loadAllDivisions, loadChanges, loadCounty } from '../index.js'
import { divisionsFile, readTree, saveTree, type TreeOutcome } from './index.js'

const foreign = [
  ['code', 'name', 'from'],
  ['01', 'Northland', ''],
  ['0101', 'Hill region', ''],
  ['010101', 'Upper district', ''],
  ['010101001', 'Old town', ''],
  ['010101001001', 'Mill quarter', ''],
  ['010101001002', 'New quarter', '2999-01-01'],
]

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

const save = async (world: World, lines: readonly (readonly string[])[], dryRun = false): Promise<TreeOutcome> => {
  const tree = await readTree(rowsOf(lines))
  expect(tree.wrong).toEqual([])
  await settleNow(world.house.db)
  return saveTree({ db: world.house.db, divisions: tree.divisions, dryRun })
}
const readAs = async (code: string) => {
  const caller = await w.signIn((await w.account({ role: 'nationViewer', place: 'nation' })).login)
  const reply = await caller.call('division.read', { params: { code } })
  return reply.status === 200 ? reply.body : reply.problem?.code
}

test('[X1] wrong rows are told by line and reason: shape of the code, twice, no name, another parent, nothing above', async () => {
  const { wrong, divisions } = await readTree(
    rowsOf([
      ['Name', 'Code', 'Parent', 'From'],
      ['A', '01', '', ''],
      ['A again', '01', '', ''],
      ['B', '011', '', ''],
      ['C', 'X1', '', ''],
      ['', '02', '', ''],
      ['D', '0101', '02', ''],
      ['E', '0301', '', ''],
      ['F', '0102', '01', '1.1.2020'],
    ]),
  )
  expect(wrong.map(({ row, why, value }) => [row, why, value])).toEqual([
    [3, 'code-twice', '01'],
    [4, 'code', '011'],
    [5, 'code', 'X1'],
    [6, 'name', ''],
    [7, 'parent-differs', '02'],
    [9, 'day', '1.1.2020'],
    [8, 'parent-missing', '03'],
  ])
  expect(divisions.map((d) => d.code)).toEqual(['01', '0301'])
  expect((await readTree(rowsOf([['a', 'b']]))).wrong.map((row) => row.why)).toEqual(['heading'])
})

test('[X1] another country loads its own tree: tried first, then loaded, and China’s does not come back', async () => {
  const tried = await save(w, foreign, true)
  expect(tried).toMatchObject({ outcome: 'checked', counts: { new: 6, changed: 0, same: 0 } })
  expect(await readAs('421123')).toMatchObject({ place: { name: '罗田县' } })
  expect(await save(w, foreign)).toMatchObject({ outcome: 'loaded', counts: { new: 6 } })
  expect(await readAs('010101001')).toMatchObject({
    place: { name: 'Old town', level: 'township' },
    // A place is not listed before its first day.
    children: [{ code: '010101001001', name: 'Mill quarter' }],
  })
  expect(await readAs('421123')).toBe('place.unknown')
  await loadAllDivisions({ db: w.house.db, file: divisionsFile })
  expect(await loadCounty({ db: w.house.db, file: divisionsFile }, luotian)).toBe(0)
  const { rows } = await w.admin.query('select from kernel.division')
  expect(rows).toHaveLength(6)
  const again = foreign.map((line) => (line[0] === '0101' ? ['0101', 'Hills', ''] : line))
  expect(await save(w, again)).toMatchObject({ outcome: 'loaded', counts: { new: 0, changed: 1, same: 5, gone: 0 } })
})

test('[X1] a ledger of a county of the own tree is loaded', async () => {
  const lines = [
    ['序号', '乡镇', '村', '姓名', '性别', '身份证号', '年龄', '联系电话', '基础疾病', '疫苗接种', '是否独居'],
    ['1', 'Old town', 'Mill quarter', '试用一', '女', '', '80', '15500000001', '高血压', '未接种', '否'],
  ]
  const { counts } = await loadLedger(w, { county: '010101', lines })
  expect(counts).toMatchObject({ new: 1 })
})

test('[X1] a tree without a place under which people stand is refused, and nothing is changed', async () => {
  const without = foreign.filter((line) => line[0] !== '010101001001')
  const refused = await save(w, without)
  expect(refused).toMatchObject({
    outcome: 'refused',
    held: [{ place: '010101001001', what: 'people', n: 1 }],
  })
  expect(await readAs('010101001001')).toMatchObject({ place: { name: 'Mill quarter' } })
})

test('[X1] changes of codes: a chain is followed from the day on, wrong rows leave everything as it was', async () => {
  const own = await makeWorld()
  const { db } = own.house
  const lines = (rest: readonly (readonly string[])[]) => rowsOf([['old', 'new', 'from'], ...rest])
  await takeIn(own, { county: luotian, people: 2 })
  await settleNow(db)
  const viewer = await own.signIn((await own.account({ role: 'nationViewer', place: 'nation' })).login)
  const nameOf = async (code: string) =>
    (await viewer.call('division.read', { params: { code } })).body.place?.code ?? 'place.unknown'
  const wrong = await loadChanges({
    db,
    dryRun: false,
    rows: lines([
      ['421199100', '421123100', '2020-01-01'],
      ['421199', '421123100', '2020-01-01'],
      ['421199101', '421177100', '2020-01-01'],
      ['421199102', '421123101', 'soon'],
      ['421123100', '421123100', '2020-01-01'],
      ['4211991', '421123100', '2020-01-01'],
    ]),
  })
  expect(wrong.wrong.map(({ row, why }) => [row, why])).toEqual([
    [3, 'level'],
    [4, 'new-unknown'],
    [5, 'day'],
    [6, 'circle'],
    [7, 'code'],
  ])
  expect((await own.admin.query('select from kernel.division_change')).rowCount).toBe(0)
  const good = [
    ['421199100', '421123101', '2020-01-01'],
    ['421123101', '421123102', '2022-01-01'],
    ['421199103', '421123103', '2999-01-01'],
  ]
  expect(await loadChanges({ db, dryRun: true, rows: lines(good) })).toMatchObject({ new: 3, people: 0 })
  expect(await nameOf('421199100')).toBe('place.unknown')
  expect(await loadChanges({ db, dryRun: false, rows: lines(good) })).toMatchObject({ new: 3, wrong: [] })
  expect(await nameOf('421199100')).toBe('421123102')
  expect(await nameOf('421123101')).toBe('421123102')
  // Not in force yet: it keeps its code, under the name that is known of it.
  expect(await nameOf('421199103')).toBe('421199103')
  const again = await loadChanges({
    db,
    dryRun: false,
    rows: lines([['421199103', '421123103', '2999-02-01'], ...good.slice(0, 1)]),
  })
  expect(again).toMatchObject({ new: 0, changed: 1, same: 1 })
  const people = await loadChanges({ db, dryRun: true, rows: lines([['421123100', '421123101', '2023-01-01']]) })
  expect(people.people).toBe(2)
  await own.close()
})

test('[X1] the population register finds a village by the code it had before', async () => {
  const own = await makeWorld()
  const { rows } = await own.admin.query<{ code: string }>(
    `select code from kernel.division where parent = '421123100' order by code limit 1`,
  )
  const code = rows[0]?.code ?? ''
  await loadChanges({
    db: own.house.db,
    dryRun: false,
    rows: rowsOf([
      ['old', 'new', 'from'],
      ['421199100001', code, '2020-01-01'],
    ]),
  })
  const officer = await own.signIn((await own.account({ role: 'countyOfficer', place: luotian })).login)
  const upload = Buffer.from('村代码,户籍人口\r\n421199100001,1200\r\n')
  const load = await officer.call('register.check', { query: { county: luotian }, upload })
  expect((await officer.call('register.take', { params: { id: load.body.id } })).body.changes).toHaveLength(1)
  const found = await own.admin.query('select village, residents from care.register')
  expect(found.rows).toEqual([{ village: code, residents: 1200 }])
  await own.close()
})
