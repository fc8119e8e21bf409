import type {
  AgeBand,
  CareRuleId,
  CountedDisease,
  CountedVaccination,
  TableEntry,
  Tier,
  TierValues,
} from '../../policy/index.js'

/** 'stabilityUnknown': a disease is named, its control is not. Both unknowns count as policy says and are provisional. */
export type DiseaseClass = 'none' | 'stable' | 'unstable' | 'stabilityUnknown' | 'unknown'
export type VaccinationClass = 'none' | 'partial' | 'full' | 'unknown'

export type TierFacts = {
  readonly ageYears: number | null
  readonly disease: DiseaseClass
  readonly vaccination: VaccinationClass
}

export type TierFact = 'age' | 'disease' | 'vaccination'

/** A colour with its reason: both results, what decided, and which facts were not known. */
export type TierAssessment = {
  readonly tier: Tier
  readonly ruleTier: Tier | null
  readonly score: number
  readonly scoreTier: Tier
  readonly ageBand: AgeBand
  readonly provisional: readonly TierFact[]
  /** 'rule': the criteria, the score agreeing; 'score': the criteria say nothing; 'higher': the two differ. */
  readonly decidedBy: 'rule' | 'score' | 'higher'
  readonly ruleIds: readonly CareRuleId[]
}

const RANK: Readonly<Record<Tier, number>> = { red: 2, yellow: 1, green: 0 }

/** Positive when the first colour is the higher risk. */
export const compareTiers = (a: Tier, b: Tier): number => RANK[a] - RANK[b]
export const higherTier = (a: Tier, b: Tier): Tier => (compareTiers(a, b) >= 0 ? a : b)

export const ageBandOf = (ageYears: number, values: TierValues): AgeBand => {
  if (ageYears >= values.oldestFromYears) return 'from80'
  return ageYears >= values.middleFromYears ? 'from65' : 'under65'
}

type Combination = Omit<TableEntry, 'tier'>
type Outcome = Pick<TierAssessment, 'tier' | 'ruleTier' | 'score' | 'scoreTier' | 'decidedBy'>

const scoreTierOf = (score: number, values: TierValues): Tier => {
  if (score >= values.redFrom) return 'red'
  return score >= values.yellowFrom ? 'yellow' : 'green'
}

/** The colour of one of the 27 combinations: the higher of criteria and score (CARE-TIER-2). */
export const outcomeOf = (at: Combination, values: TierValues): Outcome => {
  const entry = values.table.find(
    (row) => row.age === at.age && row.disease === at.disease && row.vaccination === at.vaccination,
  )
  const ruleTier = entry?.tier ?? null
  const { points } = values
  const score = points.age[at.age] + points.disease[at.disease] + points.vaccination[at.vaccination]
  const scoreTier = scoreTierOf(score, values)
  if (ruleTier === null) return { tier: scoreTier, ruleTier, score, scoreTier, decidedBy: 'score' }
  const decidedBy = ruleTier === scoreTier ? 'rule' : 'higher'
  return { tier: higherTier(ruleTier, scoreTier), ruleTier, score, scoreTier, decidedBy }
}

const countedDisease = (disease: DiseaseClass, values: TierValues): CountedDisease =>
  disease === 'unknown' || disease === 'stabilityUnknown' ? values.unknownAs.disease : disease

const countedVaccination = (vaccination: VaccinationClass, values: TierValues): CountedVaccination =>
  vaccination === 'unknown' ? values.unknownAs.vaccination : vaccination

const unknownFacts = (facts: TierFacts): readonly TierFact[] => {
  const unknown: TierFact[] = []
  if (facts.ageYears === null) unknown.push('age')
  if (facts.disease === 'unknown' || facts.disease === 'stabilityUnknown') unknown.push('disease')
  if (facts.vaccination === 'unknown') unknown.push('vaccination')
  return unknown
}

const RULES_OF: Readonly<Record<TierAssessment['decidedBy'], readonly CareRuleId[]>> = {
  rule: ['CARE-TIER-1'],
  score: ['CARE-TIER-3'],
  higher: ['CARE-TIER-1', 'CARE-TIER-2', 'CARE-TIER-3'],
}

/** The rules that speak for an assessment: by what decided, and CARE-TIER-6 when a fact was not known. */
export const tierRuleIds = (how: Pick<TierAssessment, 'decidedBy' | 'provisional'>): readonly CareRuleId[] =>
  how.provisional.length === 0 ? RULES_OF[how.decidedBy] : [...RULES_OF[how.decidedBy], 'CARE-TIER-6']

/**
 * The colour of a person from age, disease and vaccination (K1; docs/rules/care.md). Age in whole years. Unknown facts
 * count as policy says (CARE-TIER-6) and are listed as provisional; a person with an unknown fact is never green.
 */
export const assessTier = (facts: TierFacts, values: TierValues): TierAssessment => {
  const provisional = unknownFacts(facts)
  const ageBand = facts.ageYears === null ? values.unknownAs.age : ageBandOf(facts.ageYears, values)
  const disease = countedDisease(facts.disease, values)
  const vaccination = countedVaccination(facts.vaccination, values)
  const outcome = outcomeOf({ age: ageBand, disease, vaccination }, values)
  if (provisional.length === 0) return { ...outcome, ageBand, provisional, ruleIds: RULES_OF[outcome.decidedBy] }
  // With the values of the seed an unknown never comes out green; a local table or cut must not change that.
  const tier = higherTier(outcome.tier, 'yellow')
  const decidedBy = tier === outcome.tier ? outcome.decidedBy : 'higher'
  return {
    ...outcome,
    tier,
    decidedBy,
    ageBand,
    provisional,
    ruleIds: tierRuleIds({ decidedBy: outcome.decidedBy, provisional }),
  }
}
