import type { MovementInfo } from '@lianfang/contract'
import type { Instant } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { linesOf, type MovementRow, movementById } from './sql.js'

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString())

/** Movements as they are answered, with their lines. */
export const tellMovements = async (tx: Tx, home: string, rows: readonly MovementRow[]): Promise<MovementInfo[]> => {
  const ids = rows.map((row) => row.id)
  const lines = ids.length === 0 ? [] : await linesOf(tx, home, ids)
  return rows.map((row) => ({
    ...{
      id: row.id,
      store: row.store,
      what: row.what,
      day: row.day,
      at: new Date(row.at).toISOString(),
      by: row.by_name,
    },
    ...{ why: row.why, reference: row.reference, party: row.party, consignment: row.consignment },
    ...{ countedAt: iso(row.counted_at), reverses: row.reverses, reversedBy: row.reversed_by },
    lines: lines
      .filter((line) => line.movement === row.id)
      .map(({ item: id, kind, product, lot, expiry, serial, from_account: from, to_account: to, quantity }) => ({
        ...{ item: { id, kind, product, lot, expiry, serial }, from, to, quantity },
      })),
  }))
}

/** One movement of a store; `not-found` where the reader reaches none. */
export const readMovement = async (
  tx: Tx,
  at: { readonly home: string; readonly store: string; readonly id: string },
): Promise<MovementInfo> => {
  const row = await movementById(tx, at, at.id)
  const [told] = row === undefined ? [] : await tellMovements(tx, at.home, [row])
  if (told === undefined) throw problem('not-found')
  return told
}
