import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { defaultLimits, FileError, type Limits, notATable, openCsv, type Table } from '../csv/index.js'
import { type ChooseSheet, openXlsx } from './read-xlsx.js'

export type OpenTable = {
  /** A file, or a stream (an upload), which is first kept in a private temporary folder until the table is closed. */
  readonly path?: string
  readonly stream?: Readable
  /** Of a workbook: which sheet. */
  readonly sheet?: string
  /** Where none is named: asked which of the visible sheets; undefined for the first that holds anything. */
  readonly choose?: ChooseSheet
  readonly limits?: Partial<Limits>
}

/** Opens somebody's CSV or XLSX file by what it holds, whatever it is called. */
export const openTable = async ({ path, stream, sheet, choose, limits }: OpenTable): Promise<Table> => {
  const bounds = { ...defaultLimits, ...limits }
  if (path !== undefined) return openPath(path, { sheet, choose, limits: bounds })
  if (stream === undefined) throw new TypeError('neither a path nor a stream')
  const folder = await mkdtemp(join(tmpdir(), 'lianfang-import-'))
  const drop = () => rm(folder, { recursive: true, force: true })
  try {
    const kept = join(folder, 'table')
    await pipeline(stream, atMost(bounds.maxBytes), createWriteStream(kept, { mode: 0o600 }))
    const table = await openPath(kept, { sheet, choose, limits: bounds })
    const close = () => table.close().finally(drop)
    return { ...table, close }
  } catch (error) {
    await drop()
    throw error
  }
}

const tooLarge = (maxBytes: number) => new FileError({ code: 'file.too-large', details: { maxBytes } })

const atMost = (maxBytes: number) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      yield chunk
    }
  }

type How = {
  readonly sheet: string | undefined
  readonly choose: ChooseSheet | undefined
  readonly limits: Limits
}

const openPath = async (path: string, { sheet, choose, limits }: How): Promise<Table> => {
  const { size } = await stat(path)
  if (size > limits.maxBytes) throw tooLarge(limits.maxBytes)
  if (size === 0) throw new FileError({ code: 'file.empty', details: {} })
  const head = await headOf(path)
  const start = head.toString('hex', 0, 8)
  if (start.startsWith('504b0304')) return openXlsx({ path, sheet, choose, limits })
  // An empty zip, a split one.
  if (/^504b0[57]0[68]/.test(start)) throw notATable('zip')
  if (start === 'd0cf11e0a1b11ae1') throw await oleProblem(path)
  if (start.startsWith('25504446')) throw notATable('pdf')
  return openCsv({ path, head, limits })
}

const headOf = async (path: string): Promise<Buffer> => {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

// A workbook with a password is put, encrypted, into the container that old .xls files are; this stream's name tells.
const encryptedName = Buffer.from('EncryptedPackage', 'utf16le')

const oleProblem = async (path: string): Promise<FileError> => {
  let end: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (Buffer.concat([end, chunk]).includes(encryptedName))
      return new FileError({ code: 'file.encrypted', details: {} })
    end = chunk.subarray(-encryptedName.length)
  }
  return new FileError({ code: 'file.old-xls', details: {} })
}
