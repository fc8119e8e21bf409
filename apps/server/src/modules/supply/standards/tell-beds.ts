import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { addBeds, bedsById, placeOfFacility } from './sql.js'

/** Enters the beds of an institution; what was entered before stays behind it (E2). */
export const tellBeds = (needs: SupplyNeeds, call: Call<'standard.beds'>) => {
  const { scope, actor, params, body, require } = call
  const { facility } = params
  const { id, beds, criticalBeds } = body
  const bodyHash = hashOf(facility, body)
  const result = { facility, beds, criticalBeds }
  return inTransaction(needs.db.app, scope, async (tx) => {
    const at = await placeOfFacility(tx, facility)
    if (at === undefined) throw problem('not-found')
    require({ place: at.place })
    if (beds !== null && criticalBeds !== null && criticalBeds > beds) throw problem('outlook.beds')
    const by = await tx.row(sql<{ name: string }>`select name from kernel.account where id = ${actor.accountId}`)
    const added = await addBeds(tx, {
      ...{ home: at.home, id, facility, beds, criticalBeds, bodyHash },
      ...{ at: new Date(needs.now()), account: actor.accountId, byName: by?.name ?? '' },
    })
    if (added === 0) {
      if (!(await bedsById(tx, id))?.body_hash.equals(bodyHash)) throw problem('command.other-body', { id })
      return { outcome: 'already-recorded' as const, result }
    }
    await writeAudit(tx, actor, { action: 'standard.beds', subject: facility, place: at.place })
    return { outcome: 'recorded' as const, result }
  })
}
