import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { broken, FileError, type Limits } from '../csv/index.js'

/** The parts of a packed file, read under limits that do not trust what it says of itself. */
export type Archive = {
  readonly has: (name: string) => boolean
  /** A part's bytes; nothing for a part that is not there. */
  readonly read: (name: string) => AsyncGenerator<Buffer>
  readonly close: () => void
}

// A workbook with a picture on every row has hundreds of parts; ten thousand is an attack on the directory.
const maxEntries = 5000
// Below this the ratio says nothing: a small sheet of equal rows packs 500 times.
const ratioFrom = 10 * 1024 * 1024

export const openArchive = async (path: string, limits: Limits): Promise<Archive> => {
  const zip = await openZip(path)
  const entries = await listEntries(zip).catch((error: unknown) => {
    zip.close()
    throw error
  })
  let unpackedInAll = 0
  return {
    has: (name) => entries.has(key(name)),
    read: async function* (name) {
      const entry = entries.get(key(name))
      if (entry === undefined) return
      let unpacked = 0
      for await (const chunk of bytesOf(zip, entry)) {
        unpacked += chunk.length
        unpackedInAll += chunk.length
        const ratio = unpacked / Math.max(1, entry.compressedSize)
        if (unpackedInAll > limits.maxUnpackedBytes || (unpacked > ratioFrom && ratio > limits.maxRatio))
          throw new FileError({ code: 'file.zip-bomb', details: { entry: name } })
        yield chunk
      }
    },
    close: () => zip.close(),
  }
}

// Some programs write names with another case or a leading slash.
const key = (name: string): string => name.replace(/^\//, '').toLowerCase()

const openZip = (path: string): Promise<yauzl.ZipFile> =>
  new Promise((done, fail) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) =>
      error === null ? done(zip) : fail(broken('zip', error)),
    )
  })

const listEntries = (zip: yauzl.ZipFile): Promise<ReadonlyMap<string, yauzl.Entry>> =>
  new Promise((done, fail) => {
    const entries = new Map<string, yauzl.Entry>()
    if (zip.entryCount > maxEntries)
      return fail(new FileError({ code: 'file.zip-bomb', details: { entry: `${zip.entryCount} entries` } }))
    zip.on('error', (error: Error) => fail(broken('zip', error)))
    zip.on('end', () => done(entries))
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entry.isEncrypted()) return fail(new FileError({ code: 'file.encrypted', details: {} }))
      entries.set(key(entry.fileName), entry)
      zip.readEntry()
    })
    zip.readEntry()
  })

async function* bytesOf(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
  const stream = await new Promise<Readable>((done, fail) => {
    zip.openReadStream(entry, (error, opened) => (error === null ? done(opened) : fail(broken('zip', error))))
  })
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    // A part that unpacks to more than it says is not a slip of any program that writes workbooks.
    const lies = error instanceof Error && /too many bytes/.test(error.message)
    throw lies
      ? new FileError({ code: 'file.zip-bomb', details: { entry: entry.fileName } }, error)
      : broken('zip', error)
  } finally {
    stream.destroy()
  }
}
