import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { incoming, makeStore, receive } from '../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../tests/support/world.js'

let w: World
let county: Caller
let hubei: Caller
const hospital = randomUUID()

const facility = async (id: string, kind: string, grade: string, place = '421123100'): Promise<void> => {
  await w.admin.query(
    `insert into kernel.facility (home, id, kind, name, place, grade) values (left($2, 6), $1, $3, $4, $2, $5)`,
    [id, place, kind, `${kind} ${id.slice(0, 4)}`, grade],
  )
}
const as = async (place: string): Promise<Caller> => w.signIn((await w.account({ role: 'supplyDesk', place })).login)
const read = async (caller: Caller, place: string, kind?: string) =>
  (await caller.call('standard.read', { query: { place, ...(kind === undefined ? {} : { kind }) } })).body
const row = (page: Awaited<ReturnType<typeof read>>, kind: string) => page.rows.find((one) => one.kind === kind)

beforeAll(async () => {
  w = await makeWorld()
  county = await as(luotian)
  hubei = await as('42')
  for (const village of ['421123100201', '421123100202', '421123100203'])
    await facility(randomUUID(), 'villageClinic', 'none', village)
  await facility(randomUUID(), 'townshipCentre', 'first')
  await facility(hospital, 'hospital', 'third')
  await facility(randomUUID(), 'villageClinic', 'none', '421124100201')
})
afterAll(() => w.close())

test('[E2] what institutions should have stands with formula and source; a province sums up its counties', async () => {
  const page = await read(county, luotian)
  expect(row(page, 'oximeter')).toMatchObject({
    quantity: 6,
    available: 0,
    terms: [{ of: 'villageClinic', basis: 'institution', amount: 3, ratio: 2, evidence: 'reposted' }],
  })
  expect(row(page, 'oxygen-concentrator')?.quantity).toBe(1)
  expect(row(await read(hubei, '42'), 'oximeter')?.quantity).toBe(8)
})

test('[E2] a hospital whose beds nobody entered is told and not guessed; entered once they count, and a repeat changes nothing', async () => {
  const before = await read(county, luotian, 'ventilator-invasive')
  expect(row(before, 'ventilator-invasive')).toMatchObject({ quantity: 0, terms: [{ unknown: 1 }] })
  expect(before.institutions).toMatchObject([{ facility: hospital, quantity: null, available: null }])
  const body = { id: randomUUID(), beds: 300, criticalBeds: 12 }
  const tell = (rest: object = {}) =>
    county.call('standard.beds', { params: { facility: hospital }, body: { ...body, ...rest } })
  expect([(await tell()).body.outcome, (await tell()).body.outcome]).toEqual(['recorded', 'already-recorded'])
  expect((await tell({ beds: 301 })).problem?.code).toBe('command.other-body')
  expect((await tell({ id: randomUUID(), beds: 5 })).problem?.code).toBe('outlook.beds')
  const after = await read(county, luotian, 'ventilator-invasive')
  expect(row(after, 'ventilator-invasive')).toMatchObject({ quantity: 12, terms: [{ amount: 12, unknown: 0 }] })
  expect(after.institutions).toMatchObject([{ beds: 300, criticalBeds: 12, quantity: 12 }])
  expect((await w.admin.query('select count(*)::int as n from supply.facility_beds')).rows).toEqual([{ n: 1 }])
})

test('[E2] what is there comes from the books: of an institution with stores its own, of the place all of them', async () => {
  const own = await makeStore(w, county, '医院库房')
  await w.admin.query('update supply.store set facility = $1 where id = $2', [hospital, own.id])
  const other = await makeStore(w, county, '县应急物资库')
  await receive(own, [incoming({ kind: 'ventilator-invasive', serial: 'V-1', unit: 'set' })])
  await receive(other, [incoming({ kind: 'ventilator-invasive', serial: 'V-2', unit: 'set' })])
  await w.settle()
  const page = await read(county, luotian, 'ventilator-invasive')
  expect(row(page, 'ventilator-invasive')?.available).toBe(2)
  expect(page.institutions).toMatchObject([{ facility: hospital, available: 1 }])
})

test('[E2] [X2] a desk neither sees institutions of another county nor enters their beds', async () => {
  const next = await as(yingshan)
  expect((await next.call('standard.read', { query: { place: luotian } })).status).toBe(403)
  const body = { id: randomUUID(), beds: 1, criticalBeds: 1 }
  expect([403, 404]).toContain((await next.call('standard.beds', { params: { facility: hospital }, body })).status)
})
