import { v7 as uuidv7 } from 'uuid'
import { inTransaction, noScope } from '../../../kernel/db/index.js'
import { askWork, type WorkKinds } from '../../../kernel/work/index.js'
import { keepLeagueOfNight } from '../league/keep-league.js'
import type { CareNeeds } from '../needs.js'
import { keepSixOfNight } from '../six/keep-six.js'
import { refreshStatistics } from '../statistics.js'
import { askRenewal } from '../tier/renew.js'

/** What is asked for when a day has ended: tiers by the new ages, and the six and the league as the day left them. Answers the counties. */
export const askNight = async (needs: Pick<CareNeeds, 'db'>): Promise<string[]> => {
  const counties = await askRenewal(needs, '', 'age')
  await inTransaction(needs.db.worker, noScope, async (tx) => {
    for (const county of counties) {
      const work = { kind: 'care.keep-day', county, township: '', subject: uuidv7(), account: null, cursor: {} }
      await askWork(tx, work)
    }
  })
  return counties
}

/** The night's sums; done twice they are the same, so that a takeover simply begins anew. */
export const nightWork = (needs: CareNeeds): WorkKinds => ({
  'care.keep-day': async ({ work }) => {
    // A county that began today is one row to the planner until it has looked; the first county of a night asks for all.
    await refreshStatistics(needs.db, { leastChanged: 1_000, olderThanHours: 6 })
    await keepSixOfNight(needs, work.county)
    await keepLeagueOfNight(needs, work.county)
  },
})
