import type { AssignmentInfo, BesideInfo, NeedInfo, RequestPage, RequestRow } from '@lianfang/contract'
import { type Actor, may } from '@lianfang/domain/org'
import { addDays, startOfDay } from '@lianfang/domain/shared'
import {
  type Confirmation,
  gates,
  gatesAsked,
  missingGates,
  type RequestAct,
  requestActs,
  requestAfter,
  stillHolds,
  verifiedNeedOf,
} from '@lianfang/domain/supply'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { namedAs } from '../hospitals/sql.js'
import { tellHospitals } from '../hospitals/use-hospitals.js'
import { type DealRules, dealRules, type SupplyNeeds } from '../needs.js'
import { stepsOf } from '../steps.js'
import {
  type AssignmentRow,
  assignmentsOf,
  comingTo,
  earlierOf,
  gatesOf,
  hospitalFlow,
  hospitalStock,
  type RequestListRow,
  requestById,
} from './sql.js'

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** What is missing before a unit goes to the hospital of a request. */
export const missingOfRequest = (row: RequestListRow, { today, requests }: DealRules) => {
  const confirmed = gates.flatMap((gate): readonly Confirmation[] => {
    const day = row.confirmed[gate]
    return day === undefined ? [] : [{ gate, day }]
  })
  return missingGates(row, confirmed, { today, ...requests })
}

/** Requests as a list shows them, with the names of institutions and places. */
export const tellRequests = async (
  tx: Tx,
  rows: readonly RequestListRow[],
  rules: DealRules,
): Promise<RequestRow[]> => {
  const hospitals = await tellHospitals(
    tx,
    rows.map((row) => ({ ...row, id: row.facility })),
  )
  return rows.flatMap((row, i) => {
    const hospital = hospitals[i]
    if (hospital === undefined) return []
    const { verified, assigned } = row
    return {
      ...{
        id: row.id,
        hospital,
        kind: row.kind,
        basis: row.basis,
        state: row.state,
        requested: row.requested,
        verified,
      },
      ...{ gap: verified === null ? null : row.requested - verified, assigned },
      left: row.state === 'verified' ? Math.max(0, (verified ?? 0) - assigned) : 0,
      ...{ uncovered: row.uncovered, busyPercent: row.busy, overstated: row.overstated, doubted: row.doubted },
      ...{ missingGates: [...missingOfRequest(row, rules)], by: row.by_name },
      ...{ createdAt: new Date(row.created_at).toISOString(), approvedAt: iso(row.approved_at) },
    }
  })
}

/** The need as it would be verified now: with what the hospital's books have and what is coming to it. */
export const needNow = async (tx: Tx, row: RequestListRow, { today, requests }: DealRules): Promise<NeedInfo> => {
  const of = { home: row.home, facility: row.facility, kind: row.kind }
  const stock = await hospitalStock(tx, of, today)
  const coming = await comingTo(tx, { ...of, not: row.id })
  return verifiedNeedOf(row, { idleInBooks: stock?.available ?? null, coming }, requests)
}

export const tellAssignments = (rows: readonly AssignmentRow[]): AssignmentInfo[] =>
  rows.map((a) => ({
    ...{ id: a.id, request: a.request, offer: a.offer, kind: a.kind, quantity: a.quantity, state: a.state },
    ...{ channel: a.channel, from: a.from_name, readyOn: a.ready_on, at: new Date(a.at).toISOString(), by: a.by_name },
    reason: a.reason,
    back:
      a.back_at === null
        ? null
        : { at: new Date(a.back_at).toISOString(), by: a.back_name ?? '', reason: a.back_reason ?? '' },
  }))

const actionOfAct = {
  ...{ change: 'request.write', submit: 'request.write', approve: 'request.approve', return: 'request.approve' },
  ...{ withdraw: 'request.act', confirm: 'request.act', verify: 'request.decide', refuse: 'request.decide' },
  ...{ close: 'request.decide', assign: 'request.decide' },
} as const satisfies Readonly<
  Record<RequestAct, 'request.write' | 'request.approve' | 'request.act' | 'request.decide'>
>

/** Who is named for the hospital, as far as an act asks: approving is the approver's, writing the requester's. */
export const namedFor = async (
  tx: Tx,
  row: Pick<RequestListRow, 'home' | 'facility'>,
  act: RequestAct | null,
): Promise<readonly string[]> => {
  const action = act === null ? null : actionOfAct[act]
  const part = action === 'request.approve' ? 'approver' : action === 'request.write' ? 'requester' : undefined
  return namedAs(tx, { home: row.home, facility: row.facility, ...(part === undefined ? {} : { part }) })
}

const mayOf = async (tx: Tx, row: RequestListRow, actor: Actor): Promise<RequestPage['may']> => {
  const found = new Map<RequestAct, boolean>()
  for (const act of requestActs) {
    const named = await namedFor(tx, row, act)
    const same = act === 'approve' && row.submitted_by === actor.accountId
    const allowed = may(actor, actionOfAct[act], { place: row.place, named })
    found.set(act, !same && allowed && requestAfter(row.state, act) !== null)
  }
  return Object.fromEntries(found) as RequestPage['may'] // every act was asked
}

/** The whole page of a request, as one reader sees it. */
export const tellPage = async (
  tx: Tx,
  row: RequestListRow,
  { actor, rules }: { readonly actor: Actor; readonly rules: DealRules },
): Promise<RequestPage> => {
  const [shown] = await tellRequests(tx, [row], rules)
  if (shown === undefined) throw problem('not-found')
  const confirmed = await gatesOf(tx, row)
  const asked = gatesAsked(row, rules.requests)
  return {
    ...shown,
    version: row.version,
    said: { quantity: row.said_quantity, unit: row.said_unit, product: row.product },
    ...{ note: row.note, facts: row.facts, need: await needNow(tx, row, rules), verification: row.verification },
    ...{ submittedBy: row.submitted_name, approvedBy: row.approved_name },
    gates: asked.map((gate) => {
      const said = confirmed.find((one) => one.gate === gate)
      const holds = said !== undefined && stillHolds(said.day, rules.today, rules.requests)
      return { gate, day: said?.day ?? null, by: said?.by_name ?? null, note: said?.note ?? null, holds }
    }),
    assignments: tellAssignments(await assignmentsOf(tx, { home: row.home, request: row.id })),
    steps: await stepsOf(tx, row.home, row.id),
    ...{ withdrawn: row.withdrawn, today: rules.today, may: await mayOf(tx, row, actor) },
  }
}

type Asking = { readonly require: Call<'request.read'>['require']; readonly act: RequestAct | null }

/** A request by id, after the reader's right to it was checked. Nobody learns that another's request exists. */
export const mustReachRequest = async (tx: Tx, id: string, { require, act }: Asking): Promise<RequestListRow> => {
  const row = await requestById(tx, id)
  if (row === undefined) throw problem('not-found')
  require({ place: row.place, named: await namedFor(tx, row, act) })
  return row
}

/** The page as it stands after a change. */
export const pageAfter = async (
  tx: Tx,
  id: string,
  reading: { readonly actor: Actor; readonly rules: DealRules },
): Promise<RequestPage> => {
  const row = await requestById(tx, id)
  if (row === undefined) throw problem('not-found')
  return tellPage(tx, row, reading)
}

/** One request (E3): its hospital and its desk read it. */
export const readRequest = async (needs: SupplyNeeds, { scope, actor, params, require }: Call<'request.read'>) => {
  const rules = await dealRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => tellPage(tx, await mustReachRequest(tx, params.id, { require, act: null }), { actor, rules }),
    { readOnly: true },
  )
}

const useDays = 14
const earlierShown = 20

/** What stands beside a request (E3): stock, use, what is on its way, and what the hospital asked for before. */
export const readBeside = async (
  needs: SupplyNeeds,
  { scope, actor, params, require }: Call<'request.beside'>,
): Promise<BesideInfo> => {
  const rules = await dealRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const row = await mustReachRequest(tx, params.id, { require, act: null })
      const of = { home: row.home, facility: row.facility, kind: row.kind }
      const stock = await hospitalStock(tx, of, rules.today)
      const since = new Date(startOfDay(addDays(rules.today, 1 - useDays), needs.zone))
      const flow = await hospitalFlow(tx, of, since)
      const earlier = await tellRequests(tx, await earlierOf(tx, { ...of, not: row.id, limit: earlierShown }), rules)
      return {
        day: rules.today,
        stock:
          stock === null
            ? null
            : {
                ...{ onHand: stock.on_hand, held: stock.held, expired: stock.expired },
                ...{ reserved: stock.reserved, available: stock.available },
              },
        use: { days: useDays, units: Math.max(0, flow.used) },
        onTheWay: flow.coming,
        assigned: (await comingTo(tx, { ...of, not: row.id })) + row.assigned,
        earlier: earlier.map(({ id, state, requested, verified, overstated, createdAt }) => ({
          ...{ id, state, requested, verified, overstated, createdAt },
        })),
      }
    },
    { readOnly: true },
  )
}
