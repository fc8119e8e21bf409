import { execFile } from 'node:child_process'
import { readlink } from 'node:fs/promises'
import { readIfThere, systemCode } from './files.js'

/**
 * Whether a process runs. A zombie does not: in a container whose first process never reaps, `kill(pid, 0)` succeeds on a
 * dead postmaster for ever.
 */
export const isAlive = async (pid: number): Promise<boolean> => {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false
  }
  const stat = process.platform === 'linux' ? await procStat(pid) : undefined
  return stat?.state !== 'Z'
}

/**
 * What tells a process from a later one with the same pid: its start time. After a container restart pids repeat exactly,
 * so a pid alone proves nothing. Empty where it cannot be known; undefined when the process is gone.
 */
export const processToken = async (pid: number): Promise<string | undefined> => {
  if (!(await isAlive(pid))) return undefined
  if (process.platform === 'linux') {
    const boot = (await readIfThere('/proc/sys/kernel/random/boot_id')) ?? ''
    return `${boot.trim()}:${(await procStat(pid))?.started ?? ''}`
  }
  return process.platform === 'win32' ? '' : psColumn(pid, 'lstart=')
}

/** Whether this pid is a PostgreSQL whose data directory is this one. */
export const isPostmasterOf = async (pid: number, dataDir: string): Promise<boolean> => {
  if (!(await isAlive(pid))) return false
  if (process.platform === 'win32') return /postgres/i.test(await output('tasklist', ['/FI', `PID eq ${pid}`, '/NH']))
  if (process.platform === 'linux') return isLinuxPostmaster(pid, dataDir)
  const command = await psColumn(pid, 'command=')
  return command.includes('postgres') && command.includes(dataDir)
}

// /proc rather than ps, which small images do not have.
const isLinuxPostmaster = async (pid: number, dataDir: string): Promise<boolean> => {
  if (!/postgres/.test((await readIfThere(`/proc/${pid}/comm`)) ?? '')) return false
  // The postmaster changes into its data directory and stays there; of another user's only the command line can be read.
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (cwd !== undefined) return cwd === dataDir
  return ((await readIfThere(`/proc/${pid}/cmdline`)) ?? '').split('\0').includes(dataDir)
}

// Fields of /proc/<pid>/stat after the name, which is in brackets and may itself hold spaces and brackets.
const procStat = async (pid: number) => {
  const text = await readIfThere(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', started: fields[19] ?? '' }
}

const psColumn = async (pid: number, column: string): Promise<string> =>
  (await output('ps', ['-o', column, '-p', String(pid)])).trim()

const output = (command: string, args: readonly string[]): Promise<string> =>
  new Promise((done) => {
    execFile(command, [...args], { windowsHide: true }, (_error, stdout) => done(stdout))
  })
