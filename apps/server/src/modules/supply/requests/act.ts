import type { RequestPage } from '@lianfang/contract'
import { type RequestAct, type RequestState, requestAfter } from '@lianfang/domain/supply'
import { actionOf, writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { type DealRules, dealRules, hashOf, type SupplyNeeds } from '../needs.js'
import { addStep, lockDeals, wasDone } from '../steps.js'
import { mustReachRequest, pageAfter } from './read-request.js'
import { type RequestListRow, requestById } from './sql.js'

type AnyCall = Pick<Call<'request.submit'>, 'scope' | 'actor' | 'params' | 'require'> & {
  readonly body: { readonly id: string; readonly reason?: string | null }
}

/** What an act is decided with. `by`: under whose name and when it is written down. */
export type Acting = {
  readonly tx: Tx
  readonly row: RequestListRow
  readonly next: RequestState
  readonly rules: DealRules
  readonly by: { readonly account: string; readonly at: Date }
}
export type Acted =
  | { readonly detail?: Readonly<Record<string, string | number | boolean | null>> }
  | { readonly stale: true }

/**
 * One command on one request: reached, held against others who decide about it, repeated without doing it twice, refused where
 * the request has gone on, done, and written down. `act` does it.
 */
export const actOn = async (
  needs: SupplyNeeds,
  call: AnyCall,
  what: RequestAct,
  act: (acting: Acting) => Promise<Acted>,
): Promise<
  | { readonly outcome: 'recorded' | 'already-recorded'; readonly result: RequestPage }
  | { readonly outcome: 'stale'; readonly current: RequestPage }
> => {
  const { scope, actor, params, body, require } = call
  const rules = await dealRules(needs, actor.place)
  const hash = hashOf(`${what} ${params.id}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const known = await mustReachRequest(tx, params.id, { require, act: what })
    // What a hospital is verified to need of a kind depends on its other requests for it.
    await lockDeals(tx, [`${known.facility}/${known.kind}`])
    await lockDeals(tx, [known.id])
    const row = (await requestById(tx, known.id)) ?? known
    const command = { home: row.home, id: body.id, subject: row.id, hash }
    const reading = { actor, rules }
    if (await wasDone(tx, command)) {
      return { outcome: 'already-recorded', result: await pageAfter(tx, row.id, reading) }
    }
    const next = requestAfter(row.state, what)
    if (next === null) throw problem('supply.request-state', { state: row.state })
    const by = { account: actor.accountId, at: new Date(rules.at) }
    const acted = await act({ tx, row, next, rules, by })
    if ('stale' in acted) return { outcome: 'stale', current: await pageAfter(tx, row.id, reading) }
    const detail = acted.detail ?? {}
    await addStep(tx, { ...command, ...by, what, reason: body.reason ?? null, detail })
    await writeAudit(tx, actor, { action: actionOf(`request.${what}`), subject: row.id, place: row.place, detail })
    return { outcome: 'recorded', result: await pageAfter(tx, row.id, reading) }
  })
}
