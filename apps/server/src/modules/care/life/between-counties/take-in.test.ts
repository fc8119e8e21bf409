import type { Day } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../../tests/support/days.js'
import { here, makeTwoCounties, type TwoCounties, there } from '../../../../../../../tests/support/two-counties.js'
import { luotian, yingshan } from '../../../../../../../tests/support/world.js'
import { enterPolicyValue } from '../../../../kernel/policy/index.js'

const hour = 3_600_000
let t: TwoCounties
beforeAll(async () => {
  t = await makeTwoCounties()
})
afterAll(() => t.w.close())

test('[K20] [K5] an infection, open alarms, a medic’s judgement and the usual SpO2 go along', async () => {
  const { id } = await t.person()
  const now = () => new Date(t.w.house.now()).toISOString()
  const begun = { id: uuidv7(), kind: 'infection', at: now(), note: '抗原阳性' }
  expect((await t.worker.call('episode.begin', { params: { id }, body: begun })).body.outcome).toBe('recorded')
  const reviewOn = dayAt(t.w.house.now() + 20 * 24 * hour)
  const override = { commandId: uuidv7(), tier: 'red', reason: '心功能四级', reviewOn }
  expect((await t.medic.call('tier.override', { params: { id }, body: override })).status).toBe(200)
  const usual = { id: uuidv7(), spo2Percent: 90, until: reviewOn, note: '慢阻肺' }
  expect((await t.medic.call('baseline.set', { params: { id }, body: usual })).body.outcome).toBe('recorded')
  const move = await t.asks(id)
  await t.carry(move)
  await t.accepts(move)
  await t.carry(move)
  const arrived = await t.page(id, t.takingWorker)
  expect(arrived.episode).toMatchObject({ kind: 'infection', note: '抗原阳性' })
  expect(arrived.tier.override).toMatchObject({ reason: '心功能四级', reviewOn })
  expect(arrived.baseline).toMatchObject({ spo2Percent: 90 })
  expect(arrived.alarms).toHaveLength(1)
  expect(arrived.timeline[0]?.came).toMatchObject({ alarms: 1, episode: { kind: 'infection' } })
  expect((await t.page(id, t.worker)).alarms.filter(({ closed }) => closed === null)).toEqual([])
  expect(await t.wrongFigures(t.officers[1], yingshan)).toEqual([])
})

test('[K20] [K1] the rules of the receiving county hold: a higher colour at once, a lower one waits for a medic there too', async () => {
  const two = [
    await t.w.account({ role: 'countyOfficer', place: yingshan }),
    await t.w.account({ role: 'countyOfficer', place: yingshan }),
  ] as const
  await enterPolicyValue(t.w.house.db, {
    ...{
      ruleId: 'CARE-TIER-5',
      place: yingshan,
      value: 3,
      evidence: 'official',
      from: '2023-01-04' as Day,
      until: null,
    },
    ...{
      source: { document: '英山县通知', clause: '第一条' },
      approval: null,
      enteredBy: two[0].id,
      signedBy: two[1].id,
    },
  })
  t.w.house.policy.forget()
  const moved = async (who: { readonly id: string }) => {
    const move = await t.asks(who.id)
    await t.carry(move)
    await t.accepts(move)
    await t.carry(move)
    return (await t.page(who.id, t.takingWorker)).tier
  }
  const mild = await t.person({ disease: '无', doses: '1针' })
  expect((await t.page(mild.id, t.worker)).tier).toMatchObject({ tier: 'yellow', score: 3 })
  expect(await moved(mild)).toMatchObject({ tier: 'red', scoreTier: 'red' })

  const better = await t.person()
  const { body } = await t.worker.call('person.fields', { params: { id: better.id } })
  const fields = { ...body.fields, disease: { class: 'none' as const }, vaccination: 'full' as const }
  const change = { commandId: uuidv7(), version: body.version, fields }
  await t.worker.call('person.correct', { params: { id: better.id }, body: change })
  const waiting = (await t.page(better.id, t.worker)).tier.waiting
  expect(waiting).not.toBeNull()
  expect(await moved(better)).toMatchObject({ tier: 'red', waiting })
})

test('[K20] [K3] talks of the other county count when a late entry is put in order, and cannot be corrected from here', async () => {
  const { id } = await t.person()
  await t.talk(id)
  t.w.setNow(t.w.house.now() + 5 * hour)
  await t.talk(id)
  const move = await t.asks(id)
  await t.carry(move)
  await t.accepts(move)
  await t.carry(move)
  const fact = uuidv7()
  const entry = { personId: id, at: new Date(t.w.house.now()).toISOString(), channel: 'phone', outcome: 'reached' }
  await t.takingWorker.call('followup.record', { body: { ...entry, id: fact } })
  // A withdrawal derives everything anew.
  const withdrawal = { ...entry, id: uuidv7(), outcome: 'withdrawn', corrects: fact }
  expect((await t.takingWorker.call('followup.record', { body: withdrawal })).body.outcome).toBe('recorded')
  const { rows } = await t.w.admin.query<{ n: number }>(
    `select array_length(two_way_at, 1) as n from care.due where person = $1 and home = $2`,
    [id, yingshan],
  )
  expect(rows).toEqual([{ n: 2 }])
})

test('[K20] [K1] who is surely on the receiving ledger becomes one record with it, and who perhaps is waits for a person', async () => {
  const sure = await t.person()
  const double = await t.person({ n: sure.n, place: t.to, disease: '' })
  const before = await t.total()
  const move = await t.asks(sure.id)
  await t.carry(move)
  await t.accepts(move)
  expect(await t.carry(move)).toEqual(['give', 'take', 'tidy'])
  expect((await t.moveOf(t.taker, there, move))?.personId).toBe(double.id)
  expect(await t.page(double.id, t.takingWorker)).toMatchObject({ tier: { disease: 'unstable' } })
  expect(await t.total()).toBe(before - 1)

  const perhaps = await t.person({ number: false })
  const like = await t.person({ n: perhaps.n, place: t.to, number: false, phone: '' })
  const second = await t.asks(perhaps.id)
  await t.carry(second)
  await t.accepts(second)
  expect(await t.carry(second)).toEqual(['give'])
  expect(await t.carry(second)).toEqual([])
  expect(await t.moveOf(t.taker, there, second)).toMatchObject({ state: 'accepting', between: { doubted: true } })
  const doubts = await t.taker.call('doubtful.list', { query: { county: yingshan } })
  const [pair] = doubts.body.rows
  expect(pair).toMatchObject({ importId: null, right: { personId: like.id } })
  const decided = await t.taker.call('doubtful.decide', {
    params: { id: pair?.id ?? '' },
    body: { decision: 'different' },
  })
  expect(decided.body, decided.text).toEqual({ outcome: 'recorded' })
  expect((await t.page(perhaps.id, t.takingWorker)).life.status).toBe('here')
  expect((await t.page(like.id, t.takingWorker)).life.status).toBe('here')
  expect(await t.carry(second)).toEqual(['tidy'])
  expect(await t.wrongFigures(t.officers[1], yingshan)).toEqual([])
})

test('[K20] who comes back by a move is the person they were, and what a move did is not taken back by hand', async () => {
  const { id } = await t.person({ number: false })
  const before = await t.total()
  const there1 = await t.asks(id)
  await t.carry(there1)
  await t.accepts(there1)
  await t.carry(there1)
  const left = (await t.page(id, t.worker)).timeline.find(({ cause }) => cause === 'left')
  const at = new Date(t.w.house.now()).toISOString()
  const undo = await t.worker.call('life.take-back', {
    params: { id },
    body: { id: uuidv7(), event: left?.id ?? '', at },
  })
  expect(undo.body).toEqual({ outcome: 'refused', reason: 'life-moved' })
  t.w.setNow(t.w.house.now() + 30 * hour)
  await t.talk(id, t.takingWorker)
  const back = await t.asks(id, here, t.takingWorker)
  await t.carry(back, yingshan)
  await t.accepts(back, t.giver, t.from.code)
  expect(await t.carry(back, yingshan)).toEqual(['give', 'take', 'tidy'])
  const again = await t.page(id, t.worker)
  expect(again.life.status).toBe('here')
  const causes = again.timeline.filter(({ kind }) => kind === 'move').map(({ cause }) => cause)
  expect(causes.sort()).toEqual(['move.accepted', 'move.asked', 'move.came'])
  expect((await t.page(id, t.takingWorker)).life.status).toBe('left')
  expect(await t.total()).toBe(before)
  expect(await t.wrongFigures(t.officers[0], luotian)).toEqual([])
})

test('[K20] who is recorded as dead there waits for a person, and is not raised by a move', async () => {
  const { id, n } = await t.person()
  const dead = await t.person({ n, place: t.to })
  const at = new Date(t.w.house.now()).toISOString()
  await t.takingWorker.call('life.record', { params: { id: dead.id }, body: { id: uuidv7(), kind: 'death', at } })
  const move = await t.asks(id)
  await t.carry(move)
  await t.accepts(move)
  expect(await t.carry(move)).toEqual(['give'])
  const [pair] = (await t.taker.call('doubtful.list', { query: { county: yingshan } })).body.rows
  const decide = (decision: string) =>
    t.taker.call('doubtful.decide', { params: { id: pair?.id ?? '' }, body: { decision } })
  expect((await decide('same')).problem?.code).toBe('doubtful.dead')
  expect((await decide('different')).body.outcome).toBe('recorded')
  expect((await t.page(dead.id, t.takingWorker)).life.status).toBe('dead')
  expect((await t.page(id, t.takingWorker)).life.status).toBe('here')
})
