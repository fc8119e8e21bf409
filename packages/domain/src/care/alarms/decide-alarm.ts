import type { Role } from '../../org/index.js'
import type { AlarmValues } from '../../policy/index.js'
import { addHours, type Instant } from '../../shared/index.js'
import type { LifeStatus } from '../life/life-state.js'
import type { AlarmEnd } from './ends.js'

export type AlarmState = {
  /** The account that has it in hand, and since when; null: nobody. */
  readonly held: { readonly by: string | null; readonly since: Instant } | null
  /** How it ended; null: it is open. */
  readonly closed: AlarmEnd | null
  /** Where its person is by now. */
  readonly life: LifeStatus
  /** When a referral that the family refused is offered again. */
  readonly offerAgainAt: Instant | null
}

/** What somebody does with an alarm (K5). */
export type AlarmAct =
  /** `seen`: since when somebody else has it, as read by whoever takes it over; null: nobody has it, as far as was read. */
  | { readonly kind: 'acknowledge'; readonly seen: Instant | null }
  /** The person is on the way: where to, and since when, stands in the note. */
  | { readonly kind: 'referred' }
  /** The family does not want it: stays open, and is offered again. */
  | { readonly kind: 'familyRefused' }
  /** A doctor decides by name that no referral is needed, with a reason. */
  | { readonly kind: 'doctorDecided' }
  /** It was ended by mistake: a referral that did not happen, the wrong alarm, the wrong person. */
  | { readonly kind: 'reopen' }

export const alarmRefusals = [
  'alarm-closed',
  'alarm-open',
  'alarm-life-ended',
  'alarm-away',
  'alarm-acknowledged',
  'alarm-doctor-only',
  'alarm-reason',
] as const
export type AlarmRefusal = (typeof alarmRefusals)[number]

export type AlarmDecision =
  | { readonly outcome: 'refused'; readonly reason: AlarmRefusal }
  | {
      readonly outcome: 'recorded'
      readonly acknowledges: boolean
      readonly closes: boolean
      /** When a refused referral is offered again. */
      readonly offerAgainAt: Instant | null
    }

type Acting = {
  readonly state: AlarmState
  readonly act: AlarmAct
  readonly role: Role
  readonly account: string
  readonly note: string | null
  readonly now: Instant
  readonly values: AlarmValues
}

const doctors: readonly Role[] = ['medic']
const needsNote: readonly AlarmAct['kind'][] = ['referred', 'doctorDecided', 'familyRefused', 'reopen']

/**
 * Whether it may be taken: nobody has it, or it is taken over from whom the taker saw to have it. Of two who take it over at
 * once the second saw somebody who has it no more. Who has it already does not take it again: the hours of CARE-CLIMB-5 go on.
 */
const mayTake = (held: AlarmState['held'], seen: Instant | null, account: string): boolean =>
  held === null || (held.since === seen && held.by !== account)

/** A refusal is dated anew; whoever takes an alarm over owes the family what was promised. */
const offeredAgain = ({ state, act, now, values }: Acting): Instant | null => {
  if (act.kind === 'familyRefused') return addHours(now, values.referral.offerAgainHours)
  return act.kind === 'acknowledge' ? state.offerAgainAt : null
}

const lacksNote = ({ act, note }: Acting): boolean =>
  needsNote.includes(act.kind) && (note === null || note.trim().length < 2)

/**
 * What a person has ended by mistake is opened again by whoever may act on it, with a reason: towards more care, so no doctor
 * is asked for. It is in the hands of who opens it (CARE-CLIMB-5 counts on), and what the ending was stays on record. What a
 * life event ended is opened by taking that event back; somebody in hospital or gone has nobody here who could answer.
 */
const reopen = (acting: Acting): AlarmDecision => {
  const { closed, life } = acting.state
  if (closed === null) return { outcome: 'refused', reason: 'alarm-open' }
  if (closed === 'gone' || closed === 'admitted') return { outcome: 'refused', reason: 'alarm-life-ended' }
  if (life !== 'here' && life !== 'refusing') return { outcome: 'refused', reason: 'alarm-away' }
  if (lacksNote(acting)) return { outcome: 'refused', reason: 'alarm-reason' }
  return { outcome: 'recorded', acknowledges: true, closes: false, offerAgainAt: null }
}

/**
 * Decides what becomes of an alarm. Only a recorded referral or a doctor's decision by name ends it: not time, not a better
 * reading, not the family's refusal, which is dated and offered again within twelve hours (CARE-REFER-1).
 */
export const decideAlarm = (acting: Acting): AlarmDecision => {
  const { state, act, role, account } = acting
  if (act.kind === 'reopen') return reopen(acting)
  if (state.closed !== null) return { outcome: 'refused', reason: 'alarm-closed' }
  if (act.kind === 'acknowledge' && !mayTake(state.held, act.seen, account)) {
    return { outcome: 'refused', reason: 'alarm-acknowledged' }
  }
  if (act.kind === 'doctorDecided' && !doctors.includes(role))
    return { outcome: 'refused', reason: 'alarm-doctor-only' }
  if (lacksNote(acting)) return { outcome: 'refused', reason: 'alarm-reason' }
  return {
    outcome: 'recorded',
    // Whoever acts has seen it.
    acknowledges: act.kind === 'acknowledge' || state.held === null,
    closes: act.kind === 'referred' || act.kind === 'doctorDecided',
    offerAgainAt: offeredAgain(acting),
  }
}

type Other = {
  readonly act: AlarmAct['kind']
  /** The other open alarms that whoever acts saw and named; null: none were named. */
  readonly also: readonly string[] | null
  readonly other: { readonly id: string; readonly held: boolean }
}

/**
 * Whether what is done with one alarm of a person holds for another open one (K5). Who takes one up takes all that nobody has.
 * One talk answers what was named with it: one that was raised since stays its own. A referral that names none answers all.
 */
export const holdsForOther = ({ act, also, other }: Other): boolean => {
  if (act === 'acknowledge') return !other.held
  return also === null ? act === 'referred' : also.includes(other.id)
}
