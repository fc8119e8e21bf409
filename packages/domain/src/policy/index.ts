export { type AlarmValues, type DangerSign, dangerSigns, type EpisodeValues } from './alarm-values.js'
export type { AssetValues } from './asset-values.js'
export type {
  AccessValues,
  AgeBand,
  BaselineValues,
  CareValues,
  CellValues,
  CheckValues,
  ClockValues,
  CountedDisease,
  CountedVaccination,
  DueFlag,
  DueValues,
  Duty,
  Gate,
  HomeLinkValues,
  HouseholdValues,
  KindFlag,
  LateValues,
  LeagueValues,
  MedicineValues,
  PersonKind,
  Range,
  ReadingValues,
  RoundValues,
  ScorePoints,
  TableEntry,
  TeamValues,
  Tier,
  TierValues,
  WordValues,
} from './care-values.js'
export type { RequestValues, RequisitionValues, TransferValues } from './deal-values.js'
export { type DayFlag, type DeskValues, dayFlags, type RedFlag, redFlags } from './desk-values.js'
export type { GiftValues } from './gift-values.js'
export type { CaseCourses, GrassrootsKind, GrassrootsValues } from './grassroots-values.js'
export { judgeValue, type NewValue, type ValueVerdict } from './judge-value.js'
export type { MoveValues } from './move-values.js'
export { readAlarms, readBaseline, readEpisode } from './read-alarm-values.js'
export { careValues } from './read-care-values.js'
export { gateWords, requisitionWords } from './read-deal-values.js'
export { grassrootsItemWords } from './read-grassroots-values.js'
export { sourceWords } from './read-move-values.js'
export { supplyValues } from './read-supply-values.js'
export { inForce, isCovered, mayPlace, sameJson } from './resolve.js'
export { isBuiltIn, isOfCare, type KnownRuleId, policyRules, type SupplyRuleId, seedValues } from './seed/all.js'
export { type CareRuleId, careRules, careSeedValues } from './seed/care.js'
export type { BookValues, OutlookValues, ReportValues, SupplyValues } from './supply-values.js'
export type {
  Bilingual,
  ClosedRule,
  ClosedWhy,
  Direction,
  Evidence,
  InForce,
  OpenRule,
  PolicyApproval,
  PolicyRule,
  PolicySource,
  PolicyValue,
  RuleId,
  RuleState,
} from './types.js'
export { isReadable, type ValueKind, valueKindOf } from './value-kind.js'
