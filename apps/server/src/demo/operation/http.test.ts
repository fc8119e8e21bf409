import { dayIn, HOUR_MS, instantOf, startOfDay } from '@lianfang/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, makeWorld, type World } from '../../../../../tests/support/world.js'

const size = { seed: 42, makers: 2, suppliers: 6, shrink: 500, kinds: ['ventilator-noninvasive'] }
const zone = 'Asia/Shanghai'
// Whatever hour it is when the test runs, its day is played at its own hours.
const evening = startOfDay(dayIn(instantOf(Date.now()), zone), zone) + 21 * HOUR_MS

let w: World
let nation: Caller
beforeAll(async () => {
  w = await makeWorld({ demonstration: true, operation: size })
  w.setNow(evening)
  const { login } = await w.account({ role: 'supplyDesk', place: 'nation' })
  nation = await w.signIn(login)
})
afterAll(() => w.close())

const played = async (): Promise<string> => (await nation.call('operation.read')).body.day
const untilPlayed = (day: string) => expect.poll(played, { timeout: 30_000, interval: 100 }).toBe(day)

test('[X10] the desk of the nation plays the next day: the clock of rules moves on, and asked twice the day is played once', async () => {
  const { body } = await nation.call('operation.read')
  expect(body).toMatchObject({ day: '2020-01-20', first: '2020-01-20', last: '2020-03-31', next: null })
  const asked = await nation.call('operation.next', { body: { after: body.day } })
  const again = await nation.call('operation.next', { body: { after: body.day } })
  expect([asked.status, again.status]).toEqual([200, 200])
  await untilPlayed('2020-01-21')
  await nation.call('operation.next', { body: { after: '2020-01-20' } })
  expect(await played()).toBe('2020-01-21')
  expect(new Date(w.house.now()).toISOString()).toBe('2020-01-21T13:00:00.000Z')
})

// A session lasts fourteen days: by the clock of the operation it would be over.
const lastPlayed = '2020-02-05'

test('[X10, X2] days that are played sign nobody out, however many', async () => {
  for (let after = await played(); after < lastPlayed; after = await played()) {
    expect((await nation.call('operation.next', { body: { after } })).status).toBe(200)
    await expect.poll(played, { timeout: 30_000, interval: 50 }).not.toBe(after)
  }
  expect((await nation.call('session.read')).status).toBe(200)
  expect(await played()).toBe(lastPlayed)
})

test('[X10] the desk of a place below plays nothing', async () => {
  const { login } = await w.account({ role: 'supplyDesk', place: '42' })
  const province = await w.signIn(login)
  expect((await province.call('operation.read')).status).toBe(403)
  expect((await province.call('operation.next', { body: { after: '2020-01-23' } })).status).toBe(403)
})

test('[X10, E4] an enterprise tells who supplies it with parts, and who works again by the day of the operation', async () => {
  const { body } = await nation.call('enterprise.list', { query: { place: 'nation', waits: 'true' } })
  const id = body.rows[0]?.id ?? ''
  const { suppliers, today } = (await nation.call('enterprise.read', { params: { id } })).body
  expect(today).toBe(lastPlayed)
  expect(suppliers.length).toBeGreaterThanOrEqual(3)
  expect(suppliers.some(({ backOn }) => backOn === null)).toBe(true)
  expect(suppliers.every(({ backOn }) => backOn === null || backOn <= today)).toBe(true)
})

test('[X10] in any other database there is nothing to play, and its clock is the real one', async () => {
  const other = await makeWorld({ demonstration: true })
  other.setNow(evening)
  const { login } = await other.account({ role: 'supplyDesk', place: 'nation' })
  const desk = await other.signIn(login)
  expect((await desk.call('operation.read')).status).toBe(404)
  expect((await desk.call('operation.next', { body: { after: '2020-01-20' } })).status).toBe(404)
  expect(other.house.now()).toBe(evening)
  await other.close()
})
