import { partsIn } from '../../ui/time.js'
import type { PersonInfo } from '../people/person-facts.js'
import type { Known } from './apply-life.js'

const causeOf = { dead: 'death', left: 'left', admitted: 'admission', refusing: 'refusal' } as const

/** The entry that says what the state of somebody's life is. */
export const entryOfState = ({ life, timeline }: PersonInfo) => {
  if (life.status === 'here') return undefined
  const cause = causeOf[life.status]
  return timeline.find((one) => one.kind === 'life' && !one.corrected && one.cause === cause)
}

/** The day on which the state of somebody's life began: as it was told, else as it was entered; empty while it is the first one. */
export const dayOfState = (person: PersonInfo, zone: string): string => {
  const { status, since } = person.life
  if (status === 'here') return ''
  const entry = entryOfState(person)
  const at = entry?.at ?? since
  return entry?.day ?? (at === null ? '' : partsIn(Date.parse(at), zone).day)
}

/**
 * The day before which the state cannot have ended, as far as this device knows it: by the page where it was read, else, of a stay
 * in hospital, by the moment from which it counts, which is the end of the day that was told (CARE-LIFE-5). Null: the server says.
 */
export const beganOn = (page: PersonInfo | undefined, { life }: Known, zone: string): string | null => {
  if (page !== undefined && page.life.status === life.status) return dayOfState(page, zone) || null
  const { status, since } = life
  return status === 'admitted' && since !== null ? partsIn(Date.parse(since) - 1, zone).day : null
}
