import { type Freshness, freshnesses, type ObstacleKind, obstacleKinds } from '@lianfang/domain/supply'
import { isOne, type PlaceSearch, placeSearch, type Raw } from './search-params.js'

export const enterpriseTabs = ['about', 'products', 'people', 'reports'] as const
export type EnterpriseTab = (typeof enterpriseTabs)[number]

export type EnterpriseSearch = PlaceSearch & {
  readonly tab?: EnterpriseTab
  readonly kind?: string
  readonly reporting?: Freshness
  readonly obstacle?: ObstacleKind
  readonly doubted?: 'yes'
  readonly closed?: 'yes'
  readonly text?: string
}

/** Filters of the list of enterprises; what is not understood is left out. */
export const enterpriseSearch = (raw: Raw): EnterpriseSearch => ({
  ...placeSearch(raw),
  ...(typeof raw['kind'] === 'string' && /^[a-z][a-z0-9-]{1,39}$/.test(raw['kind']) ? { kind: raw['kind'] } : {}),
  ...(isOne(freshnesses, raw['reporting']) ? { reporting: raw['reporting'] } : {}),
  ...(isOne(obstacleKinds, raw['obstacle']) ? { obstacle: raw['obstacle'] } : {}),
  ...(raw['doubted'] === 'yes' ? { doubted: 'yes' as const } : {}),
  ...(raw['closed'] === 'yes' ? { closed: 'yes' as const } : {}),
  ...(typeof raw['text'] === 'string' && raw['text'].trim() !== '' ? { text: raw['text'].slice(0, 60) } : {}),
  ...(isOne(enterpriseTabs, raw['tab']) ? { tab: raw['tab'] } : {}),
})

export type OutlookSearch = PlaceSearch & {
  /** Which counts; the newest in use without it. */
  readonly curve?: string
  /** A scenario: times the forecast, and the beds there are. */
  readonly times?: string
  readonly severe?: string
  readonly critical?: string
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
const isNumber = (value: unknown): value is string => typeof value === 'string' && /^\d{1,6}(\.\d)?$/.test(value)

/** Whose outlook, by which counts, in which scenario; what is not understood is left out. */
export const outlookSearch = (raw: Raw): OutlookSearch => ({
  ...placeSearch(raw),
  ...(isId(raw['curve']) ? { curve: raw['curve'] } : {}),
  ...(isNumber(raw['times']) ? { times: raw['times'] } : {}),
  ...(isNumber(raw['severe']) ? { severe: raw['severe'] } : {}),
  ...(isNumber(raw['critical']) ? { critical: raw['critical'] } : {}),
})
