import type { GrassrootsValues } from '../../policy/index.js'

/** How far a request for medicine has come: asked, taken from a book, handed over (K9). */
export const medicineStates = ['asked', 'issued', 'delivered'] as const
export type MedicineState = (typeof medicineStates)[number]

/** Into whose hands medicine is given: the person's own, or those of a named other. */
export const medicineHands = ['person', 'family', 'careHome', 'villageDoctor'] as const
export type MedicineHand = (typeof medicineHands)[number]

export type MedicineIssueFault =
  | { readonly why: 'closed' }
  | { readonly why: 'issuedAlready' }
  | { readonly why: 'days'; readonly longest: number }
  | { readonly why: 'longReason'; readonly usual: number }

/** SUP-GRASS-9, -10: whether medicine for so many days may be issued for a request: once, while it is open. */
export const faultOfMedicineIssue = (
  request: { readonly open: boolean; readonly issued: boolean },
  said: { readonly days: number; readonly reason: string | null },
  { usualDays, longestDays }: Pick<GrassrootsValues, 'usualDays' | 'longestDays'>,
): MedicineIssueFault | null => {
  // Said first: who repeats an issue is told that it was done, and not that the request is closed.
  if (request.issued) return { why: 'issuedAlready' }
  if (!request.open) return { why: 'closed' }
  if (!Number.isInteger(said.days) || said.days < 1 || said.days > longestDays)
    return { why: 'days', longest: longestDays }
  const bare = (said.reason ?? '').trim() === ''
  return said.days > usualDays && bare ? { why: 'longReason', usual: usualDays } : null
}

/** Whether so many days are a long prescription (长处方): more than is usual. */
export const isLongPrescription = (days: number, { usualDays }: Pick<GrassrootsValues, 'usualDays'>): boolean =>
  days > usualDays

/** Why medicine cannot be handed over: it was not issued, or was handed over already. */
export const faultOfDelivery = (state: MedicineState): 'notIssued' | 'deliveredAlready' | null => {
  if (state === 'asked') return 'notIssued'
  return state === 'delivered' ? 'deliveredAlready' : null
}
