import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type TestAccount, type World } from '../../../../../../tests/support/world.js'

const township = '421123100' as PlaceCode
const hour = 3_600_000
let w: World
let manager: Caller
let medic: Caller
let accounts: { readonly manager: TestAccount; readonly medic: TestAccount }
let team: string
let person: string

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<{ code: string; name: string; town: string }>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 1`,
    [township],
  )
  const [village] = rows
  accounts = {
    manager: await w.account({ role: 'townshipManager', place: township, name: '程主任' }),
    medic: await w.account({ role: 'medic', place: township, name: '何医生' }),
  }
  manager = await w.signIn(accounts.manager.login)
  medic = await w.signIn(accounts.medic.login)
  team = uuidv7()
  const members = [{ accountId: accounts.medic.id, medic: true }]
  await manager.call('team.create', { body: { id: team, township, name: '一组', members, villages: [village?.code] } })
  const line = [
    ...['1', village?.town ?? '', village?.name ?? '', '夜来电', '女', '', '84', '13900001001'],
    ...['慢阻肺,不稳定', '未接种', '否'],
  ]
  await load(w, { county: luotian, lines: [header, line] })
  person = (await manager.call('person.list', { query: { place: township } })).body.rows[0]?.id ?? ''
})
afterAll(() => w.close())

const nothing = { redFlags: [], dayFlags: [], signs: [], spo2Percent: null, temperatureC: null }
const ring = (more: object = {}, by: Caller = medic) =>
  by.call('call.record', {
    body: {
      ...{ id: uuidv7(), place: township, personId: null, about: '张大爷，二组', said: '咳了两天' },
      ...nothing,
      caller: { number: '13711112222', name: '张小妹' },
      ...more,
    },
  })
const open = async () => (await manager.call('call.list', { query: { place: township } })).body.rows
const found = async (id: string) => (await open()).find((c) => c.id === id)
const owned = (id: string) => ({ kind: 'account', id })
const act = (id: string, body: object, by: Caller = medic) =>
  by.call('call.act', { params: { id }, body: { id: uuidv7(), seen: owned(accounts.medic.id), ...body } })

test('[K4] one call sent twice at the same moment is one, and the second is answered as a repeat', async () => {
  const id = uuidv7()
  const replies = await Promise.all([ring({ id }), ring({ id }), ring({ id })])
  expect(replies.map((r) => r.body.outcome).sort()).toEqual(['already-recorded', 'already-recorded', 'recorded'])
})

test('[K4] an emergency about a key person raises one alarm, and a repeat is answered and raises none', async () => {
  const id = uuidv7()
  const more = { id, personId: person, about: '', redFlags: ['chestPain'], spo2Percent: 89 }
  const first = await ring(more)
  expect(first.body).toMatchObject({ outcome: 'recorded', call: { outcome: 'emergency', alarm: true } })
  expect((await ring(more)).body).toMatchObject({ outcome: 'already-recorded', call: { outcome: 'emergency' } })
  expect((await ring({ ...more, said: '别的话' })).problem?.code).toBe('command.other-body')
  const alarms = (await manager.call('alarm.list', { query: { place: township } })).body.rows
  expect(alarms.map((a) => [a.id, a.urgent, a.reasons.map((r) => r.code)])).toEqual([
    [id, true, ['spo2Low', 'deskCall']],
  ])
  expect(await found(id)).toMatchObject({ about: '夜来电', outcome: 'emergency', owner: { name: '何医生' } })
})

test('[K4] what was said and the number that rang are sealed, and found again by number and by name', async () => {
  const id = uuidv7()
  await ring({ id, caller: { number: '13788889999', name: '赵小四' }, said: '老人说心慌' })
  const { rows } = await w.admin.query(`select c::text as text from care.desk_call c where id = $1`, [id])
  expect(rows[0]?.text).not.toMatch(/13788889999|赵小四|心慌/)
  for (const text of ['13788889999', '9999', '赵小四', '张大爷']) {
    const { body } = await manager.call('call.search', { body: { place: township, text } })
    expect(
      body.rows.map((c) => c.id),
      text,
    ).toContain(id)
  }
  expect((await ring({ caller: { number: '', name: '' }, about: '' })).body).toMatchObject({ outcome: 'refused' })
})

test('[K4] of two who take a call the second is shown who has it; handed to a team it is the team’s', async () => {
  const id = uuidv7()
  await ring({ id })
  expect((await act(id, { act: 'hand', to: { kind: 'team', id: team } })).body).toEqual({ outcome: 'recorded' })
  expect(await found(id)).toMatchObject({ owner: { owner: { kind: 'team' }, name: '一组' } })
  const seen = { kind: 'team', id: team }
  expect((await act(id, { act: 'take', seen }, manager)).body).toEqual({ outcome: 'recorded' })
  expect((await act(id, { act: 'take', seen })).body).toEqual({
    outcome: 'stale',
    owner: { owner: owned(accounts.manager.id), name: '程主任' },
  })
})

test('[K4] it is called back, and closes by name with a result; nothing of it is ever deleted', async () => {
  const id = uuidv7()
  await ring({ id, dayFlags: ['fever'] })
  expect(await found(id)).toMatchObject({ outcome: 'today', late: 0 })
  await act(id, { act: 'tried' })
  expect((await act(id, { act: 'close', result: 'advised', note: '已说明' })).body).toMatchObject({
    reason: 'call-not-called-back',
  })
  await act(id, { act: 'reached', note: '烧退了' })
  const body = {
    id: uuidv7(),
    act: 'close',
    seen: owned(accounts.medic.id),
    result: 'advised',
    note: '多喝水，明天再问',
  }
  const close = () => medic.call('call.act', { params: { id }, body })
  expect([(await close()).body, (await close()).body]).toEqual([
    { outcome: 'recorded' },
    { outcome: 'already-recorded' },
  ])
  const closed = (await manager.call('call.list', { query: { place: township, state: 'closed' } })).body.rows
  expect(closed.find((c) => c.id === id)).toMatchObject({
    tries: 1,
    closed: { by: '何医生', result: 'advised' },
    acts: [{ kind: 'tried' }, { kind: 'reached', note: '烧退了' }, { kind: 'close', note: '多喝水，明天再问' }],
  })
  await expect(w.house.db.app.query(`delete from care.desk_call`)).rejects.toThrow(/permission denied/)
  const file = await manager.call('call.export', { query: { place: township, state: 'closed', format: 'csv' } })
  expect(file.text).toContain('已指导')
})

test('[K4] what nobody called back in time stands first, is counted as late, and after as long again the county sees it so', async () => {
  const id = uuidv7()
  await ring({ id, redFlags: ['faints'] })
  const now = w.house.now()
  w.setNow(now + 20 * 60_000)
  expect((await found(id))?.late).toBe(1)
  expect((await manager.call('desk.read', { query: { place: township } })).body.overdue).toBeGreaterThan(0)
  w.setNow(now + 40 * 60_000)
  const officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const county = (await officer.call('call.list', { query: { place: luotian } })).body.rows
  expect(county.find((c) => c.id === id)?.late).toBe(2)
  w.setNow(now)
})

test('[K4] emergencies stand before what is longer overdue, then by when they are due, over all pages', async () => {
  await ring({ dayFlags: ['medicineOut'] })
  const now = w.house.now()
  w.setNow(now + 9 * hour)
  const urgent = uuidv7()
  await ring({ id: urgent, redFlags: ['faints'] })
  const pageAt = (cursor: string) =>
    manager.call('call.list', { query: { place: township, limit: 2, ...(cursor === '' ? {} : { cursor }) } })
  const rows = []
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await pageAt(next)
    rows.push(...body.rows)
    next = body.next
  }
  const all = await open()
  expect(rows.map((c) => c.id)).toEqual(all.map((c) => c.id))
  const rank = (c: (typeof all)[number]) => Date.parse(c.dueAt) + (c.outcome === 'emergency' ? 0 : 1e15)
  expect(all.map((c) => c.id)).toEqual([...all].sort((a, b) => rank(a) - rank(b)).map((c) => c.id))
  const at = all.findIndex((c) => c.id === urgent)
  expect(all.slice(at + 1).some((c) => Date.parse(c.dueAt) < Date.parse(all[at]?.dueAt ?? ''))).toBe(true)
  w.setNow(now)
})

test('[K4] what is no telephone number is refused at its field, and what is one is kept in one way', async () => {
  const wrong = await ring({ caller: { number: 'abc', name: '' } })
  expect([wrong.status, wrong.problem?.code]).toEqual([400, 'request.invalid'])
  const id = uuidv7()
  await ring({ id, caller: { number: '+86 137-1111-3333', name: '' } })
  expect((await found(id))?.caller).toEqual({ number: '13711113333', name: '' })
})

test('[K4] a call says where its person lives and under which numbers of the ledger somebody answers', async () => {
  const [known, stranger] = [uuidv7(), uuidv7()]
  await ring({ id: known, personId: person, about: '' })
  await ring({ id: stranger })
  expect((await found(known))?.home).toMatchObject({ place: expect.stringMatching(/\S+ \S+/), phones: ['13900001001'] })
  expect((await found(stranger))?.home).toBeNull()
})

const shift = (account: string, from: number, until: number, more: object = {}) =>
  manager.call('shift.add', {
    body: {
      ...{ id: uuidv7(), place: township, account },
      from: new Date(w.house.now() + from * hour).toISOString(),
      until: new Date(w.house.now() + until * hour).toISOString(),
      ...more,
    },
  })

test('[K4] [CARE-DESK-5] the rota says who is on duty now and where nobody is in the days ahead', async () => {
  const empty = await manager.call('desk.read', { query: { place: township } })
  expect([empty.body.onDuty, empty.body.gaps.length]).toEqual([[], 1])
  expect((await shift(accounts.medic.id, -1, 8)).body).toEqual({ outcome: 'recorded' })
  expect((await shift(accounts.medic.id, 4, 10)).body).toMatchObject({ reason: 'shift-twice' })
  const outsider = await w.account({ role: 'medic', place: '421123101' })
  expect((await shift(outsider.id, 8, 16)).body).toMatchObject({ reason: 'shift-person' })
  const id = uuidv7()
  await shift(accounts.manager.id, 10, 20, { id })
  const read = async () => (await manager.call('desk.read', { query: { place: township } })).body
  const desk = await read()
  expect(desk.onDuty.map((s) => s.name)).toEqual(['何医生'])
  expect(desk.gaps.length).toBe(2)
  expect((await medic.call('told.read', { params: { id: person } })).body.onDuty).toEqual(['何医生'])
  await manager.call('shift.cancel', { params: { id }, body: { place: township } })
  expect((await read()).gaps.length).toBe(1)
})

test('[K4] a hand-over names what is open; accepted by name the calls are the next one’s, and nobody else can accept it', async () => {
  const id = uuidv7()
  await ring({ id })
  const handover = uuidv7()
  const body = { id: handover, place: township, to: accounts.manager.id, note: '张大爷等回电' }
  expect((await medic.call('handover.write', { body })).body).toEqual({ outcome: 'recorded' })
  expect(
    (await medic.call('handover.write', { body: { ...body, id: uuidv7(), to: accounts.medic.id } })).body,
  ).toMatchObject({
    reason: 'handover-self',
  })
  // Told on the day's page of whom it is handed to, and of nobody else, until they answer.
  const told = async (by: Caller) => (await by.call('followup.today', { query: {} })).body.handovers.desks
  expect(await told(manager)).toMatchObject([{ place: township, from: expect.any(String) }])
  expect(await told(medic)).toEqual([])
  const accept = (by: Caller) => by.call('handover.accept', { params: { id: handover }, body: { place: township } })
  expect((await accept(medic)).body).toMatchObject({ reason: 'handover-not-yours' })
  expect([(await accept(manager)).body, (await accept(manager)).body]).toEqual([
    { outcome: 'recorded' },
    { outcome: 'already-recorded' },
  ])
  expect(await told(manager)).toEqual([])
  expect(await found(id)).toMatchObject({
    owner: { name: '程主任' },
    acts: [{ kind: 'handover', by: '何医生', to: '程主任' }],
  })
  const { handovers } = (await manager.call('desk.read', { query: { place: township } })).body
  expect(handovers[0]).toMatchObject({
    from: '何医生',
    fromId: accounts.medic.id,
    to: '程主任',
    note: '张大爷等回电',
    acceptedAt: expect.any(String),
  })
})

test('[K4] whoever took the desk over outside the rota is told to hold it, until the next shift begins', async () => {
  const read = async () => (await manager.call('desk.read', { query: { place: township } })).body
  const body = { id: uuidv7(), place: township, to: accounts.manager.id, note: null }
  await medic.call('handover.write', { body })
  await manager.call('handover.accept', { params: { id: body.id }, body: { place: township } })
  expect((await read()).holder).toEqual({ accountId: accounts.manager.id, name: '程主任', since: expect.any(String) })
  // Whoever reads the numbers out names who took the desk over too.
  expect((await medic.call('told.read', { params: { id: person } })).body.onDuty).toContain('程主任')
  const id = uuidv7()
  await shift(accounts.manager.id, -1, 1, { id })
  const { holder, onDuty } = await read()
  expect([holder, onDuty.map((one) => one.name)]).toEqual([null, expect.arrayContaining(['程主任'])])
  await manager.call('shift.cancel', { params: { id }, body: { place: township } })
})

test('[K4] a shift and a hand-over sent twice at the same moment are one each', async () => {
  const [id, from] = [uuidv7(), 48]
  const shifts = await Promise.all([1, 2].map(() => shift(accounts.medic.id, from, from + 8, { id })))
  expect(shifts.map((r) => r.body.outcome).sort()).toEqual(['already-recorded', 'recorded'])
  const body = { id: uuidv7(), place: township, to: accounts.manager.id, note: null }
  const written = await Promise.all([1, 2].map(() => medic.call('handover.write', { body })))
  expect(written.map((r) => r.body.outcome).sort()).toEqual(['already-recorded', 'recorded'])
})

test('[K4] [CARE-ALARM-3] what a caller measures is judged after the last reading of whom the ledger knows, and is the last one for the next', async () => {
  const at = new Date(w.house.now()).toISOString()
  const visit = { id: uuidv7(), personId: person, at, channel: 'visit', outcome: 'reached', spo2Percent: 98 }
  expect((await medic.call('followup.record', { body: visit })).body).toMatchObject({ result: { alarm: false } })
  const told = async (more: object) => (await ring({ personId: person, about: '', ...more })).body
  expect(await told({ spo2Percent: 95 })).toMatchObject({ call: { outcome: 'advice', alarm: false } })
  expect(await told({ spo2Percent: 98 })).toMatchObject({ call: { outcome: 'advice' } })
  expect(await told({ spo2Percent: 94 })).toMatchObject({ call: { outcome: 'emergency', alarm: true } })
  // Of nobody known there is nothing to compare with.
  expect((await ring({ spo2Percent: 94 })).body).toMatchObject({ call: { outcome: 'advice' } })
  const [alarm] = (await manager.call('alarm.list', { query: { place: township, sort: 'newest' } })).body.rows
  expect(alarm?.reasons).toMatchObject([{ code: 'spo2Fell', fromSpo2Percent: 98 }])
  expect(await told({ breathsPerMinute: 32 })).toMatchObject({ call: { outcome: 'emergency', alarm: true } })
  expect((await open()).filter((c) => c.breathsPerMinute === 32)).toHaveLength(1)
  const { rows } = await w.admin.query<{ spo2: number }>('select last_spo2 as spo2 from care.due where person = $1', [
    person,
  ])
  expect(rows[0]?.spo2).toBe(94)
})

test('[K20] [CARE-LIFE-4] about somebody who has died a call is owed to nobody: said so, never late, not counted, closed with that', async () => {
  const [id, other] = [uuidv7(), uuidv7()]
  await ring({ id, personId: person, about: '', redFlags: ['chestPain'] })
  await ring({ id: other, redFlags: ['chestPain'] })
  const counted = async () => {
    const { waiting } = (await manager.call('morning.read', { query: { place: township } })).body
    return waiting.find(({ key }) => key === 'calls')?.n ?? 0
  }
  const before = await counted()
  expect((await act(id, { act: 'close', result: 'gone' })).body).toMatchObject({ reason: 'call-not-gone' })
  const death = uuidv7()
  const at = new Date(w.house.now()).toISOString()
  await manager.call('life.record', { params: { id: person }, body: { id: death, kind: 'death', at } })
  w.setNow(Date.now() + 2 * hour)
  expect(await found(id)).toMatchObject({ gone: 'dead', late: 0 })
  expect(await found(other)).toMatchObject({ gone: null, late: 2 })
  // Behind what is still owed, also where the emergencies come first.
  const order = (await open()).map((c) => c.id)
  expect(order.indexOf(id)).toBeGreaterThan(order.indexOf(other))
  const about = (await open()).filter((c) => c.personId === person).length
  expect(await counted()).toBe(before - about)
  expect((await act(id, { act: 'close', result: 'gone' })).body).toEqual({ outcome: 'recorded' })
  const closed = (await manager.call('call.list', { query: { place: township, state: 'closed' } })).body.rows
  expect(closed.find((c) => c.id === id)?.closed).toMatchObject({ result: 'gone' })
  w.setNow(Date.now())
})

test('[K4] an account nobody ever signed in with is told apart among those for a shift, until its first sign-in', async () => {
  const fresh = await w.account({ role: 'medic', place: township, name: '未登录医生' })
  const signedIn = async () =>
    (await manager.call('desk.read', { query: { place: township } })).body.staff.find(({ id }) => id === fresh.id)
      ?.signedIn
  expect(await signedIn()).toBe(false)
  await w.signIn(fresh.login)
  expect(await signedIn()).toBe(true)
})
