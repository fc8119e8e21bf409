import { join } from 'node:path'
import { type Day, startOfDay } from '@lianfang/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCluster } from '../../../../../tests/support/database.js'
import { type Ground, makeGround } from '../../kernel/backup/testing/ground.js'
import { openClock } from '../../kernel/operation/index.js'
import { fillOperation, goneToday, type OperationNeeds, playOne, playUntil } from './fill.js'
import { deliveredBy, type OperationSize } from './plan.js'
import type { Stage } from './stage.js'

const zone = 'Asia/Shanghai'
const divisionsFile = join(import.meta.dirname, '../../../data/divisions.cn.br')
// In the evening: a day is played at its own hours.
const evening = startOfDay('2026-11-23' as Day, zone) + 21 * 3_600_000 // written out

/** Four makers of three kinds, a hundredth of everything: some seconds for half the operation. */
const small: OperationSize = {
  ...{ seed: 42, makers: 4, suppliers: 20, shrink: 100 },
  kinds: ['ventilator-noninvasive', 'thermometer-handheld', 'ecmo'],
}

let ground: Ground
let needs: OperationNeeds
let stage: Stage
beforeAll(async () => {
  ground = await makeGround(testCluster(), 'demonstration')
  const { db, keys, policy } = ground
  needs = { db, keys, policy, zone, clock: await openClock({ db, zone, wall: () => evening }) }
  stage = await fillOperation({ ...needs, size: small, divisionsFile })
  await playUntil(needs, stage, '2020-02-06' as Day) // written out
})
afterAll(() => ground.close())

const rowsOf = async (text: string): Promise<readonly Record<string, unknown>[]> =>
  (await ground.admin.query<Record<string, unknown>>(text)).rows

test('[X10] the clock of the house stands on the day that was played, at the real time of day', () => {
  expect(new Date(needs.clock.now()).toISOString()).toBe('2020-02-06T13:00:00.000Z')
})

test('[X10, E9] what the books hold is what the plan says was delivered', async () => {
  const held = await rowsOf(
    `select kind, sum(free + reserved + quarantine + on_hold + damaged)::int as units from supply.stock
     where starts_with(home, '42') group by kind order by kind`,
  )
  const planned = ['ecmo', 'thermometer-handheld', 'ventilator-noninvasive'].map((kind) => ({
    kind,
    units: deliveredBy(stage.plan, kind, 17),
  }))
  expect(held).toEqual(planned)
})

test('[X10, E3] machines that hospitals elsewhere lend are offered as a transfer, and their owners keep their last one', async () => {
  expect(await rowsOf(`select quantity::int as units from supply.offer where channel = 'transfer' order by 1`)).toEqual(
    [{ units: 1 }, { units: 3 }],
  )
  const kept = await rowsOf(
    `select sum(free)::int as units from supply.stock where kind = 'ecmo' and not starts_with(home, '42') group by store order by 1 limit 2`,
  )
  expect(kept).toEqual([{ units: 1 }, { units: 3 }])
})

test('[X10] a day that was cut off and is played again says nothing twice', async () => {
  const counts = `select (select count(*)::int from supply.movement) as movements, (select count(*)::int from supply.report) as reports,
    (select count(*)::int from supply.move) as moves`
  const before = await rowsOf(counts)
  const progress = async (): Promise<void> => undefined
  await playOne(needs, stage, { number: 17, gone: goneToday(needs), progress })
  expect(await rowsOf(counts)).toEqual(before)
})

test('[X10] what is invented says so in its name, in both languages', async () => {
  const unmarked = await rowsOf(
    `select name from supply.enterprise where name not like '%（演示）' or name_en not like '%(demonstration)'
     union all select name from supply.store where name not like '%（演示）' or name_en not like '%(demonstration)'
     union all select name from supply.part_supplier where name not like '%（演示）' or name_en not like '%(demonstration)'
     union all select name from kernel.account where name not like '%（演示）'`,
  )
  expect(unmarked).toEqual([])
})

test('[X10] a restart goes on where it was', async () => {
  const again = await openClock({ db: ground.db, zone, wall: () => evening + 3_600_000 })
  expect(new Date(again.now()).toISOString()).toBe('2020-02-06T14:00:00.000Z')
})

test('[X10] the same seed plays the same days in another database, at another hour', async () => {
  const other = await makeGround(testCluster(), 'demonstration')
  const { db, keys, policy } = other
  const morning = { db, keys, policy, zone, clock: await openClock({ db, zone, wall: () => evening - 12 * 3_600_000 }) }
  const same = await fillOperation({ ...morning, size: small, divisionsFile })
  await playUntil(morning, same, '2020-01-27' as Day) // written out
  const said = `select 'report' as what, id::text, day::text from supply.report where day <= '2020-01-27'
    union all select 'move', id::text, what from supply.movement where day <= '2020-01-27' order by 1, 2`
  const { rows } = await other.admin.query(said)
  expect(rows.length).toBeGreaterThan(20)
  expect(rows).toEqual(await rowsOf(said))
  await other.close()
})
