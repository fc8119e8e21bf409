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
  t = await makeTownship(w, {
    names: ['住院人', '转诊人', '监测人', '标记人', '同住人', '乱序人', '无症人', '一谈人', '医定人'],
  })
})
afterAll(() => w.close())

const iso = (): string => new Date(w.house.now()).toISOString()
const personOf = (name: string): string =>
  t.people[['住院人', '转诊人', '监测人', '标记人', '同住人', '乱序人', '无症人', '一谈人', '医定人'].indexOf(name)] ??
  ''
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

/** Two open alarms of somebody, and one more that comes while the form is open. */
const twoAndLater = async (id: string) => {
  await measure(id, { spo2Percent: 91 })
  await measure(id, { signs: ['dyspnoea'] })
  const [first, second] = (await alarmsOf(id)).filter((a) => a.closed === null)
  expect(first?.others.map((other) => other.id)).toEqual([second?.id])
  expect(second?.others.map((other) => other.id)).toEqual([first?.id])
  await measure(id, { breathsPerMinute: 33 })
  const later = (await alarmsOf(id)).find((a) => a.id !== first?.id && a.id !== second?.id)
  return { first: first?.id ?? '', second: second?.id ?? '', later: later?.id ?? '' }
}

test('[K5] a refusal said in one talk holds for the other alarm that was named, once; one that came after goes on climbing', async () => {
  const id = personOf('一谈人')
  const { first, second, later } = await twoAndLater(id)
  const body = { id: uuidv7(), act: 'familyRefused', note: '家属说先在家看', also: [second] }
  const refuse = (more: object = {}) =>
    t.worker.call('alarm.act', { params: { id: first }, body: { ...body, ...more } })
  expect((await refuse()).body).toMatchObject({ outcome: 'recorded' })
  expect((await refuse()).body).toMatchObject({ outcome: 'already-recorded' })
  expect((await refuse({ also: [] })).problem?.code).toBe('command.other-body')
  const now = new Map((await alarmsOf(id)).map((a) => [a.id, a]))
  for (const one of [first, second]) {
    expect(now.get(one)).toMatchObject({ closed: null, nextClimbAt: null, acknowledged: { by: '王网格' } })
    expect(now.get(one)?.offerAgainAt).toBe(new Date(w.house.now() + 12 * hour).toISOString())
    expect(now.get(one)?.acts).toMatchObject([{ kind: 'familyRefused', note: '家属说先在家看' }])
  }
  expect(now.get(later)).toMatchObject({ acknowledged: null, acts: [] })
  expect(now.get(later)?.nextClimbAt).not.toBeNull()
  await recounted()
})

test('[K5] a doctor’s decision ends the alarms that it names, each on record, and they are opened again together', async () => {
  const id = personOf('医定人')
  const { first, second, later } = await twoAndLater(id)
  const decide = (act: string, more: object) =>
    t.medic.call('alarm.act', { params: { id: first }, body: { id: uuidv7(), act, note: '复测 96%', ...more } })
  await decide('doctorDecided', { also: [second] })
  const how = async () => new Map((await alarmsOf(id)).map((a) => [a.id, a.closed?.how ?? 'open']))
  expect([...(await how())].sort()).toEqual(
    [
      [first, 'doctorDecided'],
      [second, 'doctorDecided'],
      [later, 'open'],
    ].sort(),
  )
  await recounted()
  await decide('reopen', {})
  expect(new Set((await how()).values())).toEqual(new Set(['open']))
  await decide('referred', { also: [] })
  expect((await how()).get(second)).toBe('open')
  await recounted()
})
