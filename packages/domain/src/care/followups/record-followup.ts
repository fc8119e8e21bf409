import type { Role } from '../../org/index.js'
import type { ClockValues, DueValues, ReadingValues, Tier } from '../../policy/index.js'
import { dayIn, type Instant } from '../../shared/index.js'
import { checkAgainst } from '../checks/index.js'
import { type CountedPerson, type CounterDelta, dayBucket, deltasBetween } from '../counters/contributions.js'
import { isGone, type LifeState } from '../life/life-state.js'
import { type ClockDoubt, clampEffective } from './clamp-effective.js'
import { applyFollowup, deriveState, type FollowupFact, type FollowupState } from './followup-state.js'
import { type NextDue, nextDue } from './next-due.js'
import type { HeldFlag } from './obligations.js'

/** What is known of a person when a follow-up arrives. */
export type KnownPerson = {
  readonly place: string
  readonly team: string | null
  readonly tier: Tier
  readonly provisional: boolean
  readonly waiting: boolean
  readonly takenInAt: Instant
  readonly dutySince: Instant
  readonly tierSince: Instant
  /** How the person lives asks for a shorter gap (CARE-DUE-9, CARE-DUE-10). */
  readonly flags: readonly HeldFlag[]
  readonly life: LifeState
  readonly state: FollowupState
  readonly dueAt: Instant | null
}

export type FollowupCommand = {
  readonly id: string
  readonly claimedAt: Instant
  readonly lastPullAt: Instant | null
  readonly channel: FollowupFact['channel']
  /** 'withdrawn': the fact that this one corrects did not happen, for example because the wrong person was tapped. */
  readonly outcome: FollowupFact['outcome']
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  readonly corrects: string | null
}

export type FollowupValues = {
  readonly due: DueValues
  readonly clock: ClockValues
  readonly readings: ReadingValues
}

/** A fact with where it was counted: the person's place and team may have changed since. */
export type CountedFact = FollowupFact & {
  readonly place: string
  readonly team: string | null
  /** A withdrawal by a call-back or a judged pattern (CARE-CHECK-7). */
  readonly byCheck?: boolean
}

export type RecordNeeds = {
  readonly known: KnownPerson
  readonly command: FollowupCommand
  /** Of who records: what a check withdrew is not put back by everybody. */
  readonly role: Role
  readonly receivedAt: Instant
  readonly zone: string
  readonly values: FollowupValues
  /** All facts of the person; handed in when `needsAllFacts` said so. */
  readonly facts: readonly CountedFact[] | null
}

export type FollowupRefusal =
  | 'spo2-implausible'
  | 'temperature-implausible'
  | 'corrects-unknown'
  | 'corrects-corrected'
  | 'corrects-joined'
  | 'corrects-checked'

type Plain = Exclude<FollowupRefusal, 'corrects-checked'>

export type FollowupDecision =
  | { readonly outcome: 'refused'; readonly reason: Plain }
  /** `withdrawal`: the fact by which a check withdrew the entry. */
  | { readonly outcome: 'refused'; readonly reason: 'corrects-checked'; readonly withdrawal: string }
  | { readonly outcome: 'needs-facts' }
  | {
      readonly outcome: 'recorded'
      readonly at: Instant
      /** Whose work it is: where the person is, or, for what corrects, where the corrected entry was counted. */
      readonly counted: Pick<CountedFact, 'place' | 'team'>
      readonly doubt: ClockDoubt
      readonly state: FollowupState
      readonly due: NextDue
      readonly deltas: readonly CounterDelta[]
    }

const implausible = (command: FollowupCommand, { readings }: FollowupValues): Plain | null => {
  const { spo2Percent, temperatureC } = command
  const outside = (value: number | null, range: ReadingValues['spo2Percent']): boolean =>
    value !== null && (value < range.least || value > range.most)
  if (outside(spo2Percent, readings.spo2Percent)) return 'spo2-implausible'
  return outside(temperatureC, readings.temperatureC) ? 'temperature-implausible' : null
}

// A talk recorded with somebody who is off the ledger is kept all the same: it may tell that the death was a mistake.
const countedOf = (known: KnownPerson, state: FollowupState, dueAt: Instant | null): CountedPerson | null =>
  isGone(known.life)
    ? null
    : {
        place: known.place,
        team: known.team,
        tier: known.tier,
        provisional: known.provisional,
        waiting: known.waiting,
        reached: state.twoWayAt.length > 0,
        dueAt,
      }

const correctedOf = ({ command, facts }: RecordNeeds): CountedFact | undefined =>
  facts?.find((fact) => fact.id === command.corrects)

// Work stays counted where it was done: a correction stands in the place of what it corrects, also when the person lives
// elsewhere or has another team by now. Counted where the person is, it moved one talk from the board of one township to that of
// another, and the first, who may not read the other's facts, still found it in its list.
const countedAt = (needs: RecordNeeds): Pick<CountedFact, 'place' | 'team'> => {
  const { place, team } = correctedOf(needs) ?? needs.known
  return { place, team }
}

// Work done is counted on the day it took effect; a correction takes the entry it corrects off where that was counted. A
// withdrawal only takes off: nobody was contacted.
const workDeltas = (needs: RecordNeeds, at: Instant): readonly CounterDelta[] => {
  const { command, zone } = needs
  type Work = Pick<CountedFact, 'place' | 'team' | 'at'> & { readonly outcome: 'reached' | 'unanswered' }
  const count = ({ place, team, outcome, at: when }: Work, n: number): CounterDelta => ({
    place,
    team,
    metric: outcome === 'reached' ? 'done' : 'attempt',
    bucket: dayBucket(dayIn(when, zone)),
    n,
  })
  const list: CounterDelta[] = []
  if (command.outcome !== 'withdrawn') list.push(count({ ...countedAt(needs), outcome: command.outcome, at }, 1))
  const corrected = correctedOf(needs)
  if (corrected === undefined || corrected.outcome === 'withdrawn') return list
  return [...list, count({ ...corrected, outcome: corrected.outcome }, -1)]
}

// One entry is corrected once; who wants to correct again names the correction. What withdraws must name what did not happen.
const correctionRefused = ({ command, facts }: RecordNeeds): Plain | null => {
  if (command.corrects === null) return command.outcome === 'withdrawn' ? 'corrects-unknown' : null
  // What was carried from another county has no place here, and is put right there.
  if (!(facts ?? []).some((fact) => fact.id === command.corrects && fact.place !== '')) return 'corrects-unknown'
  return (facts ?? []).some((fact) => fact.corrects === command.corrects) ? 'corrects-corrected' : null
}

/**
 * Decides one follow-up, attempt, correction or withdrawal (K3, CARE-DUE, CARE-CLOCK): when it took effect, the person's new state,
 * the next due moment, and what the counters change by. Implausible readings are refused, with the field named.
 */
export const decideFollowup = (needs: RecordNeeds): FollowupDecision => {
  const { known, command, receivedAt, zone, values } = needs
  const reason = implausible(command, values)
  if (reason !== null) return { outcome: 'refused', reason }
  if (command.corrects !== null && needs.facts === null) return { outcome: 'needs-facts' }
  const withdrawal = checkAgainst(needs.facts ?? [], command.corrects, needs.role)
  if (withdrawal !== null) return { outcome: 'refused', reason: 'corrects-checked', withdrawal }
  const refusal = correctionRefused(needs)
  if (refusal !== null) return { outcome: 'refused', reason: refusal }
  const { at, doubt } = clampEffective({
    claimedAt: command.claimedAt,
    lastPullAt: command.lastPullAt,
    receivedAt,
    toleranceMinutes: values.clock.toleranceMinutes,
  })
  const fact: FollowupFact = {
    id: command.id,
    at: correctedOf(needs)?.at ?? at,
    channel: command.channel,
    outcome: command.outcome,
    ...(command.corrects === null ? {} : { corrects: command.corrects }),
  }
  const state = stateAfter(needs, fact)
  if (state === null) return { outcome: 'needs-facts' }
  const due = nextDue({ ...known, twoWayAt: state.twoWayAt, attemptsAt: state.attemptsAt, zone }, values.due)
  const deltas = [
    ...deltasBetween(countedOf(known, known.state, known.dueAt), countedOf(known, state, due.dueAt)),
    ...workDeltas(needs, fact.at),
  ]
  return { outcome: 'recorded', at: fact.at, counted: countedAt(needs), doubt, state, due, deltas }
}

const stateAfter = (needs: RecordNeeds, fact: FollowupFact): FollowupState | null => {
  if (needs.facts !== null) return deriveState([...needs.facts, fact])
  const applied = applyFollowup(needs.known.state, fact)
  return applied.outcome === 'applied' ? applied.state : null
}
