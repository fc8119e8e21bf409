import type { DeskValues } from '../../policy/index.js'
import type { TriageOutcome } from './triage.js'

/** Who has a call in hand: one person, a whole team, or nobody yet. */
export type CallOwner =
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'team'; readonly id: string }
  | { readonly kind: 'nobody' }

export type CallState = {
  readonly outcome: TriageOutcome
  readonly owner: CallOwner
  /** Tries to call back that nobody answered. */
  readonly tries: number
  /** Somebody called back and was answered. */
  readonly reached: boolean
  readonly closed: boolean
  /** Whom it is about has died or moved out of the county since. */
  readonly gone: boolean
}

export const callResults = ['advised', 'visited', 'sentToHospital', 'notReached', 'noNeed', 'gone'] as const
export type CallResult = (typeof callResults)[number]

export type CallAct =
  | { readonly kind: 'take' }
  /** Called back, and nobody answered. */
  | { readonly kind: 'tried' }
  | { readonly kind: 'reached' }
  | { readonly kind: 'hand'; readonly to: CallOwner }
  | { readonly kind: 'close'; readonly result: CallResult }

export const callRefusals = [
  'call-closed',
  'call-note',
  'call-not-called-back',
  'call-was-reached',
  'call-try-again',
  'call-to-nobody',
  'call-not-gone',
] as const
export type CallRefusal = (typeof callRefusals)[number]

export type CallDecision =
  | { readonly outcome: 'refused'; readonly reason: CallRefusal }
  /** Somebody else has it: who, is shown to the second. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'recorded'; readonly next: CallState }

type Acting = {
  readonly state: CallState
  readonly act: CallAct
  /** Whom the actor saw as the owner; two who take the same call differ in this. */
  readonly seen: CallOwner
  readonly actor: string
  readonly note: string | null
  readonly values: DeskValues
}

const refused = (reason: CallRefusal): CallDecision => ({ outcome: 'refused', reason })

const same = (a: CallOwner, b: CallOwner): boolean =>
  a.kind === b.kind && (a.kind === 'nobody' || b.kind === 'nobody' || a.id === b.id)

/**
 * What an emergency or a visit of today needs: somebody was spoken to again, or tried as often as the rule asks. Nobody is rung
 * any more about the dead and those who left (CARE-LIFE-4): that is result and reason in one.
 */
const refusalOfClosing = ({ state, note, values }: Acting, result: CallResult): CallRefusal | null => {
  if (result === 'gone') return state.gone ? null : 'call-not-gone'
  if (note === null || note.trim().length < 2) return 'call-note'
  if (result === 'notReached') {
    if (state.reached) return 'call-was-reached'
    return state.tries < values.triesBeforeClosing ? 'call-try-again' : null
  }
  const visited = result === 'visited' || result === 'sentToHospital'
  return state.outcome === 'advice' || state.reached || visited ? null : 'call-not-called-back'
}

/**
 * Decides what becomes of a call (K4). It is never deleted and closes only with a result by name. Whoever acts on what
 * nobody or only a team has takes it; what somebody else has taken meanwhile is stale.
 */
export const decideCall = (acting: Acting): CallDecision => {
  const { state, act, seen, actor } = acting
  if (state.closed) return refused('call-closed')
  if (!same(state.owner, seen)) return { outcome: 'stale' }
  const mine = { ...state, owner: { kind: 'account', id: actor } as const }
  switch (act.kind) {
    case 'take':
      return { outcome: 'recorded', next: mine }
    case 'tried':
      return { outcome: 'recorded', next: { ...mine, tries: state.tries + 1 } }
    case 'reached':
      return { outcome: 'recorded', next: { ...mine, reached: true } }
    case 'hand':
      if (act.to.kind === 'nobody') return refused('call-to-nobody')
      return { outcome: 'recorded', next: { ...state, owner: act.to } }
    case 'close': {
      const reason = refusalOfClosing(acting, act.result)
      return reason === null ? { outcome: 'recorded', next: { ...mine, closed: true } } : refused(reason)
    }
  }
}
