import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './tx.js'

/** How many rows a list has in all under its filters; `more`: that many were counted, and there are more. */
export type InAll = { readonly n: number; readonly more: boolean }

// Nobody looks through more than this by hand, and a million are not counted to say so: 10,001 rows end the count.
const most = 10_000

/** Counts the rows of a source, and stops where nobody needs to know. `from`: what follows the word, conditions included. */
export const countUpTo = async (tx: Tx, from: RawBuilder<unknown>): Promise<InAll> => {
  const row = await tx.row(
    sql<{ n: number }>`select count(*)::int as n from (select from ${from} limit ${most + 1}) as counted`,
  )
  const n = row?.n ?? 0
  return { n: Math.min(n, most), more: n > most }
}

/** How many rows `countUpTo` looks at. */
export const countedAtMost = most + 1

type FirstPage = { readonly cursor: string | undefined; readonly read: number; readonly limit: number }

/** Said with the first page alone; what fits on it has been counted already. `read`: rows read, one more than the page holds. */
export const inAllOf = async (
  { cursor, read, limit }: FirstPage,
  count: () => Promise<InAll>,
): Promise<InAll | null> => {
  if (cursor !== undefined) return null
  return read <= limit ? { n: read, more: false } : count()
}
