import type { DueReason } from '@lianfang/domain/care'

import { partsIn } from '../../ui/time.js'

export type Due = {
  readonly dueAt: string | null
  readonly reason: DueReason
  readonly mode: 'call' | 'visit'
  readonly ruleId: string
}

export type DueState =
  | { readonly state: 'none' }
  | { readonly state: 'overdue'; readonly lateMs: number }
  /** `passed`: within this very hour; from the next on it counts as late. */
  | { readonly state: 'today'; readonly clock: string; readonly passed: boolean }
  | { readonly state: 'later'; readonly at: string }

type Counted = {
  readonly due: Pick<Due, 'dueAt'>
  /** Talks, newest first. */
  readonly reachedLately: readonly string[]
  /** How many are owed in how many hours. */
  readonly times: number
  readonly hours: number
  readonly now: number
}

/**
 * How many talks of a count stand. A full count is not finished: when its oldest talk leaves the window one is missing
 * again. `runsOutAt` is that moment where it is what the due moment waits for.
 */
export const countedTalks = ({ due, reachedLately, times, hours, now }: Counted) => {
  const windowMs = hours * 3_600_000
  const done = reachedLately.filter((at) => Date.parse(at) > now - windowMs).length
  const oldest = reachedLately[times - 1]
  const full = done >= times && due.dueAt !== null && oldest !== undefined
  const runsOut = full ? Date.parse(oldest) + windowMs : null
  const runsOutAt = runsOut !== null && runsOut === Date.parse(due.dueAt ?? '') ? due.dueAt : null
  return { done, full, runsOutAt }
}

const hourOf = (at: number): number => Math.floor(at / 3_600_000)

/** Where a due moment stands against now: late, today, later, or none. */
export const dueStateOf = (due: Pick<Due, 'dueAt'>, now: number, zone: string): DueState => {
  if (due.dueAt === null) return { state: 'none' }
  const at = Date.parse(due.dueAt)
  // From the next full hour on, as the figures count it: a row and the number above it must not contradict each other. Not
  // the domain's overdueHour: with it come 4 KB that a phone's first visit does not need.
  if (hourOf(at) < hourOf(now)) return { state: 'overdue', lateMs: now - at }
  const parts = partsIn(at, zone)
  if (parts.day === partsIn(now, zone).day) return { state: 'today', clock: parts.clock, passed: at < now }
  return { state: 'later', at: due.dueAt }
}
