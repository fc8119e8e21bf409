import { setPriority } from 'node:os'
import pg from 'pg'
import { instantOfText } from './instant-text.js'
import type { LoginRole } from './roles.js'

/** Where a database is and how to sign in to it. */
export type DatabaseAddress = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly ssl?: boolean
}

/** One pool a role: what a piece of the program may do in the database is decided by the pool it is handed. */
export type Database = {
  readonly address: DatabaseAddress
  readonly app: pg.Pool
  readonly worker: pg.Pool
  /** The worker's role for bulk work: many statements sent without waiting for each; no COPY. */
  readonly bulk: pg.Pool
  readonly auth: pg.Pool
  readonly auditor: pg.Pool
  readonly admin: pg.Pool
  readonly close: () => Promise<void>
}

// Instants travel as epoch milliseconds, days as text, bigint counts as numbers (ours stay below 2^53). Set per pool: other
// libraries on the same driver keep its defaults.
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.NUMERIC, Number],
  [pg.types.builtins.TIMESTAMPTZ, instantOfText],
  [
    1185,
    (text) =>
      text === '{}'
        ? []
        : text
            .slice(1, -1)
            .split(',')
            .map((t) => instantOfText(t.startsWith('"') ? t.slice(1, -1) : t)),
  ],
])
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser, // same shape, ours first
}

type PoolNeeds = {
  readonly role: LoginRole
  readonly password: string
  readonly max: number
  readonly pipeline: boolean
}

const poolOf = (address: DatabaseAddress, { role, password, max, pipeline }: PoolNeeds): pg.Pool => {
  const config: pg.PoolConfig & { readonly pipeline: boolean } = {
    // Statements sent together are answered together; COPY (worker) cannot share such a connection.
    pipeline,
    host: address.host,
    port: address.port,
    database: address.database,
    user: role,
    password,
    max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: role,
    types,
    ...(address.ssl ? { ssl: true } : {}),
  }
  const pool = new pg.Pool(config)
  // An idle connection that the server closes (restart) must not end the program; the next query gets a new one.
  pool.on('error', () => undefined)
  // Nor may one that is in use, between two statements (a time-out ends the whole connection): the next statement fails.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Of the database processes of long work, where they run beside ours: people who wait for a page go first. */
const politeness = 10

const yieldToOthers = (client: pg.PoolClient): void => {
  const { processID } = client as pg.PoolClient & { readonly processID: number | null } // pg's own field
  if (processID === null) return
  try {
    setPriority(processID, politeness)
  } catch {
    // A kernel that does not let us: the work goes on as before.
  }
}

/**
 * Opens the pools. Passwords of the roles are derived from the key file.
 *
 * `ownMachine`: the database runs on this machine as a part of the program.
 */
export const openDatabase = (
  address: DatabaseAddress,
  passwordOf: (role: string) => string,
  { ownMachine = false }: { readonly ownMachine?: boolean } = {},
): Database => {
  const pool = (role: LoginRole, max: number, pipeline: boolean): pg.Pool =>
    poolOf(address, { role, password: passwordOf(role), max, pipeline })
  const pools = {
    app: pool('lianfang_app', 24, true),
    worker: pool('lianfang_worker', 8, false),
    bulk: pool('lianfang_worker', 6, true),
    auth: pool('lianfang_auth', 6, true),
    auditor: pool('lianfang_auditor', 4, false),
    admin: pool('lianfang_admin', 3, true),
  }
  if (ownMachine) pools.bulk.on('connect', yieldToOthers)
  return {
    address,
    ...pools,
    close: async () => {
      await Promise.all(Object.values(pools).map((p) => p.end()))
    },
  }
}
