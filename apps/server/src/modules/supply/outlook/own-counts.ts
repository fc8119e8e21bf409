import { dayIn, instantOf } from '@lianfang/domain/shared'
import { ownCounts } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { addCounts, addCurve, curveById } from './sql.js'
import { answerOf } from './use-curves.js'

/** Sums up what the platform itself recorded in a place, so that it is forecast like any other counts (E2). Few are not told. */
export const sumOwnCounts = async (needs: SupplyNeeds, call: Call<'curve.own'>) => {
  const { scope, actor, body, require } = call
  require({ place: body.place })
  if (body.place !== actor.place) throw problem('place.outside')
  const { id, place, name } = body
  const { counts, until, leastOf } = await needs.begun(place, dayIn(instantOf(needs.now()), needs.zone))
  // What lies above the place is not the place's to tell.
  const lines = ownCounts(counts, { until, leastOf }).filter((line) => line.place.startsWith(place))
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const before = await curveById(tx, id)
      if (before !== undefined) {
        if (before.place !== place || before.name !== name) throw problem('command.other-body', { id })
        return answerOf(tx, id, actor, false)
      }
      if (lines.length === 0) throw problem('outlook.too-few')
      const at = new Date(needs.now())
      const file = { file_rows: 0, wrong: [], wrong_rows: 0 }
      const added = await addCurve(tx, { ...file, id, place, name, source: 'own', at, account: actor.accountId })
      if (added === 0) throw problem('command.other-body', { id })
      await addCounts(tx, id, lines)
      await writeAudit(tx, actor, { action: 'curve.own', subject: id, place, count: lines.length })
      return answerOf(tx, id, actor, true)
    },
    { longMs: 30_000 },
  )
}
