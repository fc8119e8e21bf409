import type { DueFlag, DueValues, Duty, RuleId, Tier } from '../../policy/index.js'
import type { Instant } from '../../shared/index.js'

/** One promise to a person: so many two-way follow-ups in a rolling window, and never a longer gap than this. */
export type Obligation = {
  /** 0 = only the gap counts. */
  readonly perWindow: number
  readonly windowHours: number
  readonly longestGapHours: number
  /** When this promise began to hold. */
  readonly since: Instant
  readonly gapRuleId: RuleId
  readonly countRuleId: RuleId
}

const obligation = (duty: Duty, since: Instant, windowHours: number): Obligation => ({
  perWindow: duty.perWindow,
  windowHours,
  longestGapHours: duty.longestGapHours,
  since,
  gapRuleId: duty.gapRuleId,
  countRuleId: duty.countRuleId,
})

/** A reason for a shorter gap than the tier's, and since when it holds. */
export type HeldFlag = { readonly flag: DueFlag; readonly since: Instant }

export type ObligationFacts = {
  readonly tier: Tier
  readonly tierSince: Instant
  readonly flags?: readonly HeldFlag[]
}

/**
 * What is owed to a person by tier and by flags. Infection and substitutes add their own obligations here; the due
 * engine takes the earliest over all and needs no change.
 */
export const obligationsFor = (facts: ObligationFacts, values: DueValues): readonly Obligation[] => {
  const list: Obligation[] = []
  const { tier, flags } = facts
  if (tier !== 'green' && values.dutyTiers.includes(tier)) {
    list.push(obligation(values.byTier[tier], facts.tierSince, values.windowHours))
  }
  for (const { flag, since } of flags ?? []) list.push(obligation(values.byFlag[flag], since, values.windowHours))
  return list
}
