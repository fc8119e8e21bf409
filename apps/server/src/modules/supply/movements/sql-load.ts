import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type { Account, Holding, KindKeeping, KindUnit, RecallOf } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

/** The store that is written in, and under whose name. */
export type BookRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly place: PlaceCode
  readonly name: string
  readonly closed_on: Day | null
  /** The writer's name as keeper; null for who does not keep it. */
  readonly keeper: string | null
  /** What was said before under the command's id; null when nothing was. */
  readonly before: Buffer | null
}

export const bookOf = (tx: Tx, store: string, by: { readonly account: string; readonly id: string }) =>
  tx.row(sql<BookRow>`
    select s.home, s.id, s.place, s.name, s.closed_on, k.name as keeper,
      (select m.body_hash from supply.movement m where m.home = s.home and m.id = ${by.id}) as before
    from supply.store s left join supply.store_keeper k
      on k.home = s.home and k.store = s.id and k.account = ${by.account}::uuid and k.until_at is null
    where s.id = ${store}`)

/**
 * Whoever writes about a kind in a store waits for others who do, and for nobody else: what is read after this is what
 * stands until the end. In the order of their hashes, so that two who write about the same kinds do not wait for each other.
 * Held together with all writers of the store, alone by who closes it.
 */
export const lockBook = (tx: Tx, store: string, kinds: readonly string[]): Promise<unknown> =>
  tx.run(sql`
    select pg_advisory_xact_lock(h), pg_advisory_xact_lock_shared(hashtextextended(${store}, 71262))
    from (select distinct hashtextextended(${store} || '/' || k, 71261) as h from unnest(${[...kinds]}::text[]) k order by 1) x`)

// The statements below leave together, before anybody knows the store's county.
const homeOf = (store: string) => sql`(select home from supply.store where id = ${store})`

export type ItemRow = {
  readonly item: string
  readonly key: string
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly serial: string | null
  readonly expiry: Day | null
}
export type StockItemRow = ItemRow & {
  readonly free: number | null
  readonly reserved: number | null
  readonly quarantine: number | null
  readonly on_hold: number | null
  readonly damaged: number | null
}

const columns = sql`
  i.id as item, i.key, i.kind, i.product, i.lot, i.serial, i.expiry, s.free, s.reserved, s.quarantine, s.on_hold, s.damaged`

/** What a store has of some kinds. `empty`: also what it once had. */
export const stockOf = (tx: Tx, store: string, kinds: readonly string[], empty: boolean): Promise<StockItemRow[]> =>
  tx.rows(sql<StockItemRow>`
    select ${columns} from supply.stock s join supply.item i on i.home = s.home and i.id = s.item
    where s.home = ${homeOf(store)} and s.store = ${store} and s.kind = any(${[...kinds]}::text[])
      and (${empty}::boolean or s.free + s.reserved + s.quarantine + s.on_hold + s.damaged > 0)`)

/** Items of the county by their keys, with what the store has of each. */
export const itemsByKey = (tx: Tx, store: string, keys: readonly string[]): Promise<StockItemRow[]> =>
  tx.rows(sql<StockItemRow>`
    select ${columns} from supply.item i
      left join supply.stock s on s.home = i.home and s.store = ${store} and s.item = i.id
    where i.home = ${homeOf(store)} and i.key = any(${[...keys]}::text[])`)

export const itemsById = (tx: Tx, store: string, ids: readonly string[]): Promise<StockItemRow[]> =>
  tx.rows(sql<StockItemRow>`
    select ${columns} from supply.item i
      left join supply.stock s on s.home = i.home and s.store = ${store} and s.item = i.id
    where i.home = ${homeOf(store)} and i.id = any(${[...ids]}::uuid[])`)

/** What a store row says of an item; nothing where the store never had it. */
export const holdingOf = (row: StockItemRow): Holding => ({
  free: row.free ?? 0,
  reserved: row.reserved ?? 0,
  quarantine: row.quarantine ?? 0,
  onHold: row.on_hold ?? 0,
  damaged: row.damaged ?? 0,
})

export type BookKind = {
  readonly code: string
  readonly unit: KindUnit
  readonly keeping: KindKeeping
  readonly closed_on: Day | null
  /** Recalls of it in force, as far as they touch the reader. */
  readonly recalls: readonly RecallOf[]
}
export const bookKinds = (tx: Tx, kinds: readonly string[]): Promise<BookKind[]> =>
  tx.rows(sql<BookKind>`
    select k.code, k.unit, k.keeping, k.closed_on,
      (select coalesce(jsonb_agg(jsonb_build_object('place', r.place, 'kind', r.kind, 'product', r.product, 'lot', r.lot,
          'serials', r.serials)), '[]')
        from supply.recall r where r.lifted_at is null and r.kind = k.code) as recalls
    from supply.kind k where k.code = any(${[...kinds]}::text[])`)

export type ProductKnown = {
  readonly id: string
  readonly kind: string
  readonly model: string
  readonly gtin: string | null
  readonly per_pack: number
  readonly maker: string
  readonly maker_en: string | null
}
/** Products by id or by GTIN, of any maker of the nation: what is printed on them. */
export const productsKnown = (
  tx: Tx,
  by: { readonly gtins?: readonly string[]; readonly ids?: readonly string[] },
): Promise<ProductKnown[]> =>
  tx.rows(sql<ProductKnown>`
    select id, kind, model, gtin, per_pack, maker, maker_en
    from supply.products_known(${[...(by.gtins ?? [])]}::text[], ${[...(by.ids ?? [])]}::uuid[]) order by maker, model, id limit 100`)

export type StoreKnown = {
  readonly home: PlaceCode
  readonly id: string
  readonly name: string
  readonly name_en: string | null
  readonly closed_on: Day | null
}
/** Stores by id, whoever keeps them. */
export const storesKnown = (tx: Tx, ids: readonly string[]): Promise<StoreKnown[]> =>
  tx.rows(sql<StoreKnown>`
    select home, id, name, name_en, closed_on from supply.stores_known(${[...ids]}::uuid[])`)

export type ReservedRow = { readonly item: string; readonly quantity: number }
/** What a store keeps under a reference. */
export const reservedUnder = (tx: Tx, store: string, reference: string): Promise<ReservedRow[]> =>
  tx.rows(sql<ReservedRow>`
    select item, quantity from supply.reserved
    where home = ${homeOf(store)} and store = ${store} and reference = ${reference} and quantity > 0`)

export type LineRow = {
  readonly item: string
  readonly kind: string
  readonly from_account: Account
  readonly to_account: Account
  readonly quantity: number
  readonly road: number | null
}
/**
 * What happened to kinds of a store between two moments, summed by item and accounts. What carries a later moment than now was
 * entered while the clock was ahead: it lies before whatever is counted by the clock as it stands.
 */
export const linesSince = (
  tx: Tx,
  store: string,
  kinds: readonly string[],
  span: { readonly after: Date; readonly until: Date },
): Promise<LineRow[]> =>
  tx.rows(sql<LineRow>`
    select item, kind, from_account, to_account, sum(quantity)::bigint as quantity, null::int as road
    from supply.movement_line
    where home = ${homeOf(store)} and store = ${store} and kind = any(${[...kinds]}::text[])
      and at > ${span.after} and at <= ${span.until}
    group by item, kind, from_account, to_account`)

export type ReversingRow = {
  readonly what: string
  readonly at: Instant
  readonly reference: string | null
  readonly consignment: string | null
  readonly party: string | null
  readonly reversed: boolean
}
export const movementToReverse = (tx: Tx, store: string, id: string): Promise<ReversingRow | undefined> =>
  tx.row(sql<ReversingRow>`
    select m.what, m.at, m.reference, m.consignment, m.party,
      exists (select from supply.movement r where r.home = m.home and r.reverses = m.id) as reversed
    from supply.movement m where m.home = ${homeOf(store)} and m.id = ${id} and m.store = ${store}`)

export const linesToReverse = (tx: Tx, store: string, id: string): Promise<LineRow[]> =>
  tx.rows(sql<LineRow>`
    select item, kind, from_account, to_account, quantity, road from supply.movement_line
    where home = ${homeOf(store)} and movement = ${id} order by n`)
