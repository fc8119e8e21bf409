import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, relative, resolve, sep } from 'node:path'
import { KeyError } from './problem.js'

/** One master key. Exactly one is active (seals); the old ones still open. */
export type MasterKey = { readonly id: string; readonly state: 'active' | 'old'; readonly secret: Buffer }

/** What the file holds: master keys, and since a first rotation the secret of what is only ever compared. */
export type KeyFile = {
  readonly keys: readonly MasterKey[]
  /**
   * Keyed hashes that are stored to be compared (rows of ledgers, settled pairs, bodies of commands) cannot be made anew, for
   * what they were made of is gone. Their secret stays what it was under the first key.
   */
  readonly sync: Buffer | null
}

type Written = { readonly id: string; readonly state: 'active' | 'old'; readonly key: string }

export const newMasterKey = (): MasterKey => ({
  id: randomBytes(4).toString('hex'),
  state: 'active',
  secret: randomBytes(32),
})

/** Reads the key file, which nobody but its owner may be able to read. */
export const readKeyFile = async (file: string): Promise<KeyFile> => {
  const found = await stat(file).catch((error: unknown) => {
    throw new KeyError({ code: 'keys.missing', details: { file } }, error)
  })
  // Windows keeps rights elsewhere and always answers 666 here.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    const mode = (found.mode & 0o777).toString(8)
    throw new KeyError({ code: 'keys.open-to-others', details: { file, mode } })
  }
  return parseKeys(file, await readFile(file, 'utf8'))
}

const parseKeys = (file: string, text: string): KeyFile => {
  const refuse = (why: string) => new KeyError({ code: 'keys.unreadable', details: { file, why } })
  const found = readWritten(text)
  if (found === undefined) throw refuse('not a key file')
  const keys = found.keys.map(({ id, state, key }) => ({ id, state, secret: Buffer.from(key, 'base64') }))
  const sync = found.sync === null ? null : Buffer.from(found.sync, 'base64')
  if (sync !== null && sync.length !== 32) throw refuse('a secret is not 32 bytes')
  if (keys.some(({ secret }) => secret.length !== 32)) throw refuse('a key is not 32 bytes')
  if (keys.filter(({ state }) => state === 'active').length !== 1) throw refuse('not exactly one active key')
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) throw refuse('a key id twice')
  return { keys, sync }
}

type WrittenFile = { readonly keys: readonly Written[]; readonly sync: string | null }

const readWritten = (text: string): WrittenFile | undefined => {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof read !== 'object' || read === null || !('keys' in read) || !Array.isArray(read.keys)) return undefined
  const keys: readonly unknown[] = read.keys
  const sync = 'sync' in read ? read.sync : null
  if (sync !== null && typeof sync !== 'string') return undefined
  return keys.every(isWritten) ? { keys, sync } : undefined
}

const isWritten = (key: unknown): key is Written =>
  typeof key === 'object' &&
  key !== null &&
  'id' in key &&
  typeof key.id === 'string' &&
  'key' in key &&
  typeof key.key === 'string' &&
  'state' in key &&
  (key.state === 'active' || key.state === 'old')

type Write = KeyFile & { readonly file: string; readonly replace: boolean }

/**
 * Writes the key file whole or not at all, on disk before it has its name: a key lost to a power cut after the first value
 * was sealed with it loses every value. False when there is one already and it was not to be replaced.
 */
export const writeKeyFile = async ({ file, keys, sync, replace }: Write): Promise<boolean> => {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const aside = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  const kept = sync === null ? {} : { sync: sync.toString('base64') }
  await writeDurably(aside, `${JSON.stringify({ format: 1, keys: keys.map(written), ...kept }, null, 2)}\n`)
  try {
    if (replace) await rename(aside, file)
    else await link(aside, file)
    await syncFolder(folder)
    return true
  } catch (error) {
    if (!replace && error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

const written = ({ id, state, secret }: MasterKey): Written => ({ id, state, key: secret.toString('base64') })

const writeDurably = async (file: string, text: string): Promise<void> => {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await chmod(file, 0o600)
}

const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Refuses a key file inside a folder it must stay out of: whoever copies the data must not copy the key with it. */
export const refuseInside = (file: string, folders: readonly string[]): void => {
  for (const folder of folders) {
    const way = relative(resolve(folder), resolve(file))
    if (way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way)
      throw new KeyError({ code: 'keys.beside-data', details: { file, folder } })
  }
}
