import { type GiftUse, isAsProposed, mayUse, proposeGift } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { assignUnits } from '../assignments/assign.js'
import { hospitalsKnown } from '../hospitals/sql.js'
import { partId } from '../moves/command.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { missingOfRequest, mustReachRequest } from '../requests/read-request.js'
import { type RequestListRow, requestById, requestsIn } from '../requests/sql.js'
import { mustReachGift, onGift, type Working } from './command.js'
import { ensureOffer } from './decide.js'
import { mustGo } from './direction.js'
import { type GiftRules, giftRules } from './rules.js'
import { countsOf, type GiftRow, giftKinds, linesOf, offersOf, papersOf, targetsOf } from './sql.js'
import { addTarget, takeTargetBack } from './sql-save.js'
import { licencesOfGift } from './tell.js'
import { openUnits, unitsOf } from './units.js'

/** Units of a kind of a gift that nobody was promised yet. */
const openOf = async (tx: Tx, row: GiftRow, kind: string): Promise<number> => {
  const ids = [row.id]
  const known = {
    ...{ lines: await linesOf(tx, ids), counts: await countsOf(tx, ids) },
    ...{ offers: await offersOf(tx, ids), targets: await targetsOf(tx, ids) },
  }
  return openUnits(unitsOf(known).find((units) => units.kind === kind))
}

// More than are open at once for a kind in a province; the rule looks at the most urgent of them.
const requestsAtMost = 500

/** The verified open requests for a kind in the desk's place, in the order of the rule (SUP-GIFT-2). */
const proposalOf = async (
  tx: Tx,
  row: GiftRow,
  at: { readonly kind: string; readonly place: string },
  rules: GiftRules,
) => {
  const units = await openOf(tx, row, at.kind)
  const of = { place: at.place }
  const filter = {
    of,
    kind: at.kind,
    state: 'verified',
    open: false,
    unmet: true,
    text: null,
    sort: 'urgency',
  } as const
  const rows = await requestsIn(tx, { ...filter, after: null, limit: requestsAtMost })
  const proposed = proposeGift(
    rows.map((one) => ({
      ...{ id: one.id, place: one.place, uncovered: one.uncovered, busyPercent: one.busy },
      gap: Math.max(0, (one.verified ?? 0) - one.assigned),
      askedAt: one.approved_at ?? one.created_at,
      ready: missingOfRequest(one, rules).length === 0,
    })),
    { units, place: row.home },
  )
  return { units, rows: rows as readonly RequestListRow[], proposed }
}

/** Where an undirected gift is proposed to go, with the numbers. A directed one is not proposed: its donor has said. */
export const propose = async (needs: SupplyNeeds, call: Call<'gift.propose'>) => {
  const { scope, actor, params, query } = call
  const rules = await giftRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const { row } = await mustReachGift(tx, { gift: params.id, store: null }, call)
      if (row.directed !== null) return { units: await openOf(tx, row, query.kind), rows: [] }
      const { units, rows, proposed } = await proposalOf(tx, row, { kind: query.kind, place: actor.place }, rules)
      return {
        units,
        rows: proposed.map((one) => {
          const request = rows.find(({ id }) => id === one.id)
          return {
            ...{
              request: one.id,
              hospital: { id: request?.facility ?? '', name: request?.name ?? '' },
              place: one.place,
            },
            ...{ uncovered: one.uncovered, busyPercent: one.busyPercent, gap: one.gap },
            askedAt: new Date(one.askedAt).toISOString(),
            ...{ nearness: one.nearness, units: one.units, because: one.because },
          }
        }),
      }
    },
    { readOnly: true },
  )
}

const checkUnits = async (tx: Tx, row: GiftRow, { kind, quantity }: { kind: string; quantity: number }) => {
  const left = await openOf(tx, row, kind)
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left) throw problem('gift.units', { left })
}

/** SUP-GIFT-4: what lacks its papers goes to no ward. */
const checkUse = async ({ tx, row, rules }: Working, kind: string, use: GiftUse): Promise<void> => {
  const licence = (await licencesOfGift(tx, [kind], await papersOf(tx, row), rules)).get(kind)
  const state = licence?.state ?? 'missing'
  if (!mayUse(use, { state })) throw problem('gift.licence', { rule: 'SUP-GIFT-4', state })
}

/** To a request: by the rules of every assignment (E3), and what differs from the proposal says why. */
const toRequest = async (w: Working, call: Call<'gift.assign'>, request: string): Promise<void> => {
  const { tx, row, rules } = w
  const { id, kind, quantity, reason } = call.body
  const { proposed } = await proposalOf(tx, row, { kind, place: call.actor.place }, rules)
  const asProposed = row.directed === null && isAsProposed(proposed, { request, units: quantity })
  if (row.directed === null && !asProposed && reason === null) throw problem('gift.reason')
  const [known] = await giftKinds(tx, [kind])
  const offer = await ensureOffer(w, { kind, units: 0, unit: known?.unit ?? '' })
  await tx.run(sql`select supply.gift_offers_follow(${row.home}, ${row.id})`)
  const to = await mustReachRequest(tx, request, { require: demand(call), act: 'assign' })
  await assignUnits(tx, {
    ...{
      request: to.id,
      offer,
      body: { id, quantity, reason },
      by: { actor: call.actor, require: demand(call) },
      rules,
    },
    ...{ hash: hashOf(to.id, call.body), gift: { asProposed, step: partId(id, 60) } },
  })
}

/** The caller's check, for what is asked of requests. */
const demand =
  (call: Call<'gift.assign'>): Call<'assign.make'>['require'] =>
  (target) =>
    call.require(target, 'request.decide')

/** To an institution without a request: said why, unless its donor named it. */
const toFacility = async (
  w: Working,
  call: Call<'gift.assign'>,
  to: { facility: string; use: GiftUse },
): Promise<void> => {
  const { tx, row, by } = w
  const { id, kind, quantity, reason } = call.body
  const [found] = await hospitalsKnown(tx, [to.facility])
  if (found === undefined || found.closed_on !== null) throw problem('gift.aim')
  const { facility, use } = to
  const goes = await mustGo(tx, row, { kind, quantity, facility, place: found.place })
  if (goes.by !== 'directed' && reason === null) throw problem('gift.reason')
  await checkUse(w, kind, use)
  const { account, at } = by
  await addTarget(tx, row, {
    ...{ id, kind, quantity, facility, name: found.name, place: found.place, request: null, ...goes },
    ...{ asProposed: false, use, reason, at, account },
  })
}

/** A person says where units of a gift go (E3): as the rule proposes, otherwise with a reason; of a directed one as its donor said. */
export const assignGift = (needs: SupplyNeeds, call: Call<'gift.assign'>) => {
  const { to } = call.body
  const before = async (tx: Tx) => {
    if (!('request' in to)) return []
    const request = await requestById(tx, to.request)
    const offer = (await offersOf(tx, [call.params.id])).find(({ kind }) => kind === call.body.kind)
    return [request === undefined ? [] : [request.id], offer === undefined ? [] : [offer.offer]]
  }
  return onGift(needs, call, { gift: call.params.id, store: null, act: 'assign', before }, async (w) => {
    await checkUnits(w.tx, w.row, call.body)
    if ('request' in to) await toRequest(w, call, to.request)
    else await toFacility(w, call, to)
    const { kind, quantity, reason } = call.body
    return { reason, detail: { kind, quantity } }
  })
}

/** Takes back what was to go to an institution without a request; of a request its assignment is taken back. */
export const unassign = (needs: SupplyNeeds, call: Call<'gift.unassign'>) =>
  onGift(needs, call, { gift: call.params.id, store: null, act: 'assign' }, async ({ tx, row }) => {
    const target = (await targetsOf(tx, [row.id])).find(({ id }) => id === call.params.target)
    if (target === undefined) throw problem('not-found')
    if (target.request !== null) throw problem('gift.target', { request: target.request })
    if ((await takeTargetBack(tx, row, target.id)) === 0) throw problem('gift.target')
    const { kind, quantity } = target
    return { reason: call.body.reason, detail: { kind, quantity } }
  })
