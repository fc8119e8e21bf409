import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { type Clinic, makeClinic, serve, stockUp } from '../../../../../../tests/support/grassroots.js'
import { astray, deskOf, stockAt, unbalanced } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let desk: Caller
let officer: Caller
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
})
afterAll(async () => {
  expect([await unbalanced(w), await astray(w)]).toEqual([[], []])
  await w.close()
})

const prices = [{ kind: 'ibuprofen', perPack: 24, priceFen: 500 }]
const proposal = (clinics: readonly Clinic[], rest: object = {}) => ({
  ...{ id: randomUUID(), county: luotian, name: '春节备药', items: ['antipyretic'], prices },
  facilities: clinics.map(({ clinic }) => clinic),
  ...rest,
})
/** Clinics of 100 people with an empty book: each lacks 20 courses of each item, 24 boxes in a pack. */
const shortClinics = async (n: number): Promise<Clinic[]> => {
  const made: Clinic[] = []
  for (let i = 0; i < n; i += 1) {
    const c = await makeClinic(w, desk)
    await serve(officer, c, 100)
    await stockUp(c, 'antigen-test', 1)
    made.push(c)
  }
  return made
}
const fundOf = async (budget: number): Promise<string> => {
  const body = { id: randomUUID(), county: luotian, name: '疫情防控专项', budget }
  expect((await officer.call('fund.create', { body })).body).toMatchObject({ outcome: 'recorded' })
  return body.id
}
const fundNow = async (id: string) =>
  (await officer.call('fund.list', { query: { place: luotian } })).body.rows.find((fund) => fund.id === id)
const page = async (id: string) => (await officer.call('order.read', { params: { id } })).body
const propose = async (clinics: readonly Clinic[], rest: object = {}): Promise<string> => {
  const body = proposal(clinics, rest)
  const reply = await desk.call('order.propose', { body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded', result: { state: 'proposed' } })
  return body.id
}
const approve = (caller: Caller, id: string, fund: string, rest: object = {}) =>
  caller.call('order.approve', { params: { id }, body: { id: uuidv7(), version: 1, fund, decision: null, ...rest } })
const place = (id: string) =>
  desk.call('order.place', { params: { id }, body: { id: uuidv7(), supplier: '县医药公司' } })
const placed = async (clinics: readonly Clinic[], budget = 1_000_000) => {
  const id = await propose(clinics)
  const fund = await fundOf(budget)
  expect((await approve(officer, id, fund)).body).toMatchObject({ outcome: 'recorded', result: { state: 'approved' } })
  expect((await place(id)).body).toMatchObject({ outcome: 'recorded', result: { state: 'ordered' } })
  return { id, fund, lines: (await page(id)).lines }
}
const receive = (c: Clinic, id: string, line: string, rest: object = {}) =>
  c.keeper.call('order.receive', {
    params: { id, line },
    body: {
      ...{ id: uuidv7(), store: c.id, day: daysFromNow(0), received: 24, refused: 0, reason: null },
      ...{ product: null, lot: 'D1', expiry: daysFromNow(200), ...rest },
    },
  })

test('[K9, E10] the breaches of several clinics become one joint order, packs rounded up, with their formula', async () => {
  const clinics = await shortClinics(2)
  const id = await propose(clinics)
  const { lines, costFen, clinics: n } = await page(id)
  expect([n, costFen]).toEqual([2, 24_000])
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatchObject({
    ...{ kind: 'ibuprofen', ordered: 24, priceFen: 500, rest: 24 },
    proposal: { target: 20, missing: 20, packs: 1, perPack: 24, basis: 'population' },
  })
  const again = await desk.call('order.propose', { body: proposal(clinics) })
  expect(again.problem?.code).toBe('supply.grass-no-breach')
})

test('[E10] a repeat is answered; who proposed or changed an order does not approve it', async () => {
  const clinics = await shortClinics(1)
  const body = proposal(clinics)
  const make = (rest: object = {}) => desk.call('order.propose', { body: { ...body, ...rest } })
  expect((await make()).body.outcome).toBe('recorded')
  expect((await make()).body.outcome).toBe('already-recorded')
  expect((await make({ name: '别的' })).problem?.code).toBe('command.other-body')
  const fund = await fundOf(1_000_000)
  expect((await approve(desk, body.id, fund)).problem?.code).toBe('supply.order-same-person')
  const line = { id: randomUUID(), facility: clinics[0]?.clinic, kind: 'ibuprofen', ordered: 48, priceFen: 450 }
  const change = { id: uuidv7(), version: 1, name: '加量', lines: [line] }
  const changed = await officer.call('order.change', { params: { id: body.id }, body: change })
  expect(changed.body).toMatchObject({ outcome: 'recorded', result: { costFen: 21_600, version: 2 } })
  const same = await approve(officer, body.id, fund, { version: 2 })
  expect(same.problem?.code).toBe('supply.order-same-person')
  expect((await approve(desk, body.id, fund)).body.outcome).toBe('stale')
  expect((await approve(desk, body.id, fund, { version: 2 })).body).toMatchObject({ result: { state: 'approved' } })
})

test('[E10] lines of another county, of no kind, in fractions or of 10^12 are refused by name', async () => {
  const [c] = await shortClinics(1)
  const id = await propose(c === undefined ? [] : [c])
  const change = async (rest: object) => {
    const line = { id: randomUUID(), facility: c?.clinic, kind: 'ibuprofen', ordered: 10, priceFen: 100, ...rest }
    const body = { id: uuidv7(), version: 1, name: '单', lines: [line] }
    return (await desk.call('order.change', { params: { id }, body })).problem?.code
  }
  for (const ordered of [0, -5, 1.5, 1e12]) expect(await change({ ordered })).toBe('supply.order-line')
  for (const priceFen of [-1, 0.5, 1e12]) expect(await change({ priceFen })).toBe('supply.order-line')
  expect(await change({ facility: randomUUID() })).toBe('supply.order-line')
  expect(await change({ kind: 'no-such-kind' })).toBe('supply.order-line')
})

test('[E10] an order without prices or above its fund line is not approved; a named decision lets it through and is told', async () => {
  const clinics = await shortClinics(1)
  const bare = await propose(clinics, { items: ['coughMedicine'], prices: [] })
  expect((await approve(officer, bare, await fundOf(1))).problem?.code).toBe('supply.order-no-price')
  const id = await propose(clinics)
  const fund = await fundOf(10_000)
  const tried = await approve(officer, id, fund)
  expect(tried.problem).toMatchObject({ code: 'supply.fund-above-line', details: { missing: 2_000 } })
  expect(await fundNow(fund)).toMatchObject({ committed: 0, left: 10_000 })
  const decision = { number: '县联防办〔2023〕3号', reason: '节前备货' }
  const passed = await approve(officer, id, fund, { decision })
  expect(passed.body).toMatchObject({ outcome: 'recorded', result: { decision: { ...decision, fen: 2_000 } } })
  expect(await fundNow(fund)).toMatchObject({ budget: 10_000, above: 2_000, committed: 12_000, left: 0 })
  const lower = { id: uuidv7(), version: 2, budget: 9_999, reason: '压减' }
  const cut = await officer.call('fund.change', { params: { id: fund }, body: lower })
  expect(cut.problem).toMatchObject({ code: 'supply.fund-budget', details: { least: 10_000 } })
})

test('[E10] the clinic receives in part with a difference, its book has what is good, and the fund line follows', async () => {
  const clinics = await shortClinics(1)
  const [c] = clinics as [Clinic]
  const { id, fund, lines } = await placed(clinics)
  const line = lines[0]?.id ?? ''
  const coming = (await c.keeper.call('order.mine', {})).body.rows.find((order) => order.id === id)
  expect(coming?.lines).toMatchObject([{ id: line, rest: 24 }])
  expect((await receive(c, id, line, { received: 25 })).problem).toMatchObject({
    ...{ code: 'supply.order-receipt-more', details: { left: 24 } },
  })
  expect((await receive(c, id, line, { received: 10, refused: 2 })).problem?.code).toBe('supply.order-receipt-reason')
  for (const received of [0, -5, 1.5, 1e12])
    expect((await receive(c, id, line, { received })).status).toBeGreaterThan(400)
  const body = { id: uuidv7(), received: 10, refused: 2, reason: '破损' }
  expect((await receive(c, id, line, body)).body).toMatchObject({
    outcome: 'recorded',
    result: { state: 'partlyReceived' },
  })
  expect((await receive(c, id, line, body)).body.outcome).toBe('already-recorded')
  expect((await receive(c, id, line, { ...body, received: 9 })).problem?.code).toBe('command.other-body')
  expect((await stockAt(c, { kind: 'ibuprofen' })).map((row) => [row.lot, row.available])).toEqual([['D1', 10]])
  expect(await fundNow(fund)).toMatchObject({ committed: 6_000, spent: 5_000, left: 989_000 })
  expect((await receive(c, id, line, { received: 12 })).body).toMatchObject({ result: { state: 'received' } })
  expect(await fundNow(fund)).toMatchObject({ committed: 0, spent: 11_000 })
  expect((await page(id)).lines[0]).toMatchObject({
    received: 22,
    refused: 2,
    rest: 0,
    receipts: [{ reason: '破损' }, {}],
  })
})

test('[E10] goods that are all refused write no movement; closing frees what never came', async () => {
  const clinics = await shortClinics(2)
  const [c] = clinics as [Clinic]
  const { id, fund, lines } = await placed(clinics)
  const own = lines.find(({ facility }) => facility === c.clinic)?.id ?? ''
  const refused = await receive(c, id, own, { received: 0, refused: 24, reason: '近效期' })
  expect(refused.body).toMatchObject({ outcome: 'recorded', result: { state: 'partlyReceived' } })
  expect(await stockAt(c, { kind: 'ibuprofen' })).toEqual([])
  expect(await fundNow(fund)).toMatchObject({ committed: 12_000, spent: 0 })
  const close = await desk.call('order.close', { params: { id }, body: { id: uuidv7(), reason: '供货商缺货' } })
  expect(close.body).toMatchObject({ outcome: 'recorded', result: { state: 'closed' } })
  expect(await fundNow(fund)).toMatchObject({ committed: 0, spent: 0, left: 1_000_000 })
  expect((await receive(c, id, own)).status).toBeGreaterThan(400)
})

test('[E10, X2] a keeper receives for the own clinic alone, a line of the own clinic, and another county sees nothing', async () => {
  const clinics = await shortClinics(2)
  const [c, d] = clinics as [Clinic, Clinic]
  const { id, lines } = await placed(clinics)
  const theirs = lines.find(({ facility }) => facility === d.clinic)?.id ?? ''
  expect((await receive(c, id, theirs)).problem?.code).toBe('supply.order-line-unknown')
  expect((await receive(c, id, theirs, { store: d.id })).status).toBe(404)
  const other = await w.signIn((await w.account({ role: 'countyOfficer', place: yingshan })).login)
  expect((await other.call('order.read', { params: { id } })).status).toBe(404)
  expect((await other.call('order.list', { query: { place: luotian } })).status).toBe(403)
  expect((await c.keeper.call('order.read', { params: { id } })).status).toBe(403)
})

test('[E10] what was approved and not placed is withdrawn and freed; what is placed is not', async () => {
  const clinics = await shortClinics(1)
  const id = await propose(clinics)
  const fund = await fundOf(50_000)
  await approve(officer, id, fund)
  const withdraw = (order: string) =>
    desk.call('order.withdraw', { params: { id: order }, body: { id: uuidv7(), reason: '另有来源' } })
  expect((await withdraw(id)).body).toMatchObject({ outcome: 'recorded', result: { state: 'withdrawn' } })
  expect(await fundNow(fund)).toMatchObject({ committed: 0, left: 50_000 })
  const next = await placed(clinics)
  expect((await withdraw(next.id)).problem?.code).toBe('supply.order-state')
})

test('[E10] orders go out as a file in both languages', async () => {
  const file = (language: string) =>
    officer.call('order.export', { query: { place: luotian, format: 'csv', language } })
  expect((await file('zh-CN')).text).toContain('资金科目')
  expect((await file('en')).text).toContain('fund line')
})
