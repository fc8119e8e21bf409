import type { RequisitionPage } from '@lianfang/contract'
import { countyOf, type Day, parseDay, startOfDay } from '@lianfang/domain/shared'
import { actionOf, writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { type DealRules, dealRules, hashOf, type SupplyNeeds } from '../needs.js'
import { bookOf, ownerOf } from '../offers/sql.js'
import { mustKnowKind, readUnits } from '../read-units.js'
import { requestById } from '../requests/sql.js'
import { addStep, lockDeals, wasDone } from '../steps.js'
import { missingOfRow, mostOf, mustReachRequisition, pageAfter } from './read-requisition.js'
import {
  addRequisition,
  cancelRow,
  changePapers,
  executeRow,
  type Papers,
  type RequisitionListRow,
  requisitionById,
  returnRow,
} from './sql.js'

type Said = Pick<
  Call<'requisition.order'>['body'],
  'orderNumber' | 'authority' | 'receipt' | 'condition' | 'compensation' | 'returnDay'
>

const readPapers = (said: Said, { today }: DealRules): Papers => {
  const { orderNumber, authority, receipt, condition, compensation } = said
  const returnDay = said.returnDay === null ? null : parseDay(said.returnDay)
  if (said.returnDay !== null && returnDay === null) throw problem('request.invalid')
  if (returnDay !== null && returnDay < today) throw problem('supply.requisition-days', { fault: 'returnPast' })
  return { orderNumber, authority, receipt, condition, compensation, returnDay }
}

const figures = ['ready', 'inUse', 'ownNeed'] as const

/** Orders a requisition (E3): of an owner that keeps its last unit and its own critical need, whatever the order says. */
export const orderRequisition = async (needs: SupplyNeeds, call: Call<'requisition.order'>) => {
  const { scope, actor, body, require } = call
  const rules = await dealRules(needs, actor.place)
  const hash = hashOf('requisition', body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const owner = await ownerOf(tx, body.owner)
    if (owner === undefined || owner.closed_on !== null) throw problem('supply.offer-owner')
    require({ place: owner.place })
    await lockDeals(tx, [body.id, `${owner.hospital ?? owner.id}/${body.kind}`])
    const before = await requisitionById(tx, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await pageAfter(tx, body.id, { actor, rules }) }
    }
    const kind = await mustKnowKind(tx, body.kind)
    const quantity = await readUnits(tx, { ...body, product: null }, kind, rules)
    for (const field of figures) {
      const value = body.owned[field]
      if (!Number.isSafeInteger(value) || value < 0 || value > rules.books.mostUnits) {
        throw problem('supply.offer-owned', { field, most: rules.books.mostUnits })
      }
    }
    if (body.request !== null && (await requestById(tx, body.request)) === undefined) throw problem('not-found')
    const ofStore = body.owner.kind === 'store'
    const since = new Date(startOfDay(rules.today, needs.zone))
    const at = { home: owner.home, store: owner.id, kind: kind.code, today: rules.today, since }
    const owned = ofStore ? { ...body.owned, ready: (await bookOf(tx, at)).ready } : body.owned
    const from = { store: ofStore ? owner.id : null, facility: ofStore ? null : owner.id, owned }
    const most = await mostOf(tx, { ...from, id: body.id, kind: kind.code }, rules)
    if (quantity > most) throw problem('supply.requisition-last', { most })
    const by = { account: actor.accountId, at: new Date(rules.at), hash }
    const home = countyOf(owner.place)
    const made = await addRequisition(tx, {
      ...{ home, id: body.id, ...from, owner_name: owner.name, place: owner.place, kind: kind.code, quantity },
      ...{ request: body.request, ...readPapers(body, rules), ...by },
    })
    if (made === 0) throw problem('command.other-body', { id: body.id })
    const detail = { quantity }
    await addStep(tx, { ...by, home, id: body.id, subject: body.id, what: 'order', detail })
    const said = { ...detail, kind: kind.code }
    await writeAudit(tx, actor, { action: 'requisition.order', subject: body.id, place: owner.place, detail: said })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, body.id, { actor, rules }) }
  })
}

type AnyCall = Pick<Call<'requisition.execute'>, 'scope' | 'actor' | 'params' | 'require'> & {
  readonly body: { readonly id: string; readonly reason?: string }
}
type Act = 'change' | 'execute' | 'return' | 'cancel'
type Acted = { readonly detail: Readonly<Record<string, string | number | null>> } | { readonly stale: true }

const from: Readonly<Record<Act, RequisitionListRow['state']>> = {
  ...{ change: 'ordered', execute: 'ordered', cancel: 'ordered', return: 'executed' },
}

const actOn = async (
  needs: SupplyNeeds,
  call: AnyCall,
  what: Act,
  act: (tx: Tx, row: RequisitionListRow, rules: DealRules) => Promise<Acted>,
): Promise<
  | { readonly outcome: 'recorded' | 'already-recorded'; readonly result: RequisitionPage }
  | { readonly outcome: 'stale'; readonly current: RequisitionPage }
> => {
  const { scope, actor, params, body, require } = call
  const rules = await dealRules(needs, actor.place)
  const hash = hashOf(`${what} ${params.id}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const known = await mustReachRequisition(tx, params.id, { require })
    await lockDeals(tx, [known.id])
    const row = (await requisitionById(tx, known.id)) ?? known
    const command = { home: row.home, id: body.id, subject: row.id, hash }
    const reading = { actor, rules }
    if (await wasDone(tx, command)) {
      return { outcome: 'already-recorded', result: await pageAfter(tx, row.id, reading) }
    }
    if (row.state !== from[what]) throw problem('supply.requisition-state', { state: row.state })
    const acted = await act(tx, row, rules)
    if ('stale' in acted) return { outcome: 'stale', current: await pageAfter(tx, row.id, reading) }
    const by = { account: actor.accountId, at: new Date(rules.at) }
    await addStep(tx, { ...command, ...by, what, reason: body.reason ?? null, detail: acted.detail })
    await writeAudit(tx, actor, {
      ...{ action: actionOf(`requisition.${what}`), subject: row.id, place: row.place, detail: { state: row.state } },
    })
    return { outcome: 'recorded', result: await pageAfter(tx, row.id, reading) }
  })
}

/** Fills in or corrects the papers of a requisition that is not executed. */
export const changeRequisition = (needs: SupplyNeeds, call: Call<'requisition.change'>) =>
  actOn(needs, call, 'change', async (tx, row, rules) => {
    if (row.version !== call.body.version) return { stale: true }
    await changePapers(tx, row, readPapers(call.body, rules))
    return { detail: {} }
  })

const dayOf = (text: string, rules: DealRules, notBefore: Day | null): Day => {
  const day = parseDay(text)
  if (day === null) throw problem('request.invalid')
  if (day > rules.today) throw problem('supply.requisition-days', { fault: 'future' })
  if (notBefore !== null && day < notBefore) throw problem('supply.requisition-days', { fault: 'beforeHandOver' })
  return day
}

/** Executes a requisition: every paper is there, and the owner's last unit and own need stay as things are now. */
export const executeRequisition = (needs: SupplyNeeds, call: Call<'requisition.execute'>) =>
  actOn(needs, call, 'execute', async (tx, row, rules) => {
    const missing = missingOfRow(row, rules)
    if (missing.length > 0) throw problem('supply.requisition-missing', { missing })
    const day = dayOf(call.body.day, rules, null)
    if (row.return_day !== null && row.return_day < day)
      throw problem('supply.requisition-days', { fault: 'returnPast' })
    const most = await mostOf(tx, row, rules)
    if (row.quantity > most) throw problem('supply.requisition-last', { most })
    await executeRow(tx, row, day)
    return { detail: { day, quantity: row.quantity } }
  })

export const returnRequisitioned = (needs: SupplyNeeds, call: Call<'requisition.return'>) =>
  actOn(needs, call, 'return', async (tx, row, rules) => {
    const day = dayOf(call.body.day, rules, row.executed_on)
    await returnRow(tx, row, { day, condition: call.body.condition })
    return { detail: { day, condition: call.body.condition } }
  })

export const cancelRequisition = (needs: SupplyNeeds, call: Call<'requisition.cancel'>) =>
  actOn(needs, call, 'cancel', async (tx, row) => {
    await cancelRow(tx, row)
    return { detail: {} }
  })
