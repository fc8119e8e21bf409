import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BookValues, inForce, policyRules, seedValues, supplyValues } from '../../policy/index.js'
import { addDays, type Day, NATION, type PlaceCode } from '../../shared/index.js'
import {
  type Asked,
  accounts,
  byExpiry,
  type Candidate,
  countLines,
  excludedOf,
  faultOfDay,
  figuresOf,
  holdingAfter,
  type ItemDescription,
  isRecalled,
  itemKeyOf,
  meetItem,
  nothingHeld,
  onHandOf,
  plainCode,
  planTaking,
  readIncoming,
  readQuantity,
  reversedLines,
  type StockItem,
  type TakeRule,
} from './index.js'

const day = (text: string) => text as Day // written out here
const today = day('2023-01-10')
const gate = supplyValues(inForce(policyRules, seedValues, { place: NATION, day: today })).books
const values: BookValues = gate.state === 'open' ? gate.values : (undefined as never) // the next test says it is open

test('[X3] the seed opens the rules of the books, and the order of reasons is the one of the program', () => {
  expect(gate.state).toBe('open')
  const all: StockItem = { ...item('a', { free: 1, reserved: 1, quarantine: 1, onHold: 1, damaged: 1 }) }
  const order = (i: StockItem) => excludedOf(i, today).map(({ why }) => why)
  expect([...order({ ...all, recalled: true }), 'expired', ...order(all).slice(3)]).toEqual(values.excludedInOrder)
})

const item = (id: string, rest: Partial<Candidate> = {}): Candidate => ({
  ...{ item: id, kind: 'mask', product: null, lot: id, expiry: null, recalled: false, ...nothingHeld },
  ...rest,
})

const amount = fc.nat({ max: 50 })
const anyItem: fc.Arbitrary<Candidate> = fc.record({
  item: fc.stringMatching(/^[a-e]$/),
  kind: fc.constantFrom('mask', 'glove'),
  product: fc.constantFrom(null, 'p', 'q'),
  lot: fc.option(fc.stringMatching(/^[A-C]$/)),
  expiry: fc.option(fc.integer({ min: -3, max: 3 }).map((days) => addDays(today, days))),
  recalled: fc.boolean(),
  free: amount,
  reserved: amount,
  quarantine: amount,
  onHold: amount,
  damaged: amount,
})

test('[E9, SUP-BOOK-2] available = on hand - held - expired - reserved, and each unit that is not has one reason', () => {
  fc.assert(
    fc.property(anyItem, (one) => {
      const f = figuresOf(one, today)
      expect(f.onHand).toBe(onHandOf(one))
      expect(f.available).toBe(f.onHand - f.held - f.expired - f.reserved)
      expect(f.available).toBeGreaterThanOrEqual(0)
      const excluded = excludedOf(one, today).reduce((sum, { quantity }) => sum + quantity, 0)
      expect(excluded).toBe(f.onHand - f.available)
    }),
    { numRuns: 2_000 },
  )
})

test('[E9, SUP-BOOK-1] on the day of its expiry a unit is available, the day after it is expired since that day', () => {
  const one = item('a', { free: 5, reserved: 2, expiry: today })
  expect(figuresOf(one, today)).toMatchObject({ available: 5, reserved: 2, expired: 0 })
  expect(figuresOf(one, addDays(today, 1))).toMatchObject({ available: 0, reserved: 0, expired: 7 })
  expect(excludedOf(one, addDays(today, 1))).toEqual([{ why: 'expired', quantity: 7, since: '2023-01-11' }])
})

const issue: TakeRule = { today, to: 'consumed', only: 'available', inOrder: true, reason: null }
const ask = (rest: Partial<Asked> = {}): Asked => ({
  ...{ kind: 'mask', product: null, item: null, quantity: 1, state: 'free' as const },
  ...rest,
})
const plan = (pool: Candidate[], asked: Asked[], rule: Partial<TakeRule> = {}) =>
  planTaking(pool, asked, { ...issue, ...rule })

test('[E9, SUP-BOOK-3] lots go by expiry, none last, passing over what is held, recalled, expired or reserved', () => {
  const pool = [
    item('none', { free: 9 }),
    item('late', { free: 9, expiry: day('2024-01-01') }),
    item('gone', { free: 9, expiry: day('2023-01-09') }),
    item('called', { free: 9, expiry: day('2023-01-11'), recalled: true }),
    item('held', { quarantine: 9, expiry: day('2023-01-11') }),
    item('kept', { reserved: 9, expiry: day('2023-01-11') }),
    item('soon', { free: 2, expiry: today }),
    item('other', { free: 9, kind: 'glove', expiry: today }),
  ]
  const taken = plan(pool, [ask({ quantity: 12 })])
  expect(taken).toMatchObject({
    outcome: 'taken',
    lines: [
      { item: 'soon', from: 'free', to: 'consumed', quantity: 2 },
      { item: 'late', quantity: 9 },
      { item: 'none', quantity: 1 },
    ],
  })
  expect(plan(pool, [ask({ quantity: 21 })])).toMatchObject({
    outcome: 'refused',
    fault: { line: 0, why: 'notEnough', asked: 21, figures: { available: 20, held: 18, expired: 9, reserved: 9 } },
  })
})

test('[E9, SUP-BOOK-3] another lot than the first to expire needs a reason; of two that expire on one day either goes', () => {
  const pool = [item('a', { free: 5, expiry: day('2023-05-01') }), item('b', { free: 5, expiry: day('2023-06-01') })]
  const named = [ask({ item: 'b' })]
  expect(plan(pool, named)).toMatchObject({ outcome: 'refused', fault: { why: 'orderReason', first: 'a' } })
  expect(plan(pool, named, { reason: '整箱发出' })).toMatchObject({ outcome: 'taken' })
  expect(plan(pool, [ask({ item: 'b' }), ask({ item: 'a', quantity: 5 })])).toMatchObject({ outcome: 'refused' })
  const same = pool.map((p) => ({ ...p, expiry: day('2023-05-01') }))
  expect(plan(same, named)).toMatchObject({ outcome: 'taken' })
})

test('[E9] an expired, recalled or held unit is refused for its own reason when named, and may still be moved', () => {
  const pool = [
    item('old', { free: 5, expiry: day('2023-01-09') }),
    item('called', { free: 5, recalled: true }),
    item('hurt', { damaged: 5 }),
  ]
  const why = (id: string) => {
    const found = plan(pool, [ask({ item: id, quantity: 5 })], { reason: '急用' })
    return found.outcome === 'refused' && found.fault.why === 'notAvailable' ? found.fault.excluded : found.outcome
  }
  expect([why('old'), why('called'), why('hurt')]).toEqual(['expired', 'recalled', 'damaged'])
  const moved = { only: 'present', to: 'transit' } as const
  expect(
    plan(pool, [ask({ item: 'old', quantity: 5 }), ask({ item: 'hurt', quantity: 2, state: 'damaged' })], moved),
  ).toMatchObject({
    outcome: 'taken',
    lines: [{ from: 'free' }, { from: 'damaged', quantity: 2 }],
  })
  expect(plan(pool, [ask({ item: 'hurt', quantity: 1 })], moved)).toMatchObject({ fault: { why: 'notEnough' } })
  expect(plan(pool, [ask({ item: 'nobody' })])).toMatchObject({ fault: { why: 'unknown' } })
})

test('[E9] whatever is asked of whatever there is: all or nothing, nothing negative, in order of expiry', () => {
  const anyAsk = fc.record({
    kind: fc.constantFrom('mask', 'glove'),
    product: fc.constantFrom(null, 'p'),
    item: fc.option(fc.stringMatching(/^[a-e]$/), { freq: 3 }),
    quantity: fc.integer({ min: 1, max: 60 }),
    state: fc.constant('free' as const),
  })
  const pools = fc.uniqueArray(anyItem, { selector: ({ item: id }) => id, maxLength: 5 })
  fc.assert(
    fc.property(
      pools,
      fc.array(anyAsk, { minLength: 1, maxLength: 4 }),
      fc.option(fc.constant('why')),
      (pool, asked, reason) => {
        const result = plan(pool, asked, { reason })
        if (result.outcome === 'refused') return
        const total = asked.reduce((sum, { quantity }) => sum + quantity, 0)
        expect(result.lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(total)
        for (const one of pool) {
          const own = result.lines.filter((line) => line.item === one.item)
          const taken = own.reduce((sum, { quantity }) => sum + quantity, 0)
          expect(taken).toBeLessThanOrEqual(figuresOf(one, today).available)
          expect(own.length).toBeLessThanOrEqual(1)
        }
        const unnamed = asked.every((one) => one.item === null) && asked.length === 1
        if (!unnamed) return
        const order = result.lines
          .map((line) => pool.find((one) => one.item === line.item))
          .filter((one) => one !== undefined)
        expect([...order].sort(byExpiry)).toEqual(order)
      },
    ),
    { numRuns: 3_000 },
  )
})

test('[E9] lines and their reversal leave every account as it was, and the sum over all accounts is always zero', () => {
  const line = fc.record({
    item: fc.constant('a'),
    from: fc.constantFrom(...accounts),
    to: fc.constantFrom(...accounts),
    quantity: fc.integer({ min: 1, max: 1e9 }),
  })
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const start = { ...nothingHeld, free: 7 }
      expect(holdingAfter(holdingAfter(start, lines), reversedLines(lines))).toEqual(start)
    }),
  )
})

const of = (rest: object = {}) => ({ unit: 'box' as const, keeping: 'lot' as const, perPack: 40, ...rest })
const entered = (quantity: number, unit = 'box', serial: string | null = null) => ({ quantity, unit, serial })

test('[E9, SUP-BOOK-4] packs are counted in units; another unit, an unknown pack, a fraction, none and too many are named', () => {
  expect(readQuantity(entered(3, 'pack'), of(), values)).toEqual({ units: 120 })
  expect(readQuantity(entered(3), of(), values)).toEqual({ units: 3 })
  expect(readQuantity(entered(3, 'piece'), of(), values)).toEqual({ fault: { why: 'unit', unit: 'box' } })
  expect(readQuantity(entered(3, 'pack'), of({ perPack: null }), values)).toEqual({ fault: { why: 'packUnknown' } })
  for (const wrong of [0, -5, 0.5, 1e12, Number.NaN]) {
    expect(readQuantity(entered(wrong), of(), values)).toEqual({ fault: { why: 'quantity', most: 1e7 } })
  }
  expect(readQuantity(entered(1e7), of(), values)).toEqual({ units: 1e7 })
  expect(readQuantity(entered(250_001, 'pack'), of(), values)).toMatchObject({ fault: { why: 'quantity' } })
})

test('[E9] of a kind kept by serial each unit has its number; a kind kept by lot has none', () => {
  const serial = of({ keeping: 'serial', unit: 'set' })
  expect(readIncoming(entered(1, 'set', 'S1'), serial, values)).toEqual({ units: 1 })
  expect(readIncoming(entered(1, 'set'), serial, values)).toEqual({ fault: { why: 'serialMissing' } })
  expect(readIncoming(entered(2, 'set', 'S1'), serial, values)).toEqual({ fault: { why: 'serialQuantity' } })
  expect(readIncoming(entered(1, 'box', 'S1'), of(), values)).toEqual({ fault: { why: 'serialNotKept' } })
})

test('[E9, SUP-BOOK-5] today and fourteen days back are taken', () => {
  expect([0, -14].map((days) => faultOfDay(addDays(today, days), today, values))).toEqual([null, null])
  expect([1, -15].map((days) => faultOfDay(addDays(today, days), today, values))).toEqual(['future', 'late'])
})

test('[E9, SUP-BOOK-6] a blank never overwrites, a blank is filled in, another expiry is refused with both', () => {
  const known = { lot: 'L', expiry: day('2024-01-31') }
  expect(meetItem(known, { lot: null, expiry: null })).toEqual(known)
  expect(meetItem({ lot: 'L', expiry: null }, known)).toEqual(known)
  expect(meetItem(known, { lot: 'L', expiry: day('2024-02-01') })).toEqual({
    fault: { why: 'expiryDiffers', known: '2024-01-31', said: '2024-02-01' },
  })
  expect(meetItem(known, { lot: 'M', expiry: null })).toMatchObject({ fault: { why: 'lotDiffers' } })
})

const described = (rest: Partial<ItemDescription> = {}): ItemDescription => ({
  ...{ kind: 'mask', product: null, lot: null, expiry: null, serial: null },
  ...rest,
})

test('[E9] a serial tells units apart, else the lot, else the expiry', () => {
  const key = (rest: Partial<ItemDescription>) => itemKeyOf(described(rest), 's')
  expect(key({ serial: 'S', lot: 'A' })).toBe(key({ serial: 'S', expiry: today }))
  expect(key({ lot: 'A' })).toBe(key({ lot: 'A', expiry: today }))
  expect(key({ lot: 'A' })).not.toBe(key({ lot: 'A', product: 'p' }))
  expect(key({ expiry: today })).not.toBe(key({}))
  const inStore = (product: string | null, store: string) => itemKeyOf(described({ product, lot: 'A' }), store)
  expect(inStore('p', 's')).toBe(inStore('p', 't'))
  expect(inStore(null, 's')).not.toBe(inStore(null, 't'))
  expect(plainCode(' ａb-1 ')).toBe('AB-1')
})

test('[E9, SUP-BOOK-7] a count is taken against the book of its moment: what was issued meanwhile stays issued', () => {
  const before = { ...nothingHeld, free: 10 }
  const now = { ...nothingHeld, free: 4 }
  const lines = (counted: number, place: 'shelf' | 'damaged' = 'shelf', book = { now, before }) =>
    countLines([{ item: 'a', place, counted }], new Map([['a', book]]))
  expect(lines(10)).toEqual({ lines: [] })
  expect(lines(8)).toEqual({ lines: [{ item: 'a', from: 'free', to: 'loss', quantity: 2 }] })
  expect(lines(13)).toEqual({ lines: [{ item: 'a', from: 'loss', to: 'free', quantity: 3 }] })
  expect(lines(2, 'damaged')).toEqual({ lines: [{ item: 'a', from: 'loss', to: 'damaged', quantity: 2 }] })
  expect(lines(5)).toEqual({ fault: { item: 'a', place: 'shelf', why: 'gone', there: 4, missing: 5 } })
  const reserved = { now: { ...nothingHeld, free: 1, reserved: 9 }, before: { ...nothingHeld, free: 1, reserved: 9 } }
  expect(lines(8, 'shelf', reserved)).toMatchObject({ fault: { why: 'reserved', reserved: 9 } })
  expect(countLines([{ item: 'new', place: 'shelf', counted: 3 }], new Map())).toMatchObject({
    lines: [{ quantity: 3 }],
  })
})

test('[E9, SUP-BOOK-8] a recall holds its lot everywhere in its place, units of an unknown maker too, and nothing else', () => {
  const recall = { place: '4211' as PlaceCode, kind: 'mask', product: 'p', lot: 'A', serials: null }
  const held = (rest: Partial<ItemDescription>, home = '421123') =>
    isRecalled(recall, described({ lot: 'A', ...rest }), home)
  expect([held({ product: 'p' }), held({})]).toEqual([true, true])
  expect([held({ product: 'q' }), held({ lot: 'B' }), held({ kind: 'glove' }), held({}, '420100')]).toEqual([
    ...[false, false, false, false],
  ])
  const serials = { ...recall, lot: null, serials: ['S1'] }
  expect(isRecalled(serials, described({ serial: 'S1' }), '421123')).toBe(true)
  expect(isRecalled(serials, described({ serial: 'S2' }), '421123')).toBe(false)
  expect(isRecalled(serials, described({}), '421123')).toBe(false)
})
