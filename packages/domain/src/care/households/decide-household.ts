import { isGone, type LifeState } from '../life/life-state.js'

export type Housed = {
  readonly id: string
  readonly household: string | null
  readonly village: string | null
  readonly life: LifeState
}

export const householdRefusals = [
  'household-self',
  'household-gone',
  'household-elsewhere',
  'household-same',
  'household-none',
  'household-full',
] as const
export type HouseholdRefusal = (typeof householdRefusals)[number]

export type HouseholdDecision =
  | { readonly outcome: 'refused'; readonly reason: HouseholdRefusal }
  | { readonly outcome: 'recorded'; readonly household: string | null }

type Joining = {
  readonly person: Housed
  /** Somebody who lives there. */
  readonly other: Housed
  /** How many live there already. */
  readonly members: number
  /** CARE-HOUSE-1: the most people of one household. */
  readonly mostPeople: number
  /** The id of a household that has none yet. */
  readonly newId: string
}

/** Whether somebody joins the household of another (K1): in one village, both alive and here. */
export const decideJoining = ({ person, other, members, mostPeople, newId }: Joining): HouseholdDecision => {
  const refused = (reason: HouseholdRefusal): HouseholdDecision => ({ outcome: 'refused', reason })
  if (person.id === other.id) return refused('household-self')
  if (isGone(person.life) || isGone(other.life)) return refused('household-gone')
  if (person.village !== other.village || person.village === null) return refused('household-elsewhere')
  if (person.household !== null && person.household === other.household) return refused('household-same')
  if (members >= mostPeople) return refused('household-full')
  return { outcome: 'recorded', household: other.household ?? newId }
}

/** Whether somebody leaves a household. */
export const decideLeaving = (person: Housed): HouseholdDecision =>
  person.household === null
    ? { outcome: 'refused', reason: 'household-none' }
    : { outcome: 'recorded', household: null }
