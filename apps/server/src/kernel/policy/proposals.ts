import { isDeepStrictEqual } from 'node:util'
import type { BodyOf, RouteOf } from '@lianfang/contract'
import type { NewValue, PolicyValue } from '@lianfang/domain/policy'
import { actionOf, writeAudit } from '../audit/index.js'
import { inTransaction, type Tx } from '../db/index.js'
import type { Call } from '../http/index.js'
import { problem } from '../problems/index.js'
import { mustFit } from './enter.js'
import type { PolicyNeeds } from './needs.js'
import { insertValue, readPolicyValues } from './sql.js'
import {
  askedBy,
  insertDecision,
  insertProposal,
  type NewDecision,
  type ProposalRow,
  proposalById,
} from './sql-proposals.js'

type ProposeBody = BodyOf<RouteOf<'policy.propose'>>

const askedIn = ({ id: _id, ...value }: ProposeBody): NewValue => value as NewValue // brands of codes and days that the contract has checked

/** Writes down a proposal (X3). Nothing is in force by it. The same id with the same content is answered as before. */
export const proposeValue = async (needs: PolicyNeeds, call: Call<'policy.propose'>): Promise<undefined> => {
  const { actor, body, scope } = call
  call.require({ place: body.place })
  const asked = askedIn(body)
  await inTransaction(needs.db.app, scope, async (tx) => {
    mustFit(asked, await readPolicyValues(tx))
    if ((await insertProposal(tx, body.id, asked, actor.accountId)) === 0) return known(tx, body.id, asked)
    const detail = { rule: asked.ruleId }
    return writeAudit(tx, actor, { action: 'policy.propose', subject: body.id, place: asked.place, detail })
  })
}

const known = async (tx: Tx, id: string, asked: NewValue): Promise<void> => {
  const row = await proposalById(tx, id)
  if (row === undefined || !isDeepStrictEqual(askedBy(row), { ...asked })) throw problem('command.other-body')
}

type Deciding = Call<'policy.sign'> | Call<'policy.refuse'> | Call<'policy.withdraw'>

/** The proposal that a decision is about: inside the caller's place and not yet decided. */
const aim = async (tx: Tx, call: Deciding): Promise<ProposalRow> => {
  const row = await proposalById(tx, call.params.id)
  if (row === undefined) throw problem('not-found')
  call.require({ place: askedBy(row).place })
  if (row.decision !== null) throw problem('policy.decided', { decision: row.decision })
  return row
}

const decide = async (tx: Tx, call: Deciding, row: ProposalRow, d: Pick<NewDecision, 'decision' | 'reason'>) => {
  const { actor } = call
  if ((await insertDecision(tx, { proposal: row.id, by: actor.accountId, ...d })) === 0) throw problem('policy.decided')
  await writeAudit(tx, actor, {
    action: actionOf(call.route.id),
    subject: row.id,
    place: row.place,
    detail: { rule: row.rule_id, proposedBy: row.proposed_by },
  })
}

/**
 * Signs a proposal: the value is in force from its day on. Never by who proposed it, and judged once more, because the
 * level above may have moved since. The renewal of tiers and due moments is asked for after the commit, as the command
 * line does; if the process dies in between, the renewal of the next night does the same.
 */
export const signProposal = async (needs: PolicyNeeds, call: Call<'policy.sign'>) => {
  const { actor, scope } = call
  const signed = await inTransaction(needs.db.app, scope, async (tx) => {
    const row = await aim(tx, call)
    if (row.proposed_by === actor.accountId) throw problem('policy.same-person')
    const value: PolicyValue = mustFit(askedBy(row), await readPolicyValues(tx))
    await decide(tx, call, row, { decision: 'signed', reason: null })
    await insertValue(tx, value, { enteredBy: row.proposed_by, signedBy: actor.accountId, proposal: row.id })
    return value
  })
  needs.policy.forget()
  return { counties: (await needs.renew(signed)).length }
}

/** Refuses a proposal with a reason that its proposer reads. */
export const refuseProposal = (needs: PolicyNeeds, call: Call<'policy.refuse'>): Promise<undefined> =>
  inTransaction(needs.db.app, call.scope, async (tx) => {
    const row = await aim(tx, call)
    if (row.proposed_by === call.actor.accountId) throw problem('policy.same-person')
    await decide(tx, call, row, { decision: 'refused', reason: call.body.reason })
    return undefined
  })

/** Takes one's own proposal back before anybody has decided. */
export const withdrawProposal = (needs: PolicyNeeds, call: Call<'policy.withdraw'>): Promise<undefined> =>
  inTransaction(needs.db.app, call.scope, async (tx) => {
    const row = await aim(tx, call)
    if (row.proposed_by !== call.actor.accountId) throw problem('policy.not-yours')
    await decide(tx, call, row, { decision: 'withdrawn', reason: null })
    return undefined
  })
