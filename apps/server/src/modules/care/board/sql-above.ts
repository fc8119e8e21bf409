import type { Day } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { overdueRows } from '../../../kernel/settle/index.js'
import type { Counted } from './levels.js'

// Each in bucket 0; see `figuresOf`.
const plain = ['registered', 'ledger', 'red', 'yellow', 'green', 'provisional', 'never', 'noTeam', 'alarm']

type At = {
  /** The places whose tables are asked for, the nation first. */
  readonly chain: readonly string[]
  readonly hour: number
  /** Of the follow-ups that are counted by day. */
  readonly fromDay: number
  /** Hours before which what is overdue has climbed to the township and to the county. */
  readonly late: readonly [township: number, county: number]
}

/**
 * The counters of everything directly below the places of a chain, in one statement: what is hidden of one follows from the
 * others, and two statements would see two moments. A few thousand index entries at most (30 provinces, some 20 prefectures,
 * 15 counties, 20 townships, 30 villages). The nation lies below '-'.
 */
export const countsBelow = (tx: Tx, { chain, hour, fromDay, late }: At) => {
  const whose = sql`c.parent = any(${['-', ...chain]}::text[])`
  const overdue = (at: number) => overdueRows({ table: sql`kernel.counter`, whose, hour: at })
  return tx.rows(sql<Counted & { readonly parent: string }>`
    select place, parent, key, sum(n)::bigint as n from (
      select place, parent, metric as key, n from kernel.counter c
        where ${whose} and metric = any(${plain}::text[]) and bucket = 0
      union all select place, parent, 'done ' || bucket, n from kernel.counter c
        where ${whose} and metric = 'done' and bucket >= ${fromDay}
      union all select place, parent, 'due', counted from ${overdue(hour)}
      union all select place, parent, 'late township', counted from ${overdue(late[0])}
      union all select place, parent, 'late county', counted from ${overdue(late[1])}) k
    group by place, parent, key`)
}

/** What counters of some places stood at when past days ended. */
export const pastCounts = (tx: Tx, places: readonly string[], from: Day) =>
  tx.rows(sql<Counted & { readonly day: Day }>`
    select place, metric as key, day, n from kernel.counter_day where place = any(${places}::text[]) and day >= ${from}::date`)
