import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type RecallListRow = {
  readonly id: string
  readonly place: PlaceCode
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly serials: readonly string[] | null
  readonly reason: string
  readonly by_name: string
  readonly at: Instant
  readonly lifted_at: Instant | null
  readonly lifted_name: string | null
  readonly lift_reason: string | null
  readonly body_hash: Buffer
  readonly lift_id: string | null
  readonly lift_hash: Buffer | null
}
const columns = sql`id, place, kind, product, lot, serials, reason, by_name, at, lifted_at, lifted_name, lift_reason, body_hash,
  lift_id, lift_hash`

export const recallById = (tx: Tx, id: string): Promise<RecallListRow | undefined> =>
  tx.row(sql<RecallListRow>`select ${columns} from supply.recall where id = ${id}`)

export const recallsIn = (
  tx: Tx,
  f: { readonly open: boolean | null; readonly after: string | null; readonly limit: number },
): Promise<RecallListRow[]> =>
  tx.rows(sql<RecallListRow>`
    select ${columns} from supply.recall r
    where (${f.open}::boolean is null or (r.lifted_at is null) = ${f.open}::boolean)
      and (${f.after}::uuid is null or (r.at, r.id) < (select a.at, a.id from supply.recall a where a.id = ${f.after}::uuid))
    order by r.at desc, r.id desc limit ${f.limit}`)

export type NewRecall = Pick<RecallListRow, 'id' | 'place' | 'kind' | 'product' | 'lot' | 'serials' | 'reason'> & {
  readonly account: string
  readonly at: Date
  readonly bodyHash: Buffer
}
const nameOf = (account: string) => sql`coalesce((select name from kernel.account where id = ${account}), '')`

/** Answers 0 when the id is in use. */
export const addRecall = (tx: Tx, r: NewRecall): Promise<number> =>
  tx.run(sql`
    insert into supply.recall (id, place, kind, product, lot, serials, reason, account, by_name, at, body_hash)
    values (${r.id}, ${r.place}, ${r.kind}, ${r.product}::uuid, ${r.lot}, ${r.serials}::text[], ${r.reason}, ${r.account},
      ${nameOf(r.account)}, ${r.at}, ${r.bodyHash})
    on conflict do nothing`)

type Lift = {
  readonly id: string
  readonly liftId: string
  readonly account: string
  readonly reason: string
  readonly at: Date
  readonly hash: Buffer
}
/** Answers 0 when it was lifted before. */
export const liftRecallRow = (tx: Tx, l: Lift): Promise<number> =>
  tx.run(sql`
    update supply.recall set lifted_at = ${l.at}, lifted_by = ${l.account}, lifted_name = ${nameOf(l.account)},
      lift_reason = ${l.reason}, lift_id = ${l.liftId}, lift_hash = ${l.hash}
    where id = ${l.id} and lifted_at is null`)

type Of = Pick<RecallListRow, 'place' | 'kind' | 'product' | 'lot' | 'serials'>

/** Items that a recall names, as `isRecalled` of the domain has it. */
const named = (r: Of): RawBuilder<unknown> => sql`
  i.kind = ${r.kind} and starts_with(i.home, ${r.place})
    and (${r.product}::uuid is null or i.product is null or i.product = ${r.product}::uuid)
    and (${r.lot}::text is null or i.lot = ${r.lot}) and (${r.serials}::text[] is null or i.serial = any(${r.serials}::text[]))`

export type HereRow = {
  readonly id: string
  readonly name: string
  readonly name_en: string | null
  readonly place: PlaceCode
  readonly quantity: number
}
export const unitsHere = (tx: Tx, r: Of): Promise<HereRow[]> =>
  tx.rows(sql<HereRow>`
    select s.id, s.name, s.name_en, s.place, sum(k.free + k.reserved + k.quarantine + k.on_hold + k.damaged)::bigint as quantity
    from supply.item i join supply.stock k on k.home = i.home and k.item = i.id
      join supply.store s on s.home = k.home and s.id = k.store
    where ${named(r)} and k.free + k.reserved + k.quarantine + k.on_hold + k.damaged > 0
    group by s.id, s.name, s.name_en, s.place order by s.place, s.name, s.id limit 2000`)

export type LeftRow = Omit<HereRow, 'id'> & {
  readonly store: string
  readonly movement: string
  readonly day: Day
  readonly to_account: 'consumed' | 'transit' | 'disposed' | 'loss'
  readonly reference: string | null
  readonly party: string | null
}
/** Units that have left a store's stock, by line of the book; what was taken back since has not. */
export const unitsLeft = (tx: Tx, r: Of): Promise<LeftRow[]> =>
  tx.rows(sql<LeftRow>`
    select s.id as store, s.name, s.name_en, s.place, m.id as movement, m.day, l.quantity, l.to_account, m.reference, m.party
    from supply.item i join supply.stock k on k.home = i.home and k.item = i.id
      join supply.movement_line l on l.home = k.home and l.store = k.store and l.item = k.item
        and l.to_account in ('consumed', 'transit', 'disposed', 'loss')
      join supply.movement m on m.home = l.home and m.id = l.movement and m.what <> 'reverse'
      join supply.store s on s.home = k.home and s.id = k.store
    where ${named(r)} and not exists (select from supply.movement b where b.home = m.home and b.reverses = m.id)
    order by m.at desc, m.id desc limit 500`)

export const unitsOfUnknownLot = async (tx: Tx, r: Of): Promise<number> =>
  (
    await tx.row(sql<{ n: number }>`
      select coalesce(sum(k.free + k.reserved + k.quarantine + k.on_hold + k.damaged), 0)::bigint as n
      from supply.item i join supply.stock k on k.home = i.home and k.item = i.id
      where i.kind = ${r.kind} and i.lot is null and ${r.lot}::text is not null and starts_with(i.home, ${r.place})
        and (${r.product}::uuid is null or i.product is null or i.product = ${r.product}::uuid)`)
  )?.n ?? 0
