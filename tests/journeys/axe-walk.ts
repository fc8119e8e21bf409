import type { Language } from '@lianfang/contract'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reader, Seen } from './axe-pages.js'
import { bringAxe, type Looked, sideways, violations } from './axe-rules.js'
import { axeScene, type Scene } from './axe-scene.js'
import { executablePath, newContext, type Opened, openWorld } from './journey.js'
import type { Look } from './looks.js'
import { shoot } from './shots.js'

type Glance = { readonly width: Look['width']; readonly theme: Look['theme']; readonly looked: Looked }

const inField = ({ path }: Seen): boolean => path.startsWith('/field')

/** Chinese is looked at whole, at each width, and in its colours by night; English for what its words change, at each width. */
const glancesAt = (one: Seen, language: Language): readonly Glance[] => {
  const widths = inField(one) ? ([390] as const) : ([1440, 390] as const)
  if (language === 'en') return widths.map((width) => ({ width, theme: 'light', looked: 'words' }))
  const [used] = widths
  const light = widths.map((width) => ({ width, theme: 'light', looked: 'whole' }) as const)
  return [...light, { width: used, theme: 'dark', looked: 'colours' }]
}

/** A browser of a reader who is signed in and has chosen the language before. */
const browserOf = async (cookie: string, language: Language, address: string): Promise<BrowserContext> => {
  const context = await newContext({ language, theme: 'light', width: 1440 })
  const [name, value] = cookie.split('=')
  if (name && value) await context.addCookies([{ name, value, url: address }])
  await context.addInitScript((chosen) => localStorage.setItem('lianfang.language', chosen), language)
  await bringAxe(context)
  return context
}

/** The page's own way of going on to another of its pages, where there is one; its name is the router's. */
type Routed = {
  readonly __TSR_ROUTER__?: {
    readonly navigate: (to: { readonly href: string }) => Promise<void>
    readonly state: {
      readonly status: 'idle' | 'pending'
      readonly resolvedLocation?: { readonly href: string }
      readonly location: { readonly href: string }
      readonly matches: readonly { readonly routeId: string }[]
    }
  }
}

/** Goes on inside the page, as a link does; says whether another kind of page stands there now. */
const goOn = (page: Page, path: string): Promise<boolean> =>
  page.evaluate(async (href) => {
    const router = (window as unknown as Routed).__TSR_ROUTER__ // put there by the router itself
    const kind = () => router?.state.matches.at(-1)?.routeId
    const before = kind()
    await router?.navigate({ href })
    // Where it goes is known before it is drawn: what is looked at must not be the page before.
    const drawn = () => {
      const { status, location, resolvedLocation } = router?.state ?? {}
      return status === 'idle' && resolvedLocation?.href === location?.href
    }
    while (router !== undefined && !drawn()) await new Promise(requestAnimationFrame)
    return kind() !== before
  }, path)

/** Opens a page: anew where its program is another one, or where something of the page before could still stand. */
const open = async (page: Page, one: Seen, before: Seen | undefined, address: string): Promise<void> => {
  const same = before !== undefined && one.as !== 'nobody' && inField(one) === inField(before)
  if (same && (await goOn(page, one.path))) return
  await page.goto(address + one.path)
}

const lookAt = async (page: Page, one: Seen, look: Look, looked: Looked): Promise<string[]> => {
  await page.setViewportSize({ width: look.width, height: look.width === 390 ? 844 : 900 })
  const ready = one.ready ?? 'h1'
  const there = await page
    .locator(ready)
    .first()
    .waitFor({ timeout: 8_000 })
    .then(() => true)
    .catch(() => false)
  if (!there) return [`${one.name} ${look.width}: ${ready} does not come`]
  if (one.unfold !== undefined) {
    const folded = page.locator(one.unfold)
    await folded.first().waitFor({ state: 'attached' })
    await folded.evaluateAll((lines) => {
      for (const line of lines) line.setAttribute('open', '')
    })
  }
  // Colours hang on this alone. The device's own change is told to a page when it is next drawn, which one that nobody looks at
  // may not be for seconds.
  await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), look.theme)
  await page.evaluate(() => document.fonts.ready)
  await shoot(page, one.name, look)
  const wide = (await sideways(page)) ? ['runs out of the side'] : []
  return [...wide, ...(await violations(page, looked))].map(
    (line) => `${one.name} ${look.width} ${look.theme}: ${line}`,
  )
}

/** Everything that one reader meets on the way through its pages. */
const walkAs = async (reader: Reader, { seen, cookies }: Scene, language: Language, address: string) => {
  const context = await browserOf(cookies.get(reader) ?? '', language, address)
  const page = await context.newPage()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const found: string[] = []
  let before: Seen | undefined
  for (const one of seen.filter(({ as }) => as === reader)) {
    await open(page, one, before, address)
    for (const { width, theme, looked } of glancesAt(one, language))
      found.push(...(await lookAt(page, one, { language, theme, width }, looked)))
    before = one
  }
  await context.close()
  return found
}

/** The pages of some readers, looked at in both languages; two files share the readers, so that two workers share the time. */
export const looksOf = (readers: readonly Reader[]): void => {
  let opened: Opened | undefined
  let scene: Scene = { seen: [], cookies: new Map() }
  beforeAll(async () => {
    if (executablePath === undefined) return
    opened = await openWorld()
    scene = await axeScene(opened.w)
  })
  afterAll(() => opened?.close())
  for (const language of ['zh-CN', 'en'] as const)
    test.skipIf(executablePath === undefined)(
      `[X4] a screen reader meets no obstacle on any page (${language})`,
      async () => {
        const left = [...readers]
        // Two at a time: one page is looked at while the other is loaded.
        const lane = async (): Promise<string[]> => {
          const reader = left.shift()
          if (reader === undefined) return []
          return [...(await walkAs(reader, scene, language, opened?.address ?? '')), ...(await lane())]
        }
        expect((await Promise.all([lane(), lane()])).flat()).toEqual([])
      },
      // Some sixty pages: a busy machine may need longer than a journey has.
      400_000,
    )
}
