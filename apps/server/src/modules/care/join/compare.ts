import { refuseJoining, resemble } from '@lianfang/domain/care'
import type { PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { phoneQuery } from '../../../kernel/keys/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { candidatesFor } from '../doorstep/lookup.js'
import { choicesOf, sideOf } from '../ledger/sides.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { type ListedRow, listedColumns, listedFrom, openRows } from '../people/rows.js'
import { hangingOn } from './sql.js'

const placeOf = (person: StoredPerson): PlaceCode => (person.fields.village ?? person.fields.township) as PlaceCode // stored from checked codes

type Asking = Pick<Call<'person.doubles'>, 'require'> & { readonly home: string }

/** A record that the reader's place and role reach. */
export const recordFor = async (
  needs: CareNeeds,
  tx: Tx,
  { home, require }: Asking,
  id: string,
): Promise<StoredPerson> => {
  const person = (await loadPeople(needs, tx, { home, people: [id] })).get(id)
  if (person === undefined) throw problem('not-found')
  require({ place: placeOf(person), teamId: person.team, personId: person.id })
  return person
}

/** Who meets a record under the keys of ledgers, or by a telephone, and resembles it. */
const resembling = async (needs: CareNeeds, tx: Tx, home: string, person: StoredPerson): Promise<readonly string[]> => {
  const { fields } = person
  const met = await candidatesFor(needs, tx, { home, fields })
  const tokens = fields.phones.flatMap(phoneQuery).flatMap((part) => needs.keys.blindIndexAll(part).map((t) => t.token))
  const near = await tx.rows(sql<{ person: string }>`
    select distinct person from care.person_token where home = ${home} and token = any(${tokens}::bytea[]) limit 50`)
  const people = await loadPeople(needs, tx, { home, people: near.map((row) => row.person) })
  const all = new Map([...met, ...people.values()].map((one) => [one.id, one]))
  return [...all.values()]
    .filter((one) => one.id !== person.id && one.joinedTo === null && one.trial === person.trial) // else never joined
    .filter((one) => resemble(fields, one.fields))
    .map(({ id }) => id)
}

/** Records that share a number, a telephone, or name and village with this one; those the reader's place shows. */
export const listDoubles = (needs: CareNeeds, { scope, params, actor, require }: Call<'person.doubles'>) => {
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = await recordFor(needs, tx, { home, require }, params.id)
    const ids = await resembling(needs, tx, home, person)
    const rows = await tx.rows(sql<ListedRow>`
      select ${listedColumns} from ${listedFrom} where d.home = ${home} and d.person = any(${ids}::uuid[])
      order by d.rank, d.person limit 20`)
    const { people } = await openRows(needs, tx, { rows, home })
    const place = placeOf(person)
    await writeAudit(tx, actor, { action: 'person.doubles', subject: person.id, place, count: people.length })
    return { rows: people }
  })
}

/** Two records side by side, with what stands unless somebody chooses, and why they cannot be joined where they cannot. */
export const compareRecords = (needs: CareNeeds, { scope, params, actor, require }: Call<'join.compare'>) => {
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const kept = await recordFor(needs, tx, { home, require }, params.id)
    const other = await recordFor(needs, tx, { home, require }, params.other)
    const hanging = await hangingOn(tx, home, other.id)
    const codes = [kept, other].flatMap(({ fields: f }) => [f.township, f.village ?? f.township])
    const names = await placesByCode(tx, codes)
    for (const one of [kept, other])
      await writeAudit(tx, actor, { action: 'person.read', subject: one.id, place: placeOf(one) })
    return {
      kept: { personId: kept.id, fields: sideOf(kept.fields, names) },
      other: { personId: other.id, fields: sideOf(other.fields, names) },
      choices: choicesOf(kept.fields, other.fields),
      refusal: refuseJoining({ kept, other: { ...other, hanging } }),
      hanging,
    }
  })
}
