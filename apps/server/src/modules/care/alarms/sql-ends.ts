import type { AlarmEnd } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

type Of = { readonly home: string; readonly person: string }

export type EndRow = {
  readonly id: string
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly measured_at: Instant
  readonly closed_how: AlarmEnd | null
  readonly closed_fact: string | null
}

/** The alarms of a person that no person has ended, locked: those open, and those that a life event ended. */
export const lockUnanswered = (tx: Tx, { home, person }: Of): Promise<EndRow[]> =>
  tx.rows(sql<EndRow>`
    select id, township, village, team, measured_at, closed_how, closed_fact from care.alarm
    where home = ${home} and person = ${person} and (closed_how is null or closed_how in ('gone', 'admitted'))
    order by id for update`)

/**
 * Holds whom an alarm is about until this transaction ends: a death recorded at the same moment either sees the alarm that is
 * opened again, or is seen by who opens it. Before the alarm, as every change of a person does.
 */
export const holdPerson = (tx: Tx, home: string, alarm: string): Promise<number> =>
  tx.run(sql`
    select from care.person where home = ${home}
      and id = (select person from care.alarm where home = ${home} and id = ${alarm}) for share`)

type OpenAgain = Of & { readonly alarm: string; readonly at: Date; readonly by: string }
type OpenedRow = Pick<EndRow, 'id' | 'township' | 'village' | 'team'>

/**
 * Opens an alarm again where its person lives now, in the hands of who opens it; with it the others that the same record
 * ended: its acts carry one hash.
 */
export const openAgain = (tx: Tx, { home, person, alarm, at, by }: OpenAgain): Promise<OpenedRow[]> =>
  tx.rows(sql<OpenedRow>`
    with one as (select closed_how, closed_at, closed_by from care.alarm where home = ${home} and id = ${alarm}),
    ended as (
      select a.id from care.alarm a, one
      where a.home = ${home} and a.person = ${person} and (a.id = ${alarm}
        or (a.closed_how, a.closed_at, a.closed_by) = (one.closed_how, one.closed_at, one.closed_by) and exists (
          select from care.alarm_act x join care.alarm_act y on y.home = x.home and y.alarm = ${alarm} and y.body_hash = x.body_hash
          where x.home = ${home} and x.alarm = a.id and x.kind = a.closed_how))
      order by a.id for update of a)
    update care.alarm a set closed_how = null, closed_at = null, closed_by = null, offer_again_at = null,
      acknowledged_at = ${at}, acknowledged_by = ${by}, township = p.township, village = p.village, team = p.team
    from ended, care.person p
    where a.home = ${home} and a.id = ended.id and p.home = ${home} and p.id = ${person}
    returning a.id, a.township, a.village, a.team`)

type OtherRow = Pick<EndRow, 'id' | 'township' | 'village' | 'team'> & {
  readonly acknowledged_at: Instant | null
  readonly acknowledged_by: string | null
  readonly offer_again_at: Instant | null
}

type End = {
  readonly home: string
  readonly id: string
  readonly how: AlarmEnd | null
  readonly fact: string | null
  readonly at: Date
  /** Null where a move between counties ends it. */
  readonly by: string | null
}

/** How an alarm stands after a life event: ended by it, by whom, or open again. */
export const setEnd = (tx: Tx, e: End): Promise<number> =>
  tx.run(sql`
    update care.alarm set closed_how = ${e.how}::text, closed_fact = ${e.fact}::uuid,
      closed_at = case when ${e.how}::text is null then null else ${e.at}::timestamptz end,
      closed_by = case when ${e.how}::text is null then null else ${e.by}::uuid end
    where home = ${e.home} and id = ${e.id}`)

/**
 * Locks every open alarm of whom an alarm is about, in the order of their ids: two answers recorded at once with two alarms of
 * one person, each of which holds for both, would otherwise wait for each other.
 */
export const lockTogether = (tx: Tx, home: string, alarm: string): Promise<number> =>
  tx.run(sql`
    select from care.alarm where home = ${home} and closed_at is null
      and person = (select person from care.alarm where home = ${home} and id = ${alarm}) order by id for update`)

/** The other open alarms of somebody when something is done with one of them; `lockTogether` has locked them. */
export const otherOpen = (tx: Tx, { home, person }: Of, but: string): Promise<OtherRow[]> =>
  tx.rows(sql<OtherRow>`
    select id, township, village, team, acknowledged_at, acknowledged_by, offer_again_at from care.alarm
    where home = ${home} and person = ${person} and id <> ${but} and closed_at is null order by id for update`)

/** How many alarms about a person are open. */
export const countOpen = async (tx: Tx, { home, person }: Of): Promise<number> => {
  const row = await tx.row(sql<{ n: number }>`
    select count(*)::int as n from care.alarm where home = ${home} and person = ${person} and closed_at is null`)
  return row?.n ?? 0
}
