import type { PersonField, PersonFields } from '../ledger/merge.js'
import { comparePersons } from '../ledger/same-person.js'

/** Somebody on the ledger who shares a key with the person being entered. */
export type DoorstepCandidate = { readonly id: string; readonly fields: PersonFields }

export type AddingDecision =
  | { readonly outcome: 'new' }
  /** Surely on the ledger already. */
  | { readonly outcome: 'known'; readonly id: string }
  /** Perhaps on the ledger: whoever stands before the person says. */
  | { readonly outcome: 'doubtful'; readonly ids: readonly string[] }

const sameIds = (a: readonly string[], b: readonly string[]): boolean => {
  const [left, right] = [new Set(a), new Set(b)]
  return left.size === right.size && [...left].every((id) => right.has(id))
}

/**
 * Whether somebody is taken in anew (K1). "Another person" holds for exactly the candidates that were shown: whoever
 * turned up since is asked about again, and what is surely the same is never overruled.
 */
export const decideAdding = (input: {
  readonly fields: PersonFields
  readonly candidates: readonly DoorstepCandidate[]
  /** Candidates of whom the caller said that they are other people. */
  readonly others: readonly string[]
}): AddingDecision => {
  const likeness = input.candidates.map(({ id, fields }) => ({ id, is: comparePersons(input.fields, fields) }))
  const known = likeness.find(({ is }) => is === 'surely')
  if (known !== undefined) return { outcome: 'known', id: known.id }
  const ids = likeness.filter(({ is }) => is === 'perhaps').map(({ id }) => id)
  return ids.length === 0 || sameIds(ids, input.others) ? { outcome: 'new' } : { outcome: 'doubtful', ids }
}

export type CorrectionDecision =
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'stale' }
  /** The new number is that of somebody else on the ledger. */
  | { readonly outcome: 'numberKnown'; readonly id: string }
  | { readonly outcome: 'changed'; readonly changed: readonly PersonField[] }

/** Order of telephones, kinds and diseases says nothing; of a vaccination only the class is stored. */
const comparable = (fields: PersonFields, field: PersonField): string => {
  if (field === 'vaccination') return fields.vaccination.class
  if (field === 'disease') return JSON.stringify([fields.disease.class, [...fields.disease.names].sort()])
  const value = fields[field]
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value)
}

/** The fields in which two entries about one person differ. */
export const changedFields = (before: PersonFields, after: PersonFields): readonly PersonField[] =>
  (Object.keys(after) as PersonField[]) // exactly the keys of the type
    .filter((field) => comparable(before, field) !== comparable(after, field))

/** What a correction does (K1): a form opened before somebody else changed the person is shown anew, not saved over it. */
export const decideCorrection = (input: {
  readonly before: PersonFields
  readonly after: PersonFields
  /** How much was built on the person when the form was opened, and now. */
  readonly version: number
  readonly built: number
  readonly candidates: readonly DoorstepCandidate[]
}): CorrectionDecision => {
  const { before, after, candidates } = input
  if (input.version !== input.built) return { outcome: 'stale' }
  const changed = changedFields(before, after)
  if (changed.length === 0) return { outcome: 'unchanged' }
  const owner = changed.includes('idNumber')
    ? candidates.find(({ fields }) => fields.idNumber !== null && fields.idNumber === after.idNumber)
    : undefined
  return owner === undefined ? { outcome: 'changed', changed } : { outcome: 'numberKnown', id: owner.id }
}
