import { isChosen } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { differences } from '../../../../../../tests/support/figures.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'
import { countyScope, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { openCallbacks } from './open-checks.js'

const township = '421123100' as PlaceCode
let w: World
let manager: Caller
let worker: Caller
let people: readonly string[]
let officer: Caller
let village: string

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<{ code: string; name: string; town: string }>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 1`,
    [township],
  )
  const place = rows[0]
  if (place === undefined) throw new Error('no village')
  village = place.name
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  const [m, one] = [
    await w.account({ role: 'medic', place: township }),
    await w.account({ role: 'villageWorker', place: township, name: '王网格' }),
  ]
  const members = [
    { accountId: m.id, medic: true },
    { accountId: one.id, medic: false },
  ]
  await manager.call('team.create', {
    body: { id: uuidv7(), township, name: '一组', members, villages: [place.code] },
  })
  worker = await w.signIn(one.login)
  const lines = Array.from({ length: 14 }, (_, i) => [
    ...[
      `${i}`,
      place.town,
      place.name,
      `查人${'甲乙丙丁戊己庚辛壬癸子丑寅卯'[i]}`,
      '女',
      '',
      '84',
      `1390000${1000 + i}`,
    ],
    ...['慢阻肺,不稳定', '未接种', '否'],
  ])
  await load(w, { county: luotian, lines: [header, ...lines] })
  const found = await manager.call('person.list', { query: { place: township, limit: 100 } })
  people = found.body.rows.map((r) => r.id)
})
afterAll(() => w.close())

const talk = (personId: string, more: object, id = uuidv7()) =>
  worker.call('followup.record', {
    body: { id, personId, at: new Date(w.house.now()).toISOString(), channel: 'phone', outcome: 'reached', ...more },
  })
const today = (): string => dayAt(w.house.now())
const day = async (by: Caller = manager) => (await by.call('check.day', { query: { township, day: today() } })).body

/** An id of a command that the draw takes, as one in twenty is. */
const drawnId = (): string => {
  for (;;) {
    const id = uuidv7()
    if (isChosen(id, 5)) return id
  }
}

test('[K3] twelve talks in five minutes and the same readings for five people are put before the township, by name', async () => {
  for (const id of people.slice(0, 12)) await talk(id, { spo2Percent: 97, temperatureC: 36.5 })
  const { patterns, of } = await day()
  expect(of).toBe(12)
  expect(patterns.map((p) => [p.kind, p.count, p.by, p.seen])).toEqual([
    ['burst', 12, '王网格', null],
    ['sameReadings', 12, '王网格', null],
  ])
  const [burst] = patterns
  const { account, kind, beganAt } = burst ?? { account: '', kind: 'burst', beganAt: '' }
  const body = { township, account, kind, beganAt, verdict: 'explained', note: '集中随访日，两人同录' }
  expect((await manager.call('check.pattern', { body })).status).toBe(204)
  expect((await day()).patterns[0]?.seen).toMatchObject({ verdict: 'explained', note: '集中随访日，两人同录' })
})

test('[K3] a drawn follow-up is called back, and what was said stands with it; a later result replaces it', async () => {
  const id = drawnId()
  await talk(people[13] ?? '', {}, id)
  const mine = async () => (await day()).callbacks.find((c) => c.followup === id)
  expect(await mine()).toMatchObject({ result: null, by: '王网格', phones: [expect.stringMatching(/^139/)] })
  const said = (result: string, note: string | null) =>
    manager.call('check.callback', { params: { id }, body: { result, note } })
  expect((await said('notReached', null)).status).toBe(204)
  expect((await said('denied', '老人说没人来过电话')).status).toBe(204)
  expect((await mine())?.result).toMatchObject({ result: 'denied', note: '老人说没人来过电话' })
})

test('[K3] what was corrected is not called back', async () => {
  const id = drawnId()
  await talk(people[12] ?? '', {}, id)
  await talk(people[12] ?? '', { outcome: 'withdrawn', corrects: id })
  expect((await day()).callbacks.map((c) => c.followup)).not.toContain(id)
})

test('[K20] [CARE-LIFE-4] about somebody who has died since nobody is called back: said so, refused, and not counted as owed', async () => {
  const id = drawnId()
  // Somebody of whom no other talk may be drawn by chance.
  const gone = people[13] ?? ''
  await talk(gone, {}, id)
  const mine = async () => (await day()).callbacks.find((c) => c.followup === id)
  expect(await mine()).toMatchObject({ gone: null })
  const owed = async () => {
    const now = w.house.now()
    const at = { home: luotian, township }
    const span = { from: new Date(now - 3_600_000), until: new Date(now + 3_600_000) }
    const care = await w.house.policy.care(township, dayIn(instantOf(w.house.now()), 'Asia/Shanghai'))
    const read = (tx: Tx) => openCallbacks(tx, { ...at, spans: [{ ...span, values: openGate(care.checks) }] })
    return (await inTransaction(w.house.db.app, countyScope(luotian as PlaceCode), read)).reduce(
      (sum, { n }) => sum + n,
      0,
    )
  }
  const before = await owed()
  const at = new Date(w.house.now()).toISOString()
  await manager.call('life.record', { params: { id: gone }, body: { id: uuidv7(), kind: 'death', at } })
  expect(await mine()).toMatchObject({ gone: 'dead', result: null })
  expect(await owed()).toBe(before - 1)
  const said = await manager.call('check.callback', { params: { id }, body: { result: 'confirmed', note: null } })
  expect(said.problem?.code).toBe('check.gone')
})

const dueOf = async (id: string) => (await manager.call('person.read', { params: { id } })).body.due
const timelineOf = async (id: string) => (await manager.call('person.read', { params: { id } })).body.timeline
const said = (id: string, result: string, note: string | null = null) =>
  manager.call('check.callback', { params: { id }, body: { result, note } })

/** Nobody has talked to them today. */
const untouched = async (at: number): Promise<string> => {
  const lines = [
    String(40 + at),
    '凤山镇',
    village,
    `未动${'甲乙丙丁戊己庚辛壬癸子丑寅'[at]}`,
    '女',
    '',
    '84',
    `1370000${1000 + at}`,
  ]
  await load(w, { county: luotian, lines: [header, [...lines, '慢阻肺,不稳定', '未接种', '否']] })
  const { body } = await manager.call('person.search', { body: { place: township, text: `1370000${1000 + at}` } })
  return body.rows[0]?.id ?? ''
}

test('[K3, CARE-CHECK-6] a talk that a call-back denies is withdrawn: the person is owed what they were owed before, and stands on the list', async () => {
  const person = await untouched(0)
  const owed = await dueOf(person)
  const id = drawnId()
  await talk(person, { spo2Percent: 97 }, id)
  expect((await dueOf(person)).reason).not.toBe('firstContact')
  expect((await said(id, 'denied', '老人说没人来过')).status).toBe(204)
  expect(await dueOf(person)).toEqual(owed)
  const [withdrawal] = (await timelineOf(person)).filter(({ kind }) => kind === 'withdrawal')
  expect(withdrawal).toMatchObject({ note: '老人说没人来过', withdrawn: false })
  // It is still on its day with what was said, and said twice nothing more happens.
  expect((await said(id, 'denied')).status).toBe(204)
  expect((await day()).callbacks.find((c) => c.followup === id)?.result).toMatchObject({ result: 'denied' })
  expect((await timelineOf(person)).filter(({ kind }) => kind === 'withdrawal')).toHaveLength(1)
  await w.settle()
  expect(await differences(officer, luotian)).toEqual([])
})

test('[K3, CARE-CHECK-6] another answer takes the withdrawal back: the talk stands as it was, with what was measured', async () => {
  const person = await untouched(1)
  const id = drawnId()
  await talk(person, { spo2Percent: 96, temperatureC: 36.8 }, id)
  const before = await dueOf(person)
  await said(id, 'denied')
  await said(id, 'confirmed')
  expect(await dueOf(person)).toEqual(before)
  const standing = (await timelineOf(person)).find(({ corrected, kind }) => !corrected && kind === 'correction')
  expect(standing).toMatchObject({ outcome: 'reached', spo2Percent: 96, temperatureC: 36.8 })
  // And once more denied, the entry that stands now is withdrawn.
  await said(id, 'denied')
  expect((await dueOf(person)).reason).toBe('firstContact')
  expect((await day()).callbacks.find((c) => c.followup === id)?.result).toMatchObject({ result: 'denied' })
  await w.settle()
  expect(await differences(officer, luotian)).toEqual([])
})

test('[K3, CARE-CHECK-6] what the worker took back is not withdrawn twice, and nobody who has left is touched', async () => {
  const person = await untouched(2)
  const id = drawnId()
  await talk(person, {}, id)
  await talk(person, { outcome: 'withdrawn', corrects: id })
  expect((await said(id, 'denied')).status).toBe(204)
  expect((await timelineOf(person)).filter(({ kind }) => kind === 'withdrawal')).toHaveLength(1)
})

test('[K3, CARE-CHECK-6] the talks of a pattern judged to be wrong are withdrawn with whoever hangs on the same call; explained, they stand again', async () => {
  const five: string[] = []
  for (const at of [3, 4, 5, 6, 7]) five.push(await untouched(at))
  const [first = '', housed = ''] = [five[0], await untouched(8)]
  const call = uuidv7()
  for (const id of five) await talk(id, { spo2Percent: 93 + 2, temperatureC: 36.1 }, id === first ? call : uuidv7())
  await talk(housed, { call })
  const found = (await day()).patterns.find(
    ({ kind, count, people: who }) => kind === 'sameReadings' && count === 5 && who.some(({ id }) => id === first),
  )
  const { account = '', kind = 'burst', beganAt = '' } = found ?? {}
  const judge = (verdict: 'wrong' | 'explained') =>
    manager.call('check.pattern', { body: { township, account, kind, beganAt, verdict, note: '照抄' } })
  const reasons = async () => Promise.all([...five, housed].map(async (id) => (await dueOf(id)).reason))
  expect(new Set(await reasons()).has('firstContact')).toBe(false)
  expect((await judge('wrong')).status).toBe(204)
  expect(new Set(await reasons())).toEqual(new Set(['firstContact']))
  expect((await judge('wrong')).status).toBe(204)
  expect((await day()).patterns.find((p) => p.beganAt === beganAt && p.kind === kind)).toMatchObject({
    count: 5,
    seen: { verdict: 'wrong' },
  })
  expect((await judge('explained')).status).toBe(204)
  expect(new Set(await reasons()).has('firstContact')).toBe(false)
  await w.settle()
  expect(await differences(officer, luotian)).toEqual([])
})

test('[K3] a pattern that nobody has judged waits as long as call-backs do, and its day is named', async () => {
  for (const at of [9, 10, 11, 2, 1]) await talk(await untouched(at), { spo2Percent: 98, temperatureC: 36.9 })
  const began = today()
  w.setNow(w.house.now() + 3 * 86_400_000)
  const { body } = await manager.call('check.day', { query: { township, day: today() } })
  expect(body.unjudged.find((one) => one.day === began)?.n).toBeGreaterThan(0)
  const morning = await manager.call('morning.read', { query: { place: township } })
  const line = morning.body.waiting.find(({ key }) => key === 'patterns')
  expect(line?.n).toBe(body.unjudged.reduce((sum, { n }) => sum + n, 0))
})

test('[K3] [X3] a larger share draws from its own day on: days before it owe what they owed', async () => {
  const ended = dayAt(Date.now())
  w.setNow(w.house.now() + 86_400_000)
  const read = async () => ({
    day: (await manager.call('check.day', { query: { township, day: ended } })).body,
    morning: (await manager.call('morning.read', { query: { place: township } })).body.waiting.find(
      ({ key }) => key === 'callbacks',
    )?.n,
  })
  const before = await read()
  const another = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const id = uuidv7()
  await officer.call('policy.propose', {
    body: {
      ...{ id, ruleId: 'CARE-CHECK-1', place: luotian, value: 100, evidence: 'official', until: null, approval: null },
      ...{ source: { document: '罗田县通知', clause: '一' }, from: today() },
    },
  })
  expect((await another.call('policy.sign', { params: { id } })).status).toBe(200)
  const after = await read()
  expect(after.day.callbacks).toEqual(before.day.callbacks)
  expect(after.day.owed).toEqual(before.day.owed)
  expect(after.morning).toBe(before.morning)
  expect(after.day.of).toBeGreaterThan(after.day.callbacks.length)
})

test('[K3, CARE-CHECK-7] what a call-back withdrew is put back by no field role, who is told who withdrew it and when; the township may', async () => {
  const person = await untouched(12)
  const id = drawnId()
  await talk(person, { spo2Percent: 97 }, id)
  await said(id, 'denied', '老人说没人来过')
  // Its line says so, so that no form is offered that would be refused.
  const [withdrawal] = (await timelineOf(person)).filter(({ kind }) => kind === 'withdrawal')
  expect(withdrawal).toMatchObject({ byCheck: true, corrected: false })
  const owed = await dueOf(person)
  const again = uuidv7()
  const refused = {
    outcome: 'refused',
    reason: 'corrects-checked',
    checked: { role: 'townshipManager', place: '凤山镇', at: withdrawal?.madeAt },
  }
  // Neither what was withdrawn, nor the entry below it, nor as an attempt first; sent twice it is answered twice the same.
  expect((await talk(person, { corrects: withdrawal?.id }, again)).body).toEqual(refused)
  expect((await talk(person, { corrects: withdrawal?.id }, again)).body).toEqual(refused)
  expect((await talk(person, { corrects: id })).body).toEqual(refused)
  expect((await talk(person, { corrects: withdrawal?.id, outcome: 'unanswered' })).body).toEqual(refused)
  expect(await dueOf(person)).toEqual(owed)
  const at = new Date(w.house.now()).toISOString()
  const body = { id: uuidv7(), personId: person, at, channel: 'phone', outcome: 'reached', corrects: withdrawal?.id }
  expect((await manager.call('followup.record', { body })).body).toMatchObject({ outcome: 'recorded' })
  expect((await dueOf(person)).reason).not.toBe('firstContact')
  await w.settle()
  expect(await differences(officer, luotian)).toEqual([])
})

test('[K3, CARE-CHECK-7] a talk is recorded anew after a call-back, and what its worker took back themselves is put back by them', async () => {
  const person = await untouched(10)
  const [id, own] = [drawnId(), uuidv7()]
  await talk(person, {}, id)
  await said(id, 'denied')
  expect((await talk(person, {}, own)).body).toMatchObject({ outcome: 'recorded' })
  const back = uuidv7()
  await talk(person, { outcome: 'withdrawn', corrects: own }, back)
  expect((await talk(person, { corrects: back })).body).toMatchObject({ outcome: 'recorded' })
})
