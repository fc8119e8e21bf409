import type { Day, Instant } from '@lianfang/domain/shared'
import type { MedicineHand } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { actorName } from '../steps.js'

export type IssueRow = {
  readonly id: string
  readonly store: string
  readonly store_name: string
  readonly kind: string
  readonly quantity: number
  readonly days: number
  readonly long: boolean
  readonly reason: string | null
  readonly at: Instant
  readonly by_name: string
  readonly delivered_at: Instant | null
  readonly delivered_name: string | null
  readonly delivered_to: MedicineHand | null
  readonly deliver_command: string | null
  readonly deliver_hash: Buffer | null
  readonly body_hash: Buffer
}

/** What was issued for a request and not taken back in the book. */
export const issueOf = (tx: Tx, home: string, request: string): Promise<IssueRow | undefined> =>
  tx.row(sql<IssueRow>`
    select id, store, store_name, kind, quantity, days, long, reason, at, by_name, delivered_at, delivered_name, delivered_to, deliver_command,
      deliver_hash, body_hash
    from supply.medicine_issue where home = ${home} and request = ${request}::uuid and undone_at is null`)

export type NewIssue = {
  readonly home: string
  readonly request: string
  readonly id: string
  readonly store: string
  readonly storeName: string
  readonly kind: string
  readonly quantity: number
  readonly days: number
  readonly long: boolean
  readonly reason: string | null
  readonly at: Date
  readonly account: string
  readonly hash: Buffer
}
/** Answers 0 where medicine was issued for the request already. */
export const addIssue = (tx: Tx, i: NewIssue): Promise<number> =>
  tx.run(sql`
    insert into supply.medicine_issue (home, request, id, store, store_name, kind, quantity, days, long, reason, at, account, by_name,
      body_hash)
    values (${i.home}, ${i.request}, ${i.id}, ${i.store}, ${i.storeName}, ${i.kind}, ${i.quantity}, ${i.days}, ${i.long}, ${i.reason},
      ${i.at}, ${i.account}, ${actorName(i.account)}, ${i.hash})
    on conflict do nothing`)

export type Delivery = {
  readonly home: string
  readonly request: string
  readonly at: Date
  readonly to: MedicineHand
  readonly account: string
  readonly command: string
  readonly hash: Buffer
}
export const deliverIssue = (tx: Tx, d: Delivery): Promise<number> =>
  tx.run(sql`
    update supply.medicine_issue set delivered_at = ${d.at}, delivered_by = ${d.account}, delivered_name = ${actorName(d.account)}, delivered_to = ${d.to},
      deliver_command = ${d.command}, deliver_hash = ${d.hash}
    where home = ${d.home} and request = ${d.request} and delivered_at is null and undone_at is null`)

export type ShelfRow = {
  readonly store: string
  readonly store_name: string
  readonly kind: string
  readonly lot: string | null
  readonly expiry: Day | null
  readonly available: number
}

/** Medicine that can be given out of the township and village stores that somebody keeps, the first to expire first. */
export const shelvesOf = (tx: Tx, home: string, account: string, today: Day): Promise<ShelfRow[]> =>
  tx.rows(sql<ShelfRow>`
    select o.id as store, o.name as store_name, s.kind, i.lot, i.expiry, s.free as available
    from supply.store_keeper k join supply.store o on o.home = k.home and o.id = k.store
      join supply.stock s on s.home = o.home and s.store = o.id join supply.item i on i.home = s.home and i.id = s.item
      join supply.kind c on c.code = s.kind
    where k.home = ${home} and k.account = ${account}::uuid and k.until_at is null and o.closed_on is null
      and o.kind in ('townshipStore', 'villageStore') and c.class = 'medicine' and s.free > 0
      and (i.expiry is null or i.expiry >= ${today}::date)
      and not supply.is_recalled(i.home, i.kind, i.product, i.lot, i.serial)
    order by o.name, s.kind, i.expiry nulls last, i.id limit 500`)

export const storeKindOf = async (tx: Tx, id: string): Promise<string | undefined> =>
  (await tx.row(sql<{ kind: string }>`select kind from supply.store where id = ${id}::uuid`))?.kind
