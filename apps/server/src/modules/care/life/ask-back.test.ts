import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
let officer: Caller
/** Entered as dead by the worker, by mistake. */
let dead: { readonly id: string; readonly event: string }
let taken = 0
const names = ['误登甲', '误登乙', '误登丙', '误登丁', '误登戊', '误登己', '误登庚']

beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names })
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
})
afterAll(() => w.close())

const moment = (): string => new Date(w.house.now()).toISOString()

beforeEach(async () => {
  const id = t.people[taken] ?? ''
  taken += 1
  const event = uuidv7()
  const body = { id: event, kind: 'death', at: moment() }
  const { body: answer, text } = await t.worker.call('life.record', { params: { id }, body })
  expect(answer, text).toMatchObject({ outcome: 'recorded' })
  dead = { id, event }
})

type Said = { readonly by?: Caller; readonly id?: string; readonly reason?: string; readonly event?: string }
const ask = async ({ by = t.worker, id = uuidv7(), reason = '同名误登', event = dead.event }: Said = {}) =>
  (await by.call('life.ask-back', { params: { id: dead.id }, body: { id, event, reason } })).body
const stands = async (asked: string, { by = t.medic, id = uuidv7(), reason = '家属已确认' }: Said = {}) =>
  (await by.call('life.stands', { params: { id: dead.id, ask: asked }, body: { id, reason } })).body
const takeBack = async (by: Caller) =>
  (
    await by.call('life.take-back', {
      params: { id: dead.id },
      body: { id: uuidv7(), event: dead.event, at: moment() },
    })
  ).body
const pageOf = async (by: Caller) => (await by.call('person.read', { params: { id: dead.id } })).body
const lines = async (by: Caller) => {
  const { handovers } = (await by.call('followup.today', { query: {} })).body
  return handovers.takingBack.filter(({ personId }) => personId === dead.id)
}
const listed = async (by: Caller, place: string) => {
  const { rows } = (await by.call('person.list', { query: { place, state: 'askedBack', limit: 100 } })).body
  return rows.filter(({ id }) => id === dead.id)
}
const waits = async (by: Caller, place: string): Promise<number> => {
  const { waiting } = (await by.call('morning.read', { query: { place } })).body
  return waiting.find(({ key }) => key === 'askedBack')?.n ?? 0
}

test('[K20] who entered a death asks for its taking back, and every second person reads it by the name, with the reason', async () => {
  const before = await waits(officer, luotian)
  const id = uuidv7()
  expect(await ask({ id })).toEqual({ outcome: 'recorded', id })
  for (const by of [t.medic, t.manager])
    expect(await lines(by)).toMatchObject([
      { id, name: names[taken - 1], mine: false, reason: '同名误登', answer: null },
    ])
  expect(await lines(t.worker)).toMatchObject([{ id, mine: true }])
  expect((await pageOf(t.medic)).takingBack).toMatchObject({ id, event: dead.event, reason: '同名误登', mine: false })
  for (const [by, place] of [
    [t.manager, t.code],
    [officer, luotian],
  ] as const) {
    expect(await listed(by, place)).toMatchObject([{ askedBack: true, life: { status: 'dead' } }])
    expect(await waits(by, place)).toBeGreaterThan(0)
  }
  expect(await waits(officer, luotian)).toBe(before + 1)
})

test('[K20] asked twice, by the same or by another, is asked once; the same id with other words is refused', async () => {
  const id = uuidv7()
  await ask({ id })
  expect(await ask({ id })).toEqual({ outcome: 'already-recorded', id })
  expect(await ask({ by: t.medic, reason: '见到本人' })).toEqual({ outcome: 'already-recorded', id })
  expect(await lines(t.manager)).toMatchObject([{ id, reason: '同名误登' }])
  const other = { params: { id: dead.id }, body: { id, event: dead.event, reason: '别的话' } }
  expect((await t.worker.call('life.ask-back', other)).status).toBe(409)
})

test('[K20] the taking back closes what was asked, and all is owed as before', async () => {
  await ask()
  expect(await takeBack(t.worker)).toEqual({ outcome: 'refused', reason: 'life-second-person' })
  expect(await lines(t.medic)).toHaveLength(1)
  expect(await takeBack(t.medic)).toMatchObject({ outcome: 'recorded', result: { life: { status: 'here' } } })
  for (const by of [t.worker, t.medic, t.manager]) expect(await lines(by)).toEqual([])
  expect(await listed(t.manager, t.code)).toEqual([])
  expect((await pageOf(t.worker)).takingBack).toBeNull()
  expect(await ask()).toEqual({ outcome: 'refused', reason: 'life-unknown' })
})

test('[K20] the answer that the death stands goes to whoever asked, with the reason, until they have read it', async () => {
  const id = uuidv7()
  await ask({ id })
  const said = uuidv7()
  expect(await stands(id, { id: said })).toEqual({ outcome: 'recorded', id })
  expect(await stands(id, { id: said })).toEqual({ outcome: 'already-recorded', id })
  expect(await stands(id, { by: t.manager })).toEqual({ outcome: 'refused', reason: 'life-answered' })
  for (const by of [t.medic, t.manager]) expect(await lines(by)).toEqual([])
  expect(await lines(t.worker)).toMatchObject([{ id, answer: { reason: '家属已确认', read: false } }])
  const read = (by: Caller) => by.call('life.read-answer', { params: { id: dead.id, ask: id } })
  expect((await read(t.medic)).status).toBe(204)
  expect(await lines(t.worker)).toHaveLength(1)
  expect((await read(t.worker)).status).toBe(204)
  expect(await lines(t.worker)).toEqual([])
  expect((await pageOf(t.worker)).takingBack).toMatchObject({ id, answer: { reason: '家属已确认', read: true } })
  expect(await listed(t.manager, t.code)).toEqual([])
  const told = (await pageOf(t.medic)).timeline.filter(({ kind }) => kind === 'asked')
  expect(told.map(({ cause, note }) => [cause, note]).sort()).toEqual([
    ['death.asked', '同名误登'],
    ['death.stands', '家属已确认'],
  ])
  expect(told.find(({ cause }) => cause === 'death.asked')?.by).toBe('王网格')
  // With more to say it is asked anew.
  expect(await ask({ reason: '今天见到本人' })).toMatchObject({ outcome: 'recorded' })
  expect(await lines(t.medic)).toMatchObject([{ reason: '今天见到本人' }])
})

test('[K20] who entered a death does not close what a colleague asked, and may withdraw what they asked themselves', async () => {
  const first = uuidv7()
  await ask({ id: first, by: t.medic })
  expect(await stands(first, { by: t.worker })).toEqual({ outcome: 'refused', reason: 'life-second-person' })
  expect(await stands(first, { by: t.manager })).toMatchObject({ outcome: 'recorded' })
  const own = uuidv7()
  await ask({ id: own })
  expect(await stands(own, { by: t.worker, reason: '确实去世' })).toMatchObject({ outcome: 'recorded' })
  expect(await lines(t.worker)).toEqual([])
})

test('[X2] what was asked and answered lies sealed, and another township reads nothing of it', async () => {
  const id = uuidv7()
  await ask({ id, reason: '邻居说人在家' })
  const { rows } = await w.admin.query<{ asked: string }>(
    `select encode(reason_sealed, 'escape') as asked from care.taking_back where id = $1`,
    [id],
  )
  expect(rows[0]?.asked).not.toContain('邻居')
  const stranger = await w.signIn((await w.account({ role: 'townshipManager', place: `${luotian}101` })).login)
  expect(await lines(stranger)).toEqual([])
  expect(
    (await stranger.call('life.stands', { params: { id: dead.id, ask: id }, body: { id: uuidv7(), reason: '无' } }))
      .status,
  ).toBe(404)
})
