import type { Page } from 'playwright-core'
import type { Visitor } from './journey.js'

/** Opens a module from the rail; on a narrow screen the rail is behind the menu. */
export const openModule = async ({ page, words }: Visitor, name: string): Promise<void> => {
  const menu = page.getByRole('button', { name: words.desk.nav.menu, exact: true })
  if (await menu.isVisible()) await menu.click()
  await page.locator('#rail').getByRole('link', { name, exact: true }).click()
}

/** A figure by its label, on the board or above a day's list. */
export const figure = (page: Page, label: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: new RegExp(`^${label}$`) }) })
    .locator('dd')
    .first()

/** How many people of a list are written on the page, in order, by their names. */
export const namesIn = (page: Page): Promise<string[]> => page.locator('.f-name').allInnerTexts()

/** A sentence with numbers as a pattern: `unsent(1, …)` without knowing the rest. */
export const sentence = (text: string): RegExp =>
  new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('§', '.+'))
