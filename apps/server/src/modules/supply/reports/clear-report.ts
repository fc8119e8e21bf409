import { addDays } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { mustReach } from '../enterprises/read-enterprise.js'
import { lockEnterprise } from '../enterprises/sql.js'
import { namedPeople } from '../enterprises/sql-parts.js'
import { hashOf, reportRules, type SupplyNeeds } from '../needs.js'
import { addClearing, clearingOf, renewState, reportById } from './sql.js'
import { tellReports } from './tell-reports.js'

/** The name under which somebody says it: a desk's from the staff, a liaison's as the enterprise knows it. */
const nameOf = async (
  tx: Tx,
  at: { readonly home: string; readonly enterprise: string },
  account: string,
): Promise<string> => {
  const named = (await namedPeople(tx, at)).find((one) => one.account === account)
  if (named !== undefined) return named.name
  const row = await tx.row(sql<{ name: string }>`select name from kernel.account where id = ${account}`)
  return row?.name ?? ''
}

/** A person looked at a doubted report and says that it is right (E1). What is wrong is corrected by a report instead. */
export const clearReport = async (needs: SupplyNeeds, call: Call<'report.clear'>) => {
  const { scope, actor, params, body, require } = call
  const { values, today } = await reportRules(needs, actor.place)
  const hash = hashOf(params.report, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustReach(tx, params.id, { require })
    const at = { home: row.home, enterprise: row.id }
    await lockEnterprise(tx, row.home, row.id)
    const report = await reportById(tx, at, params.report)
    if (report === undefined) throw problem('not-found')
    const tell = async () => {
      const now = await reportById(tx, at, report.id)
      const [shown] = now === undefined ? [] : await tellReports(tx, row.home, [now])
      if (shown === undefined) throw problem('not-found')
      return shown
    }
    const before = await clearingOf(tx, row.home, report.id)
    if (before !== undefined) {
      if (before.id !== body.id) throw problem('supply.report-cleared')
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await tell() }
    }
    if (report.superseded) throw problem('supply.report-superseded')
    if (!report.doubted) throw problem('supply.report-no-doubt')
    const made = await addClearing(tx, {
      ...{ home: row.home, id: body.id, report: report.id, reason: body.reason, bodyHash: hash },
      ...{ at: new Date(needs.now()), account: actor.accountId, name: await nameOf(tx, at, actor.accountId) },
    })
    if (made === 0) throw problem('command.other-body', { id: body.id })
    await renewState(tx, at, addDays(today, -values.backDays))
    const detail = { report: report.id, day: report.day }
    await writeAudit(tx, actor, { action: 'report.clear', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await tell() }
  })
}
