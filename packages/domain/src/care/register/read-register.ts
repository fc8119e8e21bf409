import type { PlaceIndex } from '../ledger/index.js'
import { textOf } from '../ledger/text.js'

/** What the population register says of one village; `over65` null: nothing said. */
export type RegisterNumbers = { readonly residents: number; readonly over65: number | null }
/** One row of the file that could be read; `row` as people count it in the file, from 1. */
export type RegisterLine = RegisterNumbers & { readonly row: number; readonly village: string }

export const registerFields = ['village', 'residents', 'over65'] as const
export type RegisterField = (typeof registerFields)[number]
export const registerFaults = ['noPlace', 'namedTwice', 'notANumber', 'moreThanAll'] as const
export type RegisterFault = (typeof registerFaults)[number]
/** A row that is not taken in: its field, what is wrong with it, and what the file says there, cut short. */
export type WrongRow = {
  readonly row: number
  readonly field: RegisterField
  readonly code: RegisterFault
  readonly value: string
}

type Row = { readonly number: number; readonly cells: readonly string[] }
type Columns = { readonly [K in 'code' | 'township' | 'village' | 'residents' | 'over65']: number }

// 村代码 names no village, and 65岁以上人口 is not the number of residents: each heading is one thing.
const columnsOf = (cells: readonly string[]): Columns | null => {
  const headings = cells.map((c) => c.replace(/\s/g, ''))
  const find = (pattern: RegExp, not?: RegExp): number =>
    headings.findIndex((c) => pattern.test(c) && not?.test(c) !== true)
  const code = /代码|code/i
  const at = {
    code: find(code),
    township: find(/乡镇|街道|township/i, code),
    village: find(/村|社区|village/i, code),
    residents: find(/人口|总人数|登记|residents|population/i, /65|六十五/),
    over65: find(/65|六十五/),
  }
  return at.residents >= 0 && (at.code >= 0 || at.village >= 0) ? at : null
}

const numberIn = (text: string): number | null => {
  const digits = text.normalize('NFKC').replace(/[,\s人]/g, '')
  return /^\d{1,7}$/.test(digits) ? Number(digits) : null
}

export type RegisterReader = {
  readonly index: PlaceIndex
  /** Codes of the county's villages. */
  readonly villages: ReadonlySet<string>
  /** Old codes to the ones in force. */
  readonly renamed: ReadonlyMap<string, string>
}

export type ReadRegister = {
  /** Rows under the headings, sums and empty ones left out. */
  readonly rows: number
  readonly lines: readonly RegisterLine[]
  readonly wrong: readonly WrongRow[]
}

const longest = 40

const readRow = (row: Row, at: Columns, reader: RegisterReader): RegisterLine | WrongRow => {
  const cell = (column: number): string => row.cells[column]?.trim() ?? ''
  const wrong = (field: RegisterField, code: RegisterFault, value: string): WrongRow => ({
    row: row.number,
    field,
    code,
    value: value.slice(0, longest),
  })
  const code = reader.renamed.get(cell(at.code)) ?? cell(at.code)
  const match = reader.villages.has(code) ? null : reader.index.match(cell(at.township), cell(at.village))
  const village = match === null ? code : match.state === 'sure' ? match.village : null
  if (village === null) return wrong('village', 'noPlace', cell(at.village) || cell(at.code))
  const residents = numberIn(cell(at.residents))
  if (residents === null) return wrong('residents', 'notANumber', cell(at.residents))
  const over65 = numberIn(cell(at.over65))
  if (over65 === null && cell(at.over65) !== '') return wrong('over65', 'notANumber', cell(at.over65))
  if (over65 !== null && over65 > residents) return wrong('over65', 'moreThanAll', cell(at.over65))
  return { row: row.number, village, residents, over65 }
}

/**
 * Reads a file of the population register (K1): residents and those of 65 and over by village, headings anywhere before
 * the first row. Null: no headings found. A village named a second time is a wrong row: which of the two is meant, only
 * the sender knows; the last one used to win in silence.
 */
export const readRegister = (rows: readonly Row[], reader: RegisterReader): ReadRegister | null => {
  const head = rows.findIndex(({ cells }) => columnsOf(cells) !== null)
  const at = columnsOf(rows[head]?.cells ?? [])
  if (at === null) return null
  const body = rows.slice(head + 1).filter(({ cells }) => {
    const text = textOf(cells.join(''))
    return text !== '' && !/合计|总计|小计/.test(text)
  })
  const lines = new Map<string, RegisterLine>()
  const wrong: WrongRow[] = []
  for (const row of body) {
    const read = readRow(row, at, reader)
    const first = 'code' in read ? undefined : lines.get(read.village)
    if ('code' in read) wrong.push(read)
    else if (first === undefined) lines.set(read.village, read)
    else wrong.push({ row: read.row, field: 'village', code: 'namedTwice', value: String(first.row) })
  }
  return { rows: body.length, lines: [...lines.values()], wrong }
}
