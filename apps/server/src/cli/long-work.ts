import { type ChildProcess, fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { composeLongWork } from '../compose.js'
import { openHouse } from '../house.js'
import type { CommandCall } from './command.js'
import { exit } from './terminal.js'

/** The option by which the product starts this process beside itself; nobody types it. */
export const longWorkOption = 'long-work'

export type Beside = { readonly stop: () => Promise<void> }

type Needs = {
  readonly root: string
  /** Told when the process ended without being asked to; another one is started. */
  readonly lost: () => void
}

const firstRestMs = 1_000
const longestRestMs = 60_000
// A piece of work hands back between two chunks, which end within a second.
const patienceMs = 15_000

const ending = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    child.once('exit', () => {
      clearTimeout(force)
      done()
    })
    if (child.connected) child.disconnect()
  })

const isOver = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null

/**
 * Starts the process that does long work beside the one that answers people (decision 0021), and a new one when it is lost:
 * what it was at goes on from its cursor. It ends when this process hangs up or is killed.
 */
export const startLongWorkBeside = ({ root, lost }: Needs): Beside => {
  let child: ChildProcess
  let again: NodeJS.Timeout | undefined
  let stopping = false
  let restMs = firstRestMs
  const begin = (): void => {
    const began = performance.now()
    child = fork(join(root, 'bin/lianfang.mjs'), ['start', `--${longWorkOption}`], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const over = (): void => {
      if (stopping || again !== undefined) return
      lost()
      restMs = performance.now() - began > longestRestMs ? firstRestMs : Math.min(restMs * 2, longestRestMs)
      again = setTimeout(() => {
        again = undefined
        begin()
      }, restMs)
    }
    child.once('exit', over)
    child.once('error', over)
  }
  begin()
  return {
    stop: async () => {
      stopping = true
      clearTimeout(again)
      if (!isOver(child)) await ending(child)
    },
  }
}

/** People who wait for a page go first; where the kernel does not let us, the work goes on as before. */
const politeness = 10

const yieldToOthers = (): void => {
  try {
    setPriority(politeness)
  } catch {
    // Said above.
  }
}

/** Resolves when the process that started this one has gone or hung up, or somebody ends this one alone. */
const untilDismissed = (): Promise<void> =>
  new Promise((done) => {
    process.once('disconnect', done)
    process.once('SIGTERM', () => done())
    // What a terminal sends to both is for the other one to act upon.
    for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
    if (!process.connected) done()
  })

/** The process itself: does long work until it is dismissed. */
export const runLongWork = async ({ config, terminal }: CommandCall): Promise<number> => {
  const dismissed = untilDismissed()
  yieldToOthers()
  const house = await openHouse({ config, demonstration: false, log: () => undefined, progress: () => undefined })
  try {
    const workers = composeLongWork(house, terminal.error)
    await dismissed
    await workers.stop()
  } finally {
    await house.close()
  }
  return exit.done
}
