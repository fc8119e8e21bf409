import type { PersonPage } from '@lianfang/contract'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { placesByCode } from '../../../kernel/org/index.js'

/** The move of a person that waits for an answer. */
export const openMoveOf = async (tx: Tx, home: string, person: string): Promise<PersonPage['move']> => {
  const row = await tx.row(sql<{ id: string; to_township: string; asked_at: Instant }>`
    select id, to_township, asked_at from care.move where home = ${home} and person = ${person} and state = 'asked'`)
  if (row === undefined) return null
  const names = await placesByCode(tx, [row.to_township])
  return {
    id: row.id,
    to: names.get(row.to_township)?.name ?? row.to_township,
    askedAt: new Date(row.asked_at).toISOString(),
  }
}
