import { dayIn, instantOf } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const day = 86_400_000
let w: World
let t: Township
const start = Date.now()
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['续期人', '结束人', '变差人', '未到人', '报警人'] })
})
afterAll(() => w.close())

const inDays = (days: number): string => dayIn(instantOf(start + days * day), 'Asia/Shanghai')
const set = async (id: string, tier: string, reviewOn: string) => {
  const body = { commandId: uuidv7(), tier, reason: '上门看过', reviewOn }
  const reply = await t.medic.call('tier.override', { params: { id }, body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  return body.commandId
}
const listed = async (state: 'due' | 'all' = 'due') =>
  (await t.officer.call('tier.overrides', { query: { place: luotian, state } })).body.rows

test('[K1] an override is in the list from its review day on, the longest past first; the queue counts it', async () => {
  const [first = '', second = '', , later = ''] = t.people
  await set(first, 'yellow', inDays(10))
  await set(second, 'green', inDays(8))
  await set(later, 'yellow', inDays(40))
  expect(await listed()).toEqual([])
  w.setNow(start + 12 * day)
  expect(await listed()).toMatchObject([
    { name: '结束人', tier: 'green', set: 'green', assessed: 'red', by: '何医生', why: 'dayCame', daysPast: 4 },
    { name: '续期人', tier: 'yellow', daysPast: 2, reason: '上门看过' },
  ])
  expect((await t.manager.call('tier.queue', { query: { place: t.code } })).body.reviews).toBe(2)
  expect(await listed('all')).toHaveLength(3)
  const file = { place: luotian, state: 'due', format: 'csv', language: 'en' }
  expect((await t.officer.call('tier.overrides-export', { query: file })).text.trim().split('\r\n')).toHaveLength(3)
})

test('[K1] renewed by name, it leaves the list until its new day, and the history says so', async () => {
  const [id = ''] = t.people
  await set(id, 'yellow', inDays(30))
  expect((await listed()).map((one) => one.name)).toEqual(['结束人'])
  const { timeline } = (await t.officer.call('person.read', { params: { id } })).body
  expect(timeline.filter((e) => e.kind === 'override' && e.toTier === 'yellow')).toHaveLength(2)
})

test('[K1] ended by a medic, an upgrade by the criteria applies at once; ended again it is answered and not repeated', async () => {
  const [, id = ''] = t.people
  const overrideId = (await listed())[0]?.overrideId
  const other = await t.medic.call('tier.override-end', { params: { id }, body: { overrideId: uuidv7() } })
  expect(other.body.outcome).toBe('changed')
  const ended = await t.medic.call('tier.override-end', { params: { id }, body: { overrideId } })
  expect(ended.body, ended.text).toMatchObject({ outcome: 'recorded', tier: { tier: 'red', override: null } })
  const again = await t.medic.call('tier.override-end', { params: { id }, body: { overrideId } })
  expect(again.body.outcome).toBe('already-recorded')
  expect(await listed()).toEqual([])
  const { timeline } = (await t.officer.call('person.read', { params: { id } })).body
  expect(timeline.some((e) => e.cause === 'overrideEnded' && e.by === '何医生')).toBe(true)
})

test('[K1] ended where the criteria say less, the downgrade waits for a medic as always', async () => {
  const [, , id = ''] = t.people
  await w.admin.query(`update care.person set disease_class = 'none', vaccination_class = 'full' where id = $1`, [id])
  const overrideId = await set(id, 'red', inDays(20))
  const ended = await t.medic.call('tier.override-end', { params: { id }, body: { overrideId } })
  expect(ended.body, ended.text).toMatchObject({ outcome: 'recorded', tier: { tier: 'red', waiting: 'yellow' } })
})

test('[K1] [K5] nobody is set to a lower tier over an open alarm; once a doctor has answered it, they are', async () => {
  const id = t.people[4] ?? ''
  const at = () => new Date(w.house.now()).toISOString()
  const reading = { id: uuidv7(), personId: id, at: at(), channel: 'visit', outcome: 'reached', spo2Percent: 90 }
  await t.worker.call('followup.record', { body: reading })
  const body = { commandId: uuidv7(), tier: 'yellow', reason: '上门看过', reviewOn: inDays(60) }
  const lower = () => t.medic.call('tier.override', { params: { id }, body })
  expect((await lower()).problem?.code).toBe('tier.alarm-open')
  expect((await t.medic.call('tier.override', { params: { id }, body: { ...body, tier: 'red' } })).status).toBe(200)
  const [alarm] = (await t.officer.call('person.read', { params: { id } })).body.alarms
  const decided = { id: uuidv7(), act: 'doctorDecided', note: '复测 96%' }
  await t.medic.call('alarm.act', { params: { id: alarm?.id ?? '' }, body: decided })
  body.commandId = uuidv7()
  expect((await lower()).body).toMatchObject({ outcome: 'recorded' })
})

test('[K1, K5] a batch of facts lowers nobody over an open alarm: the facts are taken, the colour waits and the answer counts it', async () => {
  const { rows } = await w.admin.query<{ name: string }>('select name from kernel.division where code = $1', [t.code])
  const line = ['1', rows[0]?.name ?? '', t.village.name, '批量人', '女', '', '84', '15500000093', '', '', '否']
  await load(w, { county: luotian, lines: [header, line] })
  const found = await t.officer.call('person.search', { body: { place: luotian, text: '批量人' } })
  const id = found.body.rows[0]?.id ?? ''
  const at = new Date(w.house.now()).toISOString()
  const low = { id: uuidv7(), personId: id, at, channel: 'visit', outcome: 'reached', spo2Percent: 91 }
  expect((await t.worker.call('followup.record', { body: low })).body).toMatchObject({ outcome: 'recorded' })
  const confirm = async (what: object) =>
    (await t.medic.call('tier.confirm', { body: { commandId: uuidv7(), place: t.code, people: [{ id, ...what }] } }))
      .body
  expect(await confirm({ disease: 'none', vaccination: 'full' })).toMatchObject({
    confirmed: 1,
    waiting: 1,
    skipped: [],
  })
  const tier = async () => (await t.officer.call('person.read', { params: { id } })).body.tier
  expect(await tier()).toMatchObject({ tier: 'red', waiting: 'yellow', provisional: [] })
  expect(await confirm({ acceptDowngrade: true })).toMatchObject({
    confirmed: 0,
    skipped: [{ id, reason: 'alarm-open' }],
  })
  const body = { id: uuidv7(), act: 'doctorDecided', note: '看过' }
  await t.medic.call('alarm.act', { params: { id: low.id }, body })
  expect(await confirm({ acceptDowngrade: true })).toMatchObject({ confirmed: 1, waiting: 0, skipped: [] })
  expect(await tier()).toMatchObject({ tier: 'yellow', waiting: null })
})
