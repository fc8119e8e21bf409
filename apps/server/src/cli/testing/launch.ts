import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../..', import.meta.url))

/** What a command answered: its exit code, the object on the last line of its output, and what it said to people. */
export type Answer = {
  readonly code: number | null
  readonly object: Readonly<Record<string, unknown>>
  readonly text: string
  readonly said: string
}

/** The command line as somebody runs it with `--json`, with a home of its own and nothing of this shell's settings. */
export const launch = (home: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [join(root, 'bin/lianfang.mjs'), ...args, '--json'], {
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, LANG: 'en_US.UTF-8', LIANFANG_HOME: home, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let text = ''
  let said = ''
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString('utf8')))
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString('utf8')))
  const ended = new Promise<number | null>((done) => child.on('close', done))
  return { child, ended, text: () => text, said: () => said }
}

/** Runs a command to its end; `input` is what is typed into it. */
export const answer = async (
  home: string,
  args: readonly string[],
  { env = {}, input = '' }: { readonly env?: NodeJS.ProcessEnv; readonly input?: string } = {},
): Promise<Answer> => {
  const { child, ended, text, said } = launch(home, args, env)
  child.stdin.end(input)
  const code = await ended
  const last = text().trim().split('\n').at(-1) ?? ''
  return { code, object: last.startsWith('{') ? JSON.parse(last) : {}, text: text(), said: said() }
}
