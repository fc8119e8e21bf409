import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
const minute = 60_000
const start = Date.now()
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['同户甲', '同户乙', '另户人'] })
})
afterAll(() => w.close())

const record = async (by: Caller, personId: string, more: object = {}) => {
  const at = new Date(w.house.now()).toISOString()
  const body = { id: uuidv7(), personId, at, channel: 'phone', outcome: 'reached', ...more }
  expect((await by.call('followup.record', { body })).body).toMatchObject({ outcome: 'recorded' })
  return body.id
}
const latest = async (by: Caller, id: string) =>
  (await by.call('followup.just-recorded', { params: { id } })).body.latest

test('[K3] whoever is about to record a call is told who recorded one with the person or the household minutes ago, and not of an old or withdrawn one', async () => {
  const [one = '', other = '', far = ''] = t.people
  w.setNow(start)
  expect(await latest(t.worker, one)).toBeNull()
  const joined = await t.worker.call('household.join', { params: { id: one }, body: { id: uuidv7(), with: other } })
  expect(joined.body, joined.text).toMatchObject({ outcome: 'recorded' })
  await record(t.medic, one, { outcome: 'unanswered' })
  expect(await latest(t.worker, one)).toBeNull()
  const id = await record(t.medic, one)
  w.setNow(start + 3 * minute)
  expect(await latest(t.worker, one)).toMatchObject({ id, by: '何医生', same: true })
  expect(await latest(t.worker, other)).toMatchObject({ id, by: '何医生', same: false })
  expect(await latest(t.worker, far)).toBeNull()
  await record(t.medic, one, { outcome: 'withdrawn', corrects: id })
  expect(await latest(t.worker, one)).toBeNull()
  await record(t.medic, far)
  expect(await latest(t.worker, far)).not.toBeNull()
  w.setNow(start + 20 * minute)
  expect(await latest(t.worker, far)).toBeNull()
})
