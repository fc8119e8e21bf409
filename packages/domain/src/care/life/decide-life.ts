import { type Day, dayIn, type Instant } from '../../shared/index.js'
import {
  countingEvents,
  isPossible,
  type LifeEventKind,
  type LifeFact,
  type LifeState,
  lifeAfter,
  lifeBefore,
  lifeOf,
  livingHere,
} from './life-state.js'

export const lifeRefusals = [
  'life-dead',
  'life-left',
  'life-admitted',
  'life-not-admitted',
  'life-not-refusing',
  'life-away',
  'life-not-away',
  'life-not-left',
  'life-unknown',
  'life-second-person',
  'life-answered',
  'life-moved',
  'life-lives-there',
  'life-resident',
  'life-joined',
  'life-day-before',
] as const
export type LifeRefusal = (typeof lifeRefusals)[number]

export type LifeDecision =
  | {
      readonly outcome: 'refused'
      readonly reason: LifeRefusal
      /** The day on which began what cannot have ended before it (`life-day-before`). */
      readonly day?: Day
    }
  | { readonly outcome: 'recorded'; readonly life: LifeState }

const whyImpossible = (kind: LifeEventKind, state: LifeState): LifeRefusal => {
  if (state.status === 'dead') return 'life-dead'
  if (state.status === 'left') return 'life-left'
  switch (kind) {
    case 'discharge':
      return 'life-not-admitted'
    case 'consent':
      return 'life-not-refusing'
    case 'away':
      return 'life-away'
    case 'home':
      return 'life-not-away'
    case 'returned':
      return 'life-not-left'
    default:
      return 'life-admitted'
  }
}

type Happened = {
  /** Every life fact of the person known so far. */
  readonly facts: readonly LifeFact[]
  readonly event: Pick<LifeFact, 'id' | 'at' | 'by' | 'countsFrom'> & { readonly kind: LifeEventKind }
  /** The person stands on the roster of a care home. */
  readonly resident?: boolean
  /** The day that was told of the event, and the place's zone; absent where it happened as it was entered. */
  readonly told?: { readonly day: Day; readonly zone: string }
}

const startOf: Partial<Record<LifeEventKind, LifeEventKind>> = {
  discharge: 'admission',
  consent: 'refusal',
  returned: 'left',
}

/** The event that began what another one ends; what was passed over began nothing. */
const startedBy = ({ facts, event }: Happened) => {
  const steps = countingEvents(facts).filter((fact) => fact.at <= event.at)
  let state: LifeState = livingHere
  let started: (typeof steps)[number] | undefined
  for (const fact of steps) {
    const next = lifeAfter(state, fact)
    if (next !== state && fact.kind === startOf[event.kind]) started = fact
    state = next
  }
  return started
}

/** The day on which began what this would have ended before it: a stay, a refusal, a time away (CARE-LIFE-5). */
const endsBefore = (happened: Happened): Day | null => {
  const { told } = happened
  const started = told === undefined ? undefined : startedBy(happened)
  if (told === undefined || started === undefined) return null
  const began = started.day ?? dayIn(started.at, told.zone)
  return told.day < began ? began : null
}

/**
 * Decides one life event (K20). It is judged by the state at the moment it happened, so that what was recorded without a
 * network is taken in its place: an admission that arrives after a death it preceded is kept and changes nothing.
 */
export const decideLifeEvent = (happened: Happened): LifeDecision => {
  const { facts, event, resident } = happened
  // Whatever happens to the person from now on stands on the record that goes on (CARE-JOIN-3).
  if (joinedAway(facts) !== undefined) return { outcome: 'refused', reason: 'life-joined' }
  const before = lifeBefore(facts, event.at)
  if (!isPossible(event.kind, before)) return { outcome: 'refused', reason: whyImpossible(event.kind, before) }
  // Who lives in the home is looked at there every day (K21): a round and "lives elsewhere" cannot both be true.
  if (event.kind === 'away' && resident === true) return { outcome: 'refused', reason: 'life-resident' }
  // On the ledger of the county that took them: come back by a move from there, or they stand on two.
  if (event.kind === 'returned' && wentByMove(facts, event.at))
    return { outcome: 'refused', reason: 'life-lives-there' }
  const began = endsBefore(happened)
  if (began !== null) return { outcome: 'refused', reason: 'life-day-before', day: began }
  return { outcome: 'recorded', life: lifeOf([...facts, event]) }
}

const wentByMove = (facts: readonly LifeFact[], at: Instant): boolean =>
  countingEvents(facts)
    .filter((fact) => fact.at <= at && (fact.kind === 'left' || fact.kind === 'returned'))
    .at(-1)?.move !== undefined

/** The fact by which a record was joined into another one, while nobody took it back. */
export const joinedAway = (facts: readonly LifeFact[]): LifeFact | undefined =>
  countingEvents(facts).find(({ joinedTo }) => joinedTo !== undefined)

type TakingBack = {
  readonly facts: readonly LifeFact[]
  readonly fact: { readonly id: string; readonly at: Instant; readonly by: string; readonly takesBack: string }
}

/**
 * Decides that an event did not happen (K20). A death is taken back only by somebody else than who entered it: one slip
 * of one person may neither end the service of the living nor bring back the dead. All that was owed resumes.
 */
export const decideTakingBack = ({ facts, fact }: TakingBack): LifeDecision => {
  const meant = countingEvents(facts).find((f) => f.id === fact.takesBack)
  if (meant === undefined) return { outcome: 'refused', reason: 'life-unknown' }
  const joined = joinedAway(facts)
  if (joined !== undefined && joined !== meant) return { outcome: 'refused', reason: 'life-joined' }
  // Who was taken over by another county is on its ledger: taking back what stands here would put them on two.
  if (meant.move !== undefined && (meant.kind === 'left' || meant.kind === 'returned'))
    return { outcome: 'refused', reason: 'life-moved' }
  if (meant.kind === 'death' && meant.by === fact.by) return { outcome: 'refused', reason: 'life-second-person' }
  return { outcome: 'recorded', life: lifeOf([...facts, { ...fact, kind: 'takenBack' }]) }
}
