import { afterAll, beforeAll, expect, test } from 'vitest'
import { luotian, makeWorld, type World } from '../../../../../tests/support/world.js'

let w: World

beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

test('an account keeps the language of the page it signs in on until its owner chooses one, which then goes with it', async () => {
  const { login } = await w.account({ role: 'countyOfficer', place: luotian })
  const language = async (): Promise<string | null | undefined> =>
    (await (await w.signIn(login)).call('session.read')).body?.account.language
  expect(await language()).toBeNull()
  const headers = { 'content-type': 'application/json' }
  const caller = await w.signIn(login)
  expect((await caller.call('language.change', { body: { language: 'en' }, headers })).status).toBeLessThan(300)
  expect(await language()).toBe('en')
})
