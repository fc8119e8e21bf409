import { expect } from 'vitest'
import { luotian, type World } from '../support/world.js'
import { openModule } from './desk.js'
import type { Visitor } from './journey.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { township } from './scenes.js'
import { stockScene } from './scenes-stock.js'

const desk = (w: World) => w.account({ role: 'supplyDesk', place: luotian, login: 'supply' })

const openTab = async ({ page, words }: Visitor, name: keyof Visitor['words']['stock']['stores']['tabs']) => {
  const { stores } = words.stock
  const tabs = page.getByRole('navigation', { name: stores.tabsLabel })
  await tabs.getByRole('link', { name: stores.tabs[name], exact: true }).click()
  await expect.poll(() => tabs.locator('[aria-current]').allInnerTexts()).toEqual([stores.tabs[name]])
}

journey(
  { name: '[E9] a supply desk enters a store, names and ends its keeper, closes it and opens it again', looks: desks },
  async (j) => {
    const { w, words } = j
    const { login } = await desk(w)
    const keeper = await w.account({ role: 'warehouseKeeper', place: luotian, login: 'keeper' })
    const visitor = await j.enter(login)
    const { page } = visitor
    const { stores, keepers } = words.stock
    const { naming } = words.supply

    await openModule(visitor, words.desk.nav.stores)
    await page.getByText(stores.empty).waitFor()
    await visitor.shot('stores-empty')
    await page.getByRole('link', { name: stores.add, exact: true }).click()
    const panel = page.getByRole('complementary', { name: stores.panel })
    await panel.getByLabel(stores.name, { exact: true }).fill('凤山镇卫生院库房')
    await panel.getByLabel(stores.kind, { exact: true }).selectOption('townshipStore')
    await panel.getByLabel(words.desk.facilities.placeOf(words.levels.township)).selectOption(township)
    await visitor.shot('store-new')
    await panel.getByRole('button', { name: stores.save, exact: true }).click()

    await panel.getByText(keepers.none).waitFor()
    await panel.getByText(keepers.name, { exact: true }).first().click()
    await panel.getByLabel(naming.account, { exact: true }).selectOption(keeper.id)
    await panel.getByLabel(naming.phone, { exact: true }).fill('13900000009')
    await panel.getByRole('button', { name: keepers.name, exact: true }).click()
    await panel.getByText(keepers.none).waitFor({ state: 'detached' })
    await panel.getByRole('link', { name: '13900000009' }).waitFor()
    await visitor.shot('store-keepers')
    await panel.getByRole('button', { name: naming.end, exact: true }).click()
    await panel.getByText(naming.former, { exact: true }).waitFor()

    await openTab(visitor, 'about')
    await panel.getByRole('button', { name: stores.close, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: stores.close, exact: true }).click()
    await panel.getByRole('button', { name: stores.reopen, exact: true }).click()
    await panel.getByRole('button', { name: stores.close, exact: true }).waitFor()
    await visitor.shot('store')
  },
)

journey(
  {
    name: '[E9] a store shows what is available and why each other unit is not, what is on its way, and its book with a reversal',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const { login } = await desk(w)
    const { county } = await stockScene(w, await w.signIn(login))
    const visitor = await j.enter(login, '/stores')
    const { page } = visitor
    const { stores, stock, figures, whys, way, book, movements } = words.stock
    const panel = page.getByRole('complementary', { name: stores.panel })
    await page.getByRole('link', { name: '县应急物资库', exact: true }).waitFor()
    await visitor.shot('stores')
    await page.getByRole('link', { name: '县应急物资库', exact: true }).click()
    await openTab(visitor, 'stock')

    const items = panel.getByRole('table', { name: stock.items, exact: true }).locator('tbody tr')
    await expect.poll(() => items.count()).toBe(5)
    const soon = items.filter({ hasText: 'M2401' })
    // 500 came in, 50 were issued, 200 sent, 100 are reserved.
    await expect.poll(() => soon.locator('td').first().innerText()).toMatch(/150$/)
    await soon.getByText(stock.reservedFor('YD-7', '100')).waitFor()
    await items.filter({ hasText: 'M2403' }).getByText(whys.quarantine).waitFor()
    await visitor.shot('store-stock')
    await panel.getByLabel(stock.show, { exact: true }).selectOption('expired')
    await expect.poll(() => items.count()).toBe(1)
    await items.filter({ hasText: 'M2301' }).waitFor()
    await panel.getByLabel(stock.show, { exact: true }).selectOption('')
    await panel.getByLabel(stock.within, { exact: true }).selectOption('30')
    await expect.poll(() => items.count()).toBe(2)
    await panel.getByLabel(stock.within, { exact: true }).selectOption('')
    await panel.getByLabel(stock.text, { exact: true }).fill('e-00')
    await expect.poll(() => items.count()).toBe(1)
    await panel.getByLabel(stock.text, { exact: true }).fill('none such')
    await panel.getByText(stock.emptyFilter).waitFor()
    // A figure of a kind opens the items behind it, whatever was looked for.
    const byKind = panel.getByRole('table', { name: stock.byKind, exact: true })
    const held = { column: await headingOf(visitor, figures.held), kind: kindName(visitor, 'mask') }
    await byKind
      .getByRole('row')
      .filter({ hasText: held.kind })
      .locator('td')
      .nth(held.column)
      .getByRole('link')
      .click()
    await expect.poll(() => items.count()).toBe(1)
    await items.filter({ hasText: 'M2403' }).waitFor()

    await openTab(visitor, 'onWay')
    await panel.getByRole('heading', { name: way.out('凤山镇卫生院库房') }).waitFor()
    await visitor.shot('store-way')
    await openTab(visitor, 'book')
    const entries = panel.getByRole('table', { name: book.caption, exact: true }).locator('tbody tr')
    await expect.poll(() => entries.count()).toBe(7)
    await visitor.shot('store-book')
    await panel.getByLabel(book.what, { exact: true }).selectOption('issue')
    await expect.poll(() => entries.count()).toBe(2)
    await entries
      .filter({ hasText: book.reversedTag })
      .getByRole('link', { name: movements.issue, exact: true })
      .click()
    await panel.getByText(book.reversedBy).waitFor()
    await visitor.shot('store-movement')
    await panel.getByRole('link', { name: book.open, exact: true }).click()
    await panel.getByRole('heading', { name: movements.reverse, exact: true }).waitFor()
    await panel.getByText('填错了').waitFor()
    await panel.getByRole('link', { name: book.back, exact: true }).click()
    await expect.poll(() => entries.count()).toBe(2)

    await openTab(visitor, 'about')
    await panel.getByRole('button', { name: stores.close, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: stores.close, exact: true }).click()
    await page.getByText(words.shared.problems['stock.store-not-empty']).waitFor()
    const { rows } = await w.admin.query('select closed_on from supply.store where id = $1', [county.id])
    expect(rows).toEqual([{ closed_on: null }])
  },
)

/** Where a figure stands among the cells of a row. */
const headingOf = async ({ page, words }: Visitor, name: string): Promise<number> => {
  const heads = page.getByRole('table', { name: words.stock.stock.byKind, exact: true }).locator('thead th')
  return (await heads.allInnerTexts()).indexOf(name) - 1
}

const kindName = ({ look }: Visitor, kind: 'mask' | 'ecmo'): string => {
  if (kind === 'mask') return look.language === 'en' ? 'Surgical mask' : '医用外科口罩'
  return look.language === 'en' ? 'ECMO machine' : '体外膜肺氧合机（ECMO）'
}
