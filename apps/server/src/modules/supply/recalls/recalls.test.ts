import { randomUUID } from 'node:crypto'
import type { PlaceCode } from '@lianfang/domain/shared'
import { isRecalled } from '@lianfang/domain/supply'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import {
  deskOf,
  head,
  makeStore,
  outgoing,
  receive,
  type Store,
  stockAt,
} from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'
import { inTransaction, noScope } from '../../../kernel/db/index.js'

let w: World
let desk: Caller
let far: Caller
let nation: Caller
let a: Store
let b: Store
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  far = await deskOf(w, yingshan)
  nation = await deskOf(w, 'nation')
  a = await makeStore(w, desk, '甲库')
  b = await makeStore(w, far, '乙库', '421124100')
})
afterAll(() => w.close())

const recallBody = (rest: object = {}) => ({
  ...{ id: randomUUID(), place: 'nation', kind: 'mask-surgical', product: null, lot: 'BAD', serials: null },
  reason: '抽检不合格',
  ...rest,
})
const issue = (s: Store, line: Parameters<typeof outgoing>[0] = {}) =>
  s.keeper.call('stock.issue', {
    params: { id: s.id },
    body: { ...head(), reserved: false, lines: [outgoing(line)], party: '急诊科' },
  })
const totals = async (caller: Caller, place: string) => {
  await w.settle()
  const { kinds } = (await caller.call('stock.totals', { query: { place } })).body
  return kinds.find((row) => row.kind === 'mask-surgical')
}

test('[E9, SUP-BOOK-8] a recall holds every unit everywhere at once, also what arrives later, says where those that left went, and is lifted by name', async () => {
  await receive(a, [
    { lot: 'bad', quantity: 10 },
    { lot: 'GOOD', quantity: 3 },
  ])
  await receive(b, [{ lot: 'BAD', quantity: 7 }, { quantity: 2 }])
  await issue(b, { quantity: 4, item: (await stockAt(b)).find((row) => row.lot === 'BAD')?.id ?? '' })
  const body = recallBody()
  const made = await nation.call('recall.create', { body })
  expect(made.body).toMatchObject({
    outcome: 'recorded',
    result: {
      here: [
        { store: { name: '甲库' }, quantity: 10 },
        { store: { name: '乙库' }, quantity: 3 },
      ],
      left: [{ store: { name: '乙库' }, quantity: 4, to: 'consumed', party: '急诊科' }],
      lotUnknown: 2,
    },
  })
  expect((await nation.call('recall.create', { body })).body.outcome).toBe('already-recorded')
  expect(await stockAt(a, { show: 'held' })).toMatchObject([
    { lot: 'BAD', onHand: 10, held: 10, available: 0, excluded: [{ why: 'recalled', quantity: 10 }] },
  ])
  const bad = (await stockAt(a)).find((row) => row.lot === 'BAD')?.id ?? ''
  expect((await issue(a, { item: bad })).problem).toMatchObject({ details: { excluded: 'recalled' } })
  expect((await issue(a, { quantity: 4 })).problem).toMatchObject({
    code: 'stock.not-enough',
    details: { held: 10, available: 3 },
  })
  await receive(a, [{ lot: 'BAD', quantity: 5 }])
  expect(await totals(nation, 'nation')).toMatchObject({ onHand: 23, held: 18, available: 5 })
  expect(await totals(desk, luotian)).toMatchObject({ held: 15, available: 3 })
  const lift = { id: randomUUID(), reason: '复检合格' }
  const lifted = await nation.call('recall.lift', { params: { id: body.id }, body: lift })
  expect(lifted.body).toMatchObject({ outcome: 'recorded', result: { lifted: { reason: '复检合格' } } })
  expect((await nation.call('recall.lift', { params: { id: body.id }, body: lift })).body.outcome).toBe(
    'already-recorded',
  )
  const other = { ...lift, id: randomUUID() }
  expect((await nation.call('recall.lift', { params: { id: body.id }, body: other })).problem?.code).toBe(
    'stock.recall-lifted',
  )
  expect((await issue(a, { item: bad })).body.outcome).toBe('recorded')
  expect(await totals(nation, 'nation')).toMatchObject({ held: 0, available: 22 })
})

test('[E9] a county recalls in its own stores alone; the next county sees nothing of it, the keeper inside does', async () => {
  const body = recallBody({ place: luotian, lot: 'ONLY' })
  await receive(b, [{ lot: 'ONLY' }])
  expect((await far.call('recall.create', { body })).status).toBe(403)
  expect((await desk.call('recall.create', { body })).body.outcome).toBe('recorded')
  expect((await stockAt(b)).find((row) => row.lot === 'ONLY')).toMatchObject({ available: 1 })
  expect((await far.call('recall.read', { params: { id: body.id } })).status).toBe(404)
  expect((await b.keeper.call('recall.list')).text).not.toContain(body.id)
  expect((await a.keeper.call('recall.list', { query: { open: 'true' } })).text).toContain(body.id)
  expect(
    (await desk.call('recall.lift', { params: { id: body.id }, body: { id: randomUUID(), reason: '误报' } })).status,
  ).toBe(200)
})

test('[E9] a recall without a lot or numbers, below a county or of another kind’s product is refused', async () => {
  const code = async (rest: object) =>
    (await desk.call('recall.create', { body: recallBody({ place: luotian, ...rest }) })).problem?.code
  expect(await code({ lot: null })).toBe('stock.recall-what')
  expect(await code({ lot: null, serials: [] })).toBe('stock.recall-what')
  expect(await code({ place: '421123100' })).toBe('stock.recall-level')
  expect(await code({ kind: 'no-such-kind' })).toBe('supply.kind-unknown')
  expect(await code({ product: randomUUID() })).toBe('stock.product-kind')
})

test('[E9] before a recall is made it says how far it would reach, and holds nothing yet', async () => {
  await receive(a, [{ lot: 'REACH', quantity: 6 }])
  const item = (await stockAt(a)).find((row) => row.lot === 'REACH')?.id ?? ''
  await issue(a, { quantity: 2, item })
  const of = { place: luotian, kind: 'mask-surgical', product: null, lot: 'reach', serials: null }
  const { body: reach } = await desk.call('recall.reach', { body: of })
  expect(reach).toMatchObject({
    here: [{ store: { name: '甲库' }, quantity: 4 }],
    left: [{ quantity: 2, to: 'consumed', party: '急诊科' }],
  })
  expect((await stockAt(a)).find((row) => row.lot === 'REACH')).toMatchObject({ held: 0, available: 4 })
  const made = await desk.call('recall.create', { body: { ...of, id: randomUUID(), reason: '抽检不合格' } })
  expect(made.body).toMatchObject({ result: reach })
  expect((await desk.call('recall.reach', { body: { ...of, lot: null } })).problem?.code).toBe('stock.recall-what')
})

test('[E9] numbers that are recalled are held one by one', async () => {
  await receive(a, [
    { kind: 'ecmo', unit: 'set', serial: 'R1' },
    { kind: 'ecmo', unit: 'set', serial: 'R2' },
  ])
  await desk.call('recall.create', { body: recallBody({ place: luotian, kind: 'ecmo', lot: null, serials: ['r1'] }) })
  const rows = (await stockAt(a, { kind: 'ecmo' })).map((row) => [row.serial, row.available])
  expect(rows.sort()).toEqual([
    ['R1', 0],
    ['R2', 1],
  ])
  expect((await stockAt(a, { kind: 'ecmo', show: 'held' })).map((row) => row.serial)).toEqual(['R1'])
  expect(daysFromNow(0)).toMatch(/^\d{4}-/)
})

test('[E9, SUP-BOOK-8] the database and the rule agree on every recall and every item', async () => {
  const codes = fc.constantFrom('4211', '421123', '421124', '42', '')
  const product = fc.constantFrom(null, '11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222')
  const lot = fc.constantFrom(null, 'A', 'B')
  const one = fc.record({
    recall: fc
      .record({
        place: codes,
        kind: fc.constantFrom('ecmo', 'gloves'),
        product,
        lot,
        serials: fc.constantFrom(null, ['S1'], ['S1', 'S2']),
      })
      .filter((r) => r.lot !== null || r.serials !== null),
    item: fc.record({
      kind: fc.constantFrom('ecmo', 'gloves'),
      product,
      lot,
      serial: fc.constantFrom(null, 'S1', 'S3'),
    }),
    home: fc.constantFrom('421123', '421124', '430101'),
  })
  await fc.assert(
    fc.asyncProperty(one, async ({ recall, item, home }) => {
      await w.admin.query('delete from supply.recall_mark; delete from supply.recall')
      await w.admin.query(
        `insert into supply.recall (id, place, kind, product, lot, serials, reason, account, by_name, at, body_hash)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, '', gen_random_uuid(), '', now(), '')`,
        [recall.place, recall.kind, recall.product, recall.lot, recall.serials],
      )
      const row = await inTransaction(w.house.db.worker, noScope, (tx) =>
        tx.row(sql<{ held: boolean }>`
          select supply.is_recalled(${home}, ${item.kind}, ${item.product}::uuid, ${item.lot}, ${item.serial}) as held`),
      )
      const place = recall.place as PlaceCode // written out above
      expect(row?.held).toBe(isRecalled({ ...recall, place }, { ...item, expiry: null }, home))
    }),
    { numRuns: 200 },
  )
})
