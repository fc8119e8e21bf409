import { expect } from 'vitest'
import { luotian } from '../support/world.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { stockScene } from './scenes-stock.js'

journey(
  {
    name: '[E9] from the nation down each number opens the next level, and at last the stores behind it with their items',
    looks: desks,
  },
  async (j) => {
    const { w, words, look } = j
    await stockScene(w, await w.signIn((await w.account({ role: 'supplyDesk', place: luotian })).login))
    const { login } = await w.account({ role: 'supplyDesk', place: 'nation', login: 'nation-supply' })
    const visitor = await j.enter(login)
    const { page } = visitor
    const { totals, stores, stock, figures } = words.stock
    const mask = look.language === 'en' ? 'Surgical mask' : '医用外科口罩'
    await openModule(visitor, words.desk.nav.stock)
    const kinds = page.getByRole('table', { name: totals.caption, exact: true })
    const row = kinds.getByRole('row').filter({ hasText: mask })
    await row.waitFor()
    await visitor.shot('stock')
    // 1,680 came in; 50 were issued and 200 are on their way.
    await row.getByRole('link', { name: '1,430', exact: true }).click()
    const places = page.getByRole('table', { name: totals.places(mask), exact: true })
    for (const name of ['湖北省', '黄冈市']) {
      await places.getByRole('link', { name, exact: true }).waitFor()
      await visitor.shot(`stock-${name === '湖北省' ? 'nation' : 'province'}`)
      await places.getByRole('row').filter({ hasText: name }).getByRole('link', { name: '1,430', exact: true }).click()
    }
    await places.getByRole('link', { name: '罗田县', exact: true }).click()
    await places.getByText(totals.own, { exact: true }).waitFor()
    await visitor.shot('stock-county')
    // What has expired is in the county's own store.
    await places.getByRole('row').filter({ hasText: totals.own }).getByRole('link', { name: '60', exact: true }).click()
    const rows = page.getByRole('table', { name: stores.caption, exact: true }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(1)
    await visitor.shot('stores-of-kind')
    await rows.getByRole('link', { name: '县应急物资库', exact: true }).click()
    const panel = page.getByRole('complementary', { name: stores.panel })
    const items = panel.getByRole('table', { name: stock.items, exact: true }).locator('tbody tr')
    await expect.poll(() => items.count()).toBe(1)
    await items.filter({ hasText: 'M2301' }).waitFor()
    expect(await panel.getByLabel(stock.show, { exact: true }).inputValue()).toBe('expired')
    await panel.getByRole('button', { name: words.common.close, exact: true }).click()
    await page.getByLabel(stores.figure, { exact: true }).selectOption({ label: figures.reserved })
    await expect.poll(() => rows.count()).toBe(1)
  },
)

journey({ name: '[E9] a place without stock says what will be here', looks: desks }, async (j) => {
  const { w, words } = j
  const { login } = await w.account({ role: 'supplyDesk', place: luotian })
  const visitor = await j.enter(login, '/stock')
  await visitor.page.getByText(words.stock.totals.empty).waitFor()
  await visitor.shot('stock-empty')
})
