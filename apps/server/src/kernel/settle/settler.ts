import { addDays, dayIn, HOUR_MS, instantOf, startOfDay } from '@lianfang/domain/shared'
import pg from 'pg'
import { type Database, inTransaction, noScope, type Tx } from '../db/index.js'
import {
  type Changed,
  countStep,
  dayIsOpen,
  dayStep,
  feedStep,
  markStep,
  sealStep,
  sweepStep,
  takeTurn,
} from './sql.js'

/** What the settler tells open screens: codes and ids, in pieces below PostgreSQL's 8,000 bytes. */
export type SettledNotice = {
  readonly places: readonly string[]
  readonly teams: readonly string[]
  /** Whether alarms were raised, answered or closed among it. */
  readonly alarms: boolean
}

export const noticeChannel = 'lianfang_settled'

export type Settler = {
  /** Runs every step until nothing is left; for tests, demonstration and the command line. */
  readonly settleAll: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Settles what a module keeps, in the settler's turn. Answers how much there was; 0 when nothing is left. */
export type Beside = (tx: Tx) => Promise<number>

type Needs = {
  readonly db: Database
  readonly log: (line: string) => void
  readonly now: () => number
  /** IANA zone of the places: their days end at their midnight. */
  readonly zone: string
  /** What a module has to be settled besides, with the counters. */
  readonly beside?: Beside
  /** Told when a day of the places has ended. */
  readonly dayEnded?: () => Promise<unknown>
}

const feedEveryMs = 50
const countEveryMs = 500
const sealEveryMs = 1000
const sweepEveryMs = 60_000
const batch = 20_000

const unique = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((v) => v !== null))]

const notify = async (client: pg.ClientBase, notice: SettledNotice): Promise<void> => {
  for (let i = 0; i < Math.max(notice.places.length, notice.teams.length); i += 100) {
    const { places, teams, alarms } = notice
    const piece: SettledNotice = { places: places.slice(i, i + 100), teams: teams.slice(i, i + 100), alarms }
    await client.query('select pg_notify($1, $2)', [noticeChannel, JSON.stringify(piece)])
  }
}

const noticeOf = (changed: readonly Changed[]): SettledNotice => ({
  places: unique(changed.flatMap((c) => [c.county, c.township])),
  teams: unique(changed.map((c) => c.team)),
  alarms: changed.some((c) => c.alarm),
})

const makeSteps = (db: Database, beside: Beside = async () => 0) => ({
  beside: () =>
    inTransaction(db.worker, noScope, async (tx) => {
      await takeTurn(tx)
      return beside(tx)
    }),
  feed: () =>
    inTransaction(db.worker, noScope, async (tx) => {
      await takeTurn(tx)
      const changed = await feedStep(tx, batch)
      if (changed.length > 0) await notify(tx.client, noticeOf(changed))
      return changed.length
    }),
  count: () =>
    inTransaction(db.worker, noScope, async (tx) => {
      await takeTurn(tx)
      const touched = await countStep(tx, batch)
      if (touched.length > 0)
        await notify(tx.client, { places: touched.map((t) => t.county), teams: [], alarms: false })
      return touched.reduce((sum, t) => sum + t.taken, 0)
    }),
  seal: () =>
    inTransaction(db.worker, noScope, async (tx) => {
      await takeTurn(tx)
      return sealStep(tx, batch)
    }),
  sweep: () => inTransaction(db.worker, noScope, sweepStep),
  mark: (now: number) =>
    inTransaction(db.worker, noScope, async (tx) => {
      await takeTurn(tx)
      return markStep(tx, Math.floor(now / HOUR_MS))
    }),
})

/**
 * What follows from the end of a day is asked for before the day is written down: who is stopped in between asks again, and
 * to be asked twice harms nothing. The other way round a kill after midnight lost the night's work for good.
 */
const endDay = async ({ db, now, zone, dayEnded }: Needs): Promise<void> => {
  const today = dayIn(instantOf(now()), zone)
  const ended = addDays(today, -1)
  if (!(await inTransaction(db.worker, noScope, (tx) => dayIsOpen(tx, ended)))) return
  await dayEnded?.()
  await inTransaction(db.worker, noScope, (tx) =>
    dayStep(tx, { ended, hour: Math.floor(startOfDay(today, zone) / HOUR_MS) }),
  )
}

/** Runs every step until nothing is left; for commands, demonstration and tests. Waits its turn beside a running settler. */
export const settleNow = async (db: Database, beside?: Beside): Promise<void> => {
  const steps = makeSteps(db, beside)
  while ((await steps.feed()) > 0);
  while ((await steps.count()) > 0);
  while ((await steps.beside()) > 0);
  while ((await steps.seal()) > 0);
}

/** The lock that makes one settler at a time per database; held by a connection of its own, lost with the process. */
const holdLock = async (db: Database, client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock(71233) as held')
  return rows[0]?.held === true && db !== undefined
}

/**
 * Starts the quiet loop behind the facts: what was committed gets its number in the feed (every 50 ms), its place in the
 * counters (500 ms) and its seal in the audit (1 s). A second settler waits until the first is gone.
 */
export const startSettler = async (needs: Needs): Promise<Settler> => {
  const { db, log, beside } = needs
  const steps = { ...makeSteps(db, beside), day: () => endDay(needs), now: needs.now }
  const state = { stopped: false, running: Promise.resolve() }
  const loop = async (): Promise<void> => {
    while (!state.stopped) {
      const lock = new pg.Client(lockOptions(db))
      lock.on('error', () => undefined)
      try {
        await lock.connect()
        if (await holdLock(db, lock)) await work(state, steps, lock)
        else await sleep(1000)
      } catch (error) {
        log(`settler: ${error instanceof Error ? error.message : 'failed'}; trying again`)
        await sleep(500)
      } finally {
        await lock.end().catch(() => undefined)
      }
    }
  }
  state.running = loop()
  return {
    settleAll: () => settleNow(db, beside),
    stop: async () => {
      state.stopped = true
      await state.running
    },
  }
}

const lockOptions = (db: Database): pg.ClientConfig => {
  const o = db.worker.options
  return { host: o.host, port: o.port, database: o.database, user: o.user, password: o.password, ssl: o.ssl }
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

type Steps = ReturnType<typeof makeSteps> & { readonly day: () => Promise<void>; readonly now: () => number }

const work = async (state: { readonly stopped: boolean }, steps: Steps, lock: pg.Client): Promise<void> => {
  let lost = false
  lock.on('end', () => {
    lost = true
  })
  const last = { count: 0, seal: 0, sweep: Date.now() }
  await steps.mark(steps.now())
  while (!state.stopped && !lost) {
    const began = Date.now()
    await steps.feed()
    if (began - last.count >= countEveryMs) {
      last.count = began
      await steps.count()
      await steps.beside()
    }
    if (began - last.seal >= sealEveryMs) {
      last.seal = began
      await steps.seal()
    }
    if (began - last.sweep >= sweepEveryMs) {
      last.sweep = began
      await steps.sweep()
      await steps.mark(steps.now())
      await steps.day()
    }
    await sleep(Math.max(5, feedEveryMs - (Date.now() - began)))
  }
}
