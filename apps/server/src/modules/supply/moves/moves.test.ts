import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import {
  astrayOnRoad,
  china,
  counted,
  departing,
  goods,
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
  head,
  makeStore,
  receive,
  type Store,
  stockAt,
  unbalanced,
} from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let desk: Caller
let nation: Caller
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  nation = await deskOf(w, '42')
})
afterAll(async () => {
  // Whatever the tests did: nothing came from nowhere, every row says what the ledger says, and each unit on the road is on one load.
  expect([await unbalanced(w), await astray(w), await astrayOnRoad(w), await transitDiffers(w)]).toEqual([
    [],
    [],
    [],
    [],
  ])
  await w.close()
})

let n = 0
const store = (place?: string): Promise<Store> => makeStore(w, nation, `货运库${n++}`, place)
const ends = async (quantity = 100) => {
  const [from, to] = [await store(), await store('421124100')]
  await receive(from, [{ lot: `L${n}`, quantity }])
  return { desk, from, to }
}
const figures = async (s: Store) =>
  (await stockAt(s)).map(({ available, held }) => [available, held] as const).filter(([a, h]) => a + h > 0)
const at = (id: string) => ({ params: { id } })
const read = async (caller: Caller, id: string) => (await caller.call('consignment.read', at(id))).body
const receiveAt = (s: Store, id: string, rest: object) =>
  s.keeper.call('consignment.receive', { ...at(id), body: receiving(rest) })

test('[E5] goods leave the book of their store when the consignment departs and enter the other one when it is received, counted', async () => {
  const e = await ends(10)
  const page = await sendOff(e, 10, [legOf()])
  expect(page).toMatchObject({
    state: 'onTheRoad',
    source: 'books',
    kinds: [{ kind: 'mask-surgical', quantity: 10, left: 10 }],
  })
  expect(page.milestones).toMatchObject([{ what: 'departed', basis: 'actual', source: 'sender', zone: china }])
  expect([await figures(e.from), await figures(e.to)]).toEqual([[], []])
  const first = pageOf(await receiveAt(e.to, page.id, { lines: [counted(0, 4)] }))
  expect(first).toMatchObject({
    state: 'arrived',
    kinds: [{ left: 6 }],
    cargo: [{ quantity: 10, arrived: 4, left: 6 }],
  })
  const rest = pageOf(await receiveAt(e.to, page.id, { lines: [counted(0, 6)], last: true }))
  expect(rest).toMatchObject({ state: 'closed', differences: 0 })
  expect(await figures(e.to)).toEqual([[10, 0]])
})

test('[E5] each command is answered as before when it is repeated, and refused with other words under its id', async () => {
  const e = await ends()
  const body = making({ to: e.to.id, cargo: outOf(e.from.id, 5), legs: [legOf()] })
  const made = await desk.call('consignment.make', { body })
  expect(made.text).toContain('"recorded"')
  const again = await desk.call('consignment.make', { body })
  expect(again.body).toMatchObject({ outcome: 'already-recorded', result: { id: body.id } })
  expect((await desk.call('consignment.make', { body: { ...body, reference: '别的' } })).problem?.code).toBe(
    'command.other-body',
  )
  const departed = departing(Date.now(), { lines: [masks(5)] })
  const off = (rest: object = {}) =>
    e.from.keeper.call('consignment.depart', { ...at(body.id), body: { ...departed, ...rest } })
  expect((await off()).body.outcome).toBe('recorded')
  expect((await off()).body.outcome).toBe('already-recorded')
  expect((await off({ why: '别的' })).problem?.code).toBe('command.other-body')
  const taken = receiving({ lines: [counted(0, 5)] })
  const take = () => e.to.keeper.call('consignment.receive', { ...at(body.id), body: taken })
  expect([(await take()).body.outcome, (await take()).body.outcome]).toEqual(['recorded', 'already-recorded'])
  expect(await figures(e.to)).toEqual([[5, 0]])
})

test('[E5] two receive the same at once: one takes it in, the other is told', async () => {
  const e = await ends()
  const { id } = await sendOff(e, 7)
  const both = await Promise.all([1, 2].map(() => receiveAt(e.to, id, { lines: [counted(0, 7)] })))
  expect(both.map((reply) => reply.problem?.code ?? reply.body.outcome).sort()).toEqual([
    'consignment.state',
    'recorded',
  ])
  expect(await figures(e.to)).toEqual([[7, 0]])
})

test('[E5, SUP-MOVE-11] more than was sent is refused with what is on the road, and nothing is half done', async () => {
  const e = await ends()
  const { id } = await sendOff(e, 7)
  expect((await receiveAt(e.to, id, { lines: [counted(0, 8)] })).problem).toMatchObject({
    code: 'consignment.more',
    details: { line: 1, left: 7 },
  })
  expect(await figures(e.to)).toEqual([])
  const { id: _none, assignment: _no, ...one } = { id: '', ...goods({ quantity: 1 }) }
  const over = { lines: [counted(0, 7)], extra: [{ ...one, why: 'tooMany', reason: '' }] }
  expect((await receiveAt(e.to, id, over)).problem?.code).toBe('consignment.reason')
  const page = pageOf(await receiveAt(e.to, id, { ...over, extra: [{ ...one, why: 'tooMany', reason: '多装一只' }] }))
  expect(page.receipts).toMatchObject([
    { fine: 7, differences: [{ what: 'tooMany', quantity: 1, reason: '多装一只' }] },
  ])
  // What nobody sent is held until somebody has looked at it.
  expect((await figures(e.to)).sort()).toEqual([
    [0, 1],
    [7, 0],
  ])
})

test('[E5] missing, damaged and wrong goods are counted each; what is missing is given up by name, as a loss in the book', async () => {
  const e = await ends()
  const { id } = await sendOff(e, 10)
  const { assignment: _no, ...gloves } = goods({ kind: 'gloves', unit: 'pair', quantity: 3 })
  const said = { lines: [counted(0, 6, 1)], last: true, extra: [{ ...gloves, why: 'wrongGoods', reason: '装错箱' }] }
  expect((await receiveAt(e.to, id, said)).problem?.code).toBe('consignment.reason')
  const page = pageOf(await receiveAt(e.to, id, { ...said, reason: '外箱破损' }))
  expect(page.receipts[0]?.differences.map(({ what, quantity }) => [what, quantity])).toEqual([
    ['missing', 3],
    ['damaged', 1],
    ['wrongGoods', 3],
  ])
  expect(page).toMatchObject({ state: 'arrived', differences: 3, kinds: [{ left: 3 }] })
  const close = (caller: Caller) =>
    caller.call('consignment.close', { ...at(id), body: { id: uuidv7(), day: dayAt(Date.now()), reason: '途中遗失' } })
  expect((await close(desk)).problem?.code).toBe('forbidden')
  expect(pageOf(await close(e.to.keeper))).toMatchObject({ state: 'closed', cargo: [{ arrived: 7, lost: 3, left: 0 }] })
  const { rows } = await w.admin.query(
    `select sum(quantity)::int as lost from supply.movement_line where store = $1 and to_account = 'loss'`,
    [e.to.id],
  )
  expect(rows).toEqual([{ lost: 3 }])
})

test('[E5] goods from outside enter the books when they are received, into quarantine or stock; a serial number twice is refused', async () => {
  const to = await store()
  const ecmo = (serial: string) => goods({ kind: 'ecmo', serial, quantity: 1, unit: 'set' })
  const body = making({ to: to.id, cargo: outside([ecmo('E-1'), ecmo('E-2')]), legs: [legOf()] })
  const made = await make(desk, body)
  expect(made).toMatchObject({ state: 'planned', from: null, party: '某基金会' })
  // A keeper cannot say that goods left which are in no book.
  expect(
    (await to.keeper.call('consignment.depart', { ...at(made.id), body: departing(Date.now()) })).problem?.code,
  ).toBe('forbidden')
  pageOf(await desk.call('consignment.depart', { ...at(made.id), body: departing(Date.now()) }))
  expect(await figures(to)).toEqual([])
  const page = pageOf(await receiveAt(to, made.id, { into: 'quarantine', lines: [counted(0, 1), counted(1, 1)] }))
  expect(page.state).toBe('closed')
  expect(await figures(to)).toEqual([
    [0, 1],
    [0, 1],
  ])
  const again = await make(desk, making({ to: to.id, cargo: outside([ecmo('E-1')]) }))
  pageOf(await desk.call('consignment.depart', { ...at(again.id), body: departing(Date.now()) }))
  expect((await receiveAt(to, again.id, { lines: [counted(0, 1)] })).problem?.code).toBe('stock.serial-twice')
  expect((await read(desk, again.id)).state).toBe('onTheRoad')
})

test('[E5] what leaves is what was planned: another number, another kind or more than the store has is refused, and nothing is sent', async () => {
  const e = await ends(20)
  const { id } = await make(desk, making({ to: e.to.id, cargo: outOf(e.from.id, 15) }))
  const off = (lines: object[]) =>
    e.from.keeper.call('consignment.depart', { ...at(id), body: departing(Date.now(), { lines }) })
  expect((await off([])).problem?.code).toBe('consignment.wanted')
  expect((await off([masks(14)])).problem?.code).toBe('consignment.wanted')
  expect((await off([masks(16)])).problem?.code).toBe('consignment.wanted')
  expect((await off([masks(15, { kind: 'gloves', unit: 'pair' })])).problem?.code).toBe('consignment.wanted')
  expect((await off([masks(15, { unit: 'box' })])).problem?.code).toBe('stock.unit')
  expect(
    (await e.to.keeper.call('consignment.depart', { ...at(id), body: departing(Date.now(), { lines: [masks(15)] }) }))
      .problem?.code,
  ).toBe('not-found')
  expect(await figures(e.from)).toEqual([[20, 0]])
  const cancelled = await desk.call('consignment.cancel', { ...at(id), body: { id: uuidv7(), reason: '改期' } })
  expect(pageOf(cancelled).state).toBe('cancelled')
  expect((await off([masks(15)])).problem?.code).toBe('consignment.state')
})

test('[E5] a transfer that is on its way is carried by one consignment, and then taken in there alone', async () => {
  const e = await ends()
  const consignment = randomUUID()
  const sent = await e.from.keeper.call('stock.send', {
    ...at(e.from.id),
    body: { ...head(), consignment, to: e.to.id, lines: [masks(9, { state: 'free' })] },
  })
  expect(sent.text).toContain('"recorded"')
  const cargo = { what: 'transfer', transfer: consignment }
  const page = await make(desk, making({ to: e.to.id, cargo }))
  expect(page).toMatchObject({ state: 'onTheRoad', cargo: [{ quantity: 9 }] })
  expect((await desk.call('consignment.make', { body: making({ to: e.to.id, cargo }) })).problem?.code).toBe(
    'consignment.cargo',
  )
  const arrival = { ...head(), consignment, lines: [{ n: 0, quantity: 9, state: null }] }
  expect((await e.to.keeper.call('stock.arrive', { ...at(e.to.id), body: arrival })).problem?.code).toBe(
    'consignment.carried',
  )
  pageOf(await receiveAt(e.to, page.id, { lines: [counted(0, 9)] }))
  expect(await figures(e.to)).toEqual([[9, 0]])
})

test('[E5] a load is split and merged again: units are conserved and each is on one load', async () => {
  const e = await ends()
  const { id } = await sendOff(e, 10, [legOf(), legOf({ from: '凤山镇', to: '村卫生室' })])
  const into = randomUUID()
  const split = (lines: object[], rest: object = {}) =>
    desk.call('consignment.split', { ...at(id), body: { id: uuidv7(), into, reason: '换小车', lines, ...rest } })
  expect((await split([{ n: 0, quantity: 11 }])).problem).toMatchObject({
    code: 'consignment.quantity',
    details: { left: 10 },
  })
  expect((await split([{ n: 0, quantity: 10 }])).problem?.code).toBe('consignment.everything')
  expect(pageOf(await split([{ n: 0, quantity: 4 }]))).toMatchObject({
    kinds: [{ left: 6 }],
    related: [{ id: into, how: 'splitInto' }],
  })
  const part = await read(desk, into)
  expect(part).toMatchObject({ state: 'onTheRoad', kinds: [{ left: 4 }], legs: [{ n: 0 }, { n: 1 }] })
  pageOf(await receiveAt(e.to, into, { lines: [counted(0, 1)] }))
  const merge = (from: string, to: string) =>
    desk.call('consignment.merge', { ...at(from), body: { id: uuidv7(), into: to, reason: '并车' } })
  expect((await merge(into, id)).problem?.code).toBe('consignment.state')
  const third = randomUUID()
  pageOf(await split([{ n: 0, quantity: 2 }], { into: third }))
  expect(pageOf(await merge(third, id)).state).toBe('closed')
  expect(await read(desk, id)).toMatchObject({ cargo: [{ quantity: 6, left: 6 }] })
  pageOf(await receiveAt(e.to, id, { lines: [counted(0, 6)] }))
  pageOf(await receiveAt(e.to, into, { lines: [counted(0, 3)] }))
  expect(await figures(e.to)).toEqual([[10, 0]])
})

const milestone = (rest: object) => ({
  ...{ id: uuidv7(), leg: 0, what: 'arrived', basis: 'actual', source: 'carrier', sourceName: '车队', zone: china },
  ...{ second: null, note: null, sure: false },
  ...rest,
})
const state = (id: string, rest: object) => desk.call('consignment.milestone', { ...at(id), body: milestone(rest) })

test('[E5, SUP-MOVE-3, -16, -17] a time that cannot be is refused by name, one that does not fit is asked back, and taken when it is right', async () => {
  const e = await ends()
  const now = Date.now()
  const { id } = await sendOff({ ...e, now }, 5, [legOf()])
  const code = async (rest: object) => (await state(id, rest)).problem?.code
  expect(await code({ local: wall(now, 60) })).toBe('consignment.time-ahead')
  expect(await code({ local: '2026-02-30T10:00' })).toBe('consignment.time')
  expect(await code({ local: wall(now), zone: 'Asia/Nowhere' })).toBe('consignment.time')
  expect(await code({ local: '2026-03-29T02:30', zone: 'Europe/Berlin' })).toBe('consignment.time-skipped')
  expect(await code({ local: '2025-10-26T02:30', zone: 'Europe/Berlin' })).toBe('consignment.time-twice')
  expect(await code({ local: wall(now), leg: 4 })).toBe('consignment.leg-unknown')
  const early = { local: wall(now, -90) }
  expect((await state(id, early)).problem).toMatchObject({
    code: 'consignment.time-doubtful',
    details: { why: 'order', what: 'departed' },
  })
  const page = pageOf(await state(id, { ...early, sure: true }))
  expect(page.milestones.at(-1)).toMatchObject({ what: 'arrived', doubt: 'order' })
})

test('[E5, SUP-MOVE-1] sources that disagree are disputed, both stay, and one is chosen with a reason by name', async () => {
  const to = await store()
  const now = Date.now()
  const { id } = await make(desk, making({ to: to.id, cargo: outside(), legs: [legOf()] }))
  const left = departing(now, { departed: { local: wall(now, -300), zone: china, second: null } })
  pageOf(await desk.call('consignment.depart', { ...at(id), body: left }))
  pageOf(await state(id, { local: wall(now, -120), sourceName: '车队' }))
  const page = pageOf(await state(id, { local: wall(now, -51), source: 'press', sourceName: '日报' }))
  expect(page).toMatchObject({ disputed: true, arrivedAt: null })
  expect(page.legs[0]?.times.find(({ what }) => what === 'arrived')).toMatchObject({ state: 'disputed' })
  expect(page.durations.map(({ minutes }) => minutes)).toEqual([180, 249])
  const [, , press] = page.milestones
  const choose = (milestoneId: string) =>
    desk.call('consignment.choose', { ...at(id), body: { id: uuidv7(), milestone: milestoneId, reason: '有签收照片' } })
  const chosen = pageOf(await choose(press?.id ?? ''))
  expect(chosen).toMatchObject({
    disputed: false,
    arrivedAt: press?.at,
    choices: [{ reason: '有签收照片', milestone: press?.id }],
  })
  expect(chosen.milestones).toHaveLength(3)
  expect((await choose(randomUUID())).problem?.code).toBe('consignment.not-actual')
  await expect(w.admin.query('update supply.move_milestone set at = now()')).rejects.toThrow()
})

test('[E5] legs follow one another; papers, hand-overs and photos are kept, and a photo that is none is refused', async () => {
  const { id } = await make(desk, making({ to: (await store()).id, cargo: outside(), legs: [legOf()] }))
  const leg = (rest: object) => desk.call('consignment.leg', { ...at(id), body: { ...legOf(rest), id: uuidv7() } })
  expect((await leg({ from: '别处' })).problem?.code).toBe('consignment.leg')
  expect(pageOf(await leg({ from: '凤山镇', to: '三里畈镇' })).legs).toHaveLength(2)
  const paper = (state: string) =>
    desk.call('consignment.paper', {
      ...at(id),
      body: { id: uuidv7(), paper: 'customsDeclaration', number: 'D1', state, note: null },
    })
  await paper('handedIn')
  expect(pageOf(await paper('accepted')).papers.map((p) => p.state)).toEqual(['handedIn', 'accepted'])
  const hand = { id: uuidv7(), leg: 0, giver: '甲', taker: '乙', condition: '封条完好', count: 9, sure: false }
  const handed = await desk.call('consignment.hand', {
    ...at(id),
    body: { ...hand, local: wall(Date.now(), -1), zone: china, second: null },
  })
  expect(pageOf(handed).handOvers).toMatchObject([{ giver: '甲', taker: '乙', count: 9, expected: 10 }])
  const photo = (bytes: Buffer) =>
    desk.call('consignment.photo', { ...at(id), body: { id: uuidv7(), of: null, data: bytes.toString('base64') } })
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(600)])
  const [kept] = pageOf(await photo(jpeg)).photos
  expect(kept).toMatchObject({ bytes: 603 })
  expect((await photo(Buffer.from('<svg/>'))).problem?.code).toBe('consignment.photo')
  expect((await photo(Buffer.concat([jpeg, Buffer.alloc(500 * 1024)]))).problem?.code).toBe('consignment.photo')
  const shown = await desk.call('consignment.photo-read', { params: { id, photo: kept?.id ?? '' } })
  expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/jpeg'])
})

test('[E5, X2] both ends see a consignment and the next county does not; the other end records and does not manage', async () => {
  const e = await ends()
  const { id } = await sendOff(e, 3, [legOf()])
  const [theirs, elsewhere] = [await deskOf(w, yingshan), await deskOf(w, '421125')]
  for (const caller of [desk, theirs, e.from.keeper, e.to.keeper, nation]) expect((await read(caller, id)).id).toBe(id)
  expect((await elsewhere.call('consignment.read', at(id))).status).toBe(404)
  expect((await (await store()).keeper.call('consignment.read', at(id))).status).toBe(404)
  const note = { id: uuidv7(), paper: 'waybill', number: 'W1', state: 'handedIn', note: null }
  expect((await theirs.call('consignment.paper', { ...at(id), body: note })).body.outcome).toBe('recorded')
  const turn = { id: uuidv7(), choice: 'turnBack', reason: '不要了', to: null, requests: [] }
  expect((await theirs.call('consignment.redirect', { ...at(id), body: turn })).problem?.code).toBe('forbidden')
  const mine = await e.to.keeper.call('consignment.mine', { query: {} })
  expect(mine.body.rows.map((row) => row.id)).toEqual([id])
})

test('[E5] a load turns back: its units come into the book of the store that sent them', async () => {
  const e = await ends(10)
  const { id } = await sendOff(e, 10)
  pageOf(await receiveAt(e.to, id, { lines: [counted(0, 3)] }))
  const turn = { id: uuidv7(), choice: 'turnBack', reason: '申请撤回', to: null, requests: [] }
  const page = pageOf(await desk.call('consignment.redirect', { ...at(id), body: turn }))
  expect(page).toMatchObject({ turnedBack: true, to: { id: e.from.id } })
  const line = page.cargo.find(({ left }) => left > 0)?.n ?? -1
  expect((await receiveAt(e.to, id, { lines: [counted(line, 7)] })).problem?.code).toBe('not-found')
  expect(pageOf(await receiveAt(e.from, id, { lines: [counted(line, 6, 1)], reason: '一只压坏' })).state).toBe('closed')
  expect([await figures(e.from), await figures(e.to)]).toEqual([[[6, 1]], [[3, 0]]])
})

test('[E5] a load goes to another store: only that one takes it in, the book of the sender stays as it is', async () => {
  const e = await ends(10)
  const other = await store()
  const { id } = await sendOff(e, 10)
  const give = (to: string | null) => ({ id: uuidv7(), choice: 'give', reason: '那边更急', to, requests: [] })
  const refused = await desk.call('consignment.redirect', { ...at(id), body: give(null) })
  expect(refused.problem?.code).toBe('consignment.redirect')
  expect(pageOf(await desk.call('consignment.redirect', { ...at(id), body: give(other.id) })).to.id).toBe(other.id)
  expect((await receiveAt(e.to, id, { lines: [counted(0, 10)] })).status).toBe(404)
  expect(pageOf(await receiveAt(other, id, { lines: [counted(0, 10)] })).state).toBe('closed')
  expect([await figures(e.from), await figures(e.to), await figures(other)]).toEqual([[], [], [[10, 0]]])
})

test('[E5] a unit with a number goes where its load goes, and one that was given up can be found and received again', async () => {
  const [from, to, other] = [await store(), await store(), await store()]
  const serials = [`V-${n}-1`, `V-${n}-2`]
  const line = { kind: 'ventilator-invasive', unit: 'set', quantity: 1 }
  await receive(
    from,
    serials.map((serial) => ({ ...line, serial })),
  )
  const { id } = await make(desk, making({ to: to.id, cargo: outOf(from.id, 2, { kind: line.kind, unit: 'set' }) }))
  const lines = [masks(2, { kind: line.kind, unit: 'set' })]
  pageOf(await from.keeper.call('consignment.depart', { ...at(id), body: departing(Date.now(), { lines }) }))
  const give = { id: uuidv7(), choice: 'give', reason: '那边更急', to: other.id, requests: [] }
  const page = pageOf(await desk.call('consignment.redirect', { ...at(id), body: give }))
  expect(page.cargo.map(({ left }) => left)).toEqual([1, 1])
  const [here = '', gone = ''] = page.cargo.map(({ serial }) => serial ?? '')
  expect([here, gone].sort()).toEqual(serials)
  pageOf(await receiveAt(other, id, { lines: [counted(0, 1)], last: true, reason: '少一台' }))
  const where = async () =>
    (
      await w.admin.query<{ serial: string; store: string | null }>(
        'select serial, store from supply.serial_at where serial = any($1) order by serial = $2',
        [serials, gone],
      )
    ).rows.map((row) => [row.serial, row.store])
  expect(await where()).toEqual([
    [here, other.id],
    [gone, null],
  ])
  const found = { ...line, serial: gone }
  const enter = () =>
    to.keeper.call('stock.receive', {
      ...at(to.id),
      body: { ...head(), into: 'free', lines: [{ ...found, product: null, lot: null, expiry: null }] },
    })
  expect((await enter()).problem?.code).toBe('stock.serial-twice')
  const lost = { id: uuidv7(), day: dayAt(Date.now()), reason: '找不到' }
  pageOf(await other.keeper.call('consignment.close', { ...at(id), body: lost }))
  expect((await enter()).body.outcome).toBe('recorded')
  expect(await where()).toEqual([
    [here, other.id],
    [gone, to.id],
  ])
})

test('[E5] a list is found by what it says, sorted, and goes out as a file', async () => {
  const e = await ends()
  const { id } = await sendOff(e, 2, [legOf({ mode: 'rail' })])
  const list = async (query: Readonly<Record<string, string>>) =>
    (await desk.call('consignment.list', { query: { place: luotian, limit: 200, ...query } })).body.rows.map(
      (row) => row.id,
    )
  expect(await list({ mode: 'rail' })).toEqual([id])
  for (const sort of ['expected', 'newest', 'urgency']) expect(await list({ sort })).toContain(id)
  expect(
    await list({ from: e.from.id, open: 'true', state: 'onTheRoad', kind: 'mask-surgical', text: '单一' }),
  ).toEqual([id])
  expect(await list({ from: e.from.id, kind: 'gloves' })).toEqual([])
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { rows: { id: string }[]; next: string | null } = (
      await desk.call('consignment.list', { query: { place: luotian, limit: 3, ...(cursor === '' ? {} : { cursor }) } })
    ).body
    seen.push(...page.rows.map((row) => row.id))
    cursor = page.next
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.sort()).toEqual((await list({})).sort())
  const file = await desk.call('consignment.export', { query: { place: luotian, format: 'csv', language: 'en' } })
  expect(file.text).toContain(id)
})
