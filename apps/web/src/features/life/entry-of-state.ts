import type { PersonInfo } from '../people/person-facts.js'

const causeOf = { dead: 'death', left: 'left', admitted: 'admission', refusing: 'refusal' } as const

/** The entry that says what the state of somebody's life is. */
export const entryOfState = ({ life, timeline }: PersonInfo) => {
  if (life.status === 'here') return undefined
  const cause = causeOf[life.status]
  return timeline.find((one) => one.kind === 'life' && !one.corrected && one.cause === cause)
}
