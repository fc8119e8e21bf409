import type { LateValues } from '../../policy/index.js'
import { addHours, HOUR_MS, type Instant, instantOf } from '../../shared/index.js'

/** Who answers for a follow-up: 0 the worker, 1 the whole team, 2 the township, 3 the county. */
export type LateLevel = 0 | 1 | 2 | 3

/** Overdue is said from the end of the hour in which it fell due: lists, figures and levels agree. */
const fullHour = (now: Instant): Instant => instantOf(Math.floor(now / HOUR_MS) * HOUR_MS)

/** Whoever is due before this has climbed to a level (CARE-LATE-1 to -3). */
export const lateSince = (level: 1 | 2 | 3, now: Instant, { afterHours }: LateValues): Instant =>
  addHours(fullHour(now), -(afterHours[level - 1] ?? 0))

/** How high an overdue follow-up has climbed (K3). Values that fall instead of rising do not let a level be skipped back. */
export const lateLevel = (dueAt: Instant | null, now: Instant, values: LateValues): LateLevel => {
  if (dueAt === null) return 0
  for (const level of [3, 2, 1] as const) if (dueAt < lateSince(level, now, values)) return level
  return 0
}
