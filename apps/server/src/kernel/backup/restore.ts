import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { v7 as uuidv7 } from 'uuid'
import { type Database, migrate } from '../db/index.js'
import { isCode } from './code.js'
import { type Frame, readFrames } from './frames.js'
import { compressedOf, DamagedBackup, type WholeBackup } from './read-backup.js'
import { otherSessions } from './sessions.js'
import {
  beginEpoch,
  copyInText,
  dropSchemas,
  isInUse,
  openRestore,
  readInstance,
  setTriggers,
  tablesInOrder,
  totalRows,
} from './sql.js'

export type RestoreNeeds = {
  /** A connection of the administrator's, free of other work. */
  readonly admin: ClientBase
  readonly db: Database
  /** From `inspectBackup`: only a file that was read to its end gets this far. */
  readonly backup: WholeBackup
  readonly migrationsFolder: string
  readonly progress?: (progress: { readonly rows: number; readonly of: number }) => void
}

export type RestoreRefusal = 'not-empty' | 'others-connected' | 'no-right' | 'damaged'

export type Restored =
  | {
      readonly outcome: 'restored'
      readonly instance: string
      /** The recovery point: what happened later is not there. */
      readonly snapshotAt: string
      readonly epoch: number
      readonly rows: number
      /** Migrations that came after the backup was made. */
      readonly migrated: number
    }
  | { readonly outcome: 'refused'; readonly why: RestoreRefusal }

/** The rows of one table, up to its end frame; the frames after it stay for the next. */
async function* rowsOf(frames: AsyncIterator<Frame>): AsyncGenerator<Buffer> {
  for (;;) {
    const { value, done } = await frames.next()
    if (done === true || value.kind === 'table') throw new Error('a table of the backup has no end')
    if (value.kind === 'end') return
    yield value.bytes
  }
}

const framesIn = (backup: WholeBackup): AsyncGenerator<Frame> => {
  const unpacked = createBrotliDecompress()
  // What fails in the first half destroys the second, where it is heard.
  pipeline(Readable.from(compressedOf(backup), { objectMode: false }), unpacked).catch(() => undefined)
  return readFrames(unpacked)
}

const loadTables = async ({ admin, backup, progress }: RestoreNeeds): Promise<void> => {
  const known = new Map((await tablesInOrder(admin)).map((t) => [t.name, t]))
  const expected = new Map(backup.summary.tables.map((t) => [t.name, t.rows]))
  const frames = framesIn(backup)
  let rows = 0
  for (;;) {
    const { value, done } = await frames.next()
    if (done === true) break
    const table = value.kind === 'table' ? known.get(value.table) : undefined
    if (value.kind !== 'table' || table === undefined) throw new Error('the backup holds a table that is not known')
    const into = admin.query(copyFrom(copyInText({ name: table.name, columns: value.columns })))
    await pipeline(Readable.from(rowsOf(frames), { objectMode: false }), into)
    if (into.rowCount !== expected.get(table.name)) throw new Error(`rows of ${table.name} are missing`)
    expected.delete(table.name)
    rows += into.rowCount
    progress?.({ rows, of: totalRows(backup.summary.tables) })
  }
  if (expected.size > 0) throw new Error(`tables are missing: ${[...expected.keys()].join(', ')}`)
}

/** The structure as it was when the backup was made, built anew; the program's newer steps come after the data. */
const rebuild = async ({ admin, backup }: RestoreNeeds): Promise<void> => {
  await dropSchemas(admin)
  await admin.query('set local role lianfang_migrator')
  for (const text of backup.migrations) await admin.query(text)
  await admin.query('reset role')
}

const inOneTransaction = async (needs: RestoreNeeds): Promise<number | RestoreRefusal> => {
  const { admin, db, backup } = needs
  await openRestore(admin)
  try {
    if ((await otherSessions(admin, db)) > 0) return 'others-connected'
    if (await isInUse(admin)) return 'not-empty'
    const before = await readInstance(admin)
    await rebuild(needs)
    await setTriggers(admin, 'disable')
    await loadTables(needs)
    await setTriggers(admin, 'enable')
    const { snapshotAt } = backup.header
    const epoch = await beginEpoch(admin, { least: before?.epoch ?? 0, id: uuidv7(), snapshotAt })
    await admin.query('commit')
    return epoch
  } finally {
    // After the commit there is nothing to take back, and this says so without harm.
    await admin.query('rollback').catch(() => undefined)
  }
}

/**
 * Loads an inspected backup into an empty database, in one transaction: either all is there, row by row counted, or nothing
 * has changed. Afterwards a new epoch has begun, nobody is signed in, and the structure is brought up to date.
 */
export const restoreBackup = async (needs: RestoreNeeds): Promise<Restored> => {
  const { admin, backup, migrationsFolder } = needs
  try {
    const epoch = await inOneTransaction(needs)
    if (typeof epoch === 'string') return { outcome: 'refused', why: epoch }
    const after = await migrate(admin, migrationsFolder)
    // Plans for a million rows are not made from the statistics of an empty table.
    await admin.query('analyze')
    const { instance, snapshotAt } = backup.header
    const migrated = after.outcome === 'migrated' ? after.applied.length : 0
    return { outcome: 'restored', instance, snapshotAt, epoch, rows: totalRows(backup.summary.tables), migrated }
  } catch (error) {
    if (error instanceof DamagedBackup) return { outcome: 'refused', why: 'damaged' }
    if (isCode(error, '42501')) return { outcome: 'refused', why: 'no-right' }
    throw error
  }
}
