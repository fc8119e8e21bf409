import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../../../tests/support/world.js'
import { inTransaction, noScope } from './index.js'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

/** Longer than the second that the role's transactions have. */
const slow = (options: Parameters<typeof inTransaction>[3]) =>
  inTransaction(w.house.db.app, noScope, (tx) => tx.row(sql<{ one: number }>`select 1 as one, pg_sleep(1.5)`), options)

test('[X6] a transaction that asks for more than the role’s second has it, and one that does not is ended', async () => {
  expect(await slow({ longMs: 10_000 })).toMatchObject({ one: 1 })
  expect(await slow({ noted: true })).toMatchObject({ one: 1 })
  await expect(slow({})).rejects.toThrow(/transaction timeout/)
})
