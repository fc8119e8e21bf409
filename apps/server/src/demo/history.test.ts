import { addHours, DAY_MS, dayIn, HOUR_MS, instantOf, startOfDay } from '@lianfang/domain/shared'
import { expect, test } from 'vitest'
import { seedDue } from '../../../../packages/domain/src/care/testing.js'
import { lastRound } from './care-homes.js'
import { diceOf } from './dice.js'
import { byDay, livePast } from './history.js'

const zone = 'Asia/Shanghai'
const placeHour = (at: number): number => (at - startOfDay(dayIn(instantOf(at), zone), zone)) / HOUR_MS

/** The follow-ups of 400 invented people, in a demonstration that is started at a moment. */
const factsAt = (now: ReturnType<typeof instantOf>) =>
  Array.from({ length: 400 }, (_, i) => i).flatMap((i) => {
    const dice = diceOf(1, 2, 3, i)
    const takenInAt = instantOf(Math.floor(now - (20 + 4 * dice.next()) * DAY_MS))
    const tier = i % 2 === 0 ? ('red' as const) : ('yellow' as const)
    const standing = { tier, tierSince: takenInAt, dutySince: takenInAt }
    const fate = (['in-time', 'in-time', 'overdue', 'never-reached'] as const)[i % 4] ?? 'in-time'
    const living = { dice, standing, takenInAt, flags: [], fate, late: 0.05, now, zone, values: seedDue }
    return livePast({ ...living, history: 'full' }).facts.map(({ fact }) => fact.at)
  })

for (const [when, hour] of [
  ['one at night', 1],
  ['ten in the morning', 10],
] as const) {
  test(`[X10] a demonstration started at ${when} has its follow-ups between 7 and 21 o’clock of the place, none after now`, () => {
    const now = addHours(startOfDay(dayIn(instantOf(Date.UTC(2023, 0, 10)), zone), zone), hour)
    const facts = factsAt(now)
    const today = facts.filter((at) => at >= startOfDay(dayIn(now, zone), zone))
    expect(facts.length).toBeGreaterThan(1000)
    expect(facts.filter((at) => placeHour(at) < 7 || placeHour(at) >= 21)).toEqual([])
    expect(facts.every((at) => at < now)).toBe(true)
    if (hour < 7) expect(today).toEqual([])
    else expect(today.length).toBeGreaterThan(0)
  })
}

test('[X10] a talk at night is moved into the evening before, or behind the last talk into the morning after', () => {
  const midnight = startOfDay(dayIn(instantOf(Date.UTC(2023, 0, 10)), zone), zone)
  const at = addHours(midnight, 2)
  expect(placeHour(byDay(at, addHours(midnight, -20), zone))).toBeCloseTo(20.5, 0)
  expect(byDay(at, addHours(midnight, -20), zone)).toBeLessThan(midnight)
  expect(placeHour(byDay(at, addHours(midnight, 1), zone))).toBeCloseTo(7, 0)
  // A moment is a whole number of milliseconds: ids are made of it.
  const odd = instantOf(at + 1_234_567.5)
  for (const last of [-20, 1]) expect(Number.isInteger(byDay(odd, addHours(midnight, last), zone))).toBe(true)
  expect(byDay(addHours(midnight, 12), midnight, zone)).toBe(addHours(midnight, 12))
})

test('[X10] [K21] a round in a home is made by day as well: at night the last one was in the evening, and today has none', () => {
  const midnight = startOfDay(dayIn(instantOf(Date.UTC(2023, 0, 10)), zone), zone)
  const at = (hour: number) => lastRound(addHours(midnight, hour), zone)
  expect(at(1)).toEqual({ at: addHours(midnight, -3.5), real: false })
  expect(at(8)).toEqual({ at: addHours(midnight, 7), real: true })
  expect(at(15)).toEqual({ at: addHours(midnight, 13), real: true })
  expect(at(23.5)).toEqual({ at: addHours(midnight, 20.5), real: true })
})
