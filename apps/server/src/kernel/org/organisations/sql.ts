import type { OrganisationTree } from '@lianfang/domain/org'
import type { Day, PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../db/index.js'

export type OrganisationRow = {
  readonly id: string
  readonly tree: OrganisationTree
  readonly parent: string | null
  readonly name: string
  readonly name_en: string | null
  readonly code: string | null
  readonly place: PlaceCode
  readonly closed_on: Day | null
  readonly version: number
  readonly depth: number
  readonly children: number
  readonly facilities: number
}

const counted = sql`
  (select count(*) from kernel.organisation c where c.parent = t.id and c.closed_on is null) as children,
  (select count(*) from kernel.facility f where f.organisation = t.id and f.closed_on is null) as facilities`

// Two moves at once, each without a circle, can make one together; writing to trees is rare, so one waits for the other.
/** Holds the shape of all trees until the transaction ends: alone for who changes it, shared for who relies on it. */
export const holdTrees = (tx: Tx, how: 'alone' | 'shared'): Promise<number> =>
  how === 'alone'
    ? tx.run(sql`select pg_advisory_xact_lock(hashtext('kernel.organisation'))`)
    : tx.run(sql`select pg_advisory_xact_lock_shared(hashtext('kernel.organisation'))`)

export const organisationById = (tx: Tx, id: string): Promise<OrganisationRow | undefined> =>
  tx.row(sql<OrganisationRow>`
    with recursive up as (
      select id, parent, 1 as depth from kernel.organisation where id = ${id}
      union all select o.id, o.parent, up.depth + 1 from up join kernel.organisation o on o.id = up.parent where up.depth < 50)
    select t.id, t.tree, t.parent, t.name, t.name_en, t.code, t.place, t.closed_on, t.version,
      (select max(depth) from up) as depth, ${counted}
    from kernel.organisation t where t.id = ${id}`)

type Trees = {
  readonly place: string
  /** The places above it: what reports there may reach down to it. */
  readonly above: readonly string[]
  readonly tree: OrganisationTree | null
  readonly limit: number
}

/** Organisations within a place and those at the places above it, each after its parent. */
export const organisationsIn = (tx: Tx, p: Trees): Promise<OrganisationRow[]> =>
  tx.rows(sql<OrganisationRow>`
    with recursive shown as materialized (
      select * from kernel.organisation o
      where ((o.place >= ${p.place} and o.place < ${`${p.place}:`}) or o.place = any(${p.above}::text[]))
        and (${p.tree}::text is null or o.tree = ${p.tree})),
    t as (
      select s.*, 1 as depth, array[s.tree, s.name, s.id::text] as path from shown s where s.parent is null
      union all
      select s.*, t.depth + 1, t.path || s.name || s.id::text from t join shown s on s.parent = t.id where t.depth < 50)
    select t.id, t.tree, t.parent, t.name, t.name_en, t.code, t.place, t.closed_on, t.version, t.depth, ${counted}
    from t order by t.path collate "C" limit ${p.limit}`)

export type NodeRow = {
  readonly id: string
  readonly parent: string | null
  readonly tree: OrganisationTree
  readonly place: PlaceCode
  readonly closed: boolean
}

/** The way up from a parent and all that hangs below a node: what a move is judged by. */
export const nodesAround = (tx: Tx, at: { readonly id: string; readonly parent: string | null }): Promise<NodeRow[]> =>
  tx.rows(sql<NodeRow>`
    with recursive up as (
      select * from kernel.organisation where id = ${at.parent}::uuid
      union select o.* from up join kernel.organisation o on o.id = up.parent),
    down as (
      select * from kernel.organisation where id = ${at.id}::uuid
      union select o.* from down join kernel.organisation o on o.parent = down.id)
    select id, parent, tree, place, closed_on is not null as closed from up
    union select id, parent, tree, place, closed_on is not null from down`)

/** Open facilities of an organisation that do not lie within a place. */
export const facilitiesOutside = async (tx: Tx, id: string, place: string): Promise<number> =>
  (
    await tx.row(sql<{ n: number }>`
      select count(*) as n from kernel.facility
      where organisation = ${id} and closed_on is null and not starts_with(place, ${place})`)
  )?.n ?? 0

export type OrganisationFields = {
  readonly parent: string | null
  readonly name: string
  readonly nameEn: string | null
  readonly code: string | null
  readonly place: PlaceCode
}

/** Answers 0 when the id is in use. */
export const addOrganisation = (
  tx: Tx,
  o: OrganisationFields & { readonly id: string; readonly tree: OrganisationTree },
): Promise<number> =>
  tx.run(sql`
    insert into kernel.organisation (id, tree, parent, name, name_en, code, place)
    values (${o.id}, ${o.tree}, ${o.parent}::uuid, ${o.name}, ${o.nameEn}, ${o.code}, ${o.place})
    on conflict do nothing`)

type Versioned = { readonly id: string; readonly version: number }

/** Answers 0 when the version has moved on, or row security does not let the writer change it. */
export const changeOrganisationRow = (tx: Tx, o: OrganisationFields & Versioned): Promise<number> =>
  tx.run(sql`
    update kernel.organisation set parent = ${o.parent}::uuid, name = ${o.name}, name_en = ${o.nameEn}, code = ${o.code},
      place = ${o.place}, version = version + 1, changed_at = now()
    where id = ${o.id} and version = ${o.version}`)

export const closeOrganisationRow = (tx: Tx, o: Versioned & { readonly closedOn: string | null }): Promise<number> =>
  tx.run(sql`
    update kernel.organisation set closed_on = ${o.closedOn}::date, version = version + 1, changed_at = now()
    where id = ${o.id} and version = ${o.version}`)
