import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

type Desk = { readonly home: string; readonly place: string }

/** The names of those on duty at a moment. */
export const onDutyNames = async (tx: Tx, { home, place, at }: Desk & { readonly at: Date }): Promise<string[]> => {
  const rows = await tx.rows(sql<{ name: string }>`
    select a.name from care.desk_shift s join kernel.account a on a.id = s.account
    where s.home = ${home} and s.place = ${place} and s.cancelled_at is null and s.from_at <= ${at} and s.until_at > ${at}
    order by s.from_at, a.name`)
  return rows.map(({ name }) => name)
}
