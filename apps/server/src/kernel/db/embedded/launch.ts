import { type ChildProcess, spawn } from 'node:child_process'
import { appendFile, chown, open, readFile, statfs, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import type { Binaries } from './binaries.js'
import { readIfThere, sleep } from './files.js'
import { asUser, childEnvironment, ownSettings } from './initialise.js'
import type { OsUser } from './os-user.js'
import { type Postmaster, readPidFile } from './postmaster.js'
import { EmbeddedError, failedStart } from './problem.js'
import { isAlive } from './processes.js'
import { logSince, markLog } from './server-log.js'
import { defaultSettings, settingsFile } from './settings.js'
import { freePort, socketFolder } from './sockets.js'

export type Launch = {
  readonly dataDir: string
  readonly runDir: string
  readonly binaries: Binaries
  readonly user: OsUser | undefined
  readonly settings: Readonly<Record<string, string>>
  readonly recovering: () => void
}

/** Starts the server and waits until it takes connections; a port or memory taken in between is tried again. */
export const launch = async (needs: Launch): Promise<Postmaster> => {
  for (let attempt = 1; ; attempt += 1) {
    const port = Number(needs.settings.port ?? (await freePort()))
    await writeSettings(needs, port)
    const mark = await markLog(needs.dataDir)
    const started = await startOnce(needs)
    if (started.outcome === 'ready') return started.postmaster
    const output = `${started.output}\n${await logSince(needs.dataDir, mark)}`
    await decideRetry({ needs, port, output, attempt })
  }
}

type Failure = { readonly needs: Launch; readonly port: number; readonly output: string; readonly attempt: number }

const decideRetry = async ({ needs, port, output, attempt }: Failure): Promise<void> => {
  if (/could not bind|could not create any TCP\/IP sockets/.test(output)) {
    if (needs.settings.port !== undefined) throw new EmbeddedError({ code: 'port-taken', details: { port } })
    if (attempt < 10) return
  }
  // Backends of a killed postmaster end by themselves within a second or so, and hold its shared memory until then.
  if (/pre-existing shared memory block/.test(output) && attempt < 60) return sleep(250)
  throw failedStart({ step: 'starting', dataDir: needs.dataDir, output })
}

const writeSettings = async ({ dataDir, runDir, user, settings }: Launch, port: number): Promise<void> => {
  const machine = { memoryBytes: memoryBytes(), platform: process.platform, sharedMemoryBytes: await sharedMemory() }
  const file = join(dataDir, ownSettings)
  const chosen = {
    ...defaultSettings(machine),
    ...settings,
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: (await socketFolder(runDir, user)) ?? '',
    unix_socket_permissions: '0700',
  }
  await writeFile(file, settingsFile(chosen), { mode: 0o600 })
  if (user !== undefined) await chown(file, user.uid, user.gid)
  const main = join(dataDir, 'postgresql.conf')
  if (!(await readFile(main, 'utf8')).includes(ownSettings))
    await appendFile(main, `\ninclude_if_exists '${ownSettings}'\n`)
}

// A container's own limit, where there is one; without, Node gives 2^64 or 0.
const memoryBytes = (): number => {
  const limit = process.constrainedMemory()
  return limit > 0 && limit < totalmem() ? limit : totalmem()
}

const sharedMemory = async (): Promise<number | undefined> => {
  const found = await statfs('/dev/shm').catch(() => undefined)
  return found === undefined ? undefined : found.bsize * found.blocks
}

type Started =
  | { readonly outcome: 'ready'; readonly postmaster: Postmaster }
  | { readonly outcome: 'failed'; readonly output: string }

const startOnce = async (needs: Launch): Promise<Started> => {
  const outputFile = join(needs.runDir, 'start.log')
  const child = process.platform === 'win32' ? await byPgCtl(needs, outputFile) : await directly(needs, outputFile)
  for (let round = 0; ; round += 1) {
    const found = await readPidFile(needs.dataDir)
    if (found !== undefined && found.status === 'ready' && child.owns(found.pid))
      return { outcome: 'ready', postmaster: found }
    if (round === 100) needs.recovering()
    if (await child.gone()) {
      // The log collector writes its last lines after the server has ended.
      await sleep(150)
      return { outcome: 'failed', output: `${child.problem()}\n${(await readIfThere(outputFile)) ?? ''}` }
    }
    await sleep(20)
  }
}

type Child = {
  readonly owns: (pid: number) => boolean
  readonly gone: () => Promise<boolean>
  readonly problem: () => string
}

/**
 * The server as our own child (so that the system tells us of its end and it is reaped even when we are the first process
 * of a container), in its own session: Ctrl-C in the terminal reaches us, and we close it in order.
 */
const directly = async (needs: Launch, outputFile: string): Promise<Child> => {
  const output = await open(outputFile, 'w', 0o600)
  const child: ChildProcess = spawn(needs.binaries.postgres, ['-D', needs.dataDir], {
    cwd: dirname(needs.dataDir),
    env: childEnvironment,
    stdio: ['ignore', output.fd, output.fd],
    detached: true,
    ...asUser(needs.user),
  })
  let problem = ''
  child.on('error', (error) => (problem = error.message))
  child.unref()
  await output.close()
  return {
    owns: (pid) => pid === child.pid,
    gone: async () => problem !== '' || child.exitCode !== null || child.signalCode !== null,
    problem: () => problem,
  }
}

/** On Windows pg_ctl gives up administrator's rights for the server, which refuses to run with them. */
const byPgCtl = async (needs: Launch, outputFile: string): Promise<Child> => {
  await open(outputFile, 'w').then((file) => file.close())
  const code = await runPgCtl(needs.binaries, ['start', '-W', '-D', needs.dataDir, '-l', outputFile])
  const born = Date.now()
  return {
    owns: () => true,
    gone: async () => {
      if (code !== 0) return true
      const found = await readPidFile(needs.dataDir)
      return found === undefined ? Date.now() - born > 10_000 : !(await isAlive(found.pid))
    },
    problem: () => '',
  }
}

export const runPgCtl = (binaries: Binaries, args: readonly string[]): Promise<number> =>
  new Promise((done) => {
    const child = spawn(binaries.pgCtl, args, { env: childEnvironment, stdio: 'ignore', windowsHide: true })
    child.on('error', () => done(-1))
    child.on('close', (code) => done(code ?? -1))
  })
