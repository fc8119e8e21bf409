import type { ChainLevel } from '@lianfang/domain/shared'

/** A count of a place: a metric, and a bucket or a day where the metric has them. */
export type Counted = { readonly place: string; readonly key: string; readonly n: number }

export type Place = { readonly code: string; readonly parent: string }

/** A place of the chain with what lies directly below it, in the order of their codes. */
export type Level = { readonly place: string; readonly below: readonly string[]; readonly min: number }

/** The places from the nation down, each with those below it. `least` is CARE-CELL-1 at each of them. */
export const levelsOf = (chain: readonly string[], places: readonly Place[], least: readonly number[]): Level[] =>
  chain.map((place, i) => ({
    place,
    below: [...new Set(places.filter(({ parent }) => parent === place).map(({ code }) => code))].sort(),
    min: least[i] ?? Number.MAX_SAFE_INTEGER,
  }))

export type Counts = (place: string, key: string) => number

export const countsIn = (rows: readonly Counted[]): Counts => {
  const known = new Map(rows.map(({ place, key, n }) => [`${place} ${key}`, n]))
  return (place, key) => known.get(`${place} ${key}`) ?? 0
}

/**
 * What each level counts under some keys, as the rule of hiding takes it: a row for each place below, and one for whoever is
 * directly under the place, in none of them, so that totals add up.
 */
export const tableOf = (levels: readonly Level[], line: (place: string) => readonly number[]): ChainLevel[] =>
  levels.map(({ place, below, min }, i) => {
    const rows = below.map(line)
    const rest = line(place).map((n, c) => Math.max(0, n - rows.reduce((sum, row) => sum + (row[c] ?? 0), 0)))
    return { rows: [...rows, rest], next: below.indexOf(levels[i + 1]?.place ?? ''), min }
  })
