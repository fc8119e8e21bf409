import { findPatterns, isChosen } from '@lianfang/domain/care'
import type { CheckValues } from '@lianfang/domain/policy'
import type { Tx } from '../../../kernel/db/index.js'
import { type BareTalk, calledBack, checkedTalks, judgedKeys, seenKey } from './sql.js'

export type OpenChecks = { readonly township: string; readonly callbacks: number; readonly patterns: number }

type Asked = {
  readonly home: string
  /** Empty: the whole county. */
  readonly township: string
  readonly from: Date
  readonly until: Date
  readonly values: CheckValues
}

const byTownship = (talks: readonly BareTalk[]): ReadonlyMap<string, readonly BareTalk[]> => {
  const groups = new Map<string, BareTalk[]>()
  for (const talk of talks) {
    const known = groups.get(talk.township)
    if (known === undefined) groups.set(talk.township, [talk])
    else known.push(talk)
  }
  return groups
}

/** Drawn call-backs of a day that nobody has made, and patterns that nobody has judged, by township (K3). */
export const openChecks = async (tx: Tx, { values, ...span }: Asked): Promise<readonly OpenChecks[]> => {
  const talks = await checkedTalks(tx, { ...span, values })
  const drawn = talks.filter((talk) => isChosen(talk.id, values.sharePercent))
  const done = await calledBack(
    tx,
    span.home,
    drawn.map(({ id }) => id),
  )
  const judged = await judgedKeys(tx, span)
  return [...byTownship(talks)].map(([township, own]) => ({
    township,
    callbacks: drawn.filter((talk) => talk.township === township && !done.has(talk.id)).length,
    patterns: findPatterns(own, values).filter((pattern) => !judged.has(seenKey(township, pattern))).length,
  }))
}
