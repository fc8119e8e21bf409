import { type Answers, callBackBy, nobodyKnown, triage } from '@lianfang/domain/care'
import {
  addHours,
  addMinutes,
  DAY_MS,
  type Instant,
  instantOf,
  type PlaceCode,
  startOfDay,
} from '@lianfang/domain/shared'
import { countyScope, type Database, inTransaction, type Tx } from '../kernel/db/index.js'
import { nameParts, phoneParts } from '../kernel/keys/index.js'
import { addCall, addCallAct, addFact, changeCall, noteField, openRequestOf, saidField } from './care.js'
import { type Dice, diceOf, idAt } from './dice.js'
import type { World } from './invent.js'
import { inventName } from './names.js'
import type { CountyPlan } from './plan.js'
import { type DemoDoctor, type DemoShift, insertNumbers, insertShifts, insertTold, somePeople } from './sql-desk.js'
import type { CountyStaff } from './staff.js'

type Filling = {
  readonly db: Database
  readonly world: World
  readonly plan: CountyPlan
  readonly staff: CountyStaff
}

type Ring = Partial<Answers> & {
  readonly hoursAgo: number
  readonly said: string
  /** About one of the ledger, or somebody who is not on it. */
  readonly known: boolean
  readonly end: 'open' | 'late' | 'tried' | 'reached' | 'advised' | 'visited' | 'sentToHospital'
}

/** A night at the desk: what came in, and what became of it. */
const night: readonly Ring[] = [
  { hoursAgo: 13, said: '问家里的氧气机怎么调', known: true, end: 'advised' },
  { hoursAgo: 11, said: '晚饭后一直发烧，吃了退烧药', known: true, dayFlags: ['fever'], end: 'visited' },
  { hoursAgo: 9.5, said: '夜里喘得厉害，坐着也喘', known: true, redFlags: ['breathlessAtRest'], end: 'sentToHospital' },
  { hoursAgo: 8, said: '过路的老人，不知道叫什么，站不稳', known: false, dayFlags: ['nobodyThere'], end: 'advised' },
  { hoursAgo: 6, said: '降压药只剩两天的', known: true, dayFlags: ['medicineOut'], end: 'late' },
  { hoursAgo: 3, said: '一天没怎么吃东西', known: true, dayFlags: ['eatsLittle'], end: 'reached' },
  {
    hoursAgo: 1.2,
    said: '走几步就喘，血氧九十五',
    known: true,
    dayFlags: ['breathlessMoving'],
    spo2Percent: 95,
    end: 'tried',
  },
  { hoursAgo: 0.4, said: '问什么时候能打第三针', known: false, end: 'open' },
]

const none: Answers = {
  redFlags: [],
  dayFlags: [],
  signs: [],
  spo2Percent: null,
  temperatureC: null,
  breathsPerMinute: null,
}
const notes = { advised: '已说明，家属记下了', visited: '上门看过，体温降了', sentToHospital: '120 已接走' } as const

type Desk = { readonly home: string; readonly place: string; readonly by: string; readonly dice: Dice }
type Person = { readonly id: string; readonly village: string | null; readonly team: string | null }

const sealedOf = ({ keys }: World, { home, dice }: Desk, id: string, ring: Ring) => {
  const key = keys.newPersonKey()
  const name = inventName(dice, dice.chance(0.5) ? 'female' : 'male')
  const said = {
    number: `1990713${dice.between(1000, 9999)}`,
    name,
    about: ring.known ? '' : '过路人',
    said: ring.said,
  }
  const at = { county: home, person: id, field: saidField }
  const tokens = [...phoneParts(said.number), ...nameParts(name)].map((part) => keys.blindIndex(part).token)
  return { key, saidSealed: keys.seal({ key, at, text: JSON.stringify(said) }), tokens }
}

type Working = {
  readonly ring: Ring
  readonly id: string
  readonly at: Instant
  readonly key: ReturnType<typeof sealedOf>['key']
}

/** What was done with it since: tried, called back, or closed with a result. */
const work = async (tx: Tx, world: World, desk: Desk, { ring, id, at, key }: Working): Promise<void> => {
  const { home, place, by, dice } = desk
  if (ring.end === 'open' || ring.end === 'late') return
  const doneAt = new Date(addMinutes(at, 14))
  const closes = ring.end !== 'tried' && ring.end !== 'reached'
  const actId = idAt(dice, doneAt.getTime())
  const text = closes ? notes[ring.end] : null
  const sealed = { county: home, person: id, field: noteField(actId) }
  await addCallAct(tx, {
    ...{ home, id: actId, call: id, place, kind: closes ? 'close' : ring.end, at: doneAt, account: by },
    ...{ toAccount: null, toTeam: null, bodyHash: Buffer.alloc(0) },
    noteSealed: text === null ? null : world.keys.seal({ key, at: sealed, text }),
  })
  await changeCall(tx, {
    ...{ home, id, ownerAccount: by, ownerTeam: null, tries: ring.end === 'tried' ? 1 : 0 },
    reachedAt: ring.end === 'tried' ? null : doneAt,
    closed: closes ? { at: doneAt, by, result: ring.end } : null,
  })
}

// As CARE-MED-2 is seeded.
const closeWithinHours = 48

type Asking = {
  readonly home: string
  readonly by: string
  readonly person: string
  readonly id: string
  readonly at: Instant
}

/** The request that a call about medicine comes to: the one that is open, or its own. */
const askForMedicine = async (tx: Tx, { home, by, person, id, at }: Asking): Promise<string> => {
  const open = await openRequestOf(tx, { home, person })
  await addFact(tx, {
    ...{ home, id, person, at: new Date(at), account: by, daysLeft: 2, control: null, guided: null, noteSealed: null },
    ...{ request: open === null ? 'opens' : 'isOpen', bodyHash: Buffer.alloc(0) },
    lateAt: new Date(addHours(at, closeWithinHours)),
  })
  return open ?? id
}

const takeCall = async (tx: Tx, world: World, desk: Desk, ring: Ring, person: Person | null): Promise<void> => {
  const { home, place, by, dice } = desk
  const at = instantOf(world.now - ring.hoursAgo * 3_600_000)
  const id = idAt(dice, at)
  const answers: Answers = { ...none, ...ring }
  const found = triage(answers, nobodyKnown, world.values)
  const { key, saidSealed, tokens } = sealedOf(world, desk, id, ring)
  const { redFlags, dayFlags, signs, spo2Percent, temperatureC, breathsPerMinute } = answers
  const asks = person !== null && dayFlags.includes('medicineOut')
  const request = asks ? await askForMedicine(tx, { home, by, person: person.id, id, at }) : null
  // What went to hospital in the night is closed: its alarm would stand open without anybody's doing.
  await addCall(tx, {
    ...{
      home,
      id,
      place,
      at: new Date(at),
      account: by,
      person: person?.id ?? null,
      keyId: key.keyId,
      wrapped: key.wrapped,
    },
    ...{
      saidSealed,
      tokens,
      redFlags,
      dayFlags,
      signs,
      spo2Percent,
      temperatureC,
      breathsPerMinute,
      outcome: found.outcome,
      alarm: false,
      request,
    },
    ...{ dueAt: new Date(callBackBy(found.outcome, at, world.values.desk)), bodyHash: Buffer.alloc(0) },
  })
  await work(tx, world, desk, { ring, id, at, key })
}

/** Who takes turns, and which shifts from yesterday's day on have nobody. */
type Rota = { readonly people: readonly string[]; readonly dice: Dice; readonly without: readonly number[] }

/** Day and night in turn from yesterday on, but for those that have nobody yet: of the first desk tomorrow's day and a night three days ahead. */
const shiftsOf = ({ world }: Filling, { people, dice, without }: Rota): readonly DemoShift[] => {
  const first = startOfDay(world.today, world.zone) - DAY_MS
  return Array.from({ length: 16 }, (_, i) => i)
    .filter((i) => !without.includes(i))
    .map((i) => {
      const from = addHours(instantOf(first), 8 + 12 * i)
      const account = people[i % people.length] ?? ''
      return { id: idAt(dice, first), account, from: new Date(from), until: new Date(addHours(from, 12)) }
    })
}

/** The medics of the teams, but of one in seventeen: the page of numbers opens on what is missing. */
const doctorsOf = ({ members }: CountyStaff): readonly DemoDoctor[] =>
  members
    .filter(({ medic }) => medic)
    .filter((_, i) => i % 17 !== 5)
    .map(({ account, team }) => ({ id: account.id, name: account.name, team: team.id, township: team.township }))

/** Who takes turns at the desk of a township: a few of its medics and its manager. */
const peopleOf = ({ members, managerOf }: CountyStaff, township: PlaceCode, officer: string): readonly string[] => {
  const medics = members.filter((m) => m.medic && m.account.place === township).map((m) => m.account.id)
  return [...medics.slice(0, 3), managerOf.get(township) ?? officer]
}

/** The 24-hour desk of a county: numbers, who was told, a rota for each township, and in the first a night of calls (K4). */
export const fillDesk = async (filling: Filling): Promise<void> => {
  const { db, world, plan, staff } = filling
  const home = plan.code
  const [township] = plan.townships
  const officer = staff.accounts[0]?.id
  if (township === undefined || officer === undefined || world.history === 'light') return
  const dice = diceOf(world.seed, plan.index, 14)
  const manager = staff.managerOf.get(township.code) ?? officer
  const people = peopleOf(staff, township.code, officer)
  const fortnight = new Date(world.now - 14 * DAY_MS)
  const fill = async (tx: Tx): Promise<void> => {
    await insertNumbers(tx, { home, at: fortnight, officer, doctors: doctorsOf(staff) })
    await insertTold(tx, home, new Date(world.now - 6 * DAY_MS))
    const shifts = shiftsOf(filling, { people, dice, without: [4, 9] })
    await insertShifts(tx, { home, place: township.code, by: manager }, shifts)
    const known = await somePeople(tx, home, township.code)
    for (const [i, ring] of night.entries()) {
      const by = shifts.find((s) => s.until.getTime() > world.now - ring.hoursAgo * 3_600_000)?.account ?? manager
      const desk = { home, place: township.code, by, dice }
      await takeCall(tx, world, desk, ring, ring.known ? (known[i] ?? null) : null)
    }
    // Everywhere else the rota is full: the morning shows the one hole and not a page of them.
    for (const { code } of plan.townships.slice(1)) {
      const rota = { people: peopleOf(staff, code, officer), dice, without: [] }
      await insertShifts(tx, { home, place: code, by: staff.managerOf.get(code) ?? officer }, shiftsOf(filling, rota))
    }
  }
  await inTransaction(db.app, countyScope(home), fill, { longMs: 60_000 })
}
