import { isOverstated } from '@lianfang/domain/supply'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { actOn } from './act.js'
import { needNow } from './read-request.js'
import { assignmentsOf } from './sql.js'
import { moveRequest, verifyRequest } from './sql-save.js'

/**
 * Verifies the need of a request (SUP-REQ-2): its terms of this moment are frozen. The desk may lower the figure with a reason,
 * never raise it; where the need has moved since the desk saw it, the page of now is answered and nothing is decided.
 */
export const verify = (needs: SupplyNeeds, call: Call<'request.verify'>) =>
  actOn(needs, call, 'verify', async ({ tx, row, rules, by }) => {
    const { seen, verified, reason } = call.body
    const need = await needNow(tx, row, rules)
    if (need.verified !== seen) return { stale: true }
    if (!Number.isSafeInteger(verified) || verified < 0)
      throw problem('stock.quantity', { line: 1, most: need.verified })
    if (verified > need.verified) throw problem('supply.verify-above', { most: need.verified })
    const lowered = verified < need.verified
    if (lowered && reason === null) throw problem('supply.verify-reason', { computed: need.verified })
    if (verified < row.assigned) throw problem('supply.verify-assigned', { assigned: row.assigned })
    // What is coming was verified before: to ask for it again is no overstatement of need.
    const overstated = isOverstated(need.requested, Math.max(0, need.usable - need.idle), rules.requests)
    const kept = { at: by.at.toISOString(), day: rules.today, need, verified, lowered, reason }
    await verifyRequest(tx, row, { ...kept, account: by.account, today: rules.today, overstated })
    return { detail: { requested: need.requested, computed: need.computed, verified, overstated } }
  })

/** Refuses a request with a reason. What was assigned is taken back first: nothing is refused with units on the road. */
export const refuse = (needs: SupplyNeeds, call: Call<'request.refuse'>) =>
  actOn(needs, call, 'refuse', async ({ tx, row, next }) => {
    if (row.assigned > 0) throw problem('supply.assigned-first', { assigned: row.assigned })
    await moveRequest(tx, row, next)
    return {}
  })

/** Closes a request: met, or as far as it can be. What is assigned still goes to it. */
export const close = (needs: SupplyNeeds, call: Call<'request.close'>) =>
  actOn(needs, call, 'close', async ({ tx, row, next }) => {
    const open = (await assignmentsOf(tx, { home: row.home, request: row.id })).filter(
      ({ state }) => state === 'assigned' || state === 'onTheRoad',
    )
    await moveRequest(tx, row, next)
    return { detail: { verified: row.verified, assigned: row.assigned, outstanding: open.length } }
  })
