import type { ReportValues } from '../../policy/index.js'
import {
  addDays,
  type Day,
  dayIn,
  daysBetween,
  HOUR_MS,
  type Instant,
  laterDay,
  startOfDay,
} from '../../shared/index.js'

/** How an enterprise's reporting stands: fresh, the last day's report is late, silent for days, or none was ever given. */
export type Freshness = 'fresh' | 'late' | 'silent' | 'never'
export const freshnesses = ['fresh', 'late', 'silent', 'never'] as const satisfies readonly Freshness[]

type Known = {
  /** The newest day reported; null when none was. */
  readonly lastDay: Day | null
  /** The day on which the enterprise began to report: nothing is owed for what came before it. */
  readonly since: Day
  readonly zone: string
}

/** The last day whose report should stand by now (SUP-REP-1); nothing before the enterprise was entered is owed. */
export const owedDay = (at: Instant, zone: string, { dueHour }: Pick<ReportValues, 'dueHour'>): Day => {
  const today = dayIn(at, zone)
  return addDays(today, at >= startOfDay(today, zone) + dueHour * HOUR_MS ? -1 : -2)
}

/**
 * SUP-REP-1, -2: how fresh the reports of an enterprise are. Silent counts whole days owed and not reported; an enterprise
 * entered today owes nothing until its first day has passed and its hour has come.
 */
export const freshnessOf = (
  known: Known,
  at: Instant,
  values: Pick<ReportValues, 'dueHour' | 'silentAfterDays'>,
): Freshness => {
  const owed = owedDay(at, known.zone, values)
  const covered = known.lastDay ?? addDays(known.since, -1)
  const missing = daysBetween(laterDay(covered, addDays(known.since, -1)), owed)
  if (missing > values.silentAfterDays) return 'silent'
  if (known.lastDay === null) return 'never'
  return missing > 0 ? 'late' : 'fresh'
}
