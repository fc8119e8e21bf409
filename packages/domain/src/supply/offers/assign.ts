import type { Gated, RequestState } from '../requests/index.js'
import { isLicensed, type LicenceState } from './licence.js'
import { leftOf, type OfferState, offerAllows } from './offer.js'
import type { Kept } from './transfer.js'

/** Why units of an offer do not go to a request; every reason is named, not the first alone. */
export type AssignRefusal =
  | { readonly why: 'request'; readonly state: RequestState }
  | { readonly why: 'offer'; readonly state: OfferState }
  | { readonly why: 'kind' }
  | { readonly why: 'gates'; readonly missing: readonly Gated[] }
  | { readonly why: 'licence'; readonly state: LicenceState }
  | { readonly why: 'need'; readonly left: number }
  | { readonly why: 'quantity'; readonly left: number }
  /** The goods are a gift that the donor gave to somebody else (SUP-GIFT-1); so many could go by written consent. */
  | { readonly why: 'directed'; readonly left: number }
  | { readonly why: 'contract'; readonly most: number; readonly kept: readonly Kept[] }
export const assignWhys = [
  'request',
  'offer',
  'kind',
  'gates',
  'licence',
  'need',
  'quantity',
  'directed',
  'contract',
] as const

export type AssignKnown = {
  readonly request: {
    readonly state: RequestState
    readonly kind: string
    readonly verified: number | null
    readonly assigned: number
    readonly missing: readonly Gated[]
  }
  readonly offer: {
    readonly state: OfferState
    readonly kind: string
    readonly quantity: number
    readonly assigned: number
    readonly licence: LicenceState
    /** What the transfer contract leaves of it for this destination; null for other channels. */
    readonly contract: { readonly give: number; readonly kept: readonly Kept[] } | null
    /** Of a directed gift: how many units of it may go to this request's hospital; null where nobody directed it. */
    readonly directed: number | null
  }
}

/** What refuses so many units; empty: they can go. One unit is asked for to see whether any can. */
export const refusalsOf = ({ request, offer }: AssignKnown, quantity: number): readonly AssignRefusal[] => {
  const found: AssignRefusal[] = []
  const { ofNeed, ofOffer } = leftOf(request, offer)
  if (request.state !== 'verified') found.push({ why: 'request', state: request.state })
  if (!offerAllows(offer.state)) found.push({ why: 'offer', state: offer.state })
  if (request.kind !== offer.kind) found.push({ why: 'kind' })
  if (request.missing.length > 0) found.push({ why: 'gates', missing: request.missing })
  if (!isLicensed({ state: offer.licence })) found.push({ why: 'licence', state: offer.licence })
  if (quantity > ofNeed) found.push({ why: 'need', left: ofNeed })
  if (quantity > ofOffer) found.push({ why: 'quantity', left: ofOffer })
  if (offer.directed !== null && quantity > offer.directed) found.push({ why: 'directed', left: offer.directed })
  if (offer.contract !== null && quantity > offer.contract.give) {
    found.push({ why: 'contract', most: offer.contract.give, kept: offer.contract.kept })
  }
  return found
}

/** The most units of an offer that can go to a request now. */
export const mostAssignable = (known: AssignKnown): number => {
  if (refusalsOf(known, 1).length > 0) return 0
  const { ofNeed, ofOffer } = leftOf(known.request, known.offer)
  const { contract, directed } = known.offer
  return Math.min(ofNeed, ofOffer, contract?.give ?? ofOffer, directed ?? ofOffer)
}
