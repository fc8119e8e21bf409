import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringAxe, type Looked, violations } from './axe-rules.js'
import { looksOf } from './axe-walk.js'
import { executablePath, newContext, type Opened, openWorld } from './journey.js'

looksOf(['officer', 'stranger', 'nobody', 'administrator', 'auditor', 'supply'])

let opened: Opened | undefined
beforeAll(async () => {
  if (executablePath !== undefined) opened = await openWorld()
})
afterAll(() => opened?.close())

/** The sign-in page with something put into it that must be found out. */
const spoiled = async (html: string, looked: Looked): Promise<string> => {
  const context = await newContext({ language: 'zh-CN', theme: 'light', width: 1440 })
  await bringAxe(context)
  const page = await context.newPage()
  await page.goto(opened?.address ?? '')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const whole = (await violations(page, looked)).join()
  expect(whole).toBe('')
  await page.evaluate((text) => document.querySelector('main')?.insertAdjacentHTML('beforeend', text), html)
  const found = (await violations(page, looked)).join()
  await context.close()
  return found
}

test.skipIf(executablePath === undefined)('a button without a name is found out', async () => {
  expect(await spoiled('<button></button>', 'whole')).toContain('critical button-name')
  expect(await spoiled('<button></button>', 'words')).toContain('critical button-name')
})

test.skipIf(executablePath === undefined)('a text that is too pale is found out', async () => {
  const pale = '<p><font color="#bbbbbb">这一行太浅</font></p>'
  expect(await spoiled(pale, 'whole')).toContain('serious color-contrast')
  expect(await spoiled(pale, 'colours')).toContain('serious color-contrast')
})
