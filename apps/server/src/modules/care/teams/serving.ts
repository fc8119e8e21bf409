import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

const key = (home: string) => sql`hashtextextended(${`teams ${home}`}, 71239)`

// Whoever takes people in and whoever gives a village to a team would not see each other: the people would stay without the
// team that their village has. Those who take in pass together; who binds waits for them, and they for who binds.
const passing = (tx: Tx, home: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock_shared(${key(home)})`)

/** To be asked before villages change their team: until this transaction ends nobody of the county is taken in or moved. */
export const holdServing = (tx: Tx, home: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(${key(home)})`)

/** The team that serves a village, and goes on serving it until this transaction ends. */
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
