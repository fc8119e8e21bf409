import type { CheckValues } from '../../policy/index.js'
import { addMinutes, type Instant } from '../../shared/index.js'

/** One two-way follow-up as somebody recorded it. */
export type Recorded = {
  readonly id: string
  readonly account: string
  readonly at: Instant
  /** The call on which it hangs, when one call reached several people of a household. */
  readonly call: string | null
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
}

export type Pattern = {
  readonly account: string
  /** `burst`: more talks than minutes allow. `sameReadings`: the same values measured again and again. */
  readonly kind: 'burst' | 'sameReadings'
  readonly beganAt: Instant
  readonly endedAt: Instant
  readonly followups: readonly string[]
}

const groupBy = <T>(list: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const known = groups.get(key(one))
    if (known === undefined) groups.set(key(one), [one])
    else known.push(one)
  }
  return groups
}

const patternOf = (kind: Pattern['kind'], list: readonly Recorded[]): Pattern | null => {
  const [first, last] = [list[0], list.at(-1)]
  if (first === undefined || last === undefined) return null
  return { account: first.account, kind, beganAt: first.at, endedAt: last.at, followups: list.map((r) => r.id) }
}

/** Talks with a household over one telephone are one talk. */
const talksOf = (list: readonly Recorded[]): readonly Recorded[] => list.filter((r) => r.call === null)

// The longest runs: windows that have enough talks and share one are one run, so that its last talks do not stay outside.
const burstsOf = (list: readonly Recorded[], { burst }: CheckValues): readonly Pattern[] => {
  const runs: { from: number; until: number }[] = []
  let until = 0
  for (const [from, first] of list.entries()) {
    while (until < list.length && (list[until]?.at ?? 0) < addMinutes(first.at, burst.minutes)) until += 1
    if (until - from < burst.talks) continue
    const last = runs.at(-1)
    if (last !== undefined && from < last.until) last.until = until
    else runs.push({ from, until })
  }
  return runs.map((run) => patternOf('burst', list.slice(run.from, run.until))).filter((pattern) => pattern !== null)
}

const valuesOf = (r: Recorded): string | null =>
  r.spo2Percent === null || r.temperatureC === null ? null : `${r.spo2Percent}/${r.temperatureC}`

const sameOf = (list: readonly Recorded[], { sameReadings }: CheckValues): readonly Pattern[] => {
  const measured = list.filter((r) => valuesOf(r) !== null)
  return [...groupBy(measured, (r) => valuesOf(r) ?? '').values()]
    .filter((same) => same.length >= sameReadings)
    .map((same) => patternOf('sameReadings', same))
    .filter((pattern) => pattern !== null)
}

/**
 * Work of one day that cannot well be true (K3): twelve talks in five minutes, one pair of readings for five people. Nobody is
 * accused: a person looks at it and says what it was. Records of one day, in any order.
 */
export const findPatterns = (day: readonly Recorded[], values: CheckValues): readonly Pattern[] =>
  [...groupBy(day, (r) => r.account).values()].flatMap((own) => {
    const sorted = [...own].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    return [...burstsOf(talksOf(sorted), values), ...sameOf(sorted, values)]
  })
