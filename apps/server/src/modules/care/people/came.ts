import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { Keys } from '../../../kernel/keys/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { takingRow, toldThere } from '../life/between-counties/sealed.js'

type Row = {
  readonly id: string
  readonly decided_at: Instant
  readonly name: string | null
  readonly other: string
  readonly from_township: string
  readonly key_id: string | null
  readonly wrapped: Buffer | null
  readonly told_sealed: Buffer | null
}

type Wanted = { readonly home: string; readonly person: string }

/** Lines of a timeline that say from which county somebody came, who accepted them and what came along (K20). */
export const cameRows = async (needs: { readonly keys: Keys }, tx: Tx, { home, person }: Wanted) => {
  const rows = await tx.rows(sql<Row>`
    select m.id, m.decided_at, a.name, m.other, m.from_township, m.key_id, m.wrapped, m.told_sealed
    from care.move m left join kernel.account a on a.id = m.decided_by
    where m.home = ${home} and m.person = ${person} and m.side = 'takes' and m.state = 'accepted'
    order by m.decided_at desc limit 10`)
  const places = rows.flatMap((row) => [row.other, row.from_township])
  const names = rows.length === 0 ? new Map() : await placesByCode(tx, places)
  return rows.map((row) => {
    const told = toldThere(needs.keys, takingRow(home, row), row.told_sealed)
    return {
      id: `${row.id}:came`,
      at: new Date(row.decided_at).toISOString(),
      kind: 'move' as const,
      by: row.name,
      cause: 'move.came',
      to: [row.other, row.from_township].map((code) => names.get(code)?.name ?? code).join(' '),
      note: told?.note ?? null,
      came: told?.came ?? null,
    }
  })
}
