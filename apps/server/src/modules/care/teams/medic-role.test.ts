import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['赵有队'] })
  await w.settle()
})
afterAll(() => w.close())

/** What the list of teams, the board and the six say of the team's medic. */
const said = async () => {
  const [team] = (await t.manager.call('team.list', { query: { place: t.code } })).body.teams
  const board = (await t.officer.call('board.read', { params: { place: luotian } })).body.teams
  const missing = (await t.manager.call('six.missing', { params: { place: t.code }, query: { point: 1 } })).body.rows
  return [team?.hasMedic, team?.working, board.map(({ hasMedic }) => hasMedic), missing.length]
}
const hold = (withdrawn: Date | null) =>
  w.admin.query(`update kernel.account_grant set withdrawn_at = $2 where account = $1 and role = 'medic'`, [
    t.medicAccount.id,
    withdrawn,
  ])

test('[K2] [K6] a member whose role as a medic was withdrawn is no medic of the team any more, and is one again when it is given back', async () => {
  expect(await said()).toEqual([true, 2, [true], 0])
  await hold(new Date(w.house.now()))
  expect(await said()).toEqual([false, 2, [false], 1])
  await hold(null)
  expect(await said()).toEqual([true, 2, [true], 0])
  await w.admin.query(`update kernel.account_grant set place = '421124100' where account = $1`, [t.medicAccount.id])
  expect((await said())[0]).toBe(false)
  await w.admin.query(`update kernel.account_grant set place = $2 where account = $1`, [t.medicAccount.id, t.code])
})
