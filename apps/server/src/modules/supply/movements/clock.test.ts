import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import {
  deskOf,
  head,
  makeStore,
  outgoing,
  receive,
  type Store,
  stockAt,
} from '../../../../../../tests/support/stores.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const HOUR_MS = 3_600_000
const noon = Date.parse('2026-03-10T04:00:00Z')
let w: World
let s: Store
beforeAll(async () => {
  w = await makeWorld()
  w.setNow(noon)
  s = await makeStore(w, await deskOf(w, luotian), '时钟库')
})
afterAll(() => w.close())

const issue = (quantity: number) =>
  s.keeper.call('stock.issue', {
    params: { id: s.id },
    body: { ...head(noon), reserved: false, lines: [outgoing({ quantity })] },
  })

test('[E9] a clock that was ahead and is set right: what was entered meanwhile is not taken off a count a second time', async () => {
  const [item = ''] = await receive(s, [{ lot: 'A', quantity: 10 }], { day: dayAt(noon) })
  w.setNow(noon + 2 * HOUR_MS)
  expect((await issue(4)).body.outcome).toBe('recorded')
  w.setNow(noon + HOUR_MS)
  const line = { kind: 'mask-surgical', item, product: null, lot: null, expiry: null, serial: null }
  const body = {
    ...head(noon, { why: '盘点' }),
    ...{ countedAt: new Date(noon + HOUR_MS - 1).toISOString(), whole: [] },
    lines: [{ ...line, place: 'shelf', counted: 6 }],
  }
  const counted = await s.keeper.call('stock.count', { params: { id: s.id }, body })
  expect(counted.body, counted.text).toMatchObject({ outcome: 'recorded', result: { lines: [] } })
  expect(await stockAt(s)).toMatchObject([{ available: 6 }])
})

test('[E9, SUP-BOOK-7] a count is entered for two days after it was made, and no longer', async () => {
  const [item = ''] = await receive(s, [{ lot: 'B', quantity: 3 }], { day: dayAt(noon) })
  const count = (hoursAgo: number) => {
    const line = { kind: 'mask-surgical', item, product: null, lot: null, expiry: null, serial: null }
    const body = {
      ...head(noon, { why: '盘点' }),
      ...{ countedAt: new Date(noon + (1 - hoursAgo) * HOUR_MS).toISOString(), whole: [] },
      lines: [{ ...line, place: 'shelf', counted: 0 }],
    }
    return s.keeper.call('stock.count', { params: { id: s.id }, body })
  }
  expect((await count(48.1)).problem).toMatchObject({ code: 'stock.count-moment', details: { hours: 48 } })
  // It was received after this count: nothing was there then, and nothing is taken off.
  expect((await count(47.9)).body).toMatchObject({ outcome: 'recorded', result: { lines: [] } })
})
