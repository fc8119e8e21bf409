import { dayIn, instantOf, startOfDay } from '@lianfang/domain/shared'
import { writeAudit } from '../kernel/audit/index.js'
import { hashPassword } from '../kernel/auth/index.js'
import { type Database, inTransaction, noScope } from '../kernel/db/index.js'
import type { Keys } from '../kernel/keys/index.js'
import { loadCounty } from '../kernel/org/index.js'
import { openGate, type Policy, seedPolicy } from '../kernel/policy/index.js'
import { settleNow } from '../kernel/settle/index.js'
import { fillCareHomes } from './care-homes.js'
import { fillDesk } from './desk.js'
import { fillCounty } from './fill-county.js'
import { fillInstitutions } from './institutions.js'
import type { World } from './invent.js'
import { fillLife } from './life.js'
import { fillMorning } from './morning.js'
import { demoCounty, planDemonstration } from './plan.js'
import { demoPassword } from './sign-ins.js'
import { fillingMs } from './slow-machine.js'
import { countTeams, insertAccounts, insertTrend, readState } from './sql-places.js'
import { hireAbove, hireCounty, type StaffAccount } from './staff.js'
import { fillSupply } from './supply.js'
import { fillClinics } from './supply-clinics.js'
import { fillDeals } from './supply-deals.js'
import { fillGifts } from './supply-gifts.js'
import { fillRoad } from './supply-road.js'
import { hireSupply } from './supply-staff.js'
import { seatOfPrefecture } from './supply-works.js'
import { makeTrend, type Trend } from './tally.js'

export type DemoProgress = { readonly done: number; readonly total: number }

export type FillNeeds = {
  readonly db: Database
  readonly keys: Keys
  readonly policy: Policy
  readonly now: number
  readonly zone: string
  /** The artefact with the divisions. */
  readonly divisionsFile: string
  /** 20,000 when left out; more than 100,000 are spread over the prefecture. */
  readonly people?: number
  /** 'light' keeps each person's last follow-ups only: for benches with a million people. */
  readonly history?: 'full' | 'light'
  readonly seed?: number
  readonly progress?: (progress: DemoProgress) => void
}

export type Filled =
  | { readonly outcome: 'filled'; readonly people: number; readonly teams: number; readonly followups: number }
  | { readonly outcome: 'refused'; readonly why: 'not-a-demonstration' | 'not-empty' | 'half-filled' }

export type DemoState = 'not-a-demonstration' | 'empty' | 'half-filled' | 'filled'

/**
 * Whether a database is a demonstration, and how far it was filled. Accounts are written last: a filling that was cut off
 * left teams and people, and nobody who could sign in. Such a database is emptied and filled anew.
 */
export const demonstrationState = async (db: Database): Promise<DemoState> => {
  const state = await inTransaction(db.worker, noScope, readState)
  if (state?.demonstration !== true) return 'not-a-demonstration'
  if (state.accounts > 0) return 'filled'
  return (await inTransaction(db.auth, noScope, countTeams)) > 0 ? 'half-filled' : 'empty'
}

const worldOf = async (needs: FillNeeds): Promise<World> => {
  const now = instantOf(needs.now)
  const today = dayIn(now, needs.zone)
  const care = await needs.policy.care(demoCounty, today)
  return {
    seed: needs.seed ?? 421_123,
    keys: needs.keys,
    now,
    today,
    zone: needs.zone,
    values: {
      tier: openGate(care.tier),
      due: openGate(care.due),
      alarms: openGate(care.alarms),
      clock: openGate(care.clock),
      readings: openGate(care.readings),
      desk: openGate(care.desk),
    },
    history: needs.history ?? 'full',
  }
}

const finish = async (db: Database, accounts: readonly StaffAccount[], trend: Trend): Promise<void> => {
  const hash = await hashPassword(demoPassword)
  const rows = trend.rows()
  for (let i = 0; i < rows.length; i += 20_000) {
    await inTransaction(db.worker, noScope, (tx) => insertTrend(tx, rows.slice(i, i + 20_000)), fillingMs)
  }
  // Counters, feed and seals are right when the filling ends, also when no server runs.
  await settleNow(db)
  await inTransaction(
    db.worker,
    noScope,
    async (tx) => {
      await insertAccounts(tx, accounts, hash)
      await writeAudit(tx, null, { action: 'demonstration.filled', count: accounts.length })
    },
    fillingMs,
  )
}

/**
 * Fills an empty database that was made as a demonstration: a real county (or prefecture), invented people, teams, three
 * weeks of follow-ups, and sign-ins for every role (`demoSignIns`). The same seed on the same day gives the same people;
 * what lies after `now` has not happened yet.
 */
export const fillDemonstration = async (needs: FillNeeds): Promise<Filled> => {
  const { db } = needs
  const state = await demonstrationState(db)
  if (state !== 'empty') return { outcome: 'refused', why: state === 'filled' ? 'not-empty' : state }
  // A demonstration that was left took its rules with it: what a process remembers of them ends within seconds.
  await seedPolicy(db)
  const people = needs.people ?? 20_000
  const world = await worldOf(needs)
  const making = { seed: world.seed, madeAt: startOfDay(world.today, world.zone) - 23 * 86_400_000 }
  const counties = await planDemonstration({ ...making, file: needs.divisionsFile, people })
  const trend = makeTrend(world)
  const accounts = [...hireAbove(making)]
  let done = 0
  let followups = 0
  const took = (facts: number, persons: number): void => {
    done += persons
    followups += facts
    needs.progress?.({ done, total: people })
  }
  for (const plan of counties) {
    const staff = hireCounty(plan, making)
    await loadCounty({ db, file: needs.divisionsFile }, plan.code)
    await fillInstitutions({ db, plan, ...making })
    await fillCounty({ db, world, plan, staff, trend, since: new Date(making.madeAt), took })
    await fillLife({ db, world, plan, staff })
    if (plan.code === demoCounty) await fillCareHomes({ db, world, plan, staff })
    await fillDesk({ db, world, plan, staff })
    await fillMorning({ db, world, plan, staff })
    for (const account of staff.accounts) accounts.push(account)
  }
  const staff = hireSupply(making)
  await loadCounty({ db, file: needs.divisionsFile }, seatOfPrefecture)
  const filling = {
    db,
    keys: needs.keys,
    policy: needs.policy,
    now: world.now,
    zone: world.zone,
    seed: world.seed,
    staff,
  }
  await fillSupply(filling)
  accounts.push(...staff.accounts)
  await finish(db, accounts, trend)
  // Last of all, when accounts are there: hospitals and desks act under their names.
  await fillDeals(filling)
  await fillRoad(filling)
  await fillClinics(filling)
  await fillGifts(filling)
  await settleNow(db)
  const teams = counties.flatMap((c) => c.townships).reduce((sum, t) => sum + t.teams.length, 0)
  return { outcome: 'filled', people: done, teams, followups }
}
