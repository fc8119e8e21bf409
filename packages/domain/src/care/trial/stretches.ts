import type { Tier } from '../../policy/index.js'
import { type Instant, instantOf, laterOf } from '../../shared/index.js'
import type { HeldFlag } from '../followups/obligations.js'
import type { DueHistory } from '../followups/replay-due.js'
import { countingEvents, type LifeState, lifeAfter, livingHere } from '../life/life-state.js'

/** The weeks that are looked at: `from` is inside, `until` is not. */
export type TrialSpan = { readonly from: Instant; readonly until: Instant }

/** A part of the weeks in which nothing about a person changed but their talks. */
export type Stretch = {
  readonly from: Instant
  readonly tier: Tier
  readonly tierSince: Instant
  readonly dutySince: Instant
  readonly flags: readonly HeldFlag[]
  readonly life: LifeState
}

/** One person's four weeks: what stood when, and their two-way talks, newest first, those of before included. */
export type TrialPerson = {
  readonly takenInAt: Instant
  /** By time; the first holds where the span begins, or where the person was taken in. Empty for who was not here. */
  readonly stretches: readonly Stretch[]
  readonly twoWayAt: readonly Instant[]
}

type Standing = Pick<Stretch, 'tier' | 'tierSince' | 'dutySince'>
type Changes = Pick<DueHistory, 'takenInAt' | 'tiers' | 'life' | 'flags'>

const standingAt = ({ tiers, takenInAt }: Changes, at: Instant): Standing | null => {
  let now: Standing | null = null
  for (const change of [...tiers].sort((a, b) => a.at - b.at)) {
    if (change.at > at) break
    const begins: boolean = change.to !== 'green' && (change.from === null || change.from === 'green')
    const dutySince: Instant = begins ? change.at : (now?.dutySince ?? takenInAt)
    now = { tier: change.to, tierSince: change.at, dutySince: laterOf(dutySince, takenInAt) }
  }
  return now
}

/** Cuts a person's weeks where tier, life or a flag changed (CARE-TRIAL-2). */
export const stretchesOf = (changes: Changes, { from, until }: TrialSpan): readonly Stretch[] => {
  const events = countingEvents(changes.life)
  const moments = [
    laterOf(from, changes.takenInAt),
    ...changes.tiers.map(({ at }) => at),
    ...events.map(({ at }) => at),
    ...changes.flags.flatMap(({ since, until: end }) => (end === null ? [since] : [since, end])),
  ]
  const first = laterOf(from, changes.takenInAt)
  const cuts = [...new Set(moments)].filter((at) => at >= first && at < until).sort((a, b) => a - b)
  return cuts.flatMap((at): Stretch[] => {
    const standing = standingAt(changes, at)
    if (standing === null) return []
    const life = events.filter((event) => event.at <= at).reduce(lifeAfter, livingHere)
    const held = changes.flags.filter(({ since, until: end }) => since <= at && (end === null || end > at))
    return [{ from: at, ...standing, life, flags: held.map(({ flag, since }) => ({ flag, since })) }]
  })
}

/**
 * The same weeks as if another tier had held through them (CARE-TRIAL-5): begun with them, because that is when a value in
 * force by then would have given it. A duty that ran already runs on.
 */
export const underTier = (stretches: readonly Stretch[], tier: Tier, span: TrialSpan): readonly Stretch[] =>
  stretches.map((stretch) => {
    if (stretch.tier === tier) return stretch
    const since = instantOf(Math.max(span.from, stretches[0]?.from ?? span.from))
    return { ...stretch, tier, tierSince: since, dutySince: stretch.tier === 'green' ? since : stretch.dutySince }
  })
