import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { ready } from '../support/deals.js'
import { wardOf } from './deal-scene.js'
import { journey, type Visitor } from './journey.js'
import { signInByKeys, tabTo } from './keys.js'
import { desks } from './looks.js'
import { roadOf, roadWordsOf } from './road-scene.js'

const wide = desks.filter((look) => look.width === 1440)

/** Goes down the list with its key until the row has the focus, and opens it. */
const openRow = async ({ page }: Visitor, row: Locator): Promise<void> => {
  await row.waitFor()
  for (let i = 0; i < 6 && !(await row.evaluate((e) => e === document.activeElement)); i += 1)
    await page.keyboard.press('j')
  expect(await row.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
}

journey(
  { name: '[X4, E5] at the desk a load on the road is split with the keyboard alone', looks: wide },
  async (j) => {
    const road = await roadOf(j.w)
    const words = roadWordsOf(j.look)
    const visitor = await j.visit('/')
    const { page } = visitor
    await signInByKeys(visitor, road.supply.login)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const rail = page.locator('#rail').getByRole('link', { name: j.words.desk.nav.consignments, exact: true })
    await tabTo(page, rail, 'Shift+Tab')
    await page.keyboard.press('Enter')
    const table = page.getByRole('table', { name: words.list.caption, exact: true })
    await openRow(visitor, table.locator('tbody tr').first().getByRole('link'))
    const panel = page.getByRole('complementary', { name: words.list.panel })
    await tabTo(page, panel.getByRole('link', { name: words.tabs.cargo, exact: true }))
    await page.keyboard.press('Enter')
    await tabTo(page, panel.locator('summary').filter({ hasText: words.cargo.split }))
    await page.keyboard.press('Enter')
    const form = panel.getByRole('form', { name: words.cargo.split, exact: true })
    await tabTo(page, form.getByRole('textbox').first())
    await page.keyboard.type('4')
    await tabTo(page, form.getByLabel(words.cargo.reason, { exact: true }))
    await page.keyboard.type('two cars')
    await page.keyboard.press('Enter')
    await panel.getByRole('link', { name: words.cargo.related.splitInto, exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    const { rows } = await j.w.admin.query('select quantity::int as n from supply.move_line order by 1')
    expect(rows.map(({ n }) => n)).toEqual([4, 6])
  },
)

journey(
  { name: '[X4, E3] at the desk a request is opened, read tab by tab and closed with the keyboard alone', looks: wide },
  async (j) => {
    const ward = await wardOf(j.w)
    await ready(ward, ward.desk)
    const visitor = await j.visit('/')
    const { page } = visitor
    await signInByKeys(visitor, ward.supply.login)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const rail = page.locator('#rail').getByRole('link', { name: j.words.desk.nav.requests, exact: true })
    await tabTo(page, rail, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await openRow(visitor, page.locator('tbody tr').first().getByRole('link').first())
    const panel = page.getByRole('complementary').last()
    const tabs = panel.getByRole('navigation').getByRole('link')
    await expect.poll(() => tabs.count()).toBe(4)
    for (const tab of await tabs.all()) {
      await tabTo(page, tab)
      await page.keyboard.press('Enter')
      await expect.poll(() => tab.getAttribute('aria-current')).toBe('page')
    }
    await page.keyboard.press('Escape')
    await expect.poll(() => new URL(page.url()).pathname).toBe('/requests')
  },
)
