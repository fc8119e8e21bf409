import { RecordFollowup } from '@lianfang/contract'
import type { RoundState } from '@lianfang/domain/care'
import { addHours, dayIn, earlierOf, type Instant, instantOf, laterOf, startOfDay } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { countyScope, type Database, inTransaction, type Tx } from '../kernel/db/index.js'
import {
  addChange,
  addHome,
  addPart,
  addRound,
  addStay,
  completeRound,
  type RecordGiven,
  recordWithin,
  setResident,
  setRoundSince,
} from './care.js'
import { type Dice, diceOf, idAt } from './dice.js'
import { byDay } from './history.js'
import type { World } from './invent.js'
import type { CountyPlan, PlannedVillage } from './plan.js'
import { insertFacilities } from './sql-institutions.js'
import type { CountyStaff } from './staff.js'

type Filling = {
  readonly db: Database
  readonly world: World
  readonly plan: CountyPlan
  readonly staff: CountyStaff
}

const homes = [
  {
    kind: 'careHome',
    name: '福寿居养老院（演示）',
    en: 'Fushou Care Home (demonstration)',
    phone: '0713-0505001',
    late: false,
  },
  {
    kind: 'welfareInstitution',
    name: '敬老福利院（演示）',
    en: 'Elders’ Welfare Home (demonstration)',
    phone: '0713-0505002',
    late: true,
  },
] as const
type Planned = (typeof homes)[number]

const most = 40
const days = 7

type Making = {
  readonly filling: Filling
  readonly dice: Dice
  readonly planned: Planned
  readonly village: PlannedVillage
  readonly account: string
  readonly id: string
}

const register = async (tx: Tx, { filling, planned, village, account, id }: Making): Promise<void> => {
  const { plan, world } = filling
  const home = plan.code
  const hospital = await tx.row(sql<{ id: string }>`
    select id from kernel.facility where home = ${home} and kind = 'hospital' and place = ${home} limit 1`)
  const { kind, name, en, phone, late } = planned
  const place = village.code
  const rest = { grade: 'none', aroundTheClock: true, organisation: null } as const
  await insertFacilities(tx, home, [{ id, kind, name, nameEn: en, place, phone, ...rest }])
  // The one that is late has no green channel either: there is something to put right.
  const fields = {
    ...{ kind, name, township: place.slice(0, 9), village: place, facility: id, phone, capacity: 60 },
    ...{
      hospital: hospital?.id ?? null,
      liaison: late ? null : '医务科值班',
      liaisonPhone: late ? null : '0713-0505120',
    },
    greenChannelOn: late ? null : world.today,
  }
  await addHome(tx, { ...fields, home, id })
  const at = new Date(addHours(world.now, -24 * (days + 1)))
  await addChange(tx, { home, id, version: 1, at, account, fields })
}

/** People of the village move in a week ago; answers those whom a round asks for. */
const moveIn = async (tx: Tx, { filling, dice, village, account, id }: Making): Promise<readonly string[]> => {
  const { plan, world } = filling
  const home = plan.code
  const rows = await tx.rows(sql<{ id: string; life: string }>`
    select id, life from care.person where home = ${home} and village = ${village.code} and life not in ('dead', 'left')
    order by id limit ${most}`)
  const at = new Date(addHours(world.now, -24 * (days + 1)))
  for (const [i, { id: person }] of rows.entries()) {
    const stay = idAt(dice, at.getTime())
    const room = String(101 + 100 * Math.floor(i / 12) + Math.floor((i % 12) / 2))
    const since = dayIn(instantOf(at.getTime()), world.zone)
    const fact = { home, id: stay, careHome: id, person, kind: 'in', day: since, room, takesBack: null } as const
    await addStay(tx, { ...fact, at, account, bodyHash: Buffer.alloc(32) })
    await setResident({ home, person, stands: { careHome: id, stay, room, since } }, tx)
  }
  await setRoundSince(tx, { home, careHome: id, now: at })
  return rows.filter((r) => r.life === 'here' || r.life === 'refusing').map((r) => r.id)
}

type Rounding = { readonly at: Instant; readonly people: readonly string[]; readonly real: boolean }

const stateOf = (dice: Dice): RoundState => (dice.chance(0.94) ? 'well' : dice.chance(0.5) ? 'absent' : 'refused')

/**
 * A round. The last one leaves its follow-ups behind as the application would; those of the days before stand as rounds
 * alone, because the trend of past days is written with the people and a follow-up put in between would contradict it.
 */
const round = async (tx: Tx, making: Making, { at, people, real }: Rounding): Promise<void> => {
  const { filling, dice, account, id: careHome } = making
  const home = filling.plan.code
  const id = idAt(dice, at)
  await addRound(tx, { home, id, careHome, at: new Date(at), account })
  for (const [i, person] of people.entries()) {
    const followup = idAt(dice, at)
    // One reading that a round is for.
    const low = real && i === 3
    const state = low ? 'unwell' : stateOf(dice)
    if (real) await follow(tx, making, { round: id, followup, person, state, low, at })
    await addPart(tx, { home, round: id, person, careHome, followup, state })
  }
  await completeRound(tx, { home, id, careHome, now: new Date(at + 25 * 60_000) })
}

type Followed = {
  readonly round: string
  readonly followup: string
  readonly person: string
  readonly state: RoundState
  readonly low: boolean
  readonly at: Instant
}

const follow = async (tx: Tx, { filling, dice, village, account }: Making, f: Followed): Promise<void> => {
  const { world, plan } = filling
  const seen = f.state === 'well' || f.state === 'unwell'
  const body = RecordFollowup.parse({
    ...{ id: f.followup, personId: f.person, at: new Date(f.at).toISOString(), channel: 'visit', call: f.round },
    outcome: seen ? 'reached' : 'unanswered',
    ...(seen ? { spo2Percent: f.low ? 91 : dice.between(95, 99), temperatureC: dice.between(361, 370) / 10 } : {}),
  })
  const actor = {
    accountId: account,
    role: 'villageWorker',
    place: village.code,
    teamId: village.team?.id ?? null,
  } as const
  const call = { body, actor, scope: countyScope(plan.code), require: () => undefined }
  const { due, clock, readings, alarms } = world.values
  const values = { due, clock, readings }
  const given: RecordGiven = { receivedAt: f.at, values, alarms: { state: 'open', values: alarms }, ending: 'goOn' }
  await recordWithin(world, tx, call, given)
}

/** The village of some with the most people at home; undefined where everybody has died or moved away. */
const fullest = async (
  tx: Tx,
  home: string,
  villages: readonly PlannedVillage[],
): Promise<PlannedVillage | undefined> => {
  const row = await tx.row(sql<{ village: string }>`
    select village from care.person where home = ${home} and life = 'here' and village = any(${villages.map((v) => v.code)}::text[])
    group by village order by count(*) desc, village limit 1`)
  return villages.find((v) => v.code === row?.village)
}

/** Where the worker and the manager who sign in have them: a village of the first team of the first township, and one of another. */
const villagesFor = async (tx: Tx, { code, townships }: CountyPlan): Promise<readonly PlannedVillage[]> => {
  const [township] = townships
  const team = township?.teams[0]?.id
  const bound = township?.villages.filter((v) => v.team !== null) ?? []
  // In a small demonstration everybody of the first team may have been given a change of life.
  const first =
    (await fullest(
      tx,
      code,
      bound.filter((v) => v.team?.id === team),
    )) ?? (await fullest(tx, code, bound))
  const second =
    (await fullest(
      tx,
      code,
      bound.filter((v) => v.team?.id !== first?.team?.id),
    )) ??
    (await fullest(
      tx,
      code,
      bound.filter((v) => v.code !== first?.code),
    ))
  const found = [first, second]
  return found.filter((v) => v !== undefined)
}

const roundHours = [7, 20.5] as const

/**
 * When the last round of a home in time was: two hours ago, by day. Before seven in the morning it was last evening's; it
 * then stands without follow-ups, as all of the days before do.
 */
export const lastRound = (now: Instant, zone: string): { readonly at: Instant; readonly real: boolean } => {
  const today = startOfDay(dayIn(now, zone), zone)
  const [morning, evening] = roundHours
  if (now < addHours(today, morning + 0.5)) return { at: addHours(today, evening - 24), real: false }
  return { at: earlierOf(laterOf(addHours(now, -2), addHours(today, morning)), addHours(today, evening)), real: true }
}

/** Two care homes with rosters, a named hospital and a week of rounds: one is in time, with an alarm; one is late (K21). */
export const fillCareHomes = async (filling: Filling): Promise<void> => {
  const { db, world, plan, staff } = filling
  const dice = diceOf(world.seed, plan.index, 10)
  const scope = countyScope(plan.code)
  const villages = await inTransaction(db.app, scope, (tx) => villagesFor(tx, plan), { readOnly: true })
  for (const [i, village] of villages.entries()) {
    const planned = homes[i]
    const account = staff.ofTeam.get(village.team?.id ?? '')?.[0]
    if (planned === undefined || account === undefined) continue
    const making: Making = { filling, dice, planned, village, account, id: idAt(dice, world.now) }
    const work = async (tx: Tx): Promise<void> => {
      await register(tx, making)
      const people = await moveIn(tx, making)
      const last = lastRound(world.now, world.zone)
      const lastAt = planned.late ? byDay(addHours(world.now, -26), addHours(world.now, -60), world.zone) : last.at
      for (let ago = days; ago >= 0; ago -= 1) {
        if (planned.late && ago === 0) continue
        const at = addHours(lastAt, -24 * (planned.late ? ago - 1 : ago))
        await round(tx, making, { at, people, real: last.real && !planned.late && ago === 0 })
      }
    }
    await inTransaction(db.app, scope, work, { longMs: 60_000 })
  }
}
