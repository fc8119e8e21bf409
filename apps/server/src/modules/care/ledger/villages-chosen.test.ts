import type { ImportInfo } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { header } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const township = '421123100'
let w: World
let officer: Caller
let villages: readonly { readonly code: string; readonly name: string; readonly township: string }[]

beforeEach(async () => {
  w = await makeWorld()
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const { rows } = await w.admin.query(
    `select v.code, v.name, t.name as township from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code`,
    [township],
  )
  villages = rows
})
afterEach(() => w.close())

const place = (at: number) => villages[at] ?? { code: '', name: '', township: '' }
const row = (i: number, village: string): string =>
  [
    i,
    place(0).township,
    village,
    `选${String.fromCodePoint(0x4e00 + i)}`,
    '女',
    '',
    80,
    `1580000${1000 + i}`,
    '高血压',
    '3针',
    '否',
  ].join()
const unread = '大杨树底下'
const fileOf = (...rows: readonly string[]): Buffer => Buffer.from([header.join(), ...rows].join('\r\n'))

const read = async (id: string): Promise<ImportInfo> => (await officer.call('import.read', { params: { id } })).body
const until = async (id: string, wanted: ImportInfo['state']): Promise<ImportInfo> => {
  await expect.poll(async () => (await read(id)).state, { timeout: 30_000, interval: 10 }).toBe(wanted)
  return read(id)
}

const checked = async (file: Buffer, by = officer): Promise<ImportInfo> => {
  const query = { county: luotian, fileName: 'ledger.csv' }
  const { body } = await by.call('import.upload', { query, upload: file })
  const columns = body.columns.map(({ index, field }: ImportInfo['columns'][number]) => ({ index, field }))
  await by.call('import.check', { params: { id: body.id }, body: { columns, asOf: null } })
  return until(body.id, 'checked')
}
const accept = async (id: string): Promise<ImportInfo> => {
  await officer.call('import.accept', { params: { id } })
  return until(id, 'accepted')
}
const choose = async (info: ImportInfo, village: string, id: string = uuidv7()) => {
  const { writing } = info.unsureVillages.find(({ written }) => written === unread) ?? { writing: null }
  return officer.call('import.villages', { params: { id: info.id }, body: { id, choices: [{ writing, village }] } })
}
const standing = async (): Promise<readonly (string | null)[]> => {
  const { rows } = await w.admin.query('select village from care.person order by taken_in_at, id')
  return rows.map(({ village }) => village)
}
const counted = async (village: string): Promise<number> => {
  await w.settle()
  const { rows } = await w.admin.query(
    `select coalesce(sum(n), 0)::int as n from kernel.counter where place = $1 and metric = 'ledger'`,
    [village],
  )
  return rows[0].n
}

test('[K1] a village chosen on the check holds for every row so written, and for the next file', async () => {
  const info = await checked(fileOf(row(1, unread), row(2, unread), row(3, place(0).name)))
  expect(info.unsureVillages).toMatchObject([{ written: unread, read: null, rows: 2, why: 'villageUnreadable' }])
  expect((await choose(info, place(1).code)).status).toBe(200)
  const again = await until(info.id, 'checked')
  expect(again.unsureVillages).toMatchObject([{ written: unread, read: place(1).name, rows: 2, why: 'chosen' }])
  await accept(info.id)
  expect((await standing()).filter((village) => village === place(1).code)).toHaveLength(2)
  const next = await checked(fileOf(row(1, unread), row(4, unread)))
  expect(next.unsureVillages).toMatchObject([{ read: place(1).name, why: 'chosen' }])
  expect(next.counts).toMatchObject({ same: 1, new: 1, warnings: expect.any(Number) })
})

test('[K1] a place that was not found at all is found once it was chosen', async () => {
  const lost = row(1, unread).replace(place(0).township, '')
  const info = await checked(fileOf(lost, row(2, place(0).name)))
  expect(info.counts).toMatchObject({ wrong: 1, new: 1 })
  expect(info.unsureVillages).toMatchObject([{ written: unread, township: null, why: 'noPlace' }])
  await choose(info, place(2).code)
  expect((await until(info.id, 'checked')).counts).toMatchObject({ wrong: 0, new: 2 })
})

test('[K1] after an import was accepted its people of that writing go to the village, but for who was changed since', async () => {
  const info = await checked(fileOf(row(1, unread), row(2, unread), row(3, unread)))
  await accept(info.id)
  expect(await standing()).toEqual([null, null, null])
  await w.admin.query(
    `update care.person set village = $1 where id = (select person from care.import_row where row_number = 3)`,
    [place(3).code],
  )
  const command = uuidv7()
  expect((await choose(info, place(1).code, command)).status).toBe(200)
  const done = await until(info.id, 'accepted')
  expect(done.unsureVillages).toMatchObject([{ read: place(1).name, why: 'chosen', moved: 2, left: 1 }])
  expect([...(await standing())].sort()).toEqual([place(1).code, place(1).code, place(3).code].sort())
  expect(await counted(place(1).code)).toBe(2)
  const repeated = await choose(info, place(1).code, command)
  expect([repeated.status, repeated.body.state]).toEqual([200, 'accepted'])
})

test('[K1] a village chosen once more takes along who followed the first choice, and the import can still be taken back', async () => {
  const info = await checked(fileOf(row(1, unread), row(2, unread)))
  await accept(info.id)
  await choose(info, place(1).code)
  const first = await until(info.id, 'accepted')
  await choose(first, place(2).code)
  const second = await until(info.id, 'accepted')
  expect(await standing()).toEqual([place(2).code, place(2).code])
  expect(second.canTakeBack).toBe(true)
  await officer.call('import.take-back', { params: { id: info.id } })
  await until(info.id, 'takenBack')
  expect(await standing()).toEqual([])
})

test('[K1] a row loaded before follows a village chosen later, and nothing else about its person changes', async () => {
  const file = fileOf(row(1, unread))
  await accept((await checked(file)).id)
  await w.admin.query(`update care.person set living = 'alone'`)
  const next = await checked(file)
  expect(next.counts).toMatchObject({ same: 1 })
  await choose(next, place(1).code)
  expect((await until(next.id, 'checked')).counts).toMatchObject({ changed: 1, same: 0 })
  await accept(next.id)
  const { rows } = await w.admin.query('select village, living from care.person')
  expect(rows).toEqual([{ village: place(1).code, living: 'alone' }])
})

test('[K1, X2] a township chooses villages of its own only', async () => {
  const manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  const info = await checked(fileOf(row(1, unread)), manager)
  const { body } = await manager.call('import.places', { params: { id: info.id } })
  expect(new Set(body.villages.map(({ code }: { code: string }) => code.slice(0, 9)))).toEqual(new Set([township]))
  const choices = [{ writing: info.unsureVillages[0]?.writing, village: '421123101001' }]
  const { rows } = await w.admin.query(`select code from kernel.division where parent = '421123101' limit 1`)
  const refused = await manager.call('import.villages', {
    params: { id: info.id },
    body: { id: uuidv7(), choices: choices.map((one) => ({ ...one, village: rows[0].code })) },
  })
  expect([refused.status, refused.problem?.code]).toEqual([400, 'request.invalid'])
})

test('[K1] a village one letter off that no township tells is not known: the near names are said, as they are chosen', async () => {
  const off = `${place(0).name.slice(0, 2)}某${place(0).name.slice(3)}`
  const lost = row(1, off).replace(place(0).township, '')
  const info = await checked(fileOf(lost, row(2, place(1).name)))
  const [line] = info.unsureVillages.filter(({ why }) => why === 'noPlace')
  expect(line).toMatchObject({ written: off, read: null })
  expect(line?.near).toContain(`${place(0).township} ${place(0).name}`)
})

test('[K1] after an import was accepted, who got a village by hand is decided and no more open', async () => {
  const info = await checked(fileOf(row(1, unread), row(2, unread)))
  await accept(info.id)
  const now = async () => (await officer.call('import.read', { params: { id: info.id } })).body.unsureVillages
  const give = (at: number) =>
    w.admin.query(
      `update care.person set village = $1 where id = (select person from care.import_row where import_id = $2 and row_number = $3)`,
      [place(2).code, info.id, at],
    )
  await give(2)
  expect(await now()).toMatchObject([
    { written: unread, why: 'villageUnreadable', rows: 1 },
    { written: unread, why: 'chosen', read: place(2).name, rows: 1 },
  ])
  await give(3)
  expect(await now()).toMatchObject([{ written: unread, why: 'chosen', read: place(2).name, rows: 2 }])
})
