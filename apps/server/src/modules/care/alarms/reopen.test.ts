import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const names = ['点错人', '两条人', '医生人', '同接人', '住院人', '同时人'] as const
let w: World
let t: Township
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names })
})
afterAll(() => w.close())

const iso = (): string => new Date(w.house.now()).toISOString()
const personOf = (name: (typeof names)[number]): string => t.people[names.indexOf(name)] ?? ''
const measure = (personId: string, more: object) =>
  t.worker.call('followup.record', {
    body: { id: uuidv7(), personId, at: iso(), channel: 'visit', outcome: 'reached', ...more },
  })
const alarmsOf = async (id: string) => (await t.officer.call('person.read', { params: { id } })).body.alarms
const act = async (alarm: string | undefined, kind: string, by: Caller = t.worker, note: string | null = '县医院') => {
  const body = { id: uuidv7(), act: kind, ...(note === null ? {} : { note }) }
  return (await by.call('alarm.act', { params: { id: alarm ?? '' }, body })).body
}
const live = async (id: string, kind: string) => {
  const body = { id: uuidv7(), kind, at: iso(), note: null, day: null, lastPullAt: null }
  return (await t.worker.call('life.record', { params: { id }, body })).body
}
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

test('[K5] an alarm ended by mistake is opened again with a reason: in the hands of who opens it, the ending on record', async () => {
  const id = personOf('点错人')
  await measure(id, { spo2Percent: 91 })
  const [alarm] = await alarmsOf(id)
  await act(alarm?.id, 'referred', t.manager)
  expect(await act(alarm?.id, 'reopen', t.worker, ' ')).toEqual({ outcome: 'refused', reason: 'alarm-reason' })
  expect(await act(alarm?.id, 'reopen', t.worker, '点错了人')).toMatchObject({ outcome: 'recorded' })
  expect(await act(alarm?.id, 'reopen', t.worker, '又一次')).toEqual({ outcome: 'refused', reason: 'alarm-open' })
  const [now] = await alarmsOf(id)
  expect(now?.closed).toBeNull()
  expect(now?.acknowledged).toMatchObject({ by: '王网格' })
  expect(now?.acts.map(({ kind, by, note }) => [kind, by, note])).toEqual([
    ['referred', '李主任', '县医院'],
    ['reopen', '王网格', '点错了人'],
  ])
  expect((await t.officer.call('person.read', { params: { id } })).text).toContain('alarm.reopen')
  await recounted()
})

test('[K5] with one alarm all that the same referral had ended are open again; a doctor’s decision of its own stays', async () => {
  const id = personOf('两条人')
  await measure(id, { spo2Percent: 96 })
  await measure(id, { spo2Percent: 91 })
  await measure(id, { signs: ['dyspnoea'] })
  await measure(id, { breathsPerMinute: 33 })
  const [first, second, third] = await alarmsOf(id)
  await act(first?.id, 'doctorDecided', t.medic, '复测 96%')
  await act(second?.id, 'referred', t.manager)
  expect((await alarmsOf(id)).map((a) => a.closed?.how).sort()).toEqual(['doctorDecided', 'referred', 'referred'])
  await act(third?.id, 'reopen', t.manager, '车没有来')
  const after = await alarmsOf(id)
  expect(after.map((a) => a.closed?.how ?? 'open').sort()).toEqual(['doctorDecided', 'open', 'open'])
  for (const one of after.filter((a) => a.closed === null)) expect(one.acts.at(-1)).toMatchObject({ note: '车没有来' })
  await recounted()
})

test('[K5] what an admission ended is opened by taking that back; somebody in hospital has nobody here who could answer', async () => {
  const id = personOf('住院人')
  await measure(id, { spo2Percent: 91 })
  const [first] = await alarmsOf(id)
  await act(first?.id, 'doctorDecided', t.medic, '复测 96%')
  await measure(id, { spo2Percent: 90 })
  await live(id, 'admission')
  const [second] = (await alarmsOf(id)).filter((a) => a.closed?.how === 'admitted')
  expect(await act(second?.id, 'reopen')).toEqual({ outcome: 'refused', reason: 'alarm-life-ended' })
  expect(await act(first?.id, 'reopen')).toEqual({ outcome: 'refused', reason: 'alarm-away' })
  await recounted()
})

test('[K5] who takes up one alarm of a person takes all that nobody has, by name; what somebody has stays theirs', async () => {
  const id = personOf('同接人')
  await measure(id, { spo2Percent: 96 })
  await measure(id, { spo2Percent: 91 })
  const [held] = await alarmsOf(id)
  await act(held?.id, 'acknowledge', t.medic, null)
  await measure(id, { signs: ['dyspnoea'] })
  await measure(id, { breathsPerMinute: 33 })
  const waiting = (await alarmsOf(id)).filter((a) => a.acknowledged === null)
  expect(waiting.length).toBeGreaterThan(1)
  await act(waiting[0]?.id, 'acknowledge', t.worker, null)
  const by = (await alarmsOf(id)).map((a) => [a.id === held?.id, a.acknowledged?.by])
  expect(new Set(by.map(String))).toEqual(new Set(['true,何医生', 'false,王网格']))
  await recounted()
})

test('[K5] [K20] a death recorded while an alarm is opened again leaves none open about the dead', async () => {
  const id = personOf('同时人')
  for (let round = 0; round < 6; round += 1) {
    await measure(id, { spo2Percent: 91 })
    const open = (await alarmsOf(id)).find((a) => a.closed === null)
    await act(open?.id, 'referred', t.manager)
    const [dead] = await Promise.all([live(id, 'death'), act(open?.id, 'reopen', t.worker, '点错了')])
    expect((await alarmsOf(id)).filter((a) => a.closed === null)).toEqual([])
    const body = {
      id: uuidv7(),
      event: 'result' in dead ? dead.result.id : '',
      at: iso(),
      note: null,
      lastPullAt: null,
    }
    await t.medic.call('life.take-back', { params: { id }, body })
  }
  await recounted()
})
