import type { Day, PlaceCode } from '../../shared/index.js'
import type { RealUse, UseUnknown } from './use.js'

/** What the outlook of the institution's place says a day takes, in courses; or why it says nothing. */
export type ForecastUse =
  | { readonly state: 'known'; readonly perDay: number; readonly from: ForecastTerms }
  | { readonly state: 'unknown'; readonly why: ForecastUnknown }
export const forecastUnknowns = ['noOutlook', 'outlookOld', 'populationUnknown', 'residentsUnknown'] as const
export type ForecastUnknown = (typeof forecastUnknowns)[number]

/** What a forecast of use is reckoned from: cases a day × courses of a case × served ÷ residents. */
export type ForecastTerms = {
  /** The place whose outlook it is. */
  readonly place: PlaceCode
  /** Day of its last count. */
  readonly lastDay: Day
  /** Days ahead that the mean is of. */
  readonly days: number
  readonly casesPerDay: number
  readonly served: number
  readonly residents: number
  readonly coursesPerCase: number
}

/** Need a day, in courses, with both figures beside it. */
export type NeedADay = {
  /** Null: neither is known. */
  readonly perDay: number | null
  /** Which of the two it is; null where neither is known. */
  readonly basis: 'use' | 'forecast' | null
  readonly use: RealUse
  readonly forecast: ForecastUse
}

/** Whatever is not known of the need, by its names. */
export type NeedUnknown = UseUnknown | ForecastUnknown

/** SUP-GRASS-8: the larger of real use and forecast, and says which; equal ones are told as use. */
export const needADay = (use: RealUse, forecast: ForecastUse): NeedADay => {
  const used = use.state === 'known' ? use.perDay : null
  const ahead = forecast.state === 'known' ? forecast.perDay : null
  if (used === null && ahead === null) return { perDay: null, basis: null, use, forecast }
  const byUse = used !== null && (ahead === null || used >= ahead)
  return { perDay: byUse ? used : ahead, basis: byUse ? 'use' : 'forecast', use, forecast }
}
