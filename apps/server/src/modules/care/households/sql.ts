import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { goneRank } from '../people/record.js'
import { type ListedRow, listedColumns, listedFrom } from '../people/rows.js'

/** Who lives in a household, as far as the reader sees them, the riskiest first. */
export const membersOf = (tx: Tx, home: string, household: string): Promise<ListedRow[]> =>
  tx.rows(sql<ListedRow>`
    select ${listedColumns} from ${listedFrom}
    where p.home = ${home} and p.household = ${household} and d.home = ${home} and d.rank < ${goneRank}
    order by d.rank, d.due_order, d.person limit 50`)

/** How many live there, seen by the caller or not. */
export const countMembers = async (tx: Tx, home: string, household: string | null): Promise<number> => {
  if (household === null) return 1
  const row = await tx.row(sql<{ n: number }>`
    select count(*)::int as n from care.person where home = ${home} and household = ${household}`)
  return row?.n ?? 0
}

type Shared = {
  readonly home: string
  readonly person: string
  readonly village: string
  readonly household: string | null
  readonly tokens: readonly Buffer[]
}

/** People of a village who share a phone number with a person and live in another household, or in none. */
export const sharingPhone = (tx: Tx, s: Shared): Promise<ListedRow[]> =>
  tx.rows(sql<ListedRow>`
    select ${listedColumns} from ${listedFrom}
    where d.home = ${s.home} and d.village = ${s.village} and d.rank < ${goneRank} and d.person <> ${s.person}
      and d.person in (select person from care.person_token where home = ${s.home} and token = any(${s.tokens}::bytea[]))
      and (p.household is distinct from ${s.household}::uuid or p.household is null)
    order by d.rank, d.due_order, d.person limit 10`)

export const changeBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ person: string; body_hash: Buffer }>`
    select person, body_hash from care.household_change where home = ${home} and id = ${id}`)

type Change = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly from: string | null
  readonly to: string | null
  readonly at: Date
  readonly account: string
  readonly bodyHash: Buffer
}

export const addChange = (tx: Tx, c: Change): Promise<number> =>
  tx.run(sql`
    insert into care.household_change (home, id, person, from_household, to_household, at, account, body_hash)
    values (${c.home}, ${c.id}, ${c.person}, ${c.from}, ${c.to}, ${c.at}, ${c.account}, ${c.bodyHash})
    on conflict do nothing`)

type Together = {
  readonly home: string
  readonly people: readonly string[]
  readonly household: string | null
  /** Those who live together are in one grid. */
  readonly grid: string | null
}

export const setHousehold = (tx: Tx, { home, people, household, grid }: Together): Promise<number> =>
  tx.run(sql`
    update care.person set household = ${household}, grid = ${grid}, built_on = built_on + 1
    where home = ${home} and id = any(${people}::uuid[])`)

/** A household of one is none: whoever is left behind alone is in none. Answers who that is. */
export const dissolveSingle = async (tx: Tx, home: string, household: string): Promise<readonly string[]> => {
  const rows = await tx.rows(sql<{ id: string }>`
    update care.person set household = null where home = ${home} and household = ${household}
      and (select count(*) from care.person x where x.home = ${home} and x.household = ${household}) = 1
    returning id`)
  return rows.map(({ id }) => id)
}
