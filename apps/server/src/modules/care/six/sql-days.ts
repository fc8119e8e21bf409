import type { RegisterBasis } from '@lianfang/domain/care'
import type { Day, Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type KeptRow = {
  readonly township: string
  readonly inPlace: readonly number[]
  /** Null at a point where the denominator is not known. */
  readonly asked: readonly (number | null)[]
  /** What the second point stands against; null where the register says nothing. */
  readonly against: RegisterBasis | null
}

type Keeping = { readonly home: string; readonly day: Day; readonly at: Date; readonly rows: readonly KeptRow[] }

/** Keeps the six of some townships for a day; what was kept of that day before is replaced. */
export const keepDay = (tx: Tx, { home, day, at, rows }: Keeping): Promise<number> =>
  tx.run(sql`
    insert into care.six_day (home, township, day, in_place, asked, against, worked_at)
    select ${home}, n.township, ${day}::date, n.in_place::int[], n.asked::int[], n.against, ${at}
    from unnest(${rows.map((r) => r.township)}::text[], ${rows.map((r) => `{${r.inPlace.join()}}`)}::text[],
      ${rows.map((r) => `{${r.asked.map((n) => n ?? 'null').join()}}`)}::text[], ${rows.map((r) => r.against)}::text[]) as n (township, in_place, asked, against)
    on conflict (home, township, day) do update set in_place = excluded.in_place, asked = excluded.asked,
      against = excluded.against, worked_at = excluded.worked_at`)

type At = { readonly place: string; readonly today: Day; readonly yesterday: Day }

/** When the oldest and the newest of the sums of today were worked out; yesterday's stand in until today's are there. */
export const workedAt = (tx: Tx, { place, today, yesterday }: At) =>
  tx.row(sql<{ from: Instant | null; until: Instant | null }>`
    select min(worked_at) as "from", max(worked_at) as until from (
      select distinct on (township) worked_at from care.six_day
      where day in (${today}::date, ${yesterday}::date) and starts_with(township, ${place}) order by township, day desc) s`)

export type SumRow = {
  readonly code: string
  readonly in_place: readonly number[]
  readonly asked: readonly (number | null)[]
  /** 'mixed': not the same in all townships; null where one's is not known. */
  readonly against: RegisterBasis | 'mixed' | null
}

// One sum a point; a denominator that is not known somewhere is not known of the whole.
const points = (column: 'in_place' | 'asked'): RawBuilder<unknown> => {
  const at = (i: number): RawBuilder<unknown> => sql`
    case when count(*) = count(s.${sql.ref(column)}[${sql.lit(i)}]) then sum(s.${sql.ref(column)}[${sql.lit(i)}])::int end`
  return sql`array[${sql.join([1, 2, 3, 4, 5, 6].map(at))}]`
}

type Span = { readonly place: string; readonly digits: number; readonly from: Day; readonly today: Day }

export type DayRow = SumRow & {
  readonly day: Day
  /** Whether anything was kept on the day itself, and not the day before alone. */
  readonly own: boolean
}

/**
 * Day by day the sums of what lies in a place, by the first digits of townships. A township of which nothing is kept on a day
 * stands in with the day before: only what somebody looked at is kept before the day has ended, and the sum of a province
 * must not be one county's.
 */
export const sumsOfDays = (tx: Tx, { place, digits, from, today }: Span) =>
  tx.rows(sql<DayRow>`
    select d.day, s.code, bool_or(d.own) as own, ${points('in_place')} as in_place, ${points('asked')} as asked,
      case when count(s.against) < count(*) then null when count(distinct s.against) = 1 then min(s.against) else 'mixed' end as against
    from (
      select left(township, ${digits}) as code, day, in_place, asked, against,
        lead(day) over (partition by township order by day) as next_day
      from care.six_day
      where day between ${from}::date - 1 and ${today}::date and starts_with(township, ${place})) s
    cross join lateral (select s.day, true as own
      union all select s.day + 1, false where s.next_day is distinct from s.day + 1) d
    where d.day between ${from}::date and ${today}::date group by d.day, s.code order by d.day, s.code`)
