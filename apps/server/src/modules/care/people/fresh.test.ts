import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeIn } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let officer: Caller
let worker: Caller
let people: readonly string[]
const teams = { first: uuidv7(), second: uuidv7() }
const township = '421123100'

beforeAll(async () => {
  w = await makeWorld()
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  people = await takeIn(w, { county: luotian, people: 24 })
  const medic = await w.account({ role: 'medic', place: township })
  const both = await w.account({ role: 'villageWorker', place: township })
  const villages = (await officer.call('team.list', { query: { place: township } })).body.unbound.flatMap((one) =>
    one.village === null ? [] : [one.village.code],
  )
  const [one = '', ...others] = villages
  for (const [id, name, served] of [
    [teams.first, '第10团队', [one]],
    [teams.second, '第2团队', others],
  ] as const) {
    const members = [medic, both].map(({ id: accountId }) => ({ accountId, medic: accountId === medic.id }))
    const body = { id, township, name, members, villages: [...served] }
    expect((await officer.call('team.create', { body })).status).toBe(200)
  }
  worker = await w.signIn(both.login)
  await w.settle()
})
afterAll(() => w.close())

const today = async (caller: Caller) => (await caller.call('followup.today', { query: { limit: 200 } })).body
const listed = async (caller: Caller, limit: number) => {
  const rows: { id: string; dueAt: string | null }[] = []
  let cursor: string | null = null
  do {
    const query: Record<string, unknown> = {
      place: caller === officer ? luotian : township,
      state: 'firstContact',
      limit,
    }
    if (cursor !== null) query['cursor'] = cursor
    const { body } = await caller.call('person.list', { query: query as never })
    rows.push(...body.rows.map(({ id, due }) => ({ id, dueAt: due.dueAt })))
    cursor = body.next
  } while (cursor !== null)
  return rows
}

test('[K3] people just taken in are said below the day, with the moment the first is due, and are the list behind it', async () => {
  const { rows, newPeople } = await today(officer)
  const all = await listed(officer, 200)
  expect(rows).toEqual([])
  expect(newPeople.count).toBeGreaterThan(0)
  expect(all).toHaveLength(newPeople.count)
  expect(newPeople).toEqual({ count: all.length, more: false, firstDue: all.map(({ dueAt }) => dueAt).sort()[0] })
  expect(await listed(officer, 5)).toEqual(all)
})

test('[K3] the board says how many of those never reached are new, to whoever may see all of them', async () => {
  const board = async (caller: Caller, place: string) => (await caller.call('board.read', { params: { place } })).body
  const { total, newPeople } = await board(officer, luotian)
  expect(newPeople?.count).toBe(total.neverReached)
  const viewer = await w.signIn((await w.account({ role: 'nationViewer', place: '' })).login)
  expect((await board(viewer, luotian)).newPeople).toBeNull()
})

test('[X2] who works for two teams reads on the day of the one what the other has due, and nothing of teams not theirs', async () => {
  w.setNow(Date.now() + 6 * 86_400_000)
  const mine = await today(worker)
  const [other] = mine.otherTeams
  const name = other?.id === teams.first ? '第10团队' : '第2团队'
  expect(mine.otherTeams).toEqual([{ id: other?.id, name, due: expect.any(Number) }])
  const whole = (await officer.call('followup.today', { query: { team: other?.id ?? '', limit: 200 } })).body
  expect(other?.due).toBe(whole.rows.length)
  expect(whole.otherTeams).toEqual([])
  expect(people.length).toBeGreaterThan(0)
})

test('[X2] the teams of a place stand in the order of their numbers', async () => {
  const { body } = await officer.call('team.list', { query: { place: township } })
  expect(body.teams.map(({ name }) => name)).toEqual(['第2团队', '第10团队'])
})
