import type { Cells, LedgerLayout } from './columns.js'
import { headingKey, type LedgerField, readHeading } from './headings.js'
import { textOf } from './text.js'

export type RowKind = 'blank' | 'title' | 'header' | 'total' | 'data'

const TOTAL = /^(?:合计|小计|总计|共计|总数|累计|总人数|total|subtotal|sum)(?:\d+)?(?:人|户|名)*$/
const PARTICULARS =
  /填报|填表|制表|审核人|单位[:：]|日期[:：]|注[:：]|台账|登记表|花名册|汇总表|统计表|信息表|摸底表|名册|附件|联系人[:：]/

const columnsOf = (layout: LedgerLayout, field: LedgerField): readonly number[] =>
  layout.columns.filter((column) => column.field === field).map((column) => column.index)

const filledIn = (cells: Cells, columns: readonly number[]): boolean =>
  columns.some((index) => textOf(cells[index]) !== '')

const repeatsHeadings = (cells: Cells, layout: LedgerLayout, filled: number): boolean => {
  const same = layout.columns.filter(
    ({ index, heading }) => heading !== '' && headingKey(cells[index] ?? '') === headingKey(heading),
  ).length
  if (same >= 2 && same * 2 >= filled) return true
  const named = cells.filter((cell) => readHeading(cell).sure).length
  return named >= 4 && named * 2 >= filled
}

const looksLikePerson = (cells: Cells, layout: LedgerLayout): boolean =>
  columnsOf(layout, 'idNumber').some((index) => /\d{10}/.test(cells[index] ?? '')) ||
  columnsOf(layout, 'phone').some((index) => /\d{7}/.test(cells[index] ?? ''))

/** What stands in a row: nothing, a title or line of particulars, headings again, a total, or a person. */
export const classifyRow = (cells: Cells, layout: LedgerLayout): RowKind => {
  const filled = cells.filter((cell) => cell !== '' && textOf(cell) !== '')
  const first = filled[0]
  if (first === undefined) return 'blank'
  const person = looksLikePerson(cells, layout)
  if (!person && TOTAL.test(headingKey(first))) return 'total'
  if (!person && repeatsHeadings(cells, layout, filled.length)) return 'header'
  if (person || filled.length > 4) return 'data'
  const named = filledIn(cells, columnsOf(layout, 'name'))
  const serialOnly = filled.length === 1 && filledIn(cells, columnsOf(layout, 'serial'))
  // Prepared forms number their empty rows.
  if (serialOnly && /^\d+$/.test(textOf(first))) return 'blank'
  if (filled.some((cell) => PARTICULARS.test(textOf(cell)))) return 'title'
  return filled.length === 1 && !named ? 'title' : 'data'
}
