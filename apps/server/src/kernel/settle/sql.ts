import { sql } from 'kysely'
import type { Tx } from '../db/index.js'
import { dueMark } from './overdue.js'

export type Changed = {
  readonly county: string
  readonly township: string | null
  readonly village: string | null
  readonly team: string | null
  /** Whether alarms are among what happened: screens read their list anew for these only. */
  readonly alarm: boolean
}

/**
 * Moves committed inbox rows into their county's feed with gapless numbers and answers what changed. One statement: a
 * crash between delete and insert is a rollback of both.
 */
export const feedStep = (tx: Tx, limit: number): Promise<Changed[]> =>
  tx.rows(sql<Changed>`
    with taken as (
      delete from kernel.inbox where id = any(array(select id from kernel.inbox order by at, id limit ${limit}))
      returning id, county, kind, subject, township, village, team, at),
    numbered as (
      select t.*, row_number() over (partition by county order by at, id) as k, count(*) over (partition by county) as many
      from taken t),
    heads as (
      insert into kernel.feed_head as h (county, epoch, number)
      select county, (select epoch from kernel.instance), count(*) from taken group by county
      on conflict (county) do update set number = h.number + excluded.number
      returning county, epoch, number),
    fed as (
      insert into kernel.feed (county, epoch, number, id, kind, subject, township, village, team, at)
      select n.county, h.epoch, h.number - n.many + n.k, n.id, n.kind, n.subject, n.township, n.village, n.team, n.at
      from numbered n join heads h on h.county = n.county
      returning county, township, village, team, kind)
    select county, township, village, team, bool_or(kind like 'care.alarm-%') as alarm from fed group by 1, 2, 3, 4`)

/**
 * Folds deltas into the counters of the village and all places above it, and of the team. Answers the counties touched.
 * Rows are taken by their physical place: no index to keep on a table that lives half a second.
 */
export const countStep = (tx: Tx, limit: number): Promise<{ county: string; taken: number }[]> =>
  tx.rows(sql<{ county: string; taken: number }>`
    with taken as (
      delete from kernel.delta where ctid = any(array(select ctid from kernel.delta limit ${limit}))
      returning county, place, team, metric, bucket, n),
    marked as (
      select county, place, team, metric, bucket, n from taken
      union all
      select county, place, team, 'past', 0, n from taken where metric = 'due' and bucket < ${dueMark}),
    summed as (
      select place, metric, bucket, sum(n) as n from marked group by 1, 2, 3 having sum(n) <> 0),
    climbed as (
      select up.place, up.parent, s.metric, s.bucket, sum(s.n) as n
      from summed s cross join lateral (values
        (case when length(s.place) = 12 then s.place end, left(s.place, 9)),
        (case when length(s.place) >= 9 then left(s.place, 9) end, left(s.place, 6)),
        (case when length(s.place) >= 6 then left(s.place, 6) end, left(s.place, 4)),
        (left(s.place, 4), left(s.place, 2)),
        (left(s.place, 2), ''),
        ('', '-')) as up (place, parent)
      where up.place is not null
      group by 1, 2, 3, 4 having sum(s.n) <> 0),
    places as (
      insert into kernel.counter as c (place, metric, bucket, parent, n)
      select place, metric, bucket, parent, n from climbed order by place, metric, bucket
      on conflict (place, metric, bucket) do update set n = c.n + excluded.n),
    teams as (
      insert into kernel.team_counter as c (county, team, metric, bucket, n)
      select county, team, metric, bucket, sum(n) from marked where team is not null
      group by 1, 2, 3, 4 having sum(n) <> 0 order by 1, 2, 3, 4
      on conflict (county, team, metric, bucket) do update set n = c.n + excluded.n)
    select county, count(*)::int as taken from taken group by county`)

/**
 * Moves the mark before which due hours are kept summed up (metric 'past'). Forward only: a clock that is set back reads
 * rightly all the same, because a reader takes off what lies between. Answers how many hours it moved.
 */
export const markStep = async (tx: Tx, hour: number): Promise<number> => {
  const { from } = (await tx.row(sql<{ from: number }>`select ${dueMark} as from`)) ?? { from: 0 }
  if (hour <= from) return 0
  const passed = sql`metric = 'due' and bucket >= ${from} and bucket < ${hour}`
  await tx.run(sql`
    insert into kernel.counter as c (place, metric, bucket, parent, n)
    select place, 'past', 0, parent, sum(n) from kernel.counter where ${passed} group by place, parent
    on conflict (place, metric, bucket) do update set n = c.n + excluded.n`)
  await tx.run(sql`
    insert into kernel.team_counter as c (county, team, metric, bucket, n)
    select county, team, 'past', 0, sum(n) from kernel.team_counter where ${passed} group by county, team
    on conflict (county, team, metric, bucket) do update set n = c.n + excluded.n`)
  await tx.run(sql`
    insert into kernel.due_mark (hour) values (${hour}) on conflict (one) do update set hour = excluded.hour`)
  return hour - from
}

/** Steps of two settlers (a command beside a running server) wait for each other, to the end of the transaction. */
export const takeTurn = async (tx: Tx): Promise<void> => {
  await tx.run(sql`select pg_advisory_xact_lock(71234)`)
}

/**
 * Writes down what the counters stood at when a day of the place ended: the trend. Once a day; a server that was down at
 * midnight writes it when it comes back. Answers how many places were written.
 */
export const dayStep = (tx: Tx, day: { readonly ended: string; readonly hour: number }): Promise<number> =>
  tx.run(sql`
    insert into kernel.counter_day (place, metric, day, n)
    select place, case metric when 'due' then 'overdue' else metric end, ${day.ended}::date, sum(n)
    from kernel.counter
    where length(place) <= 9 and (metric in ('ledger', 'red', 'yellow') or (metric = 'due' and bucket < ${day.hour}))
      and not exists (select from kernel.counter_day d where d.place = '' and d.metric = 'ledger' and d.day = ${day.ended}::date)
    group by place, metric
    on conflict do nothing`)

/** Whether there is something to write down of a day that has ended, and nobody has. */
export const dayIsOpen = async (tx: Tx, ended: string): Promise<boolean> =>
  (await tx.row(sql`
    select 1 from kernel.counter where place = '' and metric = 'ledger' and not exists (
      select from kernel.counter_day d where d.place = '' and d.metric = 'ledger' and d.day = ${ended}::date)`)) !==
  undefined

/** Removes emptied due-hour buckets, so that the sum of past hours stays short. */
export const sweepStep = async (tx: Tx): Promise<void> => {
  await tx.run(sql`delete from kernel.counter where metric = 'due' and n = 0`)
  await tx.run(sql`delete from kernel.team_counter where metric = 'due' and n = 0`)
}

/** The hash of one audit row; the same expression when sealing and when verifying. */
const rowHash = sql`sha256(convert_to(concat_ws('|', a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  coalesce(a.account::text, ''), coalesce(a.role, ''), a.action, coalesce(a.subject, ''), a.place, a.outcome,
  coalesce(a.n::text, ''), a.detail::text), 'UTF8'))`

/** Moves open audit rows behind the next seal: root = sha256(previous root, hashes of the rows in order). */
export const sealStep = async (tx: Tx, limit: number): Promise<number> => {
  const row = await tx.row(sql<{ count: number }>`
    with last as (
      select coalesce(max(seal), 0) as seal,
        coalesce((select root from kernel.audit_seal order by seal desc limit 1), sha256('lianfang')) as root
      from kernel.audit_seal),
    a as (
      delete from kernel.audit_open where id = any(array(select id from kernel.audit_open order by at, id limit ${limit}))
      returning *),
    placed as (
      select a.*, row_number() over (order by a.at, a.id) as position, ${rowHash} as hash from a),
    kept as (
      insert into kernel.audit (seal, position, id, at, account, role, action, subject, place, outcome, n, detail)
      select (select seal + 1 from last), position, id, at, account, role, action, subject, place, outcome, n, detail
      from placed),
    sealed as (
      insert into kernel.audit_seal (seal, sealed_at, count, previous, root)
      select (select seal + 1 from last), now(), count(*), (select root from last),
        sha256((select root from last) || string_agg(hash, ''::bytea order by position))
      from placed having count(*) > 0
      returning count)
    select coalesce((select count from sealed), 0) as count`)
  return row?.count ?? 0
}

export type SealCheck = { readonly seal: number; readonly whole: boolean; readonly count: number }

/** Recomputes seals `from` … `to`, each against its rows and against the root before it. */
export const checkSeals = (tx: Tx, range: { readonly from: number; readonly to: number }): Promise<SealCheck[]> =>
  tx.rows(sql<SealCheck>`
    select s.seal, s.count,
      s.previous = coalesce((select p.root from kernel.audit_seal p where p.seal = s.seal - 1), sha256('lianfang'))
      and s.count = (select count(*) from kernel.audit a where a.seal = s.seal)
      and s.root = (select sha256(s.previous || string_agg(${rowHash}, ''::bytea order by a.position))
                    from kernel.audit a where a.seal = s.seal) as whole
    from kernel.audit_seal s where s.seal between ${range.from} and ${range.to} order by s.seal`)
