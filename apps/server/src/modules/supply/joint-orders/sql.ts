import type { ProposalInfo } from '@lianfang/contract'
import type { Instant, PlaceCode } from '@lianfang/domain/shared'
import type { OrderState } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { actorName } from '../steps.js'

export type FundRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly name: string
  readonly budget: number
  readonly above: number
  readonly committed: number
  readonly spent: number
  readonly version: number
  readonly body_hash: Buffer
}
const fundColumns = sql`home, id, name, budget, above, committed, spent, version, body_hash`

export const fundById = (tx: Tx, id: string): Promise<FundRow | undefined> =>
  tx.row(sql<FundRow>`select ${fundColumns} from supply.fund where id = ${id}::uuid`)

/** The fund line, held until the transaction ends: receipts of other orders wait, and what they wrote is seen. */
export const lockFund = (tx: Tx, id: string): Promise<FundRow | undefined> =>
  tx.row(sql<FundRow>`select ${fundColumns} from supply.fund where id = ${id}::uuid for update`)

export const fundsIn = (tx: Tx, place: string): Promise<FundRow[]> =>
  tx.rows(sql<FundRow>`
    select ${fundColumns} from supply.fund where home >= ${place} and home < ${`${place}:`} order by home, name, id limit 1000`)

export type NewFund = Pick<FundRow, 'home' | 'id' | 'name' | 'budget'> & { readonly hash: Buffer }
export const addFund = (tx: Tx, f: NewFund): Promise<number> =>
  tx.run(sql`
    insert into supply.fund (home, id, name, budget, body_hash) values (${f.home}, ${f.id}, ${f.name}, ${f.budget}, ${f.hash})
    on conflict do nothing`)

export const saveFund = (tx: Tx, f: Pick<FundRow, 'home' | 'id' | 'budget' | 'above' | 'committed'>): Promise<number> =>
  tx.run(sql`
    update supply.fund set budget = ${f.budget}, above = ${f.above}, committed = ${f.committed}, version = version + 1
    where home = ${f.home} and id = ${f.id}`)

export type OrderListRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly name: string
  readonly state: OrderState
  readonly fund: string | null
  readonly fund_name: string | null
  readonly proposed_by: string
  readonly proposed_name: string
  readonly at: Instant
  readonly approved_name: string | null
  readonly decision: { readonly number: string; readonly reason: string; readonly fen: number } | null
  readonly version: number
  readonly cost: number
  readonly clinics: number
  readonly lines: number
  readonly body_hash: Buffer
}
const columns = sql`o.home, o.id, o.name, o.state, o.fund, f.name as fund_name, o.proposed_by, o.proposed_name, o.at, o.approved_name,
  o.decision, o.version, coalesce(l.cost, 0)::bigint as cost, coalesce(l.clinics, 0)::int as clinics,
  coalesce(l.lines, 0)::int as lines, o.body_hash`
const from = sql`supply.joint_order o left join supply.fund f on f.home = o.home and f.id = o.fund
  left join lateral (select sum(x.ordered * x.price) as cost, count(distinct x.facility) as clinics, count(*) as lines
    from supply.joint_line x where x.home = o.home and x.joint = o.id) l on true`

export const orderById = (tx: Tx, id: string): Promise<OrderListRow | undefined> =>
  tx.row(sql<OrderListRow>`select ${columns} from ${from} where o.id = ${id}::uuid`)

export type OrderFilter = { readonly place: string; readonly state: OrderState | null }
type Page = { readonly after: string | null; readonly limit: number }
const past = (after: string | null): RawBuilder<unknown> =>
  after === null
    ? sql`true`
    : sql`(o.at, o.id) < (select a.at, a.id from supply.joint_order a where a.id = ${after}::uuid)`

/** Joint orders of the counties of a place, newest first. */
export const ordersIn = (tx: Tx, f: OrderFilter & Page): Promise<OrderListRow[]> =>
  tx.rows(sql<OrderListRow>`
    select ${columns} from ${from}
    where o.home >= ${f.place} and o.home < ${`${f.place}:`} and (${f.state}::text is null or o.state = ${f.state})
      and ${past(f.after)}
    order by o.at desc, o.id desc limit ${f.limit}`)

/** Orders that bring something to the clinics whose stores the reader keeps. */
export const ordersComing = (tx: Tx): Promise<OrderListRow[]> =>
  tx.rows(sql<OrderListRow>`
    select ${columns} from ${from}
    where o.state in ('ordered', 'partlyReceived')
      and exists (select from supply.joint_line x where x.home = o.home and x.joint = o.id and x.received + x.refused < x.ordered)
    order by o.at, o.id limit 200`)

export type LineRow = {
  readonly id: string
  readonly joint: string
  readonly facility: string
  readonly facility_name: string
  readonly place: PlaceCode
  readonly kind: string
  readonly ordered: number
  readonly price: number
  readonly received: number
  readonly refused: number
  readonly proposal: ProposalInfo | null
}
export const linesOf = (tx: Tx, home: string, orders: readonly string[]): Promise<LineRow[]> =>
  tx.rows(sql<LineRow>`
    select id, joint, facility, facility_name, place, kind, ordered, price, received, refused, proposal from supply.joint_line
    where home = ${home} and joint = any(${[...orders]}::uuid[]) order by joint, n, id`)

export type ReceiptRow = {
  readonly id: string
  readonly line: string
  readonly received: number
  readonly refused: number
  readonly reason: string | null
  readonly at: Instant
  readonly by_name: string
  readonly body_hash: Buffer
}
export const receiptsOf = (tx: Tx, home: string, lines: readonly string[]): Promise<ReceiptRow[]> =>
  tx.rows(sql<ReceiptRow>`
    select id, line, received, refused, reason, at, by_name, body_hash from supply.receipt
    where home = ${home} and line = any(${[...lines]}::uuid[]) order by at, id`)

export type NewOrder = {
  readonly home: string
  readonly id: string
  readonly name: string
  readonly at: Date
  readonly account: string
  readonly hash: Buffer
}
export const addOrder = (tx: Tx, o: NewOrder): Promise<number> =>
  tx.run(sql`
    insert into supply.joint_order (home, id, name, state, proposed_by, proposed_name, at, body_hash)
    values (${o.home}, ${o.id}, ${o.name}, 'proposed', ${o.account}, ${actorName(o.account)}, ${o.at}, ${o.hash})
    on conflict do nothing`)

export type NewLine = Omit<LineRow, 'received' | 'refused' | 'joint'>
/** Puts these lines in the place of those there were. Answers how many were written: fewer where an id is in use. */
export const putLines = async (
  tx: Tx,
  of: { readonly home: string; readonly joint: string },
  lines: readonly NewLine[],
): Promise<number> => {
  await tx.run(sql`delete from supply.joint_line where home = ${of.home} and joint = ${of.joint}::uuid`)
  return tx.run(sql`
    insert into supply.joint_line (home, id, joint, n, facility, facility_name, place, kind, ordered, price, proposal)
    select ${of.home}, x.id, ${of.joint}::uuid, x.n, x.facility, x.facility_name, x.place, x.kind, x.ordered, x.price, x.proposal
    from jsonb_to_recordset(${JSON.stringify(lines.map((line, n) => ({ ...line, n })))}::jsonb) as x(id uuid, n int, facility uuid,
      facility_name text, place text, kind text, ordered bigint, price bigint, proposal jsonb)
    on conflict do nothing`)
}

type At = { readonly home: string; readonly id: string }
const update = (tx: Tx, { home, id }: At, set: RawBuilder<unknown>): Promise<number> =>
  tx.run(sql`update supply.joint_order set ${set}, version = version + 1 where home = ${home} and id = ${id}`)

export const changeOrder = (tx: Tx, at: At, by: { readonly name: string; readonly account: string }): Promise<number> =>
  update(tx, at, sql`name = ${by.name}, proposed_by = ${by.account}, proposed_name = ${actorName(by.account)}`)

export const moveOrder = (tx: Tx, at: At, state: OrderState): Promise<number> => update(tx, at, sql`state = ${state}`)

export const placeOrder = (tx: Tx, at: At, supplier: string): Promise<number> =>
  update(tx, at, sql`state = 'ordered', supplier = ${supplier}`)

export const approveOrder = (
  tx: Tx,
  at: At,
  by: { readonly account: string; readonly fund: string; readonly decision: OrderListRow['decision'] },
): Promise<number> =>
  update(
    tx,
    at,
    sql`state = 'approved', fund = ${by.fund}::uuid, approved_by = ${by.account}, approved_name = ${actorName(by.account)},
      decision = ${by.decision === null ? null : JSON.stringify(by.decision)}::jsonb`,
  )

export type NewReceipt = {
  readonly home: string
  readonly id: string
  readonly line: string
  readonly facility: string
  readonly place: string
  readonly store: string
  readonly received: number
  readonly refused: number
  readonly reason: string | null
  readonly at: Date
  readonly account: string
  readonly hash: Buffer
}
export const addReceipt = (tx: Tx, r: NewReceipt): Promise<number> =>
  tx.run(sql`
    insert into supply.receipt (home, id, line, facility, place, store, received, refused, reason, at, account, by_name, body_hash)
    values (${r.home}, ${r.id}, ${r.line}, ${r.facility}, ${r.place}, ${r.store}, ${r.received}, ${r.refused}, ${r.reason}, ${r.at},
      ${r.account}, ${actorName(r.account)}, ${r.hash})
    on conflict do nothing`)

/** The store that a receipt goes into, with the institution it is of; and whether the reader keeps it. */
export const receivingStore = (tx: Tx, id: string, account: string) =>
  tx.row(sql<{ home: PlaceCode; place: PlaceCode; facility: string | null; kept: boolean; closed: boolean }>`
    select s.home, s.place, s.facility, s.closed_on is not null as closed, exists (select from supply.store_keeper k
      where k.home = s.home and k.store = s.id and k.account = ${account}::uuid and k.until_at is null) as kept
    from supply.store s where s.id = ${id}::uuid`)

export const kindUnitOf = async (tx: Tx, code: string): Promise<string | undefined> =>
  (await tx.row(sql<{ unit: string }>`select unit from supply.kind where code = ${code}`))?.unit

/** Codes among these that are kinds in use. */
export const kindsInUse = async (tx: Tx, codes: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await tx.rows(
        sql<{
          code: string
        }>`select code from supply.kind where code = any(${[...codes]}::text[]) and closed_on is null`,
      )
    ).map(({ code }) => code),
  )
