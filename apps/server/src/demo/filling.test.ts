import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instantOf } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCluster } from '../../../../tests/support/database.js'
import { verifyAudit } from '../kernel/audit/index.js'
import { inspectBackup, makeBackup, restoreBackup } from '../kernel/backup/index.js'
import { type Ground, makeGround, migrationsFolder } from '../kernel/backup/testing/ground.js'
import { countyScope, inTransaction, noScope } from '../kernel/db/index.js'
import { settleNow } from '../kernel/settle/index.js'
import { loadPeople } from '../modules/care/people/load-people.js'
import { demonstrationState, fillDemonstration, leaveDemonstration } from './index.js'

const home = '421123'
const zone = 'Asia/Shanghai'
const now = instantOf(Date.parse('2023-01-16T07:30:00Z'))
const divisionsFile = join(import.meta.dirname, '../../data/divisions.cn.br')

let ground: Ground
const needsOf = ({ db, keys, policy }: Ground) => ({ db, keys, policy, now, zone, divisionsFile, people: 700 })
beforeAll(async () => {
  ground = await makeGround(testCluster(), 'demonstration')
  expect(await fillDemonstration(needsOf(ground))).toMatchObject({ outcome: 'filled', people: 700 })
})
afterAll(() => ground.close())

const rowsOf = async <R extends object>(text: string, at: Ground = ground): Promise<readonly R[]> =>
  (await at.admin.query<R>(text)).rows

test('the same seed on the same day invents the same people', async () => {
  const again = await makeGround(testCluster(), 'demonstration')
  await fillDemonstration({ ...needsOf(again), now: instantOf(now + 3_600_000) })
  const text = `select id, village, team, birth_day, tier, disease_class from care.person order by id`
  expect(await rowsOf(text, again)).toEqual(await rowsOf(text))
  await again.close()
})

test('nothing is filled into a real database or twice into the same', async () => {
  const real = await makeGround(testCluster(), 'real')
  expect(await fillDemonstration(needsOf(real))).toEqual({ outcome: 'refused', why: 'not-a-demonstration' })
  await real.close()
  expect(await fillDemonstration(needsOf(ground))).toEqual({ outcome: 'refused', why: 'not-empty' })
})

test('a light history owes the same as a full one', async () => {
  const light = await makeGround(testCluster(), 'demonstration')
  await fillDemonstration({ ...needsOf(light), history: 'light' })
  const text = 'select person, due_at, reason, rank from care.due order by person'
  expect(await rowsOf(text, light)).toEqual(await rowsOf(text))
  await light.close()
})

test('a filling that was cut off is known, emptied and filled anew', async () => {
  const cut = await makeGround(testCluster(), 'demonstration')
  const stop = new Error('cut off')
  const progress = ({ done }: { readonly done: number }) => {
    if (done >= 500) throw stop
  }
  await expect(fillDemonstration({ ...needsOf(cut), progress })).rejects.toBe(stop)
  expect(await demonstrationState(cut.db)).toBe('half-filled')
  const left = await leaveDemonstration({ admin: cut.admin, db: cut.db, turnInto: 'demonstration' })
  expect(left).toEqual({ outcome: 'left' })
  expect(await fillDemonstration(needsOf(cut))).toMatchObject({ outcome: 'filled', people: 700 })
  await cut.close()
})

test('leaving empties everything but the places, and is refused where it must be', async () => {
  const gone = await makeGround(testCluster(), 'demonstration')
  await fillDemonstration({ ...needsOf(gone), people: 50 })
  const colleague = new pg.Client({ ...testCluster(), database: gone.database })
  await colleague.connect()
  expect(await leaveDemonstration({ admin: gone.admin, db: gone.db, turnInto: 'real' })).toMatchObject({
    why: 'in-use',
    others: 1,
  })
  await colleague.end()
  expect(await leaveDemonstration({ admin: gone.admin, db: gone.db, turnInto: 'real' })).toEqual({ outcome: 'left' })
  const filled = Object.entries(await gone.contents()).filter(([, content]) => !content.startsWith('0 '))
  expect(filled.map(([table]) => table)).toEqual(['kernel.division', 'kernel.instance', 'lianfang_migration.applied'])
  const again = await leaveDemonstration({ admin: gone.admin, db: gone.db, turnInto: 'real' })
  expect(again).toEqual({ outcome: 'refused', why: 'not-a-demonstration' })
  await gone.close()
})

test('a demonstration comes back from its backup row by row, in a new epoch, with nobody signed in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lf-restore-'))
  await ground.admin.query(
    `insert into kernel.session (id, token_hash, account, acting_grant, expires_at)
     select gen_random_uuid(), 'x'::bytea, g.account, g.id, now() + interval '1 day' from kernel.account_grant g limit 1`,
  )
  await ground.admin.query(`insert into kernel.feed_head (county, epoch, number) values ('421200', 1, 7)`)
  const { admin, keys, keyFile } = ground
  const made = await makeBackup({ admin, keys, keyFile, folder })
  if (made.outcome !== 'made') throw new Error(made.why)
  const before = await ground.contents()

  const target = await makeGround(testCluster(), 'real')
  const backup = await inspectBackup({ file: made.file, keys, migrationsFolder })
  if (backup.outcome !== 'whole') throw new Error(backup.why)
  const done = await restoreBackup({ admin: target.admin, db: target.db, backup, migrationsFolder })
  expect(done).toMatchObject({
    outcome: 'restored',
    snapshotAt: made.snapshotAt,
    epoch: 2,
    rows: made.rows,
    migrated: 0,
  })

  const changed = ['kernel.instance', 'kernel.session', 'kernel.feed_head', 'kernel.audit_open']
  const same = ([table]: readonly [string, string]) => !changed.includes(table)
  expect(Object.entries(await target.contents()).filter(same)).toEqual(Object.entries(before).filter(same))
  expect(await rowsOf('select epoch, demonstration from kernel.instance', target)).toEqual([
    { epoch: 2, demonstration: true },
  ])
  expect(await rowsOf(`select epoch, number::int from kernel.feed_head where county = '421200'`, target)).toEqual([
    { epoch: 2, number: 0 },
  ])
  expect(await rowsOf('select count(*)::int as n from kernel.session where withdrawn_at is null', target)).toEqual([
    { n: 0 },
  ])

  const opened = await inTransaction(target.db.worker, countyScope(home), async (tx) => {
    const ids = await tx.rows(sql<{ id: string }>`select id from care.person`)
    return loadPeople(target, tx, { home, people: ids.map((r) => r.id) })
  })
  expect([...opened.values()].filter((p) => p.fields.name !== '')).toHaveLength(700)
  // Triggers rest while rows come in, and no longer: from then on they keep what follows from what.
  expect(await rowsOf(`select from pg_trigger where not tgisinternal and tgenabled <> 'O'`, target)).toEqual([])
  await settleNow(target.db)
  expect(await verifyAudit(target.db, noScope)).toMatchObject({ state: 'whole' })
  await target.close()
  await rm(folder, { recursive: true, force: true })
})
