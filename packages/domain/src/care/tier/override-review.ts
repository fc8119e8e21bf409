import type { Tier } from '../../policy/index.js'
import { type Day, daysBetween } from '../../shared/index.js'
import type { TierOverride } from './decide-tier-change.js'

/** Why a medic looks at an override again: its day has come, or the facts are worse than those it was made on. */
export type ReviewReason = 'dayCame' | 'reopened'

/** What is to be done about an override; null while its day lies ahead and it still says what stands (K1). */
export const reviewOf = (override: Pick<TierOverride, 'tier' | 'reviewOn'>, standing: Tier, today: Day) => {
  const daysPast = daysBetween(override.reviewOn, today)
  const why: ReviewReason | null = standing !== override.tier ? 'reopened' : daysPast >= 0 ? 'dayCame' : null
  return why === null ? null : { why, daysPast: Math.max(0, daysPast) }
}
