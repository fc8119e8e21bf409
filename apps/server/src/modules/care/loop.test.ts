import { randomUUID } from 'node:crypto'
import { HOUR_MS } from '@lianfang/domain/shared'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { dayDifferences, differences } from '../../../../../tests/support/figures.js'
import { header, load } from '../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../tests/support/world.js'

const day = 86_400_000
const zoneMs = 8 * HOUR_MS
const townships = ['421123100', '421123101'] as const
const mostPeople = 40

type Command =
  | { readonly do: 'import'; readonly from: number; readonly count: number; readonly dose: number }
  | { readonly do: 'follow'; readonly who: number; readonly reached: boolean; readonly hoursAgo: number }
  | { readonly do: 'burst'; readonly who: number; readonly times: number }
  | { readonly do: 'correct'; readonly which: number; readonly reached: boolean }
  | { readonly do: 'override'; readonly who: number; readonly tier: 'red' | 'yellow' | 'green' }
  | {
      readonly do: 'confirm'
      readonly who: number
      readonly disease: 'none' | 'unstable'
      readonly dose: 'full' | 'none'
    }
  | { readonly do: 'bind'; readonly team: 0 | 1; readonly villages: number }
  | { readonly do: 'takeBack'; readonly which: number }
  | { readonly do: 'clock'; readonly hours: number }
  | { readonly do: 'settle' }

const nat = fc.nat({ max: 1_000 })
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      from: fc.nat(30),
      count: fc.integer({ min: 1, max: 12 }),
      dose: fc.nat(3),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('follow' as const), who: nat, reached: fc.boolean(), hoursAgo: fc.nat(50) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('burst' as const), who: nat, times: fc.integer({ min: 2, max: 5 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('correct' as const), which: nat, reached: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('override' as const),
      who: nat,
      tier: fc.constantFrom('red' as const, 'yellow' as const, 'green' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('confirm' as const),
      who: nat,
      disease: fc.constantFrom('none' as const, 'unstable' as const),
      dose: fc.constantFrom('full' as const, 'none' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('bind' as const),
      team: fc.constantFrom(0 as const, 1 as const),
      villages: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('takeBack' as const), which: nat }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('clock' as const), hours: fc.integer({ min: -20, max: 70 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
)

type Person = { readonly id: string; readonly village: string }
type Fact = {
  readonly id: string
  readonly person: string
  readonly at: number
  readonly place: string
  readonly team: string | null
  readonly reached: boolean
  corrected: boolean
}

/** What should be so, kept plainly: who is on the ledger, what was done with whom, and which team has which village. */
type Model = {
  readonly people: Map<number, Person>
  readonly facts: Fact[]
  readonly bound: Map<string, string>
  readonly imports: { readonly id: string; readonly fresh: readonly number[] }[]
  now: number
}

type Loop = {
  readonly w: World
  readonly m: Model
  readonly officer: Caller
  readonly medic: Caller
  readonly medicId: string
  readonly villages: readonly { readonly code: string; readonly name: string; readonly township: string }[]
  readonly teams: string[]
}

const start = async (): Promise<Loop> => {
  const w = await makeWorld()
  const now = Math.floor(Date.now() / day) * day + 140 * 60_000
  w.setNow(now)
  const officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const doctor = await w.account({ role: 'medic', place: townships[0] })
  const medic = await w.signIn(doctor.login)
  const { rows: villages } = await w.admin.query<Loop['villages'][number]>(
    `select v.code, v.name, t.name as township from kernel.division t
     cross join lateral (select * from kernel.division v where v.parent = t.code order by v.code limit 2) v
     where t.code = any($1) order by v.code`,
    [townships],
  )
  const m: Model = { people: new Map(), facts: [], bound: new Map(), imports: [], now }
  return { w, m, officer, medic, medicId: doctor.id, villages, teams: [] }
}

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]
const villageOf = ({ villages }: Loop, i: number) => {
  const village = pick(villages, i)
  if (village === undefined) throw new Error('no village')
  return village
}

const ages = ['50', '66', '81', '']
const diseases = ['无', '高血压', '']
const doses = ['3针', '两针', '未接种', '']

const line = (loop: Loop, i: number, dose: number): string[] => {
  const village = villageOf(loop, i)
  const name = `环${String.fromCodePoint(0x4e00 + i)}`
  const phone = `1570000${String(i).padStart(4, '0')}`
  const facts = [
    ages[i % ages.length] ?? '',
    phone,
    diseases[i % diseases.length] ?? '',
    doses[(i + dose) % doses.length] ?? '',
  ]
  return [String(i), village.township, village.name, name, '男', '', ...facts, '否']
}

const takeIn = async (loop: Loop, c: Extract<Command, { do: 'import' }>): Promise<void> => {
  const { w, m } = loop
  const numbers = Array.from({ length: c.count }, (_, k) => (c.from + k) % mostPeople)
  const fresh = numbers.filter((i) => !m.people.has(i))
  const done = await load(w, { county: luotian, lines: [header, ...numbers.map((i) => line(loop, i, c.dose))] })
  expect(done.counts).toMatchObject({ rows: numbers.length, new: fresh.length, wrong: 0, doubtful: 0, twice: 0 })
  const { rows } = await w.admin.query<{ id: string; row: number }>(
    `select person as id, row_number as row from care.import_row where import_id = $1 and verdict = 'new'`,
    [done.entry.id],
  )
  for (const { id, row } of rows) {
    const i = numbers[row - 2] ?? -1
    m.people.set(i, { id, village: villageOf(loop, i).code })
  }
  m.imports.push({ id: done.entry.id, fresh })
}

type Entry = { readonly person: Person; readonly reached: boolean; readonly at: number; readonly corrects?: Fact }

const record = async ({ officer, m }: Loop, e: Entry): Promise<void> => {
  const id = uuidv7()
  const reply = await officer.call('followup.record', {
    body: {
      id,
      personId: e.person.id,
      at: new Date(e.at).toISOString(),
      channel: 'phone',
      outcome: e.reached ? 'reached' : 'unanswered',
      ...(e.corrects === undefined ? {} : { corrects: e.corrects.id }),
    },
  })
  if (e.corrects?.corrected === true) {
    expect(reply.body, reply.text).toEqual({ outcome: 'refused', reason: 'corrects-corrected' })
    return
  }
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  if (reply.body.outcome !== 'recorded') return
  const { village } = e.person
  const at = Date.parse(reply.body.result.at)
  if (e.corrects !== undefined) e.corrects.corrected = true
  const team = m.bound.get(village) ?? null
  m.facts.push({ id, person: e.person.id, at, place: village, team, reached: e.reached, corrected: false })
}

const bind = async (loop: Loop, c: Extract<Command, { do: 'bind' }>): Promise<void> => {
  const { officer, m, teams, medicId, villages, w } = loop
  const township = townships[c.team]
  const other = c.team === 0 ? medicId : (await w.account({ role: 'medic', place: township })).id
  const wanted = villages.filter((v) => v.code.startsWith(township)).filter((_, bit) => (c.villages & (1 << bit)) !== 0)
  const body = {
    name: `环队${c.team}`,
    members: [{ accountId: other, medic: true }],
    villages: wanted.map((v) => v.code),
  }
  const known = teams[c.team]
  const id = known ?? randomUUID()
  const reply =
    known === undefined
      ? await officer.call('team.create', { body: { ...body, id, township } })
      : await officer.call('team.change', { params: { id }, body })
  expect(reply.status, reply.text).toBe(200)
  teams[c.team] = id
  for (const { code } of villages.filter((v) => v.code.startsWith(township))) m.bound.delete(code)
  for (const { code } of wanted) m.bound.set(code, id)
}

const takeBack = async ({ officer, m }: Loop, which: number): Promise<void> => {
  const entry = pick(m.imports, which)
  if (entry === undefined) return
  const reply = await officer.call('import.take-back', { params: { id: entry.id } })
  if (reply.status !== 200) {
    expect(reply.problem?.code, reply.text).toBe('import.built-on')
    return
  }
  const state = async () => (await officer.call('import.read', { params: { id: entry.id } })).body.state
  await expect.poll(state, { timeout: 20_000, interval: 20 }).toBe('takenBack')
  for (const i of entry.fresh) m.people.delete(i)
  m.imports.splice(m.imports.indexOf(entry), 1)
}

const judge = async (loop: Loop, c: Extract<Command, { do: 'override' | 'confirm' }>): Promise<void> => {
  const { medic, m } = loop
  const person = pick(
    [...m.people.values()].filter((p) => p.village.startsWith(townships[0])),
    c.who,
  )
  if (person === undefined) return
  const reviewOn = new Date(m.now + 20 * day).toISOString().slice(0, 10)
  const reply =
    c.do === 'override'
      ? await medic.call('tier.override', {
          params: { id: person.id },
          body: { commandId: uuidv7(), tier: c.tier, reason: '查体后判定', reviewOn },
        })
      : await medic.call('tier.confirm', {
          body: {
            commandId: uuidv7(),
            place: townships[0],
            people: [{ id: person.id, disease: c.disease, vaccination: c.dose, acceptDowngrade: true }],
          },
        })
  expect(reply.status, reply.text).toBe(200)
}

const run = async (loop: Loop, c: Command): Promise<void> => {
  const { w, m } = loop
  const everybody = [...m.people.values()]
  switch (c.do) {
    case 'import':
      return takeIn(loop, c)
    case 'follow': {
      const person = pick(everybody, c.who)
      if (person !== undefined) await record(loop, { person, reached: c.reached, at: m.now - c.hoursAgo * HOUR_MS })
      return
    }
    case 'burst': {
      const person = pick(everybody, c.who)
      if (person === undefined) return
      await Promise.all(
        Array.from({ length: c.times }, (_, k) =>
          record(loop, { person, reached: k % 2 === 0, at: m.now - k * 60_000 }),
        ),
      )
      return
    }
    case 'correct': {
      const fact = pick(m.facts, c.which)
      const person = everybody.find((p) => p.id === fact?.person)
      if (fact !== undefined && person !== undefined)
        await record(loop, { person, reached: c.reached, at: m.now, corrects: fact })
      return
    }
    case 'override':
    case 'confirm':
      return judge(loop, c)
    case 'bind':
      return bind(loop, c)
    case 'takeBack':
      return takeBack(loop, c.which)
    case 'clock':
      // Within ten days: a session lasts fourteen.
      m.now = Math.max(m.now - 20 * HOUR_MS, Math.min(m.now + c.hours * HOUR_MS, Date.now() + 10 * day))
      w.setNow(m.now)
      return
    case 'settle':
      return w.settle()
  }
}

type Sums = Readonly<Record<string, number>>

const add = (sums: Record<string, number>, keys: readonly string[]): void => {
  for (const key of keys) sums[key] = (sums[key] ?? 0) + 1
}

const dayOf = (at: number): number => Math.floor((at + zoneMs) / day)
const above = (place: string): readonly string[] => [
  place,
  place.slice(0, 9),
  place.slice(0, 6),
  place.slice(0, 4),
  place.slice(0, 2),
  '',
]

type Row = {
  id: string
  tier: string
  provisional: boolean
  waiting: boolean
  due: number | null
  reached: boolean
  team: string | null
}

/** Every counter of every place and team, counted anew from people and facts. */
const recount = async ({ w, m }: Loop): Promise<Sums> => {
  const { rows } = await w.admin.query<Row>(
    `select p.id, p.tier, p.provisional <> '{}' as provisional, p.waiting_tier is not null as waiting, p.team,
       d.two_way_at <> '{}' as reached, floor(extract(epoch from d.due_at) / 3600)::int as due
     from care.person p join care.due d on d.person = p.id`,
  )
  const villages = new Map([...m.people.values()].map((p) => [p.id, p.village]))
  expect(rows.map((r) => r.id).sort()).toEqual([...villages.keys()].sort())
  const sums: Record<string, number> = {}
  for (const row of rows) {
    const village = villages.get(row.id) ?? ''
    const team = m.bound.get(village) ?? null
    const reached = m.facts.some((f) => f.person === row.id && f.reached && !f.corrected)
    expect({ team: row.team, reached: row.reached }, row.id).toEqual({ team, reached })
    const metrics = ['ledger 0', `${row.tier} 0`]
    if (row.provisional) metrics.push('provisional 0')
    if (row.waiting) metrics.push('waiting 0')
    if (team === null) metrics.push('noTeam 0')
    if (!reached && row.tier !== 'green') metrics.push('never 0')
    if (row.due !== null) metrics.push(`due ${row.due}`)
    for (const whose of [...above(village), ...(team === null ? [] : [team])])
      add(
        sums,
        metrics.map((x) => `${whose} ${x}`),
      )
  }
  for (const fact of m.facts.filter((f) => !f.corrected)) {
    const metric = `${fact.reached ? 'done' : 'attempt'} ${dayOf(fact.at)}`
    for (const whose of [...above(fact.place), ...(fact.team === null ? [] : [fact.team])])
      add(sums, [`${whose} ${metric}`])
  }
  return sums
}

const counted = async ({ w }: Loop): Promise<Sums> => {
  const { rows } = await w.admin.query<{ key: string; n: number }>(
    `select concat_ws(' ', place, metric, bucket) as key, n::int from kernel.counter where n <> 0 and metric <> 'past'
     union all select concat_ws(' ', team, metric, bucket), n::int from kernel.team_counter where n <> 0 and metric <> 'past'`,
  )
  return Object.fromEntries(rows.map((r) => [r.key, r.n]))
}

const check = async (loop: Loop): Promise<void> => {
  const { w, officer } = loop
  await w.settle()
  expect(await counted(loop)).toEqual(await recount(loop))
  const { rows } = await w.admin.query<{ gaps: boolean }>(
    `select count(*) <> coalesce(max(number), 0) or count(distinct id) <> count(*) as gaps from kernel.feed group by county`,
  )
  expect(rows.filter((r) => r.gaps)).toEqual([])
  for (const place of [luotian, ...townships]) expect(await differences(officer, place)).toEqual([])
  expect(await dayDifferences(w, officer, luotian)).toEqual([])
}

const play = async (commands: readonly Command[]): Promise<void> => {
  const loop = await start()
  try {
    for (const c of commands) await run(loop, c)
    await check(loop)
  } finally {
    await loop.w.close()
  }
}

test('[X6] [K3] whatever is done in whatever order, counters, feed and lists equal a recount from the facts', async () => {
  const someBefore = fc.constant<Command>({ do: 'import', from: 0, count: 12, dose: 0 })
  const commands = fc.tuple(someBefore, fc.array(command, { minLength: 20, maxLength: 40, size: 'max' }))
  // Runs are few and always the same, so that the suite stays short and quiet; more are tried by hand with other seeds.
  await fc.assert(
    fc.asyncProperty(commands, ([first, rest]) => play([first, ...rest])),
    { numRuns: 5, seed: 20_230_115, endOnFailure: true },
  )
}, 180_000)
