import { inTransaction } from '../db/index.js'
import type { Call } from '../http/index.js'
import { problem } from '../problems/index.js'
import type { PolicyNeeds } from './needs.js'
import { askedBy, proposalById } from './sql-proposals.js'

/** What a proposal would change if it were in force now; reads only. */
export const tryProposal = async (needs: PolicyNeeds, call: Call<'policy.try'>) => {
  const row = await inTransaction(needs.db.app, call.scope, (tx) => proposalById(tx, call.params.id), {
    readOnly: true,
  })
  if (row === undefined) throw problem('not-found')
  const value = askedBy(row)
  call.require({ place: value.place })
  const tried = await needs.tryOut(call.scope, value)
  if (tried === null) return { tried }
  const { until } = tried.putOff
  return {
    tried: { ...tried, putOff: { ...tried.putOff, until: until === null ? null : new Date(until).toISOString() } },
  }
}
