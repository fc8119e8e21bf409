import type { Day, Instant } from '../../shared/index.js'

/**
 * What happens in a person's life that changes what is owed to them (K20). `away`: registered here but living elsewhere
 * (人户分离); `home`: lives here again. `left`: moved out of the county for good; `returned`: came back.
 */
export const lifeEventKinds = [
  'death',
  'admission',
  'discharge',
  'refusal',
  'consent',
  'away',
  'home',
  'left',
  'returned',
] as const
export type LifeEventKind = (typeof lifeEventKinds)[number]

/** One recorded event. Nothing is edited: `takenBack` names the event that did not happen. */
export type LifeFact = {
  readonly id: string
  readonly at: Instant
  /** The account that recorded it; empty where a move between counties made it. */
  readonly by: string
  /** The move between counties that made it. */
  readonly move?: string
  /** The record that goes on in this one's place, where the two were one person (`left` only). */
  readonly joinedTo?: string
  /** When it happened, where it was recorded on a later day: what is owed counts from then. */
  readonly countsFrom?: Instant
  /** The day that was told, where it was told. */
  readonly day?: Day
} & ({ readonly kind: LifeEventKind } | { readonly kind: 'takenBack'; readonly takesBack: string })

export type LifeStatus = 'here' | 'admitted' | 'refusing' | 'dead' | 'left'

/** Where a person's life stands, as the facts have it. */
export type LifeState = {
  readonly status: LifeStatus
  /** When the status began; null while nothing has happened. */
  readonly since: Instant | null
  /** Lives elsewhere: called, never visited here. */
  readonly away: boolean
  /** When service began anew after a pause, and after which. What was owed before that is not owed any more. */
  readonly resumed: { readonly at: Instant; readonly from: 'discharge' | 'consent' | 'returned' } | null
}

export const livingHere: LifeState = { status: 'here', since: null, away: false, resumed: null }

/** Nobody calls, visits or counts them any more. */
export const isGone = ({ status }: Pick<LifeState, 'status'>): boolean => status === 'dead' || status === 'left'

type Happening = Extract<LifeFact, { readonly kind: LifeEventKind }>

/** In which states an event can happen; elsewhere it is refused, or passed over when it arrives late. */
const possibleIn: Readonly<Record<LifeEventKind, (state: LifeState) => boolean>> = {
  death: (s) => s.status !== 'dead',
  admission: (s) => s.status === 'here' || s.status === 'refusing',
  discharge: (s) => s.status === 'admitted',
  refusal: (s) => s.status === 'here' || s.status === 'refusing',
  consent: (s) => s.status === 'refusing',
  away: (s) => !isGone(s) && !s.away,
  home: (s) => !isGone(s) && s.away,
  left: (s) => !isGone(s),
  returned: (s) => s.status === 'left',
}

/** Whether an event can happen in a state: what a page offers, and what the server records. */
export const isPossible = (kind: LifeEventKind, state: LifeState): boolean => possibleIn[kind](state)

const resumedFrom = { discharge: 'discharge', consent: 'consent', returned: 'returned' } as const
const statusOf = { death: 'dead', admission: 'admitted', refusal: 'refusing', left: 'left' } as const

/**
 * The state after an event; what cannot happen in a state leaves it as it is. A pause and its end begin on the day that was
 * told: somebody who came home on Monday, recorded on Friday, is four days late and not in time (CARE-LIFE-1, CARE-LIFE-3).
 */
export const lifeAfter = (
  state: LifeState,
  { kind, at: recordedAt, countsFrom = recordedAt }: Pick<Happening, 'kind' | 'at' | 'countsFrom'>,
): LifeState => {
  if (!isPossible(kind, state)) return state
  const at = Math.min(recordedAt, countsFrom) as Instant // the earlier of two instants
  switch (kind) {
    case 'away':
    case 'home':
      return { ...state, away: kind === 'away' }
    case 'discharge':
    case 'consent':
    case 'returned':
      return { ...state, status: 'here', since: at, resumed: { at, from: resumedFrom[kind] } }
    default:
      return { ...state, status: statusOf[kind], since: at }
  }
}

/** The events that count: those nobody took back, by the time at which they happened and not by arrival. */
export const countingEvents = (facts: readonly LifeFact[]): readonly Happening[] => {
  const gone = new Set(facts.flatMap((f) => (f.kind === 'takenBack' ? [f.takesBack] : [])))
  return facts
    .filter((f): f is Happening => f.kind !== 'takenBack' && !gone.has(f.id))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** The state that follows from all events of a person, in whatever order they arrived. */
export const lifeOf = (facts: readonly LifeFact[]): LifeState => countingEvents(facts).reduce(lifeAfter, livingHere)

/** The state just before a moment, as far as is known now. */
export const lifeBefore = (facts: readonly LifeFact[], at: Instant): LifeState =>
  countingEvents(facts)
    .filter((f) => f.at <= at)
    .reduce(lifeAfter, livingHere)
