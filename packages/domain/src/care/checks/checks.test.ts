import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addMinutes } from '../../shared/index.js'
import { at, seedChecks } from '../testing.js'
import { findPatterns, isChosen, type Recorded } from './index.js'

const start = at('2023-01-10T01:00:00Z')
const talk = (n: number, more: Partial<Recorded> = {}): Recorded => ({
  id: `f${n}`,
  account: 'wang',
  at: addMinutes(start, n),
  call: null,
  spo2Percent: null,
  temperatureC: null,
  ...more,
})
const kinds = (day: readonly Recorded[]) => findPatterns(day, seedChecks).map((p) => [p.kind, p.followups.length])

test('[CARE-CHECK-2] twelve talks in five minutes are put before a person, eleven are not, nor twelve in six', () => {
  const inMinutes = (count: number, minutes: number) =>
    Array.from({ length: count }, (_, i) => talk((i * minutes) / count, { id: `f${i}` }))
  expect(kinds(inMinutes(12, 5))).toEqual([['burst', 12]])
  expect(kinds(inMinutes(11, 5))).toEqual([])
  expect(kinds(inMinutes(12, 6))).toEqual([])
})

test('[CARE-CHECK-2] talks that follow within the minutes of a run belong to it: none stays outside for being the sixteenth', () => {
  const every = (seconds: number, count: number) =>
    Array.from({ length: count }, (_, i) => talk((i * seconds) / 60, { id: `f${i}` }))
  // Three a minute: fifteen within any five minutes, forty within fourteen.
  expect(kinds(every(20, 40))).toEqual([['burst', 40]])
  // Fifteen in six minutes: twelve within the first five, and three after them.
  expect(kinds(every(24, 15))).toEqual([['burst', 15]])
  expect(kinds([...every(20, 13), talk(60, { id: 'late' })])).toEqual([['burst', 13]])
})

test('[CARE-CHECK-2] a household reached over one telephone is one talk', () => {
  const day = Array.from({ length: 14 }, (_, i) => talk(i / 4, { id: `f${i}`, call: i % 2 === 0 ? null : 'f0' }))
  expect(kinds(day)).toEqual([])
})

test('[CARE-CHECK-2] the talks of two workers are not added up', () => {
  const day = Array.from({ length: 16 }, (_, i) => talk(i / 8, { id: `f${i}`, account: i % 2 === 0 ? 'wang' : 'li' }))
  expect(kinds(day)).toEqual([])
})

test('[CARE-CHECK-4] the same two values for five people in a day are put before a person; one value alone is not', () => {
  const same = (count: number, more: Partial<Recorded>) =>
    Array.from({ length: count }, (_, i) => talk(i * 20, { id: `f${i}`, ...more }))
  expect(kinds(same(5, { spo2Percent: 97, temperatureC: 36.5 }))).toEqual([['sameReadings', 5]])
  expect(kinds(same(4, { spo2Percent: 97, temperatureC: 36.5 }))).toEqual([])
  expect(kinds(same(9, { spo2Percent: 97 }))).toEqual([])
})

test('[K3] the order of the records changes nothing, and each talk is in one burst at most', () => {
  const days = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom('wang', 'li')), { maxLength: 60 })
  fc.assert(
    fc.property(days, (list) => {
      const day = list.map(([n, account], i) => talk(n / 2, { id: `f${i}`, account }))
      const found = findPatterns(day, seedChecks)
      expect(new Set(findPatterns([...day].reverse(), seedChecks).map((p) => p.beganAt))).toEqual(
        new Set(found.map((p) => p.beganAt)),
      )
      const all = found.flatMap((p) => p.followups)
      expect(new Set(all).size).toBe(all.length)
    }),
  )
})

test('[CARE-CHECK-1] about one in twenty is drawn, and always the same ones', () => {
  const ids = Array.from({ length: 20_000 }, () => uuidv7())
  const chosen = ids.filter((id) => isChosen(id, 5))
  expect(chosen.length / ids.length).toBeGreaterThan(0.04)
  expect(chosen.length / ids.length).toBeLessThan(0.06)
  expect(ids.filter((id) => isChosen(id, 5))).toEqual(chosen)
})
