import type { PersonPage } from '@lianfang/contract'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { placesByCode } from '../../../kernel/org/index.js'

/** The move of a person that waits for an answer. */
export const openMoveOf = async (tx: Tx, home: string, person: string): Promise<PersonPage['move']> => {
  const row = await tx.row(sql<{ id: string; to_township: string; asked_at: Instant }>`
    select id, to_township, asked_at from care.move
    where home = ${home} and person = ${person} and state = 'asked' and side is distinct from 'takes'`)
  if (row === undefined) return null
  const county = row.to_township.slice(0, 6)
  const codes = county === home ? [row.to_township] : [county, row.to_township]
  const names = await placesByCode(tx, codes)
  return {
    id: row.id,
    to: codes.map((code) => names.get(code)?.name ?? code).join(' '),
    askedAt: new Date(row.asked_at).toISOString(),
  }
}
