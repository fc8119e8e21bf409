import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day } from '../../shared/index.js'
import { faultOfCounts, readCurve } from './index.js'

const first = '2020-02-01' as Day
const rules = { definitions: [] as readonly Day[], leapTimes: 4, leapLeast: 50 }
const counted = (...confirmed: readonly number[]) => confirmed.map((n, i) => ({ day: addDays(first, i), confirmed: n }))
const fresh = (counts: ReturnType<typeof counted>, more: Partial<typeof rules> = {}) =>
  readCurve(counts, { ...rules, ...more }).map((one) => one.fresh)

test('[E2] new cases are the difference of the counts; what stood on the first day is no day’s cases', () => {
  expect(fresh(counted(41, 41, 45, 62))).toEqual([null, 0, 4, 17])
})

test('[E2] a count that falls is a correction: no negative cases, and what only makes up for the fall is not new', () => {
  const curve = readCurve(counted(100, 120, 110, 118, 130), rules)
  expect(curve.map((one) => one.fresh)).toEqual([null, 20, null, null, null])
  expect(curve.map((one) => one.mark)).toEqual([null, null, 'corrected', 'corrected', 'corrected'])
  expect(curve[2]?.put).toBe(-10)
})

test('[E2] a fall that nobody made up for in three days is the count from then on', () => {
  expect(fresh(counted(100, 60, 61, 62, 63, 70))).toEqual([null, null, null, null, null, 7])
})

test('[E2] days without a count share what came after them, and say so', () => {
  const counts = [counted(10)[0], { day: addDays(first, 3), confirmed: 40 }].flatMap((one) => one ?? [])
  const curve = readCurve(counts, rules)
  expect(curve.map((one) => one.day)).toEqual([0, 1, 2, 3].map((n) => addDays(first, n)))
  expect(curve.map((one) => one.fresh)).toEqual([null, 10, 10, 10])
  expect(curve.slice(1).every((one) => one.mark === 'gap')).toBe(true)
})

test('[E2] what came with another definition of a case, as on 12 February 2020, is no growth', () => {
  const definitions = [addDays(first, 4)]
  const curve = readCurve(counted(100, 120, 140, 160, 14_000, 14_150), { ...rules, definitions })
  expect(curve.map((one) => one.fresh)).toEqual([null, 20, 20, 20, null, 150])
  expect(curve[4]).toMatchObject({ mark: 'definition', put: 13_840 })
})

test('[E2] a leap that nobody explained stays in the curve and is asked about', () => {
  const curve = readCurve(counted(100, 120, 140, 160, 400), rules)
  expect(curve.at(-1)).toMatchObject({ fresh: 240, mark: 'leap' })
  expect(readCurve(counted(1, 2, 3, 4, 30), rules).at(-1)?.mark).toBeNull()
})

test('[E2] a day twice and what is no whole number are named', () => {
  const [one] = counted(5)
  expect(one && faultOfCounts([one, one])).toEqual({ why: 'twice', day: first })
  expect(faultOfCounts(counted(5, -1))).toEqual({ why: 'impossible', day: addDays(first, 1) })
  expect(faultOfCounts(counted(5, 6.5))).toEqual({ why: 'impossible', day: addDays(first, 1) })
  expect(faultOfCounts(counted(5, 6))).toBeNull()
})

test('[E2] whatever the counts: every day once, in order, never a negative number of cases', () => {
  const some = fc.uniqueArray(fc.record({ n: fc.nat(60), confirmed: fc.nat(1e6) }), {
    selector: ({ n }) => n,
    minLength: 1,
  })
  fc.assert(
    fc.property(some, fc.array(fc.nat(60)), (list, changed) => {
      const counts = list.map(({ n, confirmed }) => ({ day: addDays(first, n), confirmed }))
      const curve = readCurve(counts, { ...rules, definitions: changed.map((n) => addDays(first, n)) })
      const days = curve.map((one) => one.day)
      const start = days[0] ?? first
      expect(days).toEqual(days.map((_, i) => addDays(start, i)))
      expect(curve.every((one) => one.fresh === null || one.fresh >= 0)).toBe(true)
    }),
  )
})
