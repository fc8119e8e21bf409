import { type BindingKind, servedBy } from '@lianfang/domain/care'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countedOnPeople, countedSoFar } from '../../../../../../tests/support/counters.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const townships = [`${luotian}100`, `${luotian}101`] as const
type Village = { readonly code: string; readonly name: string; readonly town: string }
type Closer = Exclude<BindingKind, 'village'>

let w: World
let officer: Caller
/** Two of the first township, one of the second. */
let villages: readonly Village[]
let people: readonly string[]
/** Three of the first township, one of the second. */
const teams = [uuidv7(), uuidv7(), uuidv7(), uuidv7()] as const
const townOf = (team: number): string => townships[team === 3 ? 1 : 0]
const grids = [uuidv7(), uuidv7(), uuidv7()] as const
const members = new Map<string, readonly { readonly accountId: string; readonly medic: boolean }[]>()

/** What was bound, as it was asked for and answered. */
const bound = {
  village: new Map<string, number>(),
  grid: new Map<string, string>(),
  household: new Map<string, string>(),
  person: new Map<string, string>(),
}

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<Village>(
    `(select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
       where v.parent = $1 order by v.code limit 2)
     union all
     (select v.code, v.name, t.name from kernel.division v join kernel.division t on t.code = v.parent
       where v.parent = $2 order by v.code limit 1) order by 1`,
    [...townships],
  )
  villages = rows
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  for (const township of townships) {
    const medic = await w.account({ role: 'medic', place: township })
    members.set(township, [{ accountId: medic.id, medic: true }])
  }
  for (const [i, id] of teams.entries()) {
    const township = townOf(i)
    await officer.call('team.create', {
      body: { id, township, name: `${i}组`, members: members.get(township), villages: [] },
    })
  }
  for (const [i, id] of grids.entries()) {
    const reply = await officer.call('grid.create', { body: { id, village: villages[i]?.code, name: '东片' } })
    expect(reply.status, reply.text).toBe(200)
  }
  const lines = Array.from({ length: 9 }, (_, n) => {
    const at = villages[n < 4 ? 0 : n < 8 ? 1 : 2]
    return [
      `${n}`,
      at?.town ?? '',
      at?.name ?? '',
      `模型${'甲乙丙丁戊己庚辛壬'[n]}`,
      '女',
      '',
      '84',
      '',
      '慢阻肺,不稳定',
      '未接种',
      '否',
    ]
  })
  await load(w, { county: luotian, lines: [header, ...lines] })
  const list = await officer.call('person.list', { query: { place: luotian, limit: 200 } })
  people = list.body.rows.map((row) => row.id)
  expect(people).toHaveLength(9)
})
afterAll(() => w.close())

type Stands = {
  readonly id: string
  readonly township: string
  readonly village: string
  readonly household: string | null
  readonly grid: string | null
  readonly team: string | null
  readonly due_team: string | null
}

const standing = async (): Promise<readonly Stands[]> => {
  const { rows } = await w.admin.query<Stands>(
    `select p.id, p.township, p.village, p.household, p.grid, p.team, d.team as due_team
     from care.person p join care.due d on d.home = p.home and d.person = p.id order by p.id`,
  )
  return rows
}

const outcome = async (
  reply: Promise<{ readonly status: number; readonly body: { outcome: string }; readonly text: string }>,
) => {
  const { status, body, text } = await reply
  expect(status, text).toBe(200)
  return body.outcome
}

const bind = (kind: Closer, subject: string, team: number) =>
  officer.call('team.bind', { params: { id: teams[team] ?? '' }, body: { id: uuidv7(), kind, subject } })
const unbind = (kind: Closer, subject: string, team: number) =>
  officer.call('team.unbind', { params: { id: teams[team] ?? '' }, body: { id: uuidv7(), kind, subject } })

/** The villages of a team as the model has them, with one more or one less. */
const setVillage = async (village: number, team: number | null): Promise<void> => {
  const code = villages[village]?.code ?? ''
  const before = bound.village.get(code)
  if (before !== undefined) bound.village.delete(code)
  const save = async (id: number): Promise<void> => {
    const own = [...bound.village].filter(([, of]) => of === id).map(([of]) => of)
    const body = { name: `${id}组`, members: members.get(townOf(id)) ?? [], villages: own }
    const reply = await officer.call('team.change', { params: { id: teams[id] ?? '' }, body })
    expect(reply.status, reply.text).toBe(200)
  }
  if (before !== undefined) await save(before)
  if (team === null) return
  bound.village.set(code, team)
  await save(team)
}

/** A person into another village: put right by hand inside the township and between townships. */
const moveTo = async (person: string, village: number): Promise<void> => {
  const { body } = await officer.call('person.fields', { params: { id: person } })
  const to = villages[village]?.code ?? ''
  const fields = { ...body.fields, township: to.slice(0, 9), village: to }
  await outcome(
    officer.call('person.correct', {
      params: { id: person },
      body: { commandId: uuidv7(), version: body.version, fields },
    }),
  )
}

type Step =
  | { readonly do: 'bind' | 'unbind'; readonly kind: Closer; readonly who: number; readonly team: number }
  | { readonly do: 'village'; readonly village: number; readonly team: number | null }
  | { readonly do: 'join'; readonly who: number; readonly with: number }
  | { readonly do: 'leave' | 'die' | 'back'; readonly who: number }
  | { readonly do: 'move'; readonly who: number; readonly village: number }
  | { readonly do: 'grid'; readonly who: number; readonly grid: number | null }

const who = fc.nat({ max: 8 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('bind' as const, 'bind' as const, 'unbind' as const),
    kind: fc.constantFrom<Closer>('grid', 'household', 'person'),
    who,
    team: fc.nat({ max: 3 }),
  }),
  fc.record({ do: fc.constant('village' as const), village: fc.nat({ max: 2 }), team: fc.option(fc.nat({ max: 2 })) }),
  fc.record({ do: fc.constant('join' as const), who, with: who }),
  fc.record({ do: fc.constantFrom('leave' as const, 'die' as const, 'back' as const), who }),
  fc.record({ do: fc.constant('move' as const), who, village: fc.nat({ max: 2 }) }),
  fc.record({ do: fc.constant('grid' as const), who, grid: fc.option(fc.nat({ max: 2 })) }),
)

const deaths = new Map<string, string>()
const die = async (person: string): Promise<void> => {
  const id = uuidv7()
  const body = { id, kind: 'death', at: new Date().toISOString() } as const
  if ((await outcome(officer.call('life.record', { params: { id: person }, body }))) === 'recorded')
    deaths.set(person, id)
}
const comeBack = async (person: string): Promise<void> => {
  const event = deaths.get(person)
  if (event === undefined) return
  // Whoever entered a death does not take it back.
  const other = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const body = { id: uuidv7(), event, at: new Date().toISOString() }
  await outcome(other.call('life.take-back', { params: { id: person }, body }))
  deaths.delete(person)
}

const subjectOf = (kind: Closer, stands: Stands): string | null => {
  if (kind === 'person') return stands.id
  return kind === 'household' ? stands.household : (grids.find((_, i) => villages[i]?.code === stands.village) ?? null)
}

const take = async (one: Step): Promise<void> => {
  const before = await standing()
  const of = (n: number): Stands => {
    const found = before.find(({ id }) => id === people[n])
    if (found === undefined) throw new Error(`nobody ${n}`)
    return found
  }
  switch (one.do) {
    case 'bind':
    case 'unbind': {
      const subject = subjectOf(one.kind, of(one.who))
      if (subject === null) return
      const had = bound[one.kind].get(subject)
      const team = teams[one.team] ?? ''
      const done = await outcome((one.do === 'bind' ? bind : unbind)(one.kind, subject, one.team))
      const mayUnbind = had === team
      if (one.do === 'unbind') expect(done).toBe(mayUnbind ? 'recorded' : 'refused')
      if (done !== 'recorded') return
      if (one.do === 'bind') bound[one.kind].set(subject, team)
      else bound[one.kind].delete(subject)
      return
    }
    case 'village':
      // A team serves its own township.
      return setVillage(one.village, one.village === 2 && one.team !== null ? 3 : one.team)
    case 'join': {
      const ids = { params: { id: of(one.who).id }, body: { id: uuidv7(), with: of(one.with).id } }
      await outcome(officer.call('household.join', ids))
      return
    }
    case 'leave':
      await outcome(officer.call('household.leave', { params: { id: of(one.who).id }, body: { id: uuidv7() } }))
      return
    case 'die':
      return die(of(one.who).id)
    case 'back':
      return comeBack(of(one.who).id)
    case 'move':
      return moveTo(of(one.who).id, one.village)
    case 'grid': {
      const grid = one.grid === null ? null : (grids[one.grid] ?? null)
      await outcome(officer.call('grid.assign', { params: { id: of(one.who).id }, body: { id: uuidv7(), grid } }))
      return
    }
    default:
      return one satisfies never
  }
}

/** What must be so after every step. */
const holds = (before: readonly Stands[], after: readonly Stands[]): void => {
  for (const [i, person] of after.entries()) {
    const was = before[i]
    if (was !== undefined && was.township !== person.township) bound.person.delete(person.id)
    if (was !== undefined && was.village !== person.village)
      expect([person.household, person.grid]).toEqual([null, null])
    const village = bound.village.get(person.village)
    const served = servedBy({
      person: bound.person.get(person.id) ?? null,
      household: bound.household.get(person.household ?? '') ?? null,
      grid: bound.grid.get(person.grid ?? '') ?? null,
      village: village === undefined ? null : (teams[village] ?? null),
    })
    expect([person.team, person.due_team]).toEqual([served?.team ?? null, served?.team ?? null])
  }
}

test('[K2] [CARE-TEAM-2] after any binding, household, grid, move or death everybody has the one team of their closest binding, and the counters say so', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const one of steps) {
        const before = await standing()
        await take(one)
        holds(before, await standing())
      }
    }),
    // The people go on from run to run: what a shorter list would do to others proves nothing.
    { numRuns: 220, endOnFailure: true },
  )
  await w.settle()
  expect(await countedSoFar(w)).toEqual(await countedOnPeople(w))
}, 240_000)
