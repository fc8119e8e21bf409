import { expect } from 'vitest'
import { luotian } from '../support/world.js'
import { bringAxe, sideways, violations } from './axe-rules.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks, phones } from './looks.js'
import { storeName, storesOf, storeWords } from './store-scene.js'

const isOnMine = async (j: Journey, { page }: Visitor): Promise<void> => {
  await page.getByRole('heading', { name: storeWords(j.look).mine, level: 1 }).waitFor()
  await expect.poll(() => new URL(page.url()).pathname, { timeout: 15_000 }).toBe('/store')
}

journey(
  { name: '[E9] a keeper lands on their page from every sign-in, and from the desk when they go there', looks: desks },
  async (j) => {
    const { keeper } = await storesOf(j.w)
    for (const path of ['/', '/field', '/report', '/store']) await isOnMine(j, await j.enter(keeper.login, path))
    const visitor = await j.enter(keeper.login, '/store')
    await visitor.page.goto(`${j.address}/`)
    await isOnMine(j, visitor)
  },
)

journey(
  { name: '[E9] whoever works elsewhere is told where when they open the page of stores', looks: phones },
  async (j) => {
    const officer = await j.w.account({ role: 'countyOfficer', place: luotian })
    const visitor = await j.enter(officer.login, '/store')
    const words = storeWords(j.look)
    await visitor.page.waitForURL((url) => !url.pathname.startsWith('/store'))
    await visitor.page.goto(`${j.address}/store`)
    await visitor.page.getByText(words.notHere(j.words.shared.roles.countyOfficer), { exact: true }).waitFor()
    expect(await visitor.page.getByRole('link', { name: words.toWork, exact: true }).getAttribute('href')).toBe('/')
  },
)

journey(
  { name: '[E9] whoever no longer keeps a store is told so, and who keeps none yet what to do', looks: phones },
  async (j) => {
    const { desk, keeper, store } = await storesOf(j.w)
    const words = storeWords(j.look)
    const visitor = await j.enter(keeper.login, '/store')
    const { page } = visitor
    await bringAxe(visitor.context)
    await page.reload()
    await page.getByRole('link', { name: new RegExp(`^${storeName}`) }).waitFor()
    const { people } = (await desk.call('store.read', { params: { id: store.id } })).body
    await desk.call('store.unname', { params: { id: store.id, named: people[0]?.id ?? '' } })
    await page.getByRole('link', { name: new RegExp(`^${storeName}`) }).tap()
    await page.getByText(words.noLonger, { exact: true }).waitFor()
    await visitor.shot('store-no-longer')
    expect(await violations(page, 'whole')).toEqual([])
    await page.reload()
    await page.getByRole('link', { name: words.toMine, exact: true }).tap()
    await page.getByText(words.empty, { exact: true }).waitFor()
    await visitor.shot('store-empty')
    expect(await violations(page, 'whole')).toEqual([])
    expect(await sideways(page)).toBe(false)
  },
)
