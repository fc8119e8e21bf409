import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { password } from '../support/world.js'
import type { Visitor } from './journey.js'

/** Goes on with Tab, or back, until the target has the focus, which must then be seen. */
export const tabTo = async (page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  await target.waitFor()
  for (let i = 0; i < 40; i += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      expect(await target.evaluate(isMarked)).toBe(true)
      return
    }
    await page.keyboard.press(key)
  }
  throw new Error(`${key} does not lead to ${target}`)
}

/** Whether the focus is drawn: by an outline or a shadow of its own. */
const isMarked = (element: Element): boolean => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
  return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
}

/** Signs in with the keyboard alone. */
export const signInByKeys = async ({ page, words }: Visitor, login: string): Promise<void> => {
  await tabTo(page, page.getByLabel(words.session.login, { exact: true }))
  await page.keyboard.type(login)
  await tabTo(page, page.getByLabel(words.session.password, { exact: true }))
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: words.session.title, level: 1 }).waitFor({ state: 'detached' })
}
