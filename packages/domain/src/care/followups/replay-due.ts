import type { DueFlag, DueValues, Tier } from '../../policy/index.js'
import { type Instant, laterOf } from '../../shared/index.js'
import { type LifeFact, type LifeState, lifeBefore } from '../life/life-state.js'
import { dueInLife } from './due-in-life.js'
import { deriveState, type FollowupFact } from './followup-state.js'
import { type Candidate, candidatesOf, type DueInput, type NextDue, nextDue } from './next-due.js'
import type { HeldFlag } from './obligations.js'

/** Everything that is on record of a person and bears on what is owed, with its moments. */
export type DueHistory = {
  readonly takenInAt: Instant
  /** Changes of the tier; the first has no `from`. */
  readonly tiers: readonly { readonly at: Instant; readonly from: Tier | null; readonly to: Tier }[]
  readonly facts: readonly FollowupFact[]
  readonly life: readonly LifeFact[]
  /** How the person lives, since when; and infections or worsenings with their ends. */
  readonly flags: readonly { readonly flag: DueFlag; readonly since: Instant; readonly until: Instant | null }[]
  readonly zone: string
}

export type DueReplay =
  | { readonly outcome: 'notOnLedger' }
  | {
      readonly outcome: 'replayed'
      readonly tier: Tier
      readonly life: LifeState
      readonly flags: readonly HeldFlag[]
      readonly twoWayAt: readonly Instant[]
      readonly attemptsAt: readonly Instant[]
      readonly due: NextDue
      /** Every promise with its own moment, the earliest first; that one decided. Empty in a pause or when nothing is owed. */
      readonly lines: readonly Candidate[]
    }

type Tiers = Pick<DueInput, 'tier' | 'tierSince' | 'dutySince'>

/** The tier at a moment, since when, and since when anything has been owed without a break. */
const tierAt = ({ tiers, takenInAt }: DueHistory, at: Instant, values: DueValues): Tiers | null => {
  const before = tiers.filter((change) => change.at <= at).sort((a, b) => a.at - b.at)
  const owes = (tier: Tier | null): boolean => tier !== null && values.dutyTiers.includes(tier)
  return before.reduce<Tiers | null>((now, change) => {
    const begins = owes(change.to) && !owes(change.from)
    const dutySince = begins ? change.at : (now?.dutySince ?? takenInAt)
    return { tier: change.to, tierSince: change.at, dutySince: laterOf(dutySince, takenInAt) }
  }, null)
}

/**
 * What was owed to a person at a moment and why, by the rules handed in: those of that day (K3, X3). The facts are what is
 * known now of the time until then, so that a correction made later is seen as put right.
 */
export const replayDue = (history: DueHistory, at: Instant, values: DueValues): DueReplay => {
  const standing = tierAt(history, at, values)
  if (standing === null || history.takenInAt > at) return { outcome: 'notOnLedger' }
  const life = lifeBefore(history.life, at)
  // A correction names an earlier entry and has its time: both stand before the moment, or neither.
  const { twoWayAt, attemptsAt } = deriveState(history.facts.filter((fact) => fact.at <= at))
  const held = history.flags.filter(({ since, until }) => since <= at && (until === null || until > at))
  const flags = held.map(({ flag, since }) => ({ flag, since }))
  const { takenInAt, zone } = history
  const input: DueInput = { ...standing, takenInAt, twoWayAt, attemptsAt, zone, flags, life }
  const paused = dueInLife({ life, twoWayAt, flags }, values) !== null
  const lines = paused ? [] : [...candidatesOf(input, life, values)].sort((a, b) => a.dueAt - b.dueAt)
  return {
    outcome: 'replayed',
    tier: standing.tier,
    life,
    flags,
    twoWayAt,
    attemptsAt,
    due: nextDue(input, values),
    lines,
  }
}
