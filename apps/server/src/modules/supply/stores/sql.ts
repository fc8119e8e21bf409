import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type { StockFigure, StockFigures, StoreKind } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { figureColumns } from '../stock/sql.js'

export type StoreListRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly name: string
  readonly name_en: string | null
  readonly place: PlaceCode
  readonly kind: StoreKind
  readonly facility: string | null
  readonly enterprise: string | null
  readonly closed_on: Day | null
  readonly version: number
  readonly keepers: readonly { readonly name: string; readonly phone: string | null }[]
}

const columns = sql`
  s.home, s.id, s.name, s.name_en, s.place, s.kind, s.facility, s.enterprise, s.closed_on, s.version,
  (select coalesce(jsonb_agg(jsonb_build_object('name', k.name, 'phone', k.phone) order by k.from_at, k.id), '[]')
    from supply.store_keeper k where k.home = s.home and k.store = s.id and k.until_at is null) as keepers`

export const storeById = (tx: Tx, id: string): Promise<StoreListRow | undefined> =>
  tx.row(sql<StoreListRow>`select ${columns} from supply.store s where s.id = ${id}`)

export type StoreFilter = {
  readonly place: string
  readonly kind: StoreKind | null
  readonly closed: boolean
  readonly text: string | null
  /** Stores that have some of a kind, by one figure of it on a day. */
  readonly has: { readonly kind: string; readonly figure: StockFigure; readonly today: Day } | null
  /** The place's own, without those of places in it. */
  readonly own: boolean
}

const columnOf = {
  available: sql`available`,
  onHand: sql`on_hand`,
  held: sql`held`,
  expired: sql`expired`,
  reserved: sql`kept`,
} as const satisfies Readonly<Record<StockFigure, RawBuilder<unknown>>>

type Has = Exclude<StoreFilter['has'], null>

/**
 * Stores that have some of a kind. Here the settled mark of a recall decides, as it does in the totals that lead here: the
 * recalls in force would have to be asked for each row of a nation.
 */
const having = ({ kind, figure, today }: Has): RawBuilder<unknown> => sql`
  and exists (select from
    (select s.home, s.store, ${figureColumns(today)} from supply.stock s cross join lateral (select s.recalled) c
      where s.kind = ${kind} and s.free + s.reserved + s.quarantine + s.on_hold + s.damaged > 0) f
    where f.home = s.home and f.store = s.id and ${columnOf[figure]} > 0)`

/** Rows of stock of a kind with their figures. */
const rowsOf = ({ kind, today }: Pick<Has, 'kind' | 'today'>): RawBuilder<unknown> => sql`
  select s.home, s.store, ${figureColumns(today)}
  from supply.stock s join supply.item i on i.home = s.home and i.id = s.item
    cross join lateral (select supply.is_recalled(i.home, i.kind, i.product, i.lot, i.serial) as recalled) c
  where s.kind = ${kind} and s.free + s.reserved + s.quarantine + s.on_hold + s.damaged > 0`

/** What a list and its count look through. */
export const storesListed = (f: StoreFilter): RawBuilder<unknown> => sql`
  supply.store s
  where s.place >= ${f.place} and s.place < ${`${f.place}:`} and (s.closed_on is not null) = ${f.closed}::boolean
    and (${f.kind}::text is null or s.kind = ${f.kind})
    and (not ${f.own}::boolean or s.place = ${f.place})
    and (${f.text}::text is null or strpos(lower(s.name), lower(${f.text}::text)) > 0
      or strpos(lower(s.name_en), lower(${f.text}::text)) > 0)
    ${f.has === null ? sql`` : having(f.has)}`

export const storesIn = (
  tx: Tx,
  f: StoreFilter & { readonly after: string | null; readonly limit: number },
): Promise<StoreListRow[]> =>
  tx.rows(sql<StoreListRow>`
    select ${columns} from ${storesListed(f)}
      and (${f.after}::uuid is null
        or (s.place, s.name, s.id) > (select a.place, a.name, a.id from supply.store a where a.id = ${f.after}::uuid))
    order by s.place, s.name, s.id limit ${f.limit}`)

export type StoreFigures = StockFigures & { readonly store: string }

/** What some stores have of a kind. */
export const figuresAt = (
  tx: Tx,
  stores: readonly StoreListRow[],
  of: Pick<Has, 'kind' | 'today'>,
): Promise<StoreFigures[]> =>
  tx.rows(sql<StoreFigures>`
    select f.store, sum(on_hand)::bigint as "onHand", sum(held)::bigint as held, sum(expired)::bigint as expired,
      sum(kept)::bigint as reserved, sum(available)::bigint as available
    from (${rowsOf(of)} and s.home = any(${[...new Set(stores.map(({ home }) => home))]}::text[])
      and s.store = any(${stores.map(({ id }) => id)}::uuid[])) f
    group by f.store`)

/** Open stores that an account is named for. */
export const storesOf = (tx: Tx, account: string): Promise<StoreListRow[]> =>
  tx.rows(sql<StoreListRow>`
    select ${columns} from supply.store_reach r join supply.store s on s.home = r.home and s.id = r.store
    where r.account = ${account} and s.closed_on is null order by s.place, s.name, s.id limit 200`)

/** Open stores of a place but one, those of the county `home` first; by part of the name. */
export const otherStores = (
  tx: Tx,
  f: {
    readonly place: string
    readonly home: string
    readonly not: string
    readonly text: string | null
    readonly limit: number
  },
): Promise<StoreListRow[]> =>
  tx.rows(sql<StoreListRow>`
    select ${columns} from supply.store s
    where s.closed_on is null and s.id <> ${f.not}::uuid and (${f.place} = '' or s.home = ${f.place})
      and (${f.text}::text is null or strpos(lower(s.name), lower(${f.text}::text)) > 0
        or strpos(lower(s.name_en), lower(${f.text}::text)) > 0)
    order by s.home <> ${f.home}, s.place, s.name, s.id limit ${f.limit}`)

/** The store held against who changes it or its keepers, and who writes in its book: those hold it together (`lockBook`). */
export const lockStore = (tx: Tx, id: string): Promise<unknown> =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 71262))`)

export type StoreFields = {
  readonly name: string
  readonly nameEn: string | null
  readonly place: PlaceCode
  readonly kind: StoreKind
  readonly facility: string | null
  readonly enterprise: string | null
}

/** Answers 0 when the id is in use. */
export const addStore = (tx: Tx, s: StoreFields & { readonly home: string; readonly id: string }): Promise<number> =>
  tx.run(sql`
    insert into supply.store (home, id, name, name_en, place, kind, facility, enterprise)
    values (${s.home}, ${s.id}, ${s.name}, ${s.nameEn}, ${s.place}, ${s.kind}, ${s.facility}::uuid, ${s.enterprise}::uuid)
    on conflict do nothing`)

type Changed = StoreFields & {
  readonly home: string
  readonly id: string
  readonly version: number
  readonly closedOn: Day | null
}
/** Answers 0 when the version has moved on. */
export const changeStoreRow = (tx: Tx, s: Changed): Promise<number> =>
  tx.run(sql`
    update supply.store set name = ${s.name}, name_en = ${s.nameEn}, place = ${s.place}, kind = ${s.kind},
      facility = ${s.facility}::uuid, enterprise = ${s.enterprise}::uuid, closed_on = ${s.closedOn}::date,
      version = version + 1, changed_at = now()
    where home = ${s.home} and id = ${s.id} and version = ${s.version}`)

type At = { readonly home: string; readonly store: string }

/** Whether a store has nothing and nothing is on its way from or to it. */
export const isEmpty = async (tx: Tx, { home, store }: At): Promise<boolean> =>
  (await tx.row(sql`
    select from supply.stock where home = ${home} and store = ${store} and free + reserved + quarantine + on_hold + damaged > 0
    union all select from supply.consignment where home = ${home} and store = ${store} and open
    union all select from supply.consignment where to_home = ${home} and to_store = ${store} and open limit 1`)) ===
  undefined

type Named = { readonly id: string; readonly name: string }
export const facilityOf = (tx: Tx, home: string, id: string): Promise<Named | undefined> =>
  tx.row(sql<Named>`select id, name from kernel.facility where home = ${home} and id = ${id} and closed_on is null`)
export const enterpriseOf = (tx: Tx, home: string, id: string): Promise<Named | undefined> =>
  tx.row(sql<Named>`select id, name from supply.enterprise where home = ${home} and id = ${id}`)

export type KeeperRow = {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly phone: string | null
  readonly from_at: Instant
  readonly until_at: Instant | null
  readonly body_hash: Buffer
}

/** Everybody who ever kept a store, who does now first. */
export const keepersOf = (tx: Tx, { home, store }: At): Promise<KeeperRow[]> =>
  tx.rows(sql<KeeperRow>`
    select id, account, name, phone, from_at, until_at, body_hash from supply.store_keeper
    where home = ${home} and store = ${store} order by until_at is not null, from_at desc, id`)

/** Accounts that keep a store now, as far as the reader reaches it. */
export const keptBy = (rows: readonly Pick<KeeperRow, 'account' | 'until_at'>[]): readonly string[] =>
  rows.filter((row) => row.until_at === null).map((row) => row.account)

type NewKeeper = Omit<KeeperRow, 'from_at' | 'until_at' | 'body_hash'> &
  At & { readonly at: Date; readonly by: string; readonly bodyHash: Buffer }
/** Answers 0 when the id is in use or the account keeps the store. */
export const addKeeper = (tx: Tx, k: NewKeeper): Promise<number> =>
  tx.run(sql`
    insert into supply.store_keeper (home, id, store, account, name, phone, from_at, named_by, body_hash)
    values (${k.home}, ${k.id}, ${k.store}, ${k.account}, ${k.name}, ${k.phone}, ${k.at}, ${k.by}, ${k.bodyHash})
    on conflict do nothing`)

/** Answers 0 when it had ended. */
export const endKeeper = (tx: Tx, k: At & { readonly id: string; readonly at: Date; readonly by: string }) =>
  tx.run(sql`
    update supply.store_keeper set until_at = ${k.at}, ended_by = ${k.by}
    where home = ${k.home} and store = ${k.store} and id = ${k.id} and until_at is null`)
