import type { LifeRefusal } from './decide-life.js'
import { countingEvents, type LifeFact } from './life-state.js'

/** The death that was meant, while it counts. */
const deathOf = (facts: readonly LifeFact[], event: string): LifeFact | undefined =>
  countingEvents(facts).find(({ id, kind }) => id === event && kind === 'death')

type Asking = { readonly facts: readonly LifeFact[]; readonly event: string; readonly open: string | null }

export type AskingDecision =
  | { readonly outcome: 'refused'; readonly reason: LifeRefusal }
  /** Somebody has asked already: that asking stands for this one. */
  | { readonly outcome: 'asked-already'; readonly id: string }
  | { readonly outcome: 'ask' }

/**
 * Decides that a second person is asked to take a death back (K20). Whoever sees the person may ask, who entered the death
 * first of all; asked twice is asked once.
 */
export const decideAsking = ({ facts, event, open }: Asking): AskingDecision => {
  if (deathOf(facts, event) === undefined) return { outcome: 'refused', reason: 'life-unknown' }
  return open === null ? { outcome: 'ask' } : { outcome: 'asked-already', id: open }
}

type Standing = {
  readonly facts: readonly LifeFact[]
  readonly asked: { readonly event: string; readonly by: string; readonly answered: boolean }
  /** Who says that the death stands. */
  readonly by: string
}

/**
 * Why nobody may be answered that the death stands; null where they may. Who entered it does not close what somebody else asked
 * (K20), and says of what they asked themselves that it was right after all.
 */
export const refuseStanding = ({ facts, asked, by }: Standing): LifeRefusal | null => {
  if (asked.answered) return 'life-answered'
  const death = deathOf(facts, asked.event)
  if (death === undefined) return 'life-unknown'
  return death.by === by && asked.by !== by ? 'life-second-person' : null
}
