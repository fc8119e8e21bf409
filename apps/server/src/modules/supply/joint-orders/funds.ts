import type { FundInfo } from '@lianfang/contract'
import { faultOfBudget } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { grassRules, hashOf, type SupplyNeeds } from '../needs.js'
import { addStep, wasDone } from '../steps.js'
import { tellFunds } from './read-orders.js'
import { addFund, fundById, lockFund, saveFund } from './sql.js'

const told = async (tx: Tx, id: string): Promise<FundInfo> => {
  const row = await fundById(tx, id)
  const [info] = row === undefined ? [] : await tellFunds(tx, [row])
  if (info === undefined) throw problem('supply.fund-unknown')
  return info
}

const mustBeFen = (fen: number, most: number): void => {
  if (!Number.isSafeInteger(fen) || fen < 0 || fen > most) throw problem('supply.fund-budget', { least: 0, most })
}

/** Enters a fund line of a county (E10). */
export const createFund = async (needs: SupplyNeeds, { scope, actor, body, require }: Call<'fund.create'>) => {
  require({ place: body.county })
  const { values } = await grassRules(needs, actor.place)
  const hash = hashOf('fund', body)
  mustBeFen(body.budget, values.mostFen)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const { id, name, budget, county: home } = body
    if ((await addFund(tx, { home, id, name, budget, hash })) === 0) {
      const known = await fundById(tx, id)
      if (known?.body_hash.equals(hash) !== true) throw problem('command.other-body', { id })
      return { outcome: 'already-recorded' as const, result: await told(tx, id) }
    }
    await writeAudit(tx, actor, { action: 'fund.create', subject: id, place: home, detail: { budget } })
    return { outcome: 'recorded' as const, result: await told(tx, id) }
  })
}

/** Changes a budget with a reason, not below what is bound. */
export const changeFund = async (needs: SupplyNeeds, { scope, actor, params, body, require }: Call<'fund.change'>) => {
  const { values, at } = await grassRules(needs, actor.place)
  const hash = hashOf(`fund ${params.id}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const known = await fundById(tx, params.id)
    if (known === undefined) throw problem('supply.fund-unknown')
    require({ place: known.home })
    const row = (await lockFund(tx, known.id)) ?? known
    const command = { home: row.home, id: body.id, subject: row.id, hash }
    if (await wasDone(tx, command)) return { outcome: 'already-recorded' as const, result: await told(tx, row.id) }
    if (row.version !== body.version) return { outcome: 'stale' as const, current: await told(tx, row.id) }
    mustBeFen(body.budget, values.mostFen)
    const fault = faultOfBudget(row, body.budget)
    if (fault !== null) throw problem('supply.fund-budget', { least: fault.least, most: values.mostFen })
    await saveFund(tx, { ...row, budget: body.budget })
    const detail = { before: row.budget, budget: body.budget }
    const by = { at: new Date(at), account: actor.accountId, reason: body.reason, detail }
    await addStep(tx, { ...command, ...by, what: 'change' })
    await writeAudit(tx, actor, { action: 'fund.change', subject: row.id, place: row.home, detail })
    return { outcome: 'recorded' as const, result: await told(tx, row.id) }
  })
}
