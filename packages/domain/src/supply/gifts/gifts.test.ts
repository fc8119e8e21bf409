import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inForce, policyRules, seedValues, supplyValues } from '../../policy/index.js'
import { addDays, type Day, NATION, type PlaceCode } from '../../shared/index.js'
import {
  correctCounts,
  type GiftCandidate,
  type GiftConsent,
  type GiftCount,
  giftAllows,
  giftReference,
  inspectCounts,
  isAsProposed,
  isGiftReference,
  isWhole,
  mayGo,
  mayUse,
  nearness,
  offeredAgainst,
  proposeGift,
  publishedName,
  publishedSums,
  spreadOver,
  stateOfGift,
  unsortedKind,
} from './index.js'

const today = '2020-02-02' as Day // written out here
const luotian = '421123' as PlaceCode // a code of the tree
const fengshan = '421123100' as PlaceCode // a code of the tree
const wuhan = '4201' as PlaceCode // a code of the tree

test('[X3] the seed opens the rules of gifts', () => {
  const { gifts } = supplyValues(inForce(policyRules, seedValues, { place: NATION, day: today }))
  expect(gifts).toMatchObject({ state: 'open', values: { offersADay: 300, lines: 60 } })
})

const aim = (rest: object = {}) => ({ directed: true, facility: 'xiehe', place: null, ...rest })
const want = (rest: object = {}) => ({
  ...{ kind: 'gown-protective', quantity: 100, facility: 'xiehe', place: '420103001' as PlaceCode },
  ...rest,
})
const consent = (rest: Partial<GiftConsent> = {}): GiftConsent => ({
  ...{ id: 'c1', kind: null, quantity: null, used: 0, facility: null, place: null },
  ...rest,
})

test('[E3, SUP-GIFT-1] a directed gift goes to the institution or into the place that the donor named, and nowhere else', () => {
  expect(mayGo(aim(), [], want())).toEqual({ outcome: 'goes', by: 'directed' })
  expect(mayGo(aim(), [], want({ facility: 'other' }))).toEqual({ outcome: 'refused', left: 0 })
  const inWuhan = aim({ facility: null, place: wuhan })
  expect(mayGo(inWuhan, [], want({ facility: 'other' })).outcome).toBe('goes')
  expect(mayGo(inWuhan, [], want({ place: fengshan })).outcome).toBe('refused')
  expect(mayGo({ directed: false, facility: null, place: null }, [], want())).toEqual({
    ...{ outcome: 'goes', by: 'undirected' },
  })
})

test('[E3, SUP-GIFT-1] words of the donor that nobody has read yet are nowhere', () => {
  expect(mayGo(aim({ facility: null }), [], want()).outcome).toBe('refused')
  expect(mayGo(aim({ facility: null, place: NATION }), [], want()).outcome).toBe('refused')
})

test('[E3, SUP-GIFT-1] written consent redirects as far as it says: the kind, the number, the destination', () => {
  const other = want({ facility: 'other' })
  expect(mayGo(aim(), [consent()], other)).toEqual({
    ...{ outcome: 'goes', by: 'consent', drawn: [{ consent: 'c1', units: 100 }] },
  })
  expect(mayGo(aim(), [consent({ quantity: 60 })], other)).toEqual({ outcome: 'refused', left: 60 })
  expect(mayGo(aim(), [consent({ quantity: 60, used: 60 })], other)).toEqual({ outcome: 'refused', left: 0 })
  expect(mayGo(aim(), [consent({ kind: 'mask-surgical' })], other).outcome).toBe('refused')
  expect(mayGo(aim(), [consent({ facility: 'third' })], other).outcome).toBe('refused')
  expect(mayGo(aim(), [consent({ quantity: 60 }), consent({ id: 'c2', quantity: 50 })], other)).toMatchObject({
    drawn: [
      { consent: 'c1', units: 60 },
      { consent: 'c2', units: 40 },
    ],
  })
})

const n = fc.nat({ max: 40 })
const anyConsent = fc.record({
  ...{ id: fc.uuid(), kind: fc.constantFrom(null, 'gown-protective', 'gloves'), quantity: fc.option(n) },
  ...{ used: n, facility: fc.constantFrom(null, 'other', 'third'), place: fc.constantFrom(null, wuhan, luotian) },
})
test('[E3, SUP-GIFT-1] nothing of a directed gift goes elsewhere beyond what the donor agreed to', () => {
  fc.assert(
    fc.property(fc.array(anyConsent, { maxLength: 4 }), n, (consents, quantity) => {
      const verdict = mayGo(aim(), consents, want({ facility: 'other', quantity }))
      if (verdict.outcome === 'refused') {
        expect(verdict.left).toBeLessThan(quantity)
        return
      }
      if (verdict.by !== 'consent') throw new Error('it was directed elsewhere')
      expect(verdict.drawn.reduce((sum, one) => sum + one.units, 0)).toBe(quantity)
      for (const { consent: id, units } of verdict.drawn) {
        const paper = consents.find((one) => one.id === id)
        expect([null, 'gown-protective']).toContain(paper?.kind)
        if (paper !== undefined && paper.quantity !== null)
          expect(units + paper.used).toBeLessThanOrEqual(paper.quantity)
      }
    }),
  )
})

const row = (rest: Partial<GiftCount> = {}): GiftCount => ({
  ...{ n: 0, kind: 'mask-surgical', counted: 50, quarantine: 50, kept: 0, issued: 0, disposed: 0, lost: 0 },
  ...{ looked: false, expiry: null },
  ...rest,
})
const look = (rest: object = {}) => ({ n: 0, passed: 50, failed: 0, cause: null, note: null, ...rest })
const whyOf = (rows: readonly GiftCount[], ...said: Parameters<typeof inspectCounts>[1]) => {
  const result = inspectCounts(rows, said, today)
  return result.outcome === 'refused' ? result.fault.why : null
}

test('[E10, SUP-GIFT-3] an inspection passes, disposes of with a cause, and holds back with a reason', () => {
  const result = inspectCounts([row()], [look({ passed: 30, failed: 15, cause: 'dirty', note: '5 只待查' })], today)
  expect(result).toMatchObject({
    outcome: 'looked',
    rows: [{ quarantine: 5, kept: 30, disposed: 15, looked: true }],
  })
  expect(whyOf([row()], look({ passed: 51 }))).toBe('quantity')
  expect(whyOf([row()], look({ passed: -1 }))).toBe('quantity')
  expect(whyOf([row()], look({ passed: 40, failed: 10 }))).toBe('cause')
  expect(whyOf([row()], look({ passed: 40 }))).toBe('note')
  expect(whyOf([row()], look(), look())).toBe('twice')
  expect(whyOf([row()], look({ n: 7 }))).toBe('unknown')
})

test('[E10, SUP-GIFT-3] nothing expired and no unsorted box passes; the last day of use still counts', () => {
  expect(whyOf([row({ expiry: addDays(today, -1) })], look())).toBe('expired')
  expect(whyOf([row({ expiry: today })], look())).toBeNull()
  expect(whyOf([row({ kind: unsortedKind })], look())).toBe('unsorted')
  expect(whyOf([row({ kind: unsortedKind })], look({ passed: 0, failed: 50, cause: 'dirty' }))).toBeNull()
})

test('[E10, SUP-GIFT-8] a wrong count is corrected by its difference, and not below what has left quarantine', () => {
  const rows = [row({ quarantine: 20, kept: 30 })]
  const fewer = correctCounts(rows, [{ n: 0, there: 45 }], { mostUnits: 1000 })
  expect(fewer).toMatchObject({
    rows: [{ counted: 50, lost: 5, quarantine: 15 }],
    differences: [{ n: 0, by: -5 }],
  })
  const more = correctCounts(rows, [{ n: 0, there: 60 }], { mostUnits: 1000 })
  expect(more).toMatchObject({
    rows: [{ counted: 60, quarantine: 30, looked: false }],
    differences: [{ n: 0, by: 10 }],
  })
  expect(correctCounts(rows, [{ n: 0, there: 29 }], { mostUnits: 1000 })).toMatchObject({
    fault: { why: 'quantity', least: 30 },
  })
  expect(correctCounts(rows, [{ n: 0, there: 50 }], { mostUnits: 1000 })).toMatchObject({ fault: { why: 'same' } })
})

type Act = { readonly do: 'inspect' | 'correct'; readonly a: number; readonly b: number }
const anyAct: fc.Arbitrary<Act> = fc.record({ do: fc.constantFrom('inspect', 'correct'), a: n, b: n })
test('[E10] whatever is inspected and corrected, every unit is somewhere, once', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 12 }), (acts) => {
      let rows: readonly GiftCount[] = [row({ counted: 30, quarantine: 30 })]
      for (const { do: what, a, b } of acts) {
        const result =
          what === 'inspect'
            ? inspectCounts(rows, [look({ passed: a, failed: b, cause: 'other', note: '其余待查' })], today)
            : correctCounts(rows, [{ n: 0, there: a + b }], { mostUnits: 1000 })
        if (result.outcome !== 'refused') rows = result.rows
        expect(rows.every(isWhole)).toBe(true)
      }
    }),
  )
})

test('[E10] the state of a gift follows from where its units are', () => {
  expect(stateOfGift('accepted', [])).toBe('accepted')
  expect(stateOfGift('arriving', [row()])).toBe('counted')
  expect(stateOfGift('counted', [row({ looked: true })])).toBe('inspected')
  const passed = row({ quarantine: 0, kept: 50, looked: true })
  expect(stateOfGift('counted', [passed])).toBe('inBooks')
  expect(stateOfGift('counted', [passed, row({ n: 1 })])).toBe('counted')
  expect(stateOfGift('inBooks', [row({ quarantine: 0, issued: 50, looked: true })])).toBe('issued')
  expect(stateOfGift('counted', [row({ quarantine: 0, disposed: 50, looked: true })])).toBe('inspected')
})

test('[E3] a declined gift stays declined, and nothing is issued of what nobody accepted or counted', () => {
  expect(giftAllows('declined', 'accept')).toBe(false)
  expect(giftAllows('offered', 'assign')).toBe(false)
  expect(giftAllows('accepted', 'issue')).toBe(false)
  expect(giftAllows('inBooks', 'close')).toBe(false)
  expect(giftAllows('issued', 'close')).toBe(true)
})

const candidate = (id: string, rest: Partial<GiftCandidate> = {}): GiftCandidate => ({
  ...{ id, uncovered: 0, busyPercent: 50, place: fengshan, gap: 10, askedAt: 0, ready: true },
  ...rest,
})
const order = (list: readonly GiftCandidate[], units = 1000) =>
  proposeGift(list, { units, place: luotian }).map(({ id, units: given, because }) => [id, given, because])

test('[E3, SUP-GIFT-2] proposed by critical patients, share in use, gap, who asked earlier, nearness, and each says why', () => {
  const list = [
    candidate('far', { place: wuhan }),
    candidate('near'),
    candidate('early', { askedAt: -1 }),
    candidate('large', { gap: 11 }),
    candidate('busy', { busyPercent: 60 }),
    candidate('critical', { uncovered: 1 }),
  ]
  expect(order(list)).toEqual([
    ['critical', 10, 'uncovered'],
    ['busy', 10, 'busyPercent'],
    ['large', 11, 'gap'],
    ['early', 10, 'askedAt'],
    ['near', 10, 'nearness'],
    ['far', 10, null],
  ])
  expect(order(list, 15).map(([, given]) => given)).toEqual([10, 5, 0, 0, 0, 0])
})

test('[E3, SUP-GIFT-2] who is not ready for the units, and who needs none, is not proposed', () => {
  expect(order([candidate('a', { ready: false }), candidate('b', { gap: 0 })])).toEqual([])
})

const anyCandidate = fc.record({
  ...{ id: fc.uuid(), uncovered: n, busyPercent: n, place: fc.constantFrom(fengshan, wuhan), gap: n, askedAt: n },
  ready: fc.boolean(),
})
test('[E3, SUP-GIFT-2] the proposal gives no more than there is, none beyond a gap, and does not depend on the order of the list', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyCandidate, { maxLength: 12, selector: ({ id }) => id }), n, (list, units) => {
      const proposed = proposeGift(list, { units, place: luotian })
      const given = proposed.reduce((sum, one) => sum + one.units, 0)
      const open = proposed.reduce((sum, one) => sum + one.gap, 0)
      expect(given).toBe(Math.min(units, open))
      expect(proposed.every((one) => one.units <= one.gap)).toBe(true)
      expect(proposeGift([...list].reverse(), { units, place: luotian })).toEqual(proposed)
    }),
  )
})

test('[E3] what differs from the proposal is told apart', () => {
  const proposed = [{ id: 'a', units: 5 }]
  expect(isAsProposed(proposed, { request: 'a', units: 5 })).toBe(true)
  expect(isAsProposed(proposed, { request: 'a', units: 4 })).toBe(false)
  expect(isAsProposed(proposed, { request: 'b', units: 5 })).toBe(false)
})

test('[E3] nearness counts the levels two places share', () => {
  expect([nearness(fengshan, luotian), nearness(fengshan, wuhan), nearness(fengshan, fengshan)]).toEqual([3, 1, 4])
  expect(nearness(NATION, fengshan)).toBe(0)
})

test('[E3, SUP-GIFT-4] goods without papers go to no ward and may be used where nobody treats', () => {
  expect(mayUse('ward', { state: 'confirmed' })).toBe(true)
  expect(mayUse('ward', { state: 'missing' })).toBe(false)
  expect(mayUse('ward', { state: 'expired' })).toBe(false)
  expect(mayUse('nonClinical', { state: 'missing' })).toBe(true)
})

test('[E10, SUP-GIFT-5] a name is published with consent alone; who did not say is not named', () => {
  expect(publishedName('yes', ' 王女士 ')).toBe('王女士')
  expect(publishedName('yes', ' ')).toBeNull()
  expect(publishedName('no', '王女士')).toBeNull()
  expect(publishedName('notSaid', '某公司')).toBeNull()
})

test('[E10, SUP-GIFT-8] published sums add up with their corrections', () => {
  const line = { kind: 'mask-surgical', correction: false }
  expect(
    publishedSums([
      { ...line, what: 'received', quantity: 50 },
      { ...line, what: 'received', quantity: -3, correction: true },
      { ...line, what: 'issued', quantity: 20 },
      { ...line, what: 'received', kind: 'goggles', quantity: 1 },
    ]),
  ).toEqual([
    { kind: 'goggles', received: 1, issued: 0, disposed: 0 },
    { kind: 'mask-surgical', received: 47, issued: 20, disposed: 0 },
  ])
})

test('[E10] what was counted is set against what was offered, kind by kind', () => {
  const offered = [
    { kind: 'goggles', quantity: 5 },
    { kind: null, quantity: 2 },
  ]
  expect(offeredAgainst(offered, [{ kind: 'mask-surgical', quantity: 9 }])).toEqual([
    { kind: 'goggles', offered: 5, counted: 0 },
    { kind: 'mask-surgical', offered: 0, counted: 9 },
  ])
})

test('[E10] a reference of a gift is told from any other, and units come from the rows that have them', () => {
  expect(isGiftReference(giftReference('K7QF2M9X'))).toBe(true)
  expect([isGiftReference('GIFT-1'), isGiftReference('单一'), isGiftReference(null)]).toEqual([false, false, false])
  const rows = [
    { n: 1, item: 'a', units: 9 },
    { n: 0, item: 'a', units: 3 },
  ]
  expect(spreadOver(rows, [{ item: 'a', quantity: 5 }])).toEqual([
    { n: 0, units: 3 },
    { n: 1, units: 2 },
  ])
  expect(() => spreadOver(rows, [{ item: 'b', quantity: 1 }])).toThrow()
})
