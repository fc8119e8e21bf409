import type { DoorstepFields } from '@lianfang/contract'
import { doorstepFormOf, type PersonFields } from '@lianfang/domain/care'
import { type Role, roleSpecs } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { chainNamed } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'

/** The place by which rights are judged. */
export const placeOf = ({ village, township }: Pick<PersonFields, 'village' | 'township'>): PlaceCode =>
  village ?? township

/** The form of a stored person as a role may see it: names of diseases only where the role sees them (X2). */
export const formOf = async (tx: Tx, person: StoredPerson, role: Role) => {
  const { disease, ...form } = doorstepFormOf(person.fields)
  const fields: DoorstepFields = {
    ...form,
    township: person.fields.township,
    village: person.fields.village,
    kinds: [...person.fields.kinds],
    disease: roleSpecs[role].diseaseNames
      ? { class: disease.class, names: [...(disease.names ?? [])] }
      : { class: disease.class },
  }
  return { id: person.id, version: person.built, fields, chain: [...(await chainNamed(tx, placeOf(person.fields)))] }
}

/** What a form of correction opens with. Opening it is looking at the person, and is written down as that. */
export const readFields = (needs: CareNeeds, { scope, params, actor, require }: Call<'person.fields'>) =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const person = (await loadPeople(needs, tx, { home: scope.county, people: [params.id] })).get(params.id)
      if (person === undefined) throw problem('not-found')
      const place = placeOf(person.fields)
      require({ place, teamId: person.team, personId: person.id })
      await writeAudit(tx, actor, { action: 'person.read', subject: person.id, place })
      return formOf(tx, person, actor.role)
    },
    { noted: true },
  )
