import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'
import type { StoredPerson } from '../people/load-people.js'
import type { ImportRow } from './sql.js'

type KeyedPair = { readonly id: string; readonly key_id: string; readonly wrapped: Buffer }

export type SettledPair = KeyedPair & {
  /** Whom the pair took in or became one with. */
  readonly person: string | null
  /** Whether the row's person was taken in by it. */
  readonly took: boolean
  readonly before_sealed: Buffer | null
  readonly built_after: number | null
}

/** An import's pairs that somebody has settled, the last one first. */
export const settledPairs = (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>): Promise<SettledPair[]> =>
  tx.rows(sql<SettledPair>`
    select id, key_id, wrapped, person, decision = 'different' or other_person is null as took, before_sealed, built_after
    from care.doubtful_pair where home = ${i.home} and import_id = ${i.id} and decision is not null
    order by decided_at desc, id desc`)

/** Who of these is one side of a pair. */
export const pairedPeople = async (tx: Tx, home: string, people: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await tx.rows(sql<{ person: string }>`
    select distinct other_person as person from care.doubtful_pair
    where home = ${home} and other_person = any(${people}::uuid[])`)
  return new Set(rows.map((row) => row.person))
}

type Leaving = { readonly home: string; readonly importId: string; readonly person: StoredPerson }

/** Other imports' pairs with somebody who goes: the row still waits, beside the person as they were. Their own pairs go. */
export const leaveWaitingPairs = async (
  { keys }: Pick<CareNeeds, 'keys'>,
  tx: Tx,
  { home, importId, person }: Leaving,
): Promise<void> => {
  const waiting = await tx.rows(sql<KeyedPair>`
    select id, key_id, wrapped from care.doubtful_pair
    where home = ${home} and other_person = ${person.id} and decision is null and import_id is distinct from ${importId}::uuid`)
  for (const { id, key_id, wrapped } of waiting) {
    const at = { county: home, person: id, field: 'other' }
    const sealed = keys.seal({ key: { keyId: key_id, wrapped }, at, text: JSON.stringify(person.fields) })
    await tx.run(sql`
      update care.doubtful_pair set other_person = null, other_sealed = ${sealed} where home = ${home} and id = ${id}`)
  }
  await tx.run(sql`delete from care.record_merged where home = ${home} and person = ${person.id}`)
  await tx.run(sql`delete from care.doubtful_pair where home = ${home} and other_person = ${person.id}`)
}

export type PairCounts = { readonly open: number; readonly takenIn: number; readonly merged: number }
export const noPairs: PairCounts = { open: 0, takenIn: 0, merged: 0 }

/** What became of imports' perhaps-twice rows: still open, taken in as people of their own, one with somebody known. */
export const pairCounts = async (
  tx: Tx,
  home: string,
  imports: readonly string[],
): Promise<ReadonlyMap<string, PairCounts>> => {
  const rows = await tx.rows(sql<PairCounts & { import_id: string }>`
    select import_id, (count(*) filter (where decision is null))::int as open,
      (count(*) filter (where decision is not null and took))::int as "takenIn",
      (count(*) filter (where decision is not null and not took))::int as merged
    from (select import_id, decision, decision = 'different' or other_person is null as took
      from care.doubtful_pair where home = ${home} and import_id = any(${imports}::uuid[])) as d
    group by import_id`)
  return new Map(rows.map(({ import_id, ...counts }) => [import_id, counts]))
}

/** People whom an import that was taken back left as they are, because something was built on them since. */
export const keptPeople = async (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>): Promise<readonly string[]> => {
  const rows = await tx.rows(sql<{ person: string }>`
    select distinct k.person from (
      select person from care.import_row where home = ${i.home} and import_id = ${i.id} and taken
      union all
      select person from care.doubtful_pair where home = ${i.home} and import_id = ${i.id} and decision is not null) k
    where exists (select from care.person p where p.home = ${i.home} and p.id = k.person) order by 1`)
  return rows.map((row) => row.person)
}
