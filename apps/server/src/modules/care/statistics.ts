import { sql } from 'kysely'
import { countyScope, type Database, inTransaction, noScope, type Tx } from '../../kernel/db/index.js'

/** A million people took 20 s from a cold disk: a look at a table reads 30,000 of its pages, wherever they lie. */
const longMs = 120_000

type Wanted = { readonly leastChanged: number; readonly olderThanHours: number }

/** Has the database look anew at tables of which so many rows changed since it last did. Answers at how many it looked. */
export const refreshStatistics = (
  db: Pick<Database, 'worker'>,
  { leastChanged, olderThanHours }: Wanted,
): Promise<number> =>
  inTransaction(
    db.worker,
    noScope,
    async (tx) => {
      const row = await tx.row(
        sql<{
          n: number
        }>`select care.refresh_statistics(${leastChanged}, make_interval(hours => ${olderThanHours})) as n`,
      )
      return row?.n ?? 0
    },
    { longMs },
  )

const countPeople = async (tx: Tx, home: string): Promise<number> =>
  (await tx.row(sql<{ n: number }>`select count(*)::int as n from care.person where home = ${home}`))?.n ?? 0

/** Below this many any plan is quick; each look is at four times as many as the last. */
const fewPeople = 125
const timesAsMany = 4

/**
 * Watches a county grow while its ledger is taken in: from the few to four times as many and so on the planner is told, beside
 * the work. A county that it knows well costs one count. `done` waits for what still runs.
 */
export const watchGrowth = async (db: Pick<Database, 'worker'>, home: string) => {
  let known = await inTransaction(db.worker, countyScope(home), (tx) => countPeople(tx, home), { readOnly: true })
  let people = known
  let looking: Promise<unknown> = Promise.resolve()
  const look = (): void => {
    known = people
    // At every table: what was written a moment ago is told to the counters of changes up to a second later. It is advice to
    // the planner: without it the work is slower, and not wrong.
    looking = looking.then(() => refreshStatistics(db, { leastChanged: 0, olderThanHours: 0 })).catch(() => undefined)
  }
  return {
    grew: (by: number): void => {
      people += by
      if (people >= timesAsMany * Math.max(known, fewPeople)) look()
    },
    done: async (): Promise<void> => {
      if (people >= 2 * Math.max(known, fewPeople)) look()
      await looking
    },
  }
}
