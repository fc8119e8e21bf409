import { join } from 'node:path'
import { instantOf } from '@lianfang/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCluster } from '../../../../tests/support/database.js'
import { type Ground, makeGround } from '../kernel/backup/testing/ground.js'
import { fillDemonstration } from './index.js'

let ground: Ground
beforeAll(async () => {
  ground = await makeGround(testCluster(), 'demonstration')
  const { db, keys, policy } = ground
  const divisionsFile = join(import.meta.dirname, '../../data/divisions.cn.br')
  const at = { now: instantOf(Date.parse('2023-01-16T07:30:00Z')), zone: 'Asia/Shanghai', divisionsFile, people: 700 }
  expect(await fillDemonstration({ db, keys, policy, ...at })).toMatchObject({ outcome: 'filled' })
})
afterAll(() => ground.close())

const rowsOf = async <R extends object>(text: string): Promise<readonly R[]> => (await ground.admin.query<R>(text)).rows

test('[K5] what was measured last stands with everybody, and who is followed daily is measured at every talk', async () => {
  const rows = await rowsOf<{ kept: number | null; last: number | null }>(
    `select d.last_spo2 as kept, (select f.spo2_percent from care.followup f where f.person = d.person and f.spo2_percent is not null
       order by f.at desc limit 1) as last from care.due d
     where not exists (select from care.care_home_part r where r.person = d.person)`,
  )
  expect(rows.some(({ last }) => last !== null)).toBe(true)
  expect(rows.filter(({ kept, last }) => kept !== last)).toEqual([])
  const daily = await rowsOf<{ measured: boolean }>(
    `select f.spo2_percent is not null as measured from care.followup f join care.person p on p.id = f.person
     where p.episode_since <= f.at and f.outcome = 'reached'`,
  )
  expect(daily.length).toBeGreaterThan(0)
  expect(daily.every(({ measured }) => measured)).toBe(true)
})

test('[K20] a move is refused by the township that was asked, after it was asked', async () => {
  const refused = await rowsOf<{ same: boolean; after: boolean; place: string; to_township: string }>(
    `select m.asked_by = m.decided_by as same, m.decided_at > m.asked_at as after, g.place, m.to_township
     from care.move m join kernel.account_grant g on g.account = m.decided_by where m.state = 'refused'`,
  )
  expect(refused.length).toBeGreaterThan(0)
  for (const one of refused) expect(one).toMatchObject({ same: false, after: true, place: one.to_township })
})
