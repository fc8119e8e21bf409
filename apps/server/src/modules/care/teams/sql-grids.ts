import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { notGone } from './sql-bindings.js'

export type GridRow = {
  readonly id: string
  readonly name: string
  readonly township: string
  readonly village: string
  readonly people: number
  readonly team: string | null
  readonly team_name: string | null
}

/** Grids with how many people they have and who serves them: `whose` are conditions on `care.grid g` and its binding `b`. */
const gridsWhere = (tx: Tx, home: string, whose: RawBuilder<unknown>): Promise<GridRow[]> =>
  tx.rows(sql<GridRow>`
    select g.id, g.name, g.township, g.village, t.id as team, t.name as team_name,
      (select count(*)::int from care.person p where p.home = g.home and p.grid = g.id and ${notGone}) as people
    from care.grid g
      left join care.team_binding b on b.home = g.home and b.kind = 'grid' and b.subject = g.id
      left join care.team t on t.home = g.home and t.id = b.team
    where g.home = ${home} and ${whose} order by g.village, g.name limit 500`)

export const gridsOfVillage = (tx: Tx, home: string, village: string): Promise<GridRow[]> =>
  gridsWhere(tx, home, sql`g.village = ${village}`)
export const gridsOfTeam = (tx: Tx, home: string, team: string): Promise<GridRow[]> =>
  gridsWhere(tx, home, sql`b.team = ${team}`)
export const gridById = async (tx: Tx, home: string, id: string): Promise<GridRow | undefined> =>
  (await gridsWhere(tx, home, sql`g.id = ${id}`))[0]

type NewGrid = {
  readonly home: string
  readonly id: string
  readonly village: string
  readonly name: string
  readonly by: string
  readonly now: Date
}

/** 0 where the id, or the name in the village, is taken. */
export const addGrid = (tx: Tx, g: NewGrid): Promise<number> =>
  tx.run(sql`
    insert into care.grid (home, id, township, village, name, made_by, made_at)
    values (${g.home}, ${g.id}, ${g.village.slice(0, 9)}, ${g.village}, ${g.name}, ${g.by}, ${g.now})
    on conflict do nothing`)

type Renaming = { readonly home: string; readonly id: string; readonly name: string }

/** 0 where another grid of the village has the name. */
export const renameGrid = (tx: Tx, { home, id, name }: Renaming): Promise<number> =>
  tx.run(sql`
    update care.grid g set name = ${name} where g.home = ${home} and g.id = ${id}
      and not exists (select from care.grid o where o.home = g.home and o.village = g.village and o.name = ${name} and o.id <> g.id)`)

type Gridded = {
  readonly home: string
  readonly person: string
  readonly household: string | null
  readonly grid: string | null
}

/** Puts somebody and everybody of the household into a grid; answers who they are. */
export const setGrid = async (tx: Tx, { home, person, household, grid }: Gridded): Promise<readonly string[]> => {
  const rows = await tx.rows(sql<{ id: string }>`
    update care.person set grid = ${grid}::uuid, built_on = built_on + 1
    where home = ${home} and (id = ${person} or household = ${household}::uuid) returning id`)
  return rows.map(({ id }) => id)
}

/** The grid that somebody is in. */
export const gridOfPerson = async (tx: Tx, home: string, person: string) => {
  const row = await tx.row(sql<{ id: string; name: string }>`
    select g.id, g.name from care.person p join care.grid g on g.home = p.home and g.id = p.grid
    where p.home = ${home} and p.id = ${person}`)
  return row ?? null
}
