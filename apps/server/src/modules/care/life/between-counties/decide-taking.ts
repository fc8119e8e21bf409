import type { MoveAnswer } from '@lianfang/contract'
import { refuseAnswer } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../../kernel/audit/index.js'
import type { Tx } from '../../../../kernel/db/index.js'
import type { Call } from '../../../../kernel/http/index.js'
import type { CareNeeds } from '../../needs.js'
import type { MoveRecord } from '../move-sql.js'
import { askCarrying } from './ask.js'
import { sealThere, takingRow } from './sealed.js'

type Deciding = {
  readonly call: Call<'move.decide'>
  /** The receiving row, locked, whose desk the caller may answer for. */
  readonly move: MoveRecord
  readonly village: MoveRecord['to_village']
  readonly now: Instant
}

/**
 * The answer of a desk about somebody who is another county's (K20). It is written down here and carried there: accepted, the
 * person is on this ledger as soon as their county has let them go.
 */
export const decideTaking = async (needs: CareNeeds, tx: Tx, deciding: Deciding): Promise<MoveAnswer> => {
  const { call, move, village, now } = deciding
  const { body, actor, scope } = call
  const home = scope.county
  const to = { township: move.to_township, village: move.to_village }
  const reason = refuseAnswer({ state: move.state, accept: body.accept, life: null, to, village })
  if (reason !== null) return { outcome: 'refused', reason }
  const text = body.accept ? null : body.reason
  const row = takingRow(home, move)
  const reasonSealed = text === null ? null : sealThere(needs.keys, { row, field: 'reason', text })
  const state = body.accept ? 'accepting' : 'refused'
  await tx.run(sql`
    update care.move set state = ${state}, to_village = ${body.accept ? village : move.to_village}, decided_by = ${actor.accountId},
      decided_at = ${new Date(now)}, decision_id = ${body.id}, reason_sealed = ${reasonSealed}
    where home = ${home} and id = ${move.id}`)
  await askCarrying(tx, { home, id: move.id, township: move.to_township, account: actor.accountId })
  await writeAudit(tx, actor, {
    action: 'move.decide',
    subject: move.id,
    place: move.to_township,
    detail: { state, from: move.from_township },
  })
  return { outcome: 'recorded', id: move.id }
}
