import { decideClosing } from '@lianfang/domain/care'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { sealField } from '../people/secrets.js'
import { hashOf, newsOf, placeOf } from './say-medicine.js'
import { closedWith, closeRow, lockRequest, renewState } from './sql.js'

/** Closes a request for medicine by name; what was given is what is left from then on (K9). */
export const closeRequest = (needs: CareNeeds, call: Call<'medicine.close'>) => {
  const { body, params, scope, actor, require } = call
  const home = scope.county
  const at = new Date(needs.now())
  const hash = hashOf(params.id, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await lockRequest(tx, home, params.id)
    if (row === undefined) throw problem('not-found')
    const { person } = row
    require({ place: placeOf(row), teamId: row.team, personId: person })
    if (row.close_command === body.id) {
      if (row.close_hash?.equals(hash) !== true) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, id: params.id }
    }
    if ((await closedWith(tx, home, body.id)) !== undefined) throw problem('command.other-body', { id: body.id })
    const decision = decideClosing({ open: row.closed_at === null, ...body })
    if (decision.outcome === 'refused') return decision
    const { how, note } = body
    const given = how === 'supplied' || how === 'longPrescription'
    const daysLeft = given ? body.daysLeft : null
    const field = `medicine:${body.id}`
    const noteSealed =
      (note ?? '') === '' ? null : await sealField(needs, tx, { home, person, field, text: note ?? '' })
    const closing = { home, id: params.id, at, by: actor.accountId, how, daysLeft, command: body.id }
    await closeRow(tx, { ...closing, noteSealed, bodyHash: hash })
    if (given) await renewState(tx, { home, person, daysLeft, control: null, guided: null, at })
    await leaveInbox(tx, [newsOf({ ...row, home, id: body.id }, 'care.medicine-closed')])
    await writeAudit(tx, actor, { action: 'medicine.close', subject: person, place: placeOf(row), detail: { how } })
    return { outcome: 'recorded' as const, id: params.id }
  })
}
