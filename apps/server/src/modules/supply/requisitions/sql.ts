import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type { RequisitionState } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { actorName } from '../steps.js'

export type RequisitionListRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly store: string | null
  readonly facility: string | null
  readonly owner_name: string
  readonly place: PlaceCode
  readonly kind: string
  readonly quantity: number
  readonly request: string | null
  readonly state: RequisitionState
  readonly order_number: string | null
  readonly authority: string | null
  readonly receipt: string | null
  readonly condition: string | null
  readonly compensation: string | null
  readonly return_day: Day | null
  readonly executed_on: Day | null
  readonly returned_on: Day | null
  readonly return_condition: string | null
  readonly owned: { readonly ready: number; readonly inUse: number; readonly ownNeed: number }
  readonly by_name: string
  readonly at: Instant
  readonly version: number
  readonly body_hash: Buffer
}
const columns = sql`
  q.home, q.id, q.store, q.facility, q.owner_name, q.place, q.kind, q.quantity, q.request, q.state, q.order_number, q.authority,
  q.receipt, q.condition, q.compensation, q.return_day, q.executed_on, q.returned_on, q.return_condition, q.owned, q.by_name, q.at,
  q.version, q.body_hash`

export const requisitionById = (tx: Tx, id: string): Promise<RequisitionListRow | undefined> =>
  tx.row(sql<RequisitionListRow>`select ${columns} from supply.requisition q where q.id = ${id}`)

export type RequisitionFilter = {
  readonly place: string
  readonly kind: string | null
  readonly state: RequisitionState | null
  /** Executed, not returned, and the day of return lies before this one; null: all. */
  readonly overdueOn: Day | null
  readonly text: string | null
}

/** What a list and its count look through. */
export const requisitionsListed = (f: RequisitionFilter): RawBuilder<unknown> => sql`
  supply.requisition q
  where q.place >= ${f.place} and q.place < ${`${f.place}:`} and (${f.kind}::text is null or q.kind = ${f.kind})
    and (${f.state}::text is null or q.state = ${f.state})
    and (${f.overdueOn}::date is null or (q.state = 'executed' and q.return_day < ${f.overdueOn}::date))
    and (${f.text}::text is null or strpos(lower(q.owner_name), lower(${f.text}::text)) > 0
      or strpos(lower(q.order_number), lower(${f.text}::text)) > 0)`

export const requisitionsIn = (
  tx: Tx,
  f: RequisitionFilter & { readonly after: string | null; readonly limit: number },
): Promise<RequisitionListRow[]> =>
  tx.rows(sql<RequisitionListRow>`
    select ${columns} from ${requisitionsListed(f)}
      and (${f.after}::uuid is null
        or (q.at, q.id) < (select a.at, a.id from supply.requisition a where a.id = ${f.after}::uuid))
    order by q.at desc, q.id desc limit ${f.limit}`)

export type Papers = {
  readonly orderNumber: string | null
  readonly authority: string | null
  readonly receipt: string | null
  readonly condition: string | null
  readonly compensation: string | null
  readonly returnDay: Day | null
}

export type NewRequisition = Papers &
  Pick<
    RequisitionListRow,
    'home' | 'id' | 'store' | 'facility' | 'owner_name' | 'place' | 'kind' | 'quantity' | 'request' | 'owned'
  > & { readonly account: string; readonly at: Date; readonly hash: Buffer }

/** Answers 0 when the id is in use. */
export const addRequisition = (tx: Tx, q: NewRequisition): Promise<number> =>
  tx.run(sql`
    insert into supply.requisition (home, id, store, facility, owner_name, place, kind, quantity, request, state, order_number,
      authority, receipt, condition, compensation, return_day, owned, account, by_name, at, body_hash)
    values (${q.home}, ${q.id}, ${q.store}::uuid, ${q.facility}::uuid, ${q.owner_name}, ${q.place}, ${q.kind}, ${q.quantity},
      ${q.request}::uuid, 'ordered', ${q.orderNumber}, ${q.authority}, ${q.receipt}, ${q.condition}, ${q.compensation},
      ${q.returnDay}::date, ${JSON.stringify(q.owned)}::jsonb, ${q.account}, ${actorName(q.account)}, ${q.at}, ${q.hash})
    on conflict do nothing`)

type At = { readonly home: string; readonly id: string }
const update = (tx: Tx, { home, id }: At, set: RawBuilder<unknown>): Promise<number> =>
  tx.run(sql`update supply.requisition set ${set}, version = version + 1 where home = ${home} and id = ${id}`)

export const changePapers = (tx: Tx, at: At, p: Papers): Promise<number> =>
  update(
    tx,
    at,
    sql`order_number = ${p.orderNumber}, authority = ${p.authority}, receipt = ${p.receipt}, condition = ${p.condition},
      compensation = ${p.compensation}, return_day = ${p.returnDay}::date`,
  )
export const executeRow = (tx: Tx, at: At, day: Day): Promise<number> =>
  update(tx, at, sql`state = 'executed', executed_on = ${day}::date`)
export const returnRow = (tx: Tx, at: At, of: { readonly day: Day; readonly condition: string }): Promise<number> =>
  update(tx, at, sql`state = 'returned', returned_on = ${of.day}::date, return_condition = ${of.condition}`)
export const cancelRow = (tx: Tx, at: At): Promise<number> => update(tx, at, sql`state = 'cancelled'`)
