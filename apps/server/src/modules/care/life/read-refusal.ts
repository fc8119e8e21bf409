import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { givenMove } from './given-move.js'
import { setRefusalRead } from './move-sql.js'

/** Somebody of the team that still has the person has read why a move was refused (K20); said twice, it is said once. */
export const readRefusal = (needs: CareNeeds, call: Call<'move.read-refusal'>): Promise<undefined> => {
  const { scope, actor } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const { move, place } = await givenMove(needs, tx, call)
    const read = await setRefusalRead(tx, { home, id: move.id, by: actor.accountId, at: new Date(needs.now()) })
    if (read > 0) await writeAudit(tx, actor, { action: 'move.read-refusal', subject: move.person, place })
    return undefined
  })
}
