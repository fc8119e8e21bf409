import { receiveLine } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { receive } from '../movements/receive.js'
import { grassRules, hashOf, type SupplyNeeds } from '../needs.js'
import { lockDeals } from '../steps.js'
import { orderAfter } from './read-orders.js'
import { addReceipt, kindUnitOf, type LineRow, linesOf, orderById, receiptsOf, receivingStore } from './sql.js'

type Receiving = Call<'order.receive'>

/** The line and the store it is taken in at: the clinic's own, kept by who receives. */
const mustReach = async (tx: Tx, { params, body, actor, require }: Receiving) => {
  const store = await receivingStore(tx, body.store, actor.accountId)
  if (store === undefined) throw problem('not-found')
  require({ place: store.place, named: store.kept ? [actor.accountId] : [] })
  if (store.closed) throw problem('stock.store-closed')
  await lockDeals(tx, [`order/${params.id}`])
  const order = await orderById(tx, params.id)
  const lines = order === undefined ? [] : await linesOf(tx, order.home, [order.id])
  const line = lines.find(({ id }) => id === params.line)
  if (order === undefined || line === undefined || line.facility !== store.facility || order.home !== store.home)
    throw problem('supply.order-line-unknown')
  return { order, line, store }
}

const judge = (line: LineRow, state: string, { body }: Receiving): void => {
  const done = receiveLine({ ...line, priceFen: line.price }, body)
  if (!('fault' in done)) {
    if (state !== 'ordered' && state !== 'partlyReceived') throw problem('supply.order-state', { state })
    return
  }
  const { fault } = done
  if (fault.why === 'quantity') throw problem('supply.order-receipt-quantity')
  if (fault.why === 'reason') throw problem('supply.order-receipt-reason')
  throw problem('supply.order-receipt-more', { left: fault.rest })
}

/** Writes the receipt; line, fund line and order follow it in the database. */
const writeReceipt = async (tx: Tx, call: Receiving, at: Date, hash: Buffer): Promise<void> => {
  const { order, line, store } = await mustReach(tx, call)
  const { body, actor } = call
  judge(line, order.state, call)
  const { received, refused, reason } = body
  const what = { home: order.home, id: body.id, line: line.id, facility: line.facility, place: line.place }
  const by = { at, account: actor.accountId, hash }
  const made = await addReceipt(tx, { ...what, store: body.store, received, refused, reason, ...by })
  if (made === 0) throw problem('command.other-body', { id: body.id })
  const detail = { order: order.id, received, refused }
  await writeAudit(tx, actor, { action: 'order.receive', subject: line.id, place: store.place, detail })
}

/**
 * The clinic takes in what came (E10): into its book what is good, on the order what was refused, with the reason; all of it or
 * nothing. The receipt and the movement have the command's id.
 */
export const receiveJoint = async (needs: SupplyNeeds, call: Receiving) => {
  const { scope, actor, params, body, require } = call
  const rules = await grassRules(needs, actor.place)
  const hash = hashOf(`receive ${params.id} ${params.line}`, body)
  const answer = (outcome: 'recorded' | 'already-recorded') =>
    inTransaction(needs.db.app, scope, async (tx) => {
      const { id, name, state, lines } = await orderAfter(tx, params.id, actor)
      return { outcome, result: { id, name, state, lines } }
    })
  const found = await inTransaction(needs.db.app, scope, async (tx) => {
    const { order, line } = await mustReach(tx, call)
    const before = (await receiptsOf(tx, order.home, [line.id])).find(({ id }) => id === body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return null
    }
    judge(line, order.state, call)
    if (body.received === 0) await writeReceipt(tx, call, new Date(rules.at), hash)
    return { order, line, unit: await kindUnitOf(tx, line.kind) }
  })
  if (found === null) return answer('already-recorded')
  if (body.received > 0) {
    const { product, lot, expiry } = body
    const goods = { kind: found.line.kind, product, lot, expiry, serial: null }
    const head = { id: body.id, day: body.day, why: null, reference: found.order.id, party: found.order.name }
    const lines = [{ ...goods, quantity: body.received, unit: found.unit ?? '' }]
    const movement = {
      scope,
      actor,
      require,
      params: { id: body.store },
      body: { ...head, into: 'free' as const, lines },
    }
    await receive(needs, movement, (tx, at) => writeReceipt(tx, call, at, hash))
  }
  return answer('recorded')
}
