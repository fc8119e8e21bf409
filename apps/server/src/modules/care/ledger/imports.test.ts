import type { ImportInfo } from '@lianfang/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, callAs, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'
import { compose, type Product } from '../../../compose.js'

let w: World
let officer: Caller
beforeEach(async () => {
  w = await makeWorld()
  officer = await signIn(luotian)
})
afterEach(() => w.close())

const signIn = async (county: string): Promise<Caller> =>
  w.signIn((await w.account({ role: 'countyOfficer', place: county })).login)

const upload = async (text: string | Buffer, caller = officer, county: string = luotian): Promise<ImportInfo> => {
  const reply = await caller.call('import.upload', {
    query: { county, fileName: 'ledger.csv' },
    upload: Buffer.from(text),
  })
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}

type Mapped = { readonly index: number; readonly field: string | null }
const check = async ({ id, columns }: ImportInfo, mapped?: readonly Mapped[]) => {
  const reply = await officer.call('import.check', {
    params: { id },
    body: { columns: mapped ?? columns.map(({ index, field }) => ({ index, field })), asOf: null },
  })
  expect(reply.status, reply.text).toBe(200)
}

const state = async (id: string): Promise<string> => (await officer.call('import.read', { params: { id } })).body.state
const until = (id: string, wanted: string) =>
  expect.poll(() => state(id), { timeout: 30_000, interval: 10 }).toBe(wanted)

const village = { township: '凤山镇', name: '乌岩村' }
const heading = '序号,乡镇,村,姓名,性别,年龄,联系电话,基础疾病,疫苗接种情况'
const line = (i: number, rest: { readonly phone?: string; readonly dose?: string } = {}): string =>
  [
    i,
    village.township,
    village.name,
    `导${String.fromCodePoint(0x4e00 + i)}`,
    '女',
    '80',
    rest.phone ?? `158${String(i).padStart(8, '0')}`,
    '高血压',
    rest.dose ?? '3针',
  ].join(',')
const ledger = (count: number): string => [heading, ...Array.from({ length: count }, (_, i) => line(i))].join('\r\n')

const count = async (table: string): Promise<number> =>
  (await w.admin.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? 0

/** What an import leaves behind: rows of every table of people, counters that are not nothing, and who stands how. */
const left = async (): Promise<unknown> => {
  await w.settle()
  const tables = [
    'person',
    'due',
    'person_key',
    'person_secret',
    'person_token',
    'person_match',
    'tier_change',
    'doubtful_pair',
  ]
  const counts = await Promise.all(tables.map(async (t) => [t, await count(`care.${t}`)]))
  const { rows } = await w.admin.query(
    `select place, metric, bucket, n::int from kernel.counter where n <> 0 and metric <> 'past' order by 1, 2, 3`,
  )
  const { rows: people } = await w.admin.query(
    `select id, tier, vaccination_class, import_id from care.person order by id`,
  )
  return { counts: Object.fromEntries(counts), counters: rows, people }
}

const running = async (id: string): Promise<number> =>
  (await officer.call('import.read', { params: { id } })).body.work?.done ?? 0

test('[K1] columns that somebody chose are proposed for the next file with the same headings, and the last choice wins', async () => {
  const own = ['编号', '所在乡镇', '所在村', '称呼', '备用一', '备用二'].join(',')
  const text = (i: number) => `${own}\r\n${i},${village.township},${village.name},导${i}甲,高血压,3针`
  const fields = (info: ImportInfo) => info.columns.map((c) => c.field)
  const choose = (...chosen: readonly (string | null)[]) => chosen.map((field, index) => ({ index, field }))
  const first = await upload(text(1))
  expect(first.remembered).toBe(false)
  await check(first, choose(null, 'township', 'village', 'name', 'disease', 'vaccination'))
  await until(first.id, 'checked')
  const second = await upload(text(2))
  expect(second).toMatchObject({ remembered: true })
  expect(fields(second)).toEqual([null, 'township', 'village', 'name', 'disease', 'vaccination'])
  await check(second, choose(null, 'township', 'village', 'name', 'remark', 'vaccination'))
  const third = await upload(text(3))
  expect(fields(third)).toEqual([null, 'township', 'village', 'name', 'remark', 'vaccination'])
  // Other headings, and another county, know nothing of it.
  expect((await upload(text(4).replace('称呼', '名称'))).remembered).toBe(false)
  expect((await upload(text(5), await signIn(yingshan), yingshan)).remembered).toBe(false)
})

test('[K1] a running take that is cancelled leaves nothing behind, and can be checked and taken again', async () => {
  // Before: one who will be changed, one whom a row is perhaps, one whom nothing touches.
  const known = [line(5), line(6), line(9_000)].map((l) => l.split(','))
  await load(w, { county: luotian, lines: [heading.split(','), ...known] })
  const before = await left()
  const rows = Array.from({ length: 1_500 }, (_, i) =>
    i === 5 ? line(5, { dose: '未接种' }) : i === 6 ? line(6, { phone: '15900000006' }) : line(i),
  )
  const entry = await upload([heading, ...rows].join('\r\n'))
  await check(entry)
  await until(entry.id, 'checked')
  expect((await officer.call('import.read', { params: { id: entry.id } })).body.counts).toMatchObject({
    doubtful: 1,
    changed: 1,
  })
  expect((await officer.call('import.accept', { params: { id: entry.id } })).status).toBe(200)
  await expect.poll(() => count('care.person'), { timeout: 30_000, interval: 5 }).toBeGreaterThan(3)
  // The next chunk waits until cancelling was asked: so it is surely cancelled in the middle.
  await w.admin.query('begin; lock table care.person in share mode')
  expect(await count('care.person')).toBeLessThan(1_500)
  const cancelled = await officer.call('import.cancel', { params: { id: entry.id } })
  expect(cancelled.status, cancelled.text).toBe(200)
  await w.admin.query('commit')
  await until(entry.id, 'cancelled')
  expect(await left()).toEqual(before)
  await check(entry)
  await until(entry.id, 'checked')
  expect((await officer.call('import.accept', { params: { id: entry.id } })).status).toBe(200)
  await until(entry.id, 'accepted')
  expect((await officer.call('import.read', { params: { id: entry.id } })).body.counts).toMatchObject({
    rows: 1_500,
    new: 1_498,
    changed: 1,
    doubtful: 1,
  })
  expect(await count('care.person')).toBe(1_501)
})

test('[K1] a check that is cancelled took nobody in, and the file can be checked again', async () => {
  const entry = await upload(ledger(1_500))
  await check(entry)
  await expect.poll(() => running(entry.id), { timeout: 30_000, interval: 5 }).toBeGreaterThan(0)
  const cancelled = await officer.call('import.cancel', { params: { id: entry.id } })
  expect(cancelled.status, cancelled.text).toBe(200)
  await until(entry.id, 'cancelled')
  expect(await count('care.person')).toBe(0)
  expect((await officer.call('import.accept', { params: { id: entry.id } })).problem?.code).toBe('import.wrong-state')
  await check(entry)
  await until(entry.id, 'checked')
})

test('[K1] [X9] an import whose program stops in the middle goes on with the next one: everybody once', async () => {
  const entry = await upload(ledger(1_500))
  await check(entry)
  await until(entry.id, 'checked')
  expect((await officer.call('import.accept', { params: { id: entry.id } })).status).toBe(200)
  await expect.poll(() => count('care.person'), { timeout: 30_000, interval: 5 }).toBeGreaterThan(0)
  await w.product.stop()
  const taken = await count('care.person')
  expect(taken).toBeLessThan(1_500)
  const { rows } = await w.admin.query(
    'select state from kernel.long_work where subject = $1 order by asked_at desc limit 1',
    [entry.id],
  )
  expect(rows).toEqual([{ state: 'waiting' }])
  const next: Product = await compose(w.house, { log: () => undefined, secureCookies: false, trustProxy: false })
  try {
    await next.app.ready()
    const now = async () => (await callAs(next, officer.cookie, 'import.read', { params: { id: entry.id } })).body
    await expect.poll(async () => (await now()).state, { timeout: 30_000, interval: 20 }).toBe('accepted')
    expect((await now()).counts).toMatchObject({ rows: 1_500, new: 1_500, same: 0, twice: 0 })
    expect(await count('care.person')).toBe(1_500)
    await next.settler.settleAll()
    const board = (await callAs(next, officer.cookie, 'board.read', { params: { place: luotian } })).body
    expect(board.total.onLedger).toBe(1_500)
  } finally {
    await next.stop()
  }
})

test('[X6] the imports of a county go out as a file, newest first, with what came of each', async () => {
  const { id } = await upload(ledger(3))
  await check({ ...(await officer.call('import.read', { params: { id } })).body })
  await until(id, 'checked')
  const file = await officer.call('import.export', { query: { county: luotian, format: 'csv', language: 'en' } })
  const [, first = ''] = file.text.trim().split('\r\n')
  const [name, state, , , rows] = first.split(',')
  expect([name, state, rows]).toEqual(['ledger.csv', 'waits for a decision', '3'])
})
