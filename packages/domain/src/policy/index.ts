export type {
  AccessValues,
  AgeBand,
  CareValues,
  CellValues,
  ClockValues,
  CountedDisease,
  CountedVaccination,
  DueFlag,
  DueValues,
  Duty,
  Gate,
  PersonKind,
  Range,
  ReadingValues,
  ScorePoints,
  TableEntry,
  Tier,
  TierValues,
  WordValues,
} from './care-values.js'
export { careValues } from './read-care-values.js'
export { inForce, mayPlace } from './resolve.js'
export { type CareRuleId, careRules, careSeedValues } from './seed/care.js'
export type {
  Bilingual,
  ClosedRule,
  ClosedWhy,
  Direction,
  Evidence,
  InForce,
  OpenRule,
  PolicyRule,
  PolicySource,
  PolicyValue,
  RuleId,
  RuleState,
} from './types.js'
