import type { Instant } from '../../shared/index.js'
import { deriveState, type FollowupFact, type FollowupState } from '../followups/followup-state.js'
import type { PersonFields } from '../ledger/merge.js'
import { comparePersons } from '../ledger/same-person.js'
import type { LifeState } from './life-state.js'

/** How a move stands in the county that gives somebody away. */
export type GivingState = 'asked' | 'accepted' | 'refused' | 'withdrawn'
/** How it stands in the county that takes them; `accepting`: answered, and the record is not there yet. */
export type TakingState = GivingState | 'accepting'

/** What a carrier does next. */
export type Carrying =
  /** The asking is written into the receiving county. */
  | 'bring'
  /** It was withdrawn, or the person is gone: the receiving county closes it too. */
  | 'close'
  /** The refusal is written into the asking county. */
  | 'refuse'
  /** Accepted: the person leaves the county that had them. */
  | 'give'
  /** The record is taken in. */
  | 'take'
  /** It was taken in: the copy that travelled is no longer needed. */
  | 'tidy'
  /** A death became known where they were: the county that has them is told, or told that it was a mistake. */
  | 'tell'

type Sides = {
  readonly giving: {
    readonly state: GivingState
    readonly recordKept: boolean
    /** When they died, as far as the county they left knows. */
    readonly diedAt?: Instant | null
  }
  /** Null: nothing was written there yet. */
  readonly taking: { readonly state: TakingState; readonly diedAt?: Instant | null } | null
}

/**
 * The next step of a move between two counties (K20), from how it stands in each; null when nothing is to be done. It follows
 * from the two rows alone, so that whoever goes on after a crash does what would have come next.
 */
export const nextCarrying = ({ giving, taking }: Sides): Carrying | null => {
  const there = taking?.state ?? null
  switch (giving.state) {
    case 'asked':
      if (there === null) return 'bring'
      if (there === 'refused') return 'refuse'
      return there === 'accepting' ? 'give' : null
    case 'withdrawn':
      return there === 'asked' || there === 'accepting' ? 'close' : null
    case 'accepted':
      if (there === 'accepting') return 'take'
      if (there !== 'accepted') return null
      if (giving.recordKept) return 'tidy'
      return (giving.diedAt ?? null) === (taking?.diedAt ?? null) ? null : 'tell'
    case 'refused':
      return null
  }
}

/** Somebody on the receiving ledger who shares a key, or the id, with who arrives. */
export type ArrivalCandidate = { readonly id: string; readonly fields: PersonFields; readonly life: LifeState }

export type Arrival =
  | { readonly outcome: 'new' }
  /** On this ledger already: one record is made of the two. */
  | { readonly outcome: 'known'; readonly id: string }
  /** Perhaps on it, or on it as dead: a person says. */
  | { readonly outcome: 'doubtful'; readonly id: string; readonly why: 'sameNumber' | 'sameName' }

type Arriving = {
  /** A person keeps their id from county to county, so that who comes back is known without a number. */
  readonly id: string
  readonly fields: PersonFields
  readonly candidates: readonly ArrivalCandidate[]
}

/** Whether who arrives is on the ledger of the receiving county (K20): as for a row of a ledger, never a silent double. */
export const decideArrival = ({ id, fields, candidates }: Arriving): Arrival => {
  const like = (one: ArrivalCandidate) => comparePersons(fields, one.fields)
  const surely = candidates.find((one) => one.id === id) ?? candidates.find((one) => like(one) === 'surely')
  const doubt = (one: ArrivalCandidate): Arrival => ({
    outcome: 'doubtful',
    id: one.id,
    why: one.fields.idNumber !== null && one.fields.idNumber === fields.idNumber ? 'sameNumber' : 'sameName',
  })
  // The dead are not raised by a move: one of the two is a mistake, and a person finds out which.
  if (surely !== undefined) return surely.life.status === 'dead' ? doubt(surely) : { outcome: 'known', id: surely.id }
  const perhaps = candidates.find((one) => like(one) === 'perhaps')
  return perhaps === undefined ? { outcome: 'new' } : doubt(perhaps)
}

type Past = Pick<FollowupState, 'twoWayAt' | 'attemptsAt'>

const factsIn = ({ twoWayAt, attemptsAt }: Past): FollowupFact[] => [
  ...twoWayAt.map((at): FollowupFact => ({ id: `talk ${at}`, at, channel: 'phone', outcome: 'reached' })),
  ...attemptsAt.map((at): FollowupFact => ({ id: `try ${at}`, at, channel: 'phone', outcome: 'unanswered' })),
]

/** What was heard of one person in two places, as one past: nobody is called twice for what was done once. */
export const joinedPast = (here: Past, there: Past): Past => {
  const { twoWayAt, attemptsAt } = deriveState([...factsIn(here), ...factsIn(there)])
  return { twoWayAt, attemptsAt }
}
