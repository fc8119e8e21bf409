import type { DueValues, RuleId, Tier } from '../../policy/index.js'
import { addHours, dayIn, type Instant, laterOf } from '../../shared/index.js'
import { type LifeState, livingHere } from '../life/life-state.js'
import { afterDischarge, dueInLife } from './due-in-life.js'
import { type HeldFlag, type Obligation, obligationsFor } from './obligations.js'

export type DueInput = {
  readonly tier: Tier
  readonly takenInAt: Instant
  /** When a duty began: the person was taken in as red or yellow, or came from green. */
  readonly dutySince: Instant
  /** When this tier began. */
  readonly tierSince: Instant
  /** Two-way follow-ups, newest first. */
  readonly twoWayAt: readonly Instant[]
  /** Unanswered attempts since the last two-way follow-up, newest first. */
  readonly attemptsAt: readonly Instant[]
  /** IANA zone of the place: attempts on different days are days there. */
  readonly zone: string
  /** Reasons for a shorter gap than the tier's; none when left out. */
  readonly flags?: readonly HeldFlag[]
  /** Death, hospital, refusal, living elsewhere; living here when left out. */
  readonly life?: LifeState
}

export type DueReason =
  | 'firstContact'
  | 'longestGap'
  | 'weeklyCount'
  | 'notDue'
  | 'afterDischarge'
  | 'inHospital'
  | 'offerAgain'
  | 'offerDaily'
  | 'gone'
export type DueMode = 'call' | 'visit'
export type NextDue = {
  /** The last moment at which a two-way follow-up is still in time; null when none is owed. */
  readonly dueAt: Instant | null
  readonly reason: DueReason
  readonly mode: DueMode
  readonly ruleId: RuleId
}

/** One promise's own due moment; the earliest of all decides. */
export type Candidate = { readonly dueAt: Instant; readonly reason: DueReason; readonly ruleId: RuleId }

// A person who became yellow or red is not overdue for the time before that; who was never reached counts from intake.
const anchorOf = ({ twoWayAt, takenInAt, dutySince }: DueInput): Instant => laterOf(twoWayAt[0] ?? takenInAt, dutySince)

const gapCandidate = (input: DueInput, owed: Obligation): Candidate => {
  const dueAt = laterOf(addHours(anchorOf(input), owed.longestGapHours), owed.since)
  const reason = input.twoWayAt.length === 0 ? 'firstContact' : 'longestGap'
  return { dueAt, reason, ruleId: owed.gapRuleId }
}

const DAY_HOURS = 24

/**
 * How long the count leaves a person alone after a talk. Whoever was never left longer than the gap has n - 1 gaps in the
 * last n talks, so the n-th leaves the window no sooner than this: for them it never decides. After a lapse the count has
 * already failed, and without it the person would stand overdue by days the minute after a talk. It depends on the values
 * only, so one talk more never makes the next one due earlier. Where keeping the gap does not keep the count, one day.
 */
const restHours = ({ perWindow, windowHours, longestGapHours }: Obligation): number =>
  Math.max(windowHours - (perWindow - 1) * longestGapHours, Math.min(DAY_HOURS, windowHours / perWindow))

/**
 * Counting begins one gap after the obligation does, so that the first follow-up is asked for by the gap alone; from one
 * window later on there must be n two-way follow-ups in every window. It fails next when the n-th most recent one
 * leaves the window; once failed, it is made good talk by talk.
 */
const countCandidate = (input: DueInput, owed: Obligation): Candidate | null => {
  if (owed.perWindow === 0) return null
  const firstFullWindow = addHours(owed.since, owed.longestGapHours + owed.windowHours)
  const nth = input.twoWayAt[owed.perWindow - 1]
  const fails = nth === undefined ? firstFullWindow : laterOf(firstFullWindow, addHours(nth, owed.windowHours))
  const last = input.twoWayAt[0]
  const dueAt = last === undefined ? fails : laterOf(fails, addHours(last, restHours(owed)))
  return { dueAt, reason: 'weeklyCount', ruleId: owed.countRuleId }
}

const modeOf = ({ attemptsAt, zone, life }: DueInput, values: DueValues): DueMode => {
  // Who is not at home is not found there.
  if (life?.away === true || life?.status === 'admitted') return 'call'
  if (attemptsAt.length < values.visitAfterAttempts) return 'call'
  const days = new Set(attemptsAt.map((at) => dayIn(at, zone)))
  return days.size >= values.visitAfterDays ? 'visit' : 'call'
}

/** After a pause all begins anew: nobody is overdue for the time in hospital, away from the ledger or refusing. */
const resumedInput = (input: DueInput, life: LifeState): DueInput => {
  if (life.resumed === null) return input
  const { at } = life.resumed
  const flags = (input.flags ?? []).map(({ flag, since }) => ({ flag, since: laterOf(since, at) }))
  return { ...input, dutySince: laterOf(input.dutySince, at), tierSince: laterOf(input.tierSince, at), flags }
}

/** Everything that asks for a follow-up of somebody whose routine follow-up is neither ended nor paused. */
export const candidatesOf = (input: DueInput, life: LifeState, values: DueValues): readonly Candidate[] => {
  const anew = resumedInput(input, life)
  const list = obligationsFor(anew, values).flatMap((owed) => [gapCandidate(anew, owed), countCandidate(anew, owed)])
  const home = afterDischarge({ life, twoWayAt: input.twoWayAt }, values)
  const first: Candidate | null =
    home === null ? null : { dueAt: home, reason: 'afterDischarge', ruleId: 'CARE-LIFE-3' }
  return [...list, first].filter((candidate) => candidate !== null)
}

/**
 * When a person must next be followed up, why, and whether someone has to go there (K3, K20; docs/rules/care.md). A due
 * moment in the past means overdue since then. A follow-up exactly at the due moment is in time.
 */
export const nextDue = (input: DueInput, values: DueValues): NextDue => {
  const life = input.life ?? livingHere
  const paused = dueInLife({ ...input, life }, values)
  if (paused !== null) return { ...paused, mode: paused.dueAt === null ? 'call' : modeOf(input, values) }
  let earliest: Candidate | null = null
  for (const candidate of candidatesOf(input, life, values)) {
    if (earliest === null || candidate.dueAt < earliest.dueAt) earliest = candidate
  }
  if (earliest === null) return { dueAt: null, reason: 'notDue', mode: 'call', ruleId: 'CARE-DUE-8' }
  return { ...earliest, mode: modeOf(input, values) }
}
