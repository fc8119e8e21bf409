import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import {
  approved,
  asking,
  command,
  confirmAll,
  facts,
  give,
  type Hospital,
  makeHospital,
  offered,
  offering,
  owned,
  ready,
  verifyAt,
} from '../../../../../../tests/support/deals.js'
import { deskOf, makeStore, receive } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let desk: Caller
let next: Caller
let province: Caller
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  next = await deskOf(w, yingshan)
  province = await deskOf(w, '42')
})
afterAll(() => w.close())

let number = 0
const hospitalHere = (): Promise<Hospital> => {
  number += 1
  return makeHospital(w, desk, `分配医院${number}`)
}
const offerOf = async (caller: Caller, id: string) => (await caller.call('offer.read', { params: { id } })).body
const made = async (caller: Caller, rest: object) => (await caller.call('offer.make', { body: offering(rest) })).problem

test('[E3] units go within verified need and offer, once however often it is sent, and are taken back before they are sent', async () => {
  const hospital = await hospitalHere()
  const id = await ready(hospital, desk)
  const offer = await offered(desk)
  const body = { id: randomUUID(), offer, quantity: 3, reason: null }
  const send = (rest: object = {}) => desk.call('assign.make', { params: { id }, body: { ...body, ...rest } })
  expect((await send()).body).toMatchObject({
    outcome: 'recorded',
    result: { quantity: 3, state: 'assigned', from: '某基金会' },
  })
  expect((await send()).body.outcome).toBe('already-recorded')
  expect((await send({ quantity: 2 })).problem?.code).toBe('command.other-body')
  expect((await give(desk, id, offer, 3)).problem).toMatchObject({ code: 'supply.assign-need', details: { left: 2 } })
  for (const quantity of [1.5, -1, 0])
    expect((await give(desk, id, offer, quantity)).problem?.code).toBe('stock.quantity')
  expect(await offerOf(desk, offer)).toMatchObject({
    assigned: 3,
    left: 7,
    assignments: [{ request: id, quantity: 3 }],
  })
  const page = (await hospital.requester.call('request.read', { params: { id } })).body
  expect(page).toMatchObject({ assigned: 3, left: 2, assignments: [{ from: '某基金会', quantity: 3 }] })
  const params = { id, assignment: body.id }
  const back = { params, body: command({ reason: '另有安排' }) }
  expect((await desk.call('assign.back', back)).body).toMatchObject({
    result: { state: 'takenBack', back: { reason: '另有安排' } },
  })
  expect((await desk.call('assign.back', back)).body.outcome).toBe('already-recorded')
  expect((await desk.call('assign.back', { params, body: command({ reason: '再来' }) })).problem?.code).toBe(
    'supply.assign-state',
  )
  expect(await offerOf(desk, offer)).toMatchObject({ assigned: 0, left: 10 })
})

test('[E3] without verified need, gates, licence, the same kind or an open offer nothing goes, and each reason is named', async () => {
  const hospital = await hospitalHere()
  const id = await approved(hospital)
  const offer = await offered(desk)
  const code = async (of: string) => (await give(desk, id, of, 1)).problem
  expect(await code(offer)).toMatchObject({ code: 'supply.request-state', details: { state: 'approved' } })
  await verifyAt(desk, id)
  expect(await code(offer)).toMatchObject({
    code: 'supply.gates-missing',
    details: { gates: ['operators', 'oxygen', 'power', 'consumables'] },
  })
  await confirmAll(hospital, id)
  const bare = await offered(desk, { seenPaper: null })
  expect(await code(bare)).toMatchObject({ code: 'supply.assign-licence', details: { state: 'missing' } })
  const late = await offered(desk, { seenPaper: { number: '旧证', until: daysFromNow(0) } })
  expect(await code(late)).toMatchObject({ code: 'supply.assign-licence', details: { state: 'expired' } })
  const lastDay = await offered(desk, { seenPaper: { number: '今天到期', until: daysFromNow(1) } })
  expect((await offerOf(desk, lastDay)).licence.state).toBe('confirmed')
  const other = await offered(desk, { kind: 'high-flow' })
  expect((await code(other))?.code).toBe('supply.assign-kind')
  const gone = await offered(desk)
  await desk.call('offer.withdraw', { params: { id: gone }, body: command({ reason: '捐赠方撤回' }) })
  expect((await code(gone))?.code).toBe('supply.offer-state')
  const options = (await desk.call('assign.options', { params: { id } })).body.rows
  const of = (wanted: string) => options.find((row) => row.offer.id === wanted)
  expect(of(offer)).toMatchObject({ most: 5, whyNot: [] })
  expect(of(bare)).toMatchObject({ most: 0, whyNot: [{ why: 'licence', licence: 'missing' }] })
  expect(of(other)).toBeUndefined()
  expect(of(gone)).toBeUndefined()
})

test('[E3] the licence of what an enterprise makes follows its papers: on their last day yes, withdrawn no', async () => {
  const enterprise = randomUUID()
  const product = randomUUID()
  const base = { nameEn: null, place: '421123100', creditCode: null, phone: null }
  await desk.call('enterprise.create', { body: { ...base, id: enterprise, name: '呼吸机厂' } })
  const model = { id: product, kind: 'ventilator-invasive', model: 'V60', gtin: null, perPack: 2, capacity: null }
  await desk.call('product.add', { params: { id: enterprise }, body: model })
  const account = await w.account({ role: 'enterpriseReporter', place: luotian })
  const naming = { id: randomUUID(), accountId: account.id, part: 'reporter', phone: null }
  await desk.call('enterprise.name', { params: { id: enterprise }, body: naming })
  const reporter = await w.signIn(account.login)
  const production = {
    channel: 'production',
    owner: { kind: 'enterprise', id: enterprise },
    place: null,
    party: null,
    seenPaper: null,
  }
  const offer = await offered(reporter, { ...production, product, quantity: 4, unit: 'pack' })
  const state = async () => (await offerOf(reporter, offer)).licence.state
  expect(await offerOf(desk, offer)).toMatchObject({ quantity: 8, product: { model: 'V60', maker: '呼吸机厂' } })
  expect(await state()).toBe('missing')
  const paper = (kind: string, until: string | null) => {
    const body = { id: randomUUID(), product, kind, number: kind, from: null, until }
    return desk.call('paper.add', { params: { id: enterprise }, body }).then(() => body.id)
  }
  await paper('registration', daysFromNow(1))
  const works = await paper('productionLicence', null)
  expect(await state()).toBe('confirmed')
  await desk.call('paper.withdraw', { params: { id: enterprise, paper: works } })
  expect(await state()).toBe('missing')
  const stranger = await w.account({ role: 'enterpriseReporter', place: luotian })
  const other = await w.signIn(stranger.login)
  expect((await other.call('offer.read', { params: { id: offer } })).status).toBe(404)
  expect((await made(other, { ...production, product }))?.code).toBe('supply.offer-owner')
  expect((await reporter.call('offer.mine')).body.rows.map((row) => row.id)).toEqual([offer])
})

test('[E3] what cannot be is refused by name in offers', async () => {
  for (const quantity of [1.5, -5, 0, 1e12]) expect((await made(desk, { quantity }))?.code).toBe('stock.quantity')
  expect((await made(desk, { unit: 'piece' }))?.code).toBe('stock.unit')
  expect((await made(desk, { readyOn: daysFromNow(-1) }))?.code).toBe('supply.offer-day')
  expect((await made(desk, { readyOn: daysFromNow(181) }))?.code).toBe('supply.offer-day')
  expect((await made(desk, { readyOn: '2020-02-30' }))?.code).toBe('request.invalid')
  expect((await made(desk, { channel: 'production' }))?.code).toBe('supply.offer-channel')
  expect((await made(desk, { place: '4211' }))?.code).toBe('supply.offer-place')
  expect((await made(desk, { place: '421124100' }))?.code).toBe('forbidden')
  const hospital = await hospitalHere()
  const transfer = {
    channel: 'transfer',
    owner: { kind: 'facility', id: hospital.id },
    place: null,
    party: null,
    seenPaper: null,
  }
  expect((await made(hospital.requester, transfer))?.code).toBe('supply.offer-owned')
  expect(await made(hospital.requester, { ...transfer, owned: owned({ ready: -3 }) })).toMatchObject({
    code: 'supply.offer-owned',
    details: { field: 'ready' },
  })
})

test('[E3, SUP-TRA-1, SUP-TRA-2, SUP-TRA-5] a transfer leaves the owner its last unit, its own need and names why; two offers do not promise a unit twice', async () => {
  const hospital = await hospitalHere()
  const transfer = (rest: object, quantity = 1) => ({
    ...{ channel: 'transfer', owner: { kind: 'facility', id: hospital.id }, place: null, party: null, seenPaper: null },
    ...{ quantity, owned: owned(rest) },
  })
  const refused = async (rest: object, quantity = 1) => made(hospital.requester, transfer(rest, quantity))
  expect(await refused({ ready: 1, inUse: 0 })).toMatchObject({
    code: 'supply.transfer-contract',
    details: { most: 0, kept: ['lastUnit'], lastUnit: 1 },
  })
  expect(await refused({ ready: 5, ownNeed: 3, recent: 4 }, 2)).toMatchObject({
    details: { most: 1, ownNeed: 3, recent: 1 },
  })
  expect(await refused({ consumables: false })).toMatchObject({ details: { most: 0, consumables: 5 } })
  const first = await offered(hospital.requester, transfer({ ready: 5, inUse: 0 }, 3))
  expect(await refused({ ready: 5, inUse: 0 }, 2)).toMatchObject({ details: { most: 1 } })
  expect(await offerOf(desk, first)).toMatchObject({ licence: { state: 'inService' }, contract: { give: 4 } })
})

test('[E3, SUP-TRA-2] an owner whose own verified need has grown since gives less than it offered', async () => {
  const hospital = await hospitalHere()
  const transfer = {
    channel: 'transfer',
    owner: { kind: 'facility', id: hospital.id },
    place: null,
    party: null,
    seenPaper: null,
  }
  const offer = await offered(hospital.requester, { ...transfer, quantity: 5, owned: owned() })
  const own = await approved(hospital, { facts: facts({ idle: 0, staffedBeds: 3 }), quantity: 3 })
  await verifyAt(desk, own)
  const other = await ready(await hospitalHere(), desk)
  expect((await give(desk, other, offer, 3)).problem).toMatchObject({
    code: 'supply.transfer-contract',
    details: { most: 2, ownNeed: 3 },
  })
  expect((await give(desk, other, offer, 2)).body).toMatchObject({ outcome: 'recorded' })
  expect((await give(desk, other, offer, 1)).problem?.code).toBe('supply.transfer-contract')
})

test('[E3, SUP-TRA-3] what leaves the prefecture leaves it its floor', async () => {
  const hospital = await hospitalHere()
  const transfer = {
    channel: 'transfer',
    owner: { kind: 'facility', id: hospital.id },
    place: null,
    party: null,
    seenPaper: null,
  }
  const offer = await offered(hospital.requester, {
    ...{ ...transfer, kind: 'ecmo', quantity: 8, owned: owned({ ready: 8, inUse: 2 }) },
  })
  await w.admin.query(`insert into kernel.division (code, name, level, parent) values
    ('420100', '武汉市区', 3, '4201'), ('420100001', '街道', 4, '420100') on conflict do nothing`)
  const wuhan = await makeHospital(w, province, '武汉医院', '420100001')
  const id = await ready(wuhan, province, { kind: 'ecmo' })
  expect((await give(province, id, offer, 3)).problem).toMatchObject({
    code: 'supply.transfer-contract',
    details: { most: 2, kept: ['region'], region: 6 },
  })
  expect((await give(province, id, offer, 2)).body).toMatchObject({ outcome: 'recorded' })
  expect((await give(province, id, offer, 1)).problem?.code).toBe('supply.transfer-contract')
  expect((await give(desk, id, offer, 1)).status).toBe(404)
})

test('[E3] a store offers what its book has available, less what came within the hold days', async () => {
  const store = await makeStore(w, desk, '调拨库')
  await receive(
    store,
    ['A', 'B', 'C'].map((serial) => ({ kind: 'defibrillator', serial, unit: 'set' })),
  )
  const transfer = {
    ...{ channel: 'transfer', owner: { kind: 'store', id: store.id }, place: null, party: null, seenPaper: null },
    ...{ kind: 'defibrillator', quantity: 1, owned: owned({ ready: 99, inUse: 0, recent: 0 }) },
  }
  expect(await made(store.keeper, transfer)).toMatchObject({ details: { most: 0, kept: ['recent'], recent: 3 } })
  await w.admin.query(`alter table supply.movement_line disable trigger fact`)
  await w.admin.query(`update supply.movement_line set at = at - interval '11 days' where store = $1`, [store.id])
  await w.admin.query(`alter table supply.movement_line enable trigger fact`)
  expect(await made(store.keeper, { ...transfer, quantity: 3 })).toMatchObject({ details: { most: 2, lastUnit: 1 } })
  const offer = await offered(store.keeper, { ...transfer, quantity: 2 })
  expect((await offerOf(store.keeper, offer)).owned).toMatchObject({ ready: 3, recent: 0 })
  const another = await makeStore(w, desk, '别人的调拨库')
  expect((await another.keeper.call('offer.read', { params: { id: offer } })).status).toBe(404)
})

test('[E3] an offer is lowered, not below what is assigned, and used up or withdrawn with a reason; what is assigned stays', async () => {
  const hospital = await hospitalHere()
  const id = await ready(hospital, desk)
  const offer = await offered(desk)
  await give(desk, id, offer, 4)
  const lower = (quantity: number) =>
    desk.call('offer.lower', { params: { id: offer }, body: command({ quantity, reason: '运损' }) })
  for (const quantity of [3, 10, 11, 5.5, -1]) expect((await lower(quantity)).problem?.code).toBe('supply.offer-lower')
  expect((await lower(6)).body).toMatchObject({ outcome: 'recorded', result: { quantity: 6, left: 2 } })
  const use = command({ reason: '其余已用于急诊' })
  expect((await desk.call('offer.use', { params: { id: offer }, body: use })).body).toMatchObject({
    result: { state: 'usedUp', left: 0 },
  })
  expect((await desk.call('offer.use', { params: { id: offer }, body: use })).body.outcome).toBe('already-recorded')
  expect((await give(desk, id, offer, 1)).problem?.code).toBe('supply.offer-state')
  expect((await desk.call('request.read', { params: { id } })).body.assignments).toMatchObject([
    { quantity: 4, state: 'assigned' },
  ])
})

test('[E3] a request withdrawn frees what was not sent; what is on the road travels on and is counted', async () => {
  const hospital = await hospitalHere()
  const id = await ready(hospital, desk)
  const offer = await offered(desk)
  const road = randomUUID()
  await give(desk, id, offer, 2, { id: road })
  await give(desk, id, offer, 3)
  await w.admin.query(`update supply.assignment set state = 'onTheRoad' where id = $1`, [road])
  const body = command({ reason: '患者已转走' })
  const withdraw = () => hospital.requester.call('request.withdraw', { params: { id }, body })
  expect((await withdraw()).body).toMatchObject({
    outcome: 'recorded',
    result: { state: 'withdrawn', withdrawn: { reason: '患者已转走', freed: 3, onTheRoad: 2 }, assigned: 2 },
  })
  expect((await withdraw()).body.outcome).toBe('already-recorded')
  expect(await offerOf(desk, offer)).toMatchObject({ assigned: 2, left: 8 })
  const gone = await desk.call('assign.back', { params: { id, assignment: road }, body: command({ reason: '追回' }) })
  expect(gone.problem).toMatchObject({ code: 'supply.assign-state', details: { state: 'onTheRoad' } })
})

test('[E3] with units assigned a request is not refused, and not verified below them', async () => {
  const id = await ready(await hospitalHere(), desk)
  const offer = await offered(desk)
  await give(desk, id, offer, 4)
  const refuse = await desk.call('request.refuse', { params: { id }, body: command({ reason: '不给' }) })
  expect(refuse.problem).toMatchObject({ code: 'supply.assigned-first', details: { assigned: 4 } })
  expect((await verifyAt(desk, id, 3, '少一张床')).problem?.code).toBe('supply.verify-assigned')
  expect(
    (await desk.call('request.close', { params: { id }, body: command({ reason: '已尽力' }) })).body,
  ).toMatchObject({
    result: { state: 'closed', assigned: 4 },
  })
})

test('[E3] two desks give the last units at once: one of them does, and no unit is given twice', async () => {
  const other = await deskOf(w, luotian)
  for (let round = 0; round < 5; round += 1) {
    const ids = [await ready(await hospitalHere(), desk), await ready(await hospitalHere(), desk)] as const
    const offer = await offered(desk, { quantity: 6 })
    const replies = await Promise.all([
      give(desk, ids[0], offer, 5),
      give(other, ids[1], offer, 5),
      give(province, ids[1], offer, 5),
      give(other, ids[0], offer, 5),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const page = await offerOf(desk, offer)
    const sum = page.assignments.reduce((total, one) => total + one.quantity, 0)
    expect(page.assigned).toBe(sum)
    expect(sum).toBe(5)
  }
})

test('[E3] one command sent twice at once is done once', async () => {
  const id = await ready(await hospitalHere(), desk)
  const offer = await offered(desk)
  const same = { id: randomUUID() }
  const replies = await Promise.all([1, 2, 3].map(() => give(desk, id, offer, 1, same)))
  expect(replies.map(({ body }) => body.outcome).sort()).toEqual(['already-recorded', 'already-recorded', 'recorded'])
  expect((await offerOf(desk, offer)).assigned).toBe(1)
})

test('[E3] [X2] the next county sees no offer and gives nothing of it; its list and file are its own', async () => {
  const offer = await offered(desk, { party: '只给罗田' })
  expect((await next.call('offer.read', { params: { id: offer } })).status).toBe(404)
  expect((await next.call('offer.withdraw', { params: { id: offer }, body: command({ reason: '误' }) })).status).toBe(
    404,
  )
  const far = await makeHospital(w, next, '英山收货医院', '421124100')
  const id = await ready(far, next)
  expect((await give(next, id, offer, 1)).status).toBe(404)
  const list = (caller: Caller, place: string) => caller.call('offer.list', { query: { place, text: '只给' } })
  expect((await list(desk, luotian)).body).toMatchObject({ rows: [{ id: offer }], inAll: { n: 1 } })
  expect((await list(next, yingshan)).body.rows).toEqual([])
  expect((await list(province, '42')).body.rows).toHaveLength(1)
  const file = await desk.call('offer.export', { query: { place: luotian, text: '只给', format: 'csv' } })
  expect(file.text).toContain('捐赠,只给罗田')
  expect((await give(province, id, offer, 1)).body).toMatchObject({ outcome: 'recorded' })
  expect((await far.requester.call('request.read', { params: { id } })).body.assignments).toMatchObject([
    { from: '只给罗田' },
  ])
})

test('[E3] offers turn their pages, the first to be ready first, and are found by day and channel', async () => {
  const kind = 'blood-gas'
  for (const days of [5, 2, 9]) await offered(desk, { kind, readyOn: daysFromNow(days) })
  const list = async (query: object = {}) =>
    (await desk.call('offer.list', { query: { place: luotian, kind, ...query } })).body
  expect((await list()).rows.map(({ readyOn }) => readyOn)).toEqual([2, 5, 9].map(daysFromNow))
  const first = await list({ limit: 2 })
  expect((await list({ limit: 2, cursor: first.next ?? '' })).rows.map(({ readyOn }) => readyOn)).toEqual([
    daysFromNow(9),
  ])
  expect((await list({ readyBy: daysFromNow(4) })).rows).toHaveLength(1)
  expect((await list({ channel: 'procurement' })).rows).toEqual([])
  expect((await list({ sort: 'newest' })).rows[0]?.readyOn).toBe(daysFromNow(9))
})

test('[E3] [X2] a hospital does not draft for another, and a desk writes no request', async () => {
  const one = await hospitalHere()
  const two = await hospitalHere()
  expect((await one.requester.call('request.draft', { body: asking(two) })).status).toBe(404)
  expect((await desk.call('request.draft', { body: asking(one) })).status).toBe(403)
})
