import type { Tier } from '../../policy/index.js'
import type { Day } from '../../shared/index.js'
import { compareTiers, higherTier, type TierAssessment } from './assess-tier.js'

/** A medic's own judgement, with what the facts said when it was made. */
export type TierOverride = {
  readonly tier: Tier
  readonly by: string
  readonly reason: string
  readonly reviewOn: Day
  readonly assessedTierAtOverride: Tier
}

export type TierChangeInput = {
  /** The colour that stands now; null before the first assessment. */
  readonly current: Tier | null
  readonly assessed: Pick<TierAssessment, 'tier' | 'provisional'>
  readonly override: TierOverride | null
  readonly today: Day
}

export type OverrideReview = 'notDue' | 'reviewDue'

/** `tier` is the colour that stands after the decision, in every case. */
export type TierChange =
  | { readonly outcome: 'first'; readonly tier: Tier }
  | { readonly outcome: 'unchanged'; readonly tier: Tier }
  | { readonly outcome: 'upgraded'; readonly from: Tier; readonly tier: Tier }
  | { readonly outcome: 'downgradeWaits'; readonly tier: Tier; readonly proposed: Tier; readonly provisional: boolean }
  | { readonly outcome: 'overridden'; readonly tier: Tier; readonly assessed: Tier; readonly review: OverrideReview }
  | { readonly outcome: 'overrideReopened'; readonly from: Tier; readonly tier: Tier }

const underOverride = (override: TierOverride, assessed: Tier, today: Day): TierChange => {
  if (compareTiers(assessed, override.assessedTierAtOverride) > 0) {
    return { outcome: 'overrideReopened', from: override.tier, tier: higherTier(override.tier, assessed) }
  }
  // Past its day an override still stands: dropping it silently would undo a medic's judgement at midnight.
  const review = today >= override.reviewOn ? 'reviewDue' : 'notDue'
  return { outcome: 'overridden', tier: override.tier, assessed, review }
}

/**
 * What becomes of a person's colour when it is assessed anew (K1, CARE-TIER-7, CARE-TIER-8). A higher colour applies
 * at once. A lower one waits for a medic, provisional or not. An override stands until the facts are worse than those
 * it was made on: then the higher colour applies at once and a medic reviews it.
 */
export const decideTierChange = ({ current, assessed, override, today }: TierChangeInput): TierChange => {
  if (override) return underOverride(override, assessed.tier, today)
  if (current === null) return { outcome: 'first', tier: assessed.tier }
  const step = compareTiers(assessed.tier, current)
  if (step === 0) return { outcome: 'unchanged', tier: current }
  if (step > 0) return { outcome: 'upgraded', from: current, tier: assessed.tier }
  const provisional = assessed.provisional.length > 0
  return { outcome: 'downgradeWaits', tier: current, proposed: assessed.tier, provisional }
}

export type DowngradeDecision =
  | { readonly outcome: 'downgraded'; readonly from: Tier; readonly tier: Tier }
  | { readonly outcome: 'notLower'; readonly tier: Tier }

/** A medic confirms a waiting downgrade. The colour is that of the facts as they are now, not as they were asked about. */
export const confirmDowngrade = (current: Tier, assessed: Tier): DowngradeDecision =>
  compareTiers(assessed, current) < 0
    ? { outcome: 'downgraded', from: current, tier: assessed }
    : { outcome: 'notLower', tier: current }
