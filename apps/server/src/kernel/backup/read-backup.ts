import { type FileHandle, open } from 'node:fs/promises'
import { z } from 'zod'
import type { Keys } from '../keys/index.js'
import { isCode } from './code.js'
import {
  type BackupHeader,
  type BackupSummary,
  chunkBytes,
  type FileKey,
  fileKey,
  formatVersion,
  mark,
  mostHeaderBytes,
  openChunk,
  tagBytes,
} from './format.js'
import { textsOf } from './migrations.js'

/** Why a file is not restored. Nothing was changed. */
export type FileRefusal =
  | { readonly why: 'file-missing' }
  | { readonly why: 'not-a-backup' }
  | { readonly why: 'newer-format'; readonly format: number }
  | { readonly why: 'other-key'; readonly keyIds: readonly string[] }
  | { readonly why: 'damaged'; readonly chunk: number }
  | { readonly why: 'newer-structure'; readonly migrations: readonly string[] }
  | { readonly why: 'edited-structure'; readonly migrations: readonly string[] }

/** A file that was read to its end and holds what was written into it. */
export type WholeBackup = {
  readonly outcome: 'whole'
  readonly file: string
  readonly header: BackupHeader
  readonly summary: BackupSummary
  readonly key: FileKey
  /** Where the chunks begin. */
  readonly start: number
  readonly migrations: readonly string[]
}

export type Inspected = WholeBackup | ({ readonly outcome: 'refused' } & FileRefusal)

const Header = z.object({
  format: z.number().int(),
  instance: z.uuid(),
  demonstration: z.boolean(),
  snapshotAt: z.string(),
  keyId: z.string(),
  proofs: z.record(z.string(), z.string()),
  salt: z.string(),
  migrations: z.array(z.object({ name: z.string().regex(/^\d{4}_[\w-]+\.sql$/), hash: z.string() })),
})
const Summary = z.object({ tables: z.array(z.object({ name: z.string(), rows: z.number().int() })) })

/** Exactly so many bytes, or null where the file ends before. */
const readAt = async (handle: FileHandle, position: number, length: number): Promise<Buffer | null> => {
  const buffer = Buffer.alloc(length)
  let got = 0
  while (got < length) {
    const { bytesRead } = await handle.read(buffer, got, length - got, position + got)
    if (bytesRead === 0) return null
    got += bytesRead
  }
  return buffer
}

type Head = { readonly header: BackupHeader; readonly bytes: Buffer; readonly start: number }

const parsed = (bytes: Buffer): z.output<typeof Header> | number | null => {
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'))
    const format = z.object({ format: z.number().int() }).safeParse(json)
    if (format.success && format.data.format > formatVersion) return format.data.format
    return Header.parse(json)
  } catch {
    return null
  }
}

const readHead = async (handle: FileHandle): Promise<Head | FileRefusal> => {
  const opening = await readAt(handle, 0, mark.length + 4)
  const length = opening?.readUInt32BE(mark.length) ?? 0
  if (opening === null || !opening.subarray(0, mark.length).equals(mark) || length > mostHeaderBytes) {
    return { why: 'not-a-backup' }
  }
  const bytes = await readAt(handle, opening.length, length)
  const header = bytes === null ? null : parsed(bytes)
  if (bytes === null || header === null) return { why: 'not-a-backup' }
  if (typeof header === 'number') return { why: 'newer-format', format: header }
  return { header, bytes, start: opening.length + length }
}

/** A chunk that does not open: changed, moved, cut off. */
export class DamagedBackup extends Error {
  readonly chunk: number
  constructor(chunk: number) {
    super(`backup: chunk ${chunk} is damaged`)
    this.chunk = chunk
  }
}

type Opened = { readonly last: boolean; readonly plain: Buffer }

/** The chunks in their order, opened. Throws `DamagedBackup` where one is not what was written, or the last is missing. */
async function* openChunks(handle: FileHandle, key: FileKey, start: number): AsyncGenerator<Opened> {
  let at = start
  for (let index = 0; ; index += 1) {
    const head = await readAt(handle, at, 5)
    const length = head?.readUInt32BE(0) ?? 0
    if (head === null || length > chunkBytes || (head[4] ?? 2) > 1) throw new DamagedBackup(index)
    const sealed = await readAt(handle, at + 5, length + tagBytes)
    if (sealed === null) throw new DamagedBackup(index)
    const last = head[4] === 1
    const plain = openChunk(key, { index, last }, { body: sealed.subarray(0, length), tag: sealed.subarray(length) })
    if (plain === null) throw new DamagedBackup(index)
    at += 5 + length + tagBytes
    if (last && (await readAt(handle, at, 1)) !== null) throw new DamagedBackup(index + 1)
    yield { last, plain }
    if (last) return
  }
}

/** The compressed stream of a whole backup, authenticated again: the file may have changed since it was inspected. */
export async function* compressedOf(backup: WholeBackup): AsyncGenerator<Buffer> {
  const handle = await open(backup.file, 'r')
  try {
    for await (const { last, plain } of openChunks(handle, backup.key, backup.start)) if (!last) yield plain
  } finally {
    await handle.close()
  }
}

const readSummary = async (handle: FileHandle, key: FileKey, start: number): Promise<BackupSummary> => {
  for await (const { last, plain } of openChunks(handle, key, start)) {
    if (last) return Summary.parse(JSON.parse(plain.toString('utf8')))
  }
  throw new Error('the last chunk ends the loop')
}

type InspectNeeds = { readonly file: string; readonly keys: Keys; readonly migrationsFolder: string }

const inspectOpen = async (handle: FileHandle, { file, keys, migrationsFolder }: InspectNeeds): Promise<Inspected> => {
  const head = await readHead(handle)
  if ('why' in head) return { outcome: 'refused', ...head }
  const { header, start } = head
  const fits = ([id, proof]: readonly [string, string]) => keys.proofs[id] === proof
  const missing = Object.entries(header.proofs).filter((entry) => !fits(entry))
  if (missing.length > 0 || keys.proofs[header.keyId] === undefined) {
    return { outcome: 'refused', why: 'other-key', keyIds: missing.map(([id]) => id) }
  }
  const structure = await textsOf(migrationsFolder, header.migrations)
  const key = fileKey(keys.purposeKey('backup', header.keyId), header, head.bytes)
  const summary = await readSummary(handle, key, start)
  switch (structure.outcome) {
    case 'newer':
      return { outcome: 'refused', why: 'newer-structure', migrations: structure.unknown }
    case 'edited':
      return { outcome: 'refused', why: 'edited-structure', migrations: [structure.name] }
    case 'known':
      return { outcome: 'whole', file, header, summary, key, start, migrations: structure.texts }
  }
}

/** Reads a backup to its end without touching any database: does the key fit, is every byte what was written. */
export const inspectBackup = async (needs: InspectNeeds): Promise<Inspected> => {
  const handle = await open(needs.file, 'r').catch((error: unknown) => {
    if (isCode(error, 'ENOENT') || isCode(error, 'EACCES') || isCode(error, 'EISDIR')) return null
    throw error
  })
  if (handle === null) return { outcome: 'refused', why: 'file-missing' }
  try {
    return await inspectOpen(handle, needs)
  } catch (error) {
    if (error instanceof DamagedBackup) return { outcome: 'refused', why: 'damaged', chunk: error.chunk }
    throw error
  } finally {
    await handle.close()
  }
}
