import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProvider, type TestProvider } from '../support/provider.js'
import { executablePath, type Journey, openWorld } from './journey.js'
import { desks, type Look } from './looks.js'
import { township } from './scenes.js'

let provider: TestProvider
beforeAll(async () => {
  provider = await startProvider()
})
afterAll(() => provider.close())

/** A port that is free now: the provider sends people back to an address that is known before the product listens. */
const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      server.close(() => done(typeof at === 'object' && at !== null ? at.port : 0))
    })
  })

/** Links on the page of one's own account, signs out, and comes in again through the provider. */
const linkAndComeBack = async (j: Journey, look: Look): Promise<void> => {
  const { login } = await j.w.account({ role: 'medic', place: township })
  const name = look.language === 'en' ? 'Hubei government sign-in' : '湖北政务统一认证'
  const visitor = await j.enter(login, '/me')
  const { page, words } = visitor
  const { session } = words
  const withProvider = page.getByRole('button', { name: session.withProvider(name), exact: true })
  provider.say({ subject: `journey-${look.language}-${look.width}` })
  await page.getByRole('button', { name: session.link(name), exact: true }).click()
  await page.getByText(session.linkedHint(name)).waitFor()
  expect(new URL(page.url()).pathname).toBe('/me')
  await visitor.shot('provider-linked')
  await page.getByRole('button', { name: session.signOut, exact: true }).click()
  await withProvider.waitFor()
  await visitor.shot('provider-sign-in')
  await page.goto(`${j.address}/policy`)
  await withProvider.click()
  // On to the page that was wanted, with nothing of the provider left in the address.
  await page.getByRole('heading', { name: words.desk.policy.title, level: 1 }).waitFor()
  expect(new URL(page.url()).search).not.toContain('code')
}

const unknownIsTold = async (j: Journey, look: Look): Promise<void> => {
  const name = look.language === 'en' ? 'Hubei government sign-in' : '湖北政务统一认证'
  const visitor = await j.visit('/')
  const { page, words } = visitor
  provider.say({ subject: 'never-seen' })
  await page.getByRole('button', { name: words.session.withProvider(name), exact: true }).click()
  await page.getByText(words.shared.problems['oidc.not-linked']).waitFor()
  await visitor.shot('provider-not-linked')
}

for (const look of desks)
  test.skipIf(executablePath === undefined)(
    `[X2] an account is linked with the identity provider and comes in through it (${look.language}, ${look.width} px)`,
    async () => {
      const port = await freePort()
      const opened = await openWorld({ oidc: provider.config(`http://127.0.0.1:${port}`), port })
      try {
        const j = opened.as(look)
        await linkAndComeBack(j, look)
        await unknownIsTold(j, look)
      } catch (error) {
        await opened.failed('provider')
        throw error
      } finally {
        await opened.close()
      }
    },
  )
