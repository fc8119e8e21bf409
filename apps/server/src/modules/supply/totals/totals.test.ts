import { addDays, type Day } from '@lianfang/domain/shared'
import { figuresOf, stockStates } from '@lianfang/domain/supply'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { deskOf, makeStore, receive, type Store } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'
import { inTransaction } from '../../../kernel/db/index.js'
import { stockByKind, stockIn } from '../stock/sql.js'

const DAY_MS = 86_400_000
// Noon of the place, so that a day's step never crosses a midnight.
const noon = Date.parse('2026-03-10T04:00:00Z')
const today = dayAt(noon)
let w: World
let nation: Caller
let desk: Caller
let stores: readonly Store[]
beforeAll(async () => {
  w = await makeWorld()
  w.setNow(noon)
  nation = await deskOf(w, 'nation')
  desk = await deskOf(w, luotian)
  const far = await deskOf(w, yingshan)
  stores = [
    await makeStore(w, desk, '镇库', '421123100'),
    await makeStore(w, desk, '县库', luotian),
    await makeStore(w, far, '邻县库', '421124100'),
  ]
})
afterAll(() => w.close())

const kinds = ['mask-surgical', 'gloves'] as const
const figures = { onHand: 0, held: 0, expired: 0, reserved: 0, available: 0 }

/** What a place should have of a kind on a day: every row of stock, one by one, by the rule of the domain. */
const recount = async (place: string, kind: string, day: Day) => {
  const { rows } = await w.admin.query(
    `select kind, expiry::text, free::int, reserved::int, quarantine::int, on_hold::int as "onHold", damaged::int, recalled
     from supply.stock where starts_with(place, $1) and kind = $2`,
    [place, kind],
  )
  return rows
    .map((row) => figuresOf({ ...row, item: '', lot: null }, day))
    .reduce(
      (sum, f) => ({
        onHand: sum.onHand + f.onHand,
        held: sum.held + f.held,
        expired: sum.expired + f.expired,
        reserved: sum.reserved + f.reserved,
        available: sum.available + f.available,
      }),
      figures,
    )
}

const told = async (caller: Caller, place: string, kind: string) => {
  const { body } = await caller.call('stock.totals', { query: { place: place === '' ? 'nation' : place, kind } })
  const own = body.kinds.find((row) => row.kind === kind)
  const { kind: _kind, ...rest } = own ?? { kind, ...figures }
  return { own: rest, children: body.children }
}

test('[E9] totals of township, county, prefecture, province and nation are those of their stores, on every day as lots expire', async () => {
  const lots = [-2, 0, 1, 5].map((days) => ({ lot: `L${days}`, expiry: addDays(today, days), quantity: 10 + days }))
  const rest = { day: today }
  for (const s of stores) await receive(s, [...lots, { kind: 'gloves', unit: 'pair', quantity: 4 }], rest)
  await w.settle()
  for (const days of [0, 1, 2, 6, 3]) {
    w.setNow(noon + days * DAY_MS)
    // The clock set back is read rightly too: the totals are not reckoned anew for it.
    if (days !== 3) await w.settle()
    for (const place of ['', '42', '4211', luotian, yingshan, '421123100'])
      for (const kind of kinds) {
        const { own, children } = await told(nation, place, kind)
        expect(own, `${place} ${kind} on day ${days}`).toEqual(await recount(place, kind, addDays(today, days)))
        for (const child of children) {
          const { place: at, ...of } = child
          expect(of, at.code).toEqual(await recount(at.code, kind, addDays(today, days)))
        }
      }
  }
  w.setNow(noon)
  const { children } = await told(nation, '4211', 'gloves')
  expect(children.map((child) => [child.place.name, child.available])).toEqual([
    ['罗田县', 8],
    ['英山县', 4],
  ])
  expect((await desk.call('stock.totals', { query: { place: '4211' } })).status).toBe(403)
})

test('[E9] a store that moves to another township takes its stock out of the one total and into the other', async () => {
  const [s] = stores
  const page = (await desk.call('store.read', { params: { id: s?.id ?? '' } })).body
  const { name, nameEn, kind, version } = page
  const body = { name, nameEn, kind, version, place: '421123101', facility: null, enterprise: null, closedOn: null }
  expect((await desk.call('store.change', { params: { id: s?.id ?? '' }, body })).body.outcome).toBe('recorded')
  await w.settle()
  expect((await told(desk, '421123100', 'gloves')).own.onHand).toBe(0)
  expect((await told(desk, '421123101', 'gloves')).own).toEqual(await recount('421123101', 'gloves', today))
  const file = await desk.call('stock.totals-export', { query: { place: luotian, format: 'csv' } })
  expect(file.text).toContain('gloves')
})

const amount = fc.nat({ max: 9 })
const rowOf = fc.record({
  free: amount,
  reserved: amount,
  quarantine: amount,
  onHold: amount,
  damaged: amount,
  days: fc.option(fc.integer({ min: -3, max: 3 })),
  recalled: fc.boolean(),
})

test('[E9, SUP-BOOK-2] lists, kinds and the rule say the same figures of whatever stands in the rows', async () => {
  const store = stores[1]?.id ?? ''
  const scope = {
    county: '',
    township: '',
    village: '',
    team: '',
    person: '',
    counts: '',
    staff: '',
    admin: '',
    supply: luotian,
    grass: '',
    account: '',
    link: '',
  }
  await fc.assert(
    fc.asyncProperty(fc.array(rowOf, { minLength: 1, maxLength: 6 }), async (rows) => {
      await w.admin.query(`delete from supply.stock where store = $1 and kind = 'goggles'`, [store])
      await w.admin.query(`delete from supply.item where home = $1 and kind = 'goggles'`, [luotian])
      await w.admin.query(`delete from supply.recall_mark; delete from supply.recall`)
      for (const [i, r] of rows.entries()) {
        const expiry = r.days === null ? null : addDays(today, r.days)
        const { rows: made } = await w.admin.query<{ id: string }>(
          `insert into supply.item (home, id, kind, store, lot, expiry) values ($1, gen_random_uuid(), 'goggles', $2, $3, $4) returning id`,
          [luotian, store, `G${i}`, expiry],
        )
        await w.admin.query(
          `insert into supply.stock (home, store, item, kind, expiry, place, by_serial, free, reserved, quarantine, on_hold, damaged, movement)
           values ($1, $2, $3, 'goggles', $4, $1, false, $5, $6, $7, $8, $9, gen_random_uuid())`,
          [luotian, store, made[0]?.id, expiry, r.free, r.reserved, r.quarantine, r.onHold, r.damaged],
        )
        if (r.recalled) {
          await w.admin.query(
            `insert into supply.recall (id, place, kind, lot, reason, account, by_name, at, body_hash)
             values (gen_random_uuid(), '', 'goggles', $1, '', gen_random_uuid(), '', now(), '')`,
            [`G${i}`],
          )
        }
      }
      const expected = rows.map((r) =>
        figuresOf(
          { ...r, item: '', kind: '', lot: null, expiry: r.days === null ? null : addDays(today, r.days) },
          today,
        ),
      )
      const sum = (key: keyof typeof figures) => expected.reduce((total, f) => total + f[key], 0)
      const at = { home: luotian, store }
      const [byKind, shown] = await inTransaction(w.house.db.app, scope, async (tx) => [
        (await stockByKind(tx, at, today)).find((row) => row.kind === 'goggles'),
        await Promise.all(
          (['available', 'held', 'expired', 'reserved'] as const).map((show) =>
            stockIn(tx, at, { kind: 'goggles', show, until: null, text: null, today, after: null, limit: 50 }),
          ),
        ),
      ])
      const onHand = sum('onHand')
      if (onHand > 0) {
        expect(byKind).toMatchObject({
          on_hand: onHand,
          held: sum('held'),
          expired: sum('expired'),
          reserved: sum('reserved'),
          available: sum('available'),
        })
      }
      const count = (key: 'available' | 'held' | 'expired' | 'reserved') => expected.filter((f) => f[key] > 0).length
      expect(shown.map((list) => list.length)).toEqual([
        count('available'),
        count('held'),
        count('expired'),
        count('reserved'),
      ])
      expect(stockStates).toHaveLength(5)
    }),
    { numRuns: 40 },
  )
})
