import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { luotian, makeWorld, type World } from '../../../../../tests/support/world.js'
import { countyScope, inTransaction, noScope } from '../db/index.js'
import { leaveDeltas } from './leave.js'
import { overdueRows } from './overdue.js'
import { settleNow } from './settler.js'
import { markStep } from './sql.js'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

const township = '421123100'
const team = uuidv7()

const leave = async (bucket: number, n: number): Promise<void> => {
  const delta = { fact: uuidv7(), county: luotian, place: township, team, metric: 'due', bucket, n }
  await inTransaction(w.house.db.app, countyScope(luotian), (tx) => leaveDeltas(tx, [delta]))
  await settleNow(w.house.db)
}

const mark = (hour: number) => inTransaction(w.house.db.worker, noScope, (tx) => markStep(tx, hour))

/** The overdue of an hour as boards read it, of the township and of its team. */
const read = (hour: number) =>
  inTransaction(w.house.db.app, countyScope(luotian), async (tx) => {
    const sum = async (table: ReturnType<typeof sql>, whose: ReturnType<typeof sql>) => {
      const row = await tx.row(sql<{ n: number }>`
        select coalesce(sum(counted), 0)::bigint as n from ${overdueRows({ table, whose, hour })}`)
      return row?.n ?? 0
    }
    return {
      place: await sum(sql`kernel.counter`, sql`c.place = ${township}`),
      team: await sum(sql`kernel.team_counter`, sql`c.county = ${luotian} and c.team = ${team}::uuid`),
    }
  })

/** One table after the other: a lock on all of them at once would wait for the settler, and it for us. */
const emptied = async (): Promise<void> => {
  for (const table of ['counter', 'team_counter', 'due_mark']) await w.admin.query(`delete from kernel.${table}`)
}

type Step = { readonly kind: 'delta'; readonly bucket: number; readonly n: number } | { kind: 'mark'; hour: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('delta' as const),
    bucket: fc.integer({ min: 0, max: 40 }),
    n: fc.integer({ min: -3, max: 5 }),
  }),
  fc.record({ kind: fc.constant('mark' as const), hour: fc.integer({ min: 0, max: 40 }) }),
)

test('[X7] overdue is the sum of the hours that have passed, wherever the mark stands and whichever way the clock moved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      await emptied()
      const due = new Map<number, number>()
      for (const s of steps) {
        if (s.kind === 'mark') await mark(s.hour)
        else {
          await leave(s.bucket, s.n)
          due.set(s.bucket, (due.get(s.bucket) ?? 0) + s.n)
        }
      }
      for (const hour of [0, 1, 7, 20, 33, 41]) {
        const expected = [...due].reduce((sum, [bucket, n]) => (bucket < hour ? sum + n : sum), 0)
        expect(await read(hour)).toEqual({ place: expected, team: expected })
      }
    }),
    { numRuns: 25 },
  )
})

test('[X7] the mark moves forward only', async () => {
  await emptied()
  expect(await mark(100)).toBe(100)
  expect(await mark(90)).toBe(0)
  expect(await mark(101)).toBe(1)
})
