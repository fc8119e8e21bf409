import { keptOnMove, type PersonFields, servedBy } from '@lianfang/domain/care'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { StoredPerson } from '../people/load-people.js'
import { ownTeams } from './sql-bindings.js'

const key = (home: string) => sql`hashtextextended(${`teams ${home}`}, 71239)`

// Whoever takes people in and whoever gives a village to a team would not see each other: the people would stay without the
// team that their village has. Those who take in pass together; who binds waits for them, and they for who binds.
/** To be asked before people are taken in, moved or put together: whoever binds waits until this transaction ends. */
export const passing = (tx: Tx, home: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock_shared(${key(home)})`)

/** To be asked before villages, grids, households or people change their team: until this transaction ends nobody of the county is taken in or moved. */
export const holdServing = (tx: Tx, home: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(${key(home)})`)

/** The team that serves a village, and whoever is new in it; it goes on serving it until this transaction ends. */
export const teamOf = async (tx: Tx, home: string, village: string | null): Promise<string | null> => {
  if (village === null) return null
  await passing(tx, home)
  const row = await tx.row(sql<{ team: string }>`
    select team from care.team_village where home = ${home} and village = ${village}`)
  return row?.team ?? null
}

/** The teams of a county by the villages they serve, until this transaction ends. */
export const teamsByVillage = async (tx: Tx, home: string): Promise<ReadonlyMap<string, string>> => {
  await passing(tx, home)
  const rows = await tx.rows(sql<{ village: string; team: string }>`
    select village, team from care.team_village where home = ${home}`)
  return new Map(rows.map(({ village, team }) => [village, team]))
}

type Movers = {
  readonly villages: ReadonlyMap<string, string>
  /** Teams that the people are bound to themselves. */
  readonly own: ReadonlyMap<string, string>
}

type Moving = { readonly before: Pick<StoredPerson, 'id' | 'team' | 'fields'>; readonly fields: PersonFields }

/**
 * The team of somebody whose facts change: whoever stays in the village keeps theirs, since no binding changes by that; whoever
 * moves is in no household or grid there (CARE-TEAM-3).
 */
export const teamAfter = ({ villages, own }: Movers, { before, fields }: Moving): string | null => {
  const kept = keptOnMove(before.fields, fields)
  if (kept.household) return before.team
  const village = fields.village === null ? null : (villages.get(fields.village) ?? null)
  const person = kept.person ? (own.get(before.id) ?? null) : null
  return servedBy({ person, household: null, grid: null, village })?.team ?? null
}

/** The same of one person, where the teams are not at hand. */
export const teamAfterMove = async (tx: Tx, home: string, moving: Moving): Promise<string | null> => {
  const { village } = moving.fields
  const team = await teamOf(tx, home, village)
  const villages = new Map(village === null || team === null ? [] : [[village, team]])
  return teamAfter({ villages, own: await ownTeams(tx, home, [moving.before.id]) }, moving)
}
