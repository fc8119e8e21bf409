import type { FastifyReply } from 'fastify'

/** A table on its way out, as XLSX or CSV; no cell is ever a formula. */
export type OutgoingTable = {
  readonly format: 'xlsx' | 'csv'
  /** File name without ending: codes only. */
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: AsyncIterable<readonly (string | number | null)[]>
}

/** Sends a table as a file; what writes the formats is handed in by compose. */
export type SendTable = (reply: FastifyReply, table: OutgoingTable) => Promise<void>
