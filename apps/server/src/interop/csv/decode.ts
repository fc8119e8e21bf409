import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { FileError, notATable } from './problem.js'
import type { Encoding } from './table.js'

/**
 * UTF-8 or UTF-16 by byte order mark; else UTF-8 when every byte of the file fits (a name of GB18030 never fits for long),
 * else GB18030. The whole file is looked at: a hospital's export may hold plain ASCII for its first ten thousand lines.
 */
export const detectEncoding = async (path: string, head: Buffer): Promise<Encoding> => {
  const mark = head.subarray(0, 3).toString('hex')
  if (mark.startsWith('fffe')) return 'utf-16le'
  if (mark.startsWith('feff')) return 'utf-16be'
  if (mark === 'efbbbf') return 'utf-8'
  return (await fitsUtf8(path)) ? 'utf-8' : 'gb18030'
}

const fitsUtf8 = async (path: string): Promise<boolean> => {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const whole = bytes.length - unfinished(bytes)
    if (!isUtf8(bytes.subarray(0, whole))) return false
    rest = bytes.subarray(whole)
  }
  return rest.length === 0
}

/** How many bytes at the end begin a letter that goes on in the next chunk. */
const unfinished = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

/**
 * The file's text, strictly decoded, with one kind of line end (csv-parse counts CRLF twice inside quotes). 32 KB at a time:
 * a piece is parsed in one go, and 128 KB held the event loop for 60 ms.
 */
export async function* decodedText(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decode = strictDecoder(encoding)
  let heldReturn = ''
  for await (const chunk of createReadStream(path, { highWaterMark: 32_768 }) as AsyncIterable<Buffer>) {
    const text = heldReturn + decode(chunk)
    heldReturn = text.endsWith('\r') ? '\r' : ''
    yield plainLines(heldReturn === '' ? text : text.slice(0, -1))
  }
  yield plainLines(heldReturn + decode(undefined))
}

const plainLines = (text: string): string => {
  if (text.includes('\0')) throw notATable('binary')
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

const strictDecoder = (encoding: Encoding): ((chunk: Buffer | undefined) => string) => {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true })
    return (chunk) => {
      try {
        return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
      } catch (error) {
        throw unknownEncoding(encoding, error)
      }
    }
  } catch (error) {
    // A Node built without the full ICU knows no GB18030.
    throw unknownEncoding(encoding, error)
  }
}

const unknownEncoding = (encoding: Encoding, cause: unknown): FileError =>
  new FileError(
    { code: 'file.encoding', details: { tried: encoding === 'gb18030' ? ['utf-8', encoding] : [encoding] } },
    cause,
  )
