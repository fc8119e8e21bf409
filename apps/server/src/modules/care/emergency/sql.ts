import type { Role } from '@lianfang/domain/org'
import type { Instant, PlaceCode } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

/** The person behind a whole number's keyed token; an id and nothing about it. */
export const personByToken = async (tx: Tx, home: string, tokens: readonly Buffer[]): Promise<string | undefined> =>
  (
    await tx.row(sql<{ person: string }>`
      select person from care.person_token where home = ${home} and token = any(${tokens}::bytea[]) order by person limit 1`)
  )?.person

/** The narrowest place known of a person. */
export const placeOf = async (tx: Tx, home: string, person: string): Promise<PlaceCode | undefined> =>
  (
    await tx.row(sql<{ place: PlaceCode }>`
      select coalesce(village, township) as place from care.person where home = ${home} and id = ${person}`)
  )?.place

export type NewAccess = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly account: string
  readonly role: Role
  readonly place: string
  readonly reason: string
  readonly openedAt: Instant
  readonly until: Instant
}

export const addAccess = (tx: Tx, a: NewAccess): Promise<number> =>
  tx.run(sql`
    insert into care.emergency_access (home, id, person, account, role, place, reason, opened_at, until_at)
    values (${a.home}, ${a.id}, ${a.person}, ${a.account}, ${a.role}, ${a.place}, ${a.reason},
      ${new Date(a.openedAt)}, ${new Date(a.until)})`)

export type OwnAccess = { readonly id: string; readonly home: string; readonly person: string; readonly open: boolean }

/** An account's accesses that nobody ended; `open`: their time is not over either. */
export const unendedOf = (tx: Tx, account: string, now: Instant): Promise<OwnAccess[]> =>
  tx.rows(sql<OwnAccess>`
    select id, home, person, until_at > ${new Date(now)} as open from care.emergency_access
    where account = ${account} and ended_at is null order by opened_at desc limit 200`)

/** Whether an account has an access of this id, ended or not. */
export const isOwn = async (tx: Tx, account: string, id: string): Promise<boolean> =>
  (await tx.row(sql`select 1 from care.emergency_access where account = ${account} and id = ${id}`)) !== undefined

export const endAccess = (tx: Tx, a: Pick<OwnAccess, 'id' | 'home'>, now: Instant): Promise<number> =>
  tx.run(sql`
    update care.emergency_access set ended_at = ${new Date(now)}
    where home = ${a.home} and id = ${a.id} and ended_at is null`)

export type AccessRow = {
  readonly id: string
  readonly home: string
  readonly person: string
  readonly account: string
  readonly role: Role
  readonly place: string
  readonly opened_at: Instant
  readonly until_at: Instant
  readonly ended_at: Instant | null
  readonly reason: string | null
  readonly by: string | null
}

const listMost = 200
const columns = sql`e.id, e.home, e.person, e.account, e.role, e.place, e.opened_at, e.until_at, e.ended_at`

const newest = (what: RawBuilder<unknown>): RawBuilder<AccessRow> => sql<AccessRow>`
  select ${columns}, ${what} order by e.opened_at desc, e.id desc limit ${listMost}`

/** What row security shows of them, with who and why. */
export const accesses = (tx: Tx): Promise<AccessRow[]> =>
  tx.rows(
    newest(sql`e.reason, a.name as by from care.emergency_access e left join kernel.account a on a.id = e.account`),
  )

/** The same for the auditor, who has no right to the reason and is told no name. */
export const accessIds = (tx: Tx): Promise<AccessRow[]> =>
  tx.rows(newest(sql`null::text as reason, null::text as by from care.emergency_access e`))
