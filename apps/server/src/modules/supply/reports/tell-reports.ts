import type { ReportInfo } from '@lianfang/contract'
import type { ReportDoubt } from '@lianfang/domain/supply'
import type { Tx } from '../../../kernel/db/index.js'
import { linesOf, type ReportRow } from './sql.js'

const againstOf = (doubt: ReportDoubt): number => {
  switch (doubt.why) {
    case 'overCapacity':
      return doubt.capacity
    case 'jump':
      return doubt.mean
    case 'stockFromNowhere':
      return doubt.most
    case 'sameAgain':
      return doubt.reports
  }
}

/** Reports as they are answered, with their lines. */
export const tellReports = async (tx: Tx, home: string, rows: readonly ReportRow[]): Promise<ReportInfo[]> => {
  const lines = await linesOf(
    tx,
    home,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    day: row.day,
    at: new Date(row.at).toISOString(),
    by: row.by_name,
    part: row.part,
    toldBy: row.told_by,
    lines: lines
      .filter((line) => line.report === row.id)
      .map((line) => ({
        product: line.product,
        made: line.made,
        inStock: line.in_stock,
        onOrder: line.on_order,
        doubts: line.doubts.map((doubt) => ({ why: doubt.why, field: doubt.field, against: againstOf(doubt) })),
      })),
    workforceBack: row.workforce_back,
    workforceOf: row.workforce_of,
    obstacles: [...row.obstacles],
    corrects: row.corrects,
    superseded: row.superseded,
    cleared:
      row.cleared_at === null
        ? null
        : { at: new Date(row.cleared_at).toISOString(), by: row.cleared_by ?? '', reason: row.cleared_reason ?? '' },
  }))
}
