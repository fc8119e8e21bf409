import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCluster } from '../../../../../tests/support/database.js'
import { writeAudit } from '../audit/index.js'
import { inTransaction, noScope } from '../db/index.js'
import { createKeys } from '../keys/index.js'
import { settleNow } from '../settle/index.js'
import { inspectBackup, type MadeBackup, makeBackup, restoreBackup, type WholeBackup } from './index.js'
import { type Ground, makeGround, migrationsFolder } from './testing/ground.js'

let folder = ''
let source: Ground
let backup: MadeBackup
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lf-backup-'))
  source = await makeGround(testCluster(), 'real')
  await inTransaction(source.db.worker, noScope, async (tx) => {
    for (let i = 0; i < 2_000; i += 1) await writeAudit(tx, null, { action: 'session.act', count: i })
  })
  // Rows of which triggers make others: what they made is in the file, and is not made once more when it comes back.
  const home = `'421123'`
  await source.admin.query(`
    insert into supply.kind (code, class, name, name_en, unit, keeping, evidence, place_in_list)
      values ('ecmo', 'rescue', 'ECMO', 'ECMO', 'set', 'serial', 'ours', 1);
    insert into supply.enterprise (home, id, name, place, since) values (${home}, gen_random_uuid(), '厂', ${home}, '2020-02-01');
    insert into supply.enterprise_person (home, id, enterprise, account, part, name, from_at, named_by, body_hash)
      select home, gen_random_uuid(), id, gen_random_uuid(), 'reporter', '', now(), id, '' from supply.enterprise;
    insert into supply.store (home, id, name, place, kind) values (${home}, gen_random_uuid(), '库', ${home}, 'warehouse');
    insert into supply.store_keeper (home, id, store, account, name, from_at, named_by, body_hash)
      select home, gen_random_uuid(), id, gen_random_uuid(), '', now(), id, '' from supply.store;
    insert into supply.item (home, id, kind, store, serial) select home, gen_random_uuid(), 'ecmo', id, 'S1' from supply.store;
    insert into supply.stock (home, store, item, kind, place, by_serial, free, reserved, quarantine, on_hold, damaged, movement)
      select home, store, id, kind, home, true, 1, 0, 0, 0, 0, id from supply.item;
    insert into supply.recall (id, place, kind, lot, reason, account, by_name, at, body_hash)
      values (gen_random_uuid(), '', 'ecmo', 'L', '', gen_random_uuid(), '', now(), '')`)
  await settleNow(source.db)
  backup = await back()
})
afterAll(async () => {
  await source.close()
  await rm(folder, { recursive: true, force: true })
})

const back = async (): Promise<MadeBackup> => {
  const { admin, keys, keyFile } = source
  const made = await makeBackup({ admin, keys, keyFile, folder })
  if (made.outcome !== 'made') throw new Error(made.why)
  return made
}

const inspect = (file: string, keys = source.keys) => inspectBackup({ file, keys, migrationsFolder })

const inspected = async (): Promise<WholeBackup> => {
  const found = await inspect(backup.file)
  if (found.outcome !== 'whole') throw new Error(found.why)
  return found
}

/** A copy of the backup with something done to it. */
const altered = async (change: (bytes: Buffer) => Buffer): Promise<string> => {
  const file = join(folder, 'altered')
  await writeFile(file, change(Buffer.from(await readFile(backup.file))))
  return file
}

const flipped = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

test('a backup is one file for its owner only, with nothing left beside it', async () => {
  const files = await readdir(folder)
  expect(files.filter((f) => f.endsWith('.backup'))).toHaveLength(1)
  expect(files.filter((f) => f.endsWith('.part'))).toEqual([])
  expect(backup.tables.map((t) => t.name)).toContain('kernel.audit')
})

test('every table of every schema of ours is in it, and nothing of ours counts by a sequence that is not', async () => {
  const { rows } = await source.admin.query<{ name: string; kind: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relkind as kind
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspowner = 'lianfang_migrator'::regrole and c.relkind in ('r', 'p', 'S', 'm') order by 1`,
  )
  expect(rows.filter((r) => r.kind !== 'r')).toEqual([])
  expect(backup.tables.map((t) => t.name).sort()).toEqual(rows.map((r) => r.name))
})

test('a backup holds none of the texts in clear', async () => {
  const text = (await readFile(backup.file)).toString('latin1')
  expect(text).not.toContain('CARE-TIER')
  expect(text).toContain(backup.snapshotAt)
})

test('one bit changed anywhere in the file, and it is refused', async () => {
  const { length } = await readFile(backup.file)
  const { start } = await inspected()
  const places = [0, 20, start - 2, start + 1, start + 4, start + 5, start + 99, length - 40, length - 17, length - 1]
  for (let at = 30; at < length; at += Math.ceil(length / 150)) places.push(at)
  for (const at of places) expect([at, (await inspect(await altered(flipped(at)))).outcome]).toEqual([at, 'refused'])
})

test('a file cut off anywhere, or with something behind its end, is refused', async () => {
  const { length } = await readFile(backup.file)
  for (const most of [0, 10, 200, Math.floor(length / 2), length - 200, length - 1]) {
    expect((await inspect(await altered((b) => b.subarray(0, most)))).outcome).toBe('refused')
  }
  expect(await inspect(await altered((b) => Buffer.concat([b, Buffer.of(0)])))).toMatchObject({ why: 'damaged' })
})

test('a file without its middle or with two chunks exchanged is refused', async () => {
  const { start } = await inspected()
  const first = start + 5 + (await readFile(backup.file)).readUInt32BE(start) + 16
  expect(await inspect(await altered((b) => Buffer.concat([b.subarray(0, start), b.subarray(first)])))).toMatchObject({
    outcome: 'refused',
    why: 'damaged',
  })
  const swapped = await altered((b) =>
    Buffer.concat([b.subarray(0, start), b.subarray(first), b.subarray(start, first)]),
  )
  expect(await inspect(swapped)).toMatchObject({ why: 'damaged', chunk: 0 })
})

test('what is no backup, or not there, is said so', async () => {
  expect(await inspect(await altered(() => Buffer.from('name,age\n')))).toMatchObject({ why: 'not-a-backup' })
  expect(await inspect(join(folder, 'nothing'))).toMatchObject({ why: 'file-missing' })
})

test('another key is refused by name of the key that is missing', async () => {
  const { keys } = await createKeys({ file: join(folder, 'other', 'keys.json') })
  expect(await inspect(backup.file, keys)).toEqual({
    outcome: 'refused',
    why: 'other-key',
    keyIds: [source.keys.activeId],
  })
})

test('the key file may not lie in the folder of the backup', async () => {
  const { admin, keys } = source
  const keyFile = join(folder, 'keys', 'lianfang.keys.json')
  await expect(makeBackup({ admin, keys, keyFile, folder })).rejects.toMatchObject({ code: 'keys.beside-data' })
})

test('a structure that this program does not know is refused', async () => {
  const empty = await mkdtemp(join(folder, 'older-'))
  const found = await inspectBackup({ file: backup.file, keys: source.keys, migrationsFolder: empty })
  expect(found).toMatchObject({ outcome: 'refused', why: 'newer-structure' })
})

test('a file that changed after it was inspected changes nothing', async () => {
  const target = await makeGround(testCluster(), 'real')
  const before = await target.contents()
  const whole = { ...(await inspected()), file: await altered(flipped(backup.bytes - 60)) }
  const done = await restoreBackup({ admin: target.admin, db: target.db, backup: whole, migrationsFolder })
  expect(done).toEqual({ outcome: 'refused', why: 'damaged' })
  expect(await target.contents()).toEqual(before)
  await target.close()
})

test('[X9] a restored database has every row of the supplies as it was, also of those that follow from others, and once', async () => {
  const target = await makeGround(testCluster(), 'real')
  const done = await restoreBackup({ admin: target.admin, db: target.db, backup: await inspected(), migrationsFolder })
  expect(done).toMatchObject({ outcome: 'restored' })
  const supplies = (all: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('supply.')))
  const [was, is] = [supplies(await source.contents()), supplies(await target.contents())]
  expect(is).toEqual(was)
  for (const follows of ['reach', 'store_reach', 'serial_at', 'stock_delta', 'recall_mark']) {
    expect(was[`supply.${follows}`], follows).toMatch(/^1 /)
  }
  // And they stand still no more.
  const { rows } = await target.admin.query(`select from pg_trigger where tgenabled = 'D'`)
  expect(rows).toEqual([])
  await target.close()
})

test('a database that has an account, or that somebody is connected to, is not restored over', async () => {
  const target = await makeGround(testCluster(), 'real')
  const needs = { admin: target.admin, db: target.db, backup: await inspected(), migrationsFolder }
  const somebody = new pg.Client({ ...testCluster(), database: target.database })
  await somebody.connect()
  expect(await restoreBackup(needs)).toEqual({ outcome: 'refused', why: 'others-connected' })
  await somebody.end()
  await target.admin.query(
    `insert into kernel.account (id, login, name, place) values (gen_random_uuid(), 'somebody', 'Somebody', '')`,
  )
  const before = await target.contents()
  expect(await restoreBackup(needs)).toEqual({ outcome: 'refused', why: 'not-empty' })
  expect(await target.contents()).toEqual(before)
  await target.close()
})

test('a login that row security applies to makes no backup, rather than one with holes', async () => {
  const { admin, keys, keyFile } = source
  await admin.query('set role lianfang_migrator')
  const made = await makeBackup({ admin, keys, keyFile, folder: join(folder, 'more') })
  await admin.query('reset role')
  expect(made).toEqual({ outcome: 'refused', why: 'no-right' })
  expect(await readdir(join(folder, 'more'))).toEqual([])
})

test('a backup that cannot go on leaves no file, and its connection works again', async () => {
  const { admin, keys, keyFile } = source
  const stop = new Error('stopped')
  const progress = () => {
    throw stop
  }
  await expect(makeBackup({ admin, keys, keyFile, folder: join(folder, 'more'), progress })).rejects.toBe(stop)
  expect(await readdir(join(folder, 'more'))).toEqual([])
  expect((await admin.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
