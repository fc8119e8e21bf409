import { type CountedPerson, contributionsOf, dayBucket } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import {
  addDays,
  ancestorsOf,
  type Day,
  dayIn,
  type Instant,
  type PlaceCode,
  startOfDay,
} from '@lianfang/domain/shared'
import type { Delta } from '../kernel/settle/index.js'
import type { Past } from './history.js'

type Change = Omit<Delta, 'fact' | 'county'>

/** Sums of counter changes, so that 1,000 people leave some hundred rows and not ten thousand. */
export const makeTally = () => {
  const kinds = new Map<string, Change>()
  const sums = new Map<string, number>()
  const add = (change: Change): void => {
    const key = `${change.place}|${change.team ?? ''}|${change.metric}|${change.bucket}`
    const known = sums.get(key)
    if (known === undefined) kinds.set(key, change)
    sums.set(key, (known ?? 0) + change.n)
  }
  return {
    person: (person: CountedPerson): void => contributionsOf(person).forEach(add),
    work: (person: Pick<CountedPerson, 'place' | 'team'>, past: Past, zone: string): void => {
      for (const { fact } of past.facts) {
        const metric = fact.outcome === 'reached' ? 'done' : 'attempt'
        add({ place: person.place, team: person.team, metric, bucket: dayBucket(dayIn(fact.at, zone)), n: 1 })
      }
    },
    plain: (place: string, metric: string, n: number): void => add({ place, team: null, metric, bucket: 0, n }),
    /** The sums under one fact's id. */
    deltas: (fact: string, county: string): readonly Delta[] =>
      [...kinds].map(([key, change]) => ({ ...change, n: sums.get(key) ?? 0, fact, county })),
  }
}
export type Tally = ReturnType<typeof makeTally>

export const trendDays = 21
const figures = ['ledger', 'red', 'yellow', 'overdue', 'done'] as const
export type TrendRow = { readonly place: string; readonly metric: string; readonly day: Day; readonly n: number }

type Seen = {
  readonly township: PlaceCode
  readonly tier: Tier
  readonly takenInAt: Instant
  readonly past: Past
}

type Cells = Map<string, Int32Array>

const cellsOf = (byPlace: Cells, place: string): Int32Array => {
  const known = byPlace.get(place) ?? new Int32Array(trendDays * figures.length)
  byPlace.set(place, known)
  return known
}

const count = (cells: Int32Array, day: number, figure: (typeof figures)[number]): void => {
  const at = day * figures.length + figures.indexOf(figure)
  cells[at] = (cells[at] ?? 0) + 1
}

/** Townships summed up to all places above them, as rows. */
const trendRows = (townships: Cells, days: readonly Day[]): readonly TrendRow[] => {
  const byPlace: Cells = new Map(townships)
  for (const [township, cells] of townships) {
    for (const place of ancestorsOf(township as PlaceCode)) {
      const above = cellsOf(byPlace, place)
      for (const [i, n] of cells.entries()) above[i] = (above[i] ?? 0) + n
    }
  }
  return [...byPlace].flatMap(([place, cells]) =>
    days.flatMap((day, d) =>
      figures.map((metric, f) => ({ place, metric, day, n: cells[d * figures.length + f] ?? 0 })),
    ),
  )
}

/** What the counters stood at when each of the last days ended, for townships and all places above them. */
export const makeTrend = ({ today, zone }: { readonly today: Day; readonly zone: string }) => {
  const days = Array.from({ length: trendDays }, (_, i) => addDays(today, i - trendDays))
  const ends = days.map((day) => startOfDay(addDays(day, 1), zone))
  const dayAt = new Map(days.map((day, i) => [day, i]))
  const townships: Cells = new Map()
  const person = ({ township, tier, takenInAt, past }: Seen): void => {
    const cells = cellsOf(townships, township)
    let at = 0
    for (const [day, end] of ends.entries()) {
      if (takenInAt >= end) continue
      count(cells, day, 'ledger')
      if (tier !== 'green') count(cells, day, tier)
      while ((past.owed[at + 1]?.from ?? end) < end) at += 1
      const dueAt = past.owed[at]?.dueAt ?? null
      if (dueAt !== null && dueAt < end) count(cells, day, 'overdue')
    }
    for (const { fact } of past.facts) {
      const day = dayAt.get(dayIn(fact.at, zone))
      if (day !== undefined && fact.outcome === 'reached') count(cells, day, 'done')
    }
  }
  return { person, rows: () => trendRows(townships, days) }
}
export type Trend = ReturnType<typeof makeTrend>
