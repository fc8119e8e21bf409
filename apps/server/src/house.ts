import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from './config.js'
import { type Embedded, type EmbeddedStep, startEmbedded } from './kernel/db/embedded/index.js'
import { type Database, type DatabaseAddress, ensureRoles, migrate, openDatabase } from './kernel/db/index.js'
import { createKeys, KeyError, type Keys } from './kernel/keys/index.js'
import { type Clock, openClock } from './kernel/operation/index.js'
import { makePolicy, type Policy, seedPolicy } from './kernel/policy/index.js'
import { problem } from './kernel/problems/index.js'

export type HouseStep =
  | { readonly step: 'keys-created'; readonly file: string }
  | { readonly step: 'database'; readonly state: EmbeddedStep }
  | { readonly step: 'migrated'; readonly count: number }

export type Instance = { readonly id: string; readonly demonstration: boolean; readonly divisions_ready: boolean }

/** The opened ground that every command stands on: keys, database with its roles, policy. */
export type House = {
  readonly config: Config
  readonly keys: Keys
  readonly db: Database
  readonly policy: Policy
  readonly instance: Instance
  /** Whether the database was made by this opening. */
  readonly created: boolean
  readonly now: () => number
  /** Where the time comes from: in a demonstration of the operation it is the operation's. */
  readonly clock: Clock
  readonly admin: () => Promise<pg.Client>
  readonly close: () => Promise<void>
}

export type OpenHouse = {
  readonly config: Config
  /** What a database made now will be. */
  readonly demonstration: boolean
  readonly log: (line: string) => void
  readonly progress: (step: HouseStep) => void
}

const databaseName = 'lianfang'

type Ground = {
  readonly address: DatabaseAddress
  readonly adminConfig: pg.ClientConfig
  readonly embedded: Embedded | null
}

const withClient = async <T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A server somebody else runs: its database must exist, and the login must be allowed to make roles. */
const givenGround = (url: string): Ground => {
  const parsed = new URL(url)
  const database = decodeURIComponent(parsed.pathname.slice(1)) || databaseName
  const ssl = parsed.searchParams.get('sslmode') !== null && parsed.searchParams.get('sslmode') !== 'disable'
  const address = { host: parsed.hostname, port: Number(parsed.port || 5432), database, ssl }
  return { address, adminConfig: { connectionString: url }, embedded: null }
}

const embeddedGround = async ({ config, log, progress }: OpenHouse): Promise<Ground> => {
  await mkdir(join(config.home, 'data'), { recursive: true, mode: 0o711 })
  const embedded = await startEmbedded({
    dataDir: config.dataDir,
    runDir: join(config.home, 'run'),
    log,
    progress: (state) => progress({ step: 'database', state }),
  })
  const { host, port, password } = embedded
  const login = { host, port, user: 'postgres', password }
  await withClient({ ...login, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  })
  return {
    address: { host, port, database: databaseName },
    adminConfig: { ...login, database: databaseName },
    embedded,
  }
}

const readInstance = async (client: pg.Client): Promise<Instance | undefined> => {
  const { rows } = await client.query<Instance>(`select id, demonstration, divisions_ready from kernel.instance`)
  return rows[0]
}

/** Refuses a key file from before a rotation, before anything is changed with it. */
const refuseOldKeys = async (client: pg.Client, keys: Keys): Promise<void> => {
  const { rowCount } = await client.query(
    `select from information_schema.columns
     where table_schema = 'kernel' and table_name = 'instance' and column_name = 'active_key'`,
  )
  if (rowCount === 0) return
  const { rows } = await client.query<{ active_key: string | null }>('select active_key from kernel.instance')
  const active = rows[0]?.active_key ?? null
  if (active !== null && !keys.keyIds.includes(active))
    throw new KeyError({ code: 'sealed.unknown-key', details: { keyId: active } })
}

const prepare = async (needs: OpenHouse, keys: Keys, ground: Ground) =>
  withClient(ground.adminConfig, async (client) => {
    await refuseOldKeys(client, keys)
    await ensureRoles(client, keys.rolePassword)
    const outcome = await migrate(client, join(needs.config.root, 'apps/server/db/migrations'))
    if (outcome.outcome === 'newer') throw problem('database.newer', { migrations: outcome.unknown })
    if (outcome.outcome === 'edited') throw problem('database.edited', { migration: outcome.name })
    needs.progress({ step: 'migrated', count: outcome.applied.length })
    const known = await readInstance(client)
    await client.query('update kernel.instance set active_key = $1 where active_key is distinct from $1', [
      keys.activeId,
    ])
    if (known !== undefined) return { instance: known, created: false }
    await client.query(`insert into kernel.instance (id, demonstration) values ($1, $2) on conflict do nothing`, [
      randomUUID(),
      needs.demonstration,
    ])
    await client.query('update kernel.instance set active_key = $1', [keys.activeId])
    const made = await readInstance(client)
    if (made === undefined) throw new Error('the instance row was not made')
    return { instance: made, created: true }
  })

/** Opens (and at the first start makes) keys, database, roles and rules. */
export const openHouse = async (needs: OpenHouse): Promise<House> => {
  const { config } = needs
  // Root's database server is another user, who must be able to pass through to its own folder.
  await mkdir(config.home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const { keys, created: keysCreated } = await createKeys({
    file: config.keyFile,
    outside: [config.dataDir, config.filesDir],
  })
  if (keysCreated) needs.progress({ step: 'keys-created', file: config.keyFile })
  const ground = config.databaseUrl === null ? await embeddedGround(needs) : givenGround(config.databaseUrl)
  try {
    const { instance, created } = await prepare(needs, keys, ground)
    const db = openDatabase(ground.address, keys.rolePassword, { ownMachine: ground.embedded !== null })
    await seedPolicy(db)
    const clock = await openClock({ db, zone: config.zone, wall: Date.now })
    const { now } = clock
    return {
      config,
      keys,
      db,
      policy: makePolicy(db, now),
      instance,
      created,
      now,
      clock,
      admin: async () => {
        const client = new pg.Client(ground.adminConfig)
        await client.connect()
        return client
      },
      close: async () => {
        await db.close()
        await ground.embedded?.stop()
      },
    }
  } catch (error) {
    await ground.embedded?.stop()
    throw error
  }
}
