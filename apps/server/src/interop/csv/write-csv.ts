import { Readable } from 'node:stream'

/** A cell to write: text stays text, a number is a number, a day a date. */
export type Cell = string | number | boolean | null | undefined | { readonly day: string }

type Needs = {
  readonly columns: readonly string[]
  readonly rows: AsyncIterable<readonly Cell[]>
}

/** A CSV file as a stream: UTF-8 with the mark that Excel needs, RFC 4180, no cell that a spreadsheet would compute. */
export const writeCsv = ({ columns, rows }: Needs): Readable =>
  Readable.from(pieces({ columns, rows }), { objectMode: false })

async function* pieces({ columns, rows }: Needs): AsyncGenerator<string> {
  let piece = `\uFEFF${line(columns)}`
  for await (const row of rows) {
    piece += line(row)
    if (piece.length < 16_384) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

const line = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`

const cellText = (cell: Cell): string => {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return quoted(neutral(cell))
  if (typeof cell === 'object') return quoted(neutral(cell.day))
  return String(cell)
}

// Full-width forms too: Excel in East Asian locales takes them for the plain ones.
const computes = /^[=+\-@\t\r\n＝＋－＠]/
// Digits after a sign compute nothing worse than themselves: +86 138 0013 8000, -36.5.
const harmless = /^[+-]\d[\d .-]*$/

/** Text that a spreadsheet would take for a formula, made text again by a leading apostrophe. */
export const neutral = (text: string): string => (computes.test(text) && !harmless.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
