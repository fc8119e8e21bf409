import { type LegMode, legModes } from '@lianfang/domain/supply'
import { isOne, type PlaceSearch, placeSearch, type Raw } from './search-params.js'

/** What a list of consignments shows; without any: all that are neither closed nor cancelled. */
export const consignmentShows = ['onTheWay', 'late', 'undecided', 'arrived', 'all'] as const
export type ConsignmentShow = (typeof consignmentShows)[number]
export const consignmentTabs = ['way', 'cargo', 'papers', 'link', 'steps'] as const
export type ConsignmentTab = (typeof consignmentTabs)[number]
const sorts = ['newest', 'urgency'] as const

export type ConsignmentListSearch = PlaceSearch & {
  readonly show?: ConsignmentShow
  readonly kind?: string
  readonly mode?: LegMode
  readonly text?: string
  readonly sort?: (typeof sorts)[number]
}
/** `tab`: what is looked at of one. Of a new one: the request and assignment, or the transfer and its store, that it is made from. */
export type ConsignmentSearch = ConsignmentListSearch & {
  readonly tab?: ConsignmentTab
  readonly request?: string
  readonly assignment?: string
  readonly transfer?: string
  readonly to?: string
}

const isId = (raw: unknown): raw is string =>
  typeof raw === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(raw)

/** Filters of the list of consignments; what is not understood is left out. */
export const consignmentListSearch = (raw: Raw): ConsignmentListSearch => {
  const { kind, text } = raw
  return {
    ...placeSearch(raw),
    ...(isOne(consignmentShows, raw['show']) ? { show: raw['show'] } : {}),
    ...(typeof kind === 'string' && /^[a-z][a-z0-9-]{1,39}$/.test(kind) ? { kind } : {}),
    ...(isOne(legModes, raw['mode']) ? { mode: raw['mode'] } : {}),
    ...(typeof text === 'string' && text.trim() !== '' ? { text: text.slice(0, 60) } : {}),
    ...(isOne(sorts, raw['sort']) ? { sort: raw['sort'] } : {}),
  }
}

/** The same, and what is looked at or made. */
export const consignmentSearch = (raw: Raw): ConsignmentSearch => ({
  ...consignmentListSearch(raw),
  ...(isOne(consignmentTabs, raw['tab']) ? { tab: raw['tab'] } : {}),
  ...(isId(raw['request']) ? { request: raw['request'] } : {}),
  ...(isId(raw['assignment']) ? { assignment: raw['assignment'] } : {}),
  ...(isId(raw['transfer']) ? { transfer: raw['transfer'] } : {}),
  ...(isId(raw['to']) ? { to: raw['to'] } : {}),
})

/** What a choice of the list asks the server for. */
export const filterOfShow = (show: ConsignmentShow | undefined) => {
  switch (show) {
    case 'onTheWay':
      return { state: 'onTheRoad' } as const
    case 'arrived':
      return { state: 'arrived' } as const
    case 'late':
      return { open: 'true', delayed: 'any' } as const
    case 'undecided':
      return { open: 'true', undecided: 'true' } as const
    case 'all':
      return {}
    default:
      return { open: 'true' } as const
  }
}
