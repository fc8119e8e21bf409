import { addDays, DAY_MS, startOfDay } from '@lianfang/domain/shared'
import { countyScope, type Database, inTransaction, type Tx } from '../kernel/db/index.js'
import type { World } from './invent.js'
import type { CountyPlan } from './plan.js'
import { insertCallbacks, insertLeagueDay, insertOverrides, insertSixDays, planForMany } from './sql-morning.js'
import type { CountyStaff } from './staff.js'

type Filling = {
  readonly db: Database
  readonly world: World
  readonly plan: CountyPlan
  readonly staff: CountyStaff
}

/** What a morning opens on: judgements to review, call-backs made and not made, two weeks of the six (K1, K3, K6). */
export const fillMorning = async ({ db, world, plan, staff }: Filling): Promise<void> => {
  const home = plan.code
  const medic = staff.members.find((m) => m.medic)
  const officer = staff.accounts[0]
  if (medic === undefined || officer === undefined) return
  const { now, today, zone } = world
  const yesterday = new Date(startOfDay(addDays(today, -1), zone))
  const fill = async (tx: Tx): Promise<void> => {
    await planForMany(tx)
    const days = { home, today, at: yesterday }
    await insertSixDays(tx, days)
    await insertLeagueDay(tx, days)
    if (world.history === 'light') return
    const at = new Date(now - 20 * DAY_MS)
    await insertOverrides(tx, {
      home,
      today,
      at,
      by: medic.account.id,
      byName: medic.account.name,
      team: medic.team.id,
    })
    const from = new Date(startOfDay(addDays(today, -14), zone))
    const until = new Date(startOfDay(today, zone))
    await insertCallbacks(tx, { home, from, until, half: yesterday, now: new Date(now), by: officer.id })
  }
  await inTransaction(db.app, countyScope(home), fill, { longMs: 60_000 })
}
