import {
  type Freshness,
  freshnesses,
  type MovementKind,
  movementKinds,
  type ObstacleKind,
  obstacleKinds,
  type StockFigure,
  type StoreKind,
  stockFigures,
  storeKinds,
} from '@lianfang/domain/supply'
import { isDay, isOne, type PlaceSearch, placeSearch, type Raw } from './search-params.js'

export const enterpriseTabs = ['about', 'products', 'parts', 'people', 'reports'] as const
export type EnterpriseTab = (typeof enterpriseTabs)[number]

export type EnterpriseSearch = PlaceSearch & {
  readonly tab?: EnterpriseTab
  readonly kind?: string
  readonly reporting?: Freshness
  readonly obstacle?: ObstacleKind
  readonly doubted?: 'yes'
  readonly waits?: 'yes'
  readonly closed?: 'yes'
  readonly text?: string
}

const isKind = (raw: unknown): raw is string => typeof raw === 'string' && /^[a-z][a-z0-9-]{1,39}$/.test(raw)
const isId = (raw: unknown): raw is string =>
  typeof raw === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(raw)
const isText = (raw: unknown): raw is string => typeof raw === 'string' && raw.trim() !== ''

/** Filters of the list of enterprises; what is not understood is left out. */
export const enterpriseSearch = (raw: Raw): EnterpriseSearch => ({
  ...placeSearch(raw),
  ...(isKind(raw['kind']) ? { kind: raw['kind'] } : {}),
  ...(isOne(freshnesses, raw['reporting']) ? { reporting: raw['reporting'] } : {}),
  ...(isOne(obstacleKinds, raw['obstacle']) ? { obstacle: raw['obstacle'] } : {}),
  ...(raw['doubted'] === 'yes' ? { doubted: 'yes' as const } : {}),
  ...(raw['waits'] === 'yes' ? { waits: 'yes' as const } : {}),
  ...(raw['closed'] === 'yes' ? { closed: 'yes' as const } : {}),
  ...(isText(raw['text']) ? { text: raw['text'].slice(0, 60) } : {}),
  ...(isOne(enterpriseTabs, raw['tab']) ? { tab: raw['tab'] } : {}),
})

/** The edges of a forecast's band, which plans can be made for; the middle without one. */
export const bandEdges = ['low', 'high'] as const

export type OutlookSearch = PlaceSearch & {
  /** Which counts; the newest in use without it. */
  readonly curve?: string
  /** A scenario: times the forecast, and the beds there are. */
  readonly times?: string
  readonly by?: (typeof bandEdges)[number]
  readonly severe?: string
  readonly critical?: string
}

const isNumber = (value: unknown): value is string => typeof value === 'string' && /^\d{1,6}(\.\d)?$/.test(value)

/** Whose outlook, by which counts, in which scenario; what is not understood is left out. */
export const outlookSearch = (raw: Raw): OutlookSearch => ({
  ...placeSearch(raw),
  ...(isId(raw['curve']) ? { curve: raw['curve'] } : {}),
  ...(isNumber(raw['times']) ? { times: raw['times'] } : {}),
  ...(isOne(bandEdges, raw['by']) ? { by: raw['by'] } : {}),
  ...(isNumber(raw['severe']) ? { severe: raw['severe'] } : {}),
  ...(isNumber(raw['critical']) ? { critical: raw['critical'] } : {}),
})

export type StandardSearch = PlaceSearch & { readonly kind?: string }

/** The kind whose institutions are shown one by one. */
export const standardSearch = (raw: Raw): StandardSearch => ({
  ...placeSearch(raw),
  ...(isKind(raw['kind']) ? { kind: raw['kind'] } : {}),
})

/** Filters of the list of stores. */
export type StoreListSearch = PlaceSearch & {
  readonly storeKind?: StoreKind
  /** Stores that have any of a kind of supplies, by one of its figures. */
  readonly has?: string
  readonly figure?: StockFigure
  readonly own?: 'yes'
  readonly closed?: 'yes'
  readonly text?: string
}

export const storeTabs = ['about', 'stock', 'onWay', 'book', 'keepers'] as const
export const stockShows = ['available', 'held', 'expired', 'reserved'] as const
/** What is looked at of one store. */
type OneStoreSearch = {
  readonly tab?: (typeof storeTabs)[number]
  readonly kind?: string
  readonly show?: (typeof stockShows)[number]
  /** Days. */
  readonly within?: string
  /** The beginning of a lot or a serial number. */
  readonly code?: string
  readonly what?: MovementKind
  readonly reference?: string
  readonly from?: string
  readonly until?: string
  readonly item?: string
  readonly movement?: string
}
export type StoreSearch = StoreListSearch & OneStoreSearch

/** Filters of the list of stores alone: what is left when another store or tab is opened. */
export const storeListSearch = (raw: Raw): StoreListSearch => ({
  ...placeSearch(raw),
  ...(isOne(storeKinds, raw['storeKind']) ? { storeKind: raw['storeKind'] } : {}),
  ...(isKind(raw['has']) ? { has: raw['has'] } : {}),
  ...(isKind(raw['has']) && isOne(stockFigures, raw['figure']) ? { figure: raw['figure'] } : {}),
  ...(raw['own'] === 'yes' ? { own: 'yes' as const } : {}),
  ...(raw['closed'] === 'yes' ? { closed: 'yes' as const } : {}),
  ...(isText(raw['text']) ? { text: raw['text'].slice(0, 60) } : {}),
})

/** Filters of the list of stores and of what is looked at of one; what is not understood is left out. */
export const storeSearch = (raw: Raw): StoreSearch => ({
  ...storeListSearch(raw),
  ...(isOne(storeTabs, raw['tab']) ? { tab: raw['tab'] } : {}),
  ...(isKind(raw['kind']) ? { kind: raw['kind'] } : {}),
  ...(isOne(stockShows, raw['show']) ? { show: raw['show'] } : {}),
  ...(typeof raw['within'] === 'string' && /^\d{1,3}$/.test(raw['within']) ? { within: raw['within'] } : {}),
  ...(isText(raw['code']) ? { code: raw['code'].slice(0, 40) } : {}),
  ...(isOne(movementKinds, raw['what']) ? { what: raw['what'] } : {}),
  ...(isText(raw['reference']) ? { reference: raw['reference'].slice(0, 80) } : {}),
  ...(isDay(raw['from']) ? { from: raw['from'] } : {}),
  ...(isDay(raw['until']) ? { until: raw['until'] } : {}),
  ...(isId(raw['item']) ? { item: raw['item'] } : {}),
  ...(isId(raw['movement']) ? { movement: raw['movement'] } : {}),
})

export type StockSearch = PlaceSearch & { readonly kind?: string }

/** The kind whose stock is shown by the places below. */
export const stockSearch = (raw: Raw): StockSearch => ({
  ...placeSearch(raw),
  ...(isKind(raw['kind']) ? { kind: raw['kind'] } : {}),
})

export const recallStandings = ['lifted', 'all'] as const
export type RecallListSearch = PlaceSearch & { readonly recalls?: (typeof recallStandings)[number] }
export type RecallSearch = RecallListSearch & {
  /** What a new one begins with. */
  readonly kind?: string
  readonly product?: string
  readonly code?: string
  readonly serial?: string
}

/** Recalls in force, unless others are asked for. */
export const recallListSearch = (raw: Raw): RecallListSearch => ({
  ...placeSearch(raw),
  ...(isOne(recallStandings, raw['recalls']) ? { recalls: raw['recalls'] } : {}),
})

/** The same, and what a new one names. */
export const recallSearch = (raw: Raw): RecallSearch => ({
  ...recallListSearch(raw),
  ...(isKind(raw['kind']) ? { kind: raw['kind'] } : {}),
  ...(isId(raw['product']) ? { product: raw['product'] } : {}),
  ...(isText(raw['code']) ? { code: raw['code'].slice(0, 20) } : {}),
  ...(isText(raw['serial']) ? { serial: raw['serial'].slice(0, 20) } : {}),
})
