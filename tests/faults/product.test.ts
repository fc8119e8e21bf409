import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FollowupAnswer } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, launch } from '../../apps/server/src/cli/testing/launch.js'
import { demoPassword } from '../../apps/server/src/demo/sign-ins.js'
import { openFolder, removeFolder } from '../../apps/server/src/kernel/db/embedded/testing/clusters.js'

let home = ''
let running: ReturnType<typeof launch> | undefined
beforeAll(async () => {
  home = await openFolder()
})
afterAll(async () => {
  if (running?.child.exitCode === null && running.child.signalCode === null) running.child.kill('SIGTERM')
  await running?.ended
  await removeFolder(home)
})

const serve = async (...args: readonly string[]): Promise<string> => {
  const run = launch(home, ['start', '--port', '0', ...args])
  running = run
  await expect.poll(run.text, { timeout: 120_000 }).toContain('"address"')
  return /"address":"([^"]+)"/.exec(run.text())?.[1] ?? ''
}

const post = (address: string, path: string, body: object, cookie: string): Promise<Response> =>
  fetch(`${address}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-lianfang': '1', cookie },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  })

type Command = { readonly id: string; readonly personId: string; readonly at: string }

const commandFor = (personId: string): Command =>
  ({
    id: uuidv7(),
    personId,
    at: new Date().toISOString(),
    channel: 'phone',
    outcome: 'reached',
    spo2Percent: 97,
  }) as Command

/** What came of sending it: the outcome that was acknowledged, or null where no whole answer came back. */
const send = async (address: string, cookie: string, command: Command): Promise<FollowupAnswer['outcome'] | null> => {
  try {
    const reply = await post(address, '/followups', command, cookie)
    if (!reply.ok) return null
    return ((await reply.json()) as FollowupAnswer).outcome
  } catch {
    return null
  }
}

const kill = (pid: number | undefined): void => {
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
}

const databasePid = (): number =>
  Number(readFileSync(join(home, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0])

/** Writers go on until the program is gone under them. */
const writeUntilKilled = async (address: string, cookie: string, people: readonly string[]) => {
  const sent = new Map<Command, FollowupAnswer['outcome'] | null>()
  const state = { over: false }
  const writer = async (first: number): Promise<void> => {
    for (let i = first; !state.over; i += 6) {
      const command = commandFor(people[i % people.length] ?? '')
      sent.set(command, await send(address, cookie, command))
    }
  }
  const writers = [0, 1, 2, 3, 4, 5].map(writer)
  return { sent, end: async () => Object.assign(state, { over: true }) && (await Promise.all(writers)) }
}

test('[X9] the program is killed under its writers, with and without its database: what was acknowledged is there, once, and the rest can be sent again', async () => {
  let address = await serve('--people', '60')
  const signedIn = await post(address, '/session', { login: 'county', password: demoPassword }, '')
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const list = await fetch(`${address}/api/people?place=421123&limit=60`, { headers: { cookie } })
  const people = ((await list.json()) as { rows: { id: string }[] }).rows.map(({ id }) => id)
  let acknowledged = 0
  for (const [lastsMs, withDatabase] of [
    [700, false],
    [400, true],
    [900, true],
  ] as const) {
    const { sent, end } = await writeUntilKilled(address, cookie, people)
    await new Promise((done) => setTimeout(done, lastsMs))
    if (withDatabase) kill(databasePid())
    kill(running?.child.pid)
    await Promise.all([running?.ended, end()])
    address = await serve()
    for (const [command, outcome] of sent) {
      const again = await send(address, cookie, command)
      if (outcome === null) expect(['recorded', 'already-recorded']).toContain(again)
      else expect([command.id, outcome, again]).toEqual([command.id, 'recorded', 'already-recorded'])
      expect(await send(address, cookie, command)).toBe('already-recorded')
    }
    acknowledged += [...sent.values()].filter((outcome) => outcome !== null).length
  }
  expect(acknowledged).toBeGreaterThan(20)
  running?.child.kill('SIGTERM')
  await running?.ended
  const verified = await answer(home, ['verify'])
  expect(verified.code, verified.said).toBe(0)
}, 300_000)
