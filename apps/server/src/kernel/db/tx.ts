import type { Socket } from 'node:net'
import type { RowScope } from '@lianfang/domain/org'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import type { Pool, PoolClient, QueryResultRow } from 'pg'

declare const inside: unique symbol

/** A running transaction with its row scope set. Can only come from `inTransaction`, so no statement runs outside one. */
export type Tx = {
  readonly [inside]: true
  /** Runs one statement and answers its rows. */
  readonly rows: <R>(query: RawBuilder<R>) => Promise<R[]>
  /** Runs one statement that answers at most one row. */
  readonly row: <R>(query: RawBuilder<R>) => Promise<R | undefined>
  /** Runs one statement for its effect; answers how many rows it touched. */
  readonly run: (query: RawBuilder<unknown>) => Promise<number>
  /**
   * The last statement of the transaction: `commit` travels with it, one round trip less. Nothing may follow.
   */
  readonly last: <R>(query: RawBuilder<R>) => Promise<R | undefined>
  /** For COPY streams only. */
  readonly client: PoolClient
}

/** Everything that row security reads. All values are codes or ids checked before they get here. */
export type Scope = RowScope & {
  /** Whose counters may be read: a place code, 'nation', or '' for none. */
  readonly counts: string
  /** Whose staff names and audit rows may be read: a place code, 'nation', or '' for none. */
  readonly staff: string
  /** Whose accounts may be managed: a place code, 'nation', or '' for none. */
  readonly admin: string
  /** Whose supplies are seen and kept: a place code, 'nation', or '' for none. */
  readonly supply: string
  /** Whose health centres and clinics are seen: the place that one works for, or '' for none. */
  readonly grass: string
  /** Who acts: what is an account's own is seen by it. '' for nobody. */
  readonly account: string
  /** The code of a driver's link: the one consignment it reaches is seen by it. '' for none. */
  readonly link: string
}

export const noScope: Scope = {
  county: '',
  township: '',
  village: '',
  team: '',
  person: '',
  counts: '',
  staff: '',
  admin: '',
  supply: '',
  grass: '',
  account: '',
  link: '',
}

/** The scope of a driver's link: one consignment and nothing else. */
export const linkScope = (code: string): Scope => ({ ...noScope, link: code })

/** The scope of bulk work on one county. */
export const countyScope = (county: string): Scope => ({ ...noScope, county, counts: county, staff: county })

// Kysely composes and escapes the statements; our own runner keeps connection, scope and transaction together.
const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

// Statements are prepared under a name of their own; past the cap they run unnamed, so that a text that varies (a list of
// ids spelled out) cannot fill the server's memory.
const names = new Map<string, string>()
const nameOf = (text: string): string | undefined => {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= 400) return undefined
  const name = `lf${names.size}`
  names.set(text, name)
  return name
}

const safe = /^(nation|county|township|village|team|person|[0-9a-f-]{0,36})$/

/** The one word that row security decides by: the narrowest thing that the scope names. */
const narrowOf = (scope: Scope): string => {
  if (scope.county === '') return ''
  const narrowest = (['person', 'team', 'village', 'township'] as const).find((key) => scope[key] !== '')
  return narrowest ?? 'county'
}

const settings = (scope: Scope): string[] =>
  Object.entries({ ...scope, narrow: narrowOf(scope) }).map(([key, value]) => {
    if (!safe.test(value)) throw new Error('a scope holds codes and ids only')
    return `set local lf.${key} = '${value}'`
  })

/** `begin` and the scope in one round trip. `set local` is propagated to Citus workers; `set_config` is not. */
const opening = (scope: Scope, options: TxOptions): string => {
  const parts = [options.readOnly ? 'begin read only' : 'begin', ...settings(scope)]
  const longMs = options.longMs ?? (options.readOnly || options.noted ? readMs : undefined)
  // PostgreSQL 17 starts the role's clock with `begin` and does not move a running one; at zero it stops, and begins anew.
  if (longMs !== undefined) {
    parts.push('set local transaction_timeout = 0', `set local transaction_timeout = ${Math.trunc(longMs)}`)
  }
  return parts.join('; ')
}

// A writing transaction lasts a second, by its role; who only reads holds nobody up, and a list whose pages come from a slow
// disk (200 people of a million, unread for a day) takes longer than that.
const readMs = 10_000

export type TxOptions = {
  readonly readOnly?: true
  /** Reads, and writes nothing but the audit row that says so: may last as long as a read. */
  readonly noted?: true
  /** Raises the role's limit for this one transaction, in milliseconds. */
  readonly longMs?: number
}

type Progress = { committed: boolean }

const txOn = (client: PoolClient, progress: Progress, pipelined: boolean): Tx => {
  const send = async <R>(query: RawBuilder<R>) => {
    const { sql: text, parameters } = query.compile(compiler)
    const name = nameOf(text)
    return client.query<QueryResultRow>({ text, values: [...parameters], ...(name === undefined ? {} : { name }) })
  }
  const tx = {
    rows: async <R>(query: RawBuilder<R>) => (await send(query)).rows as R[], // the row type stands beside its SQL
    row: async <R>(query: RawBuilder<R>) => (await send(query)).rows[0] as R | undefined,
    run: async (query: RawBuilder<unknown>) => (await send(query)).rowCount ?? 0,
    last: async <R>(query: RawBuilder<R>) => {
      if (pipelined) gather(client)
      // On a pipelined connection both leave in one write; elsewhere the driver keeps their order.
      const [answer, end] = pipelined
        ? await Promise.all([send(query), client.query('commit')])
        : [await send(query), await client.query('commit')]
      if (end.command !== 'COMMIT') throw new Error('the transaction did not commit')
      progress.committed = true
      return answer.rows[0] as R | undefined // the row type stands beside its SQL
    },
    client,
  }
  return tx as unknown as Tx // the one place a Tx is minted
}

/** What is sent before this turn of the event loop ends leaves in one write: a write costs more than a statement here. */
const gather = (client: PoolClient): void => {
  const { stream } = (client as PoolClient & { readonly connection: { readonly stream: Socket } }).connection // pg's own field
  stream.cork()
  process.nextTick(() => stream.uncork())
}

const isPipelined = (pool: Pool): boolean => 'pipeline' in pool.options && pool.options.pipeline === true

/** Runs `work` in one transaction under a row scope; rolls back when it throws. */
export const inTransaction = async <T>(
  pool: Pool,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> => {
  const client = await pool.connect()
  let broken: Error | undefined
  const progress: Progress = { committed: false }
  try {
    // On a pipelined pool the first statement travels with `begin`: one round trip instead of two (docs/performance.md).
    const pipelined = isPipelined(pool)
    if (pipelined) gather(client)
    const opened = client.query(opening(scope, options))
    if (pipelined) opened.catch(() => undefined)
    else await opened
    const result = await work(txOn(client, progress, pipelined))
    await opened
    if (!progress.committed) await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Two commands with one id wait for each other: the second one then reads what the first one wrote, and is answered as a
 * repeat. Without it both find nothing, and the one that comes second is told that its id is taken.
 */
export const inTurn = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 71237))`)

/**
 * One look over the whole county inside a narrower transaction, which is as narrow again afterwards: somebody who is on
 * another team's list is on the ledger all the same. What was seen is for deciding only; who may be named is asked of the
 * narrow scope. No other statement of the transaction may be on its way meanwhile: it would run in the wide one.
 */
export const overCounty = async <T>(tx: Tx, scope: Scope, look: () => Promise<T>): Promise<T> => {
  await tx.client.query(settings(countyScope(scope.county)).join('; '))
  const seen = await look()
  await tx.client.query(settings(scope).join('; '))
  return seen
}

/**
 * One look over the counters of the whole nation inside a narrower transaction, which is as narrow again afterwards: what is
 * hidden of a place depends on those beside it and above it (CARE-CELL-1). What was seen is for deciding only; what is shown
 * lies in the place that was asked for, and the caller has been let in there.
 */
export const overNation = async <T>(tx: Tx, scope: Scope, look: () => Promise<T>): Promise<T> => {
  if (scope.counts === 'nation') return look()
  await tx.client.query(settings({ ...noScope, counts: 'nation' }).join('; '))
  const seen = await look()
  await tx.client.query(settings(scope).join('; '))
  return seen
}
