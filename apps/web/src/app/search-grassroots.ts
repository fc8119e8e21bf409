import {
  type GrassrootsItem,
  grassrootsFacilityKinds,
  grassrootsItems,
  type OrderState,
  orderStates,
} from '@lianfang/domain/supply'
import { isOne, type PlaceSearch, placeSearch, type Raw } from './search-params.js'

export const grassrootsVerdicts = ['short', 'unknown', 'enough'] as const
export type GrassrootsSearch = PlaceSearch & {
  readonly kind?: (typeof grassrootsFacilityKinds)[number]
  readonly verdict?: (typeof grassrootsVerdicts)[number]
  readonly item?: GrassrootsItem
  readonly text?: string
}

/** Filters of the list of health centres and clinics; what is not understood is left out. */
export const grassrootsSearch = (raw: Raw): GrassrootsSearch => {
  const { text } = raw
  return {
    ...placeSearch(raw),
    ...(isOne(grassrootsFacilityKinds, raw['kind']) ? { kind: raw['kind'] } : {}),
    ...(isOne(grassrootsVerdicts, raw['verdict']) ? { verdict: raw['verdict'] } : {}),
    ...(isOne(grassrootsItems, raw['item']) ? { item: raw['item'] } : {}),
    ...(typeof text === 'string' && text.trim() !== '' ? { text: text.slice(0, 60) } : {}),
  }
}

export const orderTabs = ['lines', 'do', 'steps'] as const
export type OrderListSearch = PlaceSearch & { readonly orderState?: OrderState }
export type OrderSearch = OrderListSearch & { readonly tab?: (typeof orderTabs)[number] }

/** Filters of the list of joint orders. */
export const orderListSearch = (raw: Raw): OrderListSearch => ({
  ...placeSearch(raw),
  ...(isOne(orderStates, raw['orderState']) ? { orderState: raw['orderState'] } : {}),
})

/** The same, and what is looked at of one order. */
export const orderSearch = (raw: Raw): OrderSearch => ({
  ...orderListSearch(raw),
  ...(isOne(orderTabs, raw['tab']) ? { tab: raw['tab'] } : {}),
})

export type LabelSearch = PlaceSearch & { readonly kind?: string }

/** The medicine whose labels are listed. */
export const labelSearch = (raw: Raw): LabelSearch => {
  const { kind } = raw
  return {
    ...placeSearch(raw),
    ...(typeof kind === 'string' && /^[a-z][a-z0-9-]{1,39}$/.test(kind) ? { kind } : {}),
  }
}
