import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import {
  approved,
  asking,
  command,
  confirmAll,
  drafted,
  facts,
  type Hospital,
  makeHospital,
  verifyAt,
} from '../../../../../../tests/support/deals.js'
import { deskOf, makeStore, outgoing, receive } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let desk: Caller
let next: Caller
let hospital: Hospital
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  next = await deskOf(w, yingshan)
  hospital = await makeHospital(w, desk, '县人民医院')
})
afterAll(() => w.close())

const read = (caller: Caller, id: string) => caller.call('request.read', { params: { id } })
const draft = async (rest: object) =>
  (await hospital.requester.call('request.draft', { body: asking(hospital, rest) })).problem

test('[E3] a request is drafted once, changed by who saw its newest version, submitted, and approved by another', async () => {
  const body = asking(hospital)
  const make = (rest: object = {}) => hospital.requester.call('request.draft', { body: { ...body, ...rest } })
  expect((await make()).body).toMatchObject({ outcome: 'recorded', result: { state: 'draft', requested: 5 } })
  expect((await make()).body.outcome).toBe('already-recorded')
  expect((await make({ quantity: 6 })).problem?.code).toBe('command.other-body')
  const params = { id: body.id }
  const { id: _id, hospital: _hospital, kind: _kind, ...said } = body
  const change = (version: number, quantity: number) =>
    hospital.requester.call('request.change', { params, body: { ...said, ...command(), version, quantity } })
  expect((await change(1, 6)).body).toMatchObject({ outcome: 'recorded', result: { requested: 6, version: 2 } })
  expect((await change(1, 7)).body.outcome).toBe('stale')
  const submit = command()
  const send = () => hospital.requester.call('request.submit', { params, body: submit })
  expect((await send()).body).toMatchObject({ outcome: 'recorded', result: { state: 'submitted' } })
  expect((await send()).body.outcome).toBe('already-recorded')
  expect((await change(3, 8)).problem?.code).toBe('supply.request-state')
  expect((await read(desk, body.id)).status).toBe(404)
  const back = { params, body: command({ reason: '床位数不对' }) }
  expect((await hospital.approver.call('request.return', back)).body).toMatchObject({ result: { state: 'returned' } })
  expect((await hospital.requester.call('request.submit', { params, body: command() })).status).toBe(200)
  const passed = await hospital.approver.call('request.approve', { params, body: command() })
  expect(passed.body).toMatchObject({ outcome: 'recorded', result: { state: 'approved' } })
  const page = (await read(desk, body.id)).body
  expect(page.steps.map(({ what }) => what)).toEqual(['draft', 'change', 'submit', 'return', 'submit', 'approve'])
  expect(page.may).toMatchObject({ verify: true, refuse: true, approve: false, withdraw: false })
})

test('[E3] who submitted a request does not approve it, even when named for both, and a requester approves nothing', async () => {
  const id = await drafted(hospital)
  await hospital.requester.call('request.submit', { params: { id }, body: command() })
  expect((await hospital.requester.call('request.approve', { params: { id }, body: command() })).status).toBe(403)
  await w.admin.query(
    `insert into supply.facility_person (home, id, facility, account, part, name, from_at, named_by, body_hash)
     values ($1, gen_random_uuid(), $2, $3, 'approver', '兼任', now(), $3, '')`,
    [luotian, hospital.id, hospital.requesterId],
  )
  await w.admin.query(
    `insert into kernel.account_grant (id, account, role, place) values (gen_random_uuid(), $1, 'hospitalApprover', $2)`,
    [hospital.requesterId, luotian],
  )
  const other = (await hospital.requester.call('session.read')).body?.grants.find((g) => g.role === 'hospitalApprover')
  const acted = await hospital.requester.call('session.act', { body: { grantId: other?.id ?? '', teamId: null } })
  expect(acted.status, acted.text).toBeLessThan(300)
  const tried = await hospital.requester.call('request.approve', { params: { id }, body: command() })
  expect(tried.problem?.code).toBe('supply.request-same-person')
  const back = (await hospital.requester.call('session.read')).body?.grants.find((g) => g.role === 'hospitalRequester')
  await hospital.requester.call('session.act', { body: { grantId: back?.id ?? '', teamId: null } })
})

test('[E3] what cannot be is refused by name: fractions, negatives, 10^12, another unit, figures that are missing or foreign', async () => {
  for (const quantity of [1.5, -5, 0, 1e12]) expect((await draft({ quantity }))?.code).toBe('stock.quantity')
  expect((await draft({ unit: 'box' }))?.code).toBe('stock.unit')
  expect((await draft({ unit: 'pack' }))?.code).toBe('stock.pack-unknown')
  expect(await draft({ facts: facts({ staffedBeds: null }) })).toMatchObject({
    code: 'supply.request-facts',
    details: { why: 'missing', field: 'staffedBeds' },
  })
  expect(await draft({ facts: facts({ criticalWaiting: -5 }) })).toMatchObject({
    details: { field: 'criticalWaiting' },
  })
  expect((await draft({ facts: facts({ inUse: 1e12 }) }))?.code).toBe('supply.request-facts')
  expect((await draft({ facts: facts({ dailyUse: 4 }) }))?.code).toBe('supply.request-facts')
  expect((await draft({ kind: 'no-such-kind' }))?.code).toBe('supply.kind-unknown')
})

test('[E3, SUP-REQ-10] ten times the usual is asked back and, said to be right, is taken and marked', async () => {
  expect(await draft({ quantity: 500 })).toMatchObject({
    code: 'supply.request-doubtful',
    details: { requested: 500, against: 12 },
  })
  const id = await drafted(hospital, { quantity: 500, sure: true })
  expect((await read(hospital.requester, id)).body.doubted).toBe(true)
})

test('[E3, SUP-REQ-2] the desk verifies what is computed, may lower it with a reason, never raises it; the terms are frozen', async () => {
  const own = await makeHospital(w, desk, '核实医院')
  const id = await approved(own, { quantity: 9 })
  const page = (await read(desk, id)).body
  expect(page.need).toMatchObject({ forPatients: 8, forBeds: 6, usable: 6, idle: 1, computed: 5, verified: 5, gap: 4 })
  expect((await verifyAt(desk, id, 6)).problem?.code).toBe('supply.verify-above')
  expect((await verifyAt(desk, id, 4)).problem?.code).toBe('supply.verify-reason')
  expect((await verifyAt(desk, id, -1)).problem?.code).toBe('stock.quantity')
  const seen = { seen: 7, verified: 5, reason: null }
  expect((await desk.call('request.verify', { params: { id }, body: command(seen) })).body.outcome).toBe('stale')
  expect((await verifyAt(desk, id, 4, '两张床下周才开')).body).toMatchObject({
    result: {
      state: 'verified',
      verified: 4,
      gap: 5,
      verification: { lowered: true, verified: 4, need: { computed: 5 } },
    },
  })
  const inside = (await read(own.requester, id)).body
  expect(inside).toMatchObject({ verified: 4, verification: { reason: '两张床下周才开' } })
  expect((await own.requester.call('request.verify', { params: { id }, body: command(seen) })).status).toBe(403)
})

test('[E3, SUP-REQ-2] idle units in the hospital’s own book count, and what another request of it brings is not verified twice', async () => {
  const own = await makeHospital(w, desk, '账上有货医院')
  const store = await makeStore(w, desk, '院库')
  await w.admin.query('update supply.store set facility = $2 where id = $1', [store.id, own.id])
  await receive(
    store,
    ['V1', 'V2', 'V3'].map((serial) => ({ kind: 'ventilator-invasive', serial, unit: 'set' })),
  )
  const id = await approved(own, { quantity: 9 })
  expect((await read(desk, id)).body.need).toMatchObject({ idleSaid: 1, idleInBooks: 3, idle: 3, computed: 3 })
  expect((await verifyAt(desk, id)).body).toMatchObject({ result: { verified: 3, overstated: true } })
  const again = await approved(own, { quantity: 3 })
  expect((await read(desk, again)).body.need).toMatchObject({ coming: 3, computed: 0, verified: 0 })
  const beside = (await desk.call('request.beside', { params: { id: again } })).body
  expect(beside).toMatchObject({ stock: { onHand: 3, available: 3 }, use: { units: 0 }, onTheWay: 0 })
  expect(beside.earlier).toMatchObject([{ id, requested: 9, verified: 3, overstated: true }])
})

test('[E3] beside a request stand use and what is on its way, by the hospital’s books', async () => {
  const own = await makeHospital(w, desk, '用量医院')
  const store = await makeStore(w, desk, '用量院库')
  const far = await makeStore(w, desk, '发往院库的库')
  await w.admin.query('update supply.store set facility = $2 where id = $1', [store.id, own.id])
  await receive(store, [{ quantity: 50, lot: 'A' }])
  await receive(far, [{ quantity: 50, lot: 'B' }])
  const head = { day: daysFromNow(0), why: null, reference: null, party: null }
  const issue = { ...command(), ...head, reserved: false, lines: [outgoing({ quantity: 20 })] }
  expect((await store.keeper.call('stock.issue', { params: { id: store.id }, body: issue })).status).toBe(200)
  const sent = {
    ...command(),
    ...head,
    consignment: randomUUID(),
    to: store.id,
    lines: [outgoing({ quantity: 7, state: 'free' })],
  }
  expect((await far.keeper.call('stock.send', { params: { id: far.id }, body: sent })).status).toBe(200)
  const masks = facts({ dailyUse: 10, idle: 30, criticalWaiting: null, inUse: null, staffedBeds: null })
  const id = await approved(own, { kind: 'mask-surgical', unit: 'piece', quantity: 100, facts: masks })
  const beside = (await own.requester.call('request.beside', { params: { id } })).body
  expect(beside).toMatchObject({ stock: { available: 30 }, use: { days: 14, units: 20 }, onTheWay: 7, earlier: [] })
  expect((await read(own.requester, id)).body.need).toMatchObject({
    basis: 'use',
    usable: 70,
    computed: 40,
    verified: 40,
  })
})

test('[E3, SUP-REQ-3] gates are confirmed by name and day; a day to come or long past is none', async () => {
  const own = await makeHospital(w, desk, '条件医院')
  const id = await approved(own)
  expect((await read(desk, id)).body.missingGates).toHaveLength(4)
  const confirm = (day: string) =>
    own.requester.call('request.confirm', { params: { id }, body: command({ gate: 'oxygen', day, note: '氧站' }) })
  expect((await confirm(daysFromNow(1))).problem?.code).toBe('supply.confirm-day')
  expect((await confirm(daysFromNow(-15))).problem?.code).toBe('supply.confirm-day')
  expect((await confirm(daysFromNow(-14))).body).toMatchObject({ outcome: 'recorded' })
  const page = (await read(desk, id)).body
  expect(page.missingGates).toEqual(['operators', 'power', 'consumables'])
  expect(page.gates.find(({ gate }) => gate === 'oxygen')).toMatchObject({
    ...{ day: daysFromNow(-14), by: '条件医院requester', note: '氧站', holds: true },
  })
  await confirmAll(own, id)
  expect((await read(desk, id)).body.missingGates).toEqual([])
  expect(
    (
      await desk.call('request.confirm', {
        params: { id },
        body: command({ gate: 'oxygen', day: daysFromNow(0), note: null }),
      })
    ).status,
  ).toBe(403)
})

test('[E3, SUP-REQ-6] the desk’s list has the most urgent first, turns its pages, finds by name and goes out as a file', async () => {
  const place = '421123101'
  const of = async (name: string, rest: object) => {
    const own = await makeHospital(w, desk, name, place)
    return approved(own, { quantity: 5, facts: facts(rest) })
  }
  const later = await of('后到医院', { criticalWaiting: 3, idle: 0 })
  const most = await of('最急医院', { criticalWaiting: 9, idle: 0 })
  const busy = await of('全满医院', { criticalWaiting: 3, idle: 0, inUse: 0 })
  await of('还有余医院', { criticalWaiting: 3, idle: 3 })
  const list = async (query: object = {}) => (await desk.call('request.list', { query: { place, ...query } })).body
  expect((await list()).rows.map(({ id }) => id).slice(0, 1)).toEqual([most])
  expect((await list()).rows.map(({ hospital: h }) => h.name)).toEqual([
    '最急医院',
    '后到医院',
    '全满医院',
    '还有余医院',
  ])
  expect([later, busy]).toContain((await list()).rows[1]?.id)
  const first = await list({ limit: 2 })
  expect(first.inAll).toEqual({ n: 4, more: false })
  const rest = await list({ limit: 2, cursor: first.next ?? '' })
  expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual((await list()).rows.map(({ id }) => id))
  expect((await list({ text: '最急' })).rows).toHaveLength(1)
  expect((await list({ sort: 'newest' })).rows[0]?.hospital.name).toBe('还有余医院')
  expect((await list({ state: 'verified' })).rows).toEqual([])
  const file = await desk.call('request.export', { query: { place, format: 'csv', language: 'en' } })
  expect(file.text.split('\n')[1]).toMatch(/最急医院.*to be verified,5,/)
})

test('[E3, SUP-REQ-7 to -9] three overstated requests in a month are a problem at the desk; two are none', async () => {
  const own = await makeHospital(w, desk, '多报医院')
  const list = async () =>
    (await desk.call('request.overstated', { query: { place: luotian } })).body.rows.filter(
      ({ hospital: h }) => h.id === own.id,
    )
  for (const expected of [0, 0, 1]) {
    const id = await approved(own, { quantity: 20 })
    await verifyAt(desk, id)
    await desk.call('request.refuse', { params: { id }, body: command({ reason: '明显多报' }) })
    expect(await list()).toHaveLength(expected)
  }
  expect(await list()).toMatchObject([{ times: 3, requested: 60, computed: 15 }])
  expect((await next.call('request.overstated', { query: { place: yingshan } })).body.rows).toEqual([])
})

test('[E3] a refused or closed request says why, and does nothing more', async () => {
  const own = await makeHospital(w, desk, '驳回医院')
  const id = await approved(own)
  const refuse = command({ reason: '本县暂无' })
  expect((await desk.call('request.refuse', { params: { id }, body: refuse })).body).toMatchObject({
    result: { state: 'refused' },
  })
  expect((await desk.call('request.refuse', { params: { id }, body: refuse })).body.outcome).toBe('already-recorded')
  const page = (await read(own.requester, id)).body
  expect(page.steps.at(-1)).toMatchObject({ what: 'refuse', reason: '本县暂无' })
  expect((await verifyAt(desk, id)).problem?.code).toBe('supply.request-state')
  expect(
    (await own.requester.call('request.withdraw', { params: { id }, body: command({ reason: '不要了' }) })).problem
      ?.code,
  ).toBe('supply.request-state')
})

test('[E3] [X2] the next county sees nothing: neither its desk nor its hospitals, and a hospital sees its own alone', async () => {
  const id = await approved(hospital)
  const far = await makeHospital(w, next, '英山医院', '421124100')
  const near = await makeHospital(w, desk, '同县医院')
  for (const caller of [next, far.requester, far.approver, near.requester]) {
    expect((await read(caller, id)).status).toBe(404)
    expect((await caller.call('request.beside', { params: { id } })).status).toBe(404)
  }
  expect((await near.requester.call('request.mine')).body.rows).toEqual([])
  expect((await hospital.requester.call('request.mine')).body.rows.map((row) => row.id)).toContain(id)
  expect((await next.call('request.list', { query: { place: yingshan } })).text).not.toContain('县人民医院')
  expect((await near.requester.call('request.draft', { body: asking(hospital) })).problem?.code).toBe('supply.hospital')
  const province = await deskOf(w, '42')
  expect((await read(province, id)).body).toMatchObject({ id, state: 'approved' })
})

test('[E3] a person is named for a hospital once and for one part, asks while named, and reaches nothing afterwards', async () => {
  const own = await makeHospital(w, desk, '换人医院')
  const params = { id: own.id }
  const people = (await desk.call('hospital.people', { params })).body.people
  expect(people.map(({ part }) => part).sort()).toEqual(['approver', 'requester'])
  const again = { id: randomUUID(), accountId: own.requesterId, part: 'requester', phone: null }
  expect((await desk.call('hospital.name', { params, body: again })).problem?.code).toBe('supply.named-already')
  const keeper = await w.account({ role: 'warehouseKeeper', place: luotian })
  const wrong = { ...again, accountId: keeper.id }
  expect((await desk.call('hospital.name', { params, body: wrong })).problem?.code).toBe('supply.account-role')
  expect((await own.requester.call('hospital.mine')).body.rows).toMatchObject([{ id: own.id, part: 'requester' }])
  const named = people.find(({ part }) => part === 'requester')?.id ?? ''
  const end = () => desk.call('hospital.unname', { params: { ...params, named } })
  expect((await end()).body.outcome).toBe('recorded')
  expect((await end()).body.outcome).toBe('already-recorded')
  expect((await own.requester.call('hospital.mine')).body.rows).toEqual([])
  expect((await own.requester.call('request.draft', { body: asking(own) })).status).toBe(404)
  expect((await next.call('hospital.people', { params })).status).toBe(404)
})
