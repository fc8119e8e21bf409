import { addDays } from '@lianfang/domain/shared'
import { countyScope, type Database, inTransaction } from '../kernel/db/index.js'
import { leaveDeltas } from '../kernel/settle/index.js'
import { alarmsOf } from './alarms.js'
import { countedOf } from './care.js'
import { diceOf, idAt } from './dice.js'
import { type DemoPerson, makeInventor, type Slot, type World } from './invent.js'
import type { CountyPlan } from './plan.js'
import { fillingMs } from './slow-machine.js'
import { insertDue, insertFollowups, insertHistory, insertPersons, insertSealed, insertTokens } from './sql.js'
import { insertAlarms, insertEpisodes } from './sql-alarms.js'
import { insertMedicine } from './sql-medicine.js'
import { insertRegister, insertTeams, type Registered } from './sql-places.js'
import type { CountyStaff } from './staff.js'
import { makeTally, type Tally, type Trend } from './tally.js'

type Filling = {
  readonly db: Database
  readonly world: World
  readonly plan: CountyPlan
  readonly staff: CountyStaff
  readonly trend: Trend
  readonly since: Date
  readonly took: (facts: number, people: number) => void
}

// 500 people are some 15,000 rows, 0.2 s: short for others, long against the round trips.
const chunkSize = 500
const atOnce = 3
// The event loop is free again after some 10 ms.
const slice = 40

// Two of eleven share a telephone with their neighbour.
const pairEvery = 11

const slotsOf = ({ plan, staff }: Filling): readonly Slot[] => {
  const numbers = new Map<string, number>()
  const slots: Slot[] = []
  for (const township of plan.townships) {
    const manager = staff.managerOf.get(township.code) ?? ''
    for (const village of township.villages) {
      const recorders = staff.ofTeam.get(village.team?.id ?? '') ?? ([manager] as const)
      for (let i = 0; i < village.people; i += 1) {
        const first = i - (i % pairEvery)
        const pair = i - first < 2 && first + 1 < village.people ? slots.length - (i - first) : null
        slots.push({ county: plan.index, index: slots.length, village, recorders, numbers, pair })
      }
    }
  }
  return slots
}

const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done))

const countPerson = (tally: Tally, trend: Trend, person: DemoPerson, zone: string): void => {
  const { fields, standing, team, past, due, takenInAt } = person
  const counted = countedOf({
    place: { township: fields.township, village: fields.village, team },
    standing: { ...standing, provisional: standing.assessment.provisional.length > 0 },
    reached: person.state.twoWayAt.length > 0,
    dueAt: due.dueAt,
  })
  tally.person(counted)
  tally.work(counted, past, zone)
  trend.person({ township: fields.township, tier: standing.tier, takenInAt, past })
}

type Chunk = { readonly people: readonly DemoPerson[]; readonly tally: Tally }

/** Infections and alarms of a chunk, by the application's own role: the worker's may not raise any. */
const writeAlarms = async ({ db, plan, world }: Filling, people: readonly DemoPerson[]): Promise<void> => {
  const home = plan.code
  const alarmed = { keys: world.keys, county: home, now: world.now, values: world.values.alarms }
  const alarms = world.history === 'light' ? [] : people.flatMap((person) => alarmsOf(person, alarmed))
  const open = alarms.filter(({ closed }) => closed === null)
  await inTransaction(
    db.app,
    countyScope(home),
    async (tx) => {
      await insertEpisodes(tx, home, people)
      await insertAlarms(tx, home, alarms)
      await leaveDeltas(
        tx,
        open.map(({ id, person: { fields, team } }) => {
          const place = fields.village ?? fields.township
          return { fact: id, county: home, place, team, metric: 'alarm', bucket: 0, n: 1 }
        }),
      )
    },
    fillingMs,
  )
}

const writeChunk = ({ db, plan, world, took }: Filling, { people, tally }: Chunk): Promise<void> =>
  inTransaction(
    db.worker,
    countyScope(plan.code),
    async (tx) => {
      const rows = { home: plan.code, people }
      await insertPersons(tx, rows)
      await insertDue(tx, rows)
      await insertSealed(tx, rows)
      await insertTokens(tx, rows)
      await insertHistory(tx, rows)
      await insertFollowups(tx, rows)
      await insertMedicine(tx, plan.code, people, world.now)
      await leaveDeltas(tx, tally.deltas(people[0]?.id ?? plan.code, plan.code))
      took(
        people.reduce((sum, p) => sum + p.facts.length, 0),
        people.length,
      )
    },
    fillingMs,
  )

/** One after the other are people invented, several sets at once are written: both processors have something to do. */
const fillPeople = async (filling: Filling): Promise<void> => {
  const writing = new Set<Promise<void>>()
  try {
    await writePeople(filling, writing)
  } finally {
    // Where one failed, the others are not left writing into what is emptied next.
    await Promise.allSettled(writing)
  }
}

const writePeople = async (filling: Filling, writing: Set<Promise<void>>): Promise<void> => {
  const { world, trend } = filling
  const invent = makeInventor(world)
  const slots = slotsOf(filling)
  for (let from = 0; from < slots.length; from += chunkSize) {
    const people: DemoPerson[] = []
    const tally = makeTally()
    for (const [i, slot] of slots.slice(from, from + chunkSize).entries()) {
      const person = invent(slot)
      countPerson(tally, trend, person, world.zone)
      people.push(person)
      if (i % slice === slice - 1) await nextTurn()
    }
    const written = writeChunk(filling, { people, tally })
      .then(() => writeAlarms(filling, people))
      .finally(() => writing.delete(written))
    writing.add(written)
    // Heard here or below; without this a second failure at once would end the program.
    written.catch(() => undefined)
    if (writing.size >= atOnce) await Promise.race(writing)
  }
  await Promise.all(writing)
}

/** The register knows more people than the ledgers: the gap is what the demonstration is to show. */
const registerOf = ({ plan, world }: Filling): readonly Registered[] => {
  const dice = diceOf(world.seed, plan.index, 5)
  return plan.townships
    .flatMap((t) => t.villages)
    .map(({ code, people }) => {
      const residents = Math.ceil(people / (0.78 + 0.19 * dice.next()))
      return { village: code, residents, over65: Math.round(residents * (0.78 + 0.04 * dice.next())) }
    })
}

const fillPlaces = async (filling: Filling): Promise<void> => {
  const { db, plan, staff, since, world } = filling
  const register = registerOf(filling)
  const tally = makeTally()
  for (const { village, residents, over65 } of register) {
    tally.plain(village, 'registered', residents)
    tally.plain(village, 'registered65', over65)
  }
  await inTransaction(
    db.worker,
    countyScope(plan.code),
    async (tx) => {
      const teams = plan.townships.flatMap((t) => t.teams)
      await insertTeams(tx, { home: plan.code, since, teams, members: staff.members })
      await insertRegister(tx, plan.code, addDays(world.today, -30), register)
      await leaveDeltas(tx, tally.deltas(idAt(diceOf(world.seed, plan.index, 6), since.getTime()), plan.code))
    },
    fillingMs,
  )
}

/** One county: teams and register, then its people, set by set. */
export const fillCounty = async (filling: Filling): Promise<void> => {
  await fillPlaces(filling)
  await fillPeople(filling)
}
