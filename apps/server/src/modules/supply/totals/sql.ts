import type { Day, PlaceCode } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { figureColumns } from '../stock/sql.js'

/** The day that totals are reckoned for; before anything was counted there is none, and nothing has expired. */
const mark = sql`coalesce((select day from supply.expiry_mark), '-infinity'::date)`

/**
 * Folds what movements left into the totals of township, county, prefecture, province and nation. One statement: a crash
 * between taking and adding is a rollback of both. Answers how many changes were taken.
 */
export const foldStep = async (tx: Tx, limit: number): Promise<number> => {
  const row = await tx.row(sql<{ taken: number }>`
    with taken as (
      delete from supply.stock_delta where ctid = any(array(select ctid from supply.stock_delta limit ${limit}))
      returning place, kind, expiry, free, reserved, held),
    summed as (
      select left(place, 9) as place, kind, expiry, sum(free) as free, sum(reserved) as reserved, sum(held) as held
      from taken group by 1, 2, 3),
    climbed as (
      select up.place, up.parent, s.kind, s.expiry, sum(s.free) as free, sum(s.reserved) as reserved, sum(s.held) as held
      from summed s cross join lateral (values
        (case when length(s.place) = 9 then s.place end, left(s.place, 6)),
        (left(s.place, 6), left(s.place, 4)),
        (left(s.place, 4), left(s.place, 2)),
        (left(s.place, 2), ''),
        ('', '-')) as up (place, parent)
      where up.place is not null group by 1, 2, 3, 4),
    by_day as (
      insert into supply.stock_expiring as e (place, expiry, kind, free, reserved)
      select place, expiry, kind, free, reserved from climbed
      where expiry is not null and (free <> 0 or reserved <> 0) order by place, expiry, kind
      on conflict (place, expiry, kind) do update set free = e.free + excluded.free, reserved = e.reserved + excluded.reserved),
    totals as (
      insert into supply.stock_total as t (place, kind, parent, free, reserved, held, expired)
      select place, kind, parent, sum(case when expiry < ${mark} then 0 else free end),
        sum(case when expiry < ${mark} then 0 else reserved end), sum(held),
        sum(case when expiry < ${mark} then free + reserved else 0 end)
      from climbed group by place, kind, parent order by place, kind
      on conflict (place, kind) do update set free = t.free + excluded.free, reserved = t.reserved + excluded.reserved,
        held = t.held + excluded.held, expired = t.expired + excluded.expired)
    select count(*)::int as taken from taken`)
  return row?.taken ?? 0
}

/**
 * Moves the day of the totals forward: what was last usable on a day that has passed is expired. A clock that is set back
 * reads rightly all the same, because a reader adds what lies between. Answers whether it moved.
 */
export const expireStep = async (tx: Tx, today: Day): Promise<boolean> => {
  const moved = await tx.row(sql<{ one: number }>`select 1 as one where ${mark} < ${today}::date`)
  if (moved === undefined) return false
  await tx.run(sql`
    update supply.stock_total t set free = t.free - e.free, reserved = t.reserved - e.reserved,
      expired = t.expired + e.free + e.reserved
    from (select place, kind, sum(free) as free, sum(reserved) as reserved from supply.stock_expiring
      where expiry >= ${mark} and expiry < ${today}::date group by place, kind) e
    where t.place = e.place and t.kind = e.kind`)
  await tx.run(sql`
    insert into supply.expiry_mark (day) values (${today}::date) on conflict (one) do update set day = excluded.day`)
  return true
}

type Marking = {
  readonly id: string
  readonly place: string
  readonly kind: string
  readonly lot: string | null
  readonly serials: readonly string[] | null
}

const markOf = (tx: Tx, { place, kind, lot, serials }: Marking, limit: number): Promise<number> =>
  tx.run(sql`
    update supply.stock s set recalled = d.recalled
    from (select s.home, s.store, s.item, c.recalled
      from supply.item i join supply.stock s on s.home = i.home and s.item = i.id
        cross join lateral (select supply.is_recalled(i.home, i.kind, i.product, i.lot, i.serial) as recalled) c
      where i.kind = ${kind} and starts_with(i.home, ${place})
        and ${lot === null ? sql`i.serial = any(${serials}::text[])` : sql`i.lot = ${lot}`}
        and s.recalled <> c.recalled limit ${limit}) d
    where s.home = d.home and s.store = d.store and s.item = d.item and s.recalled <> d.recalled`)

/**
 * Marks the units of recalls that were made or lifted, some thousand at a time: their totals move to held or back. Asked again
 * for some seconds, because a movement that began before the recall may bring units after it. Answers how many were marked.
 */
export const recallStep = async (tx: Tx, limit: number): Promise<number> => {
  const asked = await tx.rows(sql<Marking>`
    select r.id, r.place, r.kind, r.lot, r.serials from supply.recall_mark m join supply.recall r on r.id = m.recall
    order by m.asked_at limit 20`)
  let marked = 0
  for (const recall of asked) {
    const done = await markOf(tx, recall, limit)
    marked += done
    if (done >= limit) continue
    await tx.run(sql`
      delete from supply.recall_mark where recall = ${recall.id} and asked_at < clock_timestamp() - interval '5 seconds'`)
  }
  return marked
}

export type TotalRow = {
  readonly place: PlaceCode
  readonly kind: string
  readonly on_hand: number
  readonly held: number
  readonly expired: number
  readonly reserved: number
  readonly available: number
}

const totalsWhere = (where: RawBuilder<unknown>): RawBuilder<TotalRow> => sql<TotalRow>`
  select t.place, t.kind, t.free + t.reserved + t.held + t.expired as on_hand, t.held, t.expired, t.reserved, t.free as available
  from supply.stock_total t join supply.kind k on k.code = t.kind
  where ${where} and (t.free <> 0 or t.reserved <> 0 or t.held <> 0 or t.expired <> 0)
  order by t.place, k.place_in_list, t.kind`

type Moved = { readonly place: string; readonly kind: string; readonly free: number; readonly reserved: number }

/** What expires between the day that totals are reckoned for and the day that is asked for; negative where that lies before. */
const movedBetween = async (tx: Tx, places: readonly string[], today: Day): Promise<readonly Moved[]> => {
  const known = await tx.row(sql<{ day: Day }>`select day from supply.expiry_mark`)
  const from = known?.day ?? today
  if (from === today) return []
  const [first, last] = from < today ? [from, today] : [today, from]
  const sign = from < today ? 1 : -1
  return tx.rows(sql<Moved>`
    select place, kind, (${sign}::int * sum(free))::bigint as free, (${sign}::int * sum(reserved))::bigint as reserved
    from supply.stock_expiring
    where place = any(${[...places]}::text[]) and expiry >= ${first}::date and expiry < ${last}::date group by place, kind`)
}

/** Totals on a day: those that are kept, and what expired since the day they are kept for. */
const onDay = async (tx: Tx, rows: readonly TotalRow[], today: Day): Promise<TotalRow[]> => {
  const places = [...new Set(rows.map(({ place }) => place))]
  const moved = await movedBetween(tx, places, today)
  return rows.map((row) => {
    const { free = 0, reserved = 0 } = moved.find((m) => m.place === row.place && m.kind === row.kind) ?? {}
    const available = row.available - free
    return { ...row, expired: row.expired + free + reserved, reserved: row.reserved - reserved, available }
  })
}

export const totalsOf = async (tx: Tx, place: string, today: Day): Promise<TotalRow[]> =>
  onDay(tx, await tx.rows(totalsWhere(sql`t.place = ${place}`)), today)

export const totalsBelow = async (
  tx: Tx,
  at: { readonly place: string; readonly kind: string },
  today: Day,
): Promise<TotalRow[]> =>
  onDay(tx, await tx.rows(totalsWhere(sql`t.parent = ${at.place} and t.kind = ${at.kind}`)), today)

/** Of a village, and of the villages of a township: no totals are kept below the township, there are few stores. */
export const totalsByVillage = (
  tx: Tx,
  at: { readonly place: string; readonly kind: string | null },
  today: Day,
): Promise<TotalRow[]> =>
  tx.rows(sql<TotalRow>`
    select f.place, f.kind, sum(on_hand)::bigint as on_hand, sum(held)::bigint as held, sum(expired)::bigint as expired,
      sum(kept)::bigint as reserved, sum(available)::bigint as available
    from (select s.place, s.kind, ${figureColumns(today)}
      from supply.stock s cross join lateral (select s.recalled) c
      where s.place >= ${at.place} and s.place < ${`${at.place}:`} and length(s.place) = 12
        and s.free + s.reserved + s.quarantine + s.on_hold + s.damaged > 0
        and (${at.kind}::text is null or s.kind = ${at.kind})) f
      join supply.kind k on k.code = f.kind
    group by f.place, f.kind, k.place_in_list order by f.place, k.place_in_list, f.kind`)
