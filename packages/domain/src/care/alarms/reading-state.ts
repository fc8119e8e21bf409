import type { AlarmValues, PersonKind } from '../../policy/index.js'
import { DAY_MS, dayIn, daysBetween, type Instant } from '../../shared/index.js'
import { judgeReading, type Reading, type ReadingVerdict } from './judge-reading.js'

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

const feverAfter = ({ reading, at, state }: ReadingOf, { fever }: AlarmValues): Instant | null => {
  if (reading.temperatureC === null) return state.feverSince
  return reading.temperatureC > fever.overC ? (state.feverSince ?? at) : null
}

const recentSpo2 = ({ state, at }: ReadingOf, { spo2 }: AlarmValues): number | null => {
  const { lastSpo2At, lastSpo2Percent } = state
  if (lastSpo2At === null || lastSpo2At > at) return null
  return at - lastSpo2At <= spo2.fallWithinDays * DAY_MS ? lastSpo2Percent : null
}

/** Judges a reading in the light of those before it, and answers what is kept for the next (K5). */
export const takeReading = (
  given: ReadingOf,
  values: AlarmValues,
): { readonly verdict: ReadingVerdict; readonly state: ReadingState } => {
  const { reading, at, zone, baseline, state } = given
  const today = dayIn(at, zone)
  const feverSince = feverAfter(given, values)
  const verdict = judgeReading(
    reading,
    {
      ageMonths: given.ageMonths,
      kinds: given.kinds,
      usualSpo2Percent: baseline !== null && today <= baseline.until ? baseline.spo2Percent : null,
      lastSpo2Percent: recentSpo2(given, values),
      feverDays: feverSince === null ? 0 : daysBetween(dayIn(feverSince, zone), today) + 1,
    },
    values,
  )
  const newer = reading.spo2Percent !== null && (state.lastSpo2At === null || at >= state.lastSpo2At)
  return {
    verdict,
    state: {
      lastSpo2Percent: newer ? reading.spo2Percent : state.lastSpo2Percent,
      lastSpo2At: newer ? at : state.lastSpo2At,
      feverSince,
    },
  }
}

/** Whether anything was measured or seen that has to be judged. */
export const isReading = ({ spo2Percent, temperatureC, breathsPerMinute, signs }: Reading): boolean =>
  signs.length > 0 || [spo2Percent, temperatureC, breathsPerMinute].some((value) => value !== null)
