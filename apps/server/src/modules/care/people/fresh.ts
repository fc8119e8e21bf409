import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

type Asked = {
  readonly home: string
  /** Whose people: conditions on columns of `care.due d`. */
  readonly whose: RawBuilder<unknown>
  /** From which due moment on they count as not due yet. */
  readonly from: Date
  readonly ranks?: readonly number[]
}

/** New people: never talked to, their first contact owed later. `more`: there are more than were counted. */
export type Fresh = { readonly count: number; readonly more: boolean; readonly firstDue: string | null }

/** The ranks of those never reached: red, yellow, green. */
export const neverRanks = [0, 2, 4] as const

// A county that has just taken in its whole ledger has a hundred thousand; nobody needs them counted one by one.
const most = 2_000

/**
 * How many people are new and not due yet, and when the first of them is due (K3). One short range of the index a rank,
 * ended at `most`: 3 ms for a county where everybody is new.
 */
export const freshOf = async (tx: Tx, { home, whose, from, ranks = neverRanks }: Asked): Promise<Fresh> => {
  const starts = ranks.map((rank) => sql`(${rank}::smallint)`)
  const rows = await tx.rows(sql<{ n: number; first: number }>`
    select count(*)::int as n, min(d.due_order) as first from (values ${sql.join(starts)}) as r (rank)
    cross join lateral (
      select d.due_order from care.due d
      where d.home = ${home} and ${whose} and d.rank = r.rank and d.reason = 'firstContact'
        and d.due_order >= ${from} and d.due_order < 'infinity'
      order by d.due_order limit ${most + 1}) d
    group by r.rank`)
  if (rows.length === 0) return { count: 0, more: false, firstDue: null }
  return {
    count: rows.reduce((sum, { n }) => sum + Math.min(n, most), 0),
    more: rows.some(({ n }) => n > most),
    firstDue: new Date(Math.min(...rows.map(({ first }) => first))).toISOString(),
  }
}
