import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** The program under measurement: a process of its own, started and stopped as its user would. */
export type Program = {
  readonly port: number
  readonly pid: number
  readonly startMs: number
  readonly stop: () => Promise<number>
}

export type Where = { readonly root: string; readonly env: NodeJS.ProcessEnv }

const launcher = (root: string): string => join(root, 'bin/lianfang.mjs')
// As `npm start` and the launcher's first line have it.
const flags = '--max-semi-space-size=64'

/** Runs a command to its end and answers its last line as JSON. */
export const command = ({ root, env }: Where, args: readonly string[], input = ''): Record<string, unknown> => {
  const done = spawnSync(process.execPath, [flags, launcher(root), ...args, '--json'], {
    env,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const last = done.stdout.trim().split('\n').at(-1) ?? ''
  if (done.status !== 0 || !last.startsWith('{'))
    throw new Error(`${args.join(' ')}: ${done.status} ${done.stderr.slice(-2000)}`)
  return JSON.parse(last) as Record<string, unknown>
}

/** The same, while something else goes on. */
export const startCommand = ({ root, env }: Where, args: readonly string[]): Promise<Record<string, unknown>> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [flags, launcher(root), ...args, '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString('utf8')
    })
    child.once('exit', (code) => {
      const last = text.trim().split('\n').at(-1) ?? ''
      if (code === 0 && last.startsWith('{')) done(JSON.parse(last) as Record<string, unknown>)
      else fail(new Error(`${args.join(' ')}: ${code}`))
    })
  })

/** Starts the server and waits until it says its address. */
export const startProgram = ({ root, env }: Where, args: readonly string[]): Promise<Program> =>
  new Promise((done, fail) => {
    const began = performance.now()
    const child: ChildProcess = spawn(
      process.execPath,
      [
        flags,
        ...(env.BENCH_NODE_FLAGS ?? '').split(' ').filter((f) => f !== ''),
        launcher(root),
        'start',
        '--port',
        '0',
        '--json',
        ...args,
      ],
      {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let text = ''
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}`)))
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString('utf8')
      const found = /\{"command":"start","address":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(text)
      if (found === null) return
      done({
        port: Number(found[1]),
        pid: child.pid ?? 0,
        startMs: performance.now() - began,
        stop: () =>
          new Promise((ended) => {
            const asked = performance.now()
            child.removeAllListeners('exit')
            child.once('exit', () => ended(performance.now() - asked))
            child.kill('SIGTERM')
          }),
      })
    })
  })
