import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { readIfThere, sleep, systemCode } from './files.js'
import { EmbeddedError } from './problem.js'
import { isPostmasterOf } from './processes.js'

/** What a running server says of itself in postmaster.pid. */
export type Postmaster = {
  readonly pid: number
  readonly port: number
  readonly socketDir: string
  readonly status: string
}

export const pidFile = (dataDir: string): string => join(dataDir, 'postmaster.pid')

/** Reads postmaster.pid: pid, folder, start, port, socket folder, address, memory key, status, a line each. */
export const parsePidFile = (text: string): Postmaster | undefined => {
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3] ?? 0), socketDir: lines[4] ?? '', status: lines[7] ?? '' }
}

export const readPidFile = async (dataDir: string): Promise<Postmaster | undefined> => {
  const text = await readIfThere(pidFile(dataDir))
  return text === undefined ? undefined : parsePidFile(text)
}

/** The live server of this folder, ready for work; waits for one that starts, recovers or stops. */
export const livePostmaster = async (dataDir: string, recovering: () => void): Promise<Postmaster | undefined> => {
  for (let round = 0; ; round += 1) {
    const found = await readPidFile(dataDir)
    if (found === undefined || !(await isPostmasterOf(found.pid, dataDir))) return undefined
    if (found.status === 'ready') return found
    if (round === 20) recovering()
    await sleep(50)
  }
}

/**
 * A file left by a killed server whose pid somebody else has now: PostgreSQL would refuse to start. Only the pid is
 * replaced, by one beyond every system's range, so that PostgreSQL still checks the shared memory named in the file and
 * does not start beside an orphaned backend. True when a file was left at all.
 */
export const disarmStalePidFile = async (dataDir: string): Promise<boolean> => {
  const text = await readIfThere(pidFile(dataDir))
  if (text === undefined) return false
  const rest = text.includes('\n') ? text.slice(text.indexOf('\n')) : ''
  const aside = `${pidFile(dataDir)}.stale`
  await writeFile(aside, `2147483646${rest}`, { mode: 0o600 })
  await rename(aside, pidFile(dataDir))
  return true
}

export type Facts = { readonly host: string; readonly port: number; readonly password: string }

type Ask = { readonly dataDir: string; readonly passwordFile: string; readonly password: string }

/**
 * How to reach a live server: by its socket where it has one, else by loopback (a cleaner of /tmp may have taken the
 * socket away). Proves that whoever answers is the server of this folder, with our password; undefined when nobody does,
 * as for a moment when the server has just been killed.
 */
export const reach = async (postmaster: Postmaster, ask: Ask): Promise<Facts | undefined> => {
  for (const host of [postmaster.socketDir, '127.0.0.1'].filter((known) => known !== '')) {
    const facts = { host, port: postmaster.port, password: ask.password }
    const answer = await dataFolderBehind(facts, ask)
    if (answer === undefined) continue
    if (!samePath(answer, ask.dataDir))
      throw new EmbeddedError({ code: 'data-not-ours', details: { dataDir: ask.dataDir } })
    return facts
  }
  return undefined
}

const dataFolderBehind = async (facts: Facts, { passwordFile }: Ask): Promise<string | undefined> => {
  const client = new pg.Client({ ...facts, user: 'postgres', database: 'postgres', connectionTimeoutMillis: 30_000 })
  // A server that ends while we ask would otherwise end this program: an 'error' event nobody hears is thrown.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ dir: string }>(`select current_setting('data_directory') as dir`)
    return rows[0]?.dir
  } catch (error) {
    if (systemCode(error) !== '28P01') return undefined
    throw new EmbeddedError({ code: 'password-lost', details: { file: passwordFile } }, error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

// On Windows PostgreSQL writes the same path with other slashes and letters.
const samePath = (a: string, b: string): boolean =>
  a === b || (process.platform === 'win32' && plainPath(a) === plainPath(b))

const plainPath = (path: string): string => path.replaceAll('\\', '/').toLowerCase()
