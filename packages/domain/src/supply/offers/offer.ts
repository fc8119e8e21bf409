import type { TransferValues } from '../../policy/index.js'
import { addDays, type Day } from '../../shared/index.js'

/** Where an offer comes from: made, moved from another owner, given, bought abroad (E3). */
export const offerChannels = ['production', 'transfer', 'donation', 'procurement'] as const
export type OfferChannel = (typeof offerChannels)[number]

/** How sure it is that the quantity is ready on its day; somebody says so by name. */
export const reliabilities = ['certain', 'likely', 'uncertain'] as const
export type Reliability = (typeof reliabilities)[number]

export const offerStates = ['open', 'usedUp', 'withdrawn'] as const
export type OfferState = (typeof offerStates)[number]

export const offerActs = ['lower', 'use', 'withdraw', 'assign'] as const
export type OfferAct = (typeof offerActs)[number]

/** Whether an act can be done: an ended offer stays as it is. */
export const offerAllows = (state: OfferState): boolean => state === 'open'

/** Who stands behind an offer; one of the three, or none for what a desk enters of a gift or a purchase. */
export type OfferOwner = 'enterprise' | 'store' | 'facility'

const owners: Readonly<Record<OfferChannel, readonly (OfferOwner | null)[]>> = {
  production: ['enterprise'],
  transfer: ['store', 'facility'],
  donation: [null],
  procurement: [null],
}

/** Whether an offer of a channel can come from such an owner. */
export const fitsChannel = (channel: OfferChannel, owner: OfferOwner | null): boolean => owners[channel].includes(owner)

export type OfferDayFault = 'past' | 'tooFar'

/** Why the day on which an offer is ready is not taken; today is (SUP-OFF-1). */
export const faultOfReadyDay = (
  day: Day,
  today: Day,
  { aheadDays }: Pick<TransferValues, 'aheadDays'>,
): OfferDayFault | null => {
  if (day < today) return 'past'
  return day > addDays(today, aheadDays) ? 'tooFar' : null
}

/** What may be assigned: within the request's verified need, and within the offer. */
export const leftOf = (
  request: { readonly verified: number | null; readonly assigned: number },
  offer: { readonly quantity: number; readonly assigned: number },
): { readonly ofNeed: number; readonly ofOffer: number } => ({
  ofNeed: Math.max(0, (request.verified ?? 0) - request.assigned),
  ofOffer: Math.max(0, offer.quantity - offer.assigned),
})
