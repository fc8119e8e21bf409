import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['移交人', '留下人'] })
})
afterAll(() => w.close())

const handovers = async (by: Caller = t.worker) => (await by.call('followup.today', { query: {} })).body.handovers

test('[K20] a move that waits for its answer is announced to the team that has the person, and not once it is withdrawn', async () => {
  const [id = ''] = t.people
  expect((await handovers()).moves).toEqual([])
  const move = uuidv7()
  const body = { id: move, township: `${luotian}101`, note: null }
  const asked = await t.worker.call('move.ask', { params: { id }, body })
  expect(asked.body, asked.text).toMatchObject({ outcome: 'recorded' })
  for (const by of [t.worker, t.medic])
    expect((await handovers(by)).moves).toMatchObject([{ personId: id, name: '移交人' }])
  await t.worker.call('move.withdraw', { params: { id: move }, body: {} })
  expect((await handovers()).moves).toEqual([])
})

test('[K20] a move that the other township refused is told to the team that gave it with the reason, until somebody has read it', async () => {
  const [, id = ''] = t.people
  const neighbour = await makeTownship(w, { code: `${luotian}101`, names: ['邻村人'] })
  const move = uuidv7()
  await t.worker.call('move.ask', { params: { id }, body: { id: move, township: neighbour.code, note: null } })
  const body = { id: uuidv7(), accept: false, reason: '查无此户' }
  const answer = await neighbour.manager.call('move.decide', { params: { id: move }, body })
  expect(answer.body, answer.text).toMatchObject({ outcome: 'recorded' })
  for (const by of [t.worker, t.medic])
    expect((await handovers(by)).refused).toMatchObject([
      { id: move, personId: id, name: '留下人', reason: '查无此户' },
    ])
  expect((await handovers(neighbour.worker)).refused).toEqual([])
  expect((await neighbour.manager.call('move.read-refusal', { params: { id: move } })).status).toBe(404)
  for (const again of [1, 2])
    expect((await t.worker.call('move.read-refusal', { params: { id: move } })).status, `${again}`).toBe(204)
  for (const by of [t.worker, t.medic]) expect((await handovers(by)).refused).toEqual([])
})

test('[K2] who stands in, and whose team it is, reads from when until when; whoever is not concerned reads nothing', async () => {
  const other = await w.account({ role: 'medic', place: t.code, name: '替班医生' })
  const body = { id: uuidv7(), township: t.code, absent: [t.medicAccount.id], substitute: other.id }
  const days = { from: daysFromNow(1), until: daysFromNow(3) }
  const set = await t.manager.call('substitute.set', { body: { ...body, ...days } })
  expect(set.body, set.text).toMatchObject({ outcome: 'recorded' })
  const told = { team: '一组', absent: '何医生', substitute: '替班医生', ...days, begun: false }
  expect((await handovers()).standIns).toEqual([{ ...told, mine: false }])
  expect((await handovers(await w.signIn(other.login))).standIns).toEqual([{ ...told, mine: true }])
  const stranger = await w.account({ role: 'villageWorker', place: t.village.code, name: '旁人' })
  expect((await handovers(await w.signIn(stranger.login))).standIns).toEqual([])
})

test('[K4] calls taken over with a desk are lines of the day of who took it over: by when to call back, then to close, and none once closed', async () => {
  const other = await w.signIn((await w.account({ role: 'medic', place: t.code, name: '交班医生' })).login)
  const ring = async (more: object): Promise<string> => {
    const id = uuidv7()
    const caller = { number: '13711112222', name: '女儿' }
    const flags = { redFlags: [], dayFlags: [], signs: [], spo2Percent: null, temperatureC: null }
    const call = { id, place: t.code, caller, personId: null, about: '张大爷', said: '发烧', ...flags, ...more }
    expect((await other.call('call.record', { body: call })).body).toMatchObject({ outcome: 'recorded' })
    return id
  }
  const [, person = ''] = t.people
  const today = await ring({ dayFlags: ['fever'] })
  const urgent = await ring({ personId: person, about: '', redFlags: ['chestPain'] })
  const mine = async () => (await handovers(t.medic)).calls
  expect(await mine()).toEqual([])
  const id = uuidv7()
  const to = t.medicAccount.id
  await other.call('handover.write', { body: { id, place: t.code, to, note: '两个在等' } })
  expect(await mine()).toEqual([])
  await t.medic.call('handover.accept', { params: { id }, body: { place: t.code } })
  const lines = await mine()
  expect(lines).toMatchObject([
    { id: urgent, place: t.code, about: '留下人', outcome: 'emergency', todo: 'callBack' },
    { id: today, place: t.code, about: '张大爷', outcome: 'today', todo: 'callBack' },
  ])
  const { body: listed } = await t.medic.call('call.list', { query: { place: t.code } })
  expect(lines.map(({ dueAt }) => dueAt)).toEqual(listed.rows.map(({ dueAt }) => dueAt))
  for (const by of [other, t.worker]) expect((await handovers(by)).calls).toEqual([])
  const act = (body: object) =>
    t.medic.call('call.act', {
      params: { id: urgent },
      body: { id: uuidv7(), seen: { kind: 'account', id: to }, ...body },
    })
  await act({ act: 'reached' })
  expect((await mine()).map((c) => [c.id, c.todo])).toEqual([
    [today, 'callBack'],
    [urgent, 'close'],
  ])
  await act({ act: 'close', result: 'sentToHospital', note: '120 已接走' })
  expect((await mine()).map((c) => c.id)).toEqual([today])
  // Handed on to a team it is the team's, and a line for whoever of it may close it.
  const hand = { id: uuidv7(), act: 'hand', seen: { kind: 'account', id: to }, to: { kind: 'team', id: t.team } }
  await t.medic.call('call.act', { params: { id: today }, body: hand })
  expect((await mine()).map((c) => c.id)).toEqual([today])
  expect((await handovers(t.worker)).calls).toEqual([])
})
