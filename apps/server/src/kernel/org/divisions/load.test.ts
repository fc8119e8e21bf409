import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCluster } from '../../../../../../tests/support/database.js'
import { loadDivisions } from './index.js'

const database = `divisions_${process.pid}`
const rows = 665_276
let admin: pg.Client
let client: pg.Client

beforeAll(async () => {
  admin = new pg.Client({ ...testCluster(), database: 'postgres' })
  await admin.connect()
  await admin.query(`create database ${database}`)
  client = new pg.Client({ ...testCluster(), database })
  await client.connect()
  await client.query(`create schema kernel`)
  await client.query(
    `create table kernel.division (code text collate "C" primary key, name text not null, level smallint not null,
       parent text collate "C", tree text not null default 'cn')`,
  )
  await client.query(`create table kernel.instance as select 'cn'::text as tree`)
})
afterAll(async () => {
  await client.end()
  await admin.query(`drop database ${database}`)
  await admin.end()
})

const count = async (where: string): Promise<number> => {
  const found = await client.query<{ n: number }>(`select count(*)::int as n from kernel.division d where ${where}`)
  return found.rows[0]?.n ?? -1
}

test('a load stopped half-way has the townships first, and the next one completes it', async () => {
  const stop = new AbortController()
  const stopped = loadDivisions({
    client,
    signal: stop.signal,
    progress: ({ done }) => {
      if (done > 200_000) stop.abort()
    },
  })
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
  expect(await count('level < 5')).toBe(44_703)
  const half = await count('true')
  expect(half).toBeGreaterThan(200_000)
  expect(half).toBeLessThan(rows)
  // And something lost in the middle of a province that was there.
  await client.query(`delete from kernel.division where code between '110101001' and '110101002'`)

  const seen: number[] = []
  await loadDivisions({ client, progress: ({ done, total }) => seen.push(done / total) })
  expect(seen[0]).toBeGreaterThan(0.2)
  expect(seen.at(-1)).toBe(1)
  expect(await count('true')).toBe(rows)
  expect(await count('level > 1 and not exists (select 1 from kernel.division p where p.code = d.parent)')).toBe(0)
})

test('a load of what is there changes nothing, a name corrected by hand included', async () => {
  await client.query(`update kernel.division set name = '改名' where code = '421123'`)
  await loadDivisions({ client })
  expect(await count('true')).toBe(rows)
  expect(await count(`code = '421123' and name = '改名'`)).toBe(1)
})

test('[X1] a load on its way adds nothing once a tree of one’s own stands there', async () => {
  await client.query(`delete from kernel.division where code like '1101%'`)
  await client.query(`update kernel.instance set tree = 'own'`)
  await loadDivisions({ client })
  expect(await count(`code like '1101%'`)).toBe(0)
})
