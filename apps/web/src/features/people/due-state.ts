import { type DueReason, overdueHour } from '@lianfang/domain/care'
import { instantOf } from '@lianfang/domain/shared'

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
  | { readonly state: 'today'; readonly clock: string }
  | { readonly state: 'later'; readonly at: string }

/** Where a due moment stands against now: late, today, later, or none. */
export const dueStateOf = (due: Pick<Due, 'dueAt'>, now: number, zone: string): DueState => {
  if (due.dueAt === null) return { state: 'none' }
  const at = Date.parse(due.dueAt)
  // From the next full hour on, as the figures count it: a row and the number above it must not contradict each other.
  if (overdueHour(instantOf(at)) < overdueHour(instantOf(now))) return { state: 'overdue', lateMs: now - at }
  const parts = partsIn(at, zone)
  if (parts.day === partsIn(now, zone).day) return { state: 'today', clock: parts.clock }
  return { state: 'later', at: due.dueAt }
}
