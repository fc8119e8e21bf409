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
