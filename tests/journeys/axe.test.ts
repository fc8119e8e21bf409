import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeScene, type Reader, type Seen } from './axe-scene.js'
import { executablePath, newContext, type Opened, openWorld } from './journey.js'
import type { Look } from './looks.js'
import { shoot } from './shots.js'

let opened: Opened | undefined
let seen: readonly Seen[] = []
let cookies: ReadonlyMap<Reader, string> = new Map()

beforeAll(async () => {
  if (executablePath === undefined) return
  opened = await openWorld()
  ;({ seen, cookies } = await axeScene(opened.w))
})
afterAll(() => opened?.close())

/** A browser of a reader who is signed in and has chosen language and appearance before. */
const browserOf = async (reader: Reader, look: Look, address: string): Promise<BrowserContext> => {
  const context = await newContext(look)
  const [name, value] = (cookies.get(reader) ?? '').split('=')
  if (name && value) await context.addCookies([{ name, value, url: address }])
  await context.addInitScript(
    ([language, theme]) => {
      localStorage.setItem('lianfang.language', language)
      localStorage.setItem('lianfang.theme', theme)
    },
    [look.language, look.theme] as const,
  )
  return context
}

/** What axe finds on the page, as lines that say where. */
const violations = async (page: Page, looked: 'whole' | 'colours'): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  // The dark page is the light one in other colours.
  const runOnly = looked === 'colours' ? ['color-contrast', 'link-in-text-block'] : undefined
  const found = await page.evaluate(
    (only) =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        resultTypes: ['violations'],
        ...(only === undefined ? {} : { runOnly: only }),
      }), // put there by the line above
    runOnly,
  )
  return found.violations.map(
    (one) =>
      `${one.impact} ${one.id}: ${one.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(' | ')}`,
  )
}

const sideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

const lookAt = async (page: Page, one: Seen, look: Look): Promise<string[]> => {
  const ready = one.ready ?? 'h1'
  const there = await page
    .locator(ready)
    .first()
    .waitFor({ timeout: 8_000 })
    .then(() => true)
    .catch(() => false)
  if (!there) return [`${one.name} ${look.width}: ${ready} does not come`]
  await page.evaluate(() => document.fonts.ready)
  await shoot(page, one.name, look)
  const wide = (await sideways(page)) ? ['runs out of the side'] : []
  return [...wide, ...(await violations(page, look.theme === 'dark' ? 'colours' : 'whole'))].map(
    (line) => `${one.name} ${look.width}: ${line}`,
  )
}

/** Two looks see every page at both widths, the other two each at the width where it is used most. */
const walks = [
  { language: 'zh-CN', theme: 'light', narrow: true },
  { language: 'zh-CN', theme: 'dark', narrow: false },
  { language: 'en', theme: 'light', narrow: true },
  { language: 'en', theme: 'dark', narrow: false },
] as const
type Walk = (typeof walks)[number]

/** Everything that one reader meets on the way through its pages. */
const walkAs = async (reader: Reader, { language, theme, narrow }: Walk): Promise<string[]> => {
  const { address = '' } = opened ?? {}
  const context = await browserOf(reader, { language, theme, width: 1440 }, address)
  const page = await context.newPage()
  const found: string[] = []
  for (const one of seen.filter(({ as }) => as === reader)) {
    const field = one.path.startsWith('/field')
    const widths = field ? ([390] as const) : narrow ? ([1440, 390] as const) : ([1440] as const)
    for (const [i, width] of widths.entries()) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
      if (i === 0) await page.goto(address + one.path)
      found.push(...(await lookAt(page, one, { language, theme, width })))
    }
  }
  await context.close()
  return found
}

for (const walk of walks)
  test.skipIf(executablePath === undefined)(
    `a screen reader meets no obstacle on any page (${walk.language}, ${walk.theme})`,
    async () => {
      const readers = [...new Set(seen.map((one) => one.as))]
      // Two at a time: one page is looked at while the other is loaded.
      const lane = async (): Promise<string[]> => {
        const reader = readers.shift()
        return reader === undefined ? [] : [...(await walkAs(reader, walk)), ...(await lane())]
      }
      expect((await Promise.all([lane(), lane()])).flat()).toEqual([])
    },
    // Some sixty pages: a busy machine may need longer than a journey has.
    400_000,
  )

test.skipIf(executablePath === undefined)('a button without a name is found out', async () => {
  const context = await newContext({ language: 'en', theme: 'light', width: 1440 })
  const page = await context.newPage()
  await page.goto(opened?.address ?? '')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')))
  expect((await violations(page, 'whole')).join()).toContain('critical button-name')
  await context.close()
})
