import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFolder, removeFolder } from '../kernel/db/embedded/testing/clusters.js'
import { en } from './messages/en.js'
import { exit } from './terminal.js'
import { answer, launch } from './testing/launch.js'

let folder: string
let running: ReturnType<typeof launch> | undefined
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(async () => {
  if (running?.child.exitCode === null) running.child.kill('SIGTERM')
  await running?.ended
  await removeFolder(folder)
})

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // a process that has just ended
  }
}

/** The processes for long work that this one has started, as the kernel knows them. */
const besides = (parent: number): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => read(`/proc/${name}/cmdline`).includes('--long-work'))
    .filter((name) => Number(/\) \S (\d+) /.exec(read(`/proc/${name}/stat`))?.[1]) === parent)
    .map(Number)

const renew = (home: string, hours: number) =>
  answer(home, [
    ...['policy', 'set', 'CARE-DUE-4', String(hours), '--place', '421123', '--document', '罗田县通知', '--clause', '1'],
    ...['--from', '2023-01-04', '--by', 'county', '--signed-by', 'nation', '--wait'],
  ])

const alive = (pid: number): boolean => read(`/proc/${pid}/stat`) !== '' && !/\) Z /.test(read(`/proc/${pid}/stat`))

if (process.platform === 'linux') {
  test('[X6] long work has a process of its own; one that is killed is replaced, and what is asked for then is done', async () => {
    const home = `${folder}/killed`
    const run = launch(home, ['start', '--port', '0', '--people', '50'])
    running = run
    await expect.poll(run.text, { timeout: 120_000 }).toContain('http://127.0.0.1:')
    const parent = run.child.pid ?? 0
    await expect.poll(() => besides(parent).length, { timeout: 30_000 }).toBe(1)
    expect((await renew(home, 48)).object).toMatchObject({ renewed: true })
    const [killed] = besides(parent)
    process.kill(killed ?? 0, 'SIGKILL')
    await expect.poll(run.said, { timeout: 30_000 }).toContain(en.longWorkLost)
    await expect.poll(() => besides(parent).filter((pid) => pid !== killed).length, { timeout: 60_000 }).toBe(1)
    expect((await renew(home, 47)).object).toMatchObject({ renewed: true })
    // Asked to end, it takes the other one with it, and says nothing of a loss.
    const [second] = besides(parent)
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(exit.done)
    expect(alive(second ?? 0)).toBe(false)
    expect(run.said().split(en.longWorkLost)).toHaveLength(2)
  }, 240_000)

  test('[X6] the process for long work ends when the one that started it was killed', async () => {
    const run = launch(`${folder}/orphan`, ['start', '--port', '0', '--empty'])
    running = run
    await expect.poll(run.text, { timeout: 120_000 }).toContain('http://127.0.0.1:')
    const parent = run.child.pid ?? 0
    await expect.poll(() => besides(parent).length, { timeout: 30_000 }).toBe(1)
    const [beside] = besides(parent)
    run.child.kill('SIGKILL')
    await run.ended
    await expect.poll(() => alive(beside ?? 0), { timeout: 30_000 }).toBe(false)
    // The next start takes over what was left, and ends it in order.
    const next = launch(`${folder}/orphan`, ['start', '--port', '0'])
    running = next
    await expect.poll(next.text, { timeout: 120_000 }).toContain('http://127.0.0.1:')
    next.child.kill('SIGTERM')
    expect(await next.ended).toBe(exit.done)
  }, 240_000)
}
