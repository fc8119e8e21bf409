import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

type Of = { readonly home: string; readonly team: string; readonly accounts: readonly string[]; readonly now: Date }

export type LeavingRow = {
  readonly account: string
  readonly name: string
  readonly other_teams: number
  readonly calls: number
  readonly alarms: number
  readonly stands_in: number
}

/** What hangs on members of a team: their other teams, calls and alarms they have in hand, and whom they stand in for. */
export const leavingOf = (tx: Tx, { home, team, accounts, now }: Of): Promise<LeavingRow[]> =>
  tx.rows(sql<LeavingRow>`
    select m.account, a.name,
      (select count(distinct o.team)::int from care.team_member o
        where o.home = m.home and o.account = m.account and o.team <> m.team and o.until_at is null) as other_teams,
      (select count(*)::int from care.desk_call c
        where c.home = m.home and c.owner_account = m.account and c.closed_at is null) as calls,
      (select count(*)::int from care.alarm l
        where l.home = m.home and l.team = m.team and l.acknowledged_by = m.account and l.closed_at is null) as alarms,
      (select count(*)::int from care.substitute s
        where s.home = m.home and s.team = m.team and s.substitute = m.account and s.ended_at is null and s.until_at > ${now}) as stands_in
    from care.team_member m join kernel.account a on a.id = m.account
    where m.home = ${home} and m.team = ${team} and m.until_at is null and m.account = any(${accounts}::uuid[]) order by a.name`)

export type AheadRow = {
  readonly id: string
  readonly account: string
  readonly place: string
  readonly from_at: Instant
  readonly until_at: Instant
}

/** Shifts at any desk of the county that have not begun. */
export const shiftsAhead = (tx: Tx, { home, accounts, now }: Omit<Of, 'team'>): Promise<AheadRow[]> =>
  tx.rows(sql<AheadRow>`
    select id, account, place, from_at, until_at from care.desk_shift
    where home = ${home} and account = any(${accounts}::uuid[]) and cancelled_at is null and from_at > ${now}
    order by from_at, id limit 500`)

type Handing = Of & { readonly by: string }

/** Gives the open calls of people to a team; each call keeps that as a fact. Answers the desks whose lists changed. */
export const handCalls = (tx: Tx, { home, team, accounts, now, by }: Handing): Promise<{ place: string }[]> =>
  tx.rows(sql<{ place: string }>`
    with given as (
      update care.desk_call set owner_account = null, owner_team = ${team}::uuid
      where home = ${home} and owner_account = any(${accounts}::uuid[]) and closed_at is null
      returning id, place),
    told as (
      insert into care.desk_call_act (home, id, call, place, kind, at, account, to_team, body_hash)
      select ${home}, gen_random_uuid(), id, place, 'hand', ${now}, ${by}, ${team}::uuid, '' from given)
    select distinct place from given`)
