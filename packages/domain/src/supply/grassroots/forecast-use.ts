import type { GrassrootsValues } from '../../policy/index.js'
import { type Day, daysBetween, type PlaceCode } from '../../shared/index.js'
import type { GrassrootsItem } from './judge.js'
import type { ForecastUse } from './need-a-day.js'

/** The outlook of a place that an institution lies in, made from the newest counts in use. */
export type PlaceOutlook = {
  readonly place: PlaceCode
  /** Day of the last count; `next` begins on the day after it. */
  readonly lastDay: Day
  /** New cases that are expected of each day, the middle of the band. */
  readonly next: readonly number[]
  /** People who live there by the population register; null where a township of the place is not in it. */
  readonly residents: number | null
}

type Values = Pick<GrassrootsValues, 'coverDays' | 'outlookDays' | 'coursesPerCase'>

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** What is expected of the days of cover that are not over yet. */
const daysAhead = ({ lastDay, next }: PlaceOutlook, today: Day, coverDays: number): readonly number[] => {
  const over = Math.max(0, daysBetween(lastDay, today) - 1)
  return next.slice(over, over + coverDays)
}

/**
 * SUP-GRASS-13, -14: courses of an item that a day takes by the outlook of the nearest place that tells it: cases a day there,
 * times the share of its residents whom the institution serves, times the courses of a case. An outlook of old counts tells
 * nothing, and nothing is told of people whom nobody counted.
 */
export const forecastUse = (
  item: GrassrootsItem,
  known: { readonly outlooks: readonly PlaceOutlook[]; readonly population: number | null; readonly today: Day },
  { coverDays, outlookDays, coursesPerCase }: Values,
): ForecastUse => {
  const { outlooks, population, today } = known
  if (outlooks.length === 0) return { state: 'unknown', why: 'noOutlook' }
  const fresh = outlooks
    .filter(({ lastDay }) => daysBetween(lastDay, today) <= outlookDays)
    .map((outlook) => ({ ...outlook, ahead: daysAhead(outlook, today, coverDays) }))
    .filter(({ ahead }) => ahead.length > 0)
  if (fresh.length === 0) return { state: 'unknown', why: 'outlookOld' }
  if (population === null || population <= 0) return { state: 'unknown', why: 'populationUnknown' }
  const nearest = [...fresh]
    .sort((a, b) => b.place.length - a.place.length)
    .find(({ residents }) => residents !== null && residents > 0)
  if (nearest === undefined || nearest.residents === null) return { state: 'unknown', why: 'residentsUnknown' }
  const { place, lastDay, residents, ahead } = nearest
  const courses = coursesPerCase.find((one) => one.item === item)?.courses ?? 0
  const casesPerDay = mean(ahead)
  // Who is served besides lives elsewhere and is counted there.
  const served = Math.min(population, residents)
  return {
    state: 'known',
    perDay: (casesPerDay * courses * served) / residents,
    from: { place, lastDay, days: ahead.length, casesPerDay, served, residents, coursesPerCase: courses },
  }
}
