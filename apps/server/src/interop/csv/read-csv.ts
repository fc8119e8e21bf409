import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { decodedText, detectEncoding } from './decode.js'
import { detectDelimiter } from './delimiter.js'
import { broken, FileError, notATable } from './problem.js'
import {
  cleanCell,
  type Delimiter,
  type Encoding,
  type Limits,
  type Row,
  rowChecker,
  type Table,
  withoutEmptyEnd,
} from './table.js'

type Needs = { readonly path: string; readonly head: Buffer; readonly limits: Limits }

/** Opens a text file as a table: encoding and delimiter are found out, rows are read as they are asked for. */
export const openCsv = async ({ path, head, limits }: Needs): Promise<Table> => {
  const encoding = await detectEncoding(path, head)
  const start = await startOf(path, encoding)
  if (start.trim() === '') throw new FileError({ code: 'file.empty', details: {} })
  const markup = /^\s*<(?:!doctype\s+html|html|head|meta|table|style|\?xml)/i.exec(start)
  if (markup !== null) throw notATable(markup[0].includes('?xml') ? 'xml' : 'html')
  const delimiter = detectDelimiter(start)
  const rows = readRows({ path, encoding, delimiter, limits })
  return {
    info: { kind: 'csv', encoding, delimiter },
    rows,
    close: async () => {
      await rows.return(undefined)
    },
  }
}

const startOf = async (path: string, encoding: Encoding): Promise<string> => {
  let start = ''
  for await (const text of decodedText(path, encoding)) {
    start += text
    if (start.trim().length > 65_536) break
  }
  return start.slice(0, 262_144)
}

type Read = {
  readonly path: string
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly limits: Limits
}

const none: readonly number[] = []

async function* readRows({ path, encoding, delimiter, limits }: Read): AsyncGenerator<Row, undefined> {
  const keep = rowChecker(limits)
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    // `12" pipe` and `he said "no"` are what people type.
    relax_quotes: true,
    skip_empty_lines: true,
    // A quote never closed swallows the rest of the file: no further than this.
    max_record_size: limits.maxCell * 20,
  })
  // The error reaches the loop below: pipeline destroys the parser with it.
  pipeline(Readable.from(decodedText(path, encoding)), parser, () => undefined)
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const number = info.lines - record.reduce((sum, cell) => sum + lineEnds(cell), 0)
      const row = { number, cells: withoutEmptyEnd(record.map(cleanCell)), formulas: none }
      if (keep(row)) yield row
    }
  } catch (error) {
    throw typed(error, limits)
  } finally {
    parser.destroy()
  }
  return undefined
}

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } }

const lineEnds = (cell: string): number => (cell.includes('\n') ? cell.split('\n').length - 1 : 0)

const typed = (error: unknown, limits: Limits): unknown => {
  if (error instanceof FileError || !(error instanceof Error) || !('code' in error)) return error
  const row = 'lines' in error && typeof error.lines === 'number' ? error.lines : 0
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new FileError({ code: 'file.cell-too-long', details: { row, maxCell: limits.maxCell } }, error)
  // The message of csv-parse quotes the line, which holds people: only its code is kept.
  return String(error.code).startsWith('CSV_') ? broken(`${String(error.code)} line ${row}`) : error
}
