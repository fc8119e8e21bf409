import type { NeedInfo } from '@lianfang/contract'
import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type { AssignmentState, Gated, NeedBasis, NeedFacts, OfferChannel, RequestState } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

/** What the desk verified, as it is kept. */
export type Verified = {
  readonly at: string
  readonly by: string
  readonly day: string
  readonly need: NeedInfo
  readonly verified: number
  readonly lowered: boolean
  readonly reason: string | null
}

export type RequestListRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly facility: string
  readonly place: PlaceCode
  readonly name: string
  readonly name_en: string | null
  readonly kind: string
  readonly basis: NeedBasis
  readonly said_quantity: number
  readonly said_unit: string
  readonly product: string | null
  readonly requested: number
  readonly facts: NeedFacts
  readonly note: string | null
  readonly uncovered: number
  readonly busy: number
  readonly doubted: boolean
  readonly state: RequestState
  readonly account: string
  readonly by_name: string
  readonly created_at: Instant
  readonly submitted_by: string | null
  readonly submitted_name: string | null
  readonly approved_at: Instant | null
  readonly approved_name: string | null
  readonly computed: number | null
  readonly verified: number | null
  readonly verification: Verified | null
  readonly overstated: boolean
  readonly assigned: number
  readonly withdrawn: { readonly reason: string; readonly freed: number; readonly onTheRoad: number } | null
  readonly version: number
  readonly body_hash: Buffer
  /** The newest day of each confirmation. */
  readonly confirmed: Readonly<Partial<Record<Gated, Day>>>
}

const columns = sql`
  r.home, r.id, r.facility, r.place, r.name, r.name_en, r.kind, r.basis, r.said_quantity::float8 as said_quantity, r.said_unit,
  r.product, r.requested, r.facts, r.note, r.uncovered, r.busy, r.doubted, r.state, r.account, r.by_name, r.created_at,
  r.submitted_by, r.submitted_name, r.approved_at, r.approved_name, r.computed, r.verified, r.verification, r.overstated,
  r.assigned, r.withdrawn, r.version, r.body_hash,
  (select coalesce(jsonb_object_agg(g.gate, g.day), '{}') from (select gate, max(day) as day from supply.gate
    where home = r.home and facility = r.facility and kind = r.kind group by gate) g) as confirmed`

export const requestById = (tx: Tx, id: string): Promise<RequestListRow | undefined> =>
  tx.row(sql<RequestListRow>`select ${columns} from supply.request r where r.id = ${id}`)

export type RequestFilter = {
  /** Requests of a place that were approved inside, or those of the institutions that an account is named for. */
  readonly of: { readonly place: string } | { readonly account: string }
  readonly kind: string | null
  readonly state: RequestState | null
  readonly open: boolean
  readonly unmet: boolean
  readonly text: string | null
  readonly sort: 'urgency' | 'newest'
}

const scopeOf = (of: RequestFilter['of']): RawBuilder<unknown> =>
  'place' in of
    ? sql`r.approved_at is not null and r.place >= ${of.place} and r.place < ${`${of.place}:`}`
    : sql`r.facility in (select facility from supply.facility_reach where account = ${of.account}::uuid)`

/** What a list and its count look through. */
export const requestsListed = (f: RequestFilter): RawBuilder<unknown> => sql`
  supply.request r
  where ${scopeOf(f.of)} and (${f.kind}::text is null or r.kind = ${f.kind}) and (${f.state}::text is null or r.state = ${f.state})
    and (not ${f.open}::boolean or r.state in ('draft', 'submitted', 'returned', 'approved', 'verified'))
    and (not ${f.unmet}::boolean or (r.state = 'verified' and r.assigned < r.verified))
    and (${f.text}::text is null or strpos(lower(r.name), lower(${f.text}::text)) > 0
      or strpos(lower(r.name_en), lower(${f.text}::text)) > 0)`

const orderOf = (f: RequestFilter, row: string): RawBuilder<unknown> => {
  const of = (column: string) => sql.ref(`${row}.${column}`)
  if (f.sort === 'newest') return sql`${of('created_at')} desc, ${of('id')} desc`
  const asked = 'place' in f.of ? of('approved_at') : of('created_at')
  return sql`(-${of('uncovered')}), (-${of('busy')}), ${asked}, ${of('id')}`
}

const after = (f: RequestFilter, id: string): RawBuilder<unknown> => {
  if (f.sort === 'newest') {
    return sql`(r.created_at, r.id) < (select a.created_at, a.id from supply.request a where a.id = ${id}::uuid)`
  }
  const asked = 'place' in f.of ? sql`approved_at` : sql`created_at`
  return sql`(-r.uncovered, -r.busy, r.${asked}, r.id)
    > (select -a.uncovered, -a.busy, a.${asked}, a.id from supply.request a where a.id = ${id}::uuid)`
}

/** SUP-REQ-6: the most urgent first, or the newest. */
export const requestsIn = (
  tx: Tx,
  f: RequestFilter & { readonly after: string | null; readonly limit: number },
): Promise<RequestListRow[]> =>
  tx.rows(sql<RequestListRow>`
    select ${columns} from ${requestsListed(f)} ${f.after === null ? sql`` : sql`and ${after(f, f.after)}`}
    order by ${orderOf(f, 'r')} limit ${f.limit}`)

type OfHospital = { readonly home: string; readonly facility: string; readonly kind: string }

/** Earlier requests of a hospital for a kind that went to the desk, newest first. */
export const earlierOf = (
  tx: Tx,
  of: OfHospital & { readonly not: string; readonly limit: number },
): Promise<RequestListRow[]> =>
  tx.rows(sql<RequestListRow>`
    select ${columns} from supply.request r
    where r.home = ${of.home} and r.facility = ${of.facility} and r.kind = ${of.kind} and r.id <> ${of.not}::uuid
      and r.approved_at is not null
    order by r.created_at desc, r.id desc limit ${of.limit}`)

/** What a hospital's other requests for a kind still bring: verified on open ones, assigned on ended ones. */
export const comingTo = async (tx: Tx, of: OfHospital & { readonly not: string }): Promise<number> =>
  (
    await tx.row(sql<{ n: number }>`
      select coalesce(sum(case when r.state = 'verified' then r.verified else r.assigned end - coalesce(g.received, 0)), 0)::bigint as n
      from supply.request r left join lateral (select sum(a.quantity) as received from supply.assignment a
        where a.home = r.home and a.request = r.id and a.state = 'received') g on true
      where r.home = ${of.home} and r.facility = ${of.facility} and r.kind = ${of.kind} and r.id <> ${of.not}::uuid
        and r.verified is not null`)
  )?.n ?? 0

export type HospitalStock = {
  readonly stores: number
  readonly on_hand: number
  readonly held: number
  readonly expired: number
  readonly reserved: number
  readonly available: number
}
export const hospitalStock = async (tx: Tx, of: OfHospital, today: Day): Promise<HospitalStock | null> => {
  const row = await tx.row(
    sql<HospitalStock>`select * from supply.hospital_stock(${of.home}, ${of.facility}::uuid, ${of.kind}, ${today}::date)`,
  )
  return row === undefined || row.stores === 0 ? null : row
}

export const hospitalFlow = async (
  tx: Tx,
  of: OfHospital,
  since: Date,
): Promise<{ readonly used: number; readonly coming: number }> =>
  (await tx.row(
    sql<{ used: number; coming: number }>`
      select * from supply.hospital_flow(${of.home}, ${of.facility}::uuid, ${of.kind}, ${since})`,
  )) ?? { used: 0, coming: 0 }

export type GateRow = {
  readonly gate: Gated
  readonly day: Day
  readonly by_name: string
  readonly note: string | null
}
/** The newest confirmation of each gate. */
export const gatesOf = (tx: Tx, of: OfHospital): Promise<GateRow[]> =>
  tx.rows(sql<GateRow>`
    select distinct on (gate) gate, day, by_name, note from supply.gate
    where home = ${of.home} and facility = ${of.facility} and kind = ${of.kind} order by gate, day desc, at desc`)

export type AssignmentRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly request: string
  readonly offer_home: PlaceCode
  readonly offer: string
  readonly kind: string
  readonly quantity: number
  readonly state: AssignmentState
  readonly channel: OfferChannel
  readonly from_name: string
  readonly ready_on: Day
  readonly at: Instant
  readonly by_name: string
  readonly reason: string | null
  readonly back_at: Instant | null
  readonly back_name: string | null
  readonly back_reason: string | null
  readonly body_hash: Buffer
}
const assignmentColumns = sql`home, id, request, offer_home, offer, kind, quantity, state, channel, from_name, ready_on, at, by_name,
  reason, back_at, back_name, back_reason, body_hash`

export const assignmentsOf = (
  tx: Tx,
  of: { readonly home: string; readonly request: string },
): Promise<AssignmentRow[]> =>
  tx.rows(sql<AssignmentRow>`
    select ${assignmentColumns} from supply.assignment where home = ${of.home} and request = ${of.request} order by at, id`)

export const assignmentsFrom = (
  tx: Tx,
  of: { readonly home: string; readonly offer: string },
): Promise<AssignmentRow[]> =>
  tx.rows(sql<AssignmentRow>`
    select ${assignmentColumns} from supply.assignment where offer_home = ${of.home} and offer = ${of.offer} order by at, id`)

export const assignmentById = (tx: Tx, home: string, id: string): Promise<AssignmentRow | undefined> =>
  tx.row(sql<AssignmentRow>`select ${assignmentColumns} from supply.assignment where home = ${home} and id = ${id}`)

export type OverstatedListRow = {
  readonly facility: string
  readonly place: PlaceCode
  readonly name: string
  readonly name_en: string | null
  readonly times: number
  readonly requested: number
  readonly computed: number
  readonly last_at: Instant
}
/** SUP-REQ-8: hospitals of a place with so many overstated requests since a day. */
export const overstatersIn = (
  tx: Tx,
  f: { readonly place: string; readonly since: Day; readonly times: number },
): Promise<OverstatedListRow[]> =>
  tx.rows(sql<OverstatedListRow>`
    select r.facility, r.place, max(r.name) as name, max(r.name_en) as name_en, count(*)::int as times,
      sum(r.requested)::bigint as requested, sum(r.computed)::bigint as computed, max(r.approved_at) as last_at
    from supply.request r
    where r.overstated and r.verified_on >= ${f.since}::date and r.place >= ${f.place} and r.place < ${`${f.place}:`}
    group by r.facility, r.place having count(*) >= ${f.times} order by count(*) desc, r.facility limit 500`)
