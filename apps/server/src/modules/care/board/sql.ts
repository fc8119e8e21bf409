import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type Figure = { readonly place: string; readonly metric: string; readonly n: number }

/**
 * The counters of one place and of all directly below it. `due` is summed over the hours that have passed, `done` over the
 * last seven days; everything else stands in bucket 0. Two index ranges, whatever the number of people.
 */
export const figuresOf = (
  tx: Tx,
  place: string,
  at: { readonly hour: number; readonly fromDay: number },
): Promise<Figure[]> =>
  tx.rows(sql<Figure>`
    select place, metric, sum(n)::bigint as n from (
      select place, metric, bucket, n from kernel.counter where place = ${place}
      union all
      select place, metric, bucket, n from kernel.counter where parent = ${place}) c
    where (metric not in ('due', 'done', 'attempt')) or (metric = 'due' and bucket < ${at.hour})
      or (metric = 'done' and bucket >= ${at.fromDay})
    group by place, metric`)

export type TrendRow = { readonly day: string; readonly metric: string; readonly n: number }

/** What the counters stood at on past days. */
export const trendOf = (tx: Tx, place: string, from: string): Promise<TrendRow[]> =>
  tx.rows(sql<TrendRow>`
    select day, metric, n from kernel.counter_day where place = ${place} and day >= ${from}::date order by day`)

/** Follow-ups by day, from the live counters. */
export const doneByDay = (tx: Tx, place: string, fromDay: number): Promise<{ bucket: number; n: number }[]> =>
  tx.rows(sql<{ bucket: number; n: number }>`
    select bucket, n from kernel.counter where place = ${place} and metric = 'done' and bucket >= ${fromDay}`)

export type TeamFigure = {
  readonly id: string
  readonly name: string
  readonly people: number
  readonly red: number
  readonly overdue: number
  readonly has_medic: boolean
}

/** Teams of a township or county, those most overdue first. */
export const teamFigures = (
  tx: Tx,
  at: { readonly home: string; readonly township: string; readonly hour: number; readonly limit: number },
): Promise<TeamFigure[]> =>
  tx.rows(sql<TeamFigure>`
    select t.id, t.name,
      coalesce(sum(c.n) filter (where c.metric = 'ledger'), 0)::bigint as people,
      coalesce(sum(c.n) filter (where c.metric = 'red'), 0)::bigint as red,
      coalesce(sum(c.n) filter (where c.metric = 'due' and c.bucket < ${at.hour}), 0)::bigint as overdue,
      exists (select from care.team_member m
        where m.home = t.home and m.team = t.id and m.medic and m.until_at is null) as has_medic
    from care.team t left join kernel.team_counter c
      on c.county = t.home and c.team = t.id and c.metric in ('ledger', 'red', 'due')
    where t.home = ${at.home} and (${at.township} = '' or t.township = ${at.township})
    group by t.home, t.id, t.name order by overdue desc, t.name limit ${at.limit}`)
