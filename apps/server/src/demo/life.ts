import { type LifeEventKind, lifeOf } from '@lianfang/domain/care'
import { addDays, type Instant, instantOf } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { countyScope, type Database, inTransaction, type Tx } from '../kernel/db/index.js'
import { addLifeFact, addMove, changePerson, closeMove, loadPeople, type StoredPerson, sealField } from './care.js'
import { type Dice, diceOf, idAt } from './dice.js'
import type { World } from './invent.js'
import type { CountyPlan } from './plan.js'
import { fillingMs } from './slow-machine.js'
import type { CountyStaff } from './staff.js'

type Living = {
  readonly db: Database
  readonly world: World
  readonly plan: CountyPlan
  readonly staff: CountyStaff
}

const told: readonly { readonly kind: LifeEventKind; readonly note: string; readonly daysAgo: number | null }[] = [
  { kind: 'death', note: '儿子来电告知', daysAgo: 1 },
  { kind: 'admission', note: '县人民医院', daysAgo: 2 },
  { kind: 'refusal', note: '说身体好，不需要', daysAgo: null },
  { kind: 'away', note: '随女儿住在武汉', daysAgo: null },
  { kind: 'left', note: '迁往外省', daysAgo: 1 },
  { kind: 'admission', note: '镇卫生院', daysAgo: 0 },
]
// Each kind a few times in the first townships, where a demonstration is looked at.
const times = 4

type At = { readonly home: string; readonly dice: Dice; readonly at: Instant; readonly account: string }
type Event = (typeof told)[number] & { readonly person: StoredPerson }

const happen = async (tx: Tx, { world }: Living, { home, dice, at, account, ...event }: At & Event): Promise<void> => {
  const { person, kind, note, daysAgo } = event
  const id = idAt(dice, at)
  const noteSealed = await sealField(world, tx, { home, person: person.id, field: `life:${id}`, text: note })
  const day = daysAgo === null || daysAgo === 0 ? null : addDays(world.today, -daysAgo)
  const fact = { home, id, person: person.id, kind, at, claimedAt: at, doubt: 'none', account, day, noteSealed }
  await addLifeFact(tx, { ...fact, takesBack: null, bodyHash: Buffer.alloc(32) })
  const life = lifeOf([{ id, kind, at, by: account }])
  const { fields, team } = person
  const values = { ...world.values, alarms: { state: 'open', values: world.values.alarms } as const }
  const change = { home, before: person, fields, team, cause: `life.${kind}`, account, life, values }
  await changePerson(world, tx, { ...change, now: world.now, zone: world.zone })
}

type Moving = At & {
  readonly person: StoredPerson
  readonly to: string
  /** Who of the taking township refused it; null while it waits. */
  readonly refusedBy: string | null
}

const move = async (tx: Tx, { world }: Living, { home, dice, at, account, person, to, refusedBy }: Moving) => {
  const id = idAt(dice, at)
  const seal = (field: string, text: string) => sealField(world, tx, { home, person: person.id, field, text })
  const from = { township: person.fields.township, village: person.fields.village }
  const noteSealed = await seal(`move:${id}`, '投靠子女，已搬去')
  const asked = { home, id, other: null, person: person.id, from, to: { township: to, village: null }, by: account, at }
  await addMove(tx, { ...asked, noteSealed, bodyHash: Buffer.alloc(32) })
  if (refusedBy === null) return
  const reasonSealed = await seal(`move-reason:${id}`, '查无此户')
  await closeMove(tx, {
    home,
    id,
    state: 'refused',
    village: null,
    by: refusedBy,
    at: instantOf(at + 30_000),
    reasonSealed,
    decision: null,
  })
}

/** Some changes of lives, entered today, and three moves: two wait for the first township, one it refused (K20). */
export const fillLife = async (living: Living): Promise<void> => {
  const { db, world, plan, staff } = living
  const [first, second] = plan.townships
  if (first === undefined || second === undefined) return
  const home = plan.code
  const dice = diceOf(world.seed, plan.index, 8)
  await inTransaction(
    db.app,
    countyScope(home),
    async (tx) => {
      const choose = (township: string, n: number) =>
        tx.rows(sql<{ id: string }>`
        select id from care.person where home = ${home} and township = ${township} and age_band = 'from80'
        order by id limit ${n}`)
      const ids = [...(await choose(first.code, told.length * times)), ...(await choose(second.code, 3))].map(
        (r) => r.id,
      )
      const people = await loadPeople(world, tx, { home, people: ids, lock: true })
      const list = ids.flatMap((id) => people.get(id) ?? [])
      const movers = list.filter((p) => p.fields.township === second.code)
      const at = { home, dice, at: instantOf(world.now - 60_000) }
      for (const [i, person] of list.filter((p) => p.fields.township === first.code).entries()) {
        const event = told[i % told.length]
        const account = staff.ofTeam.get(person.team ?? '')?.[0] ?? staff.managerOf.get(first.code) ?? ''
        if (event !== undefined) await happen(tx, living, { ...at, ...event, person, account })
      }
      const account = staff.managerOf.get(second.code) ?? ''
      const answers = staff.managerOf.get(first.code) ?? null
      for (const [i, person] of movers.entries())
        await move(tx, living, { ...at, person, account, to: first.code, refusedBy: i === 2 ? answers : null })
    },
    fillingMs,
  )
}
