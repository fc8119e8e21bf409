import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['降级人', '不明人', '无事人', '去世人'] })
  const [lower = '', unknown = '', , dead = ''] = t.people
  await w.admin.query(`update care.person set disease_class = 'none', vaccination_class = 'full' where id = $1`, [
    lower,
  ])
  await w.admin.query(
    `update care.person set disease_class = 'stabilityUnknown', provisional = '{disease}' where id = any($1)`,
    [[unknown, dead]],
  )
  const override = { commandId: uuidv7(), tier: 'red', reason: '上门看过', reviewOn: daysFromNow(20) }
  await t.medic.call('tier.override', { params: { id: lower }, body: override })
  await t.medic.call('tier.override-end', { params: { id: lower }, body: { overrideId: override.commandId } })
  const life = { note: null, lastPullAt: null, day: null, at: new Date().toISOString() }
  await t.worker.call('life.record', { params: { id: dead }, body: { ...life, id: uuidv7(), kind: 'death' } })
})
afterAll(() => w.close())

const waiting = async (reader = t.medic) => {
  const reply = await reader.call('tier.waiting', { query: { place: t.village.code } })
  return [...reply.body.rows].sort((a, b) => (a.name < b.name ? 1 : -1))
}

test('[K1] who waits for a medic is told with age, disease, vaccination and the step that is asked', async () => {
  expect(await waiting()).toMatchObject([
    { name: '降级人', age: 84, tier: 'red', provisional: [], lower: { to: 'yellow', cause: 'overrideEnded' } },
    { name: '不明人', disease: 'stabilityUnknown', vaccination: 'none', provisional: ['disease'], lower: null },
  ])
})

test('[K1] [K5] an illness that began since stands beside the lower tier that was found before it', async () => {
  const [id = ''] = t.people
  const body = { id: uuidv7(), kind: 'infection', at: new Date().toISOString(), note: null }
  expect((await t.worker.call('episode.begin', { params: { id }, body })).body.outcome).toBe('recorded')
  expect((await waiting())[0]).toMatchObject({ name: '降级人', episode: { kind: 'infection' } })
})

test('[X2] names of diseases are told to a medic, and to nobody whose role sees the class alone', async () => {
  expect((await waiting())[1]?.diseases).toEqual(['慢阻肺'])
  const viewer = await w.signIn((await w.account({ role: 'villageWorker', place: t.village.code })).login)
  expect((await viewer.call('tier.waiting', { query: { place: t.village.code } })).status).toBe(403)
})

test('[K1] a page ends where the next begins, and nobody is in two of them', async () => {
  const first = await t.medic.call('tier.waiting', { query: { place: t.code, limit: 1 } })
  const query = { place: t.code, limit: 1, cursor: first.body.next ?? '' }
  const second = await t.medic.call('tier.waiting', { query })
  const ids = [...first.body.rows, ...second.body.rows].map((row) => row.id)
  expect(new Set(ids).size).toBe(2)
  expect(second.body.next).toBeNull()
})
