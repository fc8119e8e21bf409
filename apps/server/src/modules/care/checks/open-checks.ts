import { findPatterns, isChosen } from '@lianfang/domain/care'
import { type Day, dayIn, type Instant, instantOf } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import type { RuledSpan } from './check-values.js'
import { calledBack, checkedTalks, drawnTalks, judgedKeys, seenKey } from './sql.js'

type Asked = {
  readonly home: string
  /** Empty: the whole county. */
  readonly township: string
  /** The days, each with the values of its time. */
  readonly spans: readonly RuledSpan[]
}
type OneSpan = Pick<Asked, 'home' | 'township'> & RuledSpan

/** What is found in each span, together. */
const inSpans = async <T>({ spans, ...at }: Asked, find: (one: OneSpan) => Promise<readonly T[]>): Promise<T[]> => {
  const found: T[] = []
  for (const span of spans) found.push(...(await find({ ...at, ...span })))
  return found
}

const byTownship = <Talk extends { readonly township: string }>(
  talks: readonly Talk[],
): ReadonlyMap<string, readonly Talk[]> => {
  const groups = new Map<string, Talk[]>()
  for (const talk of talks) {
    const known = groups.get(talk.township)
    if (known === undefined) groups.set(talk.township, [talk])
    else known.push(talk)
  }
  return groups
}

const byDay = <Talk extends { readonly at: Instant }>(talks: readonly Talk[], zone: string) => {
  const groups = new Map<Day, Talk[]>()
  for (const talk of talks) {
    const day = dayIn(talk.at, zone)
    const known = groups.get(day)
    if (known === undefined) groups.set(day, [talk])
    else known.push(talk)
  }
  return groups
}

type Owed = { readonly township: string; readonly n: number; readonly oldest: Instant }

/** Drawn call-backs of ended days that nobody has made (K3). */
const owedTalks = (tx: Tx, asked: Asked) =>
  inSpans(asked, async (one) => {
    const drawn = (await drawnTalks(tx, one)).filter((talk) => isChosen(talk.id, one.values.sharePercent))
    const done = await calledBack(
      tx,
      one.home,
      drawn.map(({ id }) => id),
    )
    return drawn.filter(({ id }) => !done.has(id))
  })

/** How many call-backs each day owes, the newest day first (K3). */
export const owedDays = async (tx: Tx, asked: Asked, zone: string) => {
  const days = (await owedTalks(tx, asked)).map(({ at }) => dayIn(at, zone))
  const newest = [...new Set(days)].sort().reverse()
  return newest.map((day) => ({ day, n: days.filter((one) => one === day).length }))
}

/** Drawn call-backs of ended days that nobody has made, by township, with when the oldest was talked (K3). */
export const openCallbacks = async (tx: Tx, asked: Asked): Promise<readonly Owed[]> => {
  return [...byTownship(await owedTalks(tx, asked))].map(([township, own]) => ({
    township,
    n: own.length,
    oldest: instantOf(Math.min(...own.map(({ at }) => at))),
  }))
}

/** Patterns of a span of days that nobody has judged, each with its township and day (K3). */
const unjudged = (tx: Tx, asked: Asked, zone: string) =>
  inSpans(asked, async (one) => {
    const talks = await checkedTalks(tx, one)
    const judged = await judgedKeys(tx, one)
    return [...byTownship(talks)].flatMap(([township, own]) =>
      [...byDay(own, zone)].flatMap(([day, list]) =>
        findPatterns(list, one.values)
          .filter((pattern) => !judged.has(seenKey(township, pattern)))
          .map(({ beganAt }) => ({ township, day, at: beganAt })),
      ),
    )
  })

/** How many patterns of each day nobody has judged, the newest day first (K3). */
export const patternDays = async (tx: Tx, asked: Asked, zone: string) => {
  const days = (await unjudged(tx, asked, zone)).map(({ day }) => day)
  return [...new Set(days)]
    .sort()
    .reverse()
    .map((day) => ({ day, n: days.filter((one) => one === day).length }))
}

/** Patterns of the days in which they wait that nobody has judged, by township, with when the oldest began (K3). */
export const openPatterns = async (tx: Tx, asked: Asked, zone: string): Promise<readonly Owed[]> =>
  [...byTownship(await unjudged(tx, asked, zone))].map(([township, own]) => ({
    township,
    n: own.length,
    oldest: instantOf(Math.min(...own.map(({ at }) => at))),
  }))
