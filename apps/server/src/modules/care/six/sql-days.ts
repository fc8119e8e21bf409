import type { Day, Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type KeptRow = {
  readonly township: string
  readonly inPlace: readonly number[]
  /** Null at a point where the denominator is not known. */
  readonly asked: readonly (number | null)[]
}

type Keeping = { readonly home: string; readonly day: Day; readonly at: Date; readonly rows: readonly KeptRow[] }

/** Keeps the six of some townships for a day; what was kept of that day before is replaced. */
export const keepDay = (tx: Tx, { home, day, at, rows }: Keeping): Promise<number> =>
  tx.run(sql`
    insert into care.six_day (home, township, day, in_place, asked, worked_at)
    select ${home}, n.township, ${day}::date, n.in_place::int[], n.asked::int[], ${at}
    from unnest(${rows.map((r) => r.township)}::text[], ${rows.map((r) => `{${r.inPlace.join()}}`)}::text[],
      ${rows.map((r) => `{${r.asked.map((n) => n ?? 'null').join()}}`)}::text[]) as n (township, in_place, asked)
    on conflict (home, township, day) do update set in_place = excluded.in_place, asked = excluded.asked,
      worked_at = excluded.worked_at`)

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
}

// One sum a point; a denominator that is not known somewhere is not known of the whole.
const points = (column: 'in_place' | 'asked'): RawBuilder<unknown> => {
  const at = (i: number): RawBuilder<unknown> => sql`
    case when count(*) = count(s.${sql.ref(column)}[${sql.lit(i)}]) then sum(s.${sql.ref(column)}[${sql.lit(i)}])::int end`
  return sql`array[${sql.join([1, 2, 3, 4, 5, 6].map(at))}]`
}

/** Today's sums of the places directly below, by the first digits of their townships. */
export const sumsBelow = (tx: Tx, { place, today, yesterday, digits }: At & { readonly digits: number }) =>
  tx.rows(sql<SumRow>`
    select code, ${points('in_place')} as in_place, ${points('asked')} as asked from (
      select distinct on (township) left(township, ${digits}) as code, in_place, asked from care.six_day
      where day in (${today}::date, ${yesterday}::date) and starts_with(township, ${place})
      order by township, day desc) s group by code order by code`)

/** The sums of a place day by day. */
export const sumsByDay = (tx: Tx, { place, from }: { readonly place: string; readonly from: Day }) =>
  tx.rows(sql<Omit<SumRow, 'code'> & { readonly day: Day }>`
    select day, ${points('in_place')} as in_place, ${points('asked')} as asked from care.six_day s
    where day >= ${from}::date and starts_with(township, ${place}) group by day order by day`)
