import type { Day } from '@lianfang/domain/shared'
import type { MovementKind, StockLine } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type NewItem = {
  readonly id: string
  readonly kind: string
  readonly product: string | null
  /** Where no product is named: whose lot it is. */
  readonly store: string | null
  readonly lot: string | null
  readonly expiry: Day | null
  readonly serial: string | null
}

/** Enters items that a county does not know yet. Who enters the same at once waits, and finds the first one's. */
export const addItems = (tx: Tx, home: string, items: readonly NewItem[]): Promise<number> =>
  tx.run(sql`
    insert into supply.item (home, id, kind, product, store, lot, expiry, serial)
    select ${home}, id, kind, product, store, lot, expiry, serial from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      as i(id uuid, kind text, product uuid, store uuid, lot text, expiry date, serial text)
    order by kind, serial, lot, expiry
    on conflict do nothing`)

/** Fills in what was blank about items: SUP-BOOK-6. */
export const fillItems = (
  tx: Tx,
  home: string,
  items: readonly { readonly id: string; readonly lot: string | null; readonly expiry: Day | null }[],
): Promise<number> =>
  tx.run(sql`
    update supply.item i set lot = coalesce(i.lot, f.lot), expiry = coalesce(i.expiry, f.expiry)
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as f(id uuid, lot text, expiry date)
    where i.home = ${home} and i.id = f.id`)

/** What a movement changes in one row of stock. */
export type StockChange = {
  readonly item: string
  readonly kind: string
  readonly expiry: Day | null
  readonly serial: boolean
  readonly free: number
  readonly reserved: number
  readonly quarantine: number
  readonly onHold: number
  readonly damaged: number
  readonly recalled: boolean
}

export type NewMovement = {
  readonly home: string
  readonly store: string
  readonly place: string
  readonly id: string
  readonly what: MovementKind
  readonly day: Day
  readonly at: Date
  readonly account: string
  readonly by: string
  readonly why: string | null
  readonly reference: string | null
  readonly party: string | null
  readonly reverses: string | null
  readonly consignment: string | null
  readonly countedAt: Date | null
  readonly bodyHash: Buffer
  readonly lines: readonly (StockLine & { readonly kind: string; readonly road: number | null })[]
  /** Rows that are there, and rows that are new. */
  readonly changes: readonly StockChange[]
  readonly adds: readonly StockChange[]
  readonly reserved: readonly { readonly item: string; readonly quantity: number }[]
}

const stockFields = sql`
  (item uuid, kind text, expiry date, serial boolean, free bigint, reserved bigint, quarantine bigint, "onHold" bigint,
    damaged bigint, recalled boolean)`

/** The movement, its lines and what follows from them, in one statement; the commit leaves with it. Answers rows of stock changed. */
export const saveMovement = async (tx: Tx, m: NewMovement): Promise<number> => {
  const row = await tx.last(sql<{ changed: number }>`
    with said as (
      insert into supply.movement (home, id, store, what, day, at, account, by_name, why, reference, party, reverses,
        consignment, counted_at, body_hash)
      values (${m.home}, ${m.id}, ${m.store}, ${m.what}, ${m.day}::date, ${m.at}, ${m.account}, ${m.by}, ${m.why},
        ${m.reference}, ${m.party}, ${m.reverses}::uuid, ${m.consignment}::uuid, ${m.countedAt}, ${m.bodyHash})),
    lined as (
      insert into supply.movement_line (home, movement, n, store, item, kind, from_account, to_account, quantity, at, road)
      select ${m.home}, ${m.id}, n - 1, ${m.store}, (l ->> 'item')::uuid, l ->> 'kind', l ->> 'from', l ->> 'to',
        (l ->> 'quantity')::bigint, ${m.at}, (l ->> 'road')::int
      from jsonb_array_elements(${JSON.stringify(m.lines)}::jsonb) with ordinality as x(l, n)),
    changed as (
      update supply.stock s set free = s.free + c.free, reserved = s.reserved + c.reserved,
        quarantine = s.quarantine + c.quarantine, on_hold = s.on_hold + c."onHold", damaged = s.damaged + c.damaged,
        recalled = c.recalled, movement = ${m.id}
      from jsonb_to_recordset(${JSON.stringify(m.changes)}::jsonb) as c${stockFields}
      where s.home = ${m.home} and s.store = ${m.store} and s.item = c.item returning 1),
    added as (
      insert into supply.stock (home, store, item, kind, expiry, place, by_serial, free, reserved, quarantine, on_hold, damaged,
        recalled, movement)
      select ${m.home}, ${m.store}, c.item, c.kind, c.expiry, ${m.place}, c.serial, c.free, c.reserved, c.quarantine,
        c."onHold", c.damaged, c.recalled, ${m.id}
      from jsonb_to_recordset(${JSON.stringify(m.adds)}::jsonb) as c${stockFields} returning 1)
    select (select count(*) from changed)::int + (select count(*) from added)::int as changed`)
  return row?.changed ?? 0
}

/** Adds to and takes from what is reserved under a reference. */
export const saveReserved = async (tx: Tx, m: Pick<NewMovement, 'home' | 'store' | 'reference' | 'reserved'>) => {
  const rows = JSON.stringify(m.reserved)
  await tx.run(sql`
    insert into supply.reserved (home, store, item, reference, quantity)
    select ${m.home}, ${m.store}, r.item, ${m.reference}, 0 from jsonb_to_recordset(${rows}::jsonb) as r(item uuid, quantity bigint)
    on conflict do nothing`)
  await tx.run(sql`
    update supply.reserved x set quantity = x.quantity + r.quantity
    from jsonb_to_recordset(${rows}::jsonb) as r(item uuid, quantity bigint)
    where x.home = ${m.home} and x.store = ${m.store} and x.reference = ${m.reference} and x.item = r.item`)
}
