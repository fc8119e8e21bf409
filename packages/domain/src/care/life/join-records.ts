import type { PersonFields } from '../ledger/merge.js'
import { comparePersons, yearsApart } from '../ledger/same-person.js'
import { isGone, type LifeState } from './life-state.js'

export const joinRefusals = [
  'join-same',
  'join-joined',
  'join-gone',
  'join-life',
  'join-numbers',
  'join-open',
  'join-trial',
] as const
export type JoinRefusal = (typeof joinRefusals)[number]

/** What hangs on a record and cannot go along with it: it is ended first, or this record is the one that goes on. */
export type Hanging = 'move' | 'careHome' | 'medicine'

/** One of two records, as far as joining them looks at it. */
export type Joinable = {
  readonly id: string
  readonly fields: Pick<PersonFields, 'idNumber'>
  readonly life: LifeState
  /** The record that goes on in its place; null where it stands for itself. */
  readonly joinedTo: string | null
  /** Came with a trial import of a demonstration: perhaps a real person, among invented ones. */
  readonly trial: boolean
}

export type Joining = {
  /** The record that goes on. */
  readonly kept: Joinable
  /** The record that goes on in the other one from now. */
  readonly other: Joinable & { readonly hanging: readonly Hanging[] }
}

/**
 * Why two records of the ledger cannot be joined into one (CARE-JOIN-1, -2); null when they can. Two valid numbers that differ
 * are two people. A death, a stay in hospital or a refusal that only the record given up knows would be lost by joining.
 */
export const refuseJoining = ({ kept, other }: Joining): JoinRefusal | null => {
  if (kept.id === other.id) return 'join-same'
  if (kept.joinedTo !== null || other.joinedTo !== null) return 'join-joined'
  if (isGone(kept.life) || isGone(other.life)) return 'join-gone'
  if (other.life.status !== 'here' && other.life.status !== kept.life.status) return 'join-life'
  const [a, b] = [kept.fields.idNumber, other.fields.idNumber]
  if (a !== null && b !== null && a !== b) return 'join-numbers'
  if (kept.trial !== other.trial) return 'join-trial'
  return other.hanging.length > 0 ? 'join-open' : null
}

type Recording = { readonly personId: string; readonly corrects: string | null; readonly joinedTo: string | null }

/**
 * On whom a follow-up is recorded (CARE-JOIN-3): what a phone without a network says of a record that was joined meanwhile is
 * said of the one that goes on. A correction belongs to an entry of the joined record, which counts no more: it is refused.
 */
export const recordedOn = ({ personId, corrects, joinedTo }: Recording): string | 'corrects-joined' => {
  if (joinedTo === null) return personId
  return corrects === null ? joinedTo : 'corrects-joined'
}

/**
 * Whether two records of the ledger are worth a look together (CARE-JOIN-4): perhaps one person by the rule of ledgers, or one
 * telephone, one sex and births at most two years apart. A couple on one telephone is not offered, a name heard wrongly is.
 */
export const resemble = (a: PersonFields, b: PersonFields): boolean => {
  if (comparePersons(a, b) !== 'different') return true
  if (!a.phones.some((phone) => b.phones.includes(phone))) return false
  if (a.sex !== b.sex && a.sex !== 'unknown' && b.sex !== 'unknown') return false
  return (yearsApart(a, b) ?? 0) <= 2
}
