import type { CallResult } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type BehindRow = {
  readonly id: string
  readonly place: string
  readonly at: Instant
  readonly by_name: string | null
  readonly key_id: string
  readonly wrapped: Buffer
  readonly said_sealed: Buffer
  readonly closed_at: Instant | null
  readonly closed_name: string | null
  readonly result: CallResult | null
}

/** The desk's calls that raised alarms: an alarm has the id of the fact behind it. */
export const callsBehindOf = (tx: Tx, home: string, alarms: readonly string[]): Promise<BehindRow[]> =>
  tx.rows(sql<BehindRow>`
    select c.id, c.place, c.at, b.name as by_name, c.key_id, c.wrapped, c.said_sealed, c.closed_at, k.name as closed_name, c.result
    from care.desk_call c left join kernel.account b on b.id = c.account left join kernel.account k on k.id = c.closed_by
    where c.home = ${home} and c.id = any(${alarms}::uuid[])`)
