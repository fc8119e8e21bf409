import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../demo/sign-ins.js'
import { openFolder, removeFolder } from '../kernel/db/embedded/testing/clusters.js'
import { exit } from './terminal.js'
import { answer, launch } from './testing/launch.js'

let folder: string
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => removeFolder(folder))

const run = (...args: readonly string[]) => answer(folder, args)

type Serving = { readonly address: string; readonly stop: () => Promise<unknown> }

const serve = async (...args: readonly string[]): Promise<Serving> => {
  const { child, ended, text } = launch(folder, ['start', '--port', '0', ...args])
  await expect.poll(text, { timeout: 120_000 }).toContain('"address"')
  const { address = '' } = JSON.parse(/\{"command":"start".*\}/.exec(text())?.[0] ?? '{}') as { address?: string }
  return {
    address,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

const ask = (address: string, path: string, body: object, cookie = '') =>
  fetch(`${address}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-lianfang': '1', cookie },
    body: JSON.stringify(body),
  })

/** Whether a county officer finds somebody by the name that stands on the list. */
const finds = async (address: string): Promise<boolean> => {
  const signedIn = await ask(address, '/session', { login: 'county', password: demoPassword })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const list = await fetch(`${address}/api/people?place=421123&limit=1`, { headers: { cookie } })
  const { rows } = (await list.json()) as { rows: { id: string; name: string }[] }
  const [one] = rows
  const found = await ask(address, '/people/search', { place: '421123', text: one?.name ?? '' }, cookie)
  return ((await found.json()) as { rows: { id: string }[] }).rows.some((row) => row.id === one?.id)
}

test('[X2] a master key is rotated while nobody is served, everything is put under the new one, and the old one goes', async () => {
  const first = await serve('--people', '40')
  const refused = await run('keys', 'rotate')
  expect([refused.code, refused.object]).toEqual([exit.refused, { error: 'keys.in-use' }])
  await first.stop()
  const early = join(folder, 'early.keys.json')
  await copyFile(join(folder, 'keys/lianfang.keys.json'), early)
  const rotated = await run('keys', 'rotate')
  expect(rotated.code, rotated.said).toBe(exit.done)
  const { object } = await run('keys')
  const list = object['keys'] as { id: string; active: boolean; sealed: number }[]
  expect(list.map(({ active, sealed }) => [active, sealed > 0])).toEqual([
    [true, true],
    [false, false],
  ])
  const old = list[1]?.id ?? ''
  expect((await run('keys', 'drop', old)).object).toMatchObject({ dropped: false })
  expect((await run('keys', 'drop', old, '--yes')).object).toMatchObject({ dropped: true })
  // What a key file from before would seal, no later one could open.
  const stale = await answer(folder, ['keys'], { env: { LIANFANG_KEY_FILE: early } })
  expect([stale.code, stale.object['error']]).toEqual([exit.refused, 'sealed.unknown-key'])
  const again = await serve()
  expect(await finds(again.address)).toBe(true)
  await again.stop()
}, 240_000)
