import type { AssetPage } from '@lianfang/contract'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import {
  astray,
  deskOf,
  head,
  makeStore,
  outgoing,
  receive,
  type Store,
  stockAt,
  unbalanced,
} from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let desk: Caller
let store: Store
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  store = await makeStore(w, desk, '设备库')
})
afterAll(() => w.close())

const today = daysFromNow(0)
const device = (serial: string) => ({ kind: 'ventilator-invasive', serial, quantity: 1, unit: 'set' })
const unit = async (serial: string, at = store): Promise<string> => (await receive(at, [device(serial)]))[0] ?? ''
type By = { readonly at?: Store; readonly id?: string; readonly by?: Caller }
const say = (item: string, said: object, { at = store, id = uuidv7(), by = at.keeper }: By = {}) =>
  by.call('asset.say', { params: { id: at.id, item }, body: { id, day: today, ...said } })
const pass = (item: string, rest: object = {}, at = store) =>
  say(
    item,
    {
      ...{ what: 'check', maintenanceDue: daysFromNow(60), contract: { own: true, until: null }, consumableDays: 10 },
      ...rest,
    },
    { at },
  )
const read = async (item: string, at = store): Promise<AssetPage> =>
  (await at.keeper.call('asset.read', { params: { id: at.id, item } })).body
const figures = async (serial: string, at = store) => {
  const row = (await stockAt(at, { text: serial }))[0]
  return [row?.available, row?.held, row?.reserved]
}

test('[E9, SUP-ASSET-1] a unit that came in is not deployable before it was checked; afterwards it is', async () => {
  const item = await unit('SN-NEW')
  expect(await read(item)).toMatchObject({ state: 'notTold', reasons: ['notTold'], history: [], may: { write: true } })
  expect((await pass(item)).body).toMatchObject({ outcome: 'recorded', result: { state: 'ready', reasons: [] } })
  const [fact] = (await read(item)).history
  expect(fact).toMatchObject({ what: 'check', by: '设备库库管员', storeName: '设备库', consumableDays: 10 })
})

test('[E9] a repeat is no second fact; the same id with other words is refused', async () => {
  const item = await unit('SN-TWICE')
  const id = uuidv7()
  const said = { what: 'fault', cause: '屏幕不亮' }
  expect((await say(item, said, { id })).body.outcome).toBe('recorded')
  expect((await say(item, said, { id })).body.outcome).toBe('already-recorded')
  expect((await say(item, { ...said, cause: '别的' }, { id })).problem?.code).toBe('command.other-body')
  expect((await read(item)).history).toHaveLength(1)
})

test('[E9, SUP-ASSET-6] use is kept in the book, a fault ends it and holds the unit, repair frees it, and only a check makes it ready', async () => {
  const item = await unit('SN-LIFE')
  await pass(item)
  expect((await say(item, { what: 'use', where: '重症一科', reason: null })).body).toMatchObject({
    result: { state: 'inUse', use: { at: '重症一科', since: today } },
  })
  expect(await figures('SN-LIFE')).toEqual([0, 0, 1])
  const again = await say(item, { what: 'use', where: '重症二科', reason: '急' })
  expect(again.problem?.code).toBe('asset.stands')
  expect((await say(item, { what: 'fault', cause: '气路漏气' })).body).toMatchObject({
    result: { state: 'fault', use: null, fault: { cause: '气路漏气' } },
  })
  expect(await figures('SN-LIFE')).toEqual([0, 1, 0])
  expect((await say(item, { what: 'use', where: '重症一科', reason: '急' })).problem?.code).toBe('asset.stands')
  expect((await say(item, { what: 'repaired', reason: '换管' })).body).toMatchObject({ result: { state: 'notTold' } })
  expect(await figures('SN-LIFE')).toEqual([1, 0, 0])
  expect((await pass(item)).body).toMatchObject({ result: { state: 'ready' } })
  expect((await read(item)).history.map(({ what }) => what)).toEqual(['check', 'repaired', 'fault', 'use', 'check'])
})

test('[E9, SUP-ASSET-7] late papers stop nobody who says why, and are told', async () => {
  const item = await unit('SN-LATE')
  await pass(item, { contract: { own: false, until: today } })
  w.setNow(Date.now() + 86_400_000)
  try {
    expect((await read(item)).state).toBe('outOfContract')
    const use = (reason: string | null) => say(item, { what: 'use', where: '急诊', reason })
    expect((await use(null)).problem).toMatchObject({ code: 'asset.reason', details: { states: 'outOfContract' } })
    expect((await use('抢救')).body).toMatchObject({ result: { state: 'inUse', reasons: ['inUse', 'outOfContract'] } })
    expect((await say(item, { what: 'useEnded' })).body).toMatchObject({ result: { use: null } })
  } finally {
    w.setNow(Date.now())
  }
})

test('[E9] maintenance holds a unit until it is done; two holds end one after the other', async () => {
  const item = await unit('SN-MAINT')
  await pass(item)
  await say(item, { what: 'maintain', reason: '年检' })
  expect((await read(item)).state).toBe('maintenance')
  await say(item, { what: 'fault', cause: '电池鼓包' })
  expect((await say(item, { what: 'maintained', maintenanceDue: daysFromNow(180) })).body).toMatchObject({
    result: { state: 'fault', maintenanceDue: daysFromNow(180) },
  })
  expect(await figures('SN-MAINT')).toEqual([0, 1, 0])
  await say(item, { what: 'repaired', reason: null })
  expect(await figures('SN-MAINT')).toEqual([1, 0, 0])
  expect((await say(item, { what: 'maintained', maintenanceDue: daysFromNow(-1) })).problem?.code).toBe(
    'asset.day-past',
  )
})

test('[E9] a unit promised to somebody that breaks is held, and the promise ends', async () => {
  const item = await unit('SN-PROMISE')
  await pass(item)
  const lines = [outgoing({ ...device('SN-PROMISE'), item })]
  await store.keeper.call('stock.reserve', { params: { id: store.id }, body: { ...head(), reference: '单九', lines } })
  expect((await read(item)).state).toBe('reserved')
  await say(item, { what: 'fault', cause: '摔坏' })
  expect(await figures('SN-PROMISE')).toEqual([0, 1, 0])
})

test('[E9] a loan to a party leaves the book and comes back into it, with its day and its condition', async () => {
  const item = await unit('SN-LOAN')
  await pass(item)
  const lend = (rest: object = {}) =>
    say(item, {
      ...{ what: 'lend', to: { party: '民营康复医院' }, dueBack: daysFromNow(7), condition: '完好', reason: null },
      ...rest,
    })
  expect((await lend({ dueBack: daysFromNow(-1) })).problem?.code).toBe('asset.day-past')
  expect((await lend()).body).toMatchObject({
    result: { state: 'onLoan', loan: { to: '民营康复医院', dueBack: daysFromNow(7), late: false } },
  })
  expect(await figures('SN-LOAN')).toEqual([undefined, undefined, undefined])
  const listed = async (query: object) =>
    (await desk.call('asset.list', { query: { place: luotian, ...query } })).body.rows.map((row) => row.serial)
  expect(await listed({ state: 'onLoan' })).toEqual(['SN-LOAN'])
  expect(await listed({ late: 'yes' })).toEqual([])
  w.setNow(Date.now() + 8 * 86_400_000)
  expect(await listed({ late: 'yes' })).toEqual(['SN-LOAN'])
  w.setNow(Date.now())
  const back = await say(item, { what: 'returned', condition: '面板开裂', cause: '面板开裂' })
  expect(back.body).toMatchObject({ result: { state: 'fault', loan: null } })
  expect(await figures('SN-LOAN')).toEqual([0, 1, 0])
})

test('[E9] a loan to a store of another county travels as a transfer; both ends see it, and the history goes along', async () => {
  const far = await makeStore(w, await deskOf(w, yingshan), '邻县设备库', '421124100')
  const item = await unit('SN-FAR')
  await pass(item)
  await say(item, {
    ...{ what: 'lend', to: { store: far.id }, dueBack: daysFromNow(5), condition: '完好', reason: null },
  })
  const [road] = (await far.keeper.call('transit.list', { params: { id: far.id } })).body.rows
  const arrive = async (at: Store, consignment: string) =>
    at.keeper.call('stock.arrive', {
      params: { id: at.id },
      body: { ...head(), consignment, lines: [{ n: 0, quantity: 1, state: null }] },
    })
  expect((await arrive(far, road?.id ?? '')).body.outcome).toBe('recorded')
  const [there] = (await far.keeper.call('asset.here', { params: { id: far.id } })).body.rows
  // What was checked elsewhere is not checked here; maintenance and contract go along.
  expect(there).toMatchObject({
    ...{ serial: 'SN-FAR', state: 'notTold', checkedOn: null, maintenanceDue: daysFromNow(60) },
    borrowed: { from: '设备库', dueBack: daysFromNow(5), late: false },
  })
  expect((await read(there?.item ?? '', far)).history.map(({ what, storeName }) => [what, storeName])).toEqual([
    ['lend', '设备库'],
    ['check', '设备库'],
  ])
  expect((await read(item)).state).toBe('onLoan')
  expect((await say(item, { what: 'returned', condition: '完好', cause: null })).problem?.code).toBe('asset.not-back')
  const lines = [outgoing({ ...device('SN-FAR'), item: there?.item ?? null, state: 'free' })]
  const consignment = uuidv7()
  await far.keeper.call('stock.send', {
    params: { id: far.id },
    body: { ...head(), consignment, to: store.id, lines },
  })
  await arrive(store, consignment)
  expect((await read(item)).loan).toMatchObject({ to: '邻县设备库' })
  expect((await say(item, { what: 'returned', condition: '完好', cause: null })).body).toMatchObject({
    result: { state: 'notTold', loan: null },
  })
})

test('[E9] a reserve counts deployable units alone, by kind and by the places below', async () => {
  const town = await makeStore(w, desk, '乡镇设备库', '421123101')
  await pass(await unit('SN-T1', town), {}, town)
  await unit('SN-T2', town)
  const totals = async (query: object) =>
    (await desk.call('asset.totals', { query: { place: luotian, ...query } })).body.rows.find(
      (row) => row.place?.code === '421123101' || row.kind === 'ventilator-invasive',
    )
  expect(await totals({ kind: 'ventilator-invasive' })).toMatchObject({
    ...{ units: 2, deployable: 1 },
    states: [
      { state: 'notTold', units: 1 },
      { state: 'ready', units: 1 },
    ],
  })
  const all = await totals({})
  const listed = (await desk.call('asset.list', { query: { place: luotian, state: 'ready', limit: 200 } })).body
  expect(all?.deployable).toBe(listed.rows.length)
  const file = await desk.call('asset.export', { query: { place: luotian, format: 'csv', text: 'sn-t2' } })
  expect(file.text.trim().split('\n')).toHaveLength(2)
})

test('[E9, SUP-ASSET-1] the state that lists and counts reckon is the one of the rule, whatever a unit is', async () => {
  const items = await receive(
    store,
    Array.from({ length: 60 }, (_, i) => ({
      ...device(`SN-R${i}`),
      kind: i % 3 === 0 ? 'monitor-ecg' : 'ventilator-invasive',
    })),
  )
  const day = () =>
    fc.sample(fc.constantFrom(null, -120, -89, -1, 0, 1, 30), 1).map((n) => (n === null ? null : daysFromNow(n)))[0]
  for (const item of items) {
    const [flags] = fc.sample(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.constantFrom(null, 0, 6, 7)), 1)
    const [book] = fc.sample(fc.constantFrom('free', 'free', 'free', 'reserved', 'quarantine', 'onHold', 'damaged'), 1)
    const [fault, maintenance, own, consumables] = flags ?? []
    await w.admin.query(
      `update supply.asset set fault = $2, maintenance_since = $3, maintenance_due = $4, contract_own = $5, contract_until = $6,
         checked_on = $7, consumable_days = $8, book = $9 where item = $1`,
      [
        item,
        fault === true ? '坏' : null,
        maintenance === true ? today : null,
        day(),
        own,
        day(),
        day(),
        consumables,
        book,
      ],
    )
  }
  const rows = (await desk.call('asset.list', { query: { place: luotian, text: 'SN-R', limit: 200 } })).body.rows
  expect(rows).toHaveLength(60)
  expect(rows.map(({ serial, state }) => [serial, state])).toEqual(
    rows.map(({ serial, reasons }) => [serial, reasons[0] ?? 'ready']),
  )
})

test('[X2] the desk and a keeper of another store say nothing of a unit; another county’s desk does not see it', async () => {
  const item = await unit('SN-X2')
  const other = await makeStore(w, desk, '别人的库')
  const said = { what: 'fault', cause: '坏' }
  expect((await say(item, said, { by: desk })).status).toBe(403)
  expect((await say(item, said, { by: other.keeper })).status).toBe(404)
  const next = await deskOf(w, yingshan)
  expect((await next.call('asset.read', { params: { id: store.id, item } })).status).toBe(404)
})

test('[E9] whatever is said of units, the ledger sums to nothing and the stock is what its lines come to', async () => {
  expect([await unbalanced(w), await astray(w)]).toEqual([[], []])
})
