import type { Day, Instant } from '@lianfang/domain/shared'
import type { Account, MovementKind } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

type At = { readonly home: string; readonly store: string }

/**
 * Figures of rows of stock on a day, in one place for every list. The same as `figuresOf` of the domain, which the tests
 * hold it against (SUP-BOOK-1, SUP-BOOK-2).
 */
export const figureColumns = (today: Day): RawBuilder<unknown> => sql`
  s.free + s.reserved + s.quarantine + s.on_hold + s.damaged as on_hand,
  s.quarantine + s.on_hold + s.damaged + case when c.recalled then s.free + s.reserved else 0 end as held,
  case when not c.recalled and s.expiry < ${today}::date then s.free + s.reserved else 0 end as expired,
  case when c.recalled or s.expiry < ${today}::date then 0 else s.reserved end as kept,
  case when c.recalled or s.expiry < ${today}::date then 0 else s.free end as available`

/** Rows of a store with their items, and whether a recall in force holds each. */
const source = ({ home, store }: At): RawBuilder<unknown> => sql`
  supply.stock s join supply.item i on i.home = s.home and i.id = s.item
    cross join lateral (select supply.is_recalled(i.home, i.kind, i.product, i.lot, i.serial) as recalled) c
  where s.home = ${home} and s.store = ${store} and s.free + s.reserved + s.quarantine + s.on_hold + s.damaged > 0`

export type StockListRow = {
  readonly item: string
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly expiry: Day | null
  readonly serial: string | null
  readonly free: number
  readonly reserved: number
  readonly quarantine: number
  readonly on_hold: number
  readonly damaged: number
  readonly recalled: boolean
}

export type StockFilter = {
  readonly kind: string | null
  readonly show: 'all' | 'available' | 'held' | 'expired' | 'reserved'
  readonly until: Day | null
  readonly text: string | null
}

const shown = (show: StockFilter['show']): RawBuilder<unknown> => {
  switch (show) {
    case 'all':
      return sql`true`
    case 'reserved':
      return sql`f.kept > 0`
    default:
      return sql`${sql.ref(`f.${show}`)} > 0`
  }
}

/** Items of a store by kind, then by expiry, none last. `after`: the item that stands last on the page before. */
export const stockIn = (
  tx: Tx,
  at: At,
  f: StockFilter & { readonly today: Day; readonly after: string | null; readonly limit: number },
): Promise<StockListRow[]> =>
  tx.rows(sql<StockListRow>`
    select f.item, f.kind, f.product, f.lot, f.expiry, f.serial, f.free, f.reserved, f.quarantine, f.on_hold, f.damaged, f.recalled
    from (select s.item, s.kind, i.product, i.lot, s.expiry, i.serial, s.free, s.reserved, s.quarantine, s.on_hold, s.damaged,
        c.recalled, ${figureColumns(f.today)}
      from ${source(at)} and (${f.kind}::text is null or s.kind = ${f.kind})
        and (${f.until}::date is null or s.expiry <= ${f.until}::date)
        and (${f.text}::text is null or starts_with(i.lot, upper(${f.text})) or starts_with(i.serial, upper(${f.text})))
        and (${f.after}::uuid is null or (s.kind, coalesce(s.expiry, 'infinity'), s.item) >
          (select a.kind, coalesce(a.expiry, 'infinity'), a.item from supply.stock a
            where a.home = ${at.home} and a.store = ${at.store} and a.item = ${f.after}::uuid))) f
    where ${shown(f.show)}
    order by f.kind, coalesce(f.expiry, 'infinity'), f.item limit ${f.limit}`)

export const isStocked = async (tx: Tx, { home, store }: At, item: string): Promise<boolean> =>
  (await tx.row(sql`
    select from supply.stock where home = ${home} and store = ${store} and item = ${item}`)) !== undefined

export type KindFigures = {
  readonly kind: string
  readonly on_hand: number
  readonly held: number
  readonly expired: number
  readonly reserved: number
  readonly available: number
  readonly items: number
  readonly first_expiry: Day | null
}

/** What a store has of each kind; the first expiry is that of what can be used. */
export const stockByKind = (tx: Tx, at: At, today: Day): Promise<KindFigures[]> =>
  tx.rows(sql<KindFigures>`
    select f.kind, sum(on_hand)::bigint as on_hand, sum(held)::bigint as held, sum(expired)::bigint as expired,
      sum(kept)::bigint as reserved, sum(available)::bigint as available, count(*)::int as items,
      min(expiry) filter (where available > 0) as first_expiry
    from (select s.kind, s.expiry, ${figureColumns(today)} from ${source(at)}) f
      join supply.kind k on k.code = f.kind
    group by f.kind, k.place_in_list, k.class order by k.place_in_list, f.kind`)

export type ReservedFor = { readonly item: string; readonly reference: string; readonly quantity: number }
export const reservedFor = (tx: Tx, { home, store }: At, items: readonly string[]): Promise<ReservedFor[]> =>
  tx.rows(sql<ReservedFor>`
    select item, reference, quantity from supply.reserved
    where home = ${home} and store = ${store} and item = any(${[...items]}::uuid[]) and quantity > 0
    order by item, reference`)

export type MovementRow = {
  readonly id: string
  readonly store: string
  readonly what: MovementKind
  readonly day: Day
  readonly at: Instant
  readonly by_name: string
  readonly why: string | null
  readonly reference: string | null
  readonly party: string | null
  readonly consignment: string | null
  readonly counted_at: Instant | null
  readonly reverses: string | null
  readonly reversed_by: string | null
}

const movementColumns = sql`
  m.id, m.store, m.what, m.day, m.at, m.by_name, m.why, m.reference, m.party, m.consignment, m.counted_at, m.reverses,
  (select r.id from supply.movement r where r.home = m.home and r.reverses = m.id) as reversed_by`

export const movementById = (tx: Tx, { home, store }: At, id: string): Promise<MovementRow | undefined> =>
  tx.row(sql<MovementRow>`
    select ${movementColumns} from supply.movement m where m.home = ${home} and m.store = ${store} and m.id = ${id}`)

export type BookFilter = {
  readonly kind: string | null
  readonly item: string | null
  readonly what: MovementKind | null
  readonly reference: string | null
  readonly from: Day | null
  readonly until: Day | null
}

/** Where a page begins: below the last movement of the one before. */
const below = ({ home }: At, after: string | null, columns: RawBuilder<unknown>): RawBuilder<unknown> =>
  after === null
    ? sql`true`
    : sql`${columns} < (select a.at, a.id from supply.movement a where a.home = ${home} and a.id = ${after}::uuid)`

/**
 * The movements of a store, newest first. Of an item or a kind its own lines lead to them, in the order of the page, and no other
 * movement is looked at: an `exists` read a whole book of 100,000 (90 ms instead of 5).
 */
const bookOf = (at: At, { item, kind, after }: BookFilter & { readonly after: string | null }): RawBuilder<unknown> => {
  if (item === null && kind === null) {
    return sql`supply.movement m where m.home = ${at.home} and m.store = ${at.store} and ${below(at, after, sql`(m.at, m.id)`)}`
  }
  return sql`(select distinct on (l.at, l.movement) l.at, l.movement from supply.movement_line l
      where l.home = ${at.home} and l.store = ${at.store} and ${below(at, after, sql`(l.at, l.movement)`)}
        and ${item === null ? sql`l.kind = ${kind}` : sql`l.item = ${item}`}
        and (${kind}::text is null or l.kind = ${kind})
      order by l.at desc, l.movement desc) o
    join supply.movement m on m.home = ${at.home} and m.id = o.movement where true`
}

/** Movements of a store, the newest first. */
export const movementsIn = (
  tx: Tx,
  at: At,
  f: BookFilter & { readonly after: string | null; readonly limit: number },
): Promise<MovementRow[]> =>
  tx.rows(sql<MovementRow>`
    select ${movementColumns} from ${bookOf(at, f)}
      and (${f.what}::text is null or m.what = ${f.what})
      and (${f.reference}::text is null or m.reference = ${f.reference})
      and (${f.from}::date is null or m.day >= ${f.from}::date) and (${f.until}::date is null or m.day <= ${f.until}::date)
    order by ${f.item === null && f.kind === null ? sql`m.at desc, m.id desc` : sql`o.at desc, o.movement desc`} limit ${f.limit}`)

export type MovementLineRow = {
  readonly movement: string
  readonly item: string
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly expiry: Day | null
  readonly serial: string | null
  readonly from_account: Account
  readonly to_account: Account
  readonly quantity: number
}
export const linesOf = (tx: Tx, home: string, movements: readonly string[]): Promise<MovementLineRow[]> =>
  tx.rows(sql<MovementLineRow>`
    select l.movement, l.item, l.kind, i.product, i.lot, i.expiry, i.serial, l.from_account, l.to_account, l.quantity
    from supply.movement_line l join supply.item i on i.home = l.home and i.id = l.item
    where l.home = ${home} and l.movement = any(${[...movements]}::uuid[]) order by l.movement, l.n`)

export type RoadListRow = {
  readonly id: string
  readonly store: string
  readonly to_store: string
  readonly sent_on: Day
  readonly at: Instant
  readonly reference: string | null
  readonly n: number
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly expiry: Day | null
  readonly serial: string | null
  readonly state: 'free' | 'quarantine' | 'onHold' | 'damaged'
  readonly sent: number
  readonly arrived: number
  readonly back: number
}
/** What is on its way from or to a store, the newest first. */
export const roadsOf = (tx: Tx, { home, store }: At): Promise<RoadListRow[]> =>
  tx.rows(sql<RoadListRow>`
    select c.id, c.store, c.to_store, c.sent_on, c.at, c.reference, l.n, l.kind, l.product, l.lot, l.expiry, l.serial, l.state,
      l.sent, l.arrived, l.back
    from (select * from supply.consignment where home = ${home} and store = ${store} and open
        union all select * from supply.consignment where to_home = ${home} and to_store = ${store} and open
        order by at desc limit 200) c
      join supply.consignment_line l on l.home = c.home and l.consignment = c.id
    order by c.at desc, c.id, l.n`)
