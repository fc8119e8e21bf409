import { FileError } from './problem.js'

/** A row of somebody's file that is not empty. */
export type Row = {
  /** Where it begins in the file, from 1: its line in a CSV file, its number in a sheet. */
  readonly number: number
  readonly cells: readonly string[]
  /** Indexes of the cells that a formula computed: what is read is the value the program last saved. */
  readonly formulas: readonly number[]
}

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

export type TableInfo =
  | { readonly kind: 'csv'; readonly encoding: Encoding; readonly delimiter: Delimiter }
  | { readonly kind: 'xlsx'; readonly sheet: string; readonly sheets: readonly string[] }

export type Delimiter = ',' | ';' | '\t'

export type Table = {
  readonly info: TableInfo
  /** To be read once. Throws a FileError where the file turns out to be wrong. */
  readonly rows: AsyncIterable<Row>
  /** Lets go of the file; also when it was not read to the end. */
  readonly close: () => Promise<void>
  /** Of a workbook: its visible sheets that hold anything, and how many rows each has. Reads all of it. */
  readonly sheetRows?: () => Promise<readonly SheetRows[]>
}

export type SheetRows = { readonly name: string; readonly rows: number }

export type Limits = {
  readonly maxBytes: number
  readonly maxRows: number
  readonly maxColumns: number
  /** Letters of a cell; 32,767 is what a sheet can hold. */
  readonly maxCell: number
  /** Bytes that a packed file may unpack to in all, and how many times its packed size (beyond the first 10 MB). */
  readonly maxUnpackedBytes: number
  readonly maxRatio: number
  /** Letters of all shared texts of a workbook together: they are held in memory. */
  readonly maxSharedText: number
}

// The largest file of a province's health commission is some 60 MB. Sheets of people's data pack 5 to 30 times.
export const defaultLimits: Limits = {
  maxBytes: 200 * 1024 * 1024,
  maxRows: 1_048_576,
  maxColumns: 300,
  maxCell: 32_767,
  maxUnpackedBytes: 2 * 1024 * 1024 * 1024,
  maxRatio: 200,
  maxSharedText: 50_000_000,
}

/** Keeps the rows that hold something, within the limits. */
export const rowChecker = (limits: Limits): ((row: Row) => boolean) => {
  let count = 0
  return ({ number, cells }) => {
    if (cells.every((cell) => cell === '')) return false
    count += 1
    if (count > limits.maxRows)
      throw new FileError({ code: 'file.too-many-rows', details: { maxRows: limits.maxRows } })
    if (cells.length > limits.maxColumns)
      throw new FileError({ code: 'file.too-many-columns', details: { row: number, maxColumns: limits.maxColumns } })
    if (cells.some((cell) => cell.length > limits.maxCell))
      throw new FileError({ code: 'file.cell-too-long', details: { row: number, maxCell: limits.maxCell } })
    return true
  }
}

// Vertical tabs, escapes and the like come from copying out of terminals; no name or number holds one.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g

/** A cell as people meant it: no control characters, no blanks around, one kind of line end. */
export const cleanCell = (text: string): string => text.replace(controls, '').replace(/\r\n?/g, '\n').trim()

/** The cells without the empty ones at the end, which spreadsheets add by the hundred. */
export const withoutEmptyEnd = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
