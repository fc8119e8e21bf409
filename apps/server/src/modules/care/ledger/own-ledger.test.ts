import type { ImportInfo } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const township = '421123100'
let w: World
let manager: Caller
let villages: readonly { readonly code: string; readonly name: string }[]
let townName: string

beforeEach(async () => {
  w = await makeWorld()
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  const { rows } = await w.admin.query(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code`,
    [township],
  )
  villages = rows
  townName = rows[0].town
})
afterEach(() => w.close())

const village = (at: number) => villages[at] ?? { code: '', name: '' }
const person = (i: number): string =>
  `${i},独${String.fromCodePoint(0x4e00 + i)},女,${70 + i},1580000${1000 + i},高血压,3针`
const heading = '序号,姓名,性别,年龄,电话,基础疾病,疫苗接种'

const read = async (id: string, by = manager): Promise<ImportInfo> =>
  (await by.call('import.read', { params: { id } })).body
const until = async (id: string, wanted: ImportInfo['state']): Promise<ImportInfo> => {
  await expect.poll(async () => (await read(id)).state, { timeout: 30_000, interval: 10 }).toBe(wanted)
  return read(id)
}
const upload = async (lines: readonly string[], by = manager): Promise<ImportInfo> => {
  const query = { county: luotian, fileName: 'own.csv' }
  return (await by.call('import.upload', { query, upload: Buffer.from(lines.join('\r\n')) })).body
}
const check = (info: ImportInfo, by = manager) =>
  by.call('import.check', {
    params: { id: info.id },
    body: { columns: info.columns.map(({ index, field }) => ({ index, field })), asOf: '2023-01-06' },
  })
const checked = async (lines: readonly string[]): Promise<ImportInfo> => {
  const info = await upload(lines)
  expect((await check(info)).status).toBe(200)
  return until(info.id, 'checked')
}
const accept = async (id: string): Promise<ImportInfo> => {
  await manager.call('import.accept', { params: { id } })
  return until(id, 'accepted')
}
type Choice =
  | { readonly row: number; readonly village: string }
  | { readonly writing: { readonly township: string; readonly village: string }; readonly village: string }
const choose = (id: string, ...choices: readonly Choice[]) =>
  manager.call('import.villages', { params: { id }, body: { id: uuidv7(), choices } })
const all = { township: '', village: '' }
/** Township and village of everybody, in the order of the file. */
const standing = async (): Promise<readonly string[]> => {
  const { rows } = await manager
    .call('person.list', { query: { place: township, limit: 100 } })
    .then(({ body }) => body)
  const { rows: places } = await w.admin.query<{ id: string; at: string }>(
    `select id, coalesce(village, township) as at from care.person`,
  )
  const at = new Map(places.map((one) => [one.id, one.at]))
  return [...rows].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ id }) => at.get(id) ?? '')
}
const counted = async (place: string): Promise<number> => {
  await w.settle()
  const { rows } = await w.admin.query(
    `select coalesce(sum(n), 0)::int as n from kernel.counter where place = $1 and metric = 'ledger'`,
    [place],
  )
  return rows[0].n
}

const messy = [
  '我镇老人花名册',
  '填报日期：2023.1.6',
  heading,
  person(1),
  ',,,,,,',
  '',
  person(2),
  person(3),
  '4,,,,,,',
  '合计,3,,,,,',
]

test('[K1] a township’s own ledger without township and village is taken in: nobody is refused, the village is not told', async () => {
  const info = await checked(messy)
  expect(info.township).toBe(townName)
  expect(info.counts).toMatchObject({ new: 3, wrong: 0, notYours: 0 })
  expect(info).toMatchObject({
    untold: 3,
    unsureVillages: [{ written: '', township: townName, why: 'villageBlank', rows: 3 }],
  })
  await accept(info.id)
  expect(await standing()).toEqual([township, township, township])
  const listed = await manager.call('person.list', { query: { place: township, state: 'withoutVillage' } })
  expect(listed.body.rows.length).toBe(3)
  expect(await counted(township)).toBe(3)
})

test('[K1] the village of all rows that write none, or of one of them, is chosen on the check, for this file alone', async () => {
  const info = await checked(messy)
  const { rows } = (await manager.call('import.rows', { params: { id: info.id }, query: { findings: 'untold' } })).body
  expect(rows.map(({ untold }) => untold)).toEqual([true, true, true])
  expect((await choose(info.id, { writing: all, village: village(0).code })).status).toBe(200)
  await until(info.id, 'checked')
  await choose(info.id, { row: rows[1]?.row ?? 0, village: village(1).code })
  const again = await until(info.id, 'checked')
  expect(again.untold).toBe(0)
  expect(again.unsureVillages).toMatchObject([
    { read: village(0).name, rows: 2, why: 'chosen' },
    { read: village(1).name, rows: 1, why: 'chosen' },
  ])
  await accept(info.id)
  expect(await standing()).toEqual([village(0).code, village(1).code, village(0).code])
  const next = await checked([heading, person(4)])
  expect(next).toMatchObject({ untold: 1, unsureVillages: [{ why: 'villageBlank' }] })
})

test('[K1] after a ledger was taken in its people go to the village chosen for all and for one; who was moved by hand stays; counters follow', async () => {
  const info = await checked(messy)
  await accept(info.id)
  const { rows } = (await manager.call('import.rows', { params: { id: info.id }, query: { findings: 'untold' } })).body
  const [, second, third] = rows
  await choose(info.id, { row: second?.row ?? 0, village: village(1).code })
  // What is open still, and beside it what was decided.
  expect(await until(info.id, 'accepted')).toMatchObject({
    untold: 2,
    unsureVillages: [
      { why: 'villageBlank', rows: 2 },
      { why: 'chosen', written: '', read: village(1).name, rows: 1, moved: 1, left: 0 },
    ],
  })
  await w.admin.query(`update care.person set village = $2 where id = $1`, [third?.person?.id, village(2).code])
  await choose(info.id, { writing: all, village: village(0).code })
  const after = await until(info.id, 'accepted')
  expect(after).toMatchObject({ untold: 0, unsureVillages: [{ why: 'chosen', moved: 1, left: 1 }] })
  expect(await standing()).toEqual([village(0).code, village(1).code, village(2).code])
  expect([await counted(village(0).code), await counted(village(1).code), await counted(township)]).toEqual([1, 1, 3])
  // One that was put with all is then chosen by itself.
  await choose(info.id, { row: rows[0]?.row ?? 0, village: village(3).code })
  await until(info.id, 'accepted')
  expect((await standing())[0]).toBe(village(3).code)
})

test('[K1] [X2] a county’s ledger must say where, and no village outside of the township can be chosen', async () => {
  const officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const county = await upload([heading, person(1)], officer)
  expect((await check(county, officer)).problem?.code).toBe('import.mapping-incomplete')
  const info = await checked([heading, person(1)])
  const outside = await choose(info.id, { writing: all, village: '421123101201' })
  expect(outside.problem?.code).toBe('request.invalid')
})

test('[K1] where cells of village are merged or blank, only those rows have none; another township that is named is not taken in', async () => {
  const lines = [
    `序号,乡镇,村,姓名,性别,年龄,电话,基础疾病,疫苗接种`,
    ...[`${townName},${village(0).name}`, ',', `,${village(1).name}`, '白莲河乡,'].map((where, i) =>
      person(i + 1).replace(',', `,${where},`),
    ),
  ]
  const info = await checked(lines)
  expect(info.counts).toMatchObject({ new: 3, notYours: 1, wrong: 0 })
  await accept(info.id)
  expect(await standing()).toEqual([village(0).code, township, village(1).code])
})
