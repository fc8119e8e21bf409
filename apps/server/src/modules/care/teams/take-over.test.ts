import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
let other: { readonly id: string }
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['赵随村', '钱随村', '孙自带'] })
  other = await w.account({ role: 'medic', place: t.code, name: '周医生' })
  const body = { id: uuidv7(), kind: 'person', subject: t.people[2] ?? '' }
  const bound = await t.manager.call('team.bind', { params: { id: t.team }, body })
  expect(bound.status, bound.text).toBe(200)
  await w.settle()
})
afterAll(() => w.close())

const create = (id: string, from: readonly { readonly village: string; readonly team: string }[]) =>
  t.manager.call('team.create', {
    body: {
      ...{ id, township: t.code, name: '二组', members: [{ accountId: other.id, medic: true }] },
      ...{ villages: [t.village.code], from },
    },
  })
const counted = async (team: string) => {
  await w.settle()
  const { rows } = await w.admin.query(
    `select coalesce(sum(n) filter (where metric = 'ledger'), 0)::int as ledger, coalesce(sum(n) filter (where metric = 'red'), 0)::int as red
     from kernel.team_counter where county = $1 and team = $2 and bucket = 0`,
    [luotian, team],
  )
  return rows[0]
}
const listed = async () => (await t.manager.call('team.list', { query: { place: t.code } })).body

test('[K2] a new team takes a village over from the team that was seen to have it, with its people; closer bindings stay, counters are exact', async () => {
  expect((await listed()).served).toEqual([{ village: t.village.code, team: t.team, people: 2 }])
  const id = uuidv7()
  expect((await create(id, [])).problem?.code).toBe('team.village-taken')
  expect((await create(id, [{ village: t.village.code, team: uuidv7() }])).problem?.code).toBe('team.village-taken')
  const from = [{ village: t.village.code, team: t.team }]
  const made = await create(id, from)
  expect(made.status, made.text).toBe(200)
  expect((await create(id, from)).status).toBe(200)
  const { rows } = await w.admin.query(`select team, count(*)::int as n from care.person group by team order by n`)
  expect(rows).toEqual([
    { team: t.team, n: 1 },
    { team: id, n: 2 },
  ])
  expect([await counted(t.team), await counted(id)]).toEqual([
    { ledger: 1, red: 1 },
    { ledger: 2, red: 2 },
  ])
  const { teams, served } = await listed()
  expect(teams.map((team) => [team.people, team.villages.length])).toEqual(
    expect.arrayContaining([
      [1, 0],
      [2, 1],
    ]),
  )
  expect(served).toEqual([{ village: t.village.code, team: id, people: 2 }])
})
