import type { Day } from '../../shared/index.js'
import { isGone, type LifeState } from '../life/life-state.js'

export const residentRefusals = [
  'resident-gone',
  'resident-here',
  'resident-other-home',
  'resident-other-village',
  'resident-other-township',
  'resident-none',
  'resident-fact-unknown',
  'resident-taken-back',
  'resident-later',
  'home-closed',
] as const
export type ResidentRefusal = (typeof residentRefusals)[number]

export type HomePlace = { readonly id: string; readonly township: string; readonly village: string }

/** A person as moving in or out is judged by. */
export type Mover = {
  readonly township: string
  readonly village: string | null
  readonly life: LifeState
  /** The home on whose roster the person stands, with the village that it lies in. */
  readonly home: { readonly id: string; readonly village: string } | null
}

type MovingIn = {
  readonly person: Mover
  readonly home: HomePlace & { readonly closed: boolean }
  /** Whoever asks may put the person into the home's village, and wants to. */
  readonly mayMoveVillage: boolean
}

export type MoveInDecision =
  | { readonly outcome: 'refused'; readonly reason: ResidentRefusal }
  | {
      readonly outcome: 'recorded'
      /** The person's village becomes the home's: its team serves them from now on. */
      readonly moveVillage: boolean
      /** Another home on whose roster the person was left behind when they moved away from its village. */
      readonly leaves: string | null
    }

/**
 * Whether somebody is put on a home's roster (K21). A resident belongs to the village that the home lies in, so that team,
 * figures and alarms are those of the place where they live. Inside the township the village is put right in the same step;
 * another township is asked as for every move (K20).
 */
export const decideMoveIn = ({ person, home, mayMoveVillage }: MovingIn): MoveInDecision => {
  const refused = (reason: ResidentRefusal): MoveInDecision => ({ outcome: 'refused', reason })
  if (home.closed) return refused('home-closed')
  if (isGone(person.life)) return refused('resident-gone')
  if (person.home?.id === home.id && person.village === home.village) return refused('resident-here')
  const elsewhere = person.home !== null && person.home.id !== home.id
  if (elsewhere && person.home?.village === person.village) return refused('resident-other-home')
  if (person.township !== home.township) return refused('resident-other-township')
  const moveVillage = person.village !== home.village
  if (moveVillage && !mayMoveVillage) return refused('resident-other-village')
  return { outcome: 'recorded', moveVillage, leaves: elsewhere ? (person.home?.id ?? null) : null }
}

/** How a resident stands for the round: asked, in hospital, gone, or served from another village by now. */
export type ResidentState = 'here' | 'refusing' | 'admitted' | 'dead' | 'left' | 'elsewhere'

/** The life events decide (K20); a roster has no truth of its own about them. */
export const residentState = (person: Pick<Mover, 'village' | 'life'>, homeVillage: string): ResidentState => {
  if (isGone(person.life) || person.life.status === 'admitted') return person.life.status
  if (person.village !== homeVillage) return 'elsewhere'
  return person.life.status
}

/** Whether the round asks for a resident. Who refused service lives there all the same and is looked at. */
export const isAsked = (state: ResidentState): boolean => state === 'here' || state === 'refusing'

/** One fact of a roster: somebody moved in or out on a day, or an earlier fact was a mistake. */
export type StayFact = {
  readonly id: string
  readonly home: string
  readonly kind: 'in' | 'out' | 'takenBack'
  readonly day: Day
  readonly takesBack: string | null
}

/** Where a person stays, by all the facts about them in the order they were recorded; null = in no home. */
export const stayOf = (facts: readonly StayFact[]): { readonly home: string; readonly fact: StayFact } | null => {
  const gone = new Set(facts.map((f) => f.takesBack).filter((id) => id !== null))
  const standing = facts.filter((f) => f.kind !== 'takenBack' && !gone.has(f.id))
  const last = standing.at(-1)
  return last === undefined || last.kind === 'out' ? null : { home: last.home, fact: last }
}

/** Whether a fact may be taken back: it stands, and it is the last one; what came after it rests on it. */
export const refuseTakingBack = (facts: readonly StayFact[], id: string): ResidentRefusal | null => {
  const fact = facts.find((f) => f.id === id && f.kind !== 'takenBack')
  if (fact === undefined) return 'resident-fact-unknown'
  if (facts.some((f) => f.takesBack === id)) return 'resident-taken-back'
  const gone = new Set(facts.map((f) => f.takesBack))
  const last = facts.filter((f) => f.kind !== 'takenBack' && !gone.has(f.id)).at(-1)
  return last?.id === id ? null : 'resident-later'
}
