import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, ensureRoles, migrate, openDatabase } from '../../db/index.js'
import { createKeys, type Keys } from '../../keys/index.js'
import { makePolicy, type Policy, seedPolicy } from '../../policy/index.js'

type Cluster = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly keysFolder: string
}

export const migrationsFolder = join(import.meta.dirname, '../../../../db/migrations')

/** A database of a test's own with structure and policy and nothing else, and no server on it. */
export type Ground = {
  readonly database: string
  readonly db: Database
  readonly admin: pg.Client
  readonly keys: Keys
  readonly keyFile: string
  readonly policy: Policy
  /** Content of every table: number of rows and a hash over all of them. */
  readonly contents: () => Promise<Readonly<Record<string, string>>>
  readonly close: () => Promise<void>
}

const contentsOf = async (admin: pg.Client): Promise<Readonly<Record<string, string>>> => {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('kernel', 'care', 'supply', 'lianfang_migration') and c.relkind = 'r' order by 1`,
  )
  const found: Record<string, string> = {}
  for (const { name } of rows) {
    const { rows: hashed } = await admin.query<{ hash: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as hash from ${name} t`,
    )
    found[name] = hashed[0]?.hash ?? ''
  }
  return found
}

/** Makes one; `demonstration` as the instance says it. */
export const makeGround = async (cluster: Cluster, kind: 'real' | 'demonstration'): Promise<Ground> => {
  const database = `ground_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const creator = new pg.Client({ ...cluster, database: 'postgres' })
  await creator.connect()
  // One maker at a time in the cluster (the number is that of tests/support/world.ts): advisory locks are a database's own,
  // so the one that ensureRoles takes does not keep makers of other databases apart.
  await creator.query('select pg_advisory_lock(4711)')
  await creator.query(`create database ${database}`)
  // Roles belong to the cluster and their passwords come from the key: all test files of one run share one.
  const keyFile = join(cluster.keysFolder, 'keys.json')
  const { keys } = await createKeys({ file: keyFile })
  const admin = new pg.Client({ ...cluster, database })
  await admin.connect()
  await ensureRoles(admin, keys.rolePassword)
  await creator.query('select pg_advisory_unlock(4711)')
  await migrate(admin, migrationsFolder)
  await admin.query('insert into kernel.instance (id, demonstration) values ($1, $2)', [
    randomUUID(),
    kind === 'demonstration',
  ])
  const db = openDatabase({ host: cluster.host, port: cluster.port, database }, keys.rolePassword)
  await seedPolicy(db)
  return {
    database,
    db,
    admin,
    keys,
    keyFile,
    policy: makePolicy(db, Date.now),
    contents: () => contentsOf(admin),
    close: async () => {
      await db.close()
      await admin.end()
      await creator.query(`drop database ${database} with (force)`)
      await creator.end()
    },
  }
}
