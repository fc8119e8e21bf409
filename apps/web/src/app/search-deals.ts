import {
  type GiftState,
  giftStates,
  type OfferChannel,
  type OfferState,
  offerChannels,
  offerStates,
  type RequestState,
  type RequisitionState,
  requestStates,
  requisitionStates,
} from '@lianfang/domain/supply'
import { isDay, isOne, type PlaceSearch, placeSearch, type Raw } from './search-params.js'

const isKind = (raw: unknown): raw is string => typeof raw === 'string' && /^[a-z][a-z0-9-]{1,39}$/.test(raw)
const isId = (raw: unknown): raw is string =>
  typeof raw === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(raw)
const textOf = (raw: Raw): { readonly text?: string } => {
  const text = raw['text']
  return typeof text === 'string' && text.trim() !== '' ? { text: text.slice(0, 60) } : {}
}
const kindOf = (raw: Raw): { readonly kind?: string } => (isKind(raw['kind']) ? { kind: raw['kind'] } : {})

/** States in which a desk meets requests: those that were approved inside. */
export const deskStates = requestStates.filter((state) => !['draft', 'submitted', 'returned'].includes(state))
export const requestTabs = ['request', 'beside', 'assign', 'steps'] as const
export type RequestTab = (typeof requestTabs)[number]

export type RequestListSearch = PlaceSearch & {
  readonly kind?: string
  readonly standing?: RequestState
  readonly unmet?: 'yes'
  /** Those that came to an end too. */
  readonly ended?: 'yes'
  readonly text?: string
  readonly sort?: 'newest'
}
export type RequestSearch = RequestListSearch & { readonly tab?: RequestTab }

/** Filters of the list of requests; open ones, unless others are asked for. */
export const requestListSearch = (raw: Raw): RequestListSearch => ({
  ...placeSearch(raw),
  ...kindOf(raw),
  ...(isOne(requestStates, raw['standing']) ? { standing: raw['standing'] } : {}),
  ...(raw['unmet'] === 'yes' ? { unmet: 'yes' as const } : {}),
  ...(raw['ended'] === 'yes' ? { ended: 'yes' as const } : {}),
  ...textOf(raw),
  ...(raw['sort'] === 'newest' ? { sort: 'newest' as const } : {}),
})

/** The same, and what is looked at of one request. */
export const requestSearch = (raw: Raw): RequestSearch => ({
  ...requestListSearch(raw),
  ...(isOne(requestTabs, raw['tab']) ? { tab: raw['tab'] } : {}),
})

export type OfferSearch = PlaceSearch & {
  readonly kind?: string
  readonly channel?: OfferChannel
  readonly standing?: OfferState
  readonly readyBy?: string
  readonly text?: string
  readonly sort?: 'newest'
}

/** Filters of the list of offers; what is not understood is left out. */
export const offerSearch = (raw: Raw): OfferSearch => ({
  ...placeSearch(raw),
  ...kindOf(raw),
  ...(isOne(offerChannels, raw['channel']) ? { channel: raw['channel'] } : {}),
  ...(isOne(offerStates, raw['standing']) ? { standing: raw['standing'] } : {}),
  ...(isDay(raw['readyBy']) ? { readyBy: raw['readyBy'] } : {}),
  ...textOf(raw),
  ...(raw['sort'] === 'newest' ? { sort: 'newest' as const } : {}),
})

export type RequisitionListSearch = PlaceSearch & {
  readonly kind?: string
  readonly standing?: RequisitionState
  readonly overdue?: 'yes'
  readonly text?: string
}
/** `request`: what a new one serves. */
export type RequisitionSearch = RequisitionListSearch & { readonly request?: string }

export const requisitionListSearch = (raw: Raw): RequisitionListSearch => ({
  ...placeSearch(raw),
  ...kindOf(raw),
  ...(isOne(requisitionStates, raw['standing']) ? { standing: raw['standing'] } : {}),
  ...(raw['overdue'] === 'yes' ? { overdue: 'yes' as const } : {}),
  ...textOf(raw),
})

export const requisitionSearch = (raw: Raw): RequisitionSearch => ({
  ...requisitionListSearch(raw),
  ...(isId(raw['request']) ? { request: raw['request'] } : {}),
})

export type GiftSearch = PlaceSearch & {
  readonly kind?: string
  readonly standing?: GiftState
  readonly directed?: 'yes' | 'no'
  readonly text?: string
  readonly sort?: 'ready'
}

/** Filters of the list of gifts; what is not understood is left out. */
export const giftSearch = (raw: Raw): GiftSearch => ({
  ...placeSearch(raw),
  ...kindOf(raw),
  ...(isOne(giftStates, raw['standing']) ? { standing: raw['standing'] } : {}),
  ...(raw['directed'] === 'yes' || raw['directed'] === 'no' ? { directed: raw['directed'] } : {}),
  ...textOf(raw),
  ...(raw['sort'] === 'ready' ? { sort: 'ready' as const } : {}),
})
