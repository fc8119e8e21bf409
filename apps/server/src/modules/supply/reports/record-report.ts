import { addDays, type Day, parseDay } from '@lianfang/domain/shared'
import { doubtsOfLine, type EarlierFigures, faultOfReport, type ReportFault } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { mustReach } from '../enterprises/read-enterprise.js'
import { lockEnterprise } from '../enterprises/sql.js'
import { productsOf } from '../enterprises/sql-parts.js'
import { hashOf, reportRules, type SupplyNeeds } from '../needs.js'
import {
  addLines,
  addReport,
  earlierFigures,
  partOf,
  type ReportRow,
  renewState,
  reportById,
  standingReport,
} from './sql.js'
import { tellReports } from './tell-reports.js'

/** The problem by which a fault is told, with product, field and limit where it has them. */
const refusalOf = (fault: ReportFault) => {
  switch (fault.why) {
    case 'future':
      return problem('supply.report-future')
    case 'tooLate':
      return problem('supply.report-late')
    case 'nothing':
      return problem('supply.report-nothing')
    case 'workforce':
      return problem('supply.report-workforce')
    case 'impossible':
      return problem('supply.report-impossible', { product: fault.product, field: fault.field, most: fault.most })
    case 'unknownProduct':
    case 'productTwice':
      return problem('supply.report-product', { product: fault.product })
  }
}

/** What each product reported before a day, newest first. */
export const earlierByProduct = async (
  tx: Tx,
  at: { readonly home: string; readonly enterprise: string },
  until: { readonly day: Day; readonly reports: number },
): Promise<ReadonlyMap<string, EarlierFigures>> => {
  const found = new Map<string, { day: Day; made: number | null; inStock: number | null; onOrder: number | null }[]>()
  for (const row of await earlierFigures(tx, at, until.day, until.reports)) {
    const figures = { day: row.day, made: row.made, inStock: row.in_stock, onOrder: row.on_order }
    const known = found.get(row.product)
    if (known === undefined) found.set(row.product, [figures])
    else known.push(figures)
  }
  return found
}

// A week's mean, and as many reports running as may be the same.
export const reportsBack = (sameReports: number): number => Math.max(7, Math.ceil(sameReports))

const tellOne = async (tx: Tx, home: string, row: ReportRow | undefined) => {
  const [shown] = row === undefined ? [] : await tellReports(tx, home, [row])
  if (shown === undefined) throw problem('not-found')
  return shown
}

/**
 * Records what an enterprise says of a day (E1), by itself or by its liaison on its behalf. A day that has a report is
 * corrected by naming it; whoever did not see it is answered with it. Figures that are doubted are taken and marked.
 */
export const recordReport = async (needs: SupplyNeeds, call: Call<'report.record'>) => {
  const { scope, actor, params, body, require } = call
  const { values, today } = await reportRules(needs, actor.place)
  const day = parseDay(body.day)
  if (day === null) throw problem('request.invalid')
  const hash = hashOf(params.id, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustReach(tx, params.id, { require })
    const at = { home: row.home, enterprise: row.id }
    await lockEnterprise(tx, row.home, row.id)
    const before = await reportById(tx, at, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await tellOne(tx, row.home, before) }
    }
    if (row.closed_on !== null) throw problem('supply.closed')
    const part = await partOf(tx, { ...at, account: actor.accountId })
    if (part === undefined) throw problem('forbidden')
    const open = (await productsOf(tx, at)).filter((product) => product.closed_on === null)
    const fault = faultOfReport({ ...body, day }, { today, products: new Set(open.map(({ id }) => id)) }, values)
    if (fault !== null) throw refusalOf(fault)
    const stands = await standingReport(tx, at, day)
    if ((stands?.id ?? null) !== body.corrects) {
      if (stands === undefined) throw problem('not-found')
      return { outcome: 'stale' as const, current: await tellOne(tx, row.home, stands) }
    }
    const earlier = await earlierByProduct(tx, at, { day, reports: reportsBack(values.sameReports) })
    const lines = body.lines.map((line) => {
      const capacity = open.find(({ id }) => id === line.product)?.capacity ?? null
      const known = { capacity, earlier: earlier.get(line.product) ?? [] }
      return { ...line, doubts: doubtsOfLine({ ...line, day }, known, values) }
    })
    const doubted = lines.some(({ doubts }) => doubts.length > 0)
    const { id, workforceBack, workforceOf, obstacles, toldBy, corrects } = body
    const said = { workforceBack, workforceOf, obstacles, corrects, toldBy: part === 'reporter' ? null : toldBy }
    const made = await addReport(tx, {
      ...{ ...at, id, day, part, doubted, ...said },
      ...{ at: new Date(needs.now()), account: actor.accountId, bodyHash: hash },
    })
    if (made === 0) throw problem('command.other-body', { id })
    await addLines(tx, { home: row.home, report: id }, lines)
    await renewState(tx, at, addDays(today, -values.backDays))
    const detail = { report: id, day, part, corrects: corrects ?? '', doubted }
    await writeAudit(tx, actor, { action: 'report.record', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await tellOne(tx, row.home, await reportById(tx, at, id)) }
  })
}
