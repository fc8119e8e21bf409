import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliCompress } from 'node:zlib'
import type { ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Keys } from '../keys/index.js'
import { refuseInside } from '../keys/key-file.js'
import { problem } from '../problems/index.js'
import { isCode } from './code.js'
import {
  type BackupHeader,
  type BackupTable,
  chunkBytes,
  type FileKey,
  fileKey,
  formatVersion,
  mark,
  sealChunk,
} from './format.js'
import { writeFrame } from './frames.js'
import {
  copyOutText,
  estimateRows,
  openSnapshot,
  readApplied,
  readInstance,
  type TableColumns,
  tablesInOrder,
  totalRows,
} from './sql.js'

export type BackupProgress = { readonly rows: number; readonly ofAbout: number }

export type BackupNeeds = {
  /** A connection of the administrator's, free of other work. */
  readonly admin: ClientBase
  readonly keys: Keys
  readonly keyFile: string
  readonly folder: string
  readonly progress?: (progress: BackupProgress) => void
}

export type MadeBackup = {
  readonly outcome: 'made'
  readonly file: string
  readonly bytes: number
  readonly rows: number
  readonly tables: readonly BackupTable[]
  readonly snapshotAt: string
}

/** 'no-right': row security would hide rows from the administrator's login, so the backup would not be whole. */
export type BackupOutcome = MadeBackup | { readonly outcome: 'refused'; readonly why: 'no-right' }

type Copying = {
  readonly admin: ClientBase
  readonly tables: readonly TableColumns[]
  readonly told: (rows: number) => void
}

/** All tables one after the other as frames; what was written of each is left in `written`. */
async function* framesOf({ admin, tables, told }: Copying, written: BackupTable[]): AsyncGenerator<Buffer> {
  for (const table of tables) {
    yield writeFrame({ kind: 'table', table: table.name, columns: table.columns })
    const rows = admin.query(copyTo(copyOutText(table)))
    try {
      const pieces: AsyncIterable<Buffer> = rows.iterator({ destroyOnReturn: false })
      for await (const bytes of pieces) yield writeFrame({ kind: 'rows', bytes })
    } finally {
      // Given up half-way (disk full): a COPY nobody reads would keep its connection paused for ever.
      rows.resume()
    }
    yield writeFrame({ kind: 'end' })
    written.push({ name: table.name, rows: rows.rowCount })
    told(totalRows(written))
  }
}

/** Cuts a stream into sealed chunks of one size and ends it with the sealed summary. */
const sealing = (file: FileKey, summary: () => Buffer) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let held: Buffer[] = []
    let bytes = 0
    let index = 0
    for await (const piece of source) {
      held.push(piece)
      bytes += piece.length
      if (bytes < chunkBytes) continue
      const all = Buffer.concat(held)
      for (let at = 0; bytes >= chunkBytes; bytes -= chunkBytes, at += chunkBytes) {
        yield sealChunk(file, { index, last: false }, all.subarray(at, at + chunkBytes))
        index += 1
      }
      held = [all.subarray(all.length - bytes)]
    }
    yield sealChunk(file, { index, last: false }, Buffer.concat(held))
    yield sealChunk(file, { index: index + 1, last: true }, summary())
  }

const headerOf = async ({ admin, keys }: BackupNeeds, snapshotAt: string): Promise<BackupHeader> => {
  const instance = await readInstance(admin)
  if (instance === undefined) throw new Error('a database without its instance row')
  return {
    format: formatVersion,
    instance: instance.id,
    demonstration: instance.demonstration,
    snapshotAt,
    keyId: keys.activeId,
    proofs: keys.proofs,
    salt: randomBytes(32).toString('base64'),
    migrations: await readApplied(admin),
  }
}

const startOf = (headerBytes: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(headerBytes.length)
  return Buffer.concat([mark, length, headerBytes])
}

/** Writes under a name aside, on disk before it gets its own: whatever goes wrong, no half backup is left to trust. */
const writeWhole = async (file: string, source: AsyncIterable<Buffer>): Promise<number> => {
  const aside = `${file}.part`
  const handle = await open(aside, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const piece of source) {
      await handle.writeFile(piece)
      bytes += piece.length
    }
    await handle.sync()
    await handle.close()
    await rename(aside, file)
    return bytes
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(aside, { force: true })
    throw error
  }
}

// Most of it is ciphertext and keyed hashes, which no compressor makes smaller: the quickest level.
const compressor = () =>
  createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 20 } })

const fileName = ({ instance, snapshotAt }: BackupHeader): string =>
  `lianfang-${instance}-${snapshotAt.replace(/[-:]/g, '').replace('.', '')}.backup`

/**
 * Backs up everything into one encrypted file: one consistent snapshot of every table, while others go on working. The key
 * is not in it: whoever has the file alone reads the header and nothing else.
 */
export const makeBackup = async (needs: BackupNeeds): Promise<BackupOutcome> => {
  try {
    return await make(needs)
  } catch (error) {
    if (isCode(error, '42501')) return { outcome: 'refused', why: 'no-right' }
    throw isCode(error, 'ENOSPC') ? problem('disk.full') : error
  }
}

const make = async (needs: BackupNeeds): Promise<MadeBackup> => {
  const { admin, keys } = needs
  const folder = resolve(needs.folder)
  refuseInside(needs.keyFile, [folder])
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const ofAbout = await estimateRows(admin)
  const snapshotAt = await openSnapshot(admin)
  try {
    const header = await headerOf(needs, snapshotAt)
    const headerBytes = Buffer.from(JSON.stringify(header))
    const sealed = fileKey(keys.purposeKey('backup'), header, headerBytes)
    const tables: BackupTable[] = []
    const told = (rows: number) => needs.progress?.({ rows, ofAbout: Math.max(rows, ofAbout) })
    const frames = Readable.from(framesOf({ admin, tables: await tablesInOrder(admin), told }, tables), {
      objectMode: false,
    })
    const file = join(folder, fileName(header))
    const chunks = sealing(sealed, () => Buffer.from(JSON.stringify({ tables })))
    const packed = compressor()
    // What fails in the first half destroys the second, where it is heard.
    pipeline(frames, packed).catch(() => undefined)
    const bytes = await writeWhole(file, startingWith(startOf(headerBytes), chunks(packed)))
    return {
      outcome: 'made',
      file: join(needs.folder, basename(file)),
      bytes,
      rows: totalRows(tables),
      tables,
      snapshotAt,
    }
  } finally {
    await admin.query('rollback').catch(() => undefined)
  }
}

async function* startingWith(start: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield start
  yield* rest
}
