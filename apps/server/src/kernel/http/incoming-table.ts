import type { Readable } from 'node:stream'

/** A file being read as a table: rows numbered as people count them, cells as text; `info` when the rows have been read. */
export type IncomingTable = {
  readonly rows: AsyncIterable<{ readonly number: number; readonly cells: readonly string[] }>
  readonly info: () => { readonly sheet: string | null; readonly encoding: string | null }
}

/** Opens somebody's upload; what reads the formats is handed in by compose. Throws the `file.*` problems. */
export type OpenUpload = (source: {
  readonly stream: Readable
}) => Promise<IncomingTable & { readonly close: () => Promise<void> }>
