import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type GrassrootsValues,
  inForce,
  isReadable,
  policyRules,
  seedValues,
  supplyValues,
} from '../../policy/index.js'
import { addDays, type Day, NATION } from '../../shared/index.js'
import { seedKinds } from '../catalogue/index.js'
import {
  coursesOf,
  type DayFlow,
  daysOut,
  type ForecastUse,
  isProposal,
  kindsOfItem,
  type NeedADay,
  needADay,
  type Proposal,
  proposeOrder,
  type RealUse,
  realUse,
  testDays,
  testItem,
  testPopulation,
  useWindow,
} from './index.js'

const today = '2023-01-29' as Day // written out here
const gate = supplyValues(inForce(policyRules, seedValues, { place: NATION, day: today })).grassroots
const values: GrassrootsValues = gate.state === 'open' ? gate.values : (undefined as never) // the next test says it is open

const known = (perDay: number): RealUse => ({ state: 'known', days: 28, used: 1, out: 0, adjusted: 1, perDay })
const unused: RealUse = { state: 'unknown', why: 'nothingUsed', days: 28, used: 0, out: 0 }
const noOutlook = { state: 'unknown', why: 'noOutlook' } as const
const ahead = (perDay: number): ForecastUse => ({
  ...{ state: 'known', perDay },
  from: { place: NATION, lastDay: today, days: 14, casesPerDay: perDay, served: 1, residents: 1, coursesPerCase: 1 },
})
const flow = (ago: number, came: number, used: number): DayFlow => ({
  ...{ day: addDays(today, -ago), came, used, otherOut: 0 },
})

test('[X3, SUP-GRASS-4] the seed opens the group, names kinds of the catalogue, and serves each item of the list', () => {
  expect(gate.state).toBe('open')
  const codes = seedKinds.map(({ code }) => code)
  for (const { kind } of values.kinds) expect(codes).toContain(kind)
  expect(kindsOfItem('antigenTest', values)).toEqual([{ item: 'antigenTest', kind: 'antigen-test', unitsPerCourse: 2 }])
})

test('[X3, SUP-GRASS-4] a list that leaves an item without a kind, or gives a kind to two items, is not entered', () => {
  const rule = policyRules.find(({ id }) => id === 'SUP-GRASS-4')
  const seed = seedValues.find(({ ruleId }) => ruleId === 'SUP-GRASS-4')?.value as readonly string[] // the seed's own list
  if (rule === undefined) throw new Error('no rule')
  expect(isReadable(rule, seed)).toBe(true)
  expect(isReadable(rule, seed.slice(0, -1))).toBe(false)
  expect(isReadable(rule, [...seed, 'antipyretic antigen-test 1'])).toBe(false)
  expect(isReadable(rule, [...seed, 'vitamins ibuprofen-2 1'])).toBe(false)
})

test('[K9, SUP-GRASS-4] half a course of a kind is no course: courses are whole, kind by kind', () => {
  const kinds = kindsOfItem('chinesePatent', values)
  expect(
    coursesOf(
      new Map([
        ['lianhua-qingwen', 3],
        ['qingfei-paidu', 11],
      ]),
      kinds,
    ),
  ).toBe(2)
})

test('[K9, SUP-GRASS-5] real use takes the days without stock out: 14 days of 28 without stock double it', () => {
  const from = addDays(today, -28)
  const flows = [flow(28, 0, 10), flow(14, 40, 10)]
  const use = realUse({ from, to: today, opening: 10, flows }, values)
  // It ran out on the first day; the thirteen days after it began with nothing, and the fourteenth day brought more.
  expect(use).toEqual({ state: 'known', days: 28, used: 20, out: 13, adjusted: 38, perDay: 38 / 28 })
})

test('[K9, SUP-GRASS-5] the window is half-open: what is given out today does not count, and a year has its own months', () => {
  const from = addDays(today, -28)
  const book = {
    from,
    to: today,
    opening: 100,
    flows: [flow(0, 0, 50), flow(1, 0, 7), flow(28, 0, 7), flow(29, 0, 50)],
  }
  expect(realUse(book, values)).toMatchObject({ state: 'known', used: 14, days: 28 })
  const march = useWindow('2024-03-15' as Day, '2020-01-01' as Day, values)
  expect(march).toEqual({ from: '2024-02-16', to: '2024-03-15' })
})

test('[K9, SUP-GRASS-6] a young book, a long gap, no book and no use are each named and give no figure', () => {
  const book = (days: number, opening: number, flows: readonly DayFlow[]) =>
    realUse({ from: addDays(today, -days), to: today, opening, flows }, values)
  expect(book(6, 100, [flow(3, 0, 9)])).toMatchObject({ state: 'unknown', why: 'bookTooYoung' })
  expect(book(28, 5, [flow(28, 0, 5)])).toMatchObject({ state: 'unknown', why: 'outTooLong' })
  expect(book(28, 100, [])).toMatchObject({ state: 'unknown', why: 'nothingUsed' })
  expect(realUse(null, values)).toMatchObject({ state: 'unknown', why: 'noBook' })
})

test('[K9] whatever the book: days out lie within the window, and use adjusted is never below use', () => {
  const flows = fc.array(
    fc.record({ ago: fc.integer({ min: 1, max: 28 }), came: fc.nat(50), used: fc.nat(50), otherOut: fc.nat(9) }),
    { maxLength: 28 },
  )
  fc.assert(
    fc.property(fc.nat(100), flows, (opening, said) => {
      const once = [...new Map(said.map((one) => [one.ago, one])).values()]
      const rows = once.map(({ ago, ...rest }) => ({ day: addDays(today, -ago), ...rest }))
      const book = { from: addDays(today, -28), to: today, opening, flows: rows }
      expect(daysOut(book)).toBeGreaterThanOrEqual(0)
      expect(daysOut(book)).toBeLessThanOrEqual(28)
      const use = realUse(book, values)
      if (use.state === 'known') expect(use.adjusted).toBeGreaterThanOrEqual(use.used)
    }),
  )
})

test('[K9, SUP-GRASS-8] need a day is the larger of use and forecast, and says which', () => {
  expect(needADay(known(4), ahead(9))).toMatchObject({ perDay: 9, basis: 'forecast' })
  expect(needADay(known(9), ahead(4))).toMatchObject({ perDay: 9, basis: 'use' })
  expect(needADay(known(4), noOutlook)).toMatchObject({ perDay: 4, basis: 'use' })
  expect(needADay(unused, noOutlook)).toMatchObject({ perDay: null, basis: null })
})

test('[K9, SUP-GRASS-1] fifteen per cent of the people served is enough, one course less is not', () => {
  expect(testPopulation(150, 1000, values)).toMatchObject({ verdict: 'enough', lower: 150, upper: 200, percent: 15 })
  expect(testPopulation(149, 1000, values)).toMatchObject({ verdict: 'short', percent: 14.9 })
  expect(testPopulation(150, 1001, values)).toMatchObject({ verdict: 'short', lower: 151 })
})

test('[K9, SUP-GRASS-3] fourteen days of need are enough, one course less is not', () => {
  const need = needADay(known(10), noOutlook)
  expect(testDays(140, need, values)).toMatchObject({ verdict: 'enough', wanted: 140, days: 14 })
  expect(testDays(139, need, values)).toMatchObject({ verdict: 'short', days: 13 })
})

test('[K9] nothing unknown is ever enough: population, book and use are named', () => {
  const need = needADay(known(1), noOutlook)
  expect(testPopulation(9999, null, values)).toMatchObject({ verdict: 'unknown', unknown: 'populationUnknown' })
  expect(testPopulation(9999, 0, values)).toMatchObject({ verdict: 'unknown', unknown: 'populationUnknown' })
  expect(testDays(null, need, values)).toMatchObject({ verdict: 'unknown', unknown: 'noBook' })
  expect(testDays(9999, needADay(unused, ahead(1)), values)).toMatchObject({
    verdict: 'unknown',
    unknown: 'nothingUsed',
  })
  // Short needs no more than one of them.
  expect(testDays(5, needADay(unused, ahead(1)), values)).toMatchObject({ verdict: 'short' })
  expect(testPopulation(0, null, values)).toMatchObject({ verdict: 'short' })
})

const anyUse = fc.oneof(fc.constant(unused), fc.integer({ min: 1, max: 500 }).map(known))
const anyAhead = fc.oneof(fc.constant(noOutlook), fc.integer({ min: 1, max: 500 }).map(ahead))
const anyKnown = fc.record({
  courses: fc.option(fc.nat(100_000)),
  population: fc.option(fc.nat(100_000)),
  need: fc.tuple(anyUse, anyAhead).map(([use, forecast]): NeedADay => needADay(use, forecast)),
})

test('[K9] enough is said only where population, book and use are known, and more stock never makes it worse', () => {
  fc.assert(
    fc.property(anyKnown, fc.nat(1000), (one, more) => {
      const tests = testItem('antipyretic', one, values)
      if (tests.verdict === 'enough') {
        expect(one.courses).not.toBeNull()
        expect(one.population ?? 0).toBeGreaterThan(0)
        expect(one.need.use.state).toBe('known')
      }
      if (one.courses === null) return
      const after = testItem('antipyretic', { ...one, courses: one.courses + more }, values)
      if (tests.verdict === 'enough') expect(after.verdict).toBe('enough')
      if (tests.verdict === 'unknown') expect(after.verdict).not.toBe('short')
    }),
  )
})

test('[K9, SUP-GRASS-2, SUP-GRASS-7] a breach proposes what fills it up, in whole packs, with every number', () => {
  const tests = testItem('antigenTest', { courses: 10, population: 1000, need: needADay(known(4), ahead(12)) }, values)
  const as = { kind: 'antigen-test', perPack: 25 }
  expect(proposeOrder(tests, { coming: 20, as }, values)).toEqual({
    ...{ item: 'antigenTest', kind: 'antigen-test', byPopulation: 200, byDays: 252, orderDays: 21, target: 252 },
    ...{ basis: 'days', courses: 10, coming: 20, missing: 222, unitsPerCourse: 2, units: 444, perPack: 25 },
    ...{ packs: 18, ordered: 450 },
  })
})

test('[K9] no order is proposed for what is enough or unknown, nor twice for what is on its way', () => {
  const need = needADay(known(1), noOutlook)
  const test = (courses: number | null, population: number | null) =>
    testItem('antipyretic', { courses, population, need }, values)
  expect(proposeOrder(test(500, 1000), { coming: 0, as: null }, values)).toBeNull()
  expect(proposeOrder(test(null, 1000), { coming: 0, as: null }, values)).toBeNull()
  expect(proposeOrder(test(0, 1000), { coming: 200, as: null }, values)).toEqual({ item: 'antipyretic', why: 'coming' })
  const blind = testItem('antipyretic', { courses: 0, population: null, need: needADay(unused, noOutlook) }, values)
  expect(proposeOrder(blind, { coming: 0, as: null }, values)).toEqual({ item: 'antipyretic', why: 'noTarget' })
})

test('[K9] what is ordered, when it has come, mends every breach that proposed it', () => {
  fc.assert(
    fc.property(anyKnown, fc.integer({ min: 1, max: 60 }), (one, perPack) => {
      const tests = testItem('antigenTest', one, values)
      const proposal = proposeOrder(tests, { coming: 0, as: { kind: 'antigen-test', perPack } }, values)
      if (!isProposal(proposal)) return
      const { ordered, unitsPerCourse, packs } = proposal satisfies Proposal
      expect(ordered).toBe((packs ?? 0) * perPack)
      expect(ordered - proposal.units).toBeLessThan(perPack)
      const courses = (one.courses ?? 0) + Math.floor(ordered / unitsPerCourse)
      expect(testItem('antigenTest', { ...one, courses }, values).verdict).not.toBe('short')
    }),
  )
})
