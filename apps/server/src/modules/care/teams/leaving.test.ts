import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, makeWorld, type TestAccount, type World } from '../../../../../../tests/support/world.js'

const hour = 3_600_000
let w: World
let t: Township
let second: TestAccount
let secondCaller: Caller
let other: string
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['甲一人', '乙二人', '丙三人'] })
  second = await w.account({ role: 'medic', place: t.code, name: '孙医生' })
  secondCaller = await w.signIn(second.login)
  other = uuidv7()
  const body = {
    ...{ id: other, township: t.code, name: '二组', villages: [] },
    members: [{ accountId: second.id, medic: true }],
  }
  expect((await t.manager.call('team.create', { body })).status).toBe(200)
  await change([t.medicAccount, t.workerAccount, second])
  await w.settle()
})
afterAll(() => w.close())

const change = (members: readonly TestAccount[], leaving?: { shifts: 'keep' | 'drop'; calls: 'keep' | 'team' }) =>
  t.manager.call('team.change', {
    params: { id: t.team },
    body: {
      name: '一组',
      members: members.map(({ id }) => ({ accountId: id, medic: id !== t.workerAccount.id })),
      villages: [t.village.code],
      leaving,
    },
  })
const listed = async (by: Caller = t.manager) => (await by.call('team.list', { query: { place: t.code } })).body
const iso = (inHours: number): string => new Date(w.house.now() + inHours * hour).toISOString()
const shift = async (inHours: number) => {
  const body = { id: uuidv7(), place: t.code, account: second.id, from: iso(inHours), until: iso(inHours + 8) }
  expect((await t.manager.call('shift.add', { body })).body).toEqual({ outcome: 'recorded' })
}
const ring = async () => {
  const body = {
    ...{ id: uuidv7(), place: t.code, personId: null, about: '张大爷', said: '咳了两天' },
    ...{ redFlags: [], dayFlags: [], signs: [], spo2Percent: null, temperatureC: null },
    caller: { number: '13711112222', name: '' },
  }
  const reply = await secondCaller.call('call.record', { body })
  expect(reply.status, reply.text).toBe(200)
}
const leaving = (...accounts: readonly TestAccount[]) =>
  t.manager.call('team.leaving', {
    params: { id: t.team },
    query: { accounts: accounts.map(({ id }) => id).join(',') },
  })

test('[CARE-TEAM-1] who belongs to two teams is half a person in each, and one in the sum', async () => {
  const { teams, working, members } = await listed()
  const of = (id: string) => teams.find((team) => team.id === id)
  expect(of(t.team)).toMatchObject({ working: 3, share: 2.5 })
  expect(of(other)).toMatchObject({ working: 1, share: 0.5 })
  expect([working, members]).toEqual([3, 3])
  const { body } = await t.manager.call('team.balance', { query: { township: t.code } })
  expect(body.teams.map(({ share }) => share).sort()).toEqual([0.5, 2.5])
})

test('[K2] before somebody leaves, the page is told of their shifts, calls, other teams, and of the load after', async () => {
  await shift(20)
  await shift(40)
  await ring()
  const { body, status, text } = await leaving(second)
  expect(status, text).toBe(200)
  expect(body.members).toMatchObject([{ name: '孙医生', otherTeams: 1, calls: 1, alarms: 0, standsIn: 0 }])
  expect(body.members[0]?.shifts).toHaveLength(2)
  expect([body.people, body.share]).toEqual([3, { before: 2.5, after: 2 }])
  // Whoever is ticked to join carries their part at once, and no more than that of somebody who works for two teams.
  const fresh = await w.account({ role: 'medic', place: t.code })
  const joining = async (...ids: readonly string[]) => {
    const query = { accounts: second.id, joining: ids.join(',') }
    return (await t.manager.call('team.leaving', { params: { id: t.team }, query })).body.share
  }
  expect(await joining(fresh.id)).toEqual({ before: 2.5, after: 3 })
  // Whoever is no member has nothing to leave here.
  expect((await leaving(await w.account({ role: 'medic', place: t.code }))).body.members).toEqual([])
})

test('[K2] what was chosen is done with the save: shifts go off the rota, open calls go to the team', async () => {
  expect((await change([t.medicAccount, t.workerAccount], { shifts: 'drop', calls: 'team' })).status).toBe(200)
  const desk = (await t.manager.call('desk.read', { query: { place: t.code } })).body
  expect(desk.shifts).toEqual([])
  const [call] = (await t.manager.call('call.list', { query: { place: t.code } })).body.rows
  expect(call?.owner.owner).toEqual({ kind: 'team', id: t.team })
  const acts = await w.admin.query('select kind, to_team from care.desk_call_act')
  expect(acts.rows).toEqual([{ kind: 'hand', to_team: t.team }])
})

test('[K2] what is to stay stays, and so does all when nothing was chosen', async () => {
  await change([t.medicAccount, t.workerAccount, second])
  await shift(60)
  await ring()
  await change([t.medicAccount, t.workerAccount])
  await change([t.medicAccount, t.workerAccount, second])
  await change([t.medicAccount, t.workerAccount], { shifts: 'keep', calls: 'keep' })
  expect((await t.manager.call('desk.read', { query: { place: t.code } })).body.shifts).toHaveLength(1)
  const { rows } = (await t.manager.call('call.list', { query: { place: t.code } })).body
  expect(rows.filter(({ owner }) => owner.name === '孙医生')).toHaveLength(1)
})

test('[K4] a shift of somebody who is away says who stands in, and so does the list of those who may take over', async () => {
  const away = {
    ...{ id: uuidv7(), township: t.code, absent: [t.workerAccount.id], substitute: second.id },
    ...{ from: daysFromNow(0), until: daysFromNow(1) },
  }
  expect((await t.manager.call('substitute.set', { body: away })).status).toBe(200)
  const medicAway = { ...away, id: uuidv7(), absent: [t.medicAccount.id] }
  expect((await t.manager.call('substitute.set', { body: medicAway })).status).toBe(200)
  const add = (from: number) =>
    t.manager.call('shift.add', {
      body: { id: uuidv7(), place: t.code, account: t.medicAccount.id, from: iso(from), until: iso(from + 6) },
    })
  expect((await add(1)).status).toBe(200)
  expect((await add(90)).status).toBe(200)
  const { shifts, staff } = (await t.manager.call('desk.read', { query: { place: t.code } })).body
  const own = shifts.filter(({ accountId }) => accountId === t.medicAccount.id)
  expect(own.map(({ away: gone }) => gone)).toEqual([{ by: '孙医生', until: daysFromNow(1) }, null])
  expect(staff.find(({ id }) => id === t.medicAccount.id)?.away).toMatchObject({ by: '孙医生', substitute: second.id })
  expect(staff.find(({ id }) => id === second.id)?.away).toBeNull()
})
