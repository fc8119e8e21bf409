import type { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { Division } from './division.js'

/** A row of another country's tree, or what is wrong with it; the row number is the line of the file, the heading's is 1. */
export type DivisionRow =
  | { readonly outcome: 'division'; readonly row: number; readonly division: Division }
  | { readonly outcome: 'wrong'; readonly row: number; readonly why: DivisionFault; readonly value: string }

export type DivisionFault =
  | 'heading'
  | 'code'
  | 'code-twice'
  | 'name'
  | 'level'
  | 'level-not-below-parent'
  | 'parent-unknown'
  | 'not-csv'

const columns = ['code', 'name', 'parent', 'level'] as const
type Cells = Readonly<Record<(typeof columns)[number], string>>

/**
 * Reads `code,name,parent,level` (any column order; level may be empty: one below the parent). A place comes after the one
 * it lies in. Wrong rows are told one by one, and the rest goes on.
 */
export async function* parseDivisionCsv(text: Readable | AsyncIterable<string>): AsyncGenerator<DivisionRow> {
  const parser = parse({ bom: true, trim: true, relax_column_count: true, skip_empty_lines: true, info: true })
  const feed = feedInto(parser, text)
  const levels = new Map<string, number>()
  let places: readonly number[] | undefined
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (places === undefined) {
        places = columns.map((column) => record.map((cell) => cell.toLowerCase()).indexOf(column))
        if (!places.slice(0, 3).includes(-1)) continue
        return yield { outcome: 'wrong', row: 1, why: 'heading', value: record.join(',').slice(0, 200) }
      }
      const [code = '', name = '', parent = '', level = ''] = places.map((at) => record[at] ?? '')
      yield judge({ code, name, parent, level }, { row: info.lines, levels })
    }
  } catch (error) {
    yield {
      outcome: 'wrong',
      row: parser.info.lines,
      why: 'not-csv',
      value: error instanceof Error ? error.message : '',
    }
  }
  await feed
}

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } }
type Known = { readonly row: number; readonly levels: Map<string, number> }

const judge = (cells: Cells, { row, levels }: Known): DivisionRow => {
  const wrong = (why: DivisionFault, value: string): DivisionRow => ({
    outcome: 'wrong',
    row,
    why,
    value: value.slice(0, 200),
  })
  const { code, name, parent } = cells
  if (!/^[0-9A-Za-z._-]{1,20}$/.test(code)) return wrong('code', code)
  if (levels.has(code)) return wrong('code-twice', code)
  if (name === '' || name.length > 200) return wrong('name', name)
  const above = parent === '' ? 0 : levels.get(parent)
  if (above === undefined) return wrong('parent-unknown', parent)
  const level = cells.level === '' ? above + 1 : Number(cells.level)
  if (!Number.isInteger(level) || level < 1 || level > 9) return wrong('level', cells.level)
  if (level <= above) return wrong('level-not-below-parent', cells.level)
  levels.set(code, level)
  return { outcome: 'division', row, division: { code, name, level, parent: parent === '' ? undefined : parent } }
}

type Parser = ReturnType<typeof parse>

const feedInto = async (parser: Parser, text: AsyncIterable<string>): Promise<void> => {
  try {
    for await (const piece of text) {
      if (parser.destroyed) return
      if (!parser.write(piece)) await new Promise<void>((done) => parser.once('drain', done).once('close', done))
    }
    parser.end()
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}
