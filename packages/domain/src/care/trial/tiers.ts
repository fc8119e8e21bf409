import type { Tier } from '../../policy/index.js'
import type { Day } from '../../shared/index.js'
import { compareTiers, type TierAssessment } from '../tier/assess-tier.js'
import { decideTierChange, type TierOverride } from '../tier/decide-tier-change.js'

type Assessed = Pick<TierAssessment, 'tier' | 'provisional'>

export type TierTried = {
  readonly current: Tier
  readonly override: TierOverride | null
  readonly today: Day
  readonly old: Assessed
  readonly new: Assessed
}

const settled = ({ current, override, today }: TierTried, assessed: Assessed): Tier => {
  // What a reopened judgement stands at waits for a medic too: without the colour of now it is what the facts say.
  const change = decideTierChange({ current: override === null ? current : null, assessed, override, today })
  return change.outcome === 'downgradeWaits' ? change.proposed : change.tier
}

/**
 * The tier of a person by each of the two values (CARE-TRIAL-5), as if whatever waits for a medic had been confirmed. A medic's
 * own judgement stands under both, as it does when a value changes.
 */
export const tiersTried = (tried: TierTried): { readonly old: Tier; readonly new: Tier } => ({
  old: settled(tried, tried.old),
  new: settled(tried, tried.new),
})

/** The order in which whoever changes is listed: to red, up to yellow, down to yellow, to green. */
export const changeRank = (from: Tier, to: Tier): 0 | 1 | 2 | 3 => {
  if (to === 'red') return 0
  if (to === 'green') return 3
  return compareTiers(to, from) > 0 ? 1 : 2
}
