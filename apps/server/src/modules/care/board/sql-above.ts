import type { Day } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { overdueRows } from '../../../kernel/settle/index.js'
import type { Counted } from './levels.js'

// Each in bucket 0; see `figuresOf`.
const plain = ['registered', 'ledger', 'red', 'yellow', 'green', 'provisional', 'never', 'noTeam', 'alarm']

type At = {
  /** The places whose tables are asked for, the nation first. */
  readonly chain: readonly string[]
  readonly hour: number
  /** The days since 1970 with which the week and the two weeks of follow-ups begin. */
  readonly days: { readonly week: number; readonly from: number }
  /** Hours before which what is overdue has climbed to the township and to the county; null while nothing climbs. */
  readonly late: readonly [township: number, county: number] | null
}

/**
 * The counters of everything directly below the places of a chain, in one statement: what is hidden of one follows from the
 * others, and two statements would see two moments. A few thousand index entries at most (30 provinces, some 20 prefectures,
 * 15 counties, 20 townships, 30 villages). The nation lies below '-'. Of what only the place itself shows, late and the days
 * before the week, nothing is read of the places below it: the nation's board would read three times as much.
 */
export const countsBelow = (tx: Tx, { chain, hour, days, late }: At) => {
  const whose = sql`c.parent = any(${['-', ...chain]}::text[])`
  const beside = sql`c.parent = any(${['-', ...chain.slice(0, -1)]}::text[])`
  const overdue = (of: RawBuilder<unknown>, at: number) =>
    overdueRows({ table: sql`kernel.counter`, whose: of, hour: at })
  const climbed =
    late === null
      ? sql``
      : sql`union all select place, parent, 'late township', counted from ${overdue(beside, late[0])}
      union all select place, parent, 'late county', counted from ${overdue(beside, late[1])}`
  return tx.rows(sql<Counted & { readonly parent: string }>`
    select place, parent, key, sum(n)::bigint as n from (
      select place, parent, metric as key, n from kernel.counter c
        where ${whose} and metric = any(${plain}::text[]) and bucket = 0
      union all select place, parent, 'done ' || bucket, n from kernel.counter c
        where ${whose} and metric = 'done' and bucket >= ${days.week}
      union all select place, parent, 'done ' || bucket, n from kernel.counter c
        where ${beside} and metric = 'done' and bucket >= ${days.from} and bucket < ${days.week}
      union all select place, parent, 'due', counted from ${overdue(whose, hour)} ${climbed}) k
    group by place, parent, key`)
}

/** What counters of some places stood at when past days ended. */
export const pastCounts = (tx: Tx, places: readonly string[], from: Day) =>
  tx.rows(sql<Counted & { readonly day: Day }>`
    select place, metric as key, day, n from kernel.counter_day where place = any(${places}::text[]) and day >= ${from}::date`)
