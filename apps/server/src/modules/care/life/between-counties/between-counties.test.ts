import { type Carrying, checkCharacterOf } from '@lianfang/domain/care'
import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences } from '../../../../../../../tests/support/figures.js'
import { header, load } from '../../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../../tests/support/world.js'
import { careNeeds } from '../../../../compose.js'
import { startWorkers } from '../../../../kernel/work/index.js'
import { carryStep, carryWork } from './carry.js'

type Place = { readonly code: PlaceCode; readonly name: string; readonly town: string; readonly county: string }
const here = '421123100' as PlaceCode
const there = '421124100' as PlaceCode
const hour = 3_600_000
let w: World
let from: Place
let to: Place
let worker: Caller
let medic: Caller
let giver: Caller
let taker: Caller
let takingWorker: Caller
let officers: readonly [Caller, Caller]

const villageOf = async (of: PlaceCode): Promise<Place> => {
  const { rows } = await w.admin.query<Place>(
    `select v.code, v.name, t.name as town, c.name as county from kernel.division v
       join kernel.division t on t.code = v.parent join kernel.division c on c.code = left(v.code, 6)
     where v.parent = $1 order by v.code limit 1`,
    [of],
  )
  if (rows[0] === undefined) throw new Error('no village')
  return rows[0]
}

const makeTeam = async (manager: Caller, township: PlaceCode, village: PlaceCode) => {
  const [doctor, one] = [
    await w.account({ role: 'medic', place: township }),
    await w.account({ role: 'villageWorker', place: township }),
  ]
  const members = [
    { accountId: doctor.id, medic: true },
    { accountId: one.id, medic: false },
  ]
  const { status, text } = await manager.call('team.create', {
    body: { id: uuidv7(), township, name: '一组', members, villages: [village] },
  })
  if (status !== 200) throw new Error(text)
  return { medic: await w.signIn(doctor.login), worker: await w.signIn(one.login) }
}

beforeAll(async () => {
  w = await makeWorld()
  // Carried by hand, step by step.
  await w.product.workers.stop()
  from = await villageOf(here)
  to = await villageOf(there)
  giver = await w.signIn((await w.account({ role: 'townshipManager', place: here, name: '罗田管理员' })).login)
  taker = await w.signIn((await w.account({ role: 'townshipManager', place: there, name: '英山管理员' })).login)
  const ours = await makeTeam(giver, here, from.code)
  worker = ours.worker
  medic = ours.medic
  takingWorker = (await makeTeam(taker, there, to.code)).worker
  const officer = async (place: PlaceCode) => w.signIn((await w.account({ role: 'countyOfficer', place })).login)
  officers = [await officer(luotian), await officer(yingshan)]
})
afterAll(() => w.close())

let taken = 0
const nameOf = (n: number): string => `迁${String.fromCodePoint(0x4e00 + n)}`
const numberOf = (n: number): string => {
  const digits = `42112319400101${String(n * 2).padStart(3, '0')}`
  return digits + checkCharacterOf(digits)
}

const phoneOf = (n: number): string => `1380000${String(n).padStart(4, '0')}`

type New = {
  readonly n?: number
  readonly place?: Place
  readonly number?: boolean
  readonly phone?: string
  readonly disease?: string
}
/** A red person of a village, by a ledger. */
const person = async ({
  n = ++taken,
  place = from,
  number = true,
  phone = phoneOf(n),
  disease = '高血压,不稳定',
}: New = {}) => {
  const county = place.code.slice(0, 6)
  const id = number ? numberOf(n) : ''
  const line = [`${n}`, place.town, place.name, nameOf(n), '女', id, '82', phone]
  await load(w, { county, lines: [header, [...line, disease, '未接种', '否']] })
  return { n, id: await found(county, n) }
}
const found = async (county: string, n: number): Promise<string> => {
  const caller = county === luotian ? officers[0] : officers[1]
  const { body } = await caller.call('person.search', { body: { place: county as PlaceCode, text: nameOf(n) } })
  const id = body.rows[0]?.id
  if (id === undefined) throw new Error(`${nameOf(n)} not found in ${county}`)
  return id
}

const asks = async (who: string, township: PlaceCode = there, by: Caller = worker): Promise<string> => {
  const id = uuidv7()
  const body = { id, township, note: '投靠女儿' }
  const { body: answer, text } = await by.call('move.ask', { params: { id: who }, body })
  expect(answer, text).toEqual({ outcome: 'recorded', id })
  return id
}
const accepts = (move: string, by: Caller = taker, village: PlaceCode = to.code) =>
  by.call('move.decide', { params: { id: move }, body: { id: uuidv7(), accept: true, village } })
const refuses = (move: string, by: Caller = taker) =>
  by.call('move.decide', { params: { id: move }, body: { id: uuidv7(), accept: false, reason: '查无此户' } })
const needs = () => careNeeds(w.house, () => undefined)
const step = (move: string, home: string = luotian): Promise<Carrying | null> => carryStep(needs(), { home, id: move })
/** Carries a move until nothing is to be done, as if every process that does a step died after it. */
const carry = async (move: string, home: string = luotian): Promise<Carrying[]> => {
  const done: Carrying[] = []
  for (let one = await step(move, home); one !== null; one = await step(move, home)) done.push(one)
  return done
}
const moves = async (by: Caller, place: PlaceCode, state: 'asked' | 'decided' = 'asked') =>
  (await by.call('move.list', { query: { place, state, limit: 200 } })).body.rows
const moveOf = async (by: Caller, place: PlaceCode, id: string) =>
  [...(await moves(by, place)), ...(await moves(by, place, 'decided'))].find((one) => one.id === id)
const page = async (id: string, by: Caller) => (await by.call('person.read', { params: { id } })).body
const total = async (): Promise<number> => {
  await w.settle()
  const { rows } = await w.admin.query<{ n: number }>(
    `select coalesce(sum(n), 0)::int as n from kernel.counter where place in ($1, $2) and metric = 'ledger'`,
    [luotian, yingshan],
  )
  return rows[0]?.n ?? -1
}
const wrongFigures = async (by: Caller, county: string) => {
  await w.settle()
  return differences(by, county)
}
const talk = (who: string, by: Caller = worker) =>
  by.call('followup.record', {
    body: {
      id: uuidv7(),
      personId: who,
      at: new Date(w.house.now()).toISOString(),
      channel: 'phone',
      outcome: 'reached',
    },
  })

test('[K20] a move to another county is asked for, carried, accepted and taken in; the talks go along, nobody is counted twice', async () => {
  const { id } = await person()
  await talk(id)
  const due = (await page(id, worker)).due
  const before = await total()
  const move = await asks(id)
  expect(await carry(move)).toEqual(['bring'])
  const waiting = (await moves(taker, there)).find((one) => one.id === move)
  expect(waiting).toMatchObject({
    name: nameOf(taken),
    tier: 'red',
    note: '投靠女儿',
    from: `${from.town} ${from.name}`,
    between: { side: 'takes', county: from.county, doubted: false },
    mine: true,
  })
  expect((await taker.call('move.waiting', { query: { place: there } })).body.waiting).toBe(1)
  expect((await giver.call('move.waiting', { query: { place: here } })).body.waiting).toBe(0)
  expect((await accepts(move)).body).toEqual({ outcome: 'recorded', id: move })
  expect((await moveOf(taker, there, move))?.state).toBe('accepting')
  // Until their county lets go nothing has changed.
  expect((await page(id, worker)).life.status).toBe('here')
  expect(await carry(move, yingshan)).toEqual(['give', 'take', 'tidy'])
  expect(await carry(move)).toEqual([])

  const left = await page(id, worker)
  expect(left).toMatchObject({ life: { status: 'left' }, due: { dueAt: null, reason: 'gone' }, move: null })
  const says = left.timeline.filter(({ kind }) => kind === 'life' || kind === 'move')
  expect(says[0] ?? says[1]).toMatchObject({ to: `${to.county} ${to.town}` })
  expect(left.timeline.find(({ cause }) => cause === 'move.accepted')).toMatchObject({ by: '英山管理员' })

  const arrived = await page(id, takingWorker)
  expect(arrived).toMatchObject({
    tier: { tier: 'red' },
    life: { status: 'here' },
    phones: [phoneOf(taken)],
  })
  expect(arrived.due).toEqual(due)
  expect(arrived.timeline[0]).toMatchObject({
    kind: 'move',
    cause: 'move.came',
    by: '英山管理员',
    to: `${from.county} ${from.town}`,
    came: { alarms: 0, episode: null },
  })
  expect(await total()).toBe(before)
  expect(await wrongFigures(officers[0], luotian)).toEqual([])
  expect(await wrongFigures(officers[1], yingshan)).toEqual([])
})

test('[K20] a refusal is carried back with its reason, and nothing changed for the person', async () => {
  const { id } = await person()
  const { due, team } = await page(id, worker)
  const move = await asks(id)
  await carry(move)
  await refuses(move)
  expect(await carry(move, yingshan)).toEqual(['refuse'])
  expect(await moveOf(giver, here, move)).toMatchObject({
    state: 'refused',
    reason: '查无此户',
    decidedBy: '英山管理员',
  })
  expect(await page(id, worker)).toMatchObject({ due, team, move: null, life: { status: 'here' } })
  const answer = (await page(id, worker)).timeline.find(({ cause }) => cause === 'move.refused')
  expect(answer).toMatchObject({ note: '查无此户', by: '英山管理员', to: `${to.county} ${to.town}` })
})

test('[K20] each step done twice, by two at once, and stopped anywhere leaves one person on one ledger', async () => {
  const { id } = await person()
  const before = await total()
  const move = await asks(id)
  const twice = async () => Promise.all([step(move), step(move, luotian)])
  await twice()
  await accepts(move)
  for (const _ of ['give', 'take', 'tidy', 'nothing']) await twice()
  expect(await step(move)).toBeNull()
  expect((await page(id, worker)).life.status).toBe('left')
  expect((await page(id, takingWorker)).life.status).toBe('here')
  const facts = await w.admin.query(`select id from care.life_event where person = $1`, [id])
  expect(facts.rowCount).toBe(1)
  expect(await total()).toBe(before)
})

test('[K20] between leaving and being taken in the person is in the list of those gone, and goes on after a restart', async () => {
  const { id } = await person()
  const move = await asks(id)
  await carry(move)
  await accepts(move)
  expect(await step(move)).toBe('give')
  const gone = await giver.call('person.list', { query: { place: here, state: 'gone', limit: 200 } })
  expect(gone.body.rows.map((row) => row.id)).toContain(id)
  expect((await takingWorker.call('person.read', { params: { id } })).status).toBe(404)
  expect((await moveOf(taker, there, move))?.state).toBe('accepting')
  // The first work was never finished: whoever starts finds it.
  const workers = startWorkers(w.house.db, carryWork(needs()), () => undefined)
  for (let i = 0; i < 200 && (await moveOf(taker, there, move))?.state !== 'accepted'; i += 1) {
    await new Promise((done) => setTimeout(done, 25))
  }
  await workers.stop()
  expect((await page(id, takingWorker)).life.status).toBe('here')
  const kept = await w.admin.query(`select id from care.move where id = $1 and record_sealed is not null`, [move])
  expect(kept.rowCount).toBe(0)
})

test('[K20] whoever dies before their county lets go is not handed over, and the other county reads why', async () => {
  const { id } = await person()
  const move = await asks(id)
  await carry(move)
  await accepts(move)
  const at = new Date(w.house.now()).toISOString()
  await worker.call('life.record', { params: { id }, body: { id: uuidv7(), kind: 'death', at } })
  expect(await carry(move)).toEqual(['give', 'close'])
  expect(await moveOf(taker, there, move)).toMatchObject({ state: 'withdrawn', withdrawnWhy: 'gone' })
  expect((await page(id, worker)).life.status).toBe('dead')
  expect((await takingWorker.call('person.read', { params: { id } })).status).toBe(404)
})

test('[K20] a move that was withdrawn is gone from the other desk, also when it had just been accepted there', async () => {
  const [one, other] = [await person(), await person()]
  const [first, second] = [await asks(one.id), await asks(other.id)]
  await carry(first)
  await carry(second)
  await accepts(second)
  for (const move of [first, second]) {
    expect((await worker.call('move.withdraw', { params: { id: move } })).body.outcome).toBe('recorded')
    expect(await carry(move)).toEqual(['close'])
    expect(await moveOf(taker, there, move)).toMatchObject({ state: 'withdrawn', withdrawnWhy: 'asker' })
  }
  expect((await accepts(first)).body).toEqual({ outcome: 'refused', reason: 'move-decided' })
  expect((await page(other.id, worker)).life.status).toBe('here')
})

test('[K20] [K5] an infection, open alarms, a medic’s judgement and the usual SpO2 go along, and lower colours wait', async () => {
  const { id } = await person()
  const now = () => new Date(w.house.now()).toISOString()
  const begun = { id: uuidv7(), kind: 'infection', at: now(), note: '抗原阳性' }
  expect((await worker.call('episode.begin', { params: { id }, body: begun })).body.outcome).toBe('recorded')
  const reviewOn = new Date(w.house.now() + 20 * 24 * hour).toISOString().slice(0, 10)
  const override = { commandId: uuidv7(), tier: 'red', reason: '心功能四级', reviewOn }
  expect((await medic.call('tier.override', { params: { id }, body: override })).status).toBe(200)
  const usual = { id: uuidv7(), spo2Percent: 90, until: reviewOn, note: '慢阻肺' }
  expect((await medic.call('baseline.set', { params: { id }, body: usual })).body.outcome).toBe('recorded')
  const move = await asks(id)
  await carry(move)
  await accepts(move)
  await carry(move)
  const arrived = await page(id, takingWorker)
  expect(arrived.episode).toMatchObject({ kind: 'infection', note: '抗原阳性' })
  expect(arrived.tier.override).toMatchObject({ reason: '心功能四级', reviewOn })
  expect(arrived.baseline).toMatchObject({ spo2Percent: 90 })
  expect(arrived.alarms).toHaveLength(1)
  expect(arrived.timeline[0]?.came).toMatchObject({ alarms: 1, episode: { kind: 'infection' } })
  expect((await page(id, worker)).alarms.filter(({ closed }) => closed === null)).toEqual([])
  expect(await wrongFigures(officers[1], yingshan)).toEqual([])
})

test('[K20] [K3] talks of the other county count when a late entry is put in order, and cannot be corrected from here', async () => {
  const { id } = await person()
  await talk(id)
  w.setNow(w.house.now() + 5 * hour)
  await talk(id)
  const move = await asks(id)
  await carry(move)
  await accepts(move)
  await carry(move)
  const fact = uuidv7()
  const entry = { personId: id, at: new Date(w.house.now()).toISOString(), channel: 'phone', outcome: 'reached' }
  await takingWorker.call('followup.record', { body: { ...entry, id: fact } })
  // A withdrawal derives everything anew.
  const withdrawal = { ...entry, id: uuidv7(), outcome: 'withdrawn', corrects: fact }
  expect((await takingWorker.call('followup.record', { body: withdrawal })).body.outcome).toBe('recorded')
  const { rows } = await w.admin.query<{ n: number }>(
    `select array_length(two_way_at, 1) as n from care.due where person = $1 and home = $2`,
    [id, yingshan],
  )
  expect(rows).toEqual([{ n: 2 }])
})

test('[K20] [K1] who is surely on the receiving ledger becomes one record with it, and who perhaps is waits for a person', async () => {
  const sure = await person()
  const double = await person({ n: sure.n, place: to, disease: '' })
  const before = await total()
  const move = await asks(sure.id)
  await carry(move)
  await accepts(move)
  expect(await carry(move)).toEqual(['give', 'take', 'tidy'])
  expect((await moveOf(taker, there, move))?.personId).toBe(double.id)
  expect(await page(double.id, takingWorker)).toMatchObject({ tier: { disease: 'unstable' } })
  expect(await total()).toBe(before - 1)

  const perhaps = await person({ number: false })
  const like = await person({ n: perhaps.n, place: to, number: false, phone: '' })
  const second = await asks(perhaps.id)
  await carry(second)
  await accepts(second)
  expect(await carry(second)).toEqual(['give'])
  expect(await carry(second)).toEqual([])
  expect(await moveOf(taker, there, second)).toMatchObject({ state: 'accepting', between: { doubted: true } })
  const doubts = await taker.call('doubtful.list', { query: { county: yingshan } })
  const [pair] = doubts.body.rows
  expect(pair).toMatchObject({ importId: null, right: { personId: like.id } })
  const decided = await taker.call('doubtful.decide', {
    params: { id: pair?.id ?? '' },
    body: { decision: 'different' },
  })
  expect(decided.body, decided.text).toEqual({ outcome: 'recorded' })
  expect((await page(perhaps.id, takingWorker)).life.status).toBe('here')
  expect((await page(like.id, takingWorker)).life.status).toBe('here')
  expect(await carry(second)).toEqual(['tidy'])
  expect(await wrongFigures(officers[1], yingshan)).toEqual([])
})

test('[K20] who comes back by a move is the person they were, and what a move did is not taken back by hand', async () => {
  const { id } = await person({ number: false })
  const before = await total()
  const there1 = await asks(id)
  await carry(there1)
  await accepts(there1)
  await carry(there1)
  const left = (await page(id, worker)).timeline.find(({ cause }) => cause === 'left')
  const at = new Date(w.house.now()).toISOString()
  const undo = await worker.call('life.take-back', {
    params: { id },
    body: { id: uuidv7(), event: left?.id ?? '', at },
  })
  expect(undo.body).toEqual({ outcome: 'refused', reason: 'life-moved' })
  w.setNow(w.house.now() + 30 * hour)
  await talk(id, takingWorker)
  const back = await asks(id, here, takingWorker)
  await carry(back, yingshan)
  await accepts(back, giver, from.code)
  expect(await carry(back, yingshan)).toEqual(['give', 'take', 'tidy'])
  const again = await page(id, worker)
  expect(again.life.status).toBe('here')
  const causes = again.timeline.filter(({ kind }) => kind === 'move').map(({ cause }) => cause)
  expect(causes.sort()).toEqual(['move.accepted', 'move.asked', 'move.came'])
  expect((await page(id, takingWorker)).life.status).toBe('left')
  expect(await total()).toBe(before)
  expect(await wrongFigures(officers[0], luotian)).toEqual([])
})

test('[K20] who is recorded as dead there waits for a person, and is not raised by a move', async () => {
  const { id, n } = await person()
  const dead = await person({ n, place: to })
  const at = new Date(w.house.now()).toISOString()
  await takingWorker.call('life.record', { params: { id: dead.id }, body: { id: uuidv7(), kind: 'death', at } })
  const move = await asks(id)
  await carry(move)
  await accepts(move)
  expect(await carry(move)).toEqual(['give'])
  const [pair] = (await taker.call('doubtful.list', { query: { county: yingshan } })).body.rows
  const decide = (decision: string) =>
    taker.call('doubtful.decide', { params: { id: pair?.id ?? '' }, body: { decision } })
  expect((await decide('same')).problem?.code).toBe('doubtful.dead')
  expect((await decide('different')).body.outcome).toBe('recorded')
  expect((await page(dead.id, takingWorker)).life.status).toBe('dead')
  expect((await page(id, takingWorker)).life.status).toBe('here')
})

test('[X2] neither county sees the other’s people, and the other side’s desk neither answers nor withdraws', async () => {
  const { id } = await person()
  const move = await asks(id)
  await carry(move)
  expect((await takingWorker.call('person.read', { params: { id } })).status).toBe(404)
  expect((await officers[1].call('person.read', { params: { id } })).status).toBe(404)
  for (const by of [giver, officers[0]]) expect((await accepts(move, by)).status).toBe(404)
  for (const by of [taker, officers[1]]) {
    expect((await by.call('move.withdraw', { params: { id: move } })).status).toBe(404)
  }
  expect((await giver.call('move.list', { query: { place: there } })).status).toBe(403)
  await accepts(move)
  await carry(move)
  expect((await page(id, officers[0])).phones).toEqual([phoneOf(taken)])
  expect((await officers[0].call('person.fields', { params: { id } })).body.fields.village).toBe(from.code)
})

test('[X4] the work that carries a move holds ids only', async () => {
  const { rows } = await w.admin.query<{ text: string }>(
    `select string_agg(concat(kind, cursor, problem), ' ') as text from kernel.long_work where kind = 'care.carry-move'`,
  )
  expect(rows[0]?.text).not.toMatch(/[\u4e00-\u9fff]|1380000/)
  const events = await w.admin.query<{ kind: string }>(
    `select distinct kind from kernel.feed where kind like 'care.move%'`,
  )
  expect(events.rows).toEqual([{ kind: 'care.move-changed' }])
})
