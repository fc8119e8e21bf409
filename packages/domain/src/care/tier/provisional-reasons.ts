import type { DiseaseClass, TierFact, VaccinationClass } from './assess-tier.js'

/** Why a tier is provisional, as a person can mend it: what nobody wrote down is asked, what was not read is looked up. */
export const provisionalReasons = [
  'ageUnknown',
  'diseaseBlank',
  'stabilityUnknown',
  'vaccinationBlank',
  'vaccinationUnread',
] as const
export type ProvisionalReason = (typeof provisionalReasons)[number]

type Known = {
  readonly disease: { readonly class: DiseaseClass }
  readonly vaccination: { readonly class: VaccinationClass; readonly raw: string }
}

const reasonOf: Readonly<Record<TierFact, (known: Known) => ProvisionalReason>> = {
  age: () => 'ageUnknown',
  disease: ({ disease }) => (disease.class === 'unknown' ? 'diseaseBlank' : 'stabilityUnknown'),
  vaccination: ({ vaccination }) => (vaccination.raw === '' ? 'vaccinationBlank' : 'vaccinationUnread'),
}

/** The unknown facts of an assessment (CARE-TIER-6), each by what is missing; a person may have several. */
export const reasonsOf = (provisional: readonly TierFact[], known: Known): readonly ProvisionalReason[] =>
  provisional.map((fact) => reasonOf[fact](known))
