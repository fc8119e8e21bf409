import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { luotian, makeWorld, type World } from '../../../../../tests/support/world.js'
import { verifyAudit } from '../audit/index.js'
import { countyScope, inTransaction, noScope } from '../db/index.js'
import { leaveDeltas, leaveInbox } from './index.js'
import { dayStep } from './sql.js'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

const row = (id: string) => ({
  id,
  county: luotian,
  kind: 'test.happened',
  subject: id,
  township: '421123100',
  village: null,
  team: null,
})

test('the feed of a county is numbered without gaps, whatever the order of commits', async () => {
  const { db } = w.house
  const many = Array.from({ length: 40 }, () => uuidv7())
  await Promise.all(
    many.map((id, i) =>
      inTransaction(db.app, countyScope(luotian), async (tx) => {
        await leaveInbox(tx, [row(id)])
        // Some commit late: their numbers come later, and nobody is passed over.
        if (i % 5 === 0) await new Promise((done) => setTimeout(done, 120))
      }),
    ),
  )
  await w.settle()
  const { rows } = await w.admin.query<{ number: number; id: string }>(
    `select number::int, id from kernel.feed where kind = 'test.happened' order by number`,
  )
  expect(new Set(rows.map((r) => r.id))).toEqual(new Set(many))
  expect(rows.map((r) => r.number - (rows[0]?.number ?? 0))).toEqual(many.map((_, i) => i))
})

test('a transaction that is rolled back leaves nothing in feed, counters or audit', async () => {
  const { db } = w.house
  const id = uuidv7()
  const failing = inTransaction(db.app, countyScope(luotian), async (tx) => {
    await leaveInbox(tx, [row(id)])
    await leaveDeltas(tx, [
      { fact: id, county: luotian, place: '421123100', team: null, metric: 'lost', bucket: 0, n: 1 },
    ])
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  await w.settle()
  const { rows } = await w.admin.query(
    `select from kernel.feed where id = $1 union all select from kernel.counter where metric = 'lost'`,
    [id],
  )
  expect(rows).toEqual([])
})

test('a delta of a village climbs to township, county, prefecture, province and nation', async () => {
  const { db } = w.house
  await inTransaction(db.app, countyScope(luotian), (tx) =>
    leaveDeltas(tx, [
      { fact: uuidv7(), county: luotian, place: '421123100001', team: null, metric: 'climbs', bucket: 7, n: 3 },
      { fact: uuidv7(), county: luotian, place: '421123100', team: null, metric: 'climbs', bucket: 7, n: -1 },
    ]),
  )
  await w.settle()
  const { rows } = await w.admin.query<{ place: string; n: number; parent: string }>(
    `select place, n::int, parent from kernel.counter where metric = 'climbs' order by length(place)`,
  )
  expect(rows).toEqual([
    { place: '', n: 2, parent: '-' },
    { place: '42', n: 2, parent: '' },
    { place: '4211', n: 2, parent: '42' },
    { place: '421123', n: 2, parent: '4211' },
    { place: '421123100', n: 2, parent: '421123' },
    { place: '421123100001', n: 3, parent: '421123100' },
  ])
})

test('[X2] a county cannot leave inbox rows or deltas for another county', async () => {
  const { db } = w.house
  const wrong = inTransaction(db.app, countyScope('421124'), (tx) => leaveInbox(tx, [row(uuidv7())]))
  await expect(wrong).rejects.toMatchObject({ code: '42501' })
})

test('a transaction without a scope sees no people and no counters', async () => {
  const seen = await inTransaction(w.house.db.app, noScope, async (tx) => {
    const { rows } = await tx.client.query(
      `select (select count(*) from care.person)::int + (select count(*) from kernel.counter)::int as n`,
    )
    return rows[0]?.n
  })
  expect(seen).toBe(0)
})

test('[X2] the audit chain is whole, and a changed row breaks it at its seal', async () => {
  await w.account({ role: 'countyOfficer', place: luotian, login: 'chain' })
  await w.signIn('chain')
  await w.settle()
  const whole = await verifyAudit(w.house.db, noScope)
  expect(whole).toMatchObject({ state: 'whole', unsealed: 0, firstBroken: null })
  expect(whole.rows).toBeGreaterThan(0)
  const { rows } = await w.admin.query<{ seal: number }>(
    `update kernel.audit set action = 'something.else' where (seal, position) = (select seal, position from kernel.audit limit 1) returning seal::int`,
  )
  expect(await verifyAudit(w.house.db, noScope)).toMatchObject({ state: 'broken', firstBroken: rows[0]?.seal })
})

test('the audit cannot be changed or deleted by the program', async () => {
  for (const statement of [
    `update kernel.audit set action = 'x'`,
    'delete from kernel.audit',
    'delete from care.followup',
  ]) {
    for (const pool of [w.house.db.app, w.house.db.auditor]) {
      await expect(inTransaction(pool, countyScope(luotian), (tx) => tx.client.query(statement))).rejects.toMatchObject(
        { code: '42501' },
      )
    }
  }
})

test('[X6] when a day ends its figures are written down once: the ledger, and who was overdue by midnight', async () => {
  const { db } = w.house
  const delta = (metric: string, bucket: number, n: number) => ({
    fact: uuidv7(),
    county: luotian,
    place: '421123100',
    team: null,
    metric,
    bucket,
    n,
  })
  await inTransaction(db.app, countyScope(luotian), (tx) =>
    leaveDeltas(tx, [delta('ledger', 0, 9), delta('red', 0, 4), delta('due', 1_000, 2), delta('due', 2_000, 3)]),
  )
  await w.settle()
  const end = () => inTransaction(db.worker, noScope, (tx) => dayStep(tx, { ended: '2023-01-06', hour: 1_500 }))
  expect(await end()).toBeGreaterThan(0)
  await inTransaction(db.app, countyScope(luotian), (tx) => leaveDeltas(tx, [delta('ledger', 0, 1)]))
  await w.settle()
  expect(await end()).toBe(0)
  const { rows } = await w.admin.query(
    `select metric, n::int from kernel.counter_day where place = '421123100' and day = '2023-01-06' order by metric`,
  )
  expect(rows).toEqual([
    { metric: 'ledger', n: 9 },
    { metric: 'overdue', n: 2 },
    { metric: 'red', n: 4 },
  ])
})
