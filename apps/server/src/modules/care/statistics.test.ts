import { afterAll, beforeAll, expect, test } from 'vitest'
import { header, load } from '../../../../../tests/support/ledgers.js'
import { luotian, makeWorld, type World } from '../../../../../tests/support/world.js'
import { refreshStatistics } from './statistics.js'

const beside = '421124'
let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

const loadPeople = async (county: string, many: number, mark: string) => {
  const { rows } = await w.admin.query<{ name: string; town: string }>(
    `select v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where starts_with(v.code, $1) and length(v.code) = 12 order by v.code limit 1`,
    [county],
  )
  const [village] = rows
  const lines = Array.from({ length: many }, (_, i) => [
    ...[
      String(i + 1),
      village?.town ?? '',
      village?.name ?? '',
      `${mark}${String.fromCodePoint(0x4e00 + i)}`,
      '女',
      '',
    ],
    ...[String(60 + (i % 30)), `139${String(10_000_000 + i)}`, '高血压,稳定', '3针', '否'],
  ])
  await load(w, { county, lines: [header, ...lines] })
}

/** How many rows the planner expects of a county's people. */
const expected = async (county: string): Promise<number> => {
  const { rows } = await w.admin.query(`explain (format json) select from care.person where home = '${county}'`)
  return rows[0]['QUERY PLAN'][0].Plan['Plan Rows']
}

test('[X8] a county whose ledger was just taken in is known to the planner beside a county that it knew before', async () => {
  await loadPeople(luotian, 700, '罗')
  // By itself the database would look at a tenth changed, a minute later at the earliest.
  await w.admin.query('analyze care.person')
  expect(await expected(beside)).toBe(1)
  await loadPeople(beside, 260, '英')
  expect(await expected(beside)).toBeGreaterThan(200)
  expect(await expected(luotian)).toBeGreaterThan(600)
})

test('[X8] it looks at what has changed since, and not at what it looked at lately', async () => {
  await refreshStatistics(w.house.db, { leastChanged: 1, olderThanHours: 0 })
  await w.admin.query(`update care.person set built_on = built_on where home = '${beside}'`)
  await expect
    .poll(async () => {
      // What was changed is told to the counters a second later, unless it is asked for.
      await w.admin.query('select pg_stat_force_next_flush()')
      const { rows } = await w.admin.query(
        `select n_mod_since_analyze::int as n from pg_stat_user_tables where relid = 'care.person'::regclass`,
      )
      return rows[0].n
    })
    .toBeGreaterThan(200)
  expect(await refreshStatistics(w.house.db, { leastChanged: 200, olderThanHours: 6 })).toBe(0)
  expect(await refreshStatistics(w.house.db, { leastChanged: 200, olderThanHours: 0 })).toBe(1)
})
