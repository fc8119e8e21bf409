import { gateWords, type RequestValues } from '../../policy/index.js'
import { addDays, type Day } from '../../shared/index.js'
import type { NeedBasis } from './facts.js'

/** What must be there before a unit can work: trained operators, oxygen, power, days of consumables (SUP-REQ-3, -4). */
export const gates = gateWords
export type Gated = (typeof gates)[number]

/** What somebody confirmed of a hospital's readiness, by name and day. */
export type Confirmation = { readonly gate: Gated; readonly day: Day }

/** Whether a confirmation still holds (SUP-REQ-5); its last day counts. */
export const stillHolds = (day: Day, today: Day, { gateDays }: Pick<RequestValues, 'gateDays'>): boolean =>
  day <= today && today <= addDays(day, gateDays)

/** What is asked of a kind (SUP-REQ-3, -12), in the order in which it is asked. What is used up needs no operator and no power: nothing. */
export const gatesAsked = (
  { basis, kind }: { readonly basis: NeedBasis; readonly kind: string },
  values: Pick<RequestValues, 'gates' | 'gatesOf'>,
): readonly Gated[] => {
  if (basis === 'use') return []
  const asked = values.gatesOf.get(kind) ?? values.gates
  return gates.filter((gate) => asked.includes(gate))
}

/** SUP-REQ-3: what is not confirmed, or was too long ago. A unit goes only where nothing is missing. */
export const missingGates = (
  of: { readonly basis: NeedBasis; readonly kind: string },
  confirmed: readonly Confirmation[],
  at: { readonly today: Day } & Pick<RequestValues, 'gates' | 'gatesOf' | 'gateDays'>,
): readonly Gated[] =>
  gatesAsked(of, at).filter((gate) => !confirmed.some((one) => one.gate === gate && stillHolds(one.day, at.today, at)))
