import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { makeWorld, type World } from '../../../../../../tests/support/world.js'

const hour = 3_600_000
let w: World
let t: Township
let taken: number
beforeAll(async () => {
  w = await makeWorld()
  taken = w.house.now()
  t = await makeTownship(w, { names: ['早逾期', '也逾期'] })
  await w.settle()
})
afterAll(() => w.close())

/** What the township sees so many hours after the first follow-up fell due. */
const seen = async (overdue: number) => {
  w.setNow(taken + (72 + overdue) * hour)
  const manager = await w.signIn((await w.account({ role: 'townshipManager', place: t.code })).login)
  await w.settle()
  const list = async (state: string) =>
    (await manager.call('person.list', { query: { place: t.code, state: state as 'overdue' } })).body.rows
  const { late } = (await manager.call('board.read', { params: { place: t.code } })).body
  return {
    overdue: await list('overdue'),
    township: await list('lateTownship'),
    county: await list('lateCounty'),
    board: late,
  }
}

test('[K3, CARE-LATE-2, -3] overdue follow-ups rise to the township and then to the county, and figure and list agree', async () => {
  const half = await seen(20)
  expect(half.overdue.map((row) => row.late)).toEqual([1, 1])
  expect([half.township.length, half.county.length]).toEqual([0, 0])
  const day = await seen(30)
  expect(day.overdue.map((row) => row.late)).toEqual([2, 2])
  expect([day.township.length, day.county.length]).toEqual([2, 0])
  expect(day.board).toEqual({ township: 2, county: 0 })
  const two = await seen(60)
  expect(two.county.map((row) => row.late)).toEqual([3, 3])
  expect(two.board).toEqual({ township: 2, county: 2 })
})

test('[K3] who recorded last is named beside what has climbed', async () => {
  const at = new Date(w.house.now()).toISOString()
  const worker = await w.signIn(t.workerAccount.login)
  const body = { id: uuidv7(), personId: t.people[0] ?? '', at, channel: 'phone', outcome: 'unanswered' }
  await worker.call('followup.record', { body })
  const { county } = await seen(61)
  expect(county.map((row) => [row.name, row.lastBy]).sort()).toEqual([
    ['也逾期', null],
    ['早逾期', '王网格'],
  ])
})
