import type { AlarmValues, PersonKind } from '../../policy/index.js'
import { DAY_MS, dayIn, daysBetween, type Instant } from '../../shared/index.js'
import { judgeReading, type Reading, type ReadingVerdict, type Watched } from './judge-reading.js'

/** The usual SpO2 of one person, set by a doctor by name until a day. */
export type Baseline = { readonly spo2Percent: number; readonly until: string }

/** What is kept of earlier readings: enough to judge the next one. */
export type ReadingState = {
  readonly lastSpo2Percent: number | null
  readonly lastSpo2At: Instant | null
  /** The first of the readings in a row over the fever limit. */
  readonly feverSince: Instant | null
}

export const noReadings: ReadingState = { lastSpo2Percent: null, lastSpo2At: null, feverSince: null }

export type ReadingOf = {
  readonly reading: Reading
  readonly at: Instant
  readonly zone: string
  readonly ageMonths: number | null
  readonly kinds: readonly PersonKind[]
  readonly baseline: Baseline | null
  readonly state: ReadingState
}

/** What of a reading is kept for the next one. */
export type Measured = Pick<Reading, 'spo2Percent' | 'temperatureC'> & { readonly at: Instant }

/** The state after one more reading; the limit of a fever is asked for only where a temperature was taken. */
export const stateAfterReading = (state: ReadingState, given: Measured, overC: () => number): ReadingState => {
  const { spo2Percent, temperatureC, at } = given
  const newer = spo2Percent !== null && (state.lastSpo2At === null || at >= state.lastSpo2At)
  const feverSince = temperatureC === null ? state.feverSince : temperatureC > overC() ? (state.feverSince ?? at) : null
  const spo2 = newer ? { lastSpo2Percent: spo2Percent, lastSpo2At: at } : {}
  return { ...state, ...spo2, feverSince }
}

/**
 * The state worked out anew from the readings that stand, in the order of their moments: after a correction or a withdrawal, as if
 * what it replaces had never been measured (K3, K5).
 */
export const readingStateAnew = (
  start: ReadingState,
  standing: readonly Measured[],
  overC: () => number,
): ReadingState =>
  [...standing].sort((a, b) => a.at - b.at).reduce((state, one) => stateAfterReading(state, one, overC), start)

const recentSpo2 = ({ state, at }: ReadingOf, { spo2 }: AlarmValues): number | null => {
  const { lastSpo2At, lastSpo2Percent } = state
  if (lastSpo2At === null || lastSpo2At > at) return null
  return at - lastSpo2At <= spo2.fallWithinDays * DAY_MS ? lastSpo2Percent : null
}

/** What is known of somebody when a reading of theirs is judged: the last SpO2, the days of fever with it, the usual while it holds. */
export const watchedAt = (given: ReadingOf, values: AlarmValues): Watched => {
  const { at, zone, baseline, state, reading } = given
  const today = dayIn(at, zone)
  const { spo2Percent, temperatureC } = reading
  const { feverSince } = stateAfterReading(state, { spo2Percent, temperatureC, at }, () => values.fever.overC)
  return {
    ageMonths: given.ageMonths,
    kinds: given.kinds,
    usualSpo2Percent: baseline !== null && today <= baseline.until ? baseline.spo2Percent : null,
    lastSpo2Percent: recentSpo2(given, values),
    feverDays: feverSince === null ? 0 : daysBetween(dayIn(feverSince, zone), today) + 1,
  }
}

/** Judges a reading in the light of those before it, and answers what is kept for the next (K5). */
export const takeReading = (
  given: ReadingOf,
  values: AlarmValues,
): { readonly verdict: ReadingVerdict; readonly state: ReadingState } => {
  const { reading, at } = given
  const { spo2Percent, temperatureC } = reading
  const state = stateAfterReading(given.state, { spo2Percent, temperatureC, at }, () => values.fever.overC)
  return { verdict: judgeReading(reading, watchedAt(given, values), values), state }
}

/** Whether anything was measured or seen that has to be judged. */
export const isReading = ({ spo2Percent, temperatureC, breathsPerMinute, signs }: Reading): boolean =>
  signs.length > 0 || [spo2Percent, temperatureC, breathsPerMinute].some((value) => value !== null)
