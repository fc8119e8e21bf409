import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
/** Another team of the township, with nobody but who is bound to it. */
const other = uuidv7()
let otherWorker: Caller
const names = ['甲一', '乙二', '丙三', '丁四', '戊五', '己六', '庚七', '辛八', '壬九', '癸十']

beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names })
  const worker = await w.account({ role: 'villageWorker', place: t.code, name: '赵网格' })
  const members = [
    { accountId: t.medicAccount.id, medic: true },
    { accountId: worker.id, medic: false },
  ]
  await t.manager.call('team.create', { body: { id: other, township: t.code, name: '二组', members, villages: [] } })
  otherWorker = await w.signIn(worker.login)
})
afterAll(() => w.close())

const person = (n: number): string => t.people[n] ?? ''
type Kind = 'grid' | 'household' | 'person'
const bind = (kind: Kind, subject: string, { team = other, id = uuidv7(), by = t.manager } = {}) =>
  by.call('team.bind', { params: { id: team }, body: { id, kind, subject } })
const unbind = (kind: Kind, subject: string, team = other) =>
  t.manager.call('team.unbind', { params: { id: team }, body: { id: uuidv7(), kind, subject } })
const page = async (n: number) => (await t.manager.call('person.read', { params: { id: person(n) } })).body
const served = async (n: number) => {
  const { team, because } = await page(n)
  return [team?.name, because]
}
const together = async (a: number, b: number): Promise<string> => {
  await t.manager.call('household.join', { params: { id: person(a) }, body: { id: uuidv7(), with: person(b) } })
  return (await page(a)).household ?? ''
}
const seesToday = async (by: Caller, n: number) => (await by.call('person.read', { params: { id: person(n) } })).status
const ofVillage = async (villages: readonly string[]) => {
  const members = [{ accountId: t.medicAccount.id, medic: true }]
  const body = {
    name: '一组',
    members: [...members, { accountId: t.workerAccount.id, medic: false }],
    villages: [...villages],
  }
  expect((await t.manager.call('team.change', { params: { id: t.team }, body })).status).toBe(200)
}

test('[K2] a person who is given to another team is on its list and no more on the one of the village', async () => {
  expect(await served(0)).toEqual(['一组', 'village'])
  expect((await bind('person', person(0))).body).toEqual({ outcome: 'recorded' })
  expect(await served(0)).toEqual(['二组', 'person'])
  expect([await seesToday(t.worker, 0), await seesToday(otherWorker, 0)]).toEqual([404, 200])
  await unbind('person', person(0))
  expect(await served(0)).toEqual(['一组', 'village'])
  expect([await seesToday(t.worker, 0), await seesToday(otherWorker, 0)]).toEqual([200, 404])
})

test('[K2] a repeat is answered and not repeated, and the same id with another body is refused', async () => {
  const id = uuidv7()
  const answers = [await bind('person', person(1), { id }), await bind('person', person(1), { id })]
  expect(answers.map((r) => r.body.outcome)).toEqual(['recorded', 'already-recorded'])
  expect((await bind('person', person(2), { id })).problem?.code).toBe('command.other-body')
  expect((await unbind('person', person(2))).body).toEqual({ outcome: 'refused', reason: 'binding-none' })
})

test('[K2] a village that loses its team leaves alone whoever has a closer binding', async () => {
  const household = await together(3, 4)
  await bind('household', household)
  await ofVillage([])
  const list = async () => (await t.manager.call('team.list', { query: { place: t.code } })).body
  const without = await w.admin.query('select from care.person where team is null')
  expect(await served(3)).toEqual(['二组', 'household'])
  expect(await served(5)).toEqual([undefined, null])
  expect((await list()).unbound.map((u) => u.people)).toEqual([without.rowCount])
  await ofVillage([t.village.code])
  expect([await served(4), await served(5)]).toEqual([
    ['二组', 'household'],
    ['一组', 'village'],
  ])
  expect((await list()).unbound).toEqual([])
})

test('[K2] whoever joins a household is served by its team, and whoever leaves it by the next binding', async () => {
  const household = await together(5, 6)
  await bind('household', household)
  await t.manager.call('household.join', { params: { id: person(7) }, body: { id: uuidv7(), with: person(5) } })
  expect(await served(7)).toEqual(['二组', 'household'])
  await t.manager.call('household.leave', { params: { id: person(7) }, body: { id: uuidv7() } })
  expect(await served(7)).toEqual(['一组', 'village'])
  await t.manager.call('household.leave', { params: { id: person(5) }, body: { id: uuidv7() } })
  // One alone is no household.
  expect([await served(5), await served(6)]).toEqual([
    ['一组', 'village'],
    ['一组', 'village'],
  ])
})

test('[K2] those who live together are put into a grid together, and its team serves them', async () => {
  await together(5, 6)
  const [grid, twin] = [uuidv7(), uuidv7()]
  const made = (id: string) =>
    t.manager.call('grid.create', { body: { id, village: t.village.code, name: '河东网格' } })
  expect([(await made(grid)).status, (await made(grid)).status]).toEqual([200, 200])
  expect((await made(twin)).problem?.code).toBe('grid.name-taken')
  const put = (n: number, into: string | null) =>
    t.manager.call('grid.assign', { params: { id: person(n) }, body: { id: uuidv7(), grid: into } })
  expect((await put(5, grid)).body).toEqual({ outcome: 'recorded' })
  await bind('grid', grid)
  expect([await served(5), await served(6)]).toEqual([
    ['二组', 'grid'],
    ['二组', 'grid'],
  ])
  const { body } = await t.manager.call('team.bindings', { params: { id: other } })
  expect(body.grids).toMatchObject([{ name: '河东网格', people: 2, team: { name: '二组' } }])
  expect((await t.manager.call('grid.rename', { params: { id: grid }, body: { name: '河西网格' } })).body.name).toBe(
    '河西网格',
  )
  await put(6, null)
  expect(await served(5)).toEqual(['一组', 'village'])
})

test('[K2] a team says how much it serves by closer bindings, with names for whoever reads people', async () => {
  const { body } = await t.manager.call('team.list', { query: { place: t.code } })
  expect(body.teams.find(({ id }) => id === other)?.closer).toEqual({ grids: 1, households: 1, people: 1 })
  const listed = await otherWorker.call('team.bindings', { params: { id: other } })
  expect(listed.body.households.map((h) => [...h.names].sort())).toEqual([['丁四', '戊五'].sort()])
  expect(listed.body.people.map((p) => p.name)).toEqual(['乙二'])
})

test('[K2] a team of another township is not given anybody, and field staff give nobody', async () => {
  const township = `${luotian}101`
  const medic = await w.account({ role: 'medic', place: township })
  const far = uuidv7()
  const members = [{ accountId: medic.id, medic: true }]
  await t.officer.call('team.create', { body: { id: far, township, name: '远组', members, villages: [] } })
  const reply = await bind('person', person(8), { team: far, by: t.officer })
  expect(reply.body).toEqual({ outcome: 'refused', reason: 'binding-elsewhere' })
  expect((await bind('person', person(8), { team: far })).status).toBe(404)
  expect((await bind('person', person(8), { by: t.worker })).status).toBe(403)
})

test('[K2] [K5] an open alarm goes with the person to the team that is given them', async () => {
  const at = new Date().toISOString()
  const body = {
    id: uuidv7(),
    personId: person(8),
    at,
    channel: 'visit',
    outcome: 'reached',
    spo2Percent: 85,
    atRest: true,
  }
  expect((await t.worker.call('followup.record', { body })).status).toBe(200)
  const alarmsOf = async (by: Caller) =>
    (await by.call('alarm.list', { query: { place: t.code } })).body.rows.filter((a) => a.personId === person(8)).length
  expect([await alarmsOf(t.worker), await alarmsOf(otherWorker)]).toEqual([1, 0])
  await bind('person', person(8))
  expect([await alarmsOf(t.worker), await alarmsOf(otherWorker)]).toEqual([0, 1])
})

test('[K1] [K2] the page of a household shows who lives there, who serves it and why, and its contacts in one line of time', async () => {
  const household = (await page(3)).household ?? ''
  const at = (minutes: number) => new Date(w.house.now() - minutes * 60_000).toISOString()
  const record = (n: number, minutes: number) =>
    otherWorker.call('followup.record', {
      body: { id: uuidv7(), personId: person(n), at: at(minutes), channel: 'phone', outcome: 'reached' },
    })
  await record(3, 3)
  await record(4, 2)
  await record(3, 1)
  const read = (by: Caller) => by.call('household.page', { params: { id: household } })
  const { body } = await read(otherWorker)
  expect(body.members.map((m) => [m.name, m.phones.length]).sort()).toEqual([
    ['丁四', 1],
    ['戊五', 1],
  ])
  expect(body.serving).toMatchObject({ name: '二组', because: 'household' })
  expect(body.timeline.map((entry) => entry.name)).toEqual(['丁四', '戊五', '丁四'])
  // Whoever sees nobody of it is told of no household.
  expect((await read(t.worker)).status).toBe(404)
  const { rows } = await w.admin.query(
    `select subject from kernel.audit_open where action = 'household.page' union all select subject from kernel.audit where action = 'household.page'`,
  )
  expect(rows.map(({ subject }) => subject).sort()).toEqual([person(3), person(4)].sort())
})

test('[K1] of a household of which the reader sees one, one is shown', async () => {
  await bind('person', person(4), { team: t.team })
  const household = (await page(3)).household ?? ''
  const read = async (by: Caller) => (await by.call('household.page', { params: { id: household } })).body
  expect((await read(t.worker)).members).toMatchObject([{ name: '戊五', own: { name: '一组' } }])
  expect((await read(otherWorker)).members).toMatchObject([{ name: '丁四', own: null }])
  expect((await read(t.manager)).members).toHaveLength(2)
})

test('[K2] a member whose account is closed is shown as such', async () => {
  await w.admin.query(`update kernel.account set state = 'closed' where id = $1`, [t.workerAccount.id])
  const { body } = await t.manager.call('team.list', { query: { place: t.code } })
  const team = body.teams.find(({ id }) => id === t.team)
  expect(team?.members.map(({ name, active }) => [name, active])).toEqual([
    ['何医生', true],
    ['王网格', false],
  ])
})
