import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { differences, doneListed } from '../../../../../../tests/support/figures.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const day = 86_400_000
// Twenty past ten in the morning of the place: no test of it stands near a midnight.
const morning = Math.floor(Date.now() / day) * day + 140 * 60_000

let w: World
let one: Township
let other: Township
let officer: Caller

beforeAll(async () => {
  w = await makeWorld()
  w.setNow(morning - 10 * day)
  one = await makeTownship(w, { names: ['访甲', '访乙', '访丙', '访丁', '访戊', '访己'] })
  other = await makeTownship(w, { code: '421123101', names: ['访庚', '访辛'] })
  officer = one.officer
  w.setNow(morning)
})
afterAll(() => w.close())

type Rest = Readonly<Record<string, unknown>>

const record = async (by: Caller, personId: string, rest: Rest = {}): Promise<string> => {
  const id = uuidv7()
  const at = new Date(w.house.now()).toISOString()
  const body = { id, personId, at, channel: 'phone', outcome: 'reached', ...rest }
  const reply = await by.call('followup.record', { body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  return id
}

const ago = (days: number): Rest => {
  const at = new Date(morning - days * day).toISOString()
  return { at, lastPullAt: at }
}

const personOf = (t: Township, i: number): string => t.people[i] ?? ''

/** The number on the board of a place, and the list that it opens. */
const both = async (by: Caller, place: string) => {
  await w.settle()
  const { body } = await by.call('board.read', { params: { place } })
  return { number: body.total.followups7d, list: await doneListed(by, { place }), trend: body.trend }
}

const same = async (by: Caller, place: string): Promise<readonly string[]> => {
  const { number, list, trend } = await both(by, place)
  expect(list.rows.length, place).toBe(number)
  expect(list.total, place).toBe(number)
  for (const { day: text, followups } of trend) {
    const of = await doneListed(by, { place, day: text })
    expect([of.rows.length, of.total], `${place} ${text}`).toEqual([followups, followups])
  }
  return list.rows.map((row) => row.id)
}

test('[X6] the list holds what the number counts: reached and neither corrected nor taken back, of seven days', async () => {
  const { worker } = one
  const plain = await record(worker, personOf(one, 0), { spo2Percent: 97, temperatureC: 36.6, symptoms: 'same' })
  await record(worker, personOf(one, 0), { outcome: 'unanswered' })
  const wrong = await record(worker, personOf(one, 1))
  const right = await record(worker, personOf(one, 1), { corrects: wrong, channel: 'visit' })
  const taken = await record(worker, personOf(one, 2))
  await record(worker, personOf(one, 2), { corrects: taken, outcome: 'withdrawn' })
  const unheard = await record(worker, personOf(one, 2))
  await record(worker, personOf(one, 2), { corrects: unheard, outcome: 'unanswered' })
  await record(worker, personOf(one, 3), ago(8))
  const sixth = await record(worker, personOf(one, 3), ago(6))
  await record(worker, personOf(one, 4), ago(7))
  expect(await same(one.manager, one.code)).toEqual([right, plain, sixth])
  expect(await same(officer, luotian)).toEqual([right, plain, sixth])
  expect(await same(officer, one.village.code)).toEqual([right, plain, sixth])
  const { rows } = await doneListed(one.manager, { place: one.code })
  expect(rows[1]).toMatchObject({
    person: { id: personOf(one, 0), name: '访甲', tier: 'red' },
    place: expect.stringContaining(one.village.name),
    teamName: '一组',
    by: '王网格',
    channel: 'phone',
    outcome: 'reached',
    spo2Percent: 97,
    temperatureC: 36.6,
    symptoms: 'same',
  })
  expect(JSON.stringify(rows)).not.toMatch(/慢阻肺/)
})

test('[X6] work stays where it was done when the person moves on, and its correction with it', async () => {
  const { worker } = one
  const who = personOf(one, 5)
  const [stays, wrong] = [await record(worker, who), await record(worker, who)]
  await worker.call('move.ask', {
    params: { id: who },
    body: { id: uuidv7(), township: other.code, note: '投靠女儿' },
  })
  const moves = await other.manager.call('move.list', { query: { place: other.code } })
  const decided = await other.manager.call('move.decide', {
    params: { id: moves.body.rows[0]?.id ?? '' },
    body: { id: uuidv7(), accept: true, village: other.village.code },
  })
  expect(decided.body, decided.text).toMatchObject({ outcome: 'recorded' })
  const there = await record(other.worker, who)
  // The county puts one right that the first township recorded.
  const right = await record(officer, who, { corrects: wrong, channel: 'visit' })

  const here = await same(one.manager, one.code)
  expect(here).toEqual(expect.arrayContaining([stays, right]))
  expect(here).not.toContain(wrong)
  expect(here).not.toContain(there)
  expect(await same(other.manager, other.code)).toEqual([there])
  expect(await same(officer, luotian)).toEqual(expect.arrayContaining([stays, right, there]))
  // Whose work it was reads that it was done, and no longer of whom.
  const { rows } = await doneListed(one.manager, { place: one.code })
  expect(rows.find((row) => row.id === stays)?.person).toBeNull()
  expect(JSON.stringify(rows)).not.toContain(who)
  const county = await doneListed(officer, { place: one.code })
  expect(county.rows.find((row) => row.id === stays)?.person).toMatchObject({ id: who, name: '访己' })
  expect(await differences(one.manager, one.code)).toEqual([])
})

test('[X6] who has died since is in the list that counts the talks, and in no other', async () => {
  const who = personOf(one, 4)
  const last = await record(one.worker, who)
  const death = { id: uuidv7(), kind: 'death', at: new Date(w.house.now()).toISOString(), note: null }
  const reply = await one.worker.call('life.record', { params: { id: who }, body: death })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  expect(await same(one.manager, one.code)).toContain(last)
  const { rows } = await doneListed(one.manager, { place: one.code })
  expect(rows.find((row) => row.id === last)?.person).toMatchObject({ id: who, name: '访戊' })
})

test('[X6] one team, and one day, are as long as their own counters; field staff read their team', async () => {
  await w.settle()
  const mine = await doneListed(one.manager, { place: one.code, team: one.team })
  expect(mine.total).toBe(mine.rows.length)
  expect(mine.total).toBeGreaterThan(4)
  const asWorker = await doneListed(one.worker, { place: one.code })
  expect(asWorker.rows.map((row) => row.id)).toEqual(mine.rows.map((row) => row.id))
  expect(asWorker.total).toBe(mine.total)
  const today = await doneListed(one.manager, { place: one.code, team: one.team, day: dayAt(morning) })
  expect([today.rows.length, today.total]).toEqual([mine.total - 1, mine.total - 1])
  const never = await doneListed(one.manager, { place: one.code, day: '2020-02-02' })
  expect(never).toEqual({ rows: [], total: 0 })
  // Another township's team: neither its rows nor how many there are.
  expect(await doneListed(one.manager, { place: one.code, team: other.team })).toEqual({ rows: [], total: 0 })
  const nonsense = await one.manager.call('followup.done', { query: { place: one.code, day: '2023-02-30' } })
  expect(nonsense.problem?.code).toBe('request.invalid')
})

test('[X6] pages of two are together the list, also where several stand at the same moment', async () => {
  const { list } = await both(officer, luotian)
  const paged = await doneListed(officer, { place: luotian }, 2)
  expect(paged.rows).toEqual(list.rows)
  const moments = list.rows.map((row) => row.at)
  expect(new Set(moments).size).toBeLessThan(moments.length)
  expect(moments).toEqual([...moments].sort().reverse())
})

test('[X2] above the county there is no such list, and what is read of it is written down', async () => {
  const viewer = await w.signIn((await w.account({ role: 'prefectureViewer', place: '4211' })).login)
  const reply = await viewer.call('followup.done', { query: { place: luotian } })
  expect(reply.status).toBe(403)
  const before = await readsOfDone()
  await one.manager.call('followup.done', { query: { place: one.code } })
  expect(await readsOfDone()).toBe(before + 1)
})

const readsOfDone = async (): Promise<number> => {
  const { rows } = await w.admin.query<{ detail: unknown }>(
    `select detail from (select action, detail from kernel.audit union all select action, detail from kernel.audit_open) a
     where action = 'followup.done'`,
  )
  return rows.length
}
