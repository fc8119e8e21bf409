import { sql } from 'kysely'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { type Database, inTransaction, noScope, type Tx } from '../db/index.js'
import { isProblem, wordFor } from '../problems/index.js'

/** Thrown inside a piece of work when a person asked to cancel it. */
export class Cancelled extends Error {}

/** Thrown inside a piece of work when the program stops: whoever starts next goes on from the cursor. */
export class Interrupted extends Error {}

export type WorkRow = {
  readonly id: string
  readonly kind: string
  readonly county: string
  readonly township: string
  readonly subject: string
  readonly account: string | null
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly cursor: Readonly<Record<string, unknown>>
  readonly cancel_asked: boolean
  readonly problem: string | null
  readonly started_at: number | null
}

const columns = sql`id, kind, county, township, subject, account, state, done, total, cursor, cancel_asked, problem, started_at`

export type AskWork = Pick<WorkRow, 'kind' | 'county' | 'township' | 'subject' | 'account'> & {
  readonly cursor?: Readonly<Record<string, unknown>>
}

const channel = 'lianfang_work'

/** Asks for a piece of long work, in the transaction of what asks for it (X6). */
export const askWork = async (tx: Tx, ask: AskWork): Promise<string> => {
  const id = uuidv7()
  await tx.run(sql`
    insert into kernel.long_work (id, kind, county, township, subject, account, cursor)
    values (${id}, ${ask.kind}, ${ask.county}, ${ask.township}, ${ask.subject}, ${ask.account},
      ${JSON.stringify(ask.cursor ?? {})}::jsonb)`)
  await tx.run(sql`select pg_notify(${channel}, '')`)
  return id
}

/** The newest piece of work about a subject. */
export const workOf = (tx: Tx, subject: string): Promise<WorkRow | undefined> =>
  tx.row(sql<WorkRow>`
    select ${columns} from kernel.long_work where subject = ${subject} order by asked_at desc, id desc limit 1`)

export type Pending = { readonly pieces: number; readonly done: number; readonly running: boolean }

/** What of a kind of work has not ended: how many pieces, how far they are together, and whether any work is being done. */
export const pendingWork = async (tx: Tx, kind: string): Promise<Pending> =>
  (await tx.row(sql<Pending>`
    select count(*)::int as pieces, coalesce(sum(done), 0)::int as done,
      (select exists (select from kernel.long_work
        where state = 'running' and beat_at > now() - ${staleAfter}::interval)) as running
    from kernel.long_work where kind = ${kind} and state in ('waiting', 'running')`)) ?? {
    pieces: 0,
    done: 0,
    running: false,
  }

/** Ends work that nobody has begun; answers 0 when somebody is at it, or it has ended. Only for work that leaves nothing to tidy. */
export const dropWork = (tx: Tx, subject: string): Promise<number> =>
  tx.run(sql`
    update kernel.long_work set state = 'cancelled', cancel_asked = true, ended_at = now()
    where subject = ${subject} and state = 'waiting'`)

/** Asks a piece of work to stop; it stops between two chunks. Answers 0 when it had ended. */
export const cancelWork = (tx: Tx, subject: string): Promise<number> =>
  tx.run(sql`
    update kernel.long_work set cancel_asked = true where subject = ${subject} and state in ('waiting', 'running')`)

/** What a running piece of work holds in hand. */
export type Running = {
  readonly work: WorkRow
  /**
   * Notes how far it is and where to go on after a restart. Throws Cancelled when a person asked to, Interrupted when the
   * program stops: neither may be swallowed.
   */
  readonly step: (at: {
    done: number
    total: number | null
    cursor?: Readonly<Record<string, unknown>>
  }) => Promise<void>
}

export type WorkKinds = Readonly<Record<string, (running: Running) => Promise<void>>>

// A runner that died is noticed by its beat; four missed beats and another takes over from the cursor.
const beatEveryMs = 5_000
const staleAfter = '20 seconds'
// Whoever failed for want of a rule or of the database finds it again in minutes, not in seconds.
const againAfter = '1 minute'

type Claiming = Pick<Runner, 'kinds' | 'again'>

/**
 * Takes the oldest piece that nobody is at, what a person asked for before the house's own, of a county in which nothing runs: two imports of one county would not see each
 * other's people. Claims take turns, so that two runners do not both find a county free.
 */
const claim = async (tx: Tx, { kinds, again }: Claiming): Promise<WorkRow | undefined> => {
  await tx.run(sql`select pg_advisory_xact_lock(71238)`)
  return tx.row(sql<WorkRow>`
    update kernel.long_work set state = 'running', beat_at = now(), started_at = coalesce(started_at, now())
    where id = (select w.id from kernel.long_work w
      where w.kind = any(${Object.keys(kinds)}::text[])
        and (w.state = 'waiting' or (w.state = 'running' and w.beat_at < now() - ${staleAfter}::interval)
           or (w.state = 'failed' and w.kind = any(${again}::text[]) and w.ended_at < now() - ${againAfter}::interval))
        and not exists (select from kernel.long_work r where r.county = w.county and r.id <> w.id
          and r.state = 'running' and r.beat_at >= now() - ${staleAfter}::interval)
      order by w.account is null, w.asked_at limit 1 for update skip locked)
    returning ${columns}`)
}

const finish = (tx: Tx, id: string, state: WorkRow['state'], problem: string | null): Promise<number> =>
  tx.run(sql`update kernel.long_work set state = ${state}, problem = ${problem}, ended_at = now() where id = ${id}`)

const makeStep =
  ({ db, isStopping }: Runner, work: WorkRow): Running['step'] =>
  async ({ done, total, cursor }) => {
    const row = await inTransaction(db.worker, noScope, (tx) =>
      tx.row(sql<{ cancel_asked: boolean }>`
        update kernel.long_work set done = ${done}, total = ${total}, beat_at = now(),
          cursor = coalesce(${cursor === undefined ? null : JSON.stringify(cursor)}::jsonb, cursor)
        where id = ${work.id} returning cancel_asked`),
    )
    if (row?.cancel_asked) throw new Cancelled()
    if (isStopping()) throw new Interrupted()
  }

type Runner = {
  readonly db: Database
  readonly kinds: WorkKinds
  /** Kinds that are tried again a while after they failed: their steps are idempotent. */
  readonly again: readonly string[]
  readonly log: (line: string) => void
  readonly isStopping: () => boolean
}

const handBack = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`update kernel.long_work set state = 'waiting' where id = ${id}`)

const runOne = async (runner: Runner, work: WorkRow): Promise<void> => {
  const { db, kinds, log } = runner
  const beat = setInterval(() => {
    inTransaction(db.worker, noScope, (tx) =>
      tx.run(sql`update kernel.long_work set beat_at = now() where id = ${work.id}`),
    ).catch(() => undefined)
  }, beatEveryMs)
  const end = (state: WorkRow['state'], problem: string | null = null) =>
    inTransaction(db.worker, noScope, (tx) => finish(tx, work.id, state, problem))
  try {
    await kinds[work.kind]?.({ work, step: makeStep(runner, work) })
    await end('done')
  } catch (error) {
    if (error instanceof Cancelled) await end('cancelled')
    else if (error instanceof Interrupted) await inTransaction(db.worker, noScope, (tx) => handBack(tx, work.id))
    else {
      if (!isProblem(error)) log(`work ${work.kind} ${work.id}: ${error instanceof Error ? error.stack : 'failed'}`)
      await end('failed', wordFor(error))
    }
  } finally {
    clearInterval(beat)
  }
}

export type Workers = { readonly stop: () => Promise<void> }

// A piece waits for the database half of its time; two keep both busy, and a county's import does not stand behind the
// renewal of a nation.
const lanes = 2

/**
 * Runs long work, two pieces at a time per process and one per county. It lives in a table of our own and not in the job queue, because a
 * killed runner must be replaced within seconds (the queue frees a dead worker's job after four hours).
 */
export const startWorkers = (
  db: Database,
  kinds: WorkKinds,
  log: (line: string) => void,
  again: readonly string[] = [],
): Workers => {
  const state = { stopped: false }
  const sleepers = new Set<() => void>()
  const nap = (ms: number): Promise<void> =>
    new Promise((done) => {
      const wake = (): void => {
        clearTimeout(timer)
        sleepers.delete(wake)
        done()
      }
      const timer = setTimeout(wake, ms)
      sleepers.add(wake)
    })
  const wakeAll = (): void => {
    for (const wake of sleepers) wake()
  }
  const { host, port, database, user, password, ssl } = db.worker.options
  const ears = new pg.Client({ host, port, database, user, password, ssl })
  ears.on('error', () => undefined)
  ears.on('notification', wakeAll)
  const runner: Runner = { db, kinds, again, log, isStopping: () => state.stopped }
  const lane = async (): Promise<void> => {
    while (!state.stopped) {
      const work = await inTransaction(db.worker, noScope, (tx) => claim(tx, runner)).catch(() => undefined)
      if (work === undefined) await nap(2_000)
      else {
        await runOne(runner, work)
        // What waited for this county can be taken by the other lane as well.
        wakeAll()
      }
    }
  }
  const loop = async (): Promise<void> => {
    await ears
      .connect()
      .then(() => ears.query(`listen ${channel}`))
      .catch(() => undefined)
    await Promise.all(Array.from({ length: lanes }, lane))
    await ears.end().catch(() => undefined)
  }
  const running = loop()
  return {
    stop: async () => {
      state.stopped = true
      wakeAll()
      await running
    },
  }
}
