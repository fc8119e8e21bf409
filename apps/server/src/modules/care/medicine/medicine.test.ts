import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['赵缺药', '钱有药', '孙迟到', '李离世', '周同时', '吴转药'] })
})
afterAll(() => w.close())

const hour = 3_600_000
const at = (ago = 0): string => new Date(w.house.now() - ago).toISOString()
const say = (person: number, said: object, { by = t.worker, id = uuidv7(), ago = 0, when = at(ago) } = {}) =>
  by.call('medicine.say', { params: { id: t.people[person] ?? '' }, body: { id, at: when, ...said } })
const known = async (person: number, by: Caller = t.manager) =>
  (await by.call('person.read', { params: { id: t.people[person] ?? '' } })).body.medicine
const open = async (by: Caller = t.manager) =>
  (await by.call('medicine.list', { query: { place: t.code } })).body.rows.map((row) => row.name)

test('[K9] medicine that runs out becomes a request, once, which the township closes with what was given', async () => {
  const id = uuidv7()
  const body = { daysLeft: 3, control: 'unstable', note: '胰岛素' }
  const when = at()
  const first = await say(0, body, { id, when })
  expect(first.body).toEqual({ outcome: 'recorded', id, request: 'opens' })
  expect((await say(0, body, { id, when })).body.outcome).toBe('already-recorded')
  expect((await say(0, { ...body, daysLeft: 4 }, { id, when })).problem?.code).toBe('command.other-body')
  expect((await say(0, { daysLeft: 2 })).body).toMatchObject({ outcome: 'recorded', request: 'isOpen' })
  expect((await known(0)).requests[0]?.daysLeft).toBe(2)
  expect(await open()).toEqual(['赵缺药'])
  const [request] = (await known(0)).requests
  expect(request).toMatchObject({ daysLeft: 2, note: '胰岛素', askedBy: '王网格', late: false, closed: null })

  // More is named while it is open: no second request, and nothing lost.
  expect((await say(0, { note: '沙丁胺醇' })).body).toMatchObject({ request: 'isOpen' })
  expect((await known(0)).requests[0]?.later).toMatchObject([{ by: '王网格', note: '沙丁胺醇' }])

  const close = (how: string, more: object = {}, command = uuidv7(), by = t.medic) =>
    by.call('medicine.close', { params: { id: request?.id ?? '' }, body: { id: command, how, ...more } })
  expect((await close('supplied')).body).toEqual({ outcome: 'refused', reason: 'medicine-days' })
  expect((await close('sentOn')).body).toEqual({ outcome: 'refused', reason: 'medicine-note' })
  const command = uuidv7()
  expect((await close('supplied', { daysLeft: 30 }, command)).body.outcome).toBe('recorded')
  expect((await close('supplied', { daysLeft: 30 }, command)).body.outcome).toBe('already-recorded')
  expect((await close('supplied', { daysLeft: 60 }, command)).problem?.code).toBe('command.other-body')
  expect((await close('notNeeded', { note: '重复' })).body).toEqual({ outcome: 'refused', reason: 'medicine-closed' })
  expect(await open()).toEqual([])
  // The morning's paper, entered after the medicine was brought.
  expect((await say(0, { daysLeft: 1 }, { ago: 5 * hour })).body).toMatchObject({ request: 'none' })
  const after = await known(0)
  expect(after.daysLeft).toBe(30)
  expect(after.requests[0]?.closed).toMatchObject({ by: '何医生', how: 'supplied', daysLeft: 30 })
})

test('[X2] a village worker sees that something was asked for and not its name; the file says the same', async () => {
  await say(5, { note: '华法林' })
  await say(5, { note: '地高辛' })
  const [mine] = (await t.worker.call('medicine.list', { query: { place: t.code } })).body.rows
  expect(mine).toMatchObject({ name: '吴转药', note: null, later: [] })
  const file = async (by: Caller) =>
    (await by.call('medicine.export', { query: { place: t.code, format: 'csv' } })).text
  expect(await file(t.worker)).not.toMatch(/华法林|地高辛/)
  expect(await file(t.manager)).toContain('华法林; 地高辛')
  const { rows } = await w.admin.query(`select encode(note_sealed, 'escape') as text from care.medicine_fact`)
  expect(JSON.stringify(rows)).not.toContain('华法林')
})

test('[K6, CARE-MED-3] a record is fresh when control and medicine were both told lately, in whatever order they arrive', async () => {
  expect((await known(1)).fresh).toBe(false)
  await say(1, { daysLeft: 40 })
  expect((await known(1)).fresh).toBe(false)
  await say(1, { control: 'stable' })
  expect(await known(1)).toMatchObject({ fresh: true, daysLeft: 40, control: 'stable' })
  // Told before, sent later: it does not push aside what is newer.
  await say(1, { daysLeft: 90, control: 'unstable' }, { ago: 5 * hour })
  expect(await known(1)).toMatchObject({ daysLeft: 40, control: 'stable' })
  // A session would not live through the fourteen days: they are taken off what was told.
  await w.admin.query(`update care.medicine_state set control_at = control_at - interval '14 days' where person = $1`, [
    t.people[1],
  ])
  expect((await known(1)).fresh).toBe(false)
})

test('[CARE-MED-2] a request that nobody closes is late after two days', async () => {
  await say(2, { daysLeft: 0 })
  const late = async () =>
    (await t.officer.call('medicine.list', { query: { place: t.code } })).body.rows.find((r) => r.name === '孙迟到')
      ?.late
  expect(await late()).toBe(false)
  await w.admin.query(`update care.medicine_request set late_at = late_at - interval '48 hours' where person = $1`, [
    t.people[2],
  ])
  expect(await late()).toBe(true)
})

test('[K20] nobody is asked for the dead, and nothing is told of them', async () => {
  await say(3, { daysLeft: 1 })
  expect(await open()).toContain('李离世')
  const dead = { id: uuidv7(), kind: 'death', at: at() }
  await t.worker.call('life.record', { params: { id: t.people[3] ?? '' }, body: dead })
  expect(await open()).not.toContain('李离世')
  expect((await say(3, { daysLeft: 1 })).body).toEqual({ outcome: 'refused', reason: 'medicine-gone' })
})

test('[K9] two workers who tell of it at the same time open one request', async () => {
  const answers = await Promise.all([say(4, { daysLeft: 1 }), say(4, { daysLeft: 2 }, { by: t.medic })])
  expect(answers.map((a) => ('request' in a.body ? a.body.request : a.text)).sort()).toEqual(['isOpen', 'opens'])
})

test('[K9] nothing said is refused, and so are days nobody can have', async () => {
  expect((await say(1, {})).body).toEqual({ outcome: 'refused', reason: 'medicine-nothing' })
  expect((await say(1, { daysLeft: 401 })).problem?.code).toBe('request.invalid')
  expect((await say(1, { daysLeft: -1 })).problem?.code).toBe('request.invalid')
})

test('[K9] the days are counted down from when they were told, and of two tellings the earlier end counts', async () => {
  const now = w.house.now()
  const { rows } = await w.admin.query<{ id: string }>(
    `select p.id from care.person p where not exists (select from care.medicine_request r where r.person = p.id)
       and p.id = any($1) limit 1`,
    [t.people],
  )
  const person = t.people.indexOf(rows[0]?.id ?? '')
  expect(person).toBeGreaterThanOrEqual(0)
  const outOn = async () => (await known(person)).requests[0]?.outOn
  await say(person, { daysLeft: 4 })
  expect(await outOn()).toBe(dayAt(now + 4 * 24 * hour))
  w.setNow(now + 2 * 24 * hour)
  await say(person, { daysLeft: 5 })
  expect(await outOn()).toBe(dayAt(now + 4 * 24 * hour))
  await say(person, { daysLeft: 1 })
  expect(await outOn()).toBe(dayAt(now + 3 * 24 * hour))
  w.setNow(now + 9 * 24 * hour)
  expect(await outOn()).toBe(dayAt(now + 3 * 24 * hour))
  w.setNow(now)
})
