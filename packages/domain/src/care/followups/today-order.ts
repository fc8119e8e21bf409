import type { Tier } from '../../policy/index.js'
import { HOUR_MS, type Instant } from '../../shared/index.js'

export type TodayEntry = {
  readonly tier: Tier
  readonly neverReached: boolean
  readonly dueAt: Instant
}

const RISK_ORDER: Readonly<Record<Tier, number>> = { red: 0, yellow: 1, green: 2 }

/**
 * Position in a day's list as one number, small first (K3: by risk and lateness): red before yellow before green, within
 * a colour those never reached first (nobody knows how they are), then the longest overdue. A safe integer, so that a
 * database can keep and sort by it.
 */
export const sortKeyForToday = (entry: TodayEntry): number => {
  const group = RISK_ORDER[entry.tier] * 2 + (entry.neverReached ? 0 : 1)
  return group * 2 ** 43 + entry.dueAt // instants stay below 2^43 ms until the year 2248
}

export const compareToday = (a: TodayEntry, b: TodayEntry): number => sortKeyForToday(a) - sortKeyForToday(b)

/** The hour since 1970-01-01T00:00Z in which someone becomes overdue: the bucket of counters of overdue people. */
export const overdueHour = (dueAt: Instant): number => Math.floor(dueAt / HOUR_MS)
