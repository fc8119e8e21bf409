import type { Role } from '../../org/index.js'
import type { AlarmValues } from '../../policy/index.js'
import { addHours, type Instant } from '../../shared/index.js'

export type AlarmState = {
  readonly acknowledged: boolean
  readonly closed: boolean
}

/** What somebody does with an alarm (K5). */
export type AlarmAct =
  | { readonly kind: 'acknowledge' }
  /** The person is on the way: where to, and since when, stands in the note. */
  | { readonly kind: 'referred' }
  /** The family does not want it: stays open, and is offered again. */
  | { readonly kind: 'familyRefused' }
  /** A doctor decides by name that no referral is needed, with a reason. */
  | { readonly kind: 'doctorDecided' }

export const alarmRefusals = ['alarm-closed', 'alarm-acknowledged', 'alarm-doctor-only', 'alarm-reason'] as const
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
  readonly note: string | null
  readonly now: Instant
  readonly values: AlarmValues
}

const doctors: readonly Role[] = ['medic']
const needsNote: readonly AlarmAct['kind'][] = ['referred', 'doctorDecided', 'familyRefused']

/**
 * Decides what becomes of an alarm. Only a recorded referral or a doctor's decision by name ends it: not time, not a better
 * reading, not the family's refusal, which is dated and offered again within twelve hours (CARE-REFER-1).
 */
export const decideAlarm = ({ state, act, role, note, now, values }: Acting): AlarmDecision => {
  if (state.closed) return { outcome: 'refused', reason: 'alarm-closed' }
  if (act.kind === 'acknowledge' && state.acknowledged) return { outcome: 'refused', reason: 'alarm-acknowledged' }
  if (act.kind === 'doctorDecided' && !doctors.includes(role))
    return { outcome: 'refused', reason: 'alarm-doctor-only' }
  if (needsNote.includes(act.kind) && (note === null || note.trim().length < 2)) {
    return { outcome: 'refused', reason: 'alarm-reason' }
  }
  return {
    outcome: 'recorded',
    // Whoever acts has seen it.
    acknowledges: !state.acknowledged,
    closes: act.kind === 'referred' || act.kind === 'doctorDecided',
    offerAgainAt: act.kind === 'familyRefused' ? addHours(now, values.referral.offerAgainHours) : null,
  }
}
