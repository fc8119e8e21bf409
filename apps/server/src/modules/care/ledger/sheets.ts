import { createHash } from 'node:crypto'
import { findLayout, mappingOf } from '@lianfang/domain/care'
import { sql } from 'kysely'
import { countyScope, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { templateOf } from './sql.js'
import type { TableRow, TableSource } from './table.js'

/** Rows looked at for the headings and the columns. */
export const headRows = 80

const hashOf = (texts: readonly string[]): Buffer =>
  createHash('sha256').update(texts.join('\u0001')).digest().subarray(0, 16)

/** What the first rows of a file say of it: its columns, and whether they are those of a ledger. */
export const readHead = async (tx: Tx, home: string, head: readonly TableRow[]) => {
  const layout = findLayout(head.map((row) => row.cells))
  const headingHash = hashOf(layout.columns.map((c) => c.heading))
  const kept = await templateOf(tx, home, headingHash)
  const mapping = mappingOf(layout.columns)
  const readable = kept !== null || (mapping.name !== undefined && (mapping.village ?? mapping.township) !== undefined)
  return { layout, headingHash, kept, readable }
}

/** The sheet that a person chose last in a workbook of these sheets; undefined where nobody did. */
export const rememberedSheet = async (
  needs: CareNeeds,
  home: string,
  sheets: readonly string[],
): Promise<string | undefined> => {
  if (sheets.length < 2) return undefined
  const row = await inTransaction(needs.db.worker, countyScope(home), (tx) =>
    tx.row(sql<{ sheet: string }>`
      select sheet from care.sheet_choice where home = ${home} and book_hash = ${hashOf(sheets)}`),
  )
  return row?.sheet
}

const rememberSheet = (
  needs: CareNeeds,
  home: string,
  book: { readonly sheet: string; readonly sheets: readonly string[] },
) =>
  inTransaction(needs.db.worker, countyScope(home), (tx) =>
    tx.run(sql`
      insert into care.sheet_choice (home, book_hash, sheet) values (${home}, ${hashOf(book.sheets)}, ${book.sheet})
      on conflict (home, book_hash) do update set sheet = excluded.sheet`),
  )

type Received = {
  readonly home: string
  readonly source: TableSource
  /** Whether a person named the sheet, wants to be asked, or leaves it to the file. */
  readonly sheet?: 'named' | 'ask'
}

/**
 * Settles which sheet of a workbook is the ledger: the one named, which is remembered for the next workbook of the same
 * sheets; else the first, when its first rows are those of a ledger.
 * @throws file.choose-sheet with the names and the rows of the sheets, when a person must say
 */
export const settleSheet = async (needs: CareNeeds, r: Received): Promise<TableSource> => {
  const { sheet, sheets = [] } = r.source.info()
  if (sheets.length < 2) return r.source
  if (r.sheet === 'named') {
    if (sheet !== null) await rememberSheet(needs, r.home, { sheet, sheets })
    return r.source
  }
  const { head, source } = await lookedAt(r.source)
  const { readable } = await inTransaction(needs.db.worker, countyScope(r.home), (tx) => readHead(tx, r.home, head))
  if (readable && r.sheet !== 'ask') return source
  const counted = (await r.source.sheetRows?.()) ?? []
  if (counted.length < 2) return source
  throw problem('file.choose-sheet', {
    sheets: counted.map(({ name }) => name),
    rows: counted.map(({ rows }) => String(rows)),
  })
}

/** The first rows, and the source with them still to be read. */
const lookedAt = async (source: TableSource) => {
  const rows = source.rows[Symbol.asyncIterator]()
  const head: TableRow[] = []
  for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
    head.push(next.value)
    if (head.length === headRows) break
  }
  async function* all(): AsyncGenerator<TableRow> {
    yield* head
    yield* { [Symbol.asyncIterator]: () => rows }
  }
  return { head, source: { ...source, rows: all() } }
}
