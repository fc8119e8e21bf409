import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
const start = Date.now()
const hour = 3_600_000
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['住院人', '转诊人', '监测人', '标记人', '同住人', '乱序人', '无症人'] })
})
afterAll(() => w.close())

const iso = (): string => new Date(w.house.now()).toISOString()
const personOf = (name: string): string =>
  t.people[['住院人', '转诊人', '监测人', '标记人', '同住人', '乱序人', '无症人'].indexOf(name)] ?? ''
const measure = (personId: string, more: object) =>
  t.worker.call('followup.record', {
    body: { id: uuidv7(), personId, at: iso(), channel: 'visit', outcome: 'reached', ...more },
  })
const live = async (id: string, kind: string, by: Caller = t.worker) => {
  const event = uuidv7()
  const body = { id: event, kind, at: iso(), note: null, day: null, lastPullAt: null }
  const reply = await by.call('life.record', { params: { id }, body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  return event
}
const takeBack = (id: string, event: string, by: Caller = t.medic) =>
  by.call('life.take-back', { params: { id }, body: { id: uuidv7(), event, at: iso(), note: null, lastPullAt: null } })
const alarmsOf = async (id: string) => (await t.officer.call('person.read', { params: { id } })).body.alarms
const ends = async (id: string) =>
  (await alarmsOf(id)).map((a) => a.closed?.how ?? 'open').sort((a, b) => (a < b ? -1 : 1))
/** The counter of open alarms is a recount of them, whatever happened. */
const recounted = async (): Promise<void> => {
  await w.settle()
  const { rows } = await w.admin.query(
    `select (select coalesce(sum(n), 0)::int from kernel.counter where place = $1 and metric = 'alarm') as counted,
      (select count(*)::int from care.alarm where closed_at is null) as real`,
    [luotian],
  )
  expect(rows[0].counted).toBe(rows[0].real)
}

test('[K5] [K20] an admission ends what was open, by name of who recorded it; taken back, it is open again', async () => {
  const id = personOf('住院人')
  await measure(id, { spo2Percent: 91 })
  w.setNow(start + hour)
  const event = await live(id, 'admission')
  expect((await alarmsOf(id))[0]?.closed).toMatchObject({ how: 'admitted', by: '王网格' })
  await recounted()
  await takeBack(id, event)
  expect((await alarmsOf(id))[0]?.closed).toBeNull()
  await recounted()
  await live(id, 'admission')
  w.setNow(start + 2 * hour)
  await live(id, 'discharge')
  await measure(id, { spo2Percent: 90 })
  expect(await ends(id)).toEqual(['admitted', 'open'])
  const dead = await live(id, 'death')
  expect(await ends(id)).toEqual(['gone', 'gone'])
  await takeBack(id, dead)
  expect(await ends(id)).toEqual(['admitted', 'open'])
  await recounted()
})

test('[K5] one recorded referral ends all that is open about the person, each with by whom and where to; another person’s stay', async () => {
  const [id, other] = [personOf('转诊人'), personOf('标记人')]
  await measure(id, { spo2Percent: 96 })
  await measure(id, { spo2Percent: 91 })
  await measure(id, { signs: ['dyspnoea'] })
  await measure(other, { spo2Percent: 89 })
  const [first, second] = await alarmsOf(id)
  expect([first, second].flatMap((a) => a?.reasons ?? [])).toContainEqual({
    ...{ code: 'spo2Fell', ruleId: 'CARE-ALARM-3', fromSpo2Percent: 96 },
  })
  const body = { id: uuidv7(), act: 'referred', note: '县医院，救护车' }
  await t.manager.call('alarm.act', { params: { id: first?.id ?? '' }, body })
  for (const alarm of await alarmsOf(id)) {
    expect(alarm.closed).toMatchObject({ how: 'referred', by: '李主任' })
    expect(alarm.acts.at(-1)).toMatchObject({ kind: 'referred', note: '县医院，救护车' })
  }
  expect(await ends(other)).toEqual(['open'])
  await recounted()
})

test('[K5] two referrals recorded at once with two alarms of one person do not wait for each other', async () => {
  const id = personOf('无症人')
  for (let round = 0; round < 12; round += 1) {
    await measure(id, { spo2Percent: 91 })
    await measure(id, { signs: ['dyspnoea'] })
    const open = (await alarmsOf(id)).filter((alarm) => alarm.closed === null)
    expect(open).toHaveLength(2)
    const refer = (by: Caller, alarm: string | undefined) =>
      by.call('alarm.act', { params: { id: alarm ?? '' }, body: { id: uuidv7(), act: 'referred', note: '县医院' } })
    const answers = await Promise.all([refer(t.manager, open[0]?.id), refer(t.officer, open[1]?.id)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers.map(({ body }) => body.outcome).sort()).toEqual(['recorded', 'refused'])
  }
  await recounted()
})

test('[K5] a doctor’s decision is about one reading: the other alarm of the person stays open', async () => {
  const id = personOf('标记人')
  await measure(id, { signs: ['dyspnoea'] })
  const [first] = await alarmsOf(id)
  const body = { id: uuidv7(), act: 'doctorDecided', note: '复测 96%' }
  await t.medic.call('alarm.act', { params: { id: first?.id ?? '' }, body })
  expect(await ends(id)).toEqual(['doctorDecided', 'open'])
  await recounted()
})

test('[CARE-INF-2] daily monitoring does not end over an open alarm, neither by a doctor nor by itself', async () => {
  const id = personOf('监测人')
  const begin = { id: uuidv7(), kind: 'infection', at: iso(), note: null }
  await t.worker.call('episode.begin', { params: { id }, body: begin })
  const end = () => t.medic.call('episode.end', { params: { id }, body: { id: uuidv7(), note: '已好' } })
  expect((await end()).body).toEqual({ outcome: 'refused', reason: 'episode-alarm-open' })
  w.setNow(w.house.now() + 8 * 24 * hour)
  t = { ...t, worker: await w.signIn(t.workerAccount.login), medic: await w.signIn(t.medicAccount.login) }
  await measure(id, { symptoms: 'none' })
  const page = async () => (await t.medic.call('person.read', { params: { id } })).body
  expect((await page()).episode).not.toBeNull()
  const alarm = (await page()).alarms[0]?.id ?? ''
  const body = { id: uuidv7(), act: 'doctorDecided', note: '无症状' }
  await t.medic.call('alarm.act', { params: { id: alarm }, body })
  await measure(id, { symptoms: 'none' })
  expect((await page()).episode).toBeNull()
})

test('[K5] who has open alarms is marked so in the day’s list, and not after the last has ended', async () => {
  const id = personOf('标记人')
  const row = async () =>
    (await t.medic.call('person.list', { query: { place: t.code, limit: 200 } })).body.rows.find((r) => r.id === id)
  const before = (await row())?.alarms ?? 0
  expect(before).toBeGreaterThan(0)
  await measure(id, { signs: ['dyspnoea'] })
  expect((await row())?.alarms).toBe(before + 1)
  await live(id, 'admission')
  expect((await row())?.alarms).toBe(0)
})
