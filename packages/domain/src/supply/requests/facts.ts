import type { RequestValues } from '../../policy/index.js'
import type { KindKeeping } from '../catalogue/index.js'

/**
 * What a need is reckoned from: patients and staffed beds for equipment, which is kept by serial number; use a day for what is
 * used up, which is kept by lot.
 */
export const verifiedNeedBases = ['patients', 'use'] as const
export type NeedBasis = (typeof verifiedNeedBases)[number]

/** The basis of a kind by how its units are told apart. */
export const basisOf = (keeping: KindKeeping): NeedBasis => (keeping === 'serial' ? 'patients' : 'use')

/** What a hospital says of itself beside its request: counts only, of nobody in particular. Null: not asked of this kind. */
export type NeedFacts = {
  /** Critical patients who wait for a unit. */
  readonly criticalWaiting: number | null
  /** Units in use on patients. */
  readonly inUse: number | null
  /** Units that are ready and idle; of what is used up, units in stock. */
  readonly idle: number | null
  /** Staffed beds that have no unit. */
  readonly staffedBeds: number | null
  /** Units used in a day. */
  readonly dailyUse: number | null
}
export const needFacts = ['criticalWaiting', 'inUse', 'idle', 'staffedBeds', 'dailyUse'] as const
export type NeedFact = (typeof needFacts)[number]

const asked: Readonly<Record<NeedBasis, readonly NeedFact[]>> = {
  patients: ['criticalWaiting', 'inUse', 'idle', 'staffedBeds'],
  use: ['idle', 'dailyUse'],
}

/** The facts that are asked of a kind. */
export const factsAsked = (basis: NeedBasis): readonly NeedFact[] => asked[basis]

export type FactFault =
  | { readonly why: 'missing' | 'notAsked'; readonly field: NeedFact }
  | { readonly why: 'impossible'; readonly field: NeedFact; readonly most: number }

/** The first fact that is missing, not asked of this kind, or no whole number from 0 to SUP-REQ-11. */
export const faultOfFacts = (
  facts: NeedFacts,
  basis: NeedBasis,
  { most }: Pick<RequestValues, 'most'>,
): FactFault | null => {
  for (const field of needFacts) {
    const value = facts[field]
    if (!asked[basis].includes(field)) {
      if (value !== null) return { why: 'notAsked', field }
      continue
    }
    if (value === null) return { why: 'missing', field }
    if (!Number.isSafeInteger(value) || value < 0 || value > most) return { why: 'impossible', field, most }
  }
  return null
}

/**
 * SUP-REQ-10: the number against which a request looks like a mix-up of units, or null when it does not: it is so many times
 * what the hospital could use by its own facts, and so many times what it asked for before.
 */
export const doubtOfRequest = (
  said: { readonly requested: number; readonly facts: NeedFacts; readonly perPatient: number },
  /** The mean of its earlier requests for the kind; null when there is none. */
  usual: number | null,
  { doubtTimes, coverDays }: Pick<RequestValues, 'doubtTimes' | 'coverDays'>,
): number | null => {
  const { criticalWaiting, inUse, idle, staffedBeds, dailyUse } = said.facts
  const patients = Math.max(criticalWaiting ?? 0, staffedBeds ?? 0) * said.perPatient
  const against = Math.max(1, patients, inUse ?? 0, idle ?? 0, (dailyUse ?? 0) * coverDays, Math.round(usual ?? 0))
  return said.requested >= against * doubtTimes ? against : null
}
