import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const dayMs = 86_400_000
let w: World
let t: Township
let started: number
beforeAll(async () => {
  w = await makeWorld()
  started = w.house.now() - 6 * dayMs
  w.setNow(started)
  t = await makeTownship(w, { names: ['甲常访', '乙不访', '丙感染'] })
  for (const days of [1, 3]) {
    w.setNow(started + days * dayMs)
    const at = new Date(w.house.now()).toISOString()
    const worker = await w.signIn(t.workerAccount.login)
    const body = { id: uuidv7(), personId: t.people[0] ?? '', at, channel: 'phone', outcome: 'reached' }
    expect((await worker.call('followup.record', { body })).status).toBe(200)
  }
  w.setNow(started + 6 * dayMs)
})
afterAll(() => w.close())

const report = async (person: number, beganDays: number) => {
  const worker = await w.signIn(t.workerAccount.login)
  const at = new Date(started + beganDays * dayMs).toISOString()
  const reply = await worker.call('episode.begin', {
    ...{ params: { id: t.people[person] ?? '' }, body: { id: uuidv7(), kind: 'infection', at } },
  })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
}
const replay = async (person: number, days: number) => {
  const manager = await w.signIn((await w.account({ role: 'townshipManager', place: t.code })).login)
  return manager.call('due.replay', {
    params: { id: t.people[person] ?? '' },
    query: { day: dayAt(started + days * dayMs) },
  })
}

test('[K3] each day is answered with what was known of it: the talks until then, and when the next was due', async () => {
  const { body } = await replay(0, 2)
  expect(body.found).toMatchObject({ tier: 'red', overdue: false, due: { reason: 'longestGap' } })
  expect(body.found?.talks).toHaveLength(1)
  const later = (await replay(0, 4)).body.found
  expect(later?.talks).toHaveLength(2)
  expect(Date.parse(later?.due.dueAt ?? '')).toBeGreaterThan(Date.parse(body.found?.due.dueAt ?? ''))
})

test('[K3] who was never reached is overdue from the end of the gap on, and not before', async () => {
  expect((await replay(1, 2)).body.found).toMatchObject({ overdue: false, talks: [] })
  expect((await replay(1, 4)).body.found).toMatchObject({ overdue: true, due: { reason: 'firstContact' } })
})

test('[K3] an infection reported today as some days old was owed nothing on the days when nobody knew of it', async () => {
  await report(2, 1)
  const before = (await replay(2, 2)).body.found
  expect(before).toMatchObject({ overdue: false, flags: [], due: { ruleId: 'CARE-DUE-4' } })
  const today = (await replay(2, 6)).body.found
  expect(today?.flags).toEqual([{ flag: 'episode', since: new Date(w.house.now()).toISOString() }])
  expect(today?.lines.find(({ ruleId }) => ruleId === 'CARE-INF-1')?.dueAt).toBe(new Date(w.house.now()).toISOString())
})

test('[K3] before the ledger there was nothing; tomorrow and a day there is not are refused', async () => {
  expect((await replay(0, -3)).body.found).toBeNull()
  expect((await replay(0, 8)).problem?.code).toBe('request.invalid')
})

test('[X3] a value that held from a day on is used for the days from then on', async () => {
  const from = dayAt(started + 4 * dayMs)
  const officer = async () => w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const [one, other] = [await officer(), await officer()]
  const id = uuidv7()
  const source = { document: '县通知', clause: '一' }
  const rest = { evidence: 'official', from, until: null, approval: null }
  const body = { id, ruleId: 'CARE-DUE-4', place: luotian, value: 48, source, ...rest }
  expect((await one.call('policy.propose', { body })).status).toBe(204)
  expect((await other.call('policy.sign', { params: { id } })).status).toBeLessThan(300)
  const gap = async (days: number) => {
    const { found } = (await replay(0, days)).body
    const line = found?.lines.find(({ ruleId }) => ruleId === 'CARE-DUE-4')
    return (Date.parse(line?.dueAt ?? '') - Date.parse(found?.talks[0] ?? '')) / 3_600_000
  }
  expect(await gap(3)).toBe(72)
  expect(await gap(4)).toBe(48)
})
