import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import {
  astrayOnRoad,
  china,
  counted,
  departing,
  legOf,
  make,
  making,
  masks,
  outOf,
  outside,
  pageOf,
  receiving,
  sendOff,
  transitDiffers,
  wall,
} from '../../../../../../tests/support/moves.js'
import {
  astray,
  deskOf,
  makeStore,
  receive,
  type Store,
  stockAt,
  unbalanced,
} from '../../../../../../tests/support/stores.js'
import { type Caller, callAs, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const HOUR_MS = 3_600_000
const noon = Date.parse('2026-03-10T12:00:00+08:00')
let w: World
let desk: Caller
let from: Store
let to: Store
beforeAll(async () => {
  w = await makeWorld()
  w.setNow(noon)
  desk = await deskOf(w, luotian)
  from = await makeStore(w, desk, '发货库')
  to = await makeStore(w, desk, '收货库')
  await receive(from, [{ lot: 'A', quantity: 500 }], { day: dayAt(noon) })
})
afterAll(async () => {
  expect([await unbalanced(w), await astray(w), await astrayOnRoad(w), await transitDiffers(w)]).toEqual([
    [],
    [],
    [],
    [],
  ])
  await w.close()
})

const at = (id: string) => ({ params: { id } })
const times = (departs: number, arrives: number) => ({
  departs: { local: wall(departs), second: null },
  arrives: { local: wall(arrives), second: null },
})
const read = async (id: string, caller = desk) => (await caller.call('consignment.read', at(id))).body

test('[E5, SUP-MOVE-5, -13, -7] a load that is late rings at the desk of its county, climbs, and a new estimate with a reason ends it', async () => {
  w.setNow(noon)
  const cargo = outOf(from.id, 5)
  const { id } = await make(desk, making({ to: to.id, cargo, legs: [legOf(times(noon, noon + 2 * HOUR_MS))] }))
  pageOf(await from.keeper.call('consignment.depart', { ...at(id), body: departing(noon, { lines: [masks(5)] }) }))
  const alarm = async (hours: number) => {
    w.setNow(noon + hours * HOUR_MS)
    return (await read(id)).alarm
  }
  expect(await alarm(3.9)).toBeNull()
  expect(await alarm(4)).toMatchObject({ why: 'late', level: 'county', place: { code: luotian } })
  const here = async (place: string) =>
    (await (await deskOf(w, '42')).call('consignment.list', { query: { place, delayed: 'here' } })).body.rows.map(
      (row) => row.id,
    )
  expect([await here(luotian), await here('4211')]).toEqual([[id], []])
  expect(await alarm(6)).toMatchObject({ level: 'prefecture', place: { code: '4211' } })
  expect([await here('4211'), await here('42')]).toEqual([[id], []])
  expect(await alarm(8)).toMatchObject({ level: 'province' })
  w.setNow(noon + 5 * HOUR_MS)
  const estimate = {
    ...{ id: uuidv7(), leg: 0, what: 'arrived', source: 'carrier', sourceName: '车队', zone: china, second: null },
    ...{ local: wall(noon + 7 * HOUR_MS), reason: '大雪封路' },
  }
  const page = pageOf(await desk.call('consignment.estimate', { ...at(id), body: estimate }))
  expect(page).toMatchObject({ alarm: null, promisedAt: new Date(noon + 7 * HOUR_MS).toISOString() })
  expect(page.steps.at(-1)).toMatchObject({ what: 'estimate', reason: '大雪封路', detail: { endedAlarm: 'late' } })
  expect(page.milestones.map(({ basis }) => basis)).toEqual(['planned', 'planned', 'actual', 'estimated'])
  expect(await alarm(9)).toMatchObject({ why: 'late' })
})

test('[E5, SUP-MOVE-6] six hours without a word ring; a clock that is set back rings for nobody', async () => {
  w.setNow(noon)
  const { id } = await sendOff({ desk, from, to, now: noon }, 3, [legOf()])
  w.setNow(noon + 6 * HOUR_MS)
  expect((await read(id)).alarm).toMatchObject({ why: 'silent' })
  w.setNow(noon - 24 * HOUR_MS)
  expect((await read(id)).alarm).toBeNull()
  w.setNow(noon + 6 * HOUR_MS)
  const arrived = {
    ...{ id: uuidv7(), leg: 0, what: 'arrived', basis: 'actual', source: 'driver', sourceName: '王师傅', zone: china },
    ...{ second: null, note: null, sure: false, local: wall(noon + 5 * HOUR_MS) },
  }
  expect(pageOf(await desk.call('consignment.milestone', { ...at(id), body: arrived })).alarm).toBeNull()
})

const nobody = <K extends 'link.read' | 'link.say' | 'link.photo'>(id: K, body: object) =>
  callAs(w.product, null, id, { body, headers: { 'x-lianfang': '1' } })

const linked = async (quantity = 4) => {
  const { id } = await sendOff({ desk, from, to, now: noon }, quantity, [legOf()])
  const made = await desk.call('link.make', {
    ...at(id),
    body: { id: uuidv7(), name: '鄂J12345', leg: null, phones: ['调度台 0713-5050505'] },
  })
  expect(made.status, made.text).toBe(200)
  return { id, token: made.body.token, address: made.body.address }
}
const word = (token: string, rest: object) => ({
  token,
  id: uuidv7(),
  at: new Date(noon).toISOString(),
  zone: china,
  ...rest,
})

test("[E5] a driver's link shows whence, where to, what and whom to call, and nothing else; its secret stands behind #", async () => {
  w.setNow(noon)
  const { token, address } = await linked()
  expect(address).toContain('/road#')
  const shown = await nobody('link.read', { token })
  expect(shown.body).toMatchObject({
    ...{ state: 'onTheRoad', from: '县城', to: '凤山镇', phones: ['调度台 0713-5050505'] },
    what: [{ kind: 'mask-surgical', quantity: 4, unit: 'piece' }],
  })
  expect(Object.keys(shown.body).sort()).toEqual([
    'from',
    'mode',
    'phones',
    'said',
    'state',
    'to',
    'until',
    'urgency',
    'what',
  ])
  const other = `${token.slice(0, 8)}${'A'.repeat(21)}`.slice(0, 29)
  expect((await nobody('link.read', { token: other })).problem?.code).toBe('link.unknown')
})

test('[E5] the driver says picked up, where, delayed until, handed over; a lost answer is asked for again and nothing is twice', async () => {
  w.setNow(noon)
  const { id, token } = await linked()
  const said = [
    word(token, { what: 'pickedUp', count: 4, note: null, at: new Date(noon - 60_000).toISOString() }),
    word(token, { what: 'where', place: '三里畈', position: { latitude: 30.8, longitude: 115.4 } }),
    word(token, { what: 'delay', cause: 'weather', note: '结冰', until: new Date(noon + 9 * HOUR_MS).toISOString() }),
    word(token, { what: 'handedOver', count: 3, taker: '收货人', condition: '一箱受潮' }),
  ]
  for (const body of said) {
    expect((await nobody('link.say', body)).body).toEqual({ outcome: 'recorded', id: body.id })
    expect((await nobody('link.say', body)).body).toEqual({ outcome: 'already-recorded', id: body.id })
    expect((await nobody('link.say', { ...body, at: new Date(noon - 5).toISOString() })).problem?.code).toBe(
      'command.other-body',
    )
  }
  const page = await read(id)
  expect(page.milestones.filter((m) => m.source === 'driver').map((m) => [m.what, m.basis, m.by])).toEqual([
    ['pickedUp', 'actual', '鄂J12345'],
    ['arrived', 'estimated', '鄂J12345'],
    ['handedOver', 'actual', '鄂J12345'],
  ])
  expect(page.words).toMatchObject([{ place: '三里畈' }, { cause: 'weather' }])
  expect(page.handOvers).toMatchObject([{ count: 3, expected: 4, taker: '收货人' }])
  expect(page.promisedAt).toBe(new Date(noon + 9 * HOUR_MS).toISOString())
  // Only a keeper takes goods in: a driver's word moves no stock.
  expect(page.kinds).toMatchObject([{ left: 4 }])
  const data = Buffer.from([0xff, 0xd8, 0xff, 1]).toString('base64')
  const photo = { token, id: uuidv7(), of: page.handOvers[0]?.id ?? null, data }
  expect((await nobody('link.photo', photo)).body.outcome).toBe('recorded')
  expect((await nobody('link.photo', photo)).body.outcome).toBe('already-recorded')
  expect((await read(id)).photos).toHaveLength(1)
  expect((await nobody('link.read', { token })).body.said.map((one) => one.what)).toEqual([
    ...['pickedUp', 'where', 'delay', 'handedOver', 'photo'],
  ])
})

test('[E5, SUP-MOVE-8] a link ends when it is taken away, when another is made and after its days; each is answered alike', async () => {
  w.setNow(noon)
  const first = await linked()
  const code = async (token: string) => (await nobody('link.read', { token })).problem?.code ?? 'open'
  const again = await desk.call('link.make', {
    ...at(first.id),
    body: { id: uuidv7(), name: '二车', leg: 0, phones: ['1'] },
  })
  expect([await code(first.token), await code(again.body.token)]).toEqual(['link.unknown', 'open'])
  w.setNow(noon + 3 * 24 * HOUR_MS)
  expect(await code(again.body.token)).toBe('open')
  w.setNow(noon + 4 * 24 * HOUR_MS)
  expect(await code(again.body.token)).toBe('link.unknown')
  w.setNow(noon)
  expect((await desk.call('link.end', at(first.id))).status).toBe(204)
  expect(await code(again.body.token)).toBe('link.unknown')
})

test('[X2] over a link the database itself refuses to move units, to add lines and to send them elsewhere', async () => {
  w.setNow(noon)
  const { id, token } = await linked()
  const { codeOf } = await import('./links.js')
  // The last one is what a link may do: that the others touch no row is not for want of a right to any.
  for (const [change, touched] of [
    [`update supply.move_line set arrived = 1 where move = $1`, 0],
    [
      `insert into supply.move_line (home, move, n, kind, quantity, origin) values ('421123', $1, 9, 'ecmo', 5, 'x')`,
      0,
    ],
    [`update supply.move set state = 'closed' where id = $1`, 0],
    [`update supply.move set undecided = true where id = $1`, 0],
    [`update supply.move set heard_at = now() where id = $1`, 1],
  ] as const) {
    await w.admin.query('begin')
    await w.admin.query('set local role lianfang_app')
    await w.admin.query(`set local lf.link = '${codeOf(token)}'`)
    const rows = await w.admin.query(change, [id]).then(
      (done) => done.rowCount,
      () => 0,
    )
    await w.admin.query('rollback')
    expect([change, rows]).toEqual([change, touched])
  }
})

test('[X2] over a link row security shows its own consignment and no other, and no stock', async () => {
  w.setNow(noon)
  const { token } = await linked()
  await linked()
  const { codeOf } = await import('./links.js')
  await w.admin.query('begin')
  await w.admin.query(`set local role lianfang_app`)
  await w.admin.query(`set local lf.link = '${codeOf(token)}'`)
  for (const [table, rows] of [
    ['move', 1],
    ['move_link', 1],
    ['move_line', 1],
    ['stock', 0],
    ['store', 0],
    ['movement', 0],
    ['consignment', 0],
  ] as const) {
    const { rows: found } = await w.admin.query(`select count(*)::int as n from supply.${table}`)
    expect([table, found[0]?.n]).toEqual([table, rows])
  }
  await w.admin.query('rollback')
})

/** A verified request of a hospital with units of an offer of the store assigned to it. */
const assigned = async (quantity: number, kind = 'mask-surgical') => {
  const [facility, request, offer, assignment] = [1, 2, 3, 4].map(() => randomUUID()) as [
    string,
    string,
    string,
    string,
  ]
  const account = (await w.account({ role: 'supplyDesk', place: luotian })).id
  const add = (sql: string, values: unknown[]) => w.admin.query(sql, values)
  await add(
    `insert into kernel.facility (home, id, place, name, kind) values ($1, $2, '421123100', '罗田医院', 'hospital')`,
    [luotian, facility],
  )
  await add(
    `insert into supply.request (home, id, facility, place, name, kind, basis, said_quantity, said_unit, requested, facts, uncovered,
       busy, doubted, state, account, by_name, created_at, approved_at, computed, verified, body_hash)
     values ($1, $2, $3, '421123100', '罗田医院', $5, 'use', 100, 'piece', 100, '{}', 0, 0, false, 'verified', $4, '甲',
       now(), now(), 100, 100, '')`,
    [luotian, request, facility, account, kind],
  )
  await add(
    `insert into supply.offer (home, id, channel, place, store, owner_name, kind, said_quantity, said_unit, quantity, ready_on,
       reliability, said_by, owned, account, by_name, at, body_hash)
     values ($1, $2, 'transfer', '421123100', $3, '发货库', $5, 100, 'piece', 100, current_date, 'certain', '甲', '{}', $4,
       '甲', now(), '')`,
    [luotian, offer, from.id, account, kind],
  )
  await add(
    `insert into supply.assignment (home, id, request, facility, kind, offer_home, offer, quantity, channel, from_name, from_place,
       ready_on, at, account, by_name, body_hash)
     values ($1, $2, $3, $4, $8, $1, $5, $6, 'transfer', '发货库', '421123100', current_date, now(), $7, '甲', '')`,
    [luotian, assignment, request, facility, offer, quantity, account, kind],
  )
  return { request, offer, assignment }
}
const stateOf = async (assignment: string) =>
  (
    await w.admin.query<{ state: string; quantity: number }>(
      'select state, quantity::int from supply.assignment where id = $1',
      [assignment],
    )
  ).rows[0]
const sums = async ({ request, offer }: { request: string; offer: string }) =>
  (
    await w.admin.query<{ asked: number; given: number }>(
      `select (select assigned::int from supply.request where id = $1) as asked, (select assigned::int from supply.offer where id = $2) as given`,
      [request, offer],
    )
  ).rows[0]

const carry = async (quantity: number) => {
  const deal = await assigned(quantity)
  const cargo = { what: 'assignments', store: from.id, assignments: [deal.assignment] }
  const { id } = await make(desk, making({ to: to.id, cargo, legs: [legOf()] }))
  expect((await stateOf(deal.assignment))?.state).toBe('assigned')
  const twice = await desk.call('consignment.make', { body: making({ to: to.id, cargo }) })
  expect(twice.problem?.code).toBe('consignment.cargo')
  pageOf(
    await from.keeper.call('consignment.depart', { ...at(id), body: departing(noon, { lines: [masks(quantity)] }) }),
  )
  expect((await stateOf(deal.assignment))?.state).toBe('onTheRoad')
  return { ...deal, id }
}
const take = (store: Store, id: string, lines: object[]) =>
  store.keeper.call('consignment.receive', { ...at(id), body: receiving({ lines, day: dayAt(noon) }, noon) })

test('[E5, E3] assigned units are on the road with what carries them, and received when none of them is on it', async () => {
  w.setNow(noon)
  const deal = await carry(8)
  const page = await read(deal.id)
  expect(page.requests).toMatchObject([{ request: deal.request, assignment: deal.assignment, state: 'verified' }])
  pageOf(await take(to, deal.id, [counted(0, 5)]))
  expect((await stateOf(deal.assignment))?.state).toBe('onTheRoad')
  pageOf(await take(to, deal.id, [counted(0, 3)]))
  expect((await stateOf(deal.assignment))?.state).toBe('received')
})

const withdraw = (request: string) =>
  w.admin.query(`update supply.request set state = 'withdrawn' where id = $1`, [request])
const redirect = (id: string, rest: object) =>
  desk.call('consignment.redirect', {
    ...at(id),
    body: { id: uuidv7(), reason: '申请已撤回', to: null, requests: [], ...rest },
  })

test('[E5, SUP-MOVE-12] a request withdrawn while its units are on the road moves nothing: a person is asked, and they go on', async () => {
  w.setNow(noon)
  const deal = await carry(6)
  await withdraw(deal.request)
  const list = await desk.call('consignment.list', { query: { place: luotian, undecided: 'true' } })
  expect(list.body.rows.map((row) => row.id)).toEqual([deal.id])
  expect((await read(deal.id)).redirections).toEqual(['goOn', 'turnBack', 'give'])
  expect(pageOf(await redirect(deal.id, { choice: 'goOn' }))).toMatchObject({ undecided: false, to: { id: to.id } })
  pageOf(await take(to, deal.id, [counted(0, 6)]))
})

test('[E5, SUP-MOVE-12] turned back, the units are in their store again and the offer has them', async () => {
  w.setNow(noon)
  const deal = await carry(6)
  await withdraw(deal.request)
  const before = (await stockAt(from))[0]?.available ?? 0
  pageOf(await redirect(deal.id, { choice: 'turnBack' }))
  expect([await stateOf(deal.assignment), await sums(deal)]).toMatchObject([
    { state: 'takenBack' },
    { asked: 0, given: 0 },
  ])
  pageOf(await take(from, deal.id, [counted(0, 6)]))
  expect((await stockAt(from))[0]?.available).toBe(before + 6)
})

test('[E5, SUP-MOVE-12] half of a load is given to another request: both keep their sums, and no unit is anywhere twice', async () => {
  w.setNow(noon)
  const [deal, next] = [await carry(10), await assigned(1)]
  const into = randomUUID()
  const split = { id: uuidv7(), into, reason: '一半转给别家', lines: [{ n: 0, quantity: 4 }] }
  pageOf(await desk.call('consignment.split', { ...at(deal.id), body: split }))
  const other = await makeStore(w, desk, '另一医院库房')
  const given = pageOf(await redirect(into, { choice: 'give', to: other.id, requests: [next.request] }))
  expect(given).toMatchObject({ to: { id: other.id }, requests: [{ request: next.request, quantity: 4 }] })
  expect([await sums(deal), await stateOf(deal.assignment)]).toMatchObject([{}, { state: 'onTheRoad', quantity: 6 }])
  expect((await sums({ request: next.request, offer: deal.offer }))?.asked).toBe(5)
  pageOf(await take(other, into, [counted(0, 4)]))
  pageOf(await take(to, deal.id, [counted(0, 6)]))
  expect((await stateOf(deal.assignment))?.state).toBe('received')
  expect(await sums({ request: deal.request, offer: deal.offer })).toEqual({ asked: 6, given: 10 })
})

test('[E5, SUP-MOVE-12] of a load of two kinds each kind goes to a request of its own, and no kind to two', async () => {
  w.setNow(noon)
  await receive(from, [{ lot: 'G', kind: 'gloves', unit: 'pair', quantity: 50 }], { day: dayAt(noon) })
  const [a, b] = [await assigned(4), await assigned(6, 'gloves')]
  const cargo = { what: 'assignments', store: from.id, assignments: [a.assignment, b.assignment] }
  const { id } = await make(desk, making({ to: to.id, cargo, legs: [legOf()] }))
  const lines = [masks(4), masks(6, { kind: 'gloves', unit: 'pair' })]
  pageOf(await from.keeper.call('consignment.depart', { ...at(id), body: departing(noon, { lines }) }))
  await withdraw(a.request)
  const [first, second, twin] = [await assigned(1), await assigned(1, 'gloves'), await assigned(1)]
  const other = await makeStore(w, desk, '两类库房')
  const give = (requests: string[]) => redirect(id, { choice: 'give', to: other.id, requests })
  expect((await give([first.request, twin.request])).problem?.code).toBe('consignment.request')
  const page = pageOf(await give([second.request, first.request]))
  expect(page.requests.map(({ request, quantity }) => [request, quantity]).sort()).toEqual(
    [
      [first.request, 4],
      [second.request, 6],
    ].sort(),
  )
  expect([await sums(a), await sums(b)]).toMatchObject([{ asked: 0 }, { asked: 0 }])
  expect([(await sums(first))?.asked, (await sums(second))?.asked, (await sums(twin))?.asked]).toEqual([5, 7, 1])
  const kinds = page.cargo.filter(({ left }) => left > 0).map(({ n, left }) => counted(n, left))
  pageOf(await take(other, id, kinds))
})

test('[E5] goods from outside turn back to no store', async () => {
  w.setNow(noon)
  const { id } = await make(desk, making({ to: to.id, cargo: outside() }))
  pageOf(await desk.call('consignment.depart', { ...at(id), body: departing(noon) }))
  expect((await redirect(id, { choice: 'turnBack' })).problem?.code).toBe('consignment.redirect')
})
