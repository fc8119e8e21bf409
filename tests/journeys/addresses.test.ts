import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from '../../apps/web/src/app/modules.js'
import { makeWorld, type World } from '../support/world.js'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

const statusOf = async (url: string): Promise<number> => (await w.product.app.inject({ url })).statusCode

test.each(modules.map((m) => m.to.replace('$place', '421123')))(
  '[X4] %s is an address of its own: opened directly or reloaded, it is there',
  async (path) => {
    expect(await statusOf(path)).toBe(200)
  },
)

test('[X4] the phone’s pages and the family’s page are there, and an address that nobody made is not', async () => {
  const addresses = ['/field', '/field/alarms', '/home', '/first', '/accounts/import', '/sheets/x/print']
  for (const address of addresses) expect(await statusOf(address), address).toBe(200)
  expect(await statusOf('/nowhere')).toBe(404)
})
