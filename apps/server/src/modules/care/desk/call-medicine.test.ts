import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['赵缺药', '钱并入', '孙离世', '李同时'] })
})
afterAll(() => w.close())

const nothing = { redFlags: [], dayFlags: ['medicineOut'], signs: [], spo2Percent: null, temperatureC: null }
const ring = (person: number | null, more: object = {}, by: Caller = t.medic) =>
  by.call('call.record', {
    body: {
      ...{
        id: uuidv7(),
        place: t.code,
        personId: person === null ? null : t.people[person],
        about: '张大爷',
        said: '',
      },
      ...nothing,
      caller: { number: '13711112222', name: '' },
      ...more,
    },
  })
const requests = async (state = 'open') =>
  (await t.manager.call('medicine.list', { query: { place: t.code, state } })).body.rows
const theCall = async (id: string) =>
  (await t.manager.call('call.list', { query: { place: t.code, call: id } })).body.rows.map((c) => c.medicine)

test('[K4] [K9] a call about medicine that runs out is the request of that person, each shows the other, and its end is seen on the call', async () => {
  const id = uuidv7()
  const medicine = { daysLeft: 2, note: '胰岛素' }
  const first = await ring(0, { id, medicine })
  expect(first.body).toMatchObject({ outcome: 'recorded', call: { outcome: 'today', medicine: 'opens' } })
  expect((await ring(0, { id, medicine })).body).toMatchObject({
    outcome: 'already-recorded',
    call: { medicine: 'opens' },
  })
  const [request, ...others] = await requests()
  expect(request).toMatchObject({ id, name: '赵缺药', daysLeft: 2, note: '胰岛素', calls: [{ id, place: t.code }] })
  expect(others).toEqual([])
  expect(await theCall(id)).toMatchObject([{ request: id, closed: null }])
  const close = { id: uuidv7(), how: 'supplied', daysLeft: 30 }
  await t.manager.call('medicine.close', { params: { id }, body: close })
  expect(await theCall(id)).toMatchObject([{ request: id, closed: { how: 'supplied' } }])
  expect((await requests('closed'))[0]?.calls.map((c) => c.id)).toEqual([id])
  const { rows } = await w.admin.query(`select row_to_json(f)::text as text from care.medicine_fact f where id = $1`, [
    id,
  ])
  expect(rows[0]?.text).not.toMatch(/胰岛素/)
})

test('[K9] a call about medicine joins the request that a worker made, with the fewer days, and is named on it', async () => {
  const said = { id: uuidv7(), at: new Date(w.house.now()).toISOString(), daysLeft: 5 }
  await t.worker.call('medicine.say', { params: { id: t.people[1] ?? '' }, body: said })
  const id = uuidv7()
  const rung = await ring(1, { id, medicine: { daysLeft: 3, note: '沙丁胺醇' } })
  expect(rung.body).toMatchObject({ call: { medicine: 'isOpen' } })
  expect(await requests()).toMatchObject([{ id: said.id, daysLeft: 3, calls: [{ id }], later: [{ note: '沙丁胺醇' }] }])
  expect(await theCall(id)).toMatchObject([{ request: said.id }])
})

test('[K9] two calls about one person at the same moment are one request', async () => {
  const rung = await Promise.all([ring(3), ring(3)])
  expect(rung.map((r) => (r.body.outcome === 'recorded' ? r.body.call.medicine : null)).sort()).toEqual([
    'isOpen',
    'opens',
  ])
  expect((await requests()).filter((r) => r.name === '李同时').map((r) => r.calls.length)).toEqual([2])
})

test('[K9] a call about nobody on the ledger, about the dead, or not about medicine asks for none', async () => {
  const before = (await requests()).length
  const life = { id: uuidv7(), kind: 'death', at: new Date(w.house.now()).toISOString() }
  await t.worker.call('life.record', { params: { id: t.people[2] ?? '' }, body: life })
  for (const rung of [
    await ring(null),
    await ring(2),
    await ring(0, { dayFlags: ['fever'], medicine: { daysLeft: 1 } }),
  ])
    expect(rung.body).toMatchObject({ outcome: 'recorded', call: { medicine: null } })
  expect((await requests()).length).toBe(before)
})

test('[X2] the call of a county desk that asked is named to the county, and not to the township that cannot read that desk', async () => {
  const id = uuidv7()
  await ring(0, { id, place: luotian }, t.officer)
  const seenBy = async (by: Caller) =>
    (await by.call('medicine.list', { query: { place: t.code } })).body.rows.find((r) => r.id === id)?.calls.length
  expect([await seenBy(t.officer), await seenBy(t.manager)]).toEqual([1, 0])
})
