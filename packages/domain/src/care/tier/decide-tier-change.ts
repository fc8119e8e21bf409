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

/** Whether this colour may be a medic's judgement: unknown is never green, by nobody's judgement either (K1, CARE-TIER-6). */
export const mayOverride = (tier: Tier, { provisional }: Pick<TierAssessment, 'provisional'>): boolean =>
  tier !== 'green' || provisional.length === 0

/**
 * Whether a colour may be lowered now: not while somebody has said that this person is in danger and nobody has answered. The
 * alarm is ended first, by a referral or a doctor's decision about what was measured (K1, K5).
 */
export const mayLower = (change: { readonly from: Tier; readonly to: Tier; readonly openAlarms: number }): boolean =>
  change.openAlarms === 0 || compareTiers(change.to, change.from) >= 0

type Assessed = TierChangeInput['assessed']

type Overridden = Pick<TierChangeInput, 'current' | 'today'> & {
  readonly override: TierOverride
  readonly assessed: Assessed
}

const underOverride = ({ current, override, assessed, today }: Overridden): TierChange => {
  // Not worse by its colour, a fact that is unknown since is still one that the medic did not judge on.
  const worse = compareTiers(assessed.tier, override.assessedTierAtOverride) > 0
  if (worse || !mayOverride(override.tier, assessed)) {
    // Until a medic has looked, facts that get a little better again do not lower what the worst of them raised.
    const tier = higherTier(higherTier(override.tier, assessed.tier), current ?? override.tier)
    return { outcome: 'overrideReopened', from: override.tier, tier }
  }
  // Past its day an override still stands: dropping it silently would undo a medic's judgement at midnight.
  const review = today >= override.reviewOn ? 'reviewDue' : 'notDue'
  return { outcome: 'overridden', tier: override.tier, assessed: assessed.tier, review }
}

/**
 * What becomes of a person's colour when it is assessed anew (K1, CARE-TIER-7, CARE-TIER-8). A higher colour applies
 * at once. A lower one waits for a medic, provisional or not. An override stands until the facts are worse than those
 * it was made on, or one is unknown of somebody held green: then the higher colour applies at once and a medic reviews it.
 */
export const decideTierChange = ({ current, assessed, override, today }: TierChangeInput): TierChange => {
  if (override) return underOverride({ current, override, assessed, today })
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
