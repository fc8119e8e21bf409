import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { overdueRows } from '../../../kernel/settle/index.js'
import { workingIn } from '../teams/working-in.js'

export type Figure = { readonly place: string; readonly metric: string; readonly n: number }

// Each metric stands in bucket 0 but those that are counted by the hour or by the day.
const plain = ['registered', 'ledger', 'red', 'yellow', 'green', 'provisional', 'never', 'noTeam', 'alarm']

/**
 * The counters of one place and of all directly below it; `due` is what is overdue at the hour, `done` the follow-ups
 * since a day. A few short index ranges, whatever the number of people.
 */
export const figuresOf = (
  tx: Tx,
  place: string,
  at: { readonly hour: number; readonly fromDay: number },
): Promise<Figure[]> => {
  const parts = (whose: RawBuilder<unknown>) => sql`
    select place, metric, n from kernel.counter c where ${whose} and metric = any(${plain}::text[]) and bucket = 0
    union all select place, 'due', counted from ${overdueRows({ table: sql`kernel.counter`, whose, hour: at.hour })}
    union all select place, metric, n from kernel.counter c where ${whose} and metric = 'done' and bucket >= ${at.fromDay}`
  return tx.rows(sql<Figure>`
    select place, metric, sum(n)::bigint as n
    from (${parts(sql`c.place = ${place}`)} union all ${parts(sql`c.parent = ${place}`)}) c group by place, metric`)
}

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
  at: {
    readonly home: string
    readonly township: string
    readonly hour: number
    readonly now: Date
    readonly limit: number
  },
): Promise<TeamFigure[]> => {
  const whose = sql`c.county = ${at.home}`
  // Not "everything or this": a plan for both expects few rows and compares every team with every figure.
  const ofTownship = at.township === '' ? sql`true` : sql`t.township = ${at.township}`
  return tx.rows(sql<TeamFigure>`
    with c as (
      select team, metric, n from kernel.team_counter c where ${whose} and metric in ('ledger', 'red') and bucket = 0
      union all select team, 'due', counted
      from ${overdueRows({ table: sql`kernel.team_counter`, whose, hour: at.hour })}),
    figures as (
      select team, coalesce(sum(n) filter (where metric = 'ledger'), 0)::bigint as people,
        coalesce(sum(n) filter (where metric = 'red'), 0)::bigint as red,
        coalesce(sum(n) filter (where metric = 'due'), 0)::bigint as overdue
      from c group by team)
    select t.id, t.name, coalesce(f.people, 0)::bigint as people, coalesce(f.red, 0)::bigint as red,
      coalesce(f.overdue, 0)::bigint as overdue,
      t.id in (select w.team from ${workingIn(at.home, at.now)} w where w.medic) as has_medic
    from care.team t left join figures f on f.team = t.id
    where t.home = ${at.home} and ${ofTownship}
    order by overdue desc, t.name limit ${at.limit}`)
}
