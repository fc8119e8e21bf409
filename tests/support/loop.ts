import { randomUUID } from 'node:crypto'
import { HOUR_MS } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { dayAt } from './days.js'
import { header, load } from './ledgers.js'
import type { Command } from './loop-commands.js'
import { type Caller, luotian, makeWorld, type World } from './world.js'

const day = 86_400_000
export const townships = ['421123100', '421123101'] as const
const mostPeople = 40

type Person = { readonly id: string; readonly village: string }
type Outcome = 'reached' | 'unanswered' | 'withdrawn'
type Fact = {
  readonly id: string
  readonly person: string
  readonly at: number
  readonly place: string
  readonly team: string | null
  readonly outcome: Outcome
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

export type Loop = {
  readonly w: World
  readonly m: Model
  readonly officer: Caller
  readonly medic: Caller
  readonly medicId: string
  readonly villages: readonly { readonly code: string; readonly name: string; readonly township: string }[]
  readonly teams: string[]
}

/** A county with nobody in it, an officer and a medic. */
export const start = async (): Promise<Loop> => {
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

type Entry = { readonly person: Person; readonly outcome: Outcome; readonly at: number; readonly corrects?: Fact }

const said = (reached: boolean): Outcome => (reached ? 'reached' : 'unanswered')

const record = async ({ officer, m }: Loop, e: Entry): Promise<void> => {
  const id = uuidv7()
  const reply = await officer.call('followup.record', {
    body: {
      id,
      personId: e.person.id,
      at: new Date(e.at).toISOString(),
      channel: 'phone',
      outcome: e.outcome,
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
  // A correction stays the work of whoever's entry it puts right.
  const { place, team } = e.corrects ?? { place: village, team: m.bound.get(village) ?? null }
  m.facts.push({ id, person: e.person.id, at, place, team, outcome: e.outcome, corrected: false })
}

const correct = async (loop: Loop, which: number, outcome: Outcome): Promise<void> => {
  const { m } = loop
  const fact = pick(m.facts, which)
  const person = [...m.people.values()].find((p) => p.id === fact?.person)
  if (fact !== undefined && person !== undefined) await record(loop, { person, outcome, at: m.now, corrects: fact })
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
  const reviewOn = dayAt(m.now + 20 * day)
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
  // Unknown is never green, and nobody is lowered over an open alarm: then nothing is changed.
  const code = reply.problem?.code
  const unknown = c.do === 'override' && c.tier === 'green' && code === 'tier.unknown-green'
  const kept = unknown || (c.do === 'override' && code === 'tier.alarm-open')
  if (!kept) expect(reply.status, reply.text).toBe(200)
}

/** Whoever is infected stands with red in every list and stays of their own tier in every figure. */
const infect = async (loop: Loop, c: Extract<Command, { do: 'infect' }>): Promise<void> => {
  const { officer, m } = loop
  const person = pick([...m.people.values()], c.who)
  if (person === undefined) return
  const reply = await officer.call('episode.begin', {
    params: { id: person.id },
    body: { id: uuidv7(), kind: 'infection', at: new Date(m.now - c.hoursAgo * HOUR_MS).toISOString(), note: null },
  })
  if (reply.status === 200 && reply.body.outcome === 'refused') expect(reply.body.reason).toBe('episode-open')
  else expect(reply.status, reply.text).toBe(200)
}

/** Does one thing, through the server, and in the model. */
export const run = async (loop: Loop, c: Command): Promise<void> => {
  const { w, m } = loop
  const everybody = [...m.people.values()]
  switch (c.do) {
    case 'import':
      return takeIn(loop, c)
    case 'follow': {
      const person = pick(everybody, c.who)
      if (person !== undefined)
        await record(loop, { person, outcome: said(c.reached), at: m.now - c.hoursAgo * HOUR_MS })
      return
    }
    case 'burst': {
      const person = pick(everybody, c.who)
      if (person === undefined) return
      await Promise.all(
        Array.from({ length: c.times }, (_, k) =>
          record(loop, { person, outcome: said(k % 2 === 0), at: m.now - k * 60_000 }),
        ),
      )
      return
    }
    case 'correct':
      return correct(loop, c.which, said(c.reached))
    case 'withdraw':
      return correct(loop, c.which, 'withdrawn')
    case 'override':
    case 'confirm':
      return judge(loop, c)
    case 'infect':
      return infect(loop, c)
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
