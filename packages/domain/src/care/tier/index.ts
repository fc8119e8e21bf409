export {
  ageBandOf,
  assessTier,
  compareTiers,
  type DiseaseClass,
  higherTier,
  type TierAssessment,
  type TierFact,
  type TierFacts,
  tierRuleIds,
  type VaccinationClass,
} from './assess-tier.js'
export {
  confirmDowngrade,
  type DowngradeDecision,
  decideTierChange,
  mayLower,
  mayOverride,
  type OverrideReview,
  type TierChange,
  type TierChangeInput,
  type TierOverride,
} from './decide-tier-change.js'
export { type Combination, listCombinations } from './list-combinations.js'
export { type ReviewReason, reviewOf } from './override-review.js'
export { type ProvisionalReason, provisionalReasons, reasonsOf } from './provisional-reasons.js'
