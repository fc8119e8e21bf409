import type { Tier } from '../../policy/index.js'
import { HOUR_MS, type Instant } from '../../shared/index.js'

/** Who stands before whom on a day, whatever the colour: an open alarm, then daily monitoring, then everybody else (K3, K5). */
export const dayTurns = { alarm: 0, daily: 1, rest: 2 } as const
export type DayTurn = (typeof dayTurns)[keyof typeof dayTurns]

export type TodayEntry = {
  readonly openAlarm: boolean
  /** An infection or a worsening is open. */
  readonly daily: boolean
  readonly tier: Tier
  readonly neverReached: boolean
  readonly dueAt: Instant
}

const RISK_ORDER: Readonly<Record<Tier, number>> = { red: 0, yellow: 1, green: 2 }

const turnOf = ({ openAlarm, daily }: TodayEntry): DayTurn => {
  if (openAlarm) return dayTurns.alarm
  return daily ? dayTurns.daily : dayTurns.rest
}

/**
 * Position in a day's list as one number, small first (K3: by risk and lateness): who has an open alarm, then who is followed daily,
 * then the rest; within each red before yellow before green, an illness counting as red, within a colour those never reached first
 * (nobody knows how they are), then the longest overdue. A safe integer.
 */
export const sortKeyForToday = (entry: TodayEntry): number => {
  const risk = RISK_ORDER[entry.daily ? 'red' : entry.tier]
  const group = turnOf(entry) * 6 + risk * 2 + (entry.neverReached ? 0 : 1)
  return group * 2 ** 43 + entry.dueAt // instants stay below 2^43 ms until the year 2248
}

export const compareToday = (a: TodayEntry, b: TodayEntry): number => sortKeyForToday(a) - sortKeyForToday(b)

/** The hour since 1970-01-01T00:00Z in which someone becomes overdue: the bucket of counters of overdue people. */
export const overdueHour = (dueAt: Instant): number => Math.floor(dueAt / HOUR_MS)
