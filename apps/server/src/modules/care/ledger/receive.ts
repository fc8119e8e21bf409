import { v7 as uuidv7 } from 'uuid'
import { countyScope, inTransaction, type Scope } from '../../../kernel/db/index.js'
import { wordFor } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { headRows, readHead, settleSheet } from './sheets.js'
import { addImport, addRows, type ImportRow, importById, saveLayout, setState } from './sql.js'
import type { TableRow, TableSource } from './table.js'

export type Receive = {
  readonly home: string
  /** The manager's township; '' for a whole county. */
  readonly township: string
  readonly account: string | null
  readonly fileName: string
  readonly source: TableSource
  readonly signal?: AbortSignal
  /** Of a workbook: whether a person named the sheet, wants to be asked, or leaves it to the file. */
  readonly sheet?: 'named' | 'ask'
}

const chunkRows = 1_000

/** Seals one row's cells under the import's own key. */
export const sealCells = (
  needs: CareNeeds,
  entry: Pick<ImportRow, 'id' | 'home' | 'key_id' | 'wrapped'>,
  row: TableRow,
) => ({
  row_number: row.number,
  sealed: needs.keys.seal({
    key: { keyId: entry.key_id, wrapped: entry.wrapped },
    at: { county: entry.home, person: entry.id, field: `row:${row.number}` },
    text: JSON.stringify(row.cells),
  }),
})

/** Opens one row's cells. */
export const openCells = (
  needs: CareNeeds,
  entry: Pick<ImportRow, 'id' | 'home' | 'key_id' | 'wrapped'>,
  row: { readonly row_number: number; readonly sealed: Buffer },
): readonly string[] =>
  JSON.parse(
    needs.keys.open({
      key: { keyId: entry.key_id, wrapped: entry.wrapped },
      at: { county: entry.home, person: entry.id, field: `row:${row.row_number}` },
      sealed: row.sealed,
    }),
  ) as readonly string[] // sealed by sealCells

/**
 * Receives a ledger: its rows are kept sealed as they are, the headings are found and columns proposed, or taken from the
 * last ledger with the same headings. Nothing is judged yet.
 */
export const receiveLedger = async (needs: CareNeeds, r: Receive): Promise<ImportRow> => {
  const source = await settleSheet(needs, r)
  const id = uuidv7()
  const key = needs.keys.newPersonKey()
  const scope = countyScope(r.home)
  const entry = { id, home: r.home, township: r.township, account: r.account, key_id: key.keyId, wrapped: key.wrapped }
  const fileNameSealed = needs.keys.seal({
    key,
    at: { county: r.home, person: id, field: 'fileName' },
    text: r.fileName,
  })
  await inTransaction(needs.db.worker, scope, (tx) =>
    addImport(tx, { ...entry, fileNameSealed, trial: needs.demonstration }),
  )
  try {
    const head = await storeRows(needs, scope, entry, { ...r, source })
    await inTransaction(needs.db.worker, scope, async (tx) => {
      const { layout, headingHash, kept, readable } = await readHead(tx, r.home, head)
      await saveLayout(tx, entry, {
        state: 'mapping',
        sheet: r.source.info().sheet,
        encoding: r.source.info().encoding,
        headerRow: layout.headerRow === null ? null : (head[layout.headerRow]?.number ?? null),
        columns: kept ?? layout.columns,
        remembered: kept !== null,
        headingHash,
        statedDay: layout.statedDay,
      })
      if (!readable) await setState(tx, entry, 'mapping', 'file.no-header')
    })
  } catch (error) {
    await inTransaction(needs.db.worker, scope, (tx) => setState(tx, entry, 'failed', wordFor(error)))
    throw error
  }
  const saved = await inTransaction(needs.db.worker, scope, (tx) => importById(tx, r.home, id))
  if (saved === undefined) throw new Error('an import vanished while it was received')
  return saved
}

type Entry = Pick<ImportRow, 'id' | 'home' | 'township' | 'key_id' | 'wrapped'>

const storeRows = async (needs: CareNeeds, scope: Scope, entry: Entry, r: Receive): Promise<TableRow[]> => {
  const head: TableRow[] = []
  let waiting: TableRow[] = []
  const flush = async (): Promise<void> => {
    const rows = waiting.map((row) => sealCells(needs, entry, row))
    waiting = []
    if (rows.length > 0) await inTransaction(needs.db.worker, scope, (tx) => addRows(tx, entry, rows))
  }
  for await (const row of r.source.rows) {
    r.signal?.throwIfAborted()
    if (head.length < headRows) head.push(row)
    waiting.push(row)
    if (waiting.length >= chunkRows) await flush()
  }
  await flush()
  return head
}
