import type { AlarmInfo } from '@lianfang/contract'
import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const township = '421123100' as PlaceCode
const minute = 60_000
const day = 24 * 60 * minute
let w: World
let worker: Caller
let medic: Caller
let manager: Caller
let officer: Caller
let village: { readonly code: string; readonly name: string; readonly town: string }

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<typeof village>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 1`,
    [township],
  )
  if (rows[0] === undefined) throw new Error('no village')
  village = rows[0]
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const [m, one] = [
    await w.account({ role: 'medic', place: township, name: '李医生' }),
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
// A test moves the clock for its own people; sessions would end if every test moved it on.
const start = Date.now()
beforeEach(() => w.setNow(start))

let taken = 0
/** Somebody of 83 with an unstable disease (red) or of 70 with a stable one, fully vaccinated (yellow). */
const person = async (tier: 'red' | 'yellow'): Promise<string> => {
  taken += 1
  const name = `警人${'一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯'[taken]}`
  const facts = tier === 'red' ? ['83', '', '高血压,不稳定', '未接种'] : ['70', '', '高血压,稳定', '3针']
  await load(w, { county: luotian, lines: [header, ['1', village.town, village.name, name, '女', '', ...facts, '否']] })
  const { body } = await manager.call('person.search', { body: { place: township, text: name } })
  const found = body.rows[0]
  if (found === undefined) throw new Error('not found')
  expect(found.tier).toBe(tier)
  return found.id
}

const record = (personId: string, more: object, id = uuidv7()) =>
  worker.call('followup.record', {
    body: { id, personId, at: new Date(w.house.now()).toISOString(), channel: 'visit', outcome: 'reached', ...more },
  })
const alarms = async (by: Caller, of: string, state: 'open' | 'closed' = 'open'): Promise<AlarmInfo[]> =>
  (await by.call('alarm.list', { query: { place: township, state, limit: 200 } })).body.rows.filter(
    (a) => a.personId === of,
  )
const openAlarms = async (): Promise<number> => {
  await w.settle()
  const { rows } = await w.admin.query<{ n: number }>(
    `select coalesce(sum(n), 0)::int as n from kernel.counter where place = $1 and metric = 'alarm'`,
    [luotian],
  )
  const { rows: real } = await w.admin.query<{ n: number }>(
    'select count(*)::int as n from care.alarm where closed_at is null',
  )
  expect(rows[0]?.n).toBe(real[0]?.n)
  return rows[0]?.n ?? -1
}
const act = (id: string, what: object, by: Caller = worker, command = uuidv7()) =>
  by.call('alarm.act', { params: { id }, body: { id: command, ...what } })
const begin = (id: string, kind: string, by: Caller = worker) =>
  by.call('episode.begin', { params: { id }, body: { id: uuidv7(), kind, at: new Date(w.house.now()).toISOString() } })
const page = async (id: string, by: Caller = worker) => (await by.call('person.read', { params: { id } })).body

test('[K5] SpO2 of 93 % raises an alarm that team, township and county see at once, with the rule', async () => {
  const id = await person('yellow')
  const before = await openAlarms()
  expect((await record(id, { spo2Percent: 94 })).body).toMatchObject({ result: { alarm: false } })
  const { body, text } = await record(id, { spo2Percent: 93, atRest: true, warmHand: true, onOxygen: false })
  expect(body, text).toMatchObject({ outcome: 'recorded', result: { alarm: true } })
  for (const by of [worker, medic, manager, officer]) {
    expect(await alarms(by, id)).toMatchObject([
      {
        kind: 'reading',
        spo2Percent: 93,
        level: 0,
        urgent: false,
        reasons: [{ code: 'spo2Low', ruleId: 'CARE-ALARM-1' }],
      },
    ])
  }
  expect(await openAlarms()).toBe(before + 1)
  expect((await page(id)).alarms).toHaveLength(1)
})

test('[K5] a repeat of the entry raises no second alarm and is answered the same', async () => {
  const id = await person('yellow')
  const at = new Date(w.house.now()).toISOString()
  const command = uuidv7()
  const send = () =>
    worker.call('followup.record', {
      body: { id: command, personId: id, at, channel: 'phone', outcome: 'reached', signs: ['dyspnoea'] },
    })
  expect((await send()).body).toMatchObject({ outcome: 'recorded', result: { alarm: true } })
  expect((await send()).body).toMatchObject({ outcome: 'already-recorded', result: { alarm: true } })
  expect(await alarms(worker, id)).toHaveLength(1)
})

test('[CARE-CLIMB-1] [CARE-CLIMB-4] nobody acknowledges: it climbs to township, county and leader, under 90 % twice as fast', async () => {
  const [slow, fast] = [await person('yellow'), await person('yellow')]
  const at = w.house.now()
  await record(slow, { spo2Percent: 92 })
  await record(fast, { spo2Percent: 89 })
  const levels = async (minutes: number) => {
    w.setNow(at + minutes * minute)
    return [(await alarms(worker, slow))[0]?.level, (await alarms(worker, fast))[0]?.level]
  }
  expect(await levels(5)).toEqual([0, 1])
  expect(await levels(10)).toEqual([1, 2])
  expect(await levels(20)).toEqual([2, 3])
  // A whole night.
  expect(await levels(600)).toEqual([3, 3])
})

test('[K5] whoever acknowledges is named, the climbing stops, and a second one is told so', async () => {
  const id = await person('yellow')
  await record(id, { breathsPerMinute: 32 })
  const alarm = (await alarms(worker, id))[0]?.id ?? ''
  expect((await act(alarm, { act: 'acknowledge' }, medic)).body.outcome).toBe('recorded')
  expect((await act(alarm, { act: 'acknowledge' })).body).toEqual({ outcome: 'refused', reason: 'alarm-acknowledged' })
  w.setNow(w.house.now() + 60 * minute)
  expect(await alarms(worker, id)).toMatchObject([{ acknowledged: { by: '李医生' }, level: 0, nextClimbAt: null }])
})

test('[CARE-CLIMB-5] taken up and not ended, an alarm is on the morning’s page of township and county after two hours', async () => {
  const id = await person('yellow')
  await record(id, { spo2Percent: 86 })
  const alarm = (await alarms(worker, id))[0]?.id ?? ''
  await act(alarm, { act: 'acknowledge' })
  const held = async (by: Caller, place: string) => {
    const morning = (await by.call('morning.read', { query: { place } })).body.waiting.find(({ key }) => key === 'held')
    const list = (await by.call('alarm.list', { query: { place, only: 'held', limit: 200 } })).body.rows
    expect(morning?.n).toBe(list.length)
    return list.some((row) => row.id === alarm)
  }
  const both = async () => [await held(manager, township), await held(officer, luotian)]
  w.setNow(w.house.now() + 120 * minute)
  expect(await both()).toEqual([false, false])
  w.setNow(w.house.now() + minute)
  expect(await both()).toEqual([true, true])
  await act(alarm, { act: 'referred', note: '县医院' })
  expect(await both()).toEqual([false, false])
})

test('[K5] another one takes an alarm over from whom they saw to have it; of two at once one has it; both stand in its history', async () => {
  const id = await person('red')
  await begin(id, 'infection')
  const alarm = (await alarms(worker, id))[0]?.id ?? ''
  await act(alarm, { act: 'familyRefused', note: '先看看' }, medic)
  const [before] = await alarms(worker, id)
  const seen = before?.acknowledged?.at
  expect(before?.acknowledged).toMatchObject({ by: '李医生', mine: false })
  w.setNow(w.house.now() + 180 * minute)
  expect((await act(alarm, { act: 'acknowledge', seen }, medic)).body).toMatchObject({ reason: 'alarm-acknowledged' })
  const [one, two] = [uuidv7(), uuidv7()]
  const take = (by: Caller, command: string) => act(alarm, { act: 'acknowledge', seen }, by, command)
  const both = await Promise.all([take(worker, one), take(manager, two)])
  expect(both.map(({ body }) => body.outcome).sort()).toEqual(['recorded', 'refused'])
  const [winner, command] = both[0]?.body.outcome === 'recorded' ? ([worker, one] as const) : ([manager, two] as const)
  expect((await take(winner, command)).body).toMatchObject({ outcome: 'already-recorded' })
  const [after] = await alarms(winner, id)
  expect(after).toMatchObject({ acknowledged: { mine: true }, offerAgainAt: before?.offerAgainAt, closed: null })
  expect(after?.acts.map(({ kind }) => kind)).toEqual(['familyRefused', 'acknowledge'])
  expect(new Set(after?.acts.map(({ by }) => by)).size).toBe(2)
})

test('[K5] only a referral or a doctor by name ends an alarm; what was said stays with it', async () => {
  const [one, other] = [await person('yellow'), await person('yellow')]
  await record(one, { spo2Percent: 90 })
  await record(other, { spo2Percent: 90 })
  const before = await openAlarms()
  const [a, b] = [(await alarms(worker, one))[0]?.id ?? '', (await alarms(worker, other))[0]?.id ?? '']
  expect((await act(a, { act: 'doctorDecided', note: '复测 96%' })).body).toMatchObject({ reason: 'alarm-doctor-only' })
  expect((await act(a, { act: 'doctorDecided', note: '' }, medic)).body).toMatchObject({ reason: 'alarm-reason' })
  expect((await act(a, { act: 'doctorDecided', note: '复测 96%' }, medic)).body.outcome).toBe('recorded')
  expect((await act(b, { act: 'referred', note: '县医院，120 十点到' })).body.outcome).toBe('recorded')
  expect(await openAlarms()).toBe(before - 2)
  expect(await alarms(manager, one, 'closed')).toMatchObject([
    { closed: { by: '李医生', how: 'doctorDecided' }, acts: [{ kind: 'doctorDecided', note: '复测 96%' }] },
  ])
  expect((await act(b, { act: 'acknowledge' })).body).toEqual({ outcome: 'refused', reason: 'alarm-closed' })
})

test('[CARE-REFER-1] the family does not want it: dated, offered again within twelve hours, still open', async () => {
  const id = await person('red')
  await begin(id, 'infection')
  const alarm = (await alarms(worker, id))[0]?.id ?? ''
  const at = w.house.now()
  await act(alarm, { act: 'familyRefused', note: '老人不愿住院' })
  expect(await alarms(worker, id)).toMatchObject([
    { closed: null, offerAgainAt: new Date(at + 12 * 60 * minute).toISOString() },
  ])
})

test('[K5] red and infected: refer now, in the same step; yellow and infected: daily contact and no alarm', async () => {
  const [red, yellow] = [await person('red'), await person('yellow')]
  expect((await begin(red, 'infection')).body.outcome).toBe('recorded')
  expect((await begin(yellow, 'infection')).body.outcome).toBe('recorded')
  expect(await alarms(officer, red)).toMatchObject([{ kind: 'referNow', level: 0 }])
  expect(await alarms(officer, yellow)).toEqual([])
  const { due, episode } = await page(yellow)
  expect(due).toMatchObject({ ruleId: 'CARE-INF-1' })
  expect(Date.parse(due.dueAt ?? '') - w.house.now()).toBeLessThanOrEqual(day)
  expect(episode).toMatchObject({ kind: 'infection' })
  expect((await begin(yellow, 'worsening')).body).toEqual({ outcome: 'refused', reason: 'episode-open' })
})

test('[CARE-INF-2] monitoring ends by a doctor, or by itself after seven days told without symptoms', async () => {
  const [one, other] = [await person('yellow'), await person('yellow')]
  await begin(one, 'infection')
  await begin(other, 'infection')
  const end = (by: Caller) => by.call('episode.end', { params: { id: one }, body: { id: uuidv7(), note: '核酸阴性' } })
  expect((await end(worker)).status).toBe(403)
  expect((await end(medic)).body.outcome).toBe('recorded')
  expect(await page(one)).toMatchObject({ episode: null })
  w.setNow(w.house.now() + 3 * day)
  const told = new Date(w.house.now()).toISOString()
  await record(other, { symptoms: 'same' })
  w.setNow(w.house.now() + 6 * day)
  const sixth = await record(other, { symptoms: 'none' })
  expect(sixth.body).not.toHaveProperty('result.monitoringEnded')
  expect((await page(other)).episode).toMatchObject({ symptomsAt: told })
  w.setNow(w.house.now() + day)
  expect((await record(other, { symptoms: 'none' })).body).toMatchObject({
    result: { due: { ruleId: 'CARE-DUE-5' }, monitoringEnded: true },
  })
  expect((await page(other)).episode).toBeNull()
})

test('[K5] told to be worse than last time is a danger sign', async () => {
  const id = await person('yellow')
  await begin(id, 'worsening')
  await record(id, { symptoms: 'worse' })
  expect(await alarms(worker, id)).toMatchObject([{ reasons: [{ code: 'sign', sign: 'diseaseWorse' }] }])
})

test('[CARE-ALARM-2] [CARE-ALARM-3] a doctor’s baseline keeps the usual silent until its day, never 87 % nor a fall of four', async () => {
  const id = await person('yellow')
  const until = dayAt(w.house.now() + 3 * day)
  const set = (by: Caller, more: object) =>
    by.call('baseline.set', { params: { id }, body: { id: uuidv7(), spo2Percent: 90, until, note: '慢阻肺', ...more } })
  expect((await set(worker, {})).status).toBe(403)
  expect((await set(medic, { until: '2020-01-01' })).body).toEqual({ outcome: 'refused', reason: 'baseline-day' })
  expect((await set(medic, {})).body.outcome).toBe('recorded')
  // The list that the form is opened from says it, so that nobody's page is read only to record.
  const { rows } = (await worker.call('person.list', { query: { place: township, limit: 200 } })).body
  expect(rows.find((row) => row.id === id)).toMatchObject({ baseline: { spo2Percent: 90, until } })
  expect((await record(id, { spo2Percent: 90, onOxygen: false })).body).toMatchObject({ result: { alarm: false } })
  // Nobody asked: it could be 90 on oxygen.
  expect((await record(id, { spo2Percent: 90 })).body).toMatchObject({ result: { alarm: true } })
  expect((await record(id, { spo2Percent: 87, onOxygen: false })).body).toMatchObject({ result: { alarm: true } })
  w.setNow(w.house.now() + 5 * day)
  expect((await record(id, { spo2Percent: 90, onOxygen: false })).body).toMatchObject({ result: { alarm: true } })
})

test('[CARE-ALARM-6] the third day over 38.5 raises an alarm', async () => {
  const id = await person('yellow')
  const hot = async () =>
    ((await record(id, { temperatureC: 38.7 })).body as { result: { alarm: boolean } }).result.alarm // recorded just now
  const seen = [await hot()]
  for (let i = 0; i < 2; i += 1) {
    w.setNow(w.house.now() + day)
    seen.push(await hot())
  }
  expect(seen).toEqual([false, false, true])
})

test('[K5] an entry corrected to a good value marks the alarm and does not end it', async () => {
  const id = await person('yellow')
  const wrong = uuidv7()
  await record(id, { spo2Percent: 59 }, wrong)
  await record(id, { spo2Percent: 95, corrects: wrong })
  expect(await alarms(worker, id)).toMatchObject([{ id: wrong, corrected: true, closed: null }])
})

test('[K5] [K20] a death closes what was open about the person, and a death taken back opens it again', async () => {
  const id = await person('red')
  await begin(id, 'infection')
  const before = await openAlarms()
  const event = uuidv7()
  const at = new Date(w.house.now()).toISOString()
  await worker.call('life.record', { params: { id }, body: { id: event, kind: 'death', at } })
  expect(await openAlarms()).toBe(before - 1)
  await medic.call('life.take-back', { params: { id }, body: { id: uuidv7(), event, at } })
  expect(await openAlarms()).toBe(before)
  expect(await alarms(worker, id)).toMatchObject([{ kind: 'referNow', closed: null }])
})
