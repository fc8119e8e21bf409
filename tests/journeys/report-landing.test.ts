import { expect } from 'vitest'
import { luotian, password } from '../support/world.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks, phones } from './looks.js'
import { reportWords, worksOf } from './report-scene.js'
import { township } from './scenes.js'

const isAt = (visitor: Visitor, path: string): Promise<void> =>
  expect.poll(() => new URL(visitor.page.url()).pathname, { timeout: 15_000 }).toBe(path)

const isOnMine = async (j: Journey, visitor: Visitor): Promise<void> => {
  await visitor.page.getByRole('heading', { name: reportWords(j.look).mine, level: 1 }).waitFor()
  await isAt(visitor, '/report')
}

journey(
  {
    name: '[E1] a reporter and a liaison land on their page from every sign-in, and from the desk when they go there',
    looks: desks,
  },
  async (j) => {
    const { reporter, liaison } = await worksOf(j.w)
    for (const { login } of [reporter, liaison]) {
      for (const path of ['/', '/field', '/report']) await isOnMine(j, await j.enter(login, path))
    }
    const visitor = await j.enter(reporter.login, '/report')
    await visitor.page.goto(`${j.address}/`)
    await isOnMine(j, visitor)
  },
)

journey(
  { name: '[E1] whoever works elsewhere is told where when they open the page of enterprises', looks: phones },
  async (j) => {
    const officer = await j.w.account({ role: 'countyOfficer', place: luotian })
    const worker = await j.w.account({ role: 'villageWorker', place: township })
    for (const [account, role, start] of [
      [officer, 'countyOfficer', '/'],
      [worker, 'villageWorker', '/field'],
    ] as const) {
      // Signed in already when they open it; from its own sign-in they go to where they work at once.
      const visitor = await j.enter(account.login, '/report')
      await visitor.page.waitForURL((url) => !url.pathname.startsWith('/report'))
      await visitor.page.goto(`${j.address}/report`)
      const words = reportWords(j.look)
      await visitor.page.getByText(words.notHere(j.words.shared.roles[role]), { exact: true }).waitFor()
      await visitor.shot(`report-not-here-${role}`)
      expect(await visitor.page.getByRole('link', { name: words.toWork, exact: true }).getAttribute('href')).toBe(start)
    }
  },
)

journey(
  { name: '[E1, X2] a first password is changed, and the reporter is where the work is', looks: phones },
  async (j) => {
    const { login } = await j.w.account({ role: 'enterpriseReporter', place: luotian, firstPassword: true })
    const visitor = await j.enter(login, '/')
    const { page, words } = visitor
    await page.getByRole('heading', { name: words.session.firstTitle, level: 1 }).waitFor()
    await page.getByLabel(words.session.firstCurrent, { exact: true }).fill(password)
    await page.getByLabel(words.session.passwordNext, { exact: true }).fill('chosen-by-the-owner-8')
    await page.getByRole('button', { name: words.session.firstSubmit, exact: true }).tap()
    await isOnMine(j, visitor)
    await page.getByText(reportWords(j.look).empty, { exact: true }).waitFor()
  },
)

journey(
  { name: '[E1, K2] a card’s code opens a password of one’s own, then the page of enterprises', looks: phones },
  async (j) => {
    const admin = await j.w.signIn((await j.w.account({ role: 'administrator', place: '' })).login)
    const upload = Buffer.from('姓名,角色,地区\n郑驻企,驻企特派员,罗田县')
    const list = await admin.call('account.import', { query: { county: luotian, mode: 'take' }, upload })
    const { cards } = (await admin.call('account.cards', { body: { ids: list.body.rows.map(({ id }) => id) } })).body
    const address = cards[0]?.address ?? list.text
    const visitor = await j.visit(new URL(address).pathname + new URL(address).hash)
    await visitor.page.locator('input[name="password"]').fill('chosen-by-the-owner-9')
    await visitor.page.locator('button[type="submit"]').tap()
    await isOnMine(j, visitor)
  },
)
