import { createHash } from 'node:crypto'
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { closedFolder, type OsUser } from './os-user.js'

// sun_path is 104 bytes on macOS and 108 on Linux, the name `/.s.PGSQL.65535` included.
const longestSocket = 100
const socketName = '/.s.PGSQL.65535'

/**
 * A 0700 folder for the unix socket, short enough for the kernel: in the run folder, else under the machine's temporary
 * one. Undefined where there are no unix sockets (Windows) or no folder the server's user may enter.
 */
export const socketFolder = async (runDir: string, user: OsUser | undefined): Promise<string | undefined> => {
  if (process.platform === 'win32') return undefined
  const near = join(runDir, 's')
  const reachable = user === undefined || (await closedFolder(runDir, user)) === undefined
  if (reachable && fits(near)) return prepare(near, user)
  const temporary = tmpdir()
  if (user !== undefined && (await closedFolder(temporary, user)) !== undefined) return undefined
  const hash = createHash('sha256').update(runDir).digest('hex').slice(0, 6)
  // A random name: a fixed one under /tmp could be made first by somebody else.
  const far = await mkdtemp(join(temporary, `${temporaryPrefix}${hash}-`))
  if (fits(far)) return prepare(far, user)
  await rm(far, { recursive: true, force: true })
  return undefined
}

const temporaryPrefix = 'lianfang-'

const fits = (folder: string): boolean => Buffer.byteLength(folder) + socketName.length <= longestSocket

const prepare = async (folder: string, user: OsUser | undefined): Promise<string> => {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o700)
  if (user !== undefined) await chown(folder, user.uid, user.gid)
  return folder
}

/** Removes a temporary socket folder of ours; one in the run folder stays. */
export const dropSocketFolder = async (folder: string): Promise<void> => {
  if (dirname(folder) === tmpdir() && basename(folder).startsWith(temporaryPrefix))
    await rm(folder, { recursive: true, force: true })
}

/** A port of 127.0.0.1 that is free now; somebody may still take it before the server does. */
export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
