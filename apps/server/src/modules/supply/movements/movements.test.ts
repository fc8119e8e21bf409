import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt, daysFromNow } from '../../../../../../tests/support/days.js'
import {
  astray,
  deskOf,
  head,
  type In,
  incoming,
  makeStore,
  outgoing,
  receive,
  type Store,
  stockAt,
  unbalanced,
} from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let desk: Caller
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
})
afterAll(async () => {
  // Whatever the tests did: nothing came from nowhere, and every row says what the ledger says.
  expect([await unbalanced(w), await astray(w)]).toEqual([[], []])
  await w.close()
})

let stores = 0
const store = (): Promise<Store> => makeStore(w, desk, `库点${stores++}`)
type Out = Parameters<typeof outgoing>[0]
const issue = (s: Store, lines: readonly Out[], rest: object = {}) =>
  s.keeper.call('stock.issue', {
    params: { id: s.id },
    body: { ...head(), reserved: false, lines: lines.map((line) => outgoing(line)), ...rest },
  })
const enter = (s: Store, lines: readonly In[], rest: object = {}) =>
  s.keeper.call('stock.receive', {
    params: { id: s.id },
    body: { ...head(), into: 'free', lines: lines.map(incoming), ...rest },
  })
const hold = (s: Store, item: string, quantity: number, rest: object = {}) =>
  s.keeper.call('stock.hold', {
    params: { id: s.id },
    body: { ...head(), why: '待检', to: 'quarantine', lines: [outgoing({ item, quantity, state: 'free' })], ...rest },
  })
/** A maker's product of masks, 50 in a pack. */
const productOf = async (gtin: string | null = null, place = '421123100'): Promise<string> => {
  const [enterprise, product] = [randomUUID(), randomUUID()]
  const keeper = await deskOf(w, place.slice(0, 6))
  const works = { id: enterprise, name: '口罩厂', nameEn: null, place, creditCode: null, phone: null }
  await keeper.call('enterprise.create', { body: works })
  const made = { id: product, kind: 'mask-surgical', model: '五十只装', gtin, perPack: 50, capacity: null }
  await keeper.call('product.add', { params: { id: enterprise }, body: made })
  return product
}
const available = async (s: Store) => (await stockAt(s)).map((row) => [row.lot, row.available])

test('[E9] goods are received and issued, the first to expire first; the answer says which lots', async () => {
  const s = await store()
  await receive(s, [
    { lot: 'C', quantity: 5 },
    { lot: 'B', expiry: daysFromNow(90), quantity: 5 },
    { lot: 'A', expiry: daysFromNow(30), quantity: 5 },
  ])
  const issued = await issue(s, [{ quantity: 7 }])
  expect(issued.body).toMatchObject({
    outcome: 'recorded',
    result: {
      what: 'issue',
      lines: [
        { item: { lot: 'A' }, from: 'free', to: 'consumed', quantity: 5 },
        { item: { lot: 'B' }, quantity: 2 },
      ],
    },
  })
  expect(await available(s)).toEqual([
    ['B', 3],
    ['C', 5],
  ])
})

test('[E9] each command is answered as before when it is repeated, and refused with other words under its id', async () => {
  const s = await store()
  const into = { ...head(), into: 'free', lines: [incoming({ quantity: 10 })] }
  const out = { ...head(), reserved: false, lines: [outgoing({ quantity: 4 })] }
  for (const [id, body] of [
    ['stock.receive', into],
    ['stock.issue', out],
  ] as const) {
    const call = (rest: object = {}) => s.keeper.call(id, { params: { id: s.id }, body: { ...body, ...rest } })
    const first = await call()
    expect(first.body.outcome, first.text).toBe('recorded')
    const again = await call()
    expect(again.body).toMatchObject({ outcome: 'already-recorded' })
    expect({ ...again.body, outcome: 'recorded' }).toEqual(first.body)
    expect((await call({ why: '别的' })).problem?.code).toBe('command.other-body')
  }
  expect(await available(s)).toEqual([[null, 6]])
})

test('[E9] more than there is is refused with the figures, and nothing of it is written', async () => {
  const s = await store()
  const [item = ''] = await receive(s, [{ lot: 'A', quantity: 10 }])
  await hold(s, item, 3)
  const reply = await issue(s, [{ quantity: 2 }, { quantity: 6 }])
  expect(reply.problem).toMatchObject({
    code: 'stock.not-enough',
    details: { line: 2, asked: 6, onHand: 8, held: 3, available: 5 },
  })
  expect(await available(s)).toEqual([['A', 7]])
})

test('[E9] two who issue the last unit at once: one has it, the other is told, ten times', async () => {
  const s = await store()
  for (let i = 0; i < 10; i += 1) {
    await receive(s, [{ quantity: 1 }])
    const both = await Promise.all([issue(s, [{}]), issue(s, [{}])])
    expect(both.map((reply) => reply.problem?.code ?? reply.body.outcome).sort()).toEqual([
      'recorded',
      'stock.not-enough',
    ])
  }
})

/** Sends a command until it is answered: who waits too long for others is told to come again, with the same command. */
const untilAnswered = async <T extends { readonly status: number }>(send: () => Promise<T>): Promise<T> => {
  for (;;) {
    const reply = await send()
    if (reply.status !== 503) return reply
  }
}

test('[E9] thirty who issue and receive at once lose nothing', async () => {
  const s = await store()
  await receive(s, [{ quantity: 20 }, { kind: 'gloves', unit: 'pair', quantity: 20 }])
  const gloves = { kind: 'gloves', unit: 'pair' }
  const all = await Promise.all(
    Array.from({ length: 30 }, (_, i) => {
      const brings = i % 3 === 0
      const lines = i % 2 === 0 ? [{}, gloves] : [gloves, {}]
      const body = brings
        ? { ...head(), into: 'free', lines: [incoming({ quantity: 2 }), incoming(gloves)] }
        : { ...head(), reserved: false, lines: lines.map((line) => outgoing(line)) }
      const route = brings ? 'stock.receive' : 'stock.issue'
      return untilAnswered(() => s.keeper.call(route, { params: { id: s.id }, body }))
    }),
  )
  expect(all.map((reply) => reply.text).filter((text) => !text.includes('"recorded"'))).toEqual([])
  expect(await available(s)).toEqual([
    [null, 10],
    [null, 20],
  ])
})

test('[E9] a lot that nobody named before is entered once by two counters at the same moment', async () => {
  const [a, b] = [await store(), await store()]
  const lot = { product: await productOf(), lot: 'NEW-1', expiry: daysFromNow(100), quantity: 3 }
  const both = await Promise.all([enter(a, [lot]), enter(b, [lot])])
  const items = both.map((r) => (r.body.outcome === 'recorded' ? r.body.result.lines[0]?.item.id : r.text))
  expect(new Set(items).size).toBe(1)
})

test('[E9, SUP-BOOK-1] on the day of its expiry a lot is issued, the day after it is refused and counted as expired since then', async () => {
  const s = await store()
  const [today = '', gone = ''] = await receive(s, [
    { lot: 'T', expiry: daysFromNow(0), quantity: 2 },
    { lot: 'G', expiry: daysFromNow(-1), quantity: 4 },
  ])
  const [g, t] = await stockAt(s)
  expect(g).toMatchObject({
    lot: 'G',
    available: 0,
    expired: 4,
    excluded: [{ why: 'expired', quantity: 4, since: daysFromNow(0) }],
  })
  expect(t).toMatchObject({ lot: 'T', available: 2, expired: 0 })
  expect((await issue(s, [{ item: gone }])).problem).toMatchObject({
    code: 'stock.not-available',
    details: { excluded: 'expired' },
  })
  expect((await issue(s, [{ quantity: 3 }])).problem).toMatchObject({ details: { available: 2, expired: 4 } })
  expect((await issue(s, [{ item: today, quantity: 2 }])).body.outcome).toBe('recorded')
})

test('[E9, SUP-BOOK-3] another lot than the first to expire is issued with a reason only', async () => {
  const s = await store()
  const [, late = ''] = await receive(s, [
    { lot: 'A', expiry: daysFromNow(30) },
    { lot: 'B', expiry: daysFromNow(60) },
  ])
  expect((await issue(s, [{ item: late }])).problem?.code).toBe('stock.order-reason')
  expect((await issue(s, [{ item: late }], { why: '转运用，需长效期' })).body).toMatchObject({
    result: { why: '转运用，需长效期', lines: [{ item: { lot: 'B' } }] },
  })
})

test('[E9, SUP-BOOK-2] a hold blocks issue and reservation, not moving, counting or putting into quarantine', async () => {
  const [s, other] = [await store(), await store()]
  const [item = ''] = await receive(s, [{ lot: 'H', quantity: 10 }])
  expect((await hold(s, item, 10)).body).toMatchObject({ result: { what: 'hold', lines: [{ to: 'quarantine' }] } })
  const [row] = await stockAt(s)
  expect(row).toMatchObject({ onHand: 10, held: 10, available: 0, excluded: [{ why: 'quarantine', quantity: 10 }] })
  expect((await issue(s, [{}])).problem?.code).toBe('stock.not-enough')
  expect((await issue(s, [{ item }])).problem).toMatchObject({ details: { excluded: 'quarantine' } })
  const kept = { ...head(), reference: '单1', lines: [outgoing()] }
  expect((await s.keeper.call('stock.reserve', { params: { id: s.id }, body: kept })).problem?.code).toBe(
    'stock.not-enough',
  )
  const broken = { to: 'damaged', why: '摔坏', lines: [outgoing({ item, quantity: 2, state: 'quarantine' })] }
  expect((await hold(s, item, 2, broken)).body.outcome).toBe('recorded')
  const consignment = randomUUID()
  const sent = { ...head(), consignment, to: other.id, lines: [outgoing({ item, quantity: 3, state: 'quarantine' })] }
  expect((await s.keeper.call('stock.send', { params: { id: s.id }, body: sent })).text).toContain('"recorded"')
  const arrival = { ...head(), consignment, lines: [{ n: 0, quantity: 3, state: null }] }
  await other.keeper.call('stock.arrive', { params: { id: other.id }, body: arrival })
  expect(await stockAt(other)).toMatchObject([{ onHand: 3, held: 3, available: 0 }])
  const free = { ...head(), why: '检验合格', lines: [outgoing({ item, quantity: 5, state: 'quarantine' })] }
  expect((await s.keeper.call('stock.release', { params: { id: s.id }, body: free })).body.outcome).toBe('recorded')
  expect(await stockAt(s)).toMatchObject([{ onHand: 7, held: 2, available: 5 }])
  expect((await hold(s, item, 1, { lines: [outgoing({ item, state: 'quarantine' })] })).problem?.code).toBe(
    'stock.same-state',
  )
})

test('[E9] reserved units are kept for their reference: others are refused, theirs is issued or freed', async () => {
  const s = await store()
  await receive(s, [
    { lot: 'A', expiry: daysFromNow(10), quantity: 4 },
    { lot: 'B', expiry: daysFromNow(20), quantity: 4 },
  ])
  const call = (id: 'stock.reserve' | 'stock.unreserve', reference: string, quantity: number) =>
    s.keeper.call(id, { params: { id: s.id }, body: { ...head(), reference, lines: [outgoing({ quantity })] } })
  expect((await call('stock.reserve', '甲院', 6)).body.outcome).toBe('recorded')
  expect(await stockAt(s)).toMatchObject([
    { lot: 'A', available: 0, reserved: 4, reservedFor: [{ reference: '甲院', quantity: 4 }] },
    { lot: 'B', available: 2, reserved: 2 },
  ])
  expect((await issue(s, [{ quantity: 3 }])).problem).toMatchObject({ details: { available: 2, reserved: 6 } })
  expect((await call('stock.unreserve', '乙院', 1)).problem?.code).toBe('stock.reserved-less')
  const theirs = { reference: '甲院', reserved: true }
  expect((await issue(s, [{ quantity: 5 }], theirs)).body).toMatchObject({
    result: {
      lines: [
        { item: { lot: 'A' }, from: 'reserved', quantity: 4 },
        { item: { lot: 'B' }, quantity: 1 },
      ],
    },
  })
  expect((await issue(s, [{ quantity: 2 }], theirs)).problem?.code).toBe('stock.reserved-less')
  expect((await call('stock.unreserve', '甲院', 1)).body.outcome).toBe('recorded')
  expect(await available(s)).toEqual([['B', 3]])
})

test('[E9, SUP-BOOK-6] a blank never overwrites a known expiry, a blank is filled in everywhere, another one is refused with both', async () => {
  const [s, other] = [await store(), await store()]
  const expiry = daysFromNow(200)
  const product = await productOf()
  await receive(s, [{ product, lot: 'FILL' }])
  await receive(other, [{ product, lot: 'fill', expiry }])
  expect((await stockAt(s))[0]).toMatchObject({ lot: 'FILL', expiry })
  await receive(s, [{ product, lot: 'FILL' }])
  expect(await stockAt(s)).toMatchObject([{ expiry, available: 2 }])
  const wrong = await enter(s, [{ product, lot: 'FILL', expiry: daysFromNow(201) }])
  expect(wrong.problem).toMatchObject({
    code: 'stock.expiry-differs',
    details: { known: expiry, said: daysFromNow(201) },
  })
  const twice = await enter(s, [
    { lot: 'ONE', expiry },
    { lot: 'ONE', expiry: daysFromNow(1) },
  ])
  expect(twice.problem?.code).toBe('stock.expiry-differs')
})

test('[E9] a serial number is in one store of the nation at most, also on its way; then it may come back', async () => {
  const far = await deskOf(w, yingshan)
  const [s, other] = [await store(), await makeStore(w, far, '邻县库', '421124100')]
  const unit = { kind: 'ecmo', unit: 'set', serial: 'ECMO-1' }
  const [item = ''] = await receive(s, [unit])
  for (const place of [s, other]) {
    expect((await enter(place, [unit])).problem).toMatchObject({
      code: 'stock.serial-twice',
      details: { serial: 'ECMO-1' },
    })
  }
  expect(
    (
      await enter(s, [
        { ...unit, serial: 'X1' },
        { ...unit, serial: 'x1' },
      ])
    ).problem?.code,
  ).toBe('stock.serial-twice')
  const consignment = randomUUID()
  const line = outgoing({ kind: 'ecmo', unit: 'set', item, state: 'free' })
  await s.keeper.call('stock.send', {
    params: { id: s.id },
    body: { ...head(), consignment, to: other.id, lines: [line] },
  })
  expect((await enter(other, [unit])).problem?.code).toBe('stock.serial-twice')
  const arrival = { ...head(), consignment, lines: [{ n: 0, quantity: 1, state: null }] }
  const arrived = await other.keeper.call('stock.arrive', { params: { id: other.id }, body: arrival })
  expect(arrived.body).toMatchObject({ outcome: 'recorded', result: { lines: [{ item: { serial: 'ECMO-1' } }] } })
  expect((await enter(s, [unit])).problem?.code).toBe('stock.serial-twice')
  expect((await issue(other, [{ kind: 'ecmo', unit: 'set' }])).body.outcome).toBe('recorded')
  expect((await enter(s, [unit])).body.outcome).toBe('recorded')
})

test('[E9] two stores that receive one serial number at once: one has it', async () => {
  const [a, b] = [await store(), await store()]
  for (let i = 0; i < 5; i += 1) {
    const unit = { kind: 'ecmo', unit: 'set', serial: `RACE-${i}` }
    const both = await Promise.all([enter(a, [unit]), enter(b, [unit])])
    expect(both.map((r) => r.problem?.code ?? r.body.outcome).sort()).toEqual(['recorded', 'stock.serial-twice'])
  }
})

test('[E9, SUP-BOOK-4] a mix-up of units, an unknown pack, a fraction, -5, 10^12 and a serial where there is none are named errors', async () => {
  const s = await store()
  const code = async (line: In) => (await enter(s, [line])).problem
  expect(await code({ unit: 'box' })).toMatchObject({ code: 'stock.unit', details: { unit: 'piece', line: 1 } })
  expect(await code({ unit: 'pack' })).toMatchObject({ code: 'stock.pack-unknown' })
  for (const quantity of [-5, 0, 1.5, 1e12]) {
    expect(await code({ quantity })).toMatchObject({ code: 'stock.quantity', details: { most: 1e7 } })
  }
  expect(await code({ serial: 'S' })).toMatchObject({ code: 'stock.serial-not-kept' })
  expect(await code({ kind: 'ecmo', unit: 'set' })).toMatchObject({ code: 'stock.serial-missing' })
  expect(await code({ kind: 'ecmo', unit: 'set', serial: 'S', quantity: 2 })).toMatchObject({
    code: 'stock.serial-quantity',
  })
  expect(await code({ kind: 'no-such-kind' })).toMatchObject({ code: 'supply.kind-unknown' })
  expect(await code({ product: randomUUID() })).toMatchObject({ code: 'stock.product-kind' })
  expect((await enter(s, [{}], { day: daysFromNow(1) })).problem?.code).toBe('stock.day-future')
  expect((await enter(s, [{}], { day: daysFromNow(-15) })).problem?.code).toBe('stock.day-late')
  expect(await stockAt(s)).toEqual([])
})

test('[E9] packs of a product of another county are counted in units, and its label names it', async () => {
  const s = await store()
  const product = await productOf('6901234567892', '421124100')
  const text = `(01)06901234567892(17)${daysFromNow(400).slice(2).replaceAll('-', '')}(10)P1`
  const scanned = await s.keeper.call('stock.scan', { body: { text } })
  expect(scanned.body).toMatchObject({
    lot: 'P1',
    expiry: daysFromNow(400),
    products: [{ id: product, perPack: 50, maker: '口罩厂' }],
  })
  const [item = ''] = await receive(s, [{ product, lot: 'P1', expiry: daysFromNow(400), quantity: 3, unit: 'pack' }])
  expect(await stockAt(s)).toMatchObject([{ id: item, available: 150, model: '五十只装', maker: '口罩厂' }])
  expect((await issue(s, [{ product, quantity: 2, unit: 'pack' }])).body).toMatchObject({
    result: { lines: [{ quantity: 100 }] },
  })
  const bad = await s.keeper.call('stock.scan', { body: { text: '(01)06901234567893' } })
  expect(bad.problem).toMatchObject({ code: 'stock.scan', details: { why: 'checkDigit', element: '01' } })
})

test('[E9] a movement is taken back once, by its mirror, and both stay in the book', async () => {
  const s = await store()
  await receive(s, [{ lot: 'R', quantity: 8 }])
  const issued = await issue(s, [{ quantity: 5 }], { reference: '单9' })
  const id = issued.body.outcome === 'recorded' ? issued.body.result.id : ''
  const body = { id: uuidv7(), day: daysFromNow(0), why: '发错' }
  const reverse = (movement: string, given: object = body) =>
    s.keeper.call('stock.reverse', { params: { id: s.id, movement }, body: given })
  const reversed = await reverse(id)
  expect(reversed.body).toMatchObject({
    outcome: 'recorded',
    result: { what: 'reverse', reverses: id, reference: '单9' },
  })
  expect((await reverse(id)).body.outcome).toBe('already-recorded')
  expect((await reverse(id, { ...body, id: uuidv7() })).problem?.code).toBe('stock.reversed')
  expect((await reverse(body.id, { ...body, id: uuidv7() })).problem?.code).toBe('stock.reversal-final')
  expect(await available(s)).toEqual([['R', 8]])
  const { rows } = (await s.keeper.call('movement.list', { params: { id: s.id } })).body
  expect(rows.map((row) => [row.what, row.reversedBy])).toEqual([
    ['reverse', null],
    ['issue', body.id],
    ['receive', null],
  ])
})

test('[E9] what has gone since cannot be taken back: a receipt that was issued, a hold that was released, an arrival that was used', async () => {
  const s = await store()
  const received = await enter(s, [{ lot: 'G', quantity: 5 }])
  const id = received.body.outcome === 'recorded' ? received.body.result.id : ''
  await issue(s, [{ quantity: 1 }])
  const body = { id: uuidv7(), day: daysFromNow(0), why: '录错' }
  const reply = await s.keeper.call('stock.reverse', { params: { id: s.id, movement: id }, body })
  expect(reply.problem).toMatchObject({ code: 'stock.goods-gone', details: { state: 'free', missing: 1 } })
  expect(await available(s)).toEqual([['G', 4]])
})

test('[E9] two who take one movement back at once: one does', async () => {
  const s = await store()
  await receive(s, [{ quantity: 5 }])
  const issued = await issue(s, [{ quantity: 5 }])
  const id = issued.body.outcome === 'recorded' ? issued.body.result.id : ''
  const reverse = () =>
    s.keeper.call('stock.reverse', {
      params: { id: s.id, movement: id },
      body: { id: uuidv7(), day: daysFromNow(0), why: '发错' },
    })
  const both = await Promise.all([reverse(), reverse()])
  expect(both.map((r) => r.problem?.code ?? r.body.outcome).sort()).toEqual(['recorded', 'stock.reversed'])
})

const countBody = (lines: readonly object[], rest: object = {}) => ({
  ...head(Date.now(), { why: '月末盘点' }),
  ...{ countedAt: new Date().toISOString(), whole: [], lines, ...rest },
})
const counted = (item: string, n: number, rest: object = {}) => ({
  ...{ kind: 'mask-surgical', item, product: null, lot: null, expiry: null, serial: null, place: 'shelf', counted: n },
  ...rest,
})
const count = (s: Store, lines: readonly object[], rest: object = {}) =>
  s.keeper.call('stock.count', { params: { id: s.id }, body: countBody(lines, rest) })

test('[E9, SUP-BOOK-7] a count entered late takes nothing back of what was issued after it', async () => {
  const s = await store()
  const [item = ''] = await receive(s, [{ lot: 'Z', quantity: 10 }])
  const countedAt = new Date().toISOString()
  await new Promise((done) => setTimeout(done, 5))
  await issue(s, [{ quantity: 6 }])
  const reply = await count(s, [counted(item, 9)], { countedAt })
  expect(reply.body).toMatchObject({
    result: { what: 'count', countedAt, lines: [{ from: 'free', to: 'loss', quantity: 1 }] },
  })
  expect(await available(s)).toEqual([['Z', 3]])
  expect((await count(s, [counted(item, 5)], { countedAt })).problem?.code).toBe('stock.count-gone')
  const found = counted(item, 2, { item: null, lot: 'Y', expiry: daysFromNow(9) })
  expect((await count(s, [counted(item, 3), found])).body).toMatchObject({
    result: { lines: [{ from: 'loss', quantity: 2 }] },
  })
})

test('[E9] a kind counted whole: what is not named is not there; reserved units are freed first', async () => {
  const s = await store()
  const [a = '', b = ''] = await receive(s, [
    { lot: 'A', quantity: 5 },
    { lot: 'B', quantity: 5 },
    { kind: 'gloves', unit: 'pair', quantity: 5 },
  ])
  await hold(s, b, 2)
  const kept = { ...head(), reference: '单2', lines: [outgoing({ item: a, quantity: 4 })] }
  await s.keeper.call('stock.reserve', { params: { id: s.id }, body: kept })
  const whole = { whole: ['mask-surgical'] }
  expect((await count(s, [counted(a, 3)], whole)).problem?.code).toBe('stock.count-reserved')
  expect((await count(s, [counted(a, 5)], whole)).body.outcome).toBe('recorded')
  expect(await stockAt(s)).toMatchObject([
    { kind: 'gloves', available: 5 },
    { lot: 'A', onHand: 5, available: 1 },
  ])
  expect((await count(s, [])).problem?.code).toBe('stock.count-nothing')
  expect((await count(s, [counted(a, 5), counted(a, 5)])).problem?.code).toBe('stock.count-twice')
  const later = new Date(Date.now() + 60_000).toISOString()
  expect((await count(s, [counted(a, 5)], { countedAt: later })).problem?.code).toBe('stock.count-moment')
})

test('[E9] a count and an issue at once: the book comes out as if one had come after the other', async () => {
  const s = await store()
  const [item = ''] = await receive(s, [{ lot: 'Q', quantity: 100 }])
  for (let i = 0; i < 5; i += 1) {
    const before = (await stockAt(s))[0]?.available ?? 0
    const countedAt = new Date().toISOString()
    await new Promise((done) => setTimeout(done, 3))
    const [a, b] = await Promise.all([
      count(s, [counted(item, before - 2)], { countedAt }),
      issue(s, [{ quantity: 3 }]),
    ])
    expect([a.text.includes('"recorded"'), b.text.includes('"recorded"')], `${a.text} ${b.text}`).toEqual([true, true])
    expect((await stockAt(s))[0]?.available).toBe(before - 5)
  }
})

test('[E9] what was sent and has not arrived stands on the way; more than that is refused, the rest may be taken back', async () => {
  const far = await deskOf(w, yingshan)
  const [s, other] = [await store(), await makeStore(w, far, '收货库', '421124100')]
  await receive(s, [{ lot: 'W', expiry: daysFromNow(50), quantity: 10 }])
  const consignment = randomUUID()
  const sent = await s.keeper.call('stock.send', {
    params: { id: s.id },
    body: { ...head(), consignment, to: other.id, lines: [outgoing({ quantity: 10, state: 'free' })] },
  })
  expect(sent.body).toMatchObject({ result: { what: 'send', consignment, party: '收货库' } })
  const road = async (at: Store) => (await at.keeper.call('transit.list', { params: { id: at.id } })).body.rows
  expect(await road(other)).toMatchObject([{ id: consignment, way: 'in', lines: [{ lot: 'W', sent: 10, left: 10 }] }])
  const arrive = (quantity: number, at = other) =>
    at.keeper.call('stock.arrive', {
      params: { id: at.id },
      body: { ...head(), consignment, lines: [{ n: 0, quantity, state: null }] },
    })
  expect((await arrive(11)).problem).toMatchObject({ code: 'stock.transit-more', details: { left: 10 } })
  expect((await arrive(4)).body).toMatchObject({
    outcome: 'recorded',
    result: { party: expect.stringContaining('库点') },
  })
  expect((await arrive(1, s)).problem?.code).toBe('stock.transit-elsewhere')
  expect(await road(s)).toMatchObject([{ way: 'out', lines: [{ arrived: 4, left: 6 }] }])
  const id = sent.body.outcome === 'recorded' ? sent.body.result.id : ''
  const back = () =>
    s.keeper.call('stock.reverse', {
      params: { id: s.id, movement: id },
      body: { id: uuidv7(), day: daysFromNow(0), why: '没发出' },
    })
  expect((await back()).problem).toMatchObject({ code: 'stock.goods-gone', details: { state: 'transit', missing: 4 } })
  const both = await Promise.all([arrive(6), arrive(6)])
  expect(both.map((r) => r.problem?.code ?? r.body.outcome).sort()).toEqual(['recorded', 'stock.transit-more'])
  expect([await road(s), await road(other)]).toEqual([[], []])
  expect(await available(other)).toEqual([['W', 10]])
})

test('[E9] an arrival taken back is on the way again, and the sender takes it back whole', async () => {
  const [s, other] = [await store(), await store()]
  const [item = ''] = await receive(s, [{ kind: 'ecmo', unit: 'set', serial: 'BACK-1' }])
  const consignment = randomUUID()
  const line = outgoing({ kind: 'ecmo', unit: 'set', item, state: 'free' })
  const sent = await s.keeper.call('stock.send', {
    params: { id: s.id },
    body: { ...head(), consignment, to: other.id, lines: [line] },
  })
  const arrived = await other.keeper.call('stock.arrive', {
    params: { id: other.id },
    body: { ...head(), consignment, lines: [{ n: 0, quantity: 1, state: null }] },
  })
  const back = (at: Store, reply: Pick<typeof sent, 'body'>) =>
    at.keeper.call('stock.reverse', {
      params: { id: at.id, movement: reply.body.outcome === 'recorded' ? reply.body.result.id : '' },
      body: { id: uuidv7(), day: daysFromNow(0), why: '未到' },
    })
  expect((await back(s, sent)).problem?.code).toBe('stock.goods-gone')
  expect((await back(other, arrived)).body.outcome).toBe('recorded')
  expect((await enter(other, [{ kind: 'ecmo', unit: 'set', serial: 'BACK-1' }])).problem?.code).toBe(
    'stock.serial-twice',
  )
  expect((await back(s, sent)).body.outcome).toBe('recorded')
  expect(await stockAt(s)).toMatchObject([{ serial: 'BACK-1', available: 1 }])
})

test('[E9] a lot that the receiving county knows with another expiry arrives in quarantine', async () => {
  const far = await deskOf(w, yingshan)
  const [s, other] = [await store(), await makeStore(w, far, '有效期库', '421124100')]
  await receive(s, [{ lot: 'DIF', expiry: daysFromNow(50) }])
  await receive(other, [{ lot: 'DIF', expiry: daysFromNow(60) }])
  const consignment = randomUUID()
  const lines = [outgoing({ state: 'free' })]
  await s.keeper.call('stock.send', { params: { id: s.id }, body: { ...head(), consignment, to: other.id, lines } })
  const arrival = { ...head(), consignment, lines: [{ n: 0, quantity: 1, state: null }] }
  await other.keeper.call('stock.arrive', { params: { id: other.id }, body: arrival })
  expect(await stockAt(other)).toMatchObject([{ expiry: daysFromNow(60), available: 1, held: 1 }])
})

test('[E9] the ledger is never changed: not by the program, not by its owner', async () => {
  const s = await store()
  await receive(s, [{}])
  for (const table of ['movement', 'movement_line']) {
    await expect(w.admin.query(`update supply.${table} set at = now()`)).rejects.toThrow(/never changed/)
    await expect(w.admin.query(`delete from supply.${table}`)).rejects.toThrow(/never changed/)
  }
})

test('[E9] the book is read by item, kind, what happened, reference and day, page by page, and goes out as a file', async () => {
  const s = await store()
  const [item = ''] = await receive(
    s,
    [
      { lot: 'L', quantity: 9 },
      { kind: 'gloves', unit: 'pair', quantity: 9 },
    ],
    {
      day: daysFromNow(-2),
    },
  )
  for (let i = 0; i < 3; i += 1) await issue(s, [{}], { reference: `单${i}` })
  await issue(s, [{ kind: 'gloves', unit: 'pair' }])
  const list = async (query: Readonly<Record<string, string | number>>) =>
    (await s.keeper.call('movement.list', { params: { id: s.id }, query })).body
  expect((await list({ item })).rows.map((row) => row.what)).toEqual(['issue', 'issue', 'issue', 'receive'])
  expect((await list({ kind: 'gloves' })).rows).toHaveLength(2)
  expect((await list({ what: 'receive' })).rows).toHaveLength(1)
  expect((await list({ reference: '单1' })).rows).toMatchObject([{ reference: '单1' }])
  expect((await list({ until: daysFromNow(-1) })).rows).toMatchObject([{ day: daysFromNow(-2) }])
  const all: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page = await list({ limit: 2, ...(next === '' ? {} : { cursor: next }) })
    all.push(...page.rows.map((row) => row.id))
    next = page.next
  }
  expect(new Set(all).size).toBe(5)
  const one = await s.keeper.call('movement.read', { params: { id: s.id, movement: all[0] ?? '' } })
  expect(one.body.lines).toHaveLength(1)
  const book = await s.keeper.call('movement.export', { params: { id: s.id }, query: { format: 'csv' } })
  expect(book.text).toContain('单2')
  const stock = await s.keeper.call('stock.export', { params: { id: s.id }, query: { format: 'csv', language: 'en' } })
  expect(stock.text).toContain('Surgical mask')
  expect(dayAt(Date.now())).toBe(daysFromNow(0))
})
