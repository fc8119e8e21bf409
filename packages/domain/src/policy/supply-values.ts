import type { AssetValues } from './asset-values.js'
import type { Gate } from './care-values.js'
import type { RequestValues, RequisitionValues, TransferValues } from './deal-values.js'
import type { GiftValues } from './gift-values.js'
import type { GrassrootsValues } from './grassroots-values.js'
import type { MoveValues } from './move-values.js'

/** Values of what enterprises report (E1). */
export type ReportValues = {
  /** A day's report stands by this hour of the day after it, in the zone of the place. */
  readonly dueHour: number
  /** Days without a report after which an enterprise is silent. */
  readonly silentAfterDays: number
  /** Times by which a figure may differ from the mean of the last reports without doubt. */
  readonly jumpTimes: number
  /** Per cent above the stated capacity that a day may make without doubt. */
  readonly overCapacityPercent: number
  /** The largest number that a report may hold. */
  readonly most: number
  /** Reports running with the same figures that are doubted. */
  readonly sameReports: number
  /** Days before its end that a licence is warned of. */
  readonly licenceWarnDays: number
  /** Days back for which a report is taken or corrected. */
  readonly backDays: number
}

/** Values of curves and forecasts (E2). */
export type OutlookValues = {
  /** Times the mean of the week before at which a day is asked about. */
  readonly leapTimes: number
  /** New cases under which a day is never asked about. */
  readonly leapLeast: number
  /** Share of a trend that is left after each further day, 0 to 1. */
  readonly damping: number
  /** Serial interval, days. */
  readonly serialMean: number
  readonly serialSd: number
  /** Past days whose forecasts weigh the models. */
  readonly trialDays: number
  /** Share of days that should fall within the band, 0 to 1. */
  readonly coverage: number
}

/** Values of the books of stock (E9). */
export type BookValues = {
  /** The last day of use: the program knows the day of expiry itself. */
  readonly lastDay: 'expiryDay'
  /** What is not available is told apart in this order. */
  readonly excludedInOrder: readonly string[]
  /** In which order lots are issued. */
  readonly order: 'firstExpiry'
  /** The largest number of units that one line of a movement may hold. */
  readonly mostUnits: number
  /** Days back for which a movement is entered. */
  readonly backDays: number
  /** Hours after a count within which it is entered. */
  readonly countHours: number
}

/** The rules of supply in force at a place on a day, group by group. */
export type SupplyValues = {
  readonly reports: Gate<ReportValues>
  readonly books: Gate<BookValues>
  readonly outlook: Gate<OutlookValues>
  readonly requests: Gate<RequestValues>
  readonly transfers: Gate<TransferValues>
  readonly requisitions: Gate<RequisitionValues>
  readonly moves: Gate<MoveValues>
  readonly grassroots: Gate<GrassrootsValues>
  readonly assets: Gate<AssetValues>
  readonly gifts: Gate<GiftValues>
}
