import { createHmac } from 'node:crypto'
import type { DoorstepError, PersonFields } from '@lianfang/domain/care'
import { roleSpecs } from '@lianfang/domain/org'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { matchingPeople } from '../ledger/sql-known.js'
import type { CareNeeds } from '../needs.js'
import { type ChangeValues, changeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { matchQuery } from '../people/tokens.js'

/** Keyed hash of a command's body: the same id with another body is refused. */
export const hashOf = ({ keys }: CareNeeds, body: object): Buffer =>
  createHmac('sha256', keys.purposeKey('sync'))
    .update(`doorstep\0${JSON.stringify(body)}`)
    .digest()

/** People of the county who share a key with the fields. Read over the whole county: see `overCounty`. */
export const candidatesFor = async (
  needs: CareNeeds,
  tx: Tx,
  { home, fields }: { readonly home: string; readonly fields: PersonFields },
): Promise<readonly StoredPerson[]> => {
  const tokens = matchQuery(needs.keys, fields)
  if (tokens.length === 0) return []
  const met = await matchingPeople(tx, home, tokens)
  const people = await loadPeople(needs, tx, { home, people: [...new Set(met.map((m) => m.person))] })
  // Who is met is the record that goes on, and not one that was joined into it.
  return [...people.values()].filter(({ joinedTo }) => joinedTo === null)
}

type Named = Pick<Call<'person.correct'>, 'actor'> & {
  readonly body: { readonly fields: Call<'person.correct'>['body']['fields'] }
}

/** A role that is shown no names of diseases cannot write any: it would write over what it does not see (X2). */
export const namesFault = ({ actor, body }: Named): readonly DoorstepError[] =>
  body.fields.disease.names === undefined || roleSpecs[actor.role].diseaseNames
    ? []
    : [{ field: 'diseases', code: 'namesNotYours' }]

/** Now, and the values that tier and due follow from. */
export const valuesNow = async (
  needs: CareNeeds,
  home: string,
): Promise<{ readonly now: Instant; readonly values: ChangeValues }> => {
  const now = instantOf(needs.now())
  const care = await needs.policy.care(home as PlaceCode, dayIn(now, needs.zone)) // a county's code
  return { now, values: changeValues(care) }
}
