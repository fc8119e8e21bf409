import {
  applyFollowup,
  deriveState,
  emptyFollowupState,
  type FollowupFact,
  type FollowupState,
  type HeldFlag,
  type NextDue,
} from '@lianfang/domain/care'
import type { DueValues } from '@lianfang/domain/policy'
import {
  addDays,
  addHours,
  type Day,
  dayIn,
  HOUR_MS,
  type Instant,
  instantOf,
  startOfDay,
} from '@lianfang/domain/shared'
import { dueOf, type Standing } from './care.js'
import { type Dice, idAt } from './dice.js'

/** How it went with a person so far. */
export type Fate = 'in-time' | 'overdue' | 'never-reached'

export type PastFollowup = {
  readonly fact: FollowupFact
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  /** The answer that was given. */
  readonly due: NextDue
}

export type Past = {
  readonly facts: readonly PastFollowup[]
  readonly state: FollowupState
  readonly due: NextDue
  /** What was owed from when on: for the trend of past days. */
  readonly owed: readonly { readonly from: Instant; readonly dueAt: Instant | null }[]
}

export type Living = {
  readonly dice: Dice
  readonly standing: Pick<Standing, 'tier' | 'tierSince' | 'dutySince'>
  readonly takenInAt: Instant
  /** How they live may ask for a shorter gap, also of green people. */
  readonly flags: readonly HeldFlag[]
  readonly fate: Fate
  /** Share of follow-ups that come too late. */
  readonly late: number
  readonly now: Instant
  readonly zone: string
  readonly values: DueValues
  /** 'light' keeps the last follow-ups only: what the due state needs. */
  readonly history: 'full' | 'light'
}

type Step = PastFollowup & { readonly state: FollowupState }
type Outcome = 'reached' | 'unanswered'

const first = emptyFollowupState
const channels = ['phone', 'phone', 'visit', 'video'] as const

const owedAfter = ({ standing, takenInAt, flags, values, zone }: Living, state: FollowupState): NextDue =>
  dueOf({ standing, takenInAt, flags, state, values, zone })

const hoursBetween = (a: Instant, b: Instant): number => (b - a) / HOUR_MS

const reading = (dice: Dice, channel: FollowupFact['channel'], outcome: Outcome) => {
  const measured = outcome === 'reached' && dice.chance(channel === 'visit' ? 0.8 : 0.35)
  if (!measured) return { spo2Percent: null, temperatureC: null }
  const feverish = dice.chance(0.03)
  return {
    spo2Percent: feverish && dice.chance(0.3) ? dice.between(89, 93) : dice.between(94, 99),
    temperatureC: (feverish ? dice.between(374, 389) : dice.between(361, 371)) / 10,
  }
}

const record = (living: Living, past: Step[], at: Instant, outcome: Outcome): void => {
  const { dice } = living
  const before = past.at(-1)?.state ?? first
  const channel = outcome === 'reached' ? dice.pick(channels) : 'phone'
  const fact: FollowupFact = { id: idAt(dice, at), at, channel, outcome }
  const applied = applyFollowup(before, fact)
  const state = applied.outcome === 'applied' ? applied.state : deriveState([...past.map((p) => p.fact), fact])
  past.push({ fact, ...reading(dice, channel, outcome), due: owedAfter(living, state), state })
}

/** A moment between 8 and 20 o'clock of the day, there where the person lives. */
const inDaytime = (dice: Dice, day: Day, zone: string): Instant => addHours(startOfDay(day, zone), 8 + 12 * dice.next())

const morning = 7
const evening = 21

/**
 * Nobody rings at one at night: a moment outside of 7 to 21 o'clock is moved into the evening before it, or where the last
 * talk was later than that, into the morning after it. No dice of its own, so that everybody else stays who they are.
 */
export const byDay = (at: Instant, last: Instant, zone: string): Instant => {
  const day = dayIn(at, zone)
  const hour = hoursBetween(startOfDay(day, zone), at)
  if (hour >= morning && hour < evening) return at
  const spread = (hour % morning) / (2 * morning) // within half an hour, so that not everybody is called at once
  const whole = (from: Day, hours: number): Instant => instantOf(Math.floor(addHours(startOfDay(from, zone), hours)))
  const before = whole(hour < morning ? addDays(day, -1) : day, evening - 0.5 + spread)
  return before > last ? before : whole(hour < morning ? day : addDays(day, 1), morning + spread)
}

/** When somebody gets round to it: some hours before it is due, by day; or late. Always after the last time. */
const nextContact = (living: Living, dueAt: Instant, last: Instant): Instant => {
  const { dice, zone } = living
  const late = dice.chance(living.late)
  const wish = addHours(dueAt, late ? 2 + 26 * dice.next() : -(2 + 22 * dice.next()))
  const at = inDaytime(dice, dayIn(wish, zone), zone)
  const latest = late ? addHours(at, 1) : addHours(dueAt, -0.5)
  if (at > addHours(last, 6) && at < latest) return at
  // Nothing fits (due at night, or a moment ago): half-way there, or the next hours.
  const room = hoursBetween(last, dueAt)
  return byDay(addHours(last, room > 2 ? room / 2 : 1 + 8 * dice.next()), last, zone)
}

const tryInVain = (living: Living, past: Step[], window: { readonly from: Instant; readonly until: Instant }): void => {
  const { dice } = living
  const last = past.at(-1)?.fact.at ?? living.takenInAt
  const wish = instantOf(window.from + dice.next() * (window.until - window.from))
  const at = instantOf(Math.floor(byDay(wish, last, living.zone)))
  if (at > last && at < window.until) record(living, past, at, 'unanswered')
}

const lastReached = (past: readonly Step[], { takenInAt }: Living): Instant => past.at(-1)?.fact.at ?? takenInAt

/** Follow-ups up to a moment, each made in view of what was due then. */
const followUntil = (living: Living, past: Step[], end: Instant): void => {
  const { dice } = living
  for (;;) {
    const { dueAt } = past.at(-1)?.due ?? owedAfter(living, first)
    if (dueAt === null) return
    const last = lastReached(past, living)
    const at = instantOf(Math.floor(nextContact(living, dueAt, last)))
    if (dice.chance(0.12)) tryInVain(living, past, { from: last, until: at < end ? at : end })
    if (at >= end) return
    record(living, past, at, 'reached')
  }
}

const attemptsUntil = (living: Living, past: Step[], from: Instant, times: number): void => {
  const span = living.now - from
  for (let i = 0; i < times; i += 1) {
    const at = inDaytime(
      living.dice,
      dayIn(instantOf(from + (span * (i + living.dice.next())) / times), living.zone),
      living.zone,
    )
    if (at > from && at < living.now && at > lastReached(past, living)) {
      record(living, past, instantOf(Math.floor(at)), 'unanswered')
    }
  }
}

const isOverdue = (living: Living, past: readonly Step[]): boolean => {
  const { dueAt } = past.at(-1)?.due ?? owedAfter(living, first)
  return dueAt !== null && dueAt < living.now
}

const fallBehind = (living: Living, past: Step[]): void => {
  const { dice, now } = living
  followUntil(living, past, addHours(now, -(3 + 57 * dice.next())))
  while (past.length > 0 && !isOverdue(living, past)) past.pop()
  if (dice.chance(0.5))
    attemptsUntil(living, past, past.at(-1)?.due.dueAt ?? lastReached(past, living), dice.between(1, 4))
}

/** Enough for the weekly count: the last three two-way follow-ups and what came after the first of them. */
const lastOnes = (past: readonly Step[]): readonly Step[] => {
  const reached = past.flatMap((step, i) => (step.fact.outcome === 'reached' ? [i] : []))
  return past.slice(reached.at(-3) ?? 0)
}

/** The follow-ups of one person since they were taken in, and the due state that follows from them. */
export const livePast = (living: Living): Past => {
  const past: Step[] = []
  if (owedAfter(living, first).dueAt !== null) {
    if (living.fate === 'in-time') followUntil(living, past, living.now)
    if (living.fate === 'overdue') fallBehind(living, past)
    if (living.fate === 'never-reached') attemptsUntil(living, past, living.takenInAt, living.dice.between(0, 5))
  }
  const owed = [
    { from: living.takenInAt, dueAt: owedAfter(living, first).dueAt },
    ...past.map(({ fact, due }) => ({ from: fact.at, dueAt: due.dueAt })),
  ]
  const facts = living.history === 'light' ? lastOnes(past) : past
  const state = deriveState(facts.map(({ fact }) => fact))
  return { facts, state, due: owedAfter(living, state), owed }
}
