import { addDays, dayIn, instantOf } from '@lianfang/domain/shared'
import { countyScope, inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'
import { longMs, partsOf, sumBy, windowOf } from './read-league.js'
import { keepWork } from './sql.js'

/** Keeps the league's figures of a county's townships for the day that has ended, for those who read sums of them above it (K6); the night's work. */
export const keepLeagueOfNight = async (needs: CareNeeds, home: string): Promise<void> => {
  const now = instantOf(needs.now())
  const day = addDays(dayIn(now, needs.zone), -1)
  const keep = async (tx: Tx) => {
    const { at } = await windowOf(needs, tx, { home, township: '' })
    const towns = sumBy(await partsOf(tx, at), ({ township }) => township)
    const rows = [...towns].map(([code, { owed, inTime, confirmed, denied }]) => ({
      ...{ code, owed, in_time: inTime, confirmed, denied },
    }))
    return keepWork(tx, { home, day, at: new Date(now), rows })
  }
  await inTransaction(needs.db.app, countyScope(home), keep, { longMs })
}
