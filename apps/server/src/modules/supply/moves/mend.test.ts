import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import {
  counted,
  departing,
  legOf,
  make,
  making,
  outside,
  pageOf,
  receiving,
  sendOff,
  wall,
} from '../../../../../../tests/support/moves.js'
import { deskOf, makeStore, receive, type Store, stockAt } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

const noon = Date.parse('2026-03-10T12:00:00+08:00')
const HOUR_MS = 3_600_000
let w: World
let desk: Caller
let theirs: Caller
let from: Store
let to: Store
let other: Store
beforeAll(async () => {
  w = await makeWorld()
  w.setNow(noon)
  const nation = await deskOf(w, '42')
  desk = await deskOf(w, luotian)
  theirs = await deskOf(w, yingshan)
  from = await makeStore(w, nation, '发货库')
  to = await makeStore(w, nation, '英山收货库', '421124100')
  other = await makeStore(w, nation, '另一库')
  await receive(from, [{ lot: 'A', quantity: 500 }], { day: dayAt(noon) })
})
afterAll(() => w.close())

const at = (id: string) => ({ params: { id } })
const gone = async (caller: Caller, query: { readonly store?: string } = {}) =>
  (await caller.call('consignment.gone', { query })).body.rows

test('[E5] the store that a load was bound for sees that it went elsewhere, by whom and when, and nothing of what happens after', async () => {
  w.setNow(noon)
  const { id } = await sendOff({ desk, from, to, now: noon }, 10, [legOf()])
  expect(await gone(to.keeper)).toEqual([])
  const give = { id: uuidv7(), choice: 'give', reason: '那边更急', to: other.id, requests: [] }
  pageOf(await desk.call('consignment.redirect', { ...at(id), body: give }))
  const [row] = await gone(to.keeper, { store: to.id })
  expect(row).toMatchObject({
    ...{ move: id, from: '发货库', to: { id: to.id }, instead: '另一库', turnedBack: false, reason: '那边更急' },
    ...{ kinds: [{ kind: 'mask-surgical', quantity: 10 }], at: new Date(noon).toISOString() },
  })
  expect(row?.by).not.toBe('')
  expect((await gone(theirs)).map(({ move }) => move)).toEqual([id])
  expect(await gone(other.keeper)).toEqual([])
  for (const caller of [to.keeper, theirs]) {
    expect((await caller.call('consignment.read', at(id))).status).toBe(404)
    expect((await caller.call('consignment.list', { query: { place: yingshan } })).body.rows ?? []).toEqual([])
  }
  // Turned back it leaves word at the store that it was given to.
  const turn = { id: uuidv7(), choice: 'turnBack', reason: '不要了', to: null, requests: [] }
  pageOf(await desk.call('consignment.redirect', { ...at(id), body: turn }))
  expect(await gone(other.keeper)).toMatchObject([{ move: id, instead: '发货库', turnedBack: true }])
  expect((await gone(to.keeper)).length).toBe(1)
})

test('[E5, SUP-MOVE-7] an alarm that rings is taken over by name; it goes on climbing, and ends as without', async () => {
  w.setNow(noon)
  const times = {
    departs: { local: wall(noon), second: null },
    arrives: { local: wall(noon, 60), second: null },
  }
  const cargo = outside()
  const { id } = await make(desk, making({ to: other.id, cargo, legs: [legOf(times)], urgency: 'critical' }))
  pageOf(await desk.call('consignment.depart', { ...at(id), body: departing(noon) }))
  const take = () => desk.call('consignment.alarm', { ...at(id), body: { id: uuidv7(), reason: '我来问司机' } })
  expect((await take()).problem?.code).toBe('consignment.no-alarm')
  w.setNow(noon + 2 * HOUR_MS)
  const page = pageOf(await take())
  expect(page.alarm).toMatchObject({ why: 'late', level: 'county', taken: { at: expect.any(String) } })
  expect(page.steps.at(-1)).toMatchObject({ what: 'alarm', reason: '我来问司机', by: page.alarm?.taken?.by })
  w.setNow(noon + 4 * HOUR_MS)
  const { rows } = (await desk.call('consignment.list', { query: { place: luotian, delayed: 'any' } })).body
  expect(rows.map(({ alarm }) => [alarm?.level, alarm?.taken !== null])).toEqual([['prefecture', true]])
  const later = { leg: 0, what: 'arrived', local: wall(noon, 300), zone: 'Asia/Shanghai', second: null }
  const said = { ...later, source: 'carrier', sourceName: '车队', reason: '堵车' }
  const ended = pageOf(await desk.call('consignment.estimate', { ...at(id), body: { id: uuidv7(), ...said } }))
  expect([ended.alarm, ended.may.alarm]).toEqual([null, true])
  // One that rings anew was taken over by nobody.
  w.setNow(noon + 6 * HOUR_MS)
  expect((await desk.call('consignment.read', at(id))).body.alarm).toMatchObject({ why: 'late', taken: null })
})

test('[E5, SUP-MOVE-11] what came instead is written with its lot and number, counted as a difference and held', async () => {
  w.setNow(noon)
  const { id } = await sendOff({ desk, from, to: other, now: noon }, 5)
  const plain = { product: null, lot: null, expiry: null, serial: null, why: 'wrongGoods' }
  const extra = [
    { ...plain, kind: 'gloves', lot: 'G7', quantity: 5, unit: 'pair', reason: '箱上写口罩，里面是手套' },
    { ...plain, kind: 'ventilator-invasive', serial: 'SN-77', quantity: 1, unit: 'set', reason: '单上没有' },
  ]
  const body = receiving({ lines: [counted(0, 0)], extra, last: true, reason: '口罩没到' }, noon)
  const [receipt] = pageOf(await other.keeper.call('consignment.receive', { ...at(id), body })).receipts
  expect(receipt?.differences).toMatchObject([
    { what: 'missing', kind: 'mask-surgical', quantity: 5, reason: '口罩没到', lot: null, serial: null },
    { what: 'wrongGoods', kind: 'gloves', quantity: 5, lot: 'G7', serial: null, reason: '箱上写口罩，里面是手套' },
    { what: 'wrongGoods', kind: 'ventilator-invasive', quantity: 1, serial: 'SN-77', reason: '单上没有' },
  ])
  const held = (await stockAt(other)).filter(({ lot, serial }) => lot === 'G7' || serial === 'SN-77')
  expect(held.map(({ kind, available, held: n }) => [kind, available, n]).sort()).toEqual([
    ['gloves', 0, 5],
    ['ventilator-invasive', 0, 1],
  ])
  const again = receiving({ lines: [], extra: [{ ...extra[1], serial: 'SN-77' }], reason: null }, noon)
  const twice = await other.keeper.call('consignment.receive', { ...at(id), body: again })
  expect(twice.problem?.code).toBe('stock.serial-twice')
})
