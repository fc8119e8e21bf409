import type { Day } from '@lianfang/domain/shared'
import type { NeedBasis, NeedFacts, RequestState, Urgency } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { actorName } from '../steps.js'
import type { AssignmentRow, Verified } from './sql.js'

/** What a hospital asks for, read and judged. */
export type RequestSaid = Urgency & {
  readonly quantity: number
  readonly unit: string
  readonly product: string | null
  readonly requested: number
  readonly facts: NeedFacts
  readonly note: string | null
  readonly doubted: boolean
}

export type NewRequest = RequestSaid & {
  readonly home: string
  readonly id: string
  readonly facility: string
  readonly place: string
  readonly name: string
  readonly nameEn: string | null
  readonly kind: string
  readonly basis: NeedBasis
  readonly account: string
  readonly at: Date
  readonly hash: Buffer
}

/** Answers 0 when the id is in use. */
export const addRequest = (tx: Tx, r: NewRequest): Promise<number> =>
  tx.run(sql`
    insert into supply.request (home, id, facility, place, name, name_en, kind, basis, said_quantity, said_unit, product, requested,
      facts, note, uncovered, busy, doubted, state, account, by_name, created_at, body_hash)
    values (${r.home}, ${r.id}, ${r.facility}, ${r.place}, ${r.name}, ${r.nameEn}, ${r.kind}, ${r.basis}, ${r.quantity}, ${r.unit},
      ${r.product}::uuid, ${r.requested}, ${JSON.stringify(r.facts)}::jsonb, ${r.note}, ${r.uncovered}, ${r.busyPercent},
      ${r.doubted}, 'draft', ${r.account}, ${actorName(r.account)}, ${r.at}, ${r.hash})
    on conflict do nothing`)

type At = { readonly home: string; readonly id: string }

const update = (tx: Tx, { home, id }: At, set: RawBuilder<unknown>): Promise<number> =>
  tx.run(sql`update supply.request set ${set}, version = version + 1 where home = ${home} and id = ${id}`)

export const changeRequest = (tx: Tx, at: At, r: RequestSaid): Promise<number> =>
  update(
    tx,
    at,
    sql`said_quantity = ${r.quantity}, said_unit = ${r.unit}, product = ${r.product}::uuid, requested = ${r.requested},
      facts = ${JSON.stringify(r.facts)}::jsonb, note = ${r.note}, uncovered = ${r.uncovered}, busy = ${r.busyPercent},
      doubted = ${r.doubted}`,
  )

export const moveRequest = (tx: Tx, at: At, state: RequestState): Promise<number> =>
  update(tx, at, sql`state = ${state}`)

export const submitRequest = (tx: Tx, at: At, account: string): Promise<number> =>
  update(tx, at, sql`state = 'submitted', submitted_by = ${account}, submitted_name = ${actorName(account)}`)

export const approveRequest = (tx: Tx, at: At, by: { readonly account: string; readonly at: Date }): Promise<number> =>
  update(
    tx,
    at,
    sql`state = 'approved', approved_at = ${by.at}, approved_by = ${by.account}, approved_name = ${actorName(by.account)}`,
  )

export const withdrawRequest = (
  tx: Tx,
  at: At,
  withdrawn: { readonly reason: string; readonly freed: number; readonly onTheRoad: number },
): Promise<number> => update(tx, at, sql`state = 'withdrawn', withdrawn = ${JSON.stringify(withdrawn)}::jsonb`)

type Verdict = Omit<Verified, 'by'> & { readonly account: string; readonly today: Day; readonly overstated: boolean }

/** Freezes what was verified, with the name of who did. */
export const verifyRequest = (tx: Tx, at: At, v: Verdict): Promise<number> => {
  const { account, today, overstated, ...kept } = v
  return update(
    tx,
    at,
    sql`state = 'verified', computed = ${v.need.computed}, verified = ${v.verified}, overstated = ${overstated},
      verified_on = ${today}::date,
      verification = ${JSON.stringify(kept)}::jsonb || jsonb_build_object('by', ${actorName(account)})`,
  )
}

export type NewGate = {
  readonly home: string
  readonly id: string
  readonly facility: string
  readonly kind: string
  readonly gate: string
  readonly day: Day
  readonly note: string | null
  readonly at: Date
  readonly account: string
  readonly hash: Buffer
}
export const addGate = (tx: Tx, g: NewGate): Promise<number> =>
  tx.run(sql`
    insert into supply.gate (home, id, facility, kind, gate, day, note, at, account, by_name, body_hash)
    values (${g.home}, ${g.id}, ${g.facility}, ${g.kind}, ${g.gate}, ${g.day}::date, ${g.note}, ${g.at}, ${g.account},
      ${actorName(g.account)}, ${g.hash})
    on conflict do nothing`)

export type NewAssignment = Pick<
  AssignmentRow,
  | 'home'
  | 'id'
  | 'request'
  | 'offer_home'
  | 'offer'
  | 'kind'
  | 'quantity'
  | 'channel'
  | 'from_name'
  | 'ready_on'
  | 'reason'
> & {
  readonly facility: string
  readonly fromPlace: string
  readonly at: Date
  readonly account: string
  readonly hash: Buffer
}
/** Answers 0 when the id is in use. */
export const addAssignment = (tx: Tx, a: NewAssignment): Promise<number> =>
  tx.run(sql`
    insert into supply.assignment (home, id, request, facility, kind, offer_home, offer, quantity, channel, from_name, from_place,
      ready_on, at, account, by_name, reason, body_hash)
    values (${a.home}, ${a.id}, ${a.request}, ${a.facility}, ${a.kind}, ${a.offer_home}, ${a.offer}, ${a.quantity}, ${a.channel},
      ${a.from_name}, ${a.fromPlace}, ${a.ready_on}::date, ${a.at}, ${a.account}, ${actorName(a.account)}, ${a.reason}, ${a.hash})
    on conflict do nothing`)

/** Takes back what is assigned and not sent; answers how many assignments that were. */
export const takeBack = (
  tx: Tx,
  of: { readonly home: string; readonly ids: readonly string[] },
  by: { readonly at: Date; readonly account: string; readonly reason: string },
): Promise<number> =>
  tx.run(sql`
    update supply.assignment set state = 'takenBack', back_at = ${by.at}, back_by = ${by.account},
      back_name = ${actorName(by.account)}, back_reason = ${by.reason}
    where home = ${of.home} and id = any(${[...of.ids]}::uuid[]) and state = 'assigned'`)
