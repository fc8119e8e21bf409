import { trialMoves } from '@lianfang/domain/care'
import { DAY_MS, dayIn, instantOf, laterDay } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, inTurn, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { askedBy, mustFit, type ProposalRow, proposalById } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { askWork, cancelWork, dropWork, workOf } from '../../../kernel/work/index.js'
import type { CareNeeds } from '../needs.js'
import { comparedWith } from './compared.js'
import { trialWork } from './run-trial.js'
import { type Compared, insertTrial, newestTrial } from './sql.js'
import { trialInfo } from './view.js'

type OnProposal = Call<'trial.start'> | Call<'trial.read'> | Call<'trial.cancel'>

const weeksDays = 28

/** The proposal inside the caller's place; row security shows it to those who keep that place's values. */
const aim = async (tx: Tx, call: OnProposal): Promise<ProposalRow> => {
  const row = await proposalById(tx, call.params.id)
  if (row === undefined) throw problem('not-found')
  call.require({ place: askedBy(row).place })
  return row
}

const answer = async (needs: CareNeeds, tx: Tx, call: OnProposal, { row, inForce }: Known) => ({
  moves: [...trialMoves(row.rule_id)],
  trial: await trialInfo(needs, tx, { row, inForce, actor: call.actor, scope: call.scope }),
})

type Known = { readonly row: ProposalRow; readonly inForce: Compared | null }

/**
 * The proposal and what is in force beside it, read before anything is written: a writing transaction that waited for the values,
 * which come over another connection, ran out of its second where many began at once.
 */
const known = async (needs: CareNeeds, call: OnProposal): Promise<Known> => {
  const row = await inTransaction(needs.db.app, call.scope, (tx) => aim(tx, call), { readOnly: true })
  return { row, inForce: await comparedWith(needs, row) }
}

// Locks nobody but who presses on the same proposal. Right after a start, while places of the whole country are being loaded,
// the first trial was asked for in vain: it took longer than the second that a writing transaction has.
const longMs = 10_000

/** Whether a trial of the proposal is under way: pressing again answers that one. */
const underWay = async (tx: Tx, proposal: string): Promise<boolean> => {
  const newest = await newestTrial(tx, proposal)
  const work = newest === undefined ? undefined : await workOf(tx, newest.id)
  return work !== undefined && (work.state === 'waiting' || work.state === 'running')
}

/** Starts the trial of a proposal on the last four weeks (X3). Nothing is in force by it; two pressing at once start one. */
export const startTrial = async (needs: CareNeeds, call: Call<'trial.start'>) => {
  const { actor, body, scope } = call
  const { inForce } = await known(needs, call)
  const values = await needs.policy.values()
  const start = async (tx: Tx) => {
    const row = await aim(tx, call)
    if (row.decision !== null) throw problem('policy.decided', { decision: row.decision })
    if (trialMoves(row.rule_id).length === 0) throw problem('policy.nothing-to-try', { rule: row.rule_id })
    await inTurn(tx, row.id)
    if (!(await underWay(tx, row.id))) {
      const asked = mustFit(askedBy(row), values)
      const now = instantOf(needs.now())
      const added = await insertTrial(tx, {
        ...{ id: body.id, proposal: row.id, place: row.place, asked, asked_by: actor.accountId },
        compared: inForce,
        day: laterDay(dayIn(now, needs.zone), asked.from),
        from_at: instantOf(now - weeksDays * DAY_MS),
        until_at: now,
      })
      if (added === 1) await ask(tx, call, row)
    }
    return answer(needs, tx, call, { row, inForce })
  }
  return inTransaction(needs.db.app, scope, start, { longMs })
}

const ask = async (tx: Tx, { actor, body, scope }: Call<'trial.start'>, row: ProposalRow): Promise<void> => {
  // A county's work belongs to the county; that of a province or the nation to none.
  const county = row.place.length === 6 ? row.place : ''
  await askWork(tx, { kind: trialWork, county, township: '', subject: body.id, account: scope.account || null })
  const detail = { rule: row.rule_id, trial: body.id }
  await writeAudit(tx, actor, { action: 'trial.start', subject: row.id, place: row.place, detail })
}

/** The newest trial of a proposal, how far it is, and what came of it. */
export const readTrial = async (needs: CareNeeds, call: Call<'trial.read'>) => {
  const seen = await known(needs, call)
  return inTransaction(needs.db.app, call.scope, (tx) => answer(needs, tx, call, seen), { readOnly: true })
}

/** Stops a trial that is under way; what has ended already stays as it is. */
export const cancelTrial = async (needs: CareNeeds, call: Call<'trial.cancel'>) => {
  const seen = await known(needs, call)
  const { row } = seen
  const cancel = async (tx: Tx) => {
    const newest = await newestTrial(tx, row.id)
    // One that waits behind others is over at once, and a better one can be started.
    const stopped = newest === undefined ? 0 : (await dropWork(tx, newest.id)) || (await cancelWork(tx, newest.id))
    if (newest !== undefined && stopped > 0) {
      await writeAudit(tx, call.actor, { action: 'trial.cancel', subject: row.id, place: row.place })
    }
    return answer(needs, tx, call, seen)
  }
  return inTransaction(needs.db.app, call.scope, cancel, { longMs })
}
