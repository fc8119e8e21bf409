import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const township = '421123100' as PlaceCode
const hour = 3_600_000
let w: World
let manager: Caller
let officer: Caller
let worker: Caller
let villages: readonly { readonly code: string; readonly name: string; readonly town: string }[]

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<(typeof villages)[number]>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 2`,
    [township],
  )
  villages = rows
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const [m, one] = [
    await w.account({ role: 'medic', place: township }),
    await w.account({ role: 'villageWorker', place: township }),
  ]
  const members = [
    { accountId: m.id, medic: true },
    { accountId: one.id, medic: false },
  ]
  await manager.call('team.create', {
    body: { id: uuidv7(), township, name: '一组', members, villages: [villages[0]?.code] },
  })
  worker = await w.signIn(one.login)
})
afterAll(() => w.close())

let taken = 0
/** People of one village; loaded together, because a ledger of one costs as much as one of forty. */
const people = async (count: number, village: 0 | 1 = 0): Promise<readonly string[]> => {
  taken += 1
  const place = villages[village]
  const lines = Array.from({ length: count }, (_, i) => [
    ...[
      String(i + 1),
      place?.town ?? '',
      place?.name ?? '',
      `院${String.fromCodePoint(0x4e00 + taken, 0x4f00 + i)}`,
      '女',
    ],
    ...['', '70', '', '高血压,稳定', '3针', '否'],
  ])
  const { entry } = await load(w, { county: luotian, lines: [header, ...lines] })
  const { rows } = await w.admin.query<{ id: string }>('select id from care.person where import_id = $1 order by id', [
    entry.id,
  ])
  return rows.map((r) => r.id)
}
const body = (more: object = {}) => ({
  ...{ kind: 'careHome', name: '福寿居', village: villages[0]?.code, phone: '0713-5050001', capacity: 50, ...more },
})
const register = async (more: object = {}): Promise<string> => {
  const id = uuidv7()
  const made = await manager.call('careHome.register', { body: { ...body(more), id } })
  expect(made.text).toContain('"recorded"')
  return id
}
const today = (): string => dayAt(w.house.now())
const moveIn = (home: string, personId: string, more: object = {}, by: Caller = worker) =>
  by.call('careHome.move-in', { params: { id: home }, body: { id: uuidv7(), personId, day: today(), ...more } })
const moveOut = (home: string, personId: string, by: Caller = worker) =>
  by.call('careHome.move-out', { params: { id: home }, body: { id: uuidv7(), personId, day: today() } })
const read = async (home: string, by: Caller = worker) =>
  (await by.call('careHome.read', { params: { id: home } })).body
const filled = async (count: number): Promise<{ home: string; ids: readonly string[] }> => {
  const home = await register()
  const ids = await people(count)
  for (const id of ids) expect((await moveIn(home, id)).body).toEqual({ outcome: 'recorded' })
  return { home, ids }
}
const part = (personId: string, more: object = {}) => ({
  ...{ id: uuidv7(), personId, state: 'well', at: new Date(w.house.now()).toISOString() },
  ...more,
})
const round = (home: string, parts: readonly object[], id = uuidv7(), by: Caller = worker) =>
  by.call('careHome.round', { params: { id: home }, body: { id, parts } })

test('[K21] a home without a named hospital says so; what is changed leaves the version before it standing', async () => {
  const id = await register()
  expect((await read(id)).lacks).toEqual(['hospital', 'greenChannel'])
  const hospital = uuidv7()
  await officer.call('facility.create', {
    body: {
      ...{ id: hospital, kind: 'hospital', name: '县人民医院', nameEn: null, place: luotian, grade: 'second' },
      ...{ phone: '0713-5052120', aroundTheClock: true, creditCode: null, organisation: null, openFrom: null },
    },
  })
  const agreed = { hospital, liaison: '陈主任', liaisonPhone: '0713-5052121', greenChannelOn: today() }
  const change = (version: number, more: object = {}) =>
    manager.call('careHome.change', { params: { id }, body: { ...body({ ...agreed, ...more }), version } })
  expect((await change(1)).body).toMatchObject({ outcome: 'recorded', version: 2 })
  expect((await change(1)).body).toEqual({ outcome: 'stale', version: 2 })
  const page = await read(id)
  expect([page.hospital?.name, page.liaison, page.lacks]).toEqual(['县人民医院', '陈主任', []])
  const { rows } = await w.admin.query(
    'select version, fields->>$2 as hospital from care.care_home_change where care_home = $1 order by version',
    [id, 'hospital'],
  )
  expect(rows).toEqual([
    { version: 1, hospital: null },
    { version: 2, hospital },
  ])
  expect((await change(2, { hospital: uuidv7() })).problem?.code).toBe('careHome.institution')
})

test('[K21] a registration sent twice is one, with other content it is refused, and a worker registers none', async () => {
  const id = uuidv7()
  const send = (more: object, by = manager) => by.call('careHome.register', { body: { ...body(more), id } })
  expect([(await send({})).body.outcome, (await send({})).body.outcome]).toEqual(['recorded', 'already-recorded'])
  expect((await send({ name: '别的' })).problem?.code).toBe('command.other-body')
  expect((await send({}, worker)).status).toBe(403)
})

test('[K21] somebody moves in and out; a repeat is answered, one person is in one home, and a mistake is taken back', async () => {
  const [first, second] = [await register(), await register({ name: '二院' })]
  const [id = ''] = await people(1)
  const command = uuidv7()
  const replies = [
    await moveIn(first, id, { id: command, room: '201' }),
    await moveIn(first, id, { id: command, room: '201' }),
  ]
  expect(replies.map((r) => r.body.outcome)).toEqual(['recorded', 'already-recorded'])
  expect((await moveIn(second, id)).body).toEqual({ outcome: 'refused', reason: 'resident-other-home' })
  expect((await read(first)).residents.map((r) => [r.id, r.room, r.state])).toEqual([[id, '201', 'here']])
  expect((await moveOut(first, id)).body).toEqual({ outcome: 'recorded' })
  expect((await moveOut(first, id)).body).toEqual({ outcome: 'refused', reason: 'resident-none' })
  const stay = (await read(first)).stays[0]
  expect([stay?.kind, stay?.last]).toEqual(['out', true])
  const back = { params: { id: first }, body: { id: uuidv7(), stay: stay?.id } }
  expect((await worker.call('careHome.take-back', back)).body).toEqual({ outcome: 'recorded' })
  expect((await read(first)).residents.map((r) => [r.id, r.room])).toEqual([[id, '201']])
  const tooSoon = await moveIn(second, (await people(1))[0] ?? '', { day: '2999-01-01' })
  expect(tooSoon.problem?.code).toBe('request.invalid')
})

test('[K21] who lived in another village of the township is served by the home’s team from the same step on', async () => {
  const home = await register()
  const [id = ''] = await people(1, 1)
  expect((await moveIn(home, id)).status).toBe(404)
  expect((await moveIn(home, id, {}, manager)).body).toEqual({ outcome: 'refused', reason: 'resident-other-village' })
  expect((await moveIn(home, id, { moveVillage: true }, manager)).body).toEqual({ outcome: 'recorded' })
  const page = (await worker.call('person.read', { params: { id } })).body
  expect([page.team?.name, page.chain.at(-1)?.code]).toEqual(['一组', villages[0]?.code])
})

test('[K21] one command records a whole round: each part is a follow-up with its due moment, and a repeat is none more', async () => {
  const { home, ids } = await filled(3)
  const before = (await read(home)).numbers
  expect([before.residents, before.yellow + before.red + before.green]).toEqual([3, 3])
  const [id, parts] = [uuidv7(), ids.map((person) => part(person, { temperatureC: 36.5 }))]
  const first = await round(home, parts, id)
  expect(first.body, first.text).toMatchObject({ complete: true, missing: 0 })
  expect(first.body.parts.map((p) => p.outcome)).toEqual(Array(3).fill('recorded'))
  const again = await round(home, parts, id)
  expect(again.body.parts.map((p) => p.outcome)).toEqual(Array(3).fill('already-recorded'))
  const { rows } = await w.admin.query('select count(*)::int as n from care.followup where call = $1', [id])
  expect(rows).toEqual([{ n: 3 }])
  const page = await read(home)
  expect(page.residents.every((r) => !r.neverReached)).toBe(true)
  expect(page.rounds[0]).toMatchObject({ id, well: 3, unwell: 0 })
  expect([page.round.state, page.openRound]).toEqual(['inTime', null])
})

test('[K21, K5] a low SpO2 in the round is an alarm in the same step', async () => {
  const { home, ids } = await filled(2)
  const [low = '', other = ''] = ids
  const reply = await round(home, [part(low, { spo2Percent: 88 }), part(other)])
  expect(reply.body.parts.filter((p) => p.alarm).map((p) => p.personId)).toEqual([low])
  const page = await read(home)
  expect([page.numbers.alarms, page.residents.find((r) => r.alarm)?.id]).toEqual([1, low])
})

test('[K21, K5, K4] an alarm and a call about a resident name the home, the room and its number: where 120 has to drive', async () => {
  const home = await register({ name: '松鹤居', phone: '0713-5057777' })
  const [id = ''] = await people(1)
  await moveIn(home, id, { room: '203' })
  await round(home, [part(id, { spo2Percent: 86 })])
  const alarms = (await manager.call('alarm.list', { query: { place: township, limit: 200 } })).body.rows
  expect(alarms.find(({ personId }) => personId === id)).toMatchObject({
    place: expect.stringContaining('松鹤居 203'),
    phones: ['0713-5057777'],
  })
  const call = {
    ...{ id: uuidv7(), place: township, personId: id, about: '', said: '气喘', signs: [], redFlags: [], dayFlags: [] },
    ...{ spo2Percent: null, temperatureC: null, caller: { number: '0713-5057777', name: '护理员' } },
  }
  const told = { call: { stay: { at: '松鹤居 203', phone: '0713-5057777' } } }
  expect((await manager.call('call.record', { body: call })).body).toMatchObject(told)
  expect((await manager.call('call.record', { body: call })).body).toMatchObject(told)
  const { body: calls } = await manager.call('call.list', { query: { place: township } })
  expect(calls.rows.find(({ personId }) => personId === id)?.home).toMatchObject({
    address: '松鹤居 203',
    phones: ['0713-5057777'],
  })
})

test('[K21] 930 and 9.3 are refused for their resident with the field, the others are kept, and the round is not done', async () => {
  const { home, ids } = await filled(3)
  const [a = '', b = '', c = ''] = ids
  const id = uuidv7()
  const wrong = await round(home, [part(a, { spo2Percent: 930 }), part(b, { temperatureC: 9.3 }), part(c)], id)
  const of = (person: string) => wrong.body.parts.find((p) => p.personId === person)
  expect([of(a)?.field, of(b)?.field, of(c)?.outcome]).toEqual(['spo2Percent', 'temperatureC', 'recorded'])
  expect([wrong.body.complete, wrong.body.missing]).toEqual([false, 2])
  const half = await read(home)
  expect([half.openRound, half.residents.filter((r) => r.told !== null).map((r) => r.id)]).toEqual([id, [c]])
  expect(half.rounds[0]?.completedAt).toBeNull()
  const rest = await round(home, [part(a, { spo2Percent: 93 }), part(b, { temperatureC: 36.6 })], id)
  expect([rest.body.complete, rest.body.missing]).toEqual([true, 0])
})

test('[K21, K20] the round does not ask for who is in hospital or died, and takes no "well" of them', async () => {
  const { home, ids } = await filled(3)
  const [ill = '', dead = '', well = ''] = ids
  const life = (personId: string, kind: string) =>
    worker.call('life.record', {
      params: { id: personId },
      body: { id: uuidv7(), kind, at: new Date(w.house.now()).toISOString() },
    })
  expect((await life(ill, 'admission')).status).toBe(200)
  expect((await life(dead, 'death')).status).toBe(200)
  const reply = await round(
    home,
    ids.map((id) => part(id)),
  )
  expect(reply.body.complete).toBe(true)
  expect(
    reply.body.parts
      .filter((p) => p.reason === 'part-not-asked')
      .map((p) => p.personId)
      .sort(),
  ).toEqual([ill, dead].sort())
  const page = await read(home)
  const states = new Map(page.residents.map((r) => [r.id, r.state]))
  expect([states.get(ill), states.get(dead), states.get(well)]).toEqual(['admitted', 'dead', 'here'])
  expect([page.numbers.residents, page.numbers.inHospital]).toEqual([2, 1])
})

test('[K21] a round of 300 is one command', async () => {
  const home = await register({ name: '县福利院', kind: 'welfareInstitution' })
  const ids = await people(300)
  await w.admin.query(
    `insert into care.care_home_resident (home, person, care_home, stay, since) select $1, p, $2, gen_random_uuid(), '2023-01-01'
     from unnest($3::uuid[]) p`,
    [luotian, home, ids],
  )
  const reply = await round(
    home,
    ids.map((id) => part(id)),
  )
  expect([reply.body.complete, reply.body.parts.length]).toEqual([true, 300])
})

test('[CARE-ROUND-1, CARE-ROUND-2] a late round stands on top of the list, and twelve hours later it is the county’s too', async () => {
  const { home } = await filled(1)
  const fine = await register({ name: '空院' })
  const start = w.house.now()
  const state = async (hours: number) => {
    w.setNow(start + hours * hour)
    const { rows } = (await manager.call('careHome.list', { query: { place: township } })).body
    const found = rows.find((r) => r.id === home)?.round
    const before = rows.findIndex((r) => r.id === home) < rows.findIndex((r) => r.id === fine)
    return [found?.state === 'late' ? found.level : found?.state, before]
  }
  expect([await state(23), await state(25), await state(37)]).toEqual([
    ['inTime', true],
    ['township', true],
    ['county', true],
  ])
  w.setNow(start)
})

test('[X2] a viewer counts homes and late rounds of every place below, and reads no home', async () => {
  const viewer = await w.signIn((await w.account({ role: 'prefectureViewer', place: '4211' })).login)
  const { rows } = (await viewer.call('careHome.counts', { query: { place: '4211' } })).body
  expect(rows.map((r) => [r.code, r.homes > 0])).toEqual([[luotian, true]])
  expect((await viewer.call('careHome.list', { query: { place: township } })).status).toBe(403)
})

test('[K21] a home with residents is neither closed nor moved to another village; an empty one is closed and opened again', async () => {
  const { home, ids } = await filled(1)
  const close = (version: number, closedOn: string | null) =>
    manager.call('careHome.close', { params: { id: home }, body: { version, closedOn } })
  expect((await close(1, today())).problem?.code).toBe('careHome.residents')
  const moved = await manager.call('careHome.change', {
    params: { id: home },
    body: { ...body({ village: villages[1]?.code }), version: 1 },
  })
  expect(moved.problem?.code).toBe('careHome.residents')
  await moveOut(home, ids[0] ?? '')
  expect((await close(1, today())).body).toMatchObject({ outcome: 'recorded', version: 2 })
  expect((await round(home, [])).problem?.code).toBe('careHome.closed')
  expect((await moveIn(home, ids[0] ?? '')).body).toEqual({ outcome: 'refused', reason: 'home-closed' })
  expect((await close(2, null)).body).toMatchObject({ outcome: 'recorded', version: 3 })
})

test('[K21, X2] names of a roster are read by the home’s team and by nobody of another village', async () => {
  const { home } = await filled(1)
  const other = await w.account({ role: 'villageWorker', place: villages[1]?.code ?? '' })
  const stranger = await w.signIn(other.login)
  expect((await stranger.call('careHome.read', { params: { id: home } })).status).toBe(404)
  expect((await round(home, [], uuidv7(), stranger)).status).toBe(404)
})

test('[K21] the list goes out as a file without a name in it', async () => {
  const reply = await officer.call('careHome.export', { query: { place: luotian, format: 'csv', language: 'en' } })
  expect(reply.text).toContain('named hospital')
  expect(reply.text).toContain('福寿居')
  expect(reply.text).not.toContain('院一')
})
