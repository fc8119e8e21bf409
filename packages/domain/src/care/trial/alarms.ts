import type { AlarmValues } from '../../policy/index.js'
import { type Instant, instantOf } from '../../shared/index.js'
import type { AlarmCode } from '../alarms/judge-reading.js'
import { noReadings, type ReadingOf, type ReadingState, takeReading } from '../alarms/reading-state.js'

/** The kinds of alarm that a reading can raise. */
export const trialAlarmCodes = ['spo2Low', 'spo2Danger', 'spo2Fell', 'breathsFast', 'feverLasts', 'sign'] as const
export type TrialAlarmCode = Exclude<AlarmCode, 'deskCall'>

/** One reading with its moment, and what the person was then. */
export type TrialReading = Omit<ReadingOf, 'state'>

export type TrialAlarms = { readonly all: number; readonly by: Readonly<Record<TrialAlarmCode, number>> }

export const noAlarms: TrialAlarms = {
  all: 0,
  by: { spo2Low: 0, spo2Danger: 0, spo2Fell: 0, breathsFast: 0, feverLasts: 0, sign: 0 },
}

/** Days of readings before the weeks that bear on the first one in them: a fall, and a fever that lasts. */
export const leadDays = (...both: readonly AlarmValues[]): number =>
  1 + Math.ceil(Math.max(...both.flatMap(({ spo2, fever }) => [spo2.fallWithinDays, fever.days])))

/**
 * What one person's readings raise by these values (CARE-TRIAL-4). In the order of their moments; those of before the weeks
 * raise nothing and are remembered, as they were then. One alarm may have several kinds, and is one alarm.
 */
export const alarmsRaised = (readings: readonly TrialReading[], from: Instant, values: AlarmValues): TrialAlarms => {
  let state: ReadingState = noReadings
  const by: Record<TrialAlarmCode, number> = { ...noAlarms.by }
  let all = 0
  for (const reading of readings) {
    const taken = takeReading({ ...reading, state }, values)
    state = taken.state
    if (taken.verdict.outcome === 'quiet' || reading.at < instantOf(from)) continue
    all += 1
    const codes = new Set(taken.verdict.reasons.map(({ code }) => code))
    for (const code of trialAlarmCodes) by[code] += codes.has(code) ? 1 : 0
  }
  return { all, by }
}
