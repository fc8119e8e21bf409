import type { Tier } from '../../policy/index.js'
import type { Day, Instant } from '../../shared/index.js'
import { dayNumber } from '../../shared/index.js'
// The file itself and not the door: recording a follow-up counts, so the doors would import each other in a circle.
import { overdueHour } from '../followups/today-order.js'

/** What the counters know of a person; counters are sums of this over people (X6: no figure is ever counted live). */
export type CountedPerson = {
  /** The narrowest place known: a village, else a township. */
  readonly place: string
  readonly team: string | null
  readonly tier: Tier
  readonly provisional: boolean
  readonly reached: boolean
  readonly waiting: boolean
  readonly dueAt: Instant | null
}

/**
 * `alarm` counts open alarms where they were raised; no person contributes to it. `told` counts who knows both 24-hour numbers
 * in force (K4): the database itself keeps it, since a changed number, a move or a death changes it as well (migration 0020).
 */
export type Metric =
  | 'ledger'
  | Tier
  | 'provisional'
  | 'waiting'
  | 'noTeam'
  | 'never'
  | 'due'
  | 'done'
  | 'attempt'
  | 'alarm'
  | 'told'

/** A change of one counter of one place and, when a team is named, of that team. */
export type CounterDelta = {
  readonly place: string
  readonly team: string | null
  readonly metric: Metric
  /** 0; for `due` the hour since 1970 in which the person becomes overdue; for `done` and `attempt` the day since 1970. */
  readonly bucket: number
  readonly n: number
}

/** What one person adds to the counters of their place and team. */
export const contributionsOf = (person: CountedPerson): readonly CounterDelta[] => {
  const one = (metric: Metric, bucket = 0): CounterDelta => ({
    place: person.place,
    team: person.team,
    metric,
    bucket,
    n: 1,
  })
  const list = [one('ledger'), one(person.tier)]
  if (person.provisional) list.push(one('provisional'))
  if (person.waiting) list.push(one('waiting'))
  if (person.team === null) list.push(one('noTeam'))
  if (!person.reached && person.tier !== 'green') list.push(one('never'))
  if (person.dueAt !== null) list.push(one('due', overdueHour(person.dueAt)))
  return list
}

const keyOf = (delta: CounterDelta): string => `${delta.place}|${delta.team ?? ''}|${delta.metric}|${delta.bucket}`

/** The same changes with one entry for each counter; what cancels out is left away. */
export const sumDeltas = (deltas: readonly CounterDelta[]): readonly CounterDelta[] => {
  const sums = new Map<string, CounterDelta>()
  for (const delta of deltas) {
    const key = keyOf(delta)
    sums.set(key, { ...delta, n: (sums.get(key)?.n ?? 0) + delta.n })
  }
  return [...sums.values()].filter((delta) => delta.n !== 0)
}

/** The deltas that turn the counters from one state of a person to the next; null = not (or no longer) on the ledger. */
export const deltasBetween = (before: CountedPerson | null, after: CountedPerson | null): readonly CounterDelta[] =>
  sumDeltas([
    ...(after === null ? [] : contributionsOf(after)),
    ...(before === null ? [] : contributionsOf(before)).map((delta) => ({ ...delta, n: -delta.n })),
  ])

/** The day bucket of what is counted by day. */
export const dayBucket = (day: Day): number => dayNumber(day)
