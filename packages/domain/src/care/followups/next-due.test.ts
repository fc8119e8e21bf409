import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Tier } from '../../policy/index.js'
import { addHours, HOUR_MS, type Instant, instantOf } from '../../shared/index.js'
import { at, histories, seedDue } from '../testing.js'
import { type DueInput, dueFlagsOf, type HeldFlag, lodgingFlags, nextDue, sinceAfter } from './index.js'

const zone = 'Asia/Shanghai'
const start = at('2023-01-03T00:00:00Z')
const hour = (n: number): Instant => addHours(start, n)
const person = (more: Partial<DueInput> = {}): DueInput => ({
  tier: 'red',
  takenInAt: start,
  dutySince: start,
  tierSince: start,
  twoWayAt: [],
  attemptsAt: [],
  zone,
  ...more,
})

test('[CARE-DUE-8] nothing is due for green', () => {
  expect(nextDue(person({ tier: 'green' }), seedDue)).toEqual({
    dueAt: null,
    reason: 'notDue',
    mode: 'call',
    ruleId: 'CARE-DUE-8',
  })
})

test('[CARE-DUE-4] who was never reached is due one longest gap after being taken in', () => {
  expect(nextDue(person(), seedDue)).toMatchObject({ dueAt: hour(72), reason: 'firstContact', ruleId: 'CARE-DUE-4' })
  expect(nextDue(person({ tier: 'yellow' }), seedDue)).toMatchObject({ dueAt: hour(96), ruleId: 'CARE-DUE-5' })
})

test('[CARE-DUE-4] who was reached is due one longest gap after the last time', () => {
  const due = nextDue(person({ twoWayAt: [hour(50)] }), seedDue)
  expect(due).toMatchObject({ dueAt: hour(122), reason: 'longestGap' })
})

test('[CARE-DUE-1] three calls on one Sunday do not last into a second week', () => {
  const sunday = [hour(200), hour(199), hour(198)]
  const due = nextDue(person({ twoWayAt: [hour(330), hour(265), ...sunday] }), seedDue)
  expect(due).toMatchObject({ dueAt: hour(198 + 2 + 168), reason: 'weeklyCount', ruleId: 'CARE-DUE-1' })
})

test('[CARE-DUE-1] after weeks without contact a talk is followed by one a day until the week is whole again', () => {
  const due = (...calls: readonly number[]) => nextDue(person({ twoWayAt: calls.map(hour) }), seedDue)
  expect(due(1000, 10)).toMatchObject({ dueAt: hour(1024), reason: 'weeklyCount' })
  expect(due(1024, 1000, 10)).toMatchObject({ dueAt: hour(1048), reason: 'weeklyCount' })
  expect(due(1048, 1024, 1000)).toMatchObject({ dueAt: hour(1120), reason: 'longestGap' })
  // Yellow: a talk now and one after three days make the week whole.
  expect(nextDue(person({ tier: 'yellow', twoWayAt: [hour(1000)] }), seedDue).dueAt).toBe(hour(1072))
})

test('[CARE-DUE-2] yellow twice in any seven days: the second last follow-up leaving the window is due', () => {
  const due = nextDue(person({ tier: 'yellow', twoWayAt: [hour(400), hour(310)] }), seedDue)
  expect(due).toMatchObject({ dueAt: hour(478), reason: 'weeklyCount', ruleId: 'CARE-DUE-2' })
})

test('[CARE-DUE-4] who turns red is not overdue for the time before that', () => {
  const turned = person({ twoWayAt: [hour(0)], tierSince: hour(90), dutySince: start })
  expect(nextDue(turned, seedDue)).toMatchObject({ dueAt: hour(90), reason: 'longestGap' })
})

test('[CARE-DUE-5] who comes from green counts from then, however long ago the last talk was', () => {
  const came = person({ tier: 'yellow', twoWayAt: [hour(2)], dutySince: hour(500), tierSince: hour(500) })
  expect(nextDue(came, seedDue)).toMatchObject({ dueAt: hour(596), reason: 'longestGap' })
})

test('[CARE-DUE-6] [CARE-DUE-7] three attempts on two days of the place ask for a visit', () => {
  const day = (text: string) => at(`${text}:00+08:00`)
  const mode = (...attempts: readonly Instant[]) => nextDue(person({ attemptsAt: attempts }), seedDue).mode
  expect(mode(day('2023-01-05T11:00'), day('2023-01-05T10:00'), day('2023-01-05T09:00'))).toBe('call')
  expect(mode(day('2023-01-05T09:00'), day('2023-01-04T09:00'))).toBe('call')
  expect(mode(day('2023-01-05T00:10'), day('2023-01-04T23:50'), day('2023-01-04T23:40'))).toBe('visit')
  // The same three in UTC lie on one day.
  expect(mode(day('2023-01-05T07:10'), day('2023-01-05T06:50'), day('2023-01-05T06:40'))).toBe('call')
})

test('[CARE-DUE-9] living alone shortens the gap and is owed to green people too', () => {
  const flags: readonly HeldFlag[] = [{ flag: 'livingAlone', since: start }]
  expect(nextDue(person({ flags, twoWayAt: [hour(10)] }), seedDue)).toMatchObject({
    dueAt: hour(58),
    ruleId: 'CARE-DUE-9',
  })
  expect(nextDue(person({ tier: 'green', flags }), seedDue)).toMatchObject({ dueAt: hour(48), reason: 'firstContact' })
})

test('[CARE-DUE-9] who begins to live alone is not overdue for the time before that', () => {
  const begun = (n: number): readonly HeldFlag[] => [{ flag: 'livingAlone', since: hour(n) }]
  // Last talked to 60 hours before: the next talk is owed at once, and not since twelve hours ago.
  expect(nextDue(person({ flags: begun(70), twoWayAt: [hour(10)] }), seedDue)).toMatchObject({ dueAt: hour(70) })
  expect(nextDue(person({ flags: begun(20), twoWayAt: [hour(10)] }), seedDue)).toMatchObject({ dueAt: hour(58) })
})

test('[CARE-DUE-10] a column of its own or a word among the kinds says how somebody lives', () => {
  expect(dueFlagsOf({ living: 'alone', kinds: [] })).toEqual(['livingAlone'])
  expect(dueFlagsOf({ living: 'unknown', kinds: ['livingAlone', 'child'] })).toEqual(['livingAlone'])
  expect(dueFlagsOf({ living: 'onlyWithDisabledChildren', kinds: [] })).toEqual(['onlyWithDisabledChildren'])
  const since = { livingSince: start, kindsSince: {} }
  const alone = { living: 'alone', kinds: [] } as const
  const later = (after: Parameters<typeof dueFlagsOf>[0]) => sinceAfter({ before: alone, after, since, now: hour(9) })
  expect(later({ living: 'unknown', kinds: ['livingAlone'] }).livingSince).toBe(start)
  expect(later({ living: 'notAlone', kinds: [] }).livingSince).toBe(hour(9))
})

test.each([
  ['CARE-DUE-11', 'dialysis', 96],
  ['CARE-DUE-12', 'pregnant', 168],
  ['CARE-DUE-13', 'disabled', 168],
  ['CARE-DUE-14', 'childInDifficulties', 168],
] as const)(
  '[K1, %s] %s is owed a talk every %i hours, also when green, and is never due before it was known',
  (ruleId, kind, gap) => {
    const lodging = { living: 'notAlone', kinds: [kind, 'child'] } as const
    const flags = lodgingFlags(lodging, { takenInAt: start })
    expect(flags).toEqual([{ flag: kind, since: start }])
    const green = person({ tier: 'green', flags, twoWayAt: [hour(10)] })
    expect(nextDue(green, seedDue)).toMatchObject({ dueAt: hour(10 + gap), reason: 'longestGap', ruleId })
    const known = lodgingFlags(lodging, { takenInAt: start, kindsSince: { [kind]: hour(500) } })
    expect(nextDue({ ...green, flags: known }, seedDue)).toMatchObject({ dueAt: hour(500), ruleId })
  },
)

test('[K1, CARE-DUE-13] a kind that is added holds from then; another one holds on, and so does the overdue by it', () => {
  const before = { living: 'alone', kinds: ['dialysis'] } as const
  const after = { living: 'alone', kinds: ['disabled', 'dialysis', 'child'] } as const
  const since = { livingSince: hour(3), kindsSince: { dialysis: hour(5) } }
  const then = sinceAfter({ before, after, since, now: hour(400) })
  expect(then).toEqual({ livingSince: hour(3), kindsSince: { dialysis: hour(5), disabled: hour(400) } })
  expect(sinceAfter({ before: after, after: before, since: then, now: hour(500) })).toEqual(since)
  const flags = lodgingFlags(after, { takenInAt: start, ...then })
  expect(nextDue(person({ tier: 'green', flags }), seedDue)).toMatchObject({ dueAt: hour(48), ruleId: 'CARE-DUE-9' })
})

const STEP = HOUR_MS / 6
const GAPS: Readonly<Record<Tier, number>> = { red: 72, yellow: 96, green: 0 }
/** After a talk the count asks again on the next day (red) or the third (yellow), also where the week had failed. */
const RESTS: Readonly<Record<Tier, number>> = { red: 24, yellow: 72, green: 0 }
const COUNTS: Readonly<Record<Tier, number>> = { red: 3, yellow: 2, green: 0 }

/** The promise read literally, ten minutes by ten minutes: the first moment at which it is broken if nobody calls. */
const slowDue = (input: DueInput): number => {
  const gap = GAPS[input.tier] * HOUR_MS
  const week = 168 * HOUR_MS
  for (let t: number = input.tierSince; ; t += STEP) {
    const inForceSoLong = t - Math.max(input.takenInAt, input.dutySince) >= gap
    if (inForceSoLong && !input.twoWayAt.some((x) => x > t - gap)) return t
    const justTalked = input.twoWayAt.some((x) => x > t - RESTS[input.tier] * HOUR_MS)
    const counted = t >= input.tierSince + gap + week && !justTalked
    if (counted && input.twoWayAt.filter((x) => x > t - week).length < COUNTS[input.tier]) return t
  }
}

const steps = (most: number) => fc.integer({ min: 0, max: most }).map((n) => n * STEP)
const inputs: fc.Arbitrary<DueInput> = fc
  .record({
    tier: fc.constantFrom<Tier>('red', 'yellow'),
    duty: fc.oneof(fc.constant(0), steps(3000)),
    tierAfter: fc.oneof(fc.constant(0), steps(2500)),
    reached: fc.array(steps(9000), { maxLength: 9 }),
  })
  .map(({ tier, duty, tierAfter, reached }) => ({
    ...person({ tier, dutySince: instantOf(start + duty), tierSince: instantOf(start + duty + tierAfter) }),
    twoWayAt: [...new Set(reached)].sort((a, b) => b - a).map((ms) => instantOf(start + ms)),
  }))

test('[CARE-DUE-1] [CARE-DUE-4] the due moment is the first at which the promise is broken if nobody calls', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      expect(nextDue(input, seedDue).dueAt).toBe(slowDue(input))
    }),
    { numRuns: histories(3000) },
  )
})

/** The offer read literally: the first moment at which nobody asked within the week, or within the day of who is known to be ill. */
const slowOffer = (refusedAt: Instant, illAt: Instant | null, twoWayAt: readonly Instant[]): number => {
  for (let t: number = refusedAt; ; t += STEP) {
    const asked = (ago: number): boolean => [refusedAt, ...twoWayAt].some((x) => x <= t && x > t - ago * HOUR_MS)
    if (!asked(168) || (illAt !== null && t >= illAt && !asked(24))) return t
  }
}

test('[CARE-LIFE-2] [CARE-INF-1] who refused is due at the first moment at which nobody has asked for a week, or for a day once ill', () => {
  const drawn = fc.tuple(steps(900), fc.oneof(fc.constant(null), steps(2000)), fc.array(steps(900), { maxLength: 3 }))
  fc.assert(
    fc.property(drawn, fc.constantFrom<Tier>('red', 'yellow', 'green'), ([refused, ill, reached], tier) => {
      const since = instantOf(start + refused)
      const illAt = ill === null ? null : instantOf(start + ill)
      const twoWayAt = [...new Set(reached)].sort((a, b) => b - a).map((ms) => instantOf(start + ms))
      const from = twoWayAt.find((x) => x >= since) ?? since
      const input: DueInput = {
        ...{ ...person({ tier }), twoWayAt, life: { status: 'refusing', since, away: false, resumed: null } },
        flags: illAt === null ? [] : [{ flag: 'episode', since: illAt }],
      }
      expect(nextDue(input, seedDue).dueAt).toBe(slowOffer(from, illAt, []))
    }),
    { numRuns: histories(2000) },
  )
})

test('[CARE-DUE-1] another follow-up never makes the next one due earlier', () => {
  fc.assert(
    fc.property(inputs, steps(9000), (input, ms) => {
      const once = nextDue(input, seedDue).dueAt ?? 0
      const later = instantOf(Math.max(start + ms, ...input.twoWayAt))
      const twice = nextDue({ ...input, twoWayAt: [later, ...input.twoWayAt] }, seedDue).dueAt ?? 0
      expect(twice).toBeGreaterThanOrEqual(once)
    }),
    { numRuns: histories(3000) },
  )
})

test('[CARE-DUE-1] nobody is overdue at the moment of a talk, whatever lay before', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const last = input.twoWayAt[0] ?? input.takenInAt
      const from = Math.max(last, input.dutySince, input.tierSince)
      expect(nextDue(input, seedDue).dueAt).toBeGreaterThanOrEqual(from)
    }),
    { numRuns: histories(3000) },
  )
})

test('[CARE-DUE-1] who was never left longer than the gap is due exactly when the week would fail', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 72 * 6 }), { minLength: 5, maxLength: 30 })
  fc.assert(
    fc.property(gaps, (between) => {
      const calls: Instant[] = []
      for (const step of between) calls.unshift(instantOf((calls[0] ?? start) + step * STEP))
      const [last, , third] = calls
      const fails = Math.max(hour(72 + 168), (third ?? 0) + 168 * HOUR_MS)
      expect(nextDue(person({ twoWayAt: calls }), seedDue).dueAt).toBe(Math.min(fails, (last ?? 0) + 72 * HOUR_MS))
    }),
    { numRuns: histories(3000) },
  )
})

test('[CARE-DUE-1] who calls each time at the due moment makes at least three calls in every week', () => {
  const calls: Instant[] = []
  for (let i = 0; i < 60; i += 1) calls.unshift(nextDue(person({ twoWayAt: calls }), seedDue).dueAt ?? start)
  for (let t: number = hour(72 + 168); t <= (calls[0] ?? start); t += STEP) {
    const inWindow = calls.filter((x) => x > t - 168 * HOUR_MS && x <= t).length
    expect(inWindow).toBeGreaterThanOrEqual(3)
    expect(calls.some((x) => x <= t && x > t - 72 * HOUR_MS)).toBe(true)
  }
})
