import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ProblemBody, type ReplyOf, type RouteId, type RouteOf, routeOf } from '@lianfang/contract'
import type { Role } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import pg from 'pg'
import { compose, type Product } from '../../apps/server/src/compose.js'
import type { Config } from '../../apps/server/src/config.js'
import { fillOperation, type OperationSize } from '../../apps/server/src/demo/index.js'
import type { House } from '../../apps/server/src/house.js'
import { hashPassword, type OidcConfig } from '../../apps/server/src/kernel/auth/index.js'
import { ensureRoles, inTransaction, migrate, noScope, openDatabase } from '../../apps/server/src/kernel/db/index.js'
import type { MayFn } from '../../apps/server/src/kernel/http/index.js'
import { createKeys } from '../../apps/server/src/kernel/keys/index.js'
import { openClock, wallClock } from '../../apps/server/src/kernel/operation/index.js'
import { addAccount } from '../../apps/server/src/kernel/org/accounts/index.js'
import { loadCounty } from '../../apps/server/src/kernel/org/index.js'
import { makePolicy, seedPolicy } from '../../apps/server/src/kernel/policy/index.js'
import { seedCatalogue } from '../../apps/server/src/modules/supply/index.js'
import { testCluster } from './database.js'

export const root = join(import.meta.dirname, '../..')
const divisions = join(root, 'apps/server/data/divisions.cn.br')

/** Real places that the tests live in: Luotian, and its neighbour Yingshan for everything that must stay outside. */
export const luotian = '421123' as PlaceCode
export const yingshan = '421124' as PlaceCode

const template = 'lianfang_template'

const connect = async (database: string): Promise<pg.Client> => {
  const client = new pg.Client({ ...testCluster(), database })
  await client.connect()
  return client
}

/** Roles belong to the cluster and their passwords come from the key: all test files of one run share one. */
export const testKeyFile = (): string => join(testCluster().keysFolder, 'keys.json')

const testKeys = async () => (await createKeys({ file: testKeyFile() })).keys

/** Makes the template database once per cluster; every test file copies it. */
const makeTemplate = async (): Promise<void> => {
  const client = await connect('postgres')
  try {
    await client.query('select pg_advisory_lock(4711)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if ((rowCount ?? 0) > 0) return
    // A file whose filling failed must not make every other fail with another error.
    await client.query(`drop database if exists ${template}_making with (force)`)
    await client.query(`create database ${template}_making`)
    await fillTemplate(`${template}_making`)
    await client.query(`alter database ${template}_making rename to ${template}`)
  } finally {
    await client.end()
  }
}

const fillTemplate = async (database: string): Promise<void> => {
  const keys = await testKeys()
  const admin = await connect(database)
  await ensureRoles(admin, keys.rolePassword)
  const outcome = await migrate(admin, join(root, 'apps/server/db/migrations'))
  if (outcome.outcome !== 'migrated') throw new Error(`migrations: ${outcome.outcome}`)
  await admin.query(`insert into kernel.instance (id, demonstration) values ($1, false)`, [randomUUID()])
  await admin.end()
  const { host, port } = testCluster()
  const db = openDatabase({ host, port, database }, keys.rolePassword)
  await seedPolicy(db)
  await seedCatalogue(db)
  for (const county of [luotian, yingshan]) await loadCounty({ db, file: divisions }, county)
  await inTransaction(db.worker, noScope, async (tx) => {
    await tx.client.query(`insert into kernel.division (code, name, level, parent) values
      ('42', '湖北省', 1, ''), ('4211', '黄冈市', 2, '42'), ('421123', '罗田县', 3, '4211'), ('421124', '英山县', 3, '4211')
      on conflict do nothing`)
  })
  await db.close()
}

export type World = {
  readonly house: House
  readonly product: Product
  /** Moves the clock of rules and lists. */
  readonly setNow: (ms: number) => void
  readonly admin: pg.Client
  readonly account: (a: NewTestAccount) => Promise<TestAccount>
  readonly signIn: (login: string) => Promise<Caller>
  /** Waits until everything committed is numbered, counted and sealed. */
  readonly settle: () => Promise<void>
  readonly close: () => Promise<void>
}

export type NewTestAccount = {
  readonly role: Role
  readonly place: string
  readonly login?: string
  readonly name?: string
  /** The password is one that its owner has still to change. */
  readonly firstPassword?: true
}
export type TestAccount = { readonly id: string; readonly login: string }

/** An answer of the server: `body` when it went well, `problem` when it did not. */
export type Reply<K extends RouteId> = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly text: string
  readonly body: ReplyOf<RouteOf<K>>
  readonly problem: ProblemBody | null
}

export type Asking = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: unknown
  readonly upload?: Buffer
  readonly headers?: Readonly<Record<string, string>>
  /** The address the request seems to come from. */
  readonly source?: string
}

/** Somebody who is signed in. */
export type Caller = {
  readonly cookie: string
  readonly call: <K extends RouteId>(id: K, asking?: Asking) => Promise<Reply<K>>
}

export const password = 'a-good-test-password'
let passwordHash: Promise<string> | undefined

const urlOf = (id: RouteId, { params = {}, query = {} }: Asking): string => {
  const path = routeOf(id).path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(Object.entries(query).map(([k, v]): [string, string] => [k, String(v)])).toString()
  return `/api${path}${search === '' ? '' : `?${search}`}`
}

/** Calls a route as somebody (or as nobody, without a cookie) through the whole server. */
export const callAs = async <K extends RouteId>(
  product: Product,
  cookie: string | null,
  id: K,
  asking: Asking = {},
): Promise<Reply<K>> => {
  const upload = asking.upload !== undefined
  const response = await product.app.inject({
    method: routeOf(id).method,
    url: urlOf(id, asking),
    remoteAddress: asking.source ?? '127.0.0.1',
    headers: {
      'x-lianfang': '1',
      ...(cookie === null ? {} : { cookie }),
      ...(upload ? { 'content-type': 'application/octet-stream' } : {}),
      ...asking.headers,
    },
    ...(upload ? { payload: asking.upload } : asking.body === undefined ? {} : { payload: asking.body as object }), // JSON of the test's own
  })
  const json = /json/.test(String(response.headers['content-type'])) && response.body !== ''
  const parsed = json ? JSON.parse(response.body) : undefined
  const failed = response.statusCode >= 400
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    body: parsed as ReplyOf<RouteOf<K>>, // the contract's own shape; a test that reads it has looked at the status
    problem: failed ? (parsed as ProblemBody) : null,
  }
}

export type WorldOptions = {
  readonly may?: MayFn
  readonly demonstration?: boolean
  readonly oidc?: OidcConfig
  /** Fills in the first day of an operation of this size, to be played. */
  readonly operation?: OperationSize
  /** Handed every line that the program writes to its log. */
  readonly log?: (line: string) => void
}

/** A world of a test file's own: a fresh database, the whole server on it, nobody in it yet. */
export const makeWorld = async (options: WorldOptions = {}): Promise<World> => {
  await makeTemplate()
  const database = `world_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const creator = await connect('postgres')
  await creator.query('select pg_advisory_lock(4711)')
  await creator.query(`create database ${database} template ${template}`)
  await creator.end()
  const keys = await testKeys()
  const { host, port } = testCluster()
  const db = openDatabase({ host, port, database }, keys.rolePassword)
  const admin = await connect(database)
  const home = await mkdtemp(join(tmpdir(), 'lianfang-world-'))
  const moved = { to: null as number | null }
  const now = (): number => moved.to ?? Date.now()
  const config: Config = {
    root,
    home,
    dataDir: join(home, 'data'),
    keyFile: join(home, 'keys.json'),
    filesDir: join(home, 'files'),
    databaseUrl: null,
    divisions: null,
    host: '127.0.0.1',
    port: 0,
    role: 'all',
    zone: 'Asia/Shanghai',
    oidc: options.oidc ?? null,
    language: 'zh-CN',
  }
  const clock = await clockOf({ db, keys }, now, options.operation ?? null)
  const house: House = {
    config,
    keys,
    db,
    policy: makePolicy(db, clock.now),
    instance: { id: database, demonstration: options.demonstration === true, divisions_ready: true },
    created: true,
    now: clock.now,
    clock,
    admin: () => connect(database),
    close: () => db.close(),
  }
  const product = await compose(house, {
    log: options.log ?? (() => undefined),
    secureCookies: false,
    trustProxy: false,
    ...(options.may === undefined ? {} : { may: options.may }),
  })
  await product.app.ready()
  return {
    house,
    product,
    admin,
    setNow: (ms) => {
      moved.to = ms
    },
    account: (a) => makeAccount(house, a),
    signIn: (login) => signInAs(product, login),
    settle: () => product.settler.settleAll(),
    close: async () => {
      await product.stop()
      await db.close()
      await admin.end()
      const dropper = await connect('postgres')
      await dropper.query(`drop database ${database} with (force)`)
      await dropper.end()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** The clock of a world; with an operation its first day is filled in, and the clock is the operation's. */
const clockOf = async (
  { db, keys }: Pick<House, 'db' | 'keys'>,
  wall: () => number,
  size: OperationSize | null,
): Promise<House['clock']> => {
  if (size === null) return wallClock(wall)
  const zone = 'Asia/Shanghai'
  const clock = await openClock({ db, zone, wall })
  const policy = makePolicy(db, clock.now)
  await fillOperation({ db, keys, policy, zone, clock, size, divisionsFile: divisions })
  return clock
}

const makeAccount = async (house: House, a: NewTestAccount): Promise<TestAccount> => {
  passwordHash ??= hashPassword(password)
  const hash = await passwordHash
  const login = a.login ?? `u-${randomUUID().slice(0, 8)}`
  const id = await inTransaction(house.db.auth, noScope, (tx) =>
    addAccount(tx, {
      login,
      name: a.name ?? login,
      language: 'zh-CN',
      grants: [{ role: a.role, place: (a.place === 'nation' ? '' : a.place) as PlaceCode }], // a test's own code
      password,
      passwordIs: a.firstPassword === true ? 'first' : 'own',
      hash,
    }),
  )
  // Roles that need a second factor have it set up; codes are asked for in the tests of signing in only.
  await inTransaction(house.db.auth, noScope, (tx) =>
    tx.client.query(`update kernel.credential set totp_confirmed = true where account = $1`, [id]),
  )
  return { id, login }
}

// Everybody signs in from a machine of their own: one address may sign in sixty times a minute, and there are more routes.
let machines = 0

const signInAs = async (product: Product, login: string): Promise<Caller> => {
  machines += 1
  const source = `127.1.${(machines >> 8) & 255}.${machines & 255}`
  const reply = await callAs(product, null, 'session.create', { body: { login, password }, source })
  if (reply.status !== 200) throw new Error(`sign-in of ${login}: ${reply.status} ${reply.text}`)
  const set = reply.headers['set-cookie']
  const cookie = String(Array.isArray(set) ? set[0] : set).split(';')[0] ?? ''
  return { cookie, call: (id, asking) => callAs(product, cookie, id, asking) }
}
