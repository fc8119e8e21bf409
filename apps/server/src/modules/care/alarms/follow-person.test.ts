import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
let neighbour: Township

beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['魏桂英', '张有福'] })
  neighbour = await makeTownship(w, { code: `${luotian}101`, names: ['邻村人'] })
})
afterAll(() => w.close())

const alarmOf = async (personId: string) => {
  const at = new Date(w.house.now()).toISOString()
  const body = { id: uuidv7(), personId, at, channel: 'visit', outcome: 'reached', spo2Percent: 88 }
  expect((await t.worker.call('followup.record', { body })).text).toContain('"alarm":true')
}
const sees = async (by: Caller, place: string, personId: string): Promise<boolean> =>
  (await by.call('alarm.list', { query: { place, limit: 200 } })).body.rows.some((a) => a.personId === personId)
/** Open alarms by village and team, as counted and as they are. */
const counted = async () => {
  await w.settle()
  const { rows: counters } = await w.admin.query(
    `select place, sum(n)::int as n from kernel.counter where metric = 'alarm' and length(place) = 12 group by 1 having sum(n) <> 0 order by 1`,
  )
  const { rows: teams } = await w.admin.query(
    `select team, sum(n)::int as n from kernel.team_counter where metric = 'alarm' group by 1 having sum(n) <> 0 order by 1`,
  )
  const { rows: real } = await w.admin.query(
    'select village as place, count(*)::int as n from care.alarm where closed_at is null group by 1 order by 1',
  )
  const { rows: ofTeams } = await w.admin.query(
    'select team, count(*)::int as n from care.alarm where closed_at is null and team is not null group by 1 order by 1',
  )
  expect([counters, teams]).toEqual([real, ofTeams])
}

test('[K5, K20] an open alarm goes with its person to the township that accepts the move, and can be ended there', async () => {
  const person = t.people[0] ?? ''
  await alarmOf(person)
  const move = uuidv7()
  const ask = { id: move, township: neighbour.code, note: null }
  await t.worker.call('move.ask', { params: { id: person }, body: ask })
  const decision = { id: uuidv7(), accept: true, village: neighbour.village.code }
  expect((await neighbour.manager.call('move.decide', { params: { id: move }, body: decision })).body.outcome).toBe(
    'recorded',
  )
  expect([
    await sees(neighbour.worker, neighbour.code, person),
    await sees(neighbour.manager, neighbour.code, person),
    await sees(t.manager, t.code, person),
    await sees(t.officer, luotian, person),
  ]).toEqual([true, true, false, true])
  await counted()
})

test('[K5, K2] the alarms of a village go to the team that takes it over', async () => {
  const person = t.people[1] ?? ''
  await alarmOf(person)
  const account = await w.account({ role: 'medic', place: t.code })
  const members = [{ accountId: account.id, medic: true }]
  const first = [
    { accountId: t.medicAccount.id, medic: true },
    { accountId: t.workerAccount.id, medic: false },
  ]
  const freed = await t.manager.call('team.change', {
    params: { id: t.team },
    body: { name: '一组', members: first, villages: [] },
  })
  expect(freed.status, freed.text).toBe(200)
  await counted()
  const made = await t.manager.call('team.create', {
    body: { id: uuidv7(), township: t.code, name: '二组', members, villages: [t.village.code] },
  })
  expect(made.status, made.text).toBe(200)
  const again = await w.signIn(account.login)
  expect([await sees(again, t.code, person), await sees(t.worker, t.code, person)]).toEqual([true, false])
  await counted()
})
