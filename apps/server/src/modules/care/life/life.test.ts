import { addDays, dayIn, instantOf, type PlaceCode, startOfDay } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const township = '421123100' as PlaceCode
const other = '421123101' as PlaceCode
const hour = 3_600_000
let w: World
let worker: Caller
let medic: Caller
let manager: Caller
let neighbour: Caller
let village: { readonly code: PlaceCode; readonly name: string; readonly town: string }
let theirs: PlaceCode

const villageOf = async (of: PlaceCode) => {
  const { rows } = await w.admin.query<typeof village>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 1`,
    [of],
  )
  if (rows[0] === undefined) throw new Error('no village')
  return rows[0]
}

beforeAll(async () => {
  w = await makeWorld()
  village = await villageOf(township)
  theirs = (await villageOf(other)).code
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  neighbour = await w.signIn((await w.account({ role: 'townshipManager', place: other })).login)
  const [m, one] = [
    await w.account({ role: 'medic', place: township }),
    await w.account({ role: 'villageWorker', place: township }),
  ]
  const members = [
    { accountId: m.id, medic: true },
    { accountId: one.id, medic: false },
  ]
  const team = { id: uuidv7(), township, name: '一组', members, villages: [village.code] }
  const made = await manager.call('team.create', { body: team })
  if (made.status !== 200) throw new Error(made.text)
  medic = await w.signIn(m.login)
  worker = await w.signIn(one.login)
})
afterAll(() => w.close())

let taken = 0
/** A red person of the village. */
const person = async (): Promise<string> => {
  taken += 1
  const name = `生变${'一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯'[taken]}`
  await load(w, {
    county: luotian,
    lines: [
      header,
      [`${taken}`, village.town, village.name, name, '女', '', '83', '', '高血压,不稳定', '未接种', '否'],
    ],
  })
  const { body } = await manager.call('person.search', { body: { place: township, text: name } })
  const id = body.rows[0]?.id
  if (id === undefined) throw new Error('not found')
  return id
}

type Event = {
  readonly id?: string
  readonly kind: string
  readonly day?: string
  readonly note?: string
  readonly at?: number
}
const happens = (who: string, { id = uuidv7(), at = w.house.now(), ...event }: Event, by: Caller = worker) =>
  by.call('life.record', { params: { id: who }, body: { id, at: new Date(at).toISOString(), ...event } })
const takeBack = (who: string, event: string, by: Caller) =>
  by.call('life.take-back', {
    params: { id: who },
    body: { id: uuidv7(), event, at: new Date(w.house.now()).toISOString() },
  })
const talk = (who: string) =>
  worker.call('followup.record', {
    body: {
      id: uuidv7(),
      personId: who,
      at: new Date(w.house.now()).toISOString(),
      channel: 'phone',
      outcome: 'reached',
    },
  })
const page = async (id: string, by: Caller = worker) => (await by.call('person.read', { params: { id } })).body
const onLedger = async (place: string): Promise<number> => {
  await w.settle()
  const { rows } = await w.admin.query<{ n: number }>(
    `select coalesce(sum(n), 0)::int as n from kernel.counter where place = $1 and metric = 'ledger'`,
    [place],
  )
  return rows[0]?.n ?? -1
}
const listed = async (state: string, by: Caller = manager): Promise<string[]> =>
  (await by.call('person.list', { query: { place: township, state, limit: 200 } })).body.rows.map((r) => r.id)

test('[K20] a death ends every follow-up at once: off the day’s list, off the figures, still to be found', async () => {
  const id = await person()
  const before = await onLedger(luotian)
  const { body, text } = await happens(id, { kind: 'death', day: '2020-01-02', note: '儿子告知' })
  expect(body, text).toMatchObject({
    outcome: 'recorded',
    result: { life: { status: 'dead' }, due: { dueAt: null, reason: 'gone' } },
  })
  w.setNow(w.house.now() + 100 * hour)
  const today = await worker.call('followup.today', { query: { limit: 200 } })
  expect(today.body.rows.map((r) => r.id)).not.toContain(id)
  expect(await onLedger(luotian)).toBe(before - 1)
  expect(await listed('all')).not.toContain(id)
  expect(await listed('gone')).toContain(id)
  const shown = await page(id)
  expect(shown.life.status).toBe('dead')
  expect(shown.timeline[0]).toMatchObject({ kind: 'life', cause: 'death', day: '2020-01-02', note: '儿子告知' })
})

test('[K20] a death entered for the living is taken back by a second person only, and all that was owed resumes', async () => {
  const id = await person()
  const { due } = await page(id)
  const count = await onLedger(luotian)
  const event = uuidv7()
  await happens(id, { id: event, kind: 'death' })
  expect((await takeBack(id, event, worker)).body).toEqual({ outcome: 'refused', reason: 'life-second-person' })
  expect((await takeBack(id, event, medic)).body).toMatchObject({ outcome: 'recorded', result: { due } })
  expect(await onLedger(luotian)).toBe(count)
  expect((await page(id)).timeline.find((e) => e.id === event)).toMatchObject({ corrected: true })
  expect((await takeBack(id, event, medic)).body).toEqual({ outcome: 'refused', reason: 'life-unknown' })
})

test('[K20] a repeat is answered and not repeated, and the same id with another body is refused', async () => {
  const id = await person()
  const event = { id: uuidv7(), kind: 'refusal', at: w.house.now() }
  const first = await happens(id, event)
  const again = await happens(id, event)
  expect([first.body.outcome, again.body.outcome]).toEqual(['recorded', 'already-recorded'])
  expect((await happens(id, { ...event, kind: 'death' })).problem?.code).toBe('command.other-body')
  expect((await happens(await person(), event)).problem?.code).toBe('command.other-body')
})

test('[K20] [CARE-LIFE-1] [CARE-LIFE-3] hospital pauses and home resumes: a call within a day', async () => {
  const id = await person()
  const at = w.house.now()
  const inside = await happens(id, { kind: 'admission', note: '县人民医院' })
  expect(inside.body).toMatchObject({ result: { due: { reason: 'inHospital', mode: 'call', ruleId: 'CARE-LIFE-1' } } })
  expect(await listed('admitted')).toContain(id)
  w.setNow(at + 50 * hour)
  const home = await happens(id, { kind: 'discharge' })
  expect(home.body).toMatchObject({
    result: { due: { reason: 'afterDischarge', dueAt: new Date(at + 74 * hour).toISOString() } },
  })
  expect((await happens(id, { kind: 'discharge' })).body).toEqual({ outcome: 'refused', reason: 'life-not-admitted' })
})

test('[K20] [CARE-LIFE-1] [CARE-LIFE-3] recorded days later, what is owed counts from the day that was told', async () => {
  const id = await person()
  const at = w.house.now()
  const zone = 'Asia/Shanghai'
  const told = (days: number) => addDays(dayIn(instantOf(at), zone), -days)
  const ends = (days: number, after: number) =>
    new Date(startOfDay(addDays(told(days), 1), zone) + after * hour).toISOString()
  const inside = await happens(id, { kind: 'admission', day: told(6) })
  expect(inside.body).toMatchObject({ result: { due: { reason: 'inHospital', dueAt: ends(6, 7 * 24) } } })
  const home = await happens(id, { kind: 'discharge', day: told(4), at: at + 1 })
  expect(home.body).toMatchObject({ result: { due: { reason: 'afterDischarge', dueAt: ends(4, 24) } } })
  expect(Date.parse(ends(4, 24))).toBeLessThan(at)
  // Told for the day itself it counts from when it was recorded, as ever.
  w.setNow(at + hour)
  const today = dayIn(instantOf(at + hour), zone)
  const again = await happens(id, { kind: 'admission', day: today })
  expect(again.body).toMatchObject({ result: { due: { dueAt: new Date(at + hour + 7 * 24 * hour).toISOString() } } })
})

test('[K20] nightly renewal, an import and a new talk leave the dead dead', async () => {
  const id = await person()
  const count = await onLedger(luotian)
  await happens(id, { kind: 'death' })
  expect((await talk(id)).body).toMatchObject({
    outcome: 'recorded',
    result: { due: { dueAt: null, reason: 'gone' } },
  })
  const name = (await page(id)).name
  await load(w, {
    county: luotian,
    lines: [
      header,
      ['1', village.town, village.name, name, '女', '', '83', '13900000000', '高血压,不稳定', '2针', '是'],
    ],
  })
  expect(await page(id)).toMatchObject({ life: { status: 'dead' }, due: { dueAt: null } })
  expect(await onLedger(luotian)).toBe(count - 1)
})

test('[K20] who refuses is in no day’s list for a week, and stands in the list of refusals', async () => {
  const id = await person()
  await happens(id, { kind: 'refusal' })
  expect(await listed('refusing')).toContain(id)
  w.setNow(w.house.now() + 6 * 24 * hour)
  const ids = async () => (await worker.call('followup.today', { query: { limit: 200 } })).body.rows.map((r) => r.id)
  expect(await ids()).not.toContain(id)
  w.setNow(w.house.now() + 30 * hour)
  expect(await ids()).toContain(id)
})

test('[K20] [CARE-LIFE-5] a discharge dated before the admission is refused with its day, and the stay goes on', async () => {
  const id = await person()
  const [admitted, before] = [dayAt(w.house.now() - 24 * hour), dayAt(w.house.now() - 48 * hour)]
  await happens(id, { kind: 'admission', day: admitted })
  w.setNow(w.house.now() + 60_000)
  const early = await happens(id, { kind: 'discharge', day: before })
  expect(early.body, early.text).toEqual({ outcome: 'refused', reason: 'life-day-before', day: admitted })
  expect((await page(id)).life.status).toBe('admitted')
  expect((await happens(id, { kind: 'discharge', day: admitted })).body.outcome).toBe('recorded')
  // Without a day it began on the day it was entered.
  const other = await person()
  const entered = dayAt(w.house.now())
  await happens(other, { kind: 'left' })
  w.setNow(w.house.now() + 60_000)
  const back = await happens(other, { kind: 'returned', day: before })
  expect(back.body).toEqual({ outcome: 'refused', reason: 'life-day-before', day: entered })
})

test('[K20] an event of tomorrow’s day is refused and nothing is kept', async () => {
  const id = await person()
  const tomorrow = dayAt(w.house.now() + 24 * hour)
  expect((await happens(id, { kind: 'death', day: tomorrow })).status).toBe(400)
  expect((await page(id)).life.status).toBe('here')
})

test('[K20] a talk after a recorded death puts the person into a list of their own, until the death is taken back', async () => {
  const [id, quiet] = [await person(), await person()]
  const event = uuidv7()
  await talk(id)
  w.setNow(w.house.now() + 60_000)
  await happens(id, { id: event, kind: 'death' })
  await happens(quiet, { kind: 'death' })
  expect(await listed('doubtfulDeath')).not.toContain(id)
  w.setNow(w.house.now() + hour)
  await talk(id)
  expect(await listed('doubtfulDeath')).toContain(id)
  expect(await listed('doubtfulDeath')).not.toContain(quiet)
  expect(await listed('gone')).toContain(id)
  await takeBack(id, event, medic)
  expect(await listed('doubtfulDeath')).not.toContain(id)
})

test('[K20] the page says whose entry a death is, for whoever entered it cannot take it back', async () => {
  const id = await person()
  await happens(id, { kind: 'death' })
  expect((await page(id)).timeline[0]).toMatchObject({ cause: 'death', mine: true })
  expect((await page(id, medic)).timeline[0]).toMatchObject({ cause: 'death', mine: false })
})

const ask = (who: string, by: Caller = worker) =>
  by.call('move.ask', { params: { id: who }, body: { id: uuidv7(), township: other, note: '投靠女儿' } })
const openMove = async (who: string, by: Caller) =>
  (await by.call('move.list', { query: { place: other } })).body.rows.find((m) => m.personId === who)

test('[K20] a move hands the person over when the receiving township accepts, and not before', async () => {
  const id = await person()
  const [here, there] = [await onLedger(township), await onLedger(other)]
  expect((await ask(id)).body.outcome).toBe('recorded')
  expect((await ask(id)).body).toEqual({ outcome: 'refused', reason: 'move-open' })
  expect(await onLedger(township)).toBe(here)
  expect((await page(id)).move).toMatchObject({ to: expect.any(String) })
  // The receiving desk sees whom it is asked to take, and no page of a person who is not theirs.
  const move = await openMove(id, neighbour)
  expect(move).toMatchObject({ mine: true, note: '投靠女儿', tier: 'red', state: 'asked' })
  expect((await neighbour.call('person.read', { params: { id } })).status).toBe(404)
  const decide = (by: Caller, more: object) =>
    by.call('move.decide', { params: { id: move?.id ?? '' }, body: { id: uuidv7(), accept: true, ...more } })
  expect((await decide(manager, { village: theirs })).status).toBe(403)
  expect((await decide(neighbour, {})).body).toEqual({ outcome: 'refused', reason: 'move-village' })
  expect((await decide(neighbour, { village: theirs })).body.outcome).toBe('recorded')
  expect([await onLedger(township), await onLedger(other)]).toEqual([here - 1, there + 1])
  expect((await neighbour.call('person.read', { params: { id } })).status).toBe(200)
  expect((await worker.call('person.read', { params: { id } })).status).toBe(404)
  expect((await decide(neighbour, { village: theirs })).body).toEqual({ outcome: 'refused', reason: 'move-decided' })
})

test('[K20] a township that refuses says why, the person stays, and can be asked for again', async () => {
  const id = await person()
  await ask(id)
  const move = await openMove(id, neighbour)
  const refuse = (reason: string | null) =>
    neighbour.call('move.decide', { params: { id: move?.id ?? '' }, body: { id: uuidv7(), accept: false, reason } })
  expect((await refuse(null)).status).toBe(400)
  w.setNow(w.house.now() + hour)
  expect((await refuse('查无此户')).body.outcome).toBe('recorded')
  const { body } = await manager.call('move.list', { query: { place: township, state: 'decided' } })
  expect(body.rows.find((m) => m.personId === id)).toMatchObject({ state: 'refused', reason: '查无此户', mine: false })
  const shown = await page(id)
  expect(shown.move).toBeNull()
  // Whoever asked reads the answer where the person's story is told.
  expect(shown.timeline.filter((e) => e.kind === 'move')).toMatchObject([
    { cause: 'move.refused', note: '查无此户', to: move?.to.split(' ')[0] },
    { cause: 'move.asked', note: '投靠女儿' },
  ])
  expect((await ask(id)).body.outcome).toBe('recorded')
})

test('[K20] whoever asked withdraws a move that nobody answered; the receiving desk cannot', async () => {
  const id = await person()
  const waiting = async (by: Caller, place: PlaceCode) =>
    (await by.call('move.waiting', { query: { place } })).body.waiting
  const before = await waiting(neighbour, other)
  await ask(id)
  expect(await waiting(neighbour, other)).toBe(before + 1)
  expect(await waiting(manager, township)).toBe(0)
  const move = (await openMove(id, neighbour))?.id ?? ''
  expect((await neighbour.call('move.withdraw', { params: { id: move } })).status).toBe(404)
  expect((await worker.call('move.withdraw', { params: { id: move } })).body.outcome).toBe('recorded')
  expect(await openMove(id, neighbour)).toBeUndefined()
})

test('[K20] the dead are not handed over, and a move inside the township is a correction of the village', async () => {
  const id = await person()
  const inside = { id: uuidv7(), township }
  expect((await worker.call('move.ask', { params: { id }, body: inside })).body).toMatchObject({
    reason: 'move-same-township',
  })
  await happens(id, { kind: 'death' })
  expect((await ask(id)).body).toEqual({ outcome: 'refused', reason: 'move-gone' })
})
