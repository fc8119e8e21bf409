import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeIn } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let officer: Caller
const day = 86_400_000

beforeAll(async () => {
  w = await makeWorld()
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const people = await takeIn(w, { county: luotian, people: 23 })
  // Some reached: two ranks. Later everybody is overdue, at moments of their own.
  for (const [i, personId] of people.slice(0, 9).entries()) {
    w.setNow(Date.now() + i * 60_000)
    const at = new Date(w.house.now()).toISOString()
    await officer.call('followup.record', {
      body: { id: uuidv7(), personId, at, channel: 'phone', outcome: 'reached' },
    })
  }
  w.setNow(Date.now() + 5 * day)
})
afterAll(() => w.close())

type Page = { readonly rows: readonly { readonly id: string }[]; readonly next: string | null }

const paged = async (read: (cursor: string | null) => Promise<Page>): Promise<string[]> => {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: Page = await read(cursor)
    ids.push(...page.rows.map((r) => r.id))
    cursor = page.next
  } while (cursor !== null)
  return ids
}

test("[K3] today's list read in pages of four is the list read at once", async () => {
  const read = (limit: number) => async (cursor: string | null) =>
    (await officer.call('followup.today', { query: { limit, ...(cursor === null ? {} : { cursor }) } })).body
  const whole = await paged(read(200))
  expect(whole).toHaveLength(23)
  expect(await paged(read(4))).toEqual(whole)
})

test('[X6] the overdue read in pages of five are those read at once, in the order of all people', async () => {
  const read = (limit: number, state: string) => async (cursor: string | null) =>
    (
      await officer.call('person.list', {
        query: { place: luotian, state, limit, ...(cursor === null ? {} : { cursor }) },
      })
    ).body
  const whole = await paged(read(200, 'all'))
  expect(whole).toHaveLength(23)
  expect(await paged(read(5, 'overdue'))).toEqual(whole)
})

test('[X9] a connection that the database ends while it is in use fails its request and nothing else', async () => {
  const client = await w.house.db.app.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  await w.admin.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await new Promise((done) => setTimeout(done, 100))
  await expect(client.query('select 1')).rejects.toThrow()
  client.release(true)
  expect((await officer.call('followup.today', { query: {} })).status).toBe(200)
})
