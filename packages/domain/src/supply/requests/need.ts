import type { RequestValues } from '../../policy/index.js'
import type { NeedBasis, NeedFacts } from './facts.js'

/** The terms of a verified need (核实需求), each with its number, in the unit of the kind: what a page shows as a formula. */
export type NeedTerms = {
  readonly basis: NeedBasis
  readonly requested: number
  /** Units that a critical patient needs (SUP-REQ-1); null where the need is reckoned from use. */
  readonly perPatient: number | null
  readonly criticalWaiting: number | null
  readonly staffedBeds: number | null
  readonly dailyUse: number | null
  /** Days of use that are covered (SUP-REQ-4); null where the need is reckoned from patients. */
  readonly coverDays: number | null
  /** What patients who wait, or the days that are covered, take. */
  readonly forPatients: number
  /** What staffed beds without a unit can take; null where beds do not matter. */
  readonly forBeds: number | null
  /** The smaller of both. */
  readonly usable: number
  /** Ready idle units: what the hospital says, or what its books have available where that is more. */
  readonly idle: number
  readonly idleSaid: number
  /** Null where no store of the hospital keeps a book. */
  readonly idleInBooks: number | null
  /** Verified on its other open requests for the kind, or assigned on ended ones and not received yet. */
  readonly coming: number
  /** usable - idle - coming, not below nothing. */
  readonly computed: number
  /** The smaller of requested and computed. */
  readonly verified: number
  /** requested - verified. */
  readonly gap: number
}

/** Units of a kind that one critical patient needs (SUP-REQ-1). */
export const perPatientOf = (kind: string, { unitsPerPatient }: Pick<RequestValues, 'unitsPerPatient'>): number =>
  unitsPerPatient.get(kind) ?? 1

/**
 * SUP-REQ-2: verified need = min(requested, computed). For equipment computed is what waiting critical patients take (times
 * SUP-REQ-1) or what staffed beds without a unit take, the smaller; for what is used up, SUP-REQ-4 days of use; each less
 * ready idle units and less what is already coming.
 */
export const verifiedNeedOf = (
  said: { readonly kind: string; readonly basis: NeedBasis; readonly requested: number; readonly facts: NeedFacts },
  known: { readonly idleInBooks: number | null; readonly coming: number },
  values: Pick<RequestValues, 'unitsPerPatient' | 'coverDays'>,
): NeedTerms => {
  const { basis, requested, facts } = said
  const each = perPatientOf(said.kind, values)
  const ofPatients = basis === 'patients'
  const forPatients = ofPatients
    ? (facts.criticalWaiting ?? 0) * each
    : Math.ceil((facts.dailyUse ?? 0) * values.coverDays)
  const forBeds = ofPatients ? (facts.staffedBeds ?? 0) * each : null
  const usable = forBeds === null ? forPatients : Math.min(forPatients, forBeds)
  const idleSaid = facts.idle ?? 0
  const idle = Math.max(idleSaid, known.idleInBooks ?? 0)
  const computed = Math.max(0, usable - idle - known.coming)
  const verified = Math.min(requested, computed)
  return {
    ...{ basis, requested, perPatient: ofPatients ? each : null, criticalWaiting: facts.criticalWaiting },
    ...{ staffedBeds: facts.staffedBeds, dailyUse: facts.dailyUse, coverDays: ofPatients ? null : values.coverDays },
    ...{ forPatients, forBeds, usable, idle, idleSaid, idleInBooks: known.idleInBooks, coming: known.coming },
    ...{ computed, verified, gap: requested - verified },
  }
}
