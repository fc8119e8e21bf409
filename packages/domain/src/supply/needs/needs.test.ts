import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedKinds } from '../catalogue/index.js'
import { bedsNeeded, needOf, needSets, whoEsft2022 } from './index.js'

const free = { severe: null, critical: null }
const steady = (cases: number, days = 30) => ({
  past: Array.from({ length: 20 }, () => cases),
  next: Array.from({ length: days }, () => cases),
})
const quantities = (need: ReturnType<typeof needOf>) =>
  Object.fromEntries(need.kinds.map(({ kind, quantity }) => [kind, quantity]))

test('[E2] every kind of a set is in the catalogue, and shares and ratios are positive', () => {
  const codes = new Set(seedKinds.map(({ code }) => code))
  for (const set of needSets) {
    expect(set.lines.filter(({ kind }) => !codes.has(kind))).toEqual([])
    expect(set.lines.every(({ ratio }) => ratio > 0)).toBe(true)
    expect(set.severeShare + set.criticalShare).toBeLessThanOrEqual(1)
  }
})

test('[E2] 100 new cases a day come to 105 severe and 70 critical beds: a share of a week’s and of a fortnight’s cases', () => {
  const [first] = bedsNeeded(steady(100), whoEsft2022)
  expect(first?.severe).toBeCloseTo(105, 9)
  expect(first?.critical).toBeCloseTo(70, 9)
})

test('[E2] devices follow the most beds at once by the published ratios, oxygen by litres a minute', () => {
  const need = needOf({ cases: steady(100), limits: free, set: whoEsft2022 })
  expect(quantities(need)).toMatchObject({
    'ventilator-invasive': 47, // 0.67 x 70 = 46.9
    'ventilator-noninvasive': 12, // 0.17 x 70 = 11.9
    'monitor-ecg': 70,
    oximeter: 175,
    suction: 123, // 0.5 x 105 + 1 x 70 = 122.5
    'blood-gas': 5, // 0.025 x 175 = 4.375
  })
  expect(need.oxygenPerHour).toBeCloseTo(0.06 * (10 * 105 + 30 * 70), 9)
})

test('[E2] a formula holds the numbers that make its figure, rounded up once', () => {
  const need = needOf({ cases: steady(33, 9), limits: free, set: whoEsft2022 })
  for (const { quantity, terms } of need.kinds) {
    expect(quantity).toBe(Math.ceil(terms.reduce((sum, one) => sum + one.amount * one.ratio, 0) - 1e-9))
  }
})

test('[E2] devices and reusable protection are not needed anew every week: twice the days ask for no more of them', () => {
  const [one, two] = [20, 40].map((days) =>
    quantities(needOf({ cases: steady(100, days), limits: free, set: whoEsft2022 })),
  )
  expect([two?.['ventilator-invasive'], two?.['goggles']]).toEqual([one?.['ventilator-invasive'], one?.['goggles']])
  // Twice the days use twice the respirators, rounded up once each.
  expect(Math.abs((two?.['respirator-n95'] ?? 0) - 2 * (one?.['respirator-n95'] ?? 0))).toBeLessThanOrEqual(1)
})

test('[E2] where beds are limited only those that there are are equipped, and who has none is told', () => {
  const need = needOf({ cases: steady(100, 10), limits: { severe: 50, critical: 20 }, set: whoEsft2022 })
  expect(quantities(need)).toMatchObject({ 'monitor-ecg': 20, oximeter: 70 })
  expect(need.withoutBed.severe).toBeCloseTo(550, 6)
  expect(need.withoutBed.critical).toBeCloseTo(500, 6)
})

test('[E2] more cases never need less of anything', () => {
  const cases = fc.array(fc.nat(5_000), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(cases, fc.nat(29), fc.nat(1_000), (next, at, more) => {
      const raised = next.map((value, i) => (i === at % next.length ? value + more : value))
      const [less, most] = [next, raised].map((list) =>
        quantities(needOf({ cases: { past: [], next: list }, limits: free, set: whoEsft2022 })),
      )
      for (const [kind, quantity] of Object.entries(less ?? {})) expect(most?.[kind]).toBeGreaterThanOrEqual(quantity)
    }),
  )
})
