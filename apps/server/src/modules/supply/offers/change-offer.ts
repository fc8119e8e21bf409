import type { OfferPage } from '@lianfang/contract'
import { type OfferAct, offerAllows } from '@lianfang/domain/supply'
import { actionOf, writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { dealRules, hashOf, type SupplyNeeds } from '../needs.js'
import { addStep, lockDeals, wasDone } from '../steps.js'
import { mustReachOffer, pageAfter } from './read-offer.js'
import { endOffer, lowerOffer, type OfferListRow, offerById } from './sql.js'

type AnyCall = Pick<Call<'offer.use'>, 'scope' | 'actor' | 'params' | 'body' | 'require'>
type Detail = Readonly<Record<string, string | number | boolean | null>>

const actOn = async (
  needs: SupplyNeeds,
  call: AnyCall,
  what: OfferAct,
  act: (tx: Tx, row: OfferListRow) => Promise<Detail>,
): Promise<{ readonly outcome: 'recorded' | 'already-recorded'; readonly result: OfferPage }> => {
  const { scope, actor, params, body, require } = call
  const rules = await dealRules(needs, actor.place)
  const hash = hashOf(`${what} ${params.id}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const known = await mustReachOffer(tx, params.id, { require })
    await lockDeals(tx, [known.id])
    const row = (await offerById(tx, known.id)) ?? known
    const command = { home: row.home, id: body.id, subject: row.id, hash }
    const reading = { actor, rules }
    if (await wasDone(tx, command)) {
      return { outcome: 'already-recorded', result: await pageAfter(tx, row.id, reading) }
    }
    if (!offerAllows(row.state)) throw problem('supply.offer-state', { state: row.state })
    const detail = await act(tx, row)
    const by = { account: actor.accountId, at: new Date(rules.at) }
    await addStep(tx, { ...command, ...by, what, reason: body.reason, detail })
    await writeAudit(tx, actor, { action: actionOf(`offer.${what}`), subject: row.id, place: row.place, detail })
    return { outcome: 'recorded', result: await pageAfter(tx, row.id, reading) }
  })
}

/** Lowers an offer, not below what is assigned of it. To raise it is another offer. */
export const lower = (needs: SupplyNeeds, call: Call<'offer.lower'>) =>
  actOn(needs, call, 'lower', async (tx, row) => {
    const { quantity } = call.body
    if (!Number.isSafeInteger(quantity) || quantity < row.assigned || quantity < 1 || quantity >= row.quantity) {
      throw problem('supply.offer-lower', { assigned: row.assigned, most: row.quantity - 1 })
    }
    await lowerOffer(tx, row, quantity)
    return { from: row.quantity, quantity }
  })

/** Says that the rest was used up elsewhere; what is assigned stays promised. */
export const useUp = (needs: SupplyNeeds, call: Call<'offer.use'>) =>
  actOn(needs, call, 'use', async (tx, row) => {
    await endOffer(tx, row, 'usedUp')
    return { rest: row.quantity - row.assigned }
  })

/** Withdraws the rest; what is assigned stays promised until the desk takes it back. */
export const withdraw = (needs: SupplyNeeds, call: Call<'offer.withdraw'>) =>
  actOn(needs, call, 'withdraw', async (tx, row) => {
    await endOffer(tx, row, 'withdrawn')
    return { rest: row.quantity - row.assigned, assigned: row.assigned }
  })
