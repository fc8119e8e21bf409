import { addDays, type Day } from '../../shared/index.js'
import type { CountLine } from './read-counts.js'

/** What began in a county on a day, of people on the ledger. */
export type OwnCount = { readonly county: string; readonly day: Day; readonly count: number }

type Asked = {
  /** The last day that is over. */
  readonly until: Day
  /** Fewer than so many are never told of a county on its own (CARE-CELL-1). */
  readonly leastOf: (county: string) => number
}

type Told = { readonly day: Day; readonly confirmed: number }

/** A county's cumulative count on the days on which at least so many came since the last one told; what is left waits. */
const toldOf = (counts: readonly OwnCount[], least: number): readonly Told[] => {
  const told: Told[] = []
  let [all, shown] = [0, 0]
  for (const { day, count } of [...counts].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    all += count
    if (all - shown < least) continue
    shown = all
    told.push({ day, confirmed: all })
  }
  return told
}

const above = (county: string): readonly string[] => [county.slice(0, 4), county.slice(0, 2), '']

/**
 * Cumulative counts by place and day from what the platform itself recorded (E2, X2). A county tells a new figure only when so
 * many came since the last one that they may be told; places above are the sums of what their counties told, so that no
 * difference of two figures, of any places or days, is of fewer people. A place begins the day before its first figure with
 * 0. The price: a few of each county wait, and days between two figures share what came.
 */
export const ownCounts = (counts: readonly OwnCount[], { until, leastOf }: Asked): readonly CountLine[] => {
  const byCounty = new Map<string, OwnCount[]>()
  for (const one of counts) {
    if (one.day <= until && one.count > 0) byCounty.set(one.county, [...(byCounty.get(one.county) ?? []), one])
  }
  const added = new Map<string, Map<Day, number>>()
  for (const [county, own] of byCounty) {
    let before = 0
    for (const { day, confirmed } of toldOf(own, leastOf(county))) {
      for (const place of [county, ...above(county)]) {
        const days = added.get(place) ?? new Map<Day, number>()
        days.set(day, (days.get(day) ?? 0) + confirmed - before)
        added.set(place, days)
      }
      before = confirmed
    }
  }
  return [...added].flatMap(([place, days]) => {
    const sorted = [...days].sort(([a], [b]) => (a < b ? -1 : 1))
    const [first] = sorted
    if (first === undefined) return []
    const line = (day: Day, confirmed: number): CountLine => ({ place, day, confirmed, recovered: null, deaths: null })
    let confirmed = 0
    return [
      line(addDays(first[0], -1), 0),
      ...sorted.map(([day, more]) => {
        confirmed += more
        return line(day, confirmed)
      }),
    ]
  })
}
