import { compareNames, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import { gridInfos, villageNamed } from './grids.js'
import { boundPeople, townshipOfTeam } from './sql-bindings.js'
import { gridsOfTeam } from './sql-grids.js'

/** What a team serves besides its villages (K2): people by name as far as the reader sees them. */
export const listBindings = (needs: CareNeeds, { scope, params, actor, require }: Call<'team.bindings'>) => {
  const home = scope.county
  const read = async (tx: Tx) => {
    const township = await townshipOfTeam(tx, home, params.id)
    if (township === null) throw problem('not-found')
    require({ place: township as PlaceCode, teamId: params.id }) // stored from a checked code
    const rows = await boundPeople(tx, home, params.id)
    const people = [...new Set(rows.map((row) => row.person))]
    const secrets = await openFields(needs, tx, { home, people, fields: ['name'] })
    const names = await placesByCode(
      tx,
      rows.flatMap((row) => row.village ?? []),
    )
    const named = rows
      .map((row) => ({
        ...row,
        name: secrets.get(row.person)?.get('name') ?? '',
        at: row.village === null ? null : villageNamed(names, row.village),
      }))
      .sort((a, b) => compareNames(a.name, b.name))
    await writeAudit(tx, actor, { action: 'team.bindings', subject: params.id, place: township, count: people.length })
    const ofHousehold = named.filter((row) => row.kind === 'household')
    const households = [...new Set(ofHousehold.map((row) => row.subject))].map((id) => ({
      id,
      members: ofHousehold.filter((row) => row.subject === id),
    }))
    return {
      grids: await gridInfos(tx, await gridsOfTeam(tx, home, params.id)),
      households: households.map(({ id, members }) => ({
        id,
        village: members[0]?.at ?? null,
        names: members.map((row) => row.name),
      })),
      people: named
        .filter((row) => row.kind === 'person')
        .map(({ subject, at, name }) => ({ id: subject, village: at, name })),
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}
