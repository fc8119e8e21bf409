import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AlarmValues, careRules, type DueValues, type Tier } from '../../policy/index.js'
import { addHours, type Instant } from '../../shared/index.js'
import { type DueHistory, type FollowupFact, kindFlags, replayDue } from '../followups/index.js'
import type { LifeEventKind, LifeFact } from '../life/index.js'
import { at, seedAlarms, seedDue } from '../testing.js'
import {
  addTallies,
  alarmsRaised,
  firstDayOf,
  followupsLate,
  followupsOwed,
  leadDays,
  noTally,
  stretchesOf,
  type TrialPerson,
  type TrialReading,
  type TrialSpan,
  trialDue,
  trialMoves,
  underTier,
} from './index.js'

const from = at('2023-01-03T00:00:00Z')
const span: TrialSpan = { from, until: addHours(from, 28 * 24) }
const after = (hours: number): Instant => addHours(from, hours)

/** Ten days of it: hour by hour is slow, and everything that can happen in four weeks can happen in ten days. */
const short: TrialSpan = { from, until: addHours(from, 10 * 24) }

const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`
const talkAt = (moment: Instant, n: number): FollowupFact => ({
  id: id(n),
  at: moment,
  channel: 'phone',
  outcome: 'reached',
})
const personOf = (history: DueHistory, within = span): TrialPerson => ({
  takenInAt: history.takenInAt,
  stretches: stretchesOf(history, within),
  twoWayAt: history.facts.map((fact) => fact.at).sort((a, b) => b - a),
})

const hours = Array.from({ length: 10 * 24 }, (_, hour) => after(hour))

/** The obvious way: hour by hour, asking the engine whether a talk is due and making it. */
const slowlyOwed = (history: DueHistory, values: DueValues): number => {
  let facts = history.facts.filter((fact) => fact.at < from)
  let owed = 0
  for (const now of hours) {
    const found = replayDue({ ...history, facts }, now, values)
    if (found.outcome === 'notOnLedger' || found.due.dueAt === null || found.due.dueAt > now) continue
    owed += 1
    facts = [...facts, talkAt(now, 1_000 + owed)]
  }
  return owed
}

/** Hour by hour with the talks that were really made: each pause between two talks in which somebody stood overdue. */
const slowlyLate = (history: DueHistory, values: DueValues): number => {
  const waited = new Set<string>()
  for (const now of hours) {
    const found = replayDue(history, now, values)
    if (found.outcome === 'notOnLedger' || found.due.dueAt === null || found.due.dueAt > now) continue
    waited.add(String(history.facts.filter((fact) => fact.at <= now).length))
  }
  return waited.size
}

const tiers: readonly Tier[] = ['red', 'yellow', 'green']
const kinds: readonly LifeEventKind[] = ['admission', 'discharge', 'refusal', 'consent', 'death', 'left', 'returned']
const hour = fc.integer({ min: -300, max: 260 })

/** Anybody's weeks: changes of tier and life, an illness, and talks before and in them; one talk an hour at most. */
const histories = fc
  .record({
    takenIn: fc.integer({ min: -600, max: 200 }),
    tiers: fc.array(fc.tuple(hour, fc.constantFrom(...tiers)), { maxLength: 3 }),
    first: fc.constantFrom(...tiers),
    life: fc.array(fc.tuple(hour, fc.constantFrom(...kinds)), { maxLength: 3 }),
    talks: fc.uniqueArray(hour, { maxLength: 14 }),
    alone: fc.boolean(),
    kind: fc.option(fc.tuple(hour, fc.constantFrom(...kindFlags))),
    ill: fc.option(fc.tuple(hour, fc.integer({ min: 1, max: 300 }))),
  })
  .map((drawn): DueHistory => {
    let before: Tier = drawn.first
    const later = [...drawn.tiers].filter(([at]) => at > drawn.takenIn).sort(([a], [b]) => a - b)
    const changes = later.map(([at, to]) => {
      const change = { at: after(at), from: before, to }
      before = to
      return change
    })
    const life: LifeFact[] = drawn.life
      .filter(([at]) => at > drawn.takenIn)
      .map(([at, kind], n) => ({ id: id(n + 500), at: after(at), by: 'b', kind }))
    return {
      takenInAt: after(drawn.takenIn),
      tiers: [{ at: after(drawn.takenIn), from: null, to: drawn.first }, ...changes],
      life,
      facts: drawn.talks.filter((at) => at > drawn.takenIn).map((at, n) => talkAt(after(at), n)),
      flags: [
        ...(drawn.alone ? [{ flag: 'livingAlone' as const, since: after(drawn.takenIn), until: null }] : []),
        ...(drawn.kind === null ? [] : [{ flag: drawn.kind[1], since: after(drawn.kind[0]), until: null }]),
        ...(drawn.ill === null
          ? []
          : [{ flag: 'episode' as const, since: after(drawn.ill[0]), until: after(drawn.ill[0] + drawn.ill[1]) }]),
      ],
      zone: 'Asia/Shanghai',
    }
  })

type Asked = { readonly gap: number; readonly perWindow: number }
const valuesWith = ({ gap, perWindow }: Asked): DueValues => {
  const { red, yellow } = seedDue.byTier
  return {
    ...seedDue,
    byTier: { red: { ...red, longestGapHours: gap, perWindow }, yellow: { ...yellow, longestGapHours: 2 * gap } },
  }
}
const policies = fc
  .record({ gap: fc.integer({ min: 6, max: 200 }), perWindow: fc.constantFrom(1, 2, 3) })
  .map(valuesWith)

test('[CARE-TRIAL-2] what was owed is what the engine asks for, hour by hour', () => {
  fc.assert(
    fc.property(histories, policies, (history, values) => {
      expect(followupsOwed(personOf(history, short), short, trialDue(values))).toBe(slowlyOwed(history, values))
    }),
    { numRuns: 80 },
  )
})

test('[CARE-TRIAL-3] who was left waiting is whom the engine calls overdue between two talks', () => {
  fc.assert(
    fc.property(histories, policies, (history, values) => {
      expect(followupsLate(personOf(history, short), short, trialDue(values))).toBe(slowlyLate(history, values))
    }),
    { numRuns: 80 },
  )
})

const red = (talks: readonly number[]): DueHistory => ({
  takenInAt: after(-1_000),
  tiers: [{ at: after(-1_000), from: null, to: 'red' }],
  life: [],
  facts: talks.map((hours, n) => talkAt(after(hours), n)),
  flags: [],
  zone: 'Asia/Shanghai',
})

/** By the gap alone: 72 hours for red. */
const byGap = valuesWith({ gap: 72, perWindow: 1 })

test('[CARE-TRIAL-2] red for four weeks owes twelve by the nation, fourteen with a gap of 48 hours', () => {
  const person = personOf(red([-24, -96, -168]))
  expect(followupsOwed(person, span, trialDue(seedDue))).toBe(12)
  const { red: now } = seedDue.byTier
  const stricter = { ...seedDue, byTier: { ...seedDue.byTier, red: { ...now, longestGapHours: 48 } } }
  expect(followupsOwed(person, span, trialDue(stricter))).toBe(14)
})

test('[CARE-TRIAL-2] after a lapse the week is made good a talk a day', () => {
  const days: TrialSpan = { from, until: after(73) }
  const six = trialDue(valuesWith({ gap: 100, perWindow: 6 }))
  expect(followupsOwed(personOf(red([]), days), days, six)).toBe(4)
})

test('[CARE-TRIAL-3] a talk at the last moment is in time, a minute later it is late', () => {
  const kept = [-24, ...Array.from({ length: 9 }, (_, n) => 48 + 72 * n)]
  expect(followupsLate(personOf(red([-96, ...kept])), span, trialDue(byGap))).toBe(0)
  const moved = kept.map((hours) => (hours === 48 ? 48 + 1 / 60 : hours))
  expect(followupsLate(personOf(red([-96, ...moved])), span, trialDue(byGap))).toBe(1)
})

test('[CARE-TRIAL-2, -3] a longer gap owes at most one more, and leaves at most one more waiting, at the edge of the weeks', () => {
  const gaps = fc.tuple(fc.integer({ min: 6, max: 300 }), fc.integer({ min: 0, max: 300 }))
  fc.assert(
    fc.property(histories, gaps, (history, [gap, more]) => {
      // One a week: with two and more a longer gap also shortens the rest after a lapse, see the page of rules.
      const strict = trialDue(valuesWith({ gap, perWindow: 1 }))
      const loose = trialDue(valuesWith({ gap: gap + more, perWindow: 1 }))
      const person = personOf(history)
      expect(followupsOwed(person, span, loose)).toBeLessThanOrEqual(followupsOwed(person, span, strict) + 1)
      expect(followupsLate(person, span, loose)).toBeLessThanOrEqual(followupsLate(person, span, strict) + 1)
    }),
    { numRuns: 1_000 },
  )
})

test('[CARE-TRIAL-5] a tier tried for the weeks begins with them, and the same tier changes nothing', () => {
  const green = stretchesOf({ ...red([]), tiers: [{ at: after(-1_000), from: null, to: 'green' }] }, span)
  expect(underTier(green, 'green', span)).toEqual(green)
  const [now] = underTier(green, 'red', span)
  expect(now).toMatchObject({ tier: 'red', tierSince: span.from, dutySince: span.from })
  const person = { takenInAt: after(-1_000), twoWayAt: [], stretches: underTier(green, 'red', span) }
  // 72, 144, … hours after the beginning: nobody is overdue for the green time.
  expect(followupsOwed(person, span, trialDue(byGap))).toBe(9)
})

test('[CARE-TRIAL-2] who dies owes nothing from then on, who comes is owed from the first contact on', () => {
  const died = { ...red([-24]), life: [{ id: id(1), at: after(100), by: 'b', kind: 'death' as const }] }
  expect(followupsOwed(personOf(died), span, trialDue(byGap))).toBe(1)
  const came = { ...red([]), takenInAt: after(600), tiers: [{ at: after(600), from: null, to: 'red' as const }] }
  expect(followupsOwed(personOf(came), span, trialDue(byGap))).toBe(0)
})

const readingAt = (hours: number, spo2Percent: number | null, temperatureC: number | null): TrialReading => ({
  reading: { spo2Percent, onOxygen: false, temperatureC, breathsPerMinute: null, signs: [] },
  at: after(hours),
  zone: 'Asia/Shanghai',
  ageMonths: 900,
  kinds: [],
  baseline: null,
})

test('[CARE-TRIAL-4] a higher limit raises more alarms, each counted once and under its kinds', () => {
  const readings = [readingAt(-30, 97, null), readingAt(10, 94, null), readingAt(100, 90, null)]
  const higher: AlarmValues = { ...seedAlarms, spo2: { ...seedAlarms.spo2, alarmAt: 95 } }
  const old = alarmsRaised(readings, from, seedAlarms)
  const then = alarmsRaised(readings, from, higher)
  expect([old.all, old.by.spo2Low]).toEqual([1, 1])
  expect([then.all, then.by.spo2Low]).toEqual([2, 2])
  expect(old.by.spo2Fell).toBe(1)
})

test('[CARE-TRIAL-4] a reading of before the weeks raises nothing and is compared with', () => {
  const fell = alarmsRaised([readingAt(-2, 99, null), readingAt(2, 95, null)], from, seedAlarms)
  expect(fell).toMatchObject({ all: 1, by: { spo2Fell: 1, spo2Low: 0 } })
  expect(alarmsRaised([readingAt(-2, 80, null)], from, seedAlarms).all).toBe(0)
  expect(leadDays(seedAlarms)).toBeGreaterThan(seedAlarms.fever.days)
})

test('[CARE-TRIAL-1] every rule that decides a tier is tried, and words and climbing move none of the three', () => {
  expect(trialMoves('CARE-TIER-5')).toEqual(['followups', 'tiers'])
  expect(trialMoves('CARE-DUE-4')).toEqual(['followups'])
  expect(trialMoves('CARE-ALARM-1')).toEqual(['alarms'])
  const none = careRules.map(({ id }) => id).filter((id) => trialMoves(id).length === 0)
  expect(none).toEqual(
    expect.arrayContaining(['CARE-CLIMB-1', 'CARE-VAC-1', 'CARE-DUE-6', 'CARE-LATE-1', 'CARE-TEAM-1']),
  )
  expect(careRules.length - none.length).toBe(29)
})

test('[CARE-TRIAL-6] tallies add up in any order', () => {
  const tally = fc
    .tuple(fc.nat(99), fc.nat(99), fc.nat(99))
    .map(([people, up, down]) => ({ ...noTally, people, up, down, old: { ...noTally.old, late: up } }))
  fc.assert(
    fc.property(tally, tally, tally, (a, b, c) => {
      expect(addTallies(a, addTallies(b, c))).toEqual(addTallies(addTallies(c, a), b))
    }),
  )
})

const heldAs = (tier: Tier, facts: readonly FollowupFact[]): DueHistory => ({
  takenInAt: addHours(from, -500),
  tiers: [{ at: addHours(from, -500), from: null, to: tier }],
  ...{ facts, life: [], flags: [], zone: 'Asia/Shanghai' },
})

test('[CARE-TRIAL-7] on the first day a shorter gap makes late at once who was to wait longer, and due who was to wait till after', () => {
  const spokenBefore = (hoursAgo: number): TrialPerson =>
    personOf(
      heldAs(
        'red',
        [1, 2, 3, 4].map((n) => talkAt(addHours(span.until, -hoursAgo - (n - 1) * 24), n)),
      ),
    )
  const by = (hoursOfGap: number) => ({
    values: trialDue({
      ...seedDue,
      byTier: { ...seedDue.byTier, red: { ...seedDue.byTier.red, longestGapHours: hoursOfGap } },
    }),
    tier: 'red' as const,
  })
  const stands = (hoursAgo: number, gap: number) => firstDayOf(spokenBefore(hoursAgo), span, by(gap))
  // Talked to 40 hours ago: due in 32 by the gap of 72, eight ahead by one of 48, past by one of 36.
  expect(stands(40, 72)).toEqual({ due: false, late: false })
  expect(stands(40, 48)).toEqual({ due: true, late: false })
  expect(stands(40, 36)).toEqual({ due: true, late: true })
  expect(stands(48, 72)).toEqual({ due: false, late: false })
})

test('[CARE-TRIAL-7] somebody who is green today and red by the new value is owed from the first day on and not late for the past', () => {
  const person = personOf(heldAs('green', []))
  const values = trialDue(seedDue)
  expect(firstDayOf(person, span, { values, tier: 'green' })).toEqual({ due: false, late: false })
  expect(firstDayOf(person, span, { values, tier: 'red' })).toEqual({ due: false, late: false })
})
