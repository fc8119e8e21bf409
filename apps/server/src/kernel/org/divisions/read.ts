import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { type Block, type Header, lineDecoder, parseHeader } from './artefact.js'
import type { Division } from './division.js'

/** The artefact that comes with the program: the statistical divisions of China. */
export const divisionsFile = fileURLToPath(new URL('../../../../data/divisions.cn.br', import.meta.url))

type From = { readonly file?: string }

export type OpenArtefact = { readonly file: string; readonly start: number; readonly header: Header }

/** Reads the header only: about 4 KB. */
export const openArtefact = async ({ file = divisionsFile }: From = {}): Promise<OpenArtefact> => {
  const handle = await open(file, 'r')
  try {
    const line = await firstLine(handle)
    return { file, start: line.length + 1, header: parseHeader(line.toString('utf8')) }
  } finally {
    await handle.close()
  }
}

const firstLine = async (handle: FileHandle): Promise<Buffer> => {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0)
  const end = buffer.subarray(0, bytesRead).indexOf(10)
  if (end < 0) throw new TypeError('not a file of divisions')
  return buffer.subarray(0, end)
}

/** All divisions in code order, each right after the one it lies in. Memory stays flat, the event loop free. */
export async function* readDivisions(from: From = {}): AsyncGenerator<Division> {
  const artefact = await openArtefact(from)
  for (const block of artefact.header.blocks) for await (const rows of readBlock(artefact, block)) yield* rows
}

/** One province, some thousand rows at a time: an await for each of 665,000 rows would cost more than reading them. */
export async function* readBlock(artefact: OpenArtefact, block: Block): AsyncGenerator<readonly Division[]> {
  yield [{ code: block.code, name: block.name, level: 1, parent: undefined }]
  const start = artefact.start + block.offset
  const packed = createReadStream(artefact.file, { start, end: start + block.bytes - 1 })
  // 32 KB of text a turn of the event loop: about 1,500 rows, a millisecond.
  const unpacked = createBrotliDecompress({ chunkSize: 32_768 })
  packed.on('error', (error) => unpacked.destroy(error))
  const decode = lineDecoder(block.code)
  let rest = ''
  try {
    for await (const text of packed.pipe(unpacked).setEncoding('utf8') as AsyncIterable<string>) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      yield lines.map(decode)
    }
    if (rest !== '') yield [decode(rest)]
  } finally {
    packed.destroy()
    unpacked.destroy()
  }
}

/** One county with its townships and villages, straight from the artefact: no database needed. */
export const divisionsOf = async (county: string, from: From = {}): Promise<readonly Division[]> => {
  const artefact = await openArtefact(from)
  const block = artefact.header.blocks.find(({ code }) => county.startsWith(code))
  const found: Division[] = []
  if (block === undefined || county.length !== 6) return found
  for await (const rows of readBlock(artefact, block)) {
    found.push(...rows.filter(({ code }) => code.startsWith(county)))
    const last = rows.at(-1)?.code.slice(0, 6) ?? ''
    if (last.length === 6 && last > county) break
  }
  return found
}
