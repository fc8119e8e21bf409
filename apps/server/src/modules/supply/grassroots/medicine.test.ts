import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { type Clinic, makeClinic, stockUp } from '../../../../../../tests/support/grassroots.js'
import { deskOf } from '../../../../../../tests/support/stores.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
let pharmacy: Clinic
let foreign: Clinic
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['赵缺药', '钱长药', '孙同时', '李撤回', '周退药'] })
  const desk = await deskOf(w, luotian)
  const { rows } = await w.admin.query<{ id: string }>(`select id from kernel.account where name = '何医生'`)
  const id = rows[0]?.id ?? ''
  // A village doctor keeps the clinic's store as well: two tasks of one account.
  await w.admin.query(
    `insert into kernel.account_grant (id, account, role, place) values (gen_random_uuid(), $1, 'warehouseKeeper', $2)`,
    [id, luotian],
  )
  const keeper = { id, caller: t.medic }
  pharmacy = await makeClinic(w, desk, { place: t.code, kind: 'townshipCentre', keeper })
  foreign = await makeClinic(w, desk, { place: t.code, kind: 'townshipCentre' })
  await stockAs(pharmacy, 'OLD', 5, 20)
  await stockAs(pharmacy, 'NEW', 50, 300)
  await stockUp(foreign, 'ibuprofen', 50)
})
afterAll(() => w.close())

/** Goods as the doctor entered them while acting as the keeper. */
const stockAs = async (c: Clinic, lot: string, quantity: number, days: number): Promise<void> => {
  const grant = async (role: string) =>
    (await c.keeper.call('session.read')).body?.grants.find((g) => g.role === role)?.id ?? ''
  const team = (await c.keeper.call('session.read')).body?.acting?.team?.id ?? null
  await c.keeper.call('session.act', { body: { grantId: await grant('warehouseKeeper'), teamId: null } })
  await stockUp(c, 'ibuprofen', quantity, { lot, expiry: daysFromNow(days) })
  await c.keeper.call('session.act', { body: { grantId: await grant('medic'), teamId: team } })
}

const asked = async (person: number): Promise<string> => {
  const said = { id: uuidv7(), at: new Date(w.house.now()).toISOString(), daysLeft: 2 }
  const reply = await t.worker.call('medicine.say', { params: { id: t.people[person] ?? '' }, body: said })
  expect(reply.body).toMatchObject({ outcome: 'recorded' })
  const { rows } = await w.admin.query(`select id from care.medicine_request where person = $1 and closed_at is null`, [
    t.people[person],
  ])
  return rows[0].id
}
const issue = (request: string, rest: object = {}, by: Caller = t.medic) =>
  by.call('medicine.issue', {
    params: { id: request },
    body: {
      ...{ id: uuidv7(), store: pharmacy.id, day: daysFromNow(0), kind: 'ibuprofen', quantity: 3, unit: 'box' },
      ...{ days: 7, reason: null, ...rest },
    },
  })
const deliver = (request: string, body: object = {}, by: Caller = t.worker) =>
  by.call('medicine.deliver', {
    params: { id: request },
    body: { id: uuidv7(), at: new Date(w.house.now()).toISOString(), ...body },
  })
const left = async (): Promise<Record<string, number>> => {
  const { rows } = await w.admin.query(
    `select i.lot, s.free from supply.stock s join supply.item i on i.home = s.home and i.id = s.item where s.store = $1`,
    [pharmacy.id],
  )
  return Object.fromEntries(rows.map(({ lot, free }) => [lot, Number(free)]))
}

test('[K9] medicine that runs out is asked, issued by first expiry, and handed over; then the request is closed', async () => {
  const request = await asked(0)
  const state = async (by: Caller = t.worker) =>
    (await by.call('medicine.supply', { params: { id: request } })).body.state
  expect(await state()).toBe('asked')
  expect((await deliver(request)).problem?.code).toBe('supply.medicine-not-issued')
  const body = { id: uuidv7() }
  expect((await issue(request, body)).body).toMatchObject({
    outcome: 'recorded',
    result: { state: 'issued', issued: { quantity: 3, days: 7, long: false } },
  })
  expect((await issue(request, body)).body.outcome).toBe('already-recorded')
  expect((await issue(request, { ...body, quantity: 4 })).problem?.code).toBe('command.other-body')
  expect(await left()).toEqual({ OLD: 2, NEW: 50 })
  expect((await issue(request)).problem?.code).toBe('supply.medicine-issued')
  expect(await left()).toEqual({ OLD: 2, NEW: 50 })
  const hand = { id: uuidv7(), at: new Date(w.house.now()).toISOString(), to: 'family' }
  // The name of a medicine tells a disease, which a village worker is not told.
  expect((await t.worker.call('medicine.supply', { params: { id: request } })).body.issued?.kind).toBeNull()
  expect((await deliver(request, hand)).body).toMatchObject({
    outcome: 'recorded',
    result: { state: 'delivered', delivered: { by: '王网格', to: 'family' } },
  })
  expect((await deliver(request, hand)).body.outcome).toBe('already-recorded')
  expect((await deliver(request)).problem?.code).toBe('supply.medicine-delivered')
  const closed = (await t.manager.call('medicine.list', { query: { place: t.code, state: 'closed' } })).body.rows
  expect(closed).toMatchObject([{ id: request, closed: { how: 'supplied', daysLeft: 7, by: '王网格' } }])
})

test('[K9, X2] the book names the request and nobody it is for', async () => {
  const { rows } = await w.admin.query(
    `select coalesce(m.reference, '') || coalesce(m.party, '') || coalesce(m.why, '') as text from supply.movement m
     where m.store = $1 and m.what = 'issue'`,
    [pharmacy.id],
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { text } of rows) expect(text).toMatch(/^[0-9a-f-]{36}$/)
})

test('[K9, SUP-GRASS-9, SUP-GRASS-10] a long prescription says why and has its limit; the request says that it was one', async () => {
  const request = await asked(1)
  expect((await issue(request, { days: 29 })).problem?.code).toBe('supply.medicine-long-reason')
  for (const days of [0, 85, 1.5])
    expect((await issue(request, { days, reason: '稳定' })).problem?.code).toBe('supply.medicine-issue-days')
  const before = await left()
  expect((await issue(request, { days: 84, reason: '高血压，病情稳定' })).body).toMatchObject({
    result: { issued: { days: 84, long: true } },
  })
  expect(await left()).not.toEqual(before)
  // The reason tells a disease too.
  const told = (await t.worker.call('medicine.supply', { params: { id: request } })).body.issued
  expect(told).toMatchObject({ long: true, kind: null, reason: null })
  await deliver(request)
  const page = (await t.manager.call('person.read', { params: { id: t.people[1] ?? '' } })).body.medicine
  expect(page.requests[0]?.closed).toMatchObject({ how: 'longPrescription', daysLeft: 84 })
})

test('[K9, E9] two who issue for one request at once give it out once, and the book knows one movement', async () => {
  const request = await asked(2)
  const before = await left()
  const tries = await Promise.all([
    issue(request, { quantity: 1 }),
    issue(request, { quantity: 1 }),
    issue(request, { quantity: 1 }),
  ])
  expect(tries.filter((reply) => reply.status === 200)).toHaveLength(1)
  for (const reply of tries.filter(({ status }) => status !== 200))
    expect(reply.problem?.code).toBe('supply.medicine-issued')
  const sum = (stock: Record<string, number>) => Object.values(stock).reduce((a, b) => a + b, 0)
  expect(sum(before) - sum(await left())).toBe(1)
})

test('[K9] what can be given out stands by first expiry; an issue that is taken back in the book frees the request, one that was handed over does not', async () => {
  const grant = async (role: string) =>
    (await t.medic.call('session.read')).body?.grants.find((g) => g.role === role)?.id ?? ''
  const team = (await t.medic.call('session.read')).body?.acting?.team?.id ?? null
  const takeBack = async (movement: string) => {
    await t.medic.call('session.act', { body: { grantId: await grant('warehouseKeeper'), teamId: null } })
    const body = { id: uuidv7(), day: daysFromNow(0), why: '开错药' }
    const reply = await t.medic.call('stock.reverse', { params: { id: pharmacy.id, movement }, body })
    await t.medic.call('session.act', { body: { grantId: await grant('medic'), teamId: team } })
    return reply.status
  }
  const request = await asked(4)
  const shelves = (await t.medic.call('medicine.shelves', { params: { id: request } })).body
  expect(shelves.rows.length).toBeGreaterThan(0)
  expect(shelves.rows.every(({ store }) => store === pharmacy.id)).toBe(true)
  const ends = shelves.rows.map(({ expiry }) => expiry)
  expect(ends).toEqual([...ends].sort())
  const before = await left()
  const first = { id: uuidv7(), quantity: 1 }
  expect((await issue(request, first)).status).toBe(200)
  expect(await takeBack(first.id)).toBe(200)
  expect(await left()).toEqual(before)
  const state = async () => (await t.worker.call('medicine.supply', { params: { id: request } })).body.state
  expect(await state()).toBe('asked')
  expect((await deliver(request)).problem?.code).toBe('supply.medicine-not-issued')
  const second = { id: uuidv7(), quantity: 1 }
  expect((await issue(request, second)).status).toBe(200)
  expect((await issue(request, { quantity: 1 })).problem?.code).toBe('supply.medicine-issued')
  expect((await deliver(request)).body.outcome).toBe('recorded')
  expect(await takeBack(second.id)).toBe(200)
  expect(await state()).toBe('delivered')
})

test('[K9, X2] nobody issues from a store that they do not keep, more than there is, or for a request that is closed', async () => {
  const request = await asked(3)
  expect((await issue(request, { store: foreign.id })).status).toBeGreaterThanOrEqual(403)
  expect((await issue(request, {}, t.manager)).status).toBeGreaterThanOrEqual(403)
  expect((await issue(request, {}, t.worker)).status).toBe(403)
  expect((await issue(request, { quantity: 10_000 })).status).toBe(409)
  const close = { id: uuidv7(), how: 'notNeeded', note: '家属已购' }
  await t.medic.call('medicine.close', { params: { id: request }, body: close })
  expect((await issue(request)).problem?.code).toBe('supply.medicine-request-closed')
})
