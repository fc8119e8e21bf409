import type { BindingKind, Bindings } from '@lianfang/domain/care'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

/** A binding closer than the village's, as it is stored by its subject. */
export type CloserKind = Exclude<BindingKind, 'village'>

export type BoundPerson = Bindings & {
  readonly id: string
  /** The team the person has now. */
  readonly team: string | null
}

/** Who is still served, of `care.person p`. */
export const notGone = sql`p.life not in ('dead', 'left')`

/** The bindings of people: `whose` are conditions on `care.person p`. */
export const bindingsOf = (tx: Tx, home: string, whose: RawBuilder<unknown>): Promise<BoundPerson[]> =>
  tx.rows(sql<BoundPerson>`
    select p.id, p.team, own.team as person, house.team as household, g.team as grid, v.team as village
    from care.person p
      left join care.team_binding own on own.home = p.home and own.kind = 'person' and own.subject = p.id
      left join care.team_binding house on house.home = p.home and house.kind = 'household' and house.subject = p.household
      left join care.team_binding g on g.home = p.home and g.kind = 'grid' and g.subject = p.grid
      left join care.team_village v on v.home = p.home and v.village = p.village
    where p.home = ${home} and ${whose}`)

export const inVillages = (villages: readonly string[]): RawBuilder<unknown> =>
  sql`p.village = any(${villages}::text[])`
export const amongPeople = (people: readonly string[]): RawBuilder<unknown> => sql`p.id = any(${people}::uuid[])`

/** Whom a binding of a subject is about. */
export const ofSubject = (kind: CloserKind, subject: string): RawBuilder<unknown> => {
  if (kind === 'person') return sql`p.id = ${subject}`
  return kind === 'household' ? sql`p.household = ${subject}` : sql`p.grid = ${subject}`
}

/** The teams that people are bound to themselves; who has no binding of their own is not among them. */
export const ownTeams = async (
  tx: Tx,
  home: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (people.length === 0) return new Map()
  const rows = await tx.rows(sql<{ subject: string; team: string }>`
    select subject, team from care.team_binding
    where home = ${home} and kind = 'person' and subject = any(${people}::uuid[])`)
  return new Map(rows.map(({ subject, team }) => [subject, team]))
}

export const endBinding = (
  tx: Tx,
  b: { readonly home: string; readonly kind: CloserKind; readonly subject: string },
): Promise<number> =>
  tx.run(sql`delete from care.team_binding where home = ${b.home} and kind = ${b.kind} and subject = ${b.subject}`)

/** What is bound: where it lies, and whether nobody of it is served any more; undefined where the caller sees none of it. */
export const subjectOf = async (tx: Tx, home: string, { kind, subject }: Pick<Bound, 'kind' | 'subject'>) => {
  const at =
    kind === 'grid'
      ? sql`select g.township, false as gone from care.grid g where g.home = ${home} and g.id = ${subject}`
      : sql`select p.township, not bool_or(${notGone}) as gone from care.person p
          where p.home = ${home} and ${ofSubject(kind, subject)} group by p.township`
  return tx.row(sql<{ township: string; gone: boolean }>`${at}`)
}

type Bound = {
  readonly home: string
  readonly kind: CloserKind
  readonly subject: string
  readonly team: string
  readonly township: string
  readonly now: Date
  readonly by: string
}

/** Binds a subject to a team, whoever had it. */
export const setBinding = (tx: Tx, b: Bound): Promise<number> =>
  tx.run(sql`
    insert into care.team_binding (home, kind, subject, team, township, since, bound_by)
    values (${b.home}, ${b.kind}, ${b.subject}, ${b.team}, ${b.township}, ${b.now}, ${b.by})
    on conflict (home, kind, subject) do update set team = excluded.team, township = excluded.township,
      since = excluded.since, bound_by = excluded.bound_by where team_binding.team <> excluded.team`)

/** The team that a subject is bound to. */
export const boundTo = async (tx: Tx, home: string, b: Pick<Bound, 'kind' | 'subject'>): Promise<string | null> => {
  const row = await tx.row(sql<{ team: string }>`
    select team from care.team_binding where home = ${home} and kind = ${b.kind} and subject = ${b.subject}`)
  return row?.team ?? null
}

export const changeBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ body_hash: Buffer }>`select body_hash from care.binding_change where home = ${home} and id = ${id}`)

type Change = Omit<Bound, 'team' | 'now' | 'by'> & {
  readonly id: string
  readonly what: 'bound' | 'unbound' | 'grid'
  readonly team: string | null
  readonly grid: string | null
  readonly at: Date
  readonly account: string
  readonly bodyHash: Buffer
}

export const addChange = (tx: Tx, c: Change): Promise<number> =>
  tx.run(sql`
    insert into care.binding_change (home, id, township, what, kind, subject, team, grid, at, account, body_hash)
    values (${c.home}, ${c.id}, ${c.township}, ${c.what}, ${c.kind}, ${c.subject}, ${c.team}, ${c.grid}, ${c.at},
      ${c.account}, ${c.bodyHash})
    on conflict do nothing`)

/** The township of a team, where the caller sees the team. */
export const townshipOfTeam = async (tx: Tx, home: string, team: string): Promise<string | null> => {
  const row = await tx.row(
    sql<{ township: string }>`select township from care.team where home = ${home} and id = ${team}`,
  )
  return row?.township ?? null
}

/** Whom a team serves by a binding of their own or of their household; one row a person. */
export const boundPeople = (tx: Tx, home: string, team: string) =>
  tx.rows(sql<{ kind: 'household' | 'person'; subject: string; person: string; village: string | null }>`
    select b.kind, b.subject, p.id as person, p.village from care.team_binding b
      join care.person p on p.home = b.home and p.id = b.subject
    where b.home = ${home} and b.team = ${team} and b.kind = 'person' and ${notGone}
    union all
    select b.kind, b.subject, p.id, p.village from care.team_binding b
      join care.person p on p.home = b.home and p.household = b.subject
    where b.home = ${home} and b.team = ${team} and b.kind = 'household' and ${notGone}
    order by 1, 2, 3 limit 1000`)

/** Names of teams that the caller sees. */
export const teamNames = async (tx: Tx, home: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows(sql<{ id: string; name: string }>`
    select id, name from care.team where home = ${home} and id = any(${ids}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Key people of a township whom a closer binding serves, by village and team: they stay when the village moves. */
export const closerIn = (tx: Tx, home: string, township: string) =>
  tx.rows(sql<{ village: string | null; team: string; people: number }>`
    select village, team, count(*)::int as people from (
      select p.id, p.village, p.team from care.team_binding b join care.person p on p.home = b.home and p.id = b.subject
      where b.home = ${home} and b.township = ${township} and b.kind = 'person' and ${notGone}
      union
      select p.id, p.village, p.team from care.team_binding b join care.person p on p.home = b.home and p.household = b.subject
      where b.home = ${home} and b.township = ${township} and b.kind = 'household' and ${notGone}
      union
      select p.id, p.village, p.team from care.team_binding b join care.person p on p.home = b.home and p.grid = b.subject
      where b.home = ${home} and b.township = ${township} and b.kind = 'grid' and ${notGone}) c
    where team is not null group by village, team`)
