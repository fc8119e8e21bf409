import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFile, chmod, open, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Binaries, majorVersion } from './binaries.js'
import { readIfThere, systemCode } from './files.js'
import { giveTo, type OsUser } from './os-user.js'
import { EmbeddedError, failedStart } from './problem.js'

export const ownSettings = 'lianfang.conf'

// Inside the data folder, which is 0700: it travels with a moved folder, and our backups are logical and never hold it.
export const passwordFile = (dataDir: string): string => join(dataDir, 'lianfang.password')

/** Refuses a data folder of another PostgreSQL; false when there is nothing in it yet. */
export const hasOurData = async (dataDir: string): Promise<boolean> => {
  const found = (await readIfThere(join(dataDir, 'PG_VERSION')))?.trim()
  if (found === undefined) return false
  if (found === majorVersion) return true
  const newer = Number(found) > Number(majorVersion)
  const details = { dataDir, found, needed: majorVersion }
  throw new EmbeddedError({ code: newer ? 'data-of-newer-version' : 'data-of-other-version', details })
}

type Needs = { readonly dataDir: string; readonly binaries: Binaries; readonly user: OsUser | undefined }

/**
 * Makes the cluster in an empty folder. A marker beside the folder stands while it is being made, so that a start that
 * was killed half-way is begun again and not taken for data.
 */
export const initialise = async (needs: Needs): Promise<void> => {
  const { dataDir, user } = needs
  const present = (await readdir(dataDir)).filter((name) => name !== 'lost+found')
  if (present.length > 0) throw new EmbeddedError({ code: 'data-not-ours', details: { dataDir } })
  await writeFile(marker(dataDir), '')
  const password = randomBytes(24).toString('base64url')
  const handed = `${dataDir}.handed`
  await writeFile(handed, `${password}\n`, { mode: 0o600 })
  try {
    if (user !== undefined) await giveTo(handed, user)
    await chmod(dataDir, 0o700)
    await runInitdb(needs, handed)
  } finally {
    await rm(handed, { force: true })
  }
  await appendFile(join(dataDir, 'postgresql.conf'), `\ninclude_if_exists '${ownSettings}'\n`)
  await writeFile(passwordFile(dataDir), `${password}\n`, { mode: 0o600 })
  if (user !== undefined) await giveTo(passwordFile(dataDir), user)
  await rm(marker(dataDir))
  await syncFolder(dirname(dataDir))
}

const marker = (dataDir: string): string => `${dataDir}.initialising`

/**
 * Empties a folder whose making was cut short. A server that ever started leaves postmaster.opts: such a folder may hold
 * people's facts and is never emptied, whatever the marker says.
 */
export const clearHalfMade = async (dataDir: string): Promise<void> => {
  if ((await readIfThere(marker(dataDir))) === undefined) return
  if ((await readIfThere(join(dataDir, 'postmaster.opts'))) === undefined)
    for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true })
  await rm(marker(dataDir), { force: true })
}

/**
 * The environment of every child: the machine's locale must not reach it (LANG=xx_YY makes initdb fail). Windows needs
 * more, and libuv adds those by itself.
 */
export const childEnvironment: Readonly<Record<string, string>> = { LC_ALL: 'C', LANG: 'C', TZ: 'UTC' }

/** uid and gid for a child, when we are root. */
export const asUser = (user: OsUser | undefined) => (user === undefined ? {} : { uid: user.uid, gid: user.gid })

const initdbArguments = (dataDir: string, handed: string): readonly string[] => [
  `--pgdata=${dataDir}`,
  '--username=postgres',
  `--pwfile=${handed}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--text-search-config=simple',
  '--data-checksums',
  '--no-instructions',
]

const runInitdb = ({ dataDir, binaries, user }: Needs, handed: string): Promise<void> =>
  new Promise((done, fail) => {
    const child = spawn(binaries.initdb, initdbArguments(dataDir, handed), {
      // The current folder may be closed to the user (root's home), and initdb insists on knowing it.
      cwd: dirname(dataDir),
      env: childEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own group, so that Ctrl-C reaches us alone.
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...asUser(user),
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) =>
      fail(failedStart({ step: 'initialising', dataDir, output: `${output}\n${error.message}` })),
    )
    child.on('close', (code) => (code === 0 ? done() : fail(failedStart({ step: 'initialising', dataDir, output }))))
  })

const syncFolder = async (folder: string): Promise<void> => {
  // Windows cannot open a folder, and needs no such call.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r').catch((error: unknown) => {
    if (systemCode(error) === 'EACCES') return undefined
    throw error
  })
  await handle?.sync().finally(() => handle.close())
}
