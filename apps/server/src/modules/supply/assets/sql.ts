import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type { Asset, AssetAct, AssetState, StockState } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { AssetRules } from '../needs.js'

export type AssetSqlRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly store: string
  readonly store_name: string
  readonly store_name_en: string | null
  readonly place: PlaceCode
  readonly item: string
  readonly kind: string
  readonly product: string | null
  readonly serial: string
  readonly expiry: Day | null
  readonly recalled: boolean
  readonly present: boolean
  readonly book: StockState
  readonly use_at: string | null
  readonly use_since: Day | null
  readonly fault: string | null
  readonly fault_since: Day | null
  readonly maintenance_since: Day | null
  readonly maintenance_due: Day | null
  readonly contract_own: boolean
  readonly contract_until: Day | null
  readonly checked_on: Day | null
  readonly consumable_days: number | null
  readonly lent_to: string | null
  readonly lent_to_store: string | null
  readonly lent_on: Day | null
  readonly due_back: Day | null
  readonly borrowed_from: string | null
  readonly borrowed_due: Day | null
  readonly state: AssetState
}

/** A row as the rule of the domain takes it. */
export const assetOf = (row: AssetSqlRow): Asset => ({
  ...{ kind: row.kind, present: row.present, book: row.book, recalled: row.recalled, expiry: row.expiry },
  ...{ use: row.use_at, fault: row.fault, inMaintenance: row.maintenance_since !== null, lent: row.lent_to !== null },
  ...{ checkedOn: row.checked_on, maintenanceDue: row.maintenance_due, consumableDays: row.consumable_days },
  contract: { own: row.contract_own, until: row.contract_until },
})

type Ruling = Pick<AssetRules, 'today' | 'values'>

/**
 * The state of a unit on a day, in one place for every list and every count. The same as `stateOfAsset` of the domain, which the
 * tests hold it against (SUP-ASSET-1).
 */
const stateOf = ({ today, values }: Ruling): RawBuilder<unknown> => sql`
  case when a.lent_to is not null and not a.present then 'onLoan'
    when a.use_at is not null then 'inUse'
    when a.fault is not null or a.book = 'damaged' then 'fault'
    when a.maintenance_since is not null or a.maintenance_due < ${today}::date then 'maintenance'
    when c.recalled or i.expiry < ${today}::date or a.book in ('quarantine', 'onHold') then 'held'
    when not a.contract_own and a.contract_until < ${today}::date then 'outOfContract'
    when n.needs and a.consumable_days < ${values.consumableDays} then 'consumablesShort'
    when a.checked_on is null or a.checked_on < ${today}::date - ${values.checkDays}::int or a.maintenance_due is null
      or (not a.contract_own and a.contract_until is null) or (n.needs and a.consumable_days is null) then 'notTold'
    when a.book = 'reserved' then 'reserved'
    else 'ready' end`

/** Units that are in a store, or lent by it, with the state of each. */
const source = (ruling: Ruling, where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select a.*, i.expiry, c.recalled, ${stateOf(ruling)} as state
  from supply.asset a join supply.item i on i.home = a.home and i.id = a.item
    cross join lateral (select supply.is_recalled(a.home, i.kind, i.product, i.lot, i.serial) as recalled) c
    cross join lateral (select a.kind = any(${[...ruling.values.consumableKinds]}::text[]) as needs) n
  where (a.present or a.lent_to is not null) and ${where}) u`

export type AssetFilter = {
  readonly of: { readonly place: string } | { readonly home: string; readonly store: string }
  readonly kind: string | null
  readonly state: AssetState | null
  readonly dueUntil: Day | null
  readonly late: boolean
  readonly text: string | null
  readonly sort: 'kind' | 'due'
}

const ofWhom = (of: AssetFilter['of']): RawBuilder<unknown> =>
  'place' in of
    ? sql`a.place >= ${of.place} and a.place < ${`${of.place}:`}`
    : sql`a.home = ${of.home} and a.store = ${of.store}::uuid`

/** What a list and its count look through. */
export const assetsListed = (f: AssetFilter, ruling: Ruling): RawBuilder<unknown> => sql`
  ${source(
    ruling,
    sql`${ofWhom(f.of)} and (${f.kind}::text is null or a.kind = ${f.kind})
    and (${f.text}::text is null or strpos(a.serial, upper(${f.text}::text)) > 0)`,
  )}
  where (${f.state}::text is null or u.state = ${f.state})
    and (${f.dueUntil}::date is null or u.maintenance_due between ${ruling.today}::date and ${f.dueUntil}::date)
    and (not ${f.late}::boolean or (u.lent_to is not null and u.due_back < ${ruling.today}::date))`

const keysOf = (sort: AssetFilter['sort'], alias: RawBuilder<unknown>): RawBuilder<unknown> =>
  sort === 'due'
    ? sql`coalesce(${alias}.maintenance_due, 'infinity'::date), ${alias}.kind, ${alias}.serial, ${alias}.store, ${alias}.item`
    : sql`${alias}.kind, ${alias}.serial, ${alias}.store, ${alias}.item`

const columns = sql`
  u.home, u.id, u.store, s.name as store_name, s.name_en as store_name_en, s.place, u.item, u.kind,
  nullif(u.product, '00000000-0000-0000-0000-000000000000'::uuid) as product, u.serial, u.expiry, u.recalled, u.present, u.book,
  u.use_at, u.use_since, u.fault, u.fault_since, u.maintenance_since, u.maintenance_due, u.contract_own, u.contract_until,
  u.checked_on, u.consumable_days, u.lent_to, u.lent_to_store, u.lent_on, u.due_back, u.state,
  b.lender as borrowed_from, b.due_back as borrowed_due`

// Who lent it: the open loan of the same unit to this store.
const lender = sql`
  left join lateral (select k.name as lender, o.due_back from supply.asset o
      cross join lateral supply.stores_known(array[o.store]) k
    where o.lent_to_store = u.store and u.present and o.kind = u.kind and o.product = u.product and o.serial = u.serial
      and not o.present limit 1) b on true`

export const assetsIn = (
  tx: Tx,
  f: AssetFilter & { readonly after: string | null; readonly limit: number },
  ruling: Ruling,
): Promise<AssetSqlRow[]> => {
  const from =
    f.after === null
      ? sql`true`
      : sql`(${keysOf(f.sort, sql`u`)}) > (select ${keysOf(f.sort, sql`x`)} from supply.asset x where x.id = ${f.after}::uuid)`
  return tx.rows(sql<AssetSqlRow>`
    select ${columns} from (select * from ${assetsListed(f, ruling)} and ${from}
      order by ${keysOf(f.sort, sql`u`)} limit ${f.limit}) u
    join supply.store s on s.home = u.home and s.id = u.store ${lender}
    order by ${keysOf(f.sort, sql`u`)}`)
}

/** One unit of a store, wherever it is now. */
export const assetById = (
  tx: Tx,
  at: { readonly store: string; readonly item: string },
  ruling: Ruling,
): Promise<AssetSqlRow | undefined> =>
  tx.row(sql<AssetSqlRow>`
    select ${columns} from ${source(ruling, sql`a.store = ${at.store}::uuid and a.item = ${at.item}::uuid`)}
    join supply.store s on s.home = u.home and s.id = u.store ${lender}`)

export const isListed = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.row(sql`select from supply.asset where id = ${id}::uuid`)) !== undefined

export type CountRow = { readonly group: string; readonly state: AssetState; readonly units: number }

/** Units of a place by state: of every kind, or of one kind by the places directly below. */
export const assetCounts = (
  tx: Tx,
  at: { readonly place: string; readonly kind: string | null },
  ruling: Ruling,
): Promise<CountRow[]> => {
  const digits = { 0: 2, 2: 4, 4: 6, 6: 9 }[at.place.length] ?? 12
  const by = at.kind === null ? sql`u.kind` : sql`left(u.place, ${digits}::int)`
  const filter = { of: { place: at.place }, kind: at.kind, state: null, dueUntil: null, late: false, text: null }
  return tx.rows(sql<CountRow>`
    select ${by} as group, u.state, count(*)::int as units from ${assetsListed({ ...filter, sort: 'kind' }, ruling)}
    group by 1, 2 order by 1, 2`)
}

export type FactRow = {
  readonly id: string
  readonly what: AssetAct
  readonly day: Day
  readonly at: Instant
  readonly by_name: string
  readonly store_name: string
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}
export const factsOf = (tx: Tx, of: Pick<AssetSqlRow, 'kind' | 'product' | 'serial'>): Promise<FactRow[]> =>
  tx.rows(sql<FactRow>`
    select id, what, day, at, by_name, store_name, detail from supply.asset_history(${of.kind},
      coalesce(${of.product}::uuid, '00000000-0000-0000-0000-000000000000'::uuid), ${of.serial})`)

/** What was said before under a command's id, or undefined. */
export const factHash = async (tx: Tx, at: { readonly home: string; readonly id: string }) =>
  (
    await tx.row(sql<{ body_hash: Buffer }>`
      select body_hash from supply.asset_fact where home = ${at.home} and id = ${at.id}::uuid`)
  )?.body_hash

/** What a unit is reserved under, or undefined. */
export const reservedAs = async (tx: Tx, { home, store, item }: Pick<AssetSqlRow, 'home' | 'store' | 'item'>) =>
  (
    await tx.row(sql<{ reference: string }>`
      select reference from supply.reserved
      where home = ${home} and store = ${store} and item = ${item} and quantity > 0 limit 1`)
  )?.reference
