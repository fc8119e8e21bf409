import type { PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople } from '../people/load-people.js'
import { lockMove, setRefusalRead } from './move-sql.js'

/** Somebody of the team that still has the person has read why a move was refused (K20); said twice, it is said once. */
export const readRefusal = (needs: CareNeeds, call: Call<'move.read-refusal'>): Promise<undefined> => {
  const { params, scope, actor, require } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const found = await lockMove(tx, home, params.id)
    const move = found?.side === 'takes' ? undefined : found
    // The desk that refused sees the move and not the person: it is no news to them.
    const person = move && (await loadPeople(needs, tx, { home, people: [move.person] })).get(move.person)
    if (move === undefined || person === undefined) throw problem('not-found')
    const place = (person.fields.village ?? person.fields.township) as PlaceCode // stored from checked codes
    require({ place, teamId: person.team, personId: person.id })
    const read = await setRefusalRead(tx, { home, id: move.id, by: actor.accountId, at: new Date(needs.now()) })
    if (read > 0) await writeAudit(tx, actor, { action: 'move.read-refusal', subject: move.person, place })
    return undefined
  })
}
