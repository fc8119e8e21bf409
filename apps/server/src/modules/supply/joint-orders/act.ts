import type { OrderPage } from '@lianfang/contract'
import {
  commit,
  costOf,
  faultOfApproval,
  freedByClosing,
  mayAct,
  type OrderAct,
  type OrderLine,
  settle,
} from '@lianfang/domain/supply'
import { actionOf, writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { clinicsIn } from '../grassroots/sql.js'
import { type GrassRules, grassRules, hashOf, type SupplyNeeds } from '../needs.js'
import { addStep, lockDeals, type NewStep, wasDone } from '../steps.js'
import { mustReachOrder, orderAfter } from './read-orders.js'
import {
  approveOrder,
  changeOrder,
  kindsInUse,
  type LineRow,
  linesOf,
  lockFund,
  moveOrder,
  type OrderListRow,
  orderById,
  placeOrder,
  putLines,
  saveFund,
} from './sql.js'

type AnyCall = Pick<Call<'order.close'>, 'scope' | 'actor' | 'params' | 'require'> & {
  readonly body: { readonly id: string; readonly reason?: string | null; readonly version?: number }
}
type Acting = { readonly tx: Tx; readonly row: OrderListRow; readonly rules: GrassRules }
type Answer =
  | { readonly outcome: 'recorded' | 'already-recorded'; readonly result: OrderPage }
  | { readonly outcome: 'stale'; readonly current: OrderPage }

const lineOf = (row: LineRow): OrderLine => ({ ...row, priceFen: row.price })

/** One command on one order: reached, held against others, repeated without doing it twice, refused where it has gone on. */
const actOn = async (
  needs: SupplyNeeds,
  call: AnyCall,
  what: { readonly act: OrderAct; readonly word: 'change' | 'approve' | 'place' | 'close' | 'withdraw' },
  act: (acting: Acting) => Promise<NewStep['detail']>,
): Promise<Answer> => {
  const { scope, actor, params, body, require } = call
  const rules = await grassRules(needs, actor.place)
  const hash = hashOf(`${what.word} ${params.id}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const known = await mustReachOrder(tx, params.id, require)
    await lockDeals(tx, [`order/${known.id}`])
    const row = (await orderById(tx, known.id)) ?? known
    const command = { home: row.home, id: body.id, subject: row.id, hash }
    if (await wasDone(tx, command)) return { outcome: 'already-recorded', result: await orderAfter(tx, row.id, actor) }
    if (!mayAct(row.state, what.act)) throw problem('supply.order-state', { state: row.state })
    if (body.version !== undefined && body.version !== row.version)
      return { outcome: 'stale', current: await orderAfter(tx, row.id, actor) }
    const detail = (await act({ tx, row, rules })) ?? {}
    const by = { at: new Date(rules.at), account: actor.accountId, reason: body.reason ?? null, detail }
    await addStep(tx, { ...command, ...by, what: what.word })
    const action = actionOf(`order.${what.word}`)
    // What was typed stays with the order.
    await writeAudit(tx, actor, { action, subject: row.id, place: row.home })
    return { outcome: 'recorded', result: await orderAfter(tx, row.id, actor) }
  })
}

const MOST_CLINICS = 5000

/** Changes the lines of a proposed order: who changes it is who proposes it from then on. */
export const changeJoint = (needs: SupplyNeeds, call: Call<'order.change'>) =>
  actOn(needs, call, { act: 'change', word: 'change' }, async ({ tx, row, rules }) => {
    const { lines, name } = call.body
    const clinics = await clinicsIn(tx, {
      ...{ place: row.home, kind: null, text: null, after: null, limit: MOST_CLINICS },
    })
    const kinds = await kindsInUse(tx, [...new Set(lines.map(({ kind }) => kind))])
    const before = await linesOf(tx, row.home, [row.id])
    const taken = lines.map((line, i) => {
      const clinic = clinics.find(({ id }) => id === line.facility)
      const { ordered, priceFen } = line
      const units = Number.isSafeInteger(ordered) && ordered >= 1 && ordered <= rules.books.mostUnits
      const money = Number.isSafeInteger(priceFen) && priceFen >= 0 && priceFen * ordered <= rules.values.mostFen
      if (clinic === undefined || !kinds.has(line.kind) || !units || !money)
        throw problem('supply.order-line', { line: i + 1, most: rules.books.mostUnits })
      const same = before.find((one) => one.facility === line.facility && one.kind === line.kind)
      return {
        ...{ id: line.id, facility: clinic.id, facility_name: clinic.name, place: clinic.place, kind: line.kind },
        ...{ ordered, price: priceFen, proposal: same?.proposal ?? null },
      }
    })
    const written = await putLines(tx, { home: row.home, joint: row.id }, taken)
    if (written < taken.length) throw problem('command.other-body', { id: call.body.id })
    await changeOrder(tx, row, { name, account: call.actor.accountId })
    return { lines: taken.length, fen: costOf(taken.map((line) => ({ ...line, priceFen: line.price }))) }
  })

/** Approves an order by another person than who proposed it, and binds its cost to a fund line (E10). */
export const approveJoint = (needs: SupplyNeeds, call: Call<'order.approve'>) =>
  actOn(needs, call, { act: 'approve', word: 'approve' }, async ({ tx, row, rules }) => {
    const { fund: id, decision } = call.body
    const account = call.actor.accountId
    const lines = (await linesOf(tx, row.home, [row.id])).map(lineOf)
    const fault = faultOfApproval({ proposedBy: row.proposed_by, lines }, account)
    if (fault?.why === 'ownOrder') throw problem('supply.order-same-person')
    if (fault?.why === 'noLines') throw problem('supply.order-no-lines')
    if (fault?.why === 'noPrice') throw problem('supply.order-no-price', { line: fault.line })
    const fund = await lockFund(tx, id)
    if (fund === undefined || fund.home !== row.home) throw problem('supply.fund-unknown')
    const cost = costOf(lines)
    if (cost > rules.values.mostFen) throw problem('supply.order-line', { line: 0, most: rules.values.mostFen })
    const bound = commit(fund, cost, decision)
    if (bound.outcome === 'refused') throw problem('supply.fund-above-line', { missing: bound.missing })
    const above = bound.fund.above - fund.above
    await saveFund(tx, { ...fund, ...bound.fund })
    const kept = decision === null || above === 0 ? null : { ...decision, fen: above }
    await approveOrder(tx, row, { account, fund: id, decision: kept })
    return { fund: id, fen: cost, above, decision: kept?.number ?? null }
  })

/** Says that an approved order was placed with its supplier. */
export const placeJoint = (needs: SupplyNeeds, call: Call<'order.place'>) =>
  actOn(needs, call, { act: 'order', word: 'place' }, async ({ tx, row }) => {
    await placeOrder(tx, row, call.body.supplier)
    return { supplier: call.body.supplier }
  })

/** What never came, or is not wanted any more, is free on the fund line again. */
const freeRest = async ({ tx, row }: Acting): Promise<number> => {
  if (row.fund === null) return 0
  const fund = await lockFund(tx, row.fund)
  if (fund === undefined) throw problem('supply.fund-unknown')
  const freed = freedByClosing((await linesOf(tx, row.home, [row.id])).map(lineOf))
  await saveFund(tx, { ...fund, ...settle(fund, { spent: 0, freed }) })
  return freed
}

/** Closes an order with a reason. */
export const closeJoint = (needs: SupplyNeeds, call: Call<'order.close'>) =>
  actOn(needs, call, { act: 'close', word: 'close' }, async (acting) => {
    const fen = await freeRest(acting)
    await moveOrder(acting.tx, acting.row, 'closed')
    return { freed: fen }
  })

/** Withdraws an order that was not placed. */
export const withdrawJoint = (needs: SupplyNeeds, call: Call<'order.withdraw'>) =>
  actOn(needs, call, { act: 'withdraw', word: 'withdraw' }, async (acting) => {
    const fen = await freeRest(acting)
    await moveOrder(acting.tx, acting.row, 'withdrawn')
    return { freed: fen }
  })
