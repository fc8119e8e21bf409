import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DangerSign, dangerSigns, type PersonKind } from '../../policy/index.js'
import { addHours, addMinutes, type Instant } from '../../shared/index.js'
import type { LifeStatus } from '../life/index.js'
import { at, seedAlarms, seedDue } from '../testing.js'
import {
  type AlarmEnd,
  type Baseline,
  climbsAt,
  decideAlarm,
  fastFrom,
  judgeReading,
  levelAt,
  monitoringAnew,
  mustRefer,
  noReadings,
  type Reading,
  type ReadingState,
  readingStateAnew,
  signsFor,
  takeReading,
  type Watched,
} from './index.js'

const now = at('2023-01-10T04:00:00Z')
const reading = (more: Partial<Reading>): Reading => ({
  spo2Percent: null,
  onOxygen: null,
  temperatureC: null,
  breathsPerMinute: null,
  signs: [],
  ...more,
})
const adult: Watched = {
  ageMonths: 80 * 12,
  kinds: [],
  usualSpo2Percent: null,
  lastSpo2Percent: null,
  feverDays: 0,
}
const judge = (more: Partial<Reading>, watched: Partial<Watched> = {}) =>
  judgeReading(reading(more), { ...adult, ...watched }, seedAlarms)
const codes = (more: Partial<Reading>, watched: Partial<Watched> = {}) => {
  const verdict = judge(more, watched)
  return verdict.outcome === 'quiet' ? [] : verdict.reasons.map((r) => r.code)
}

test('[CARE-ALARM-1] 93 % itself raises an alarm, 94 % does not: of two texts the safer holds', () => {
  expect(codes({ spo2Percent: 93 })).toEqual(['spo2Low'])
  expect(codes({ spo2Percent: 94 })).toEqual([])
})

test('[CARE-ALARM-2] a doctor’s baseline keeps the usual silent, and never anything under 88 %', () => {
  const usual = { usualSpo2Percent: 90 }
  expect(codes({ spo2Percent: 90, onOxygen: false }, usual)).toEqual([])
  expect(codes({ spo2Percent: 89, onOxygen: false }, usual)).toEqual(['spo2Low'])
  expect(codes({ spo2Percent: 86, onOxygen: false }, { usualSpo2Percent: 85 })).toEqual(['spo2Danger'])
})

test('[CARE-ALARM-1] on oxygen the usual of room air says nothing', () => {
  expect(codes({ spo2Percent: 90, onOxygen: true }, { usualSpo2Percent: 90 })).toEqual(['spo2Low'])
})

test('[K5] [CARE-ALARM-2] where nobody asked for oxygen the usual of room air does not keep an alarm silent', () => {
  expect(codes({ spo2Percent: 92, onOxygen: null }, { usualSpo2Percent: 90 })).toEqual(['spo2Low'])
})

test('[CARE-ALARM-3] a fall of four points raises an alarm, also above 93 % and with a baseline', () => {
  expect(codes({ spo2Percent: 95 }, { lastSpo2Percent: 99 })).toEqual(['spo2Fell'])
  expect(codes({ spo2Percent: 96 }, { lastSpo2Percent: 99 })).toEqual([])
  expect(codes({ spo2Percent: 90, onOxygen: false }, { lastSpo2Percent: 94, usualSpo2Percent: 89 })).toEqual([
    'spo2Fell',
  ])
})

test('[CARE-ALARM-4] [CARE-ALARM-11] fast breathing is 30 for all, and 60, 50, 40 for the small', () => {
  const limits = [1, 2, 11, 12, 59, 60, null].map((months) => fastFrom(months, seedAlarms))
  expect(limits).toEqual([60, 50, 50, 40, 40, 30, 30])
  expect(codes({ breathsPerMinute: 30 })).toEqual(['breathsFast'])
  expect(codes({ breathsPerMinute: 39 }, { ageMonths: 30 })).toEqual([])
})

test('[CARE-ALARM-5] [CARE-ALARM-6] a temperature over 38.5 on the third day raises an alarm; 38.5 itself is not over', () => {
  expect(codes({ temperatureC: 38.6 }, { feverDays: 3 })).toEqual(['feverLasts'])
  expect(codes({ temperatureC: 38.5 }, { feverDays: 3 })).toEqual([])
  expect(codes({ temperatureC: 39.5 }, { feverDays: 2 })).toEqual([])
})

test('[K5] every danger sign of the list raises an alarm, whoever it was ticked for', () => {
  for (const sign of dangerSigns) expect(codes({ signs: [sign], spo2Percent: 99 })).toEqual(['sign'])
})

test('[CARE-ALARM-8] [CARE-ALARM-9] a child’s and a pregnant woman’s signs are asked for besides', () => {
  const asked = (kinds: readonly PersonKind[], ageMonths: number | null) => signsFor({ kinds, ageMonths }, seedAlarms)
  expect(asked([], 80 * 12)).toEqual(['dyspnoea', 'diseaseWorse'])
  expect(asked([], 30)).toContain('refusesFeeds')
  expect(asked(['child'], null)).toContain('lethargy')
  expect(asked(['pregnant'], 30 * 12)).toEqual(expect.arrayContaining(['headache', 'fetalMovement']))
})

test('[K5] all reasons are named, and under 90 % it is urgent', () => {
  expect(judge({ spo2Percent: 89, breathsPerMinute: 34, signs: ['dyspnoea'] }, { lastSpo2Percent: 95 })).toEqual({
    outcome: 'alarm',
    urgent: true,
    reasons: [
      { code: 'spo2Low', ruleId: 'CARE-ALARM-1' },
      { code: 'spo2Fell', ruleId: 'CARE-ALARM-3', fromSpo2Percent: 95 },
      { code: 'breathsFast', ruleId: 'CARE-ALARM-4' },
      { code: 'sign', ruleId: 'CARE-ALARM-7', sign: 'dyspnoea' },
    ],
  })
  expect(judge({ spo2Percent: 90 })).toMatchObject({ urgent: false })
})

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof(fc.constant(null), arbitrary)
const anyReading: fc.Arbitrary<Reading> = fc.record({
  spo2Percent: maybe(fc.integer({ min: 50, max: 100 })),
  onOxygen: maybe(fc.boolean()),
  temperatureC: maybe(fc.integer({ min: 340, max: 430 }).map((n) => n / 10)),
  breathsPerMinute: maybe(fc.integer({ min: 5, max: 90 })),
  signs: fc.subarray<DangerSign>([...dangerSigns]),
})
const anybody: fc.Arbitrary<Watched> = fc.record({
  ageMonths: maybe(fc.integer({ min: 0, max: 1200 })),
  kinds: fc.subarray<PersonKind>(['pregnant', 'child', 'dialysis']),
  usualSpo2Percent: maybe(fc.integer({ min: 70, max: 99 })),
  lastSpo2Percent: maybe(fc.integer({ min: 50, max: 100 })),
  feverDays: fc.integer({ min: 0, max: 9 }),
})

test('[K5] no baseline, age or kind ever silences SpO2 under 88, a fall of four, 30 breaths of an adult or a sign', () => {
  fc.assert(
    fc.property(anyReading, anybody, (r, who) => {
      const loud =
        (r.spo2Percent ?? 100) < 88 ||
        (who.lastSpo2Percent !== null && r.spo2Percent !== null && who.lastSpo2Percent - r.spo2Percent >= 4) ||
        ((r.breathsPerMinute ?? 0) >= 30 && (who.ageMonths ?? 999) >= 60) ||
        r.signs.length > 0
      if (loud) expect(judgeReading(r, who, seedAlarms).outcome).toBe('alarm')
    }),
    { numRuns: 5000 },
  )
})

test('[K5] a lower SpO2 never turns an alarm into silence', () => {
  fc.assert(
    fc.property(anyReading, anybody, fc.integer({ min: 1, max: 20 }), (r, who, less) => {
      if (r.spo2Percent === null || judgeReading(r, who, seedAlarms).outcome === 'quiet') return
      const lower = { ...r, spo2Percent: r.spo2Percent - less }
      expect(judgeReading(lower, who, seedAlarms).outcome).toBe('alarm')
    }),
    { numRuns: 5000 },
  )
})

const taken = (more: Partial<Reading>, when: Instant, state: ReadingState, baseline: Baseline | null = null) =>
  takeReading(
    { reading: reading(more), at: when, zone: 'Asia/Shanghai', ageMonths: 960, kinds: [], baseline, state },
    seedAlarms,
  )

test('[CARE-ALARM-6] fever days are days of the place in a row; one reading below ends the row', () => {
  const first = taken({ temperatureC: 39 }, now, noReadings)
  const second = taken({ temperatureC: 38.8 }, addHours(now, 24), first.state)
  expect([first.verdict.outcome, second.verdict.outcome]).toEqual(['quiet', 'quiet'])
  expect(taken({ temperatureC: 39 }, addHours(now, 48), second.state).verdict.outcome).toBe('alarm')
  const better = taken({ temperatureC: 37 }, addHours(now, 40), second.state)
  expect(taken({ temperatureC: 39 }, addHours(now, 48), better.state).verdict.outcome).toBe('quiet')
})

test('[CARE-ALARM-10] a reading older than seven days is not compared with, one that arrives late changes nothing', () => {
  const state = taken({ spo2Percent: 99 }, now, noReadings).state
  expect(taken({ spo2Percent: 95 }, addHours(now, 24 * 7), state).verdict.outcome).toBe('alarm')
  expect(taken({ spo2Percent: 95 }, addHours(now, 24 * 7 + 1), state).verdict.outcome).toBe('quiet')
  expect(taken({ spo2Percent: 95 }, addHours(now, -5), state).state.lastSpo2Percent).toBe(99)
})

test('[K5] a baseline holds to the end of its last day and not a day longer', () => {
  const baseline = { spo2Percent: 90, until: '2023-01-10' }
  expect(taken({ spo2Percent: 91, onOxygen: false }, now, noReadings, baseline).verdict.outcome).toBe('quiet')
  expect(taken({ spo2Percent: 91, onOxygen: false }, addHours(now, 24), noReadings, baseline).verdict.outcome).toBe(
    'alarm',
  )
})

test('[CARE-CLIMB-1] [CARE-CLIMB-4] an alarm climbs after 10, 20 and 30 minutes, under 90 % in half the time', () => {
  const levels = (urgent: boolean, ...minutes: readonly number[]) => {
    const climbs = climbsAt(now, urgent, seedAlarms)
    return minutes.map((m) => levelAt(climbs, addMinutes(now, m)))
  }
  expect(levels(false, 0, 9, 10, 19, 20, 29, 30, 600)).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  expect(levels(true, 4, 5, 10, 15)).toEqual([0, 1, 2, 3])
})

const open = { held: null, closed: null, life: 'here', offerAgainAt: null } as const
const said = '县医院，10 点出发'
const acting = { state: open, role: 'villageWorker', account: 'hu', note: said, now, values: seedAlarms } as const
const act = (
  kind: 'acknowledge' | 'referred' | 'familyRefused' | 'doctorDecided',
  role: 'medic' | 'villageWorker' = 'villageWorker',
) => decideAlarm({ ...acting, act: kind === 'acknowledge' ? { kind, seen: null } : { kind }, role })

test('[K5] an alarm in somebody’s hands is taken over from whom the taker saw, by another one, and keeps what was promised', () => {
  const offerAgainAt = addHours(now, 3)
  const held = { by: 'pan', since: addHours(now, -5) }
  const take = (seen: Instant | null, account = 'hu') =>
    decideAlarm({
      ...acting,
      state: { held, closed: null, life: 'here', offerAgainAt },
      act: { kind: 'acknowledge', seen },
      account,
    })
  expect(take(held.since)).toEqual({ outcome: 'recorded', acknowledges: true, closes: false, offerAgainAt })
  const refused = { outcome: 'refused', reason: 'alarm-acknowledged' }
  expect([take(null), take(addHours(now, -6)), take(held.since, 'pan')]).toEqual([refused, refused, refused])
})

test('[K5] only a recorded referral or a doctor by name ends an alarm', () => {
  expect(act('acknowledge')).toMatchObject({ acknowledges: true, closes: false })
  expect(act('referred')).toMatchObject({ closes: true })
  expect(act('doctorDecided')).toEqual({ outcome: 'refused', reason: 'alarm-doctor-only' })
  expect(act('doctorDecided', 'medic')).toMatchObject({ closes: true })
})

test('[CARE-REFER-1] a family’s refusal is dated, leaves the alarm open and is offered again within twelve hours', () => {
  expect(act('familyRefused')).toEqual({
    outcome: 'recorded',
    acknowledges: true,
    closes: false,
    offerAgainAt: addHours(now, 12),
  })
})

test('[K5] what ends or delays an alarm needs words, and a closed one is not acted on again', () => {
  const decide = (note: string | null, closed: 'referred' | null = null) =>
    decideAlarm({
      ...acting,
      state: { ...open, held: { by: 'hu', since: now }, closed },
      act: { kind: 'referred' },
      role: 'medic',
      note,
    })
  expect(decide(' ')).toEqual({ outcome: 'refused', reason: 'alarm-reason' })
  expect(decide('已上车', 'referred')).toEqual({ outcome: 'refused', reason: 'alarm-closed' })
})

test('[K5] what a person ended by mistake is opened again with a reason; what a life event ended is not, nor who is away', () => {
  const again = (closed: AlarmEnd | null, life: LifeStatus = 'here', note = '点错了人') =>
    decideAlarm({ ...acting, state: { ...open, closed, life }, act: { kind: 'reopen' }, role: 'villageWorker', note })
  const opened = { outcome: 'recorded', acknowledges: true, closes: false, offerAgainAt: null }
  expect(again('referred')).toEqual(opened)
  expect(again('doctorDecided', 'refusing')).toEqual(opened)
  expect(again('referred', 'here', ' ')).toEqual({ outcome: 'refused', reason: 'alarm-reason' })
  expect(again(null)).toEqual({ outcome: 'refused', reason: 'alarm-open' })
  for (const end of ['gone', 'admitted'] as const)
    expect(again(end)).toEqual({ outcome: 'refused', reason: 'alarm-life-ended' })
  for (const life of ['admitted', 'dead', 'left'] as const)
    expect(again('referred', life)).toEqual({ outcome: 'refused', reason: 'alarm-away' })
})

test('[CARE-REFER-2] red and infected or worse, and not in hospital or gone: to be referred, also who refuses the service', () => {
  const of = (
    tier: 'red' | 'yellow',
    life: Parameters<typeof mustRefer>[0]['life'],
    episodeSince: Instant | null = now,
  ) => mustRefer({ tier, life, episodeSince })
  expect([of('red', 'here'), of('red', 'refusing')]).toEqual([true, true])
  expect([of('red', 'here', null), of('yellow', 'here')]).toEqual([false, false])
  expect([of('red', 'admitted'), of('red', 'dead'), of('red', 'left')]).toEqual([false, false, false])
})

test('[K5] the state worked out anew is that of the readings taken one by one, in whatever order they are handed in', () => {
  const some = fc.option(fc.integer({ min: 80, max: 100 }), { nil: null })
  const hot = fc.option(fc.constantFrom(36.5, 38.5, 38.6, 40), { nil: null })
  const list = fc.uniqueArray(fc.tuple(fc.nat(400), some, hot), { selector: ([hours]) => hours, maxLength: 8 })
  fc.assert(
    fc.property(list, fc.nat(), (drawn, seed) => {
      const taken = [...drawn].sort(([a], [b]) => a - b)
      const at = taken.map(([hours, spo2Percent, temperatureC]) => ({
        at: addHours(now, hours),
        spo2Percent,
        temperatureC,
      }))
      const byOne = at.reduce<ReadingState>(
        (state, one) =>
          takeReading(
            {
              ...{ reading: reading(one), at: one.at, zone: 'Asia/Shanghai', ageMonths: 900, kinds: [] },
              baseline: null,
              state,
            },
            seedAlarms,
          ).state,
        noReadings,
      )
      const turn = at.length === 0 ? 0 : seed % at.length
      const mixed = [...at.slice(turn), ...at.slice(0, turn)].reverse()
      expect(readingStateAnew(noReadings, mixed, () => seedAlarms.fever.overC)).toEqual(byOne)
    }),
  )
})

test('[CARE-INF-2] worked out anew, monitoring ends where it was told, and what did not end it before does not now', () => {
  const told = (day: number, symptoms: 'none' | 'same') => ({ at: addHours(now, 24 * day), symptoms })
  const start = { since: now, symptomsAt: null }
  const ends = (list: readonly ReturnType<typeof told>[], more: { fromDay?: number; openAlarms?: number } = {}) => {
    const { fromDay = 0, openAlarms = 0 } = more
    return monitoringAnew(start, { told: list, from: addHours(now, 24 * fromDay), openAlarms }, seedDue.episode).endsAt
  }
  expect(ends([told(8, 'none')])).toBe(addHours(now, 24 * 8))
  expect(ends([told(8, 'none'), told(2, 'same')])).toBeNull()
  expect(ends([told(8, 'none')], { fromDay: 9 })).toBeNull()
  expect(ends([told(8, 'none')], { openAlarms: 1 })).toBeNull()
})
