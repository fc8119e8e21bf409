import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backTest, forecast, modelNames } from './index.js'

const rules = { damping: 0.6, serialMean: 7.5, serialSd: 3.4, trialDays: 21, coverage: 0.8 }
const of = (days: number, at: (day: number) => number | null) => Array.from({ length: days }, (_, day) => at(day))

test('[E2] what stays as it is goes on as it is, in a narrow band', () => {
  const { days } = forecast(
    of(40, () => 100),
    7,
    rules,
  )
  for (const { mid, low, high } of days) {
    expect(mid).toBeCloseTo(100, 0)
    expect(low).toBeGreaterThan(90)
    expect(high).toBeLessThan(110)
  }
})

test('[E2] what grows goes on growing, less each day, and no runaway model takes the others along', () => {
  const { days } = forecast(
    of(30, (day) => Math.round(5 * 1.2 ** day)),
    14,
    rules,
  )
  const mids = days.map(({ mid }) => mid)
  expect(mids[0]).toBeGreaterThan(5 * 1.2 ** 28)
  expect(mids.at(-1)).toBeLessThan(5 * 1.2 ** 29 * 14)
})

test('[E2] the model that was right lately counts most', () => {
  const { weights } = forecast(
    of(40, (day) => (day < 20 ? 10 : 10 * 1.15 ** (day - 20))),
    7,
    rules,
  )
  expect(weights.steady).toBeLessThan(Math.max(weights.week, weights.fortnight, weights.renewal))
})

test('[E2] with few days the band is wide and says on how many past forecasts it rests', () => {
  const few = forecast([3, 5, 8, 11], 7, rules)
  expect(few.trials).toBe(0)
  expect((few.days[6]?.high ?? 0) / Math.max(1, few.days[6]?.low ?? 1)).toBeGreaterThan(2)
})

test('[E2] a place without cases is forecast none, and days that say nothing are left out', () => {
  expect(
    forecast(
      of(30, () => 0),
      7,
      rules,
    ).days.every(({ mid }) => mid < 0.5),
  ).toBe(true)
  const holes = of(40, (day) => (day % 9 === 0 ? null : 50))
  expect(forecast(holes, 3, rules).days[0]?.mid).toBeCloseTo(50, -1)
})

test('[E2] a forecast of a past day uses nothing of the days after it: changing them changes nothing', () => {
  const past = of(30, (day) => 10 + day)
  const one = forecast(past, 7, rules)
  const test = backTest([...past, ...of(7, () => 1_000)], rules)
  expect(forecast(past, 7, rules)).toEqual(one)
  expect(test.forecasts).toBeGreaterThan(0)
  expect(test.errorPercent).toBeGreaterThan(test.steadyErrorPercent === null ? 0 : 1)
})

test('[E2] the band holds about as often as it should on cases that fall by chance around their mean', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      let state = seed
      const noise = (): number => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
        return ((state >>> 8) % 1_000) / 1_000
      }
      const series = of(70, (day) => Math.round(80 * (1 + 0.5 * Math.sin(day / 9)) * (0.7 + 0.6 * noise())))
      const { within, of: judged } = backTest(series, rules)
      expect(within / judged).toBeGreaterThan(0.6)
    }),
    { numRuns: 20 },
  )
})

test('[E2] whatever the curve: as many days as asked, none negative, low below high, weights that sum to one', () => {
  const curve = fc.array(fc.option(fc.nat(1e5)), { maxLength: 45 })
  fc.assert(
    fc.property(curve, fc.integer({ min: 1, max: 21 }), (series, ahead) => {
      const { days, weights } = forecast(series, ahead, rules)
      expect(days).toHaveLength(ahead)
      for (const { low, mid, high } of days) {
        expect(low).toBeGreaterThanOrEqual(0)
        expect(Number.isFinite(high)).toBe(true)
        expect(low <= mid && mid <= high).toBe(true)
      }
      expect(modelNames.reduce((sum, name) => sum + weights[name], 0)).toBeCloseTo(1, 6)
    }),
    { numRuns: 200 },
  )
})
