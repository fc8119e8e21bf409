import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type { CountedDay, CountLine, CountRowFault } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type WrongRow = {
  readonly row: number
  readonly column: string
  readonly why: CountRowFault
}

export type CurveRow = {
  readonly id: string
  readonly place: PlaceCode
  readonly name: string
  readonly source: 'file' | 'own'
  readonly by_name: string
  readonly file_rows: number
  readonly wrong: readonly WrongRow[]
  readonly wrong_rows: number
  readonly at: Instant
  readonly taken_at: Instant | null
  readonly dropped_at: Instant | null
  readonly places: number
  readonly first_day: Day | null
  readonly last_day: Day | null
}

const columns = sql`c.id, c.place, c.name, c.source, coalesce(a.name, '') as by_name, c.file_rows, c.wrong, c.wrong_rows, c.at, c.taken_at,
  c.dropped_at, n.places, n.first_day, n.last_day`
const from = sql`supply.curve c left join kernel.account a on a.id = c.account
  left join lateral (select count(distinct k.place)::int as places, min(k.day) as first_day, max(k.day) as last_day
    from supply.curve_count k where k.curve = c.id) n on true`

export const curveById = (tx: Tx, id: string): Promise<CurveRow | undefined> =>
  tx.row(sql<CurveRow>`select ${columns} from ${from} where c.id = ${id}`)

/** Curves that the reader sees, the newest first. */
export const curves = (tx: Tx): Promise<CurveRow[]> =>
  tx.rows(sql<CurveRow>`select ${columns} from ${from} order by c.at desc, c.id limit 100`)

/** The newest curve in use that has a forecast of the place or of one in it. */
export const newestCurve = (tx: Tx, place: string): Promise<CurveRow | undefined> =>
  tx.row(sql<CurveRow>`
    select ${columns} from ${from} where c.taken_at is not null and c.dropped_at is null
      and exists (select from supply.curve_count k where k.curve = c.id and starts_with(k.place, ${place}))
    order by c.taken_at desc, c.id limit 1`)

type NewCurve = Pick<CurveRow, 'id' | 'place' | 'name' | 'source' | 'file_rows' | 'wrong' | 'wrong_rows'> & {
  readonly at: Date
  readonly account: string
}
export const addCurve = (tx: Tx, c: NewCurve): Promise<number> =>
  tx.run(sql`
    insert into supply.curve (id, place, name, source, file_rows, wrong, wrong_rows, at, account)
    values (${c.id}, ${c.place}, ${c.name}, ${c.source}, ${c.file_rows}, ${JSON.stringify(c.wrong)}::jsonb, ${c.wrong_rows}, ${c.at},
      ${c.account}) on conflict do nothing`)

export const addCounts = (tx: Tx, curve: string, lines: readonly CountLine[]): Promise<number> =>
  tx.run(sql`
    insert into supply.curve_count (curve, place, day, confirmed, recovered, deaths)
    select ${curve}, place, day, confirmed, recovered, deaths from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as l(place text, day date, confirmed bigint, recovered bigint, deaths bigint)`)

/** Answers 0 when it is in use already, or used no longer. */
export const takeCurve = (
  tx: Tx,
  c: { readonly id: string; readonly at: Date; readonly by: string },
): Promise<number> =>
  tx.run(sql`
    update supply.curve set taken_at = ${c.at}, taken_by = ${c.by} where id = ${c.id} and taken_at is null and dropped_at is null`)

export const dropCurve = (
  tx: Tx,
  c: { readonly id: string; readonly at: Date; readonly by: string },
): Promise<number> =>
  tx.run(
    sql`update supply.curve set dropped_at = ${c.at}, dropped_by = ${c.by} where id = ${c.id} and dropped_at is null`,
  )

export const placesOf = async (tx: Tx, curve: string): Promise<string[]> =>
  (
    await tx.rows(sql<{ place: string }>`
    select distinct place from supply.curve_count where curve = ${curve} order by place`)
  ).map(({ place }) => place)

export const countsOf = (
  tx: Tx,
  curve: string,
  place: string,
): Promise<(CountedDay & { readonly confirmed: number })[]> =>
  tx.rows(sql<CountedDay>`
    select day, confirmed::float8 as confirmed from supply.curve_count where curve = ${curve} and place = ${place} order by day`)

export type DefinitionRow = {
  readonly id: string
  readonly place: PlaceCode
  readonly day: Day
  readonly reason: string
  readonly by_name: string
  readonly at: Instant
  readonly withdrawn_at: Instant | null
  readonly body_hash: Buffer
}
export const definitionsOf = (tx: Tx, curve: string): Promise<DefinitionRow[]> =>
  tx.rows(sql<DefinitionRow>`
    select id, place, day, reason, by_name, at, withdrawn_at, body_hash from supply.curve_definition
    where curve = ${curve} order by day, place, id`)

type NewDefinition = Pick<DefinitionRow, 'id' | 'day' | 'reason' | 'by_name'> & {
  readonly place: string
  readonly curve: string
  readonly at: Date
  readonly account: string
  readonly bodyHash: Buffer
}
/** Answers 0 when the id is in use. */
export const addDefinition = (tx: Tx, d: NewDefinition): Promise<number> =>
  tx.run(sql`
    insert into supply.curve_definition (id, curve, place, day, reason, at, account, by_name, body_hash)
    values (${d.id}, ${d.curve}, ${d.place}, ${d.day}, ${d.reason}, ${d.at}, ${d.account}, ${d.by_name}, ${d.bodyHash})
    on conflict do nothing`)

export const withdrawDefinition = (
  tx: Tx,
  d: { readonly curve: string; readonly id: string; readonly at: Date; readonly by: string },
): Promise<number> =>
  tx.run(sql`
    update supply.curve_definition set withdrawn_at = ${d.at}, withdrawn_by = ${d.by}
    where curve = ${d.curve} and id = ${d.id} and withdrawn_at is null`)

/** What a forecast holds besides the figures that lists sort by. */
export type OutlookResult = {
  readonly next: readonly { readonly mid: number; readonly low: number; readonly high: number }[]
  readonly weights: Readonly<Record<'steady' | 'week' | 'fortnight' | 'renewal', number>>
  readonly trials: number
  readonly coverage: number
  readonly backTest: {
    readonly forecasts: number
    readonly within: number
    readonly of: number
    readonly errorPercent: number | null
    readonly steadyErrorPercent: number | null
  }
}
export type OutlookRowOf = {
  readonly place: PlaceCode
  readonly last_day: Day
  readonly last_week: number
  readonly week_mid: number
  readonly week_low: number
  readonly week_high: number
  readonly leaps: number
  readonly result: OutlookResult
  readonly made_at: Instant
}
const outlookColumns = sql`place, last_day, last_week, week_mid, week_low, week_high, leaps, result, made_at`

export const outlookOf = (tx: Tx, curve: string, place: string): Promise<OutlookRowOf | undefined> =>
  tx.row(sql<OutlookRowOf>`select ${outlookColumns} from supply.outlook where curve = ${curve} and place = ${place}`)

/** Forecasts of places inside one, the most expected first: of all that no other counted place parts from it. */
export const outlooksBelow = (tx: Tx, curve: string, place: string): Promise<OutlookRowOf[]> =>
  tx.rows(sql<OutlookRowOf>`
    select ${outlookColumns} from supply.outlook o where curve = ${curve} and starts_with(place, ${place}) and place <> ${place}
      and not exists (select from supply.outlook b where b.curve = o.curve and starts_with(o.place, b.place)
        and b.place <> o.place and starts_with(b.place, ${place}) and b.place <> ${place})
    order by week_mid desc, place limit 500`)

export const setOutlook = (
  tx: Tx,
  curve: string,
  o: Omit<OutlookRowOf, 'made_at' | 'place'> & { readonly place: string; readonly at: Date },
) =>
  tx.run(sql`
    insert into supply.outlook (curve, place, last_day, last_week, week_mid, week_low, week_high, leaps, result, made_at)
    values (${curve}, ${o.place}, ${o.last_day}, ${o.last_week}, ${o.week_mid}, ${o.week_low}, ${o.week_high}, ${o.leaps},
      ${JSON.stringify(o.result)}::jsonb, ${o.at})
    on conflict (curve, place) do update set last_day = excluded.last_day, last_week = excluded.last_week,
      week_mid = excluded.week_mid, week_low = excluded.week_low, week_high = excluded.week_high, leaps = excluded.leaps,
      result = excluded.result, made_at = excluded.made_at`)
