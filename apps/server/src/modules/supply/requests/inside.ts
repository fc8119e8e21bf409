import { parseDay } from '@lianfang/domain/shared'
import { onWithdrawal, stillHolds } from '@lianfang/domain/supply'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { lockDeals } from '../steps.js'
import { actOn } from './act.js'
import { assignmentsOf } from './sql.js'
import { addGate, approveRequest, moveRequest, submitRequest, takeBack, withdrawRequest } from './sql-save.js'

/** Submits a request to the approver inside. */
export const submit = (needs: SupplyNeeds, call: Call<'request.submit'>) =>
  actOn(needs, call, 'submit', async ({ tx, row, by }) => {
    await submitRequest(tx, row, by.account)
    return {}
  })

/** Approves a request inside, never by who submitted it: the desk sees it from now on. */
export const approve = (needs: SupplyNeeds, call: Call<'request.approve'>) =>
  actOn(needs, call, 'approve', async ({ tx, row, by }) => {
    if (row.submitted_by === by.account) throw problem('supply.request-same-person')
    await approveRequest(tx, row, by)
    return {}
  })

export const giveBack = (needs: SupplyNeeds, call: Call<'request.return'>) =>
  actOn(needs, call, 'return', async ({ tx, row, next }) => {
    await moveRequest(tx, row, next)
    return {}
  })

/**
 * Withdraws a request: what is assigned and not sent is freed for others; what is on the road travels on, and is counted for the
 * desk to redirect.
 */
export const withdraw = (needs: SupplyNeeds, call: Call<'request.withdraw'>) =>
  actOn(needs, call, 'withdraw', async ({ tx, row, by }) => {
    const assigned = await assignmentsOf(tx, { home: row.home, request: row.id })
    await lockDeals(
      tx,
      assigned.map(({ offer }) => offer),
    )
    const { freed, freedUnits, onTheRoadUnits } = onWithdrawal(assigned)
    const { reason } = call.body
    await takeBack(tx, { home: row.home, ids: freed }, { ...by, reason })
    await withdrawRequest(tx, row, { reason, freed: freedUnits, onTheRoad: onTheRoadUnits })
    return { detail: { freed: freedUnits, onTheRoad: onTheRoadUnits } }
  })

/** Confirms one thing that must be there before a unit comes (SUP-REQ-3), by name and day. */
export const confirmGate = (needs: SupplyNeeds, call: Call<'request.confirm'>) =>
  actOn(needs, call, 'confirm', async ({ tx, row, rules, by }) => {
    const { id, gate, note } = call.body
    const day = parseDay(call.body.day)
    if (day === null) throw problem('request.invalid')
    if (!stillHolds(day, rules.today, rules.requests)) throw problem('supply.confirm-day')
    const of = { home: row.home, id, facility: row.facility, kind: row.kind }
    const made = await addGate(tx, { ...of, ...by, gate, day, note, hash: hashOf(row.id, call.body) })
    if (made === 0) throw problem('command.other-body', { id })
    return { detail: { gate, day } }
  })
