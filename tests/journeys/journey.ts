import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { makeWorld, password, type World, type WorldOptions } from '../support/world.js'
import { type Look, type Words, wordsOf } from './looks.js'
import { picture, shoot } from './shots.js'

/** The Chromium of the machine; without one the journeys are skipped, and count as skipped. */
export const executablePath = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
].find((path) => path !== undefined && existsSync(path))

/** A browser of one's own at the open product: somebody with a phone or at a desk. */
export type Visitor = {
  readonly page: Page
  readonly context: BrowserContext
  readonly words: Words
  readonly look: Look
  readonly shot: (name: string) => Promise<void>
}

export type Journey = {
  readonly w: World
  readonly look: Look
  readonly words: Words
  readonly address: string
  /** Opens the product in a new browser, nobody signed in. */
  readonly visit: (path: string, look?: Partial<Look>) => Promise<Visitor>
  /** Opens a page and signs in through the form, in the journey's language. */
  readonly enter: (login: string, path?: string, look?: Partial<Look>) => Promise<Visitor>
}

let browser: Browser | undefined
afterAll(async () => {
  await browser?.close()
  // The next file of the same worker opens its own.
  browser = undefined
})

const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const newContext = async (look: Look): Promise<BrowserContext> => {
  browser ??= await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: browserArgs })
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.width === 390 ? 844 : 900 },
    hasTouch: look.width === 390,
    colorScheme: look.theme,
    // Always a Chinese browser: whoever reads English chooses it on the page, as people do.
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  context.setDefaultTimeout(15_000)
  return context
}

/**
 * LIANFANG_SLOW_MS makes every answer come late, each by another time up to this many milliseconds: a journey that passes
 * only because this machine is fast is found out, and so is a page that changes under its reader's hand.
 */
const slowest = Number(process.env['LIANFANG_SLOW_MS'] ?? 0)
const slowDown = (context: BrowserContext): Promise<void> =>
  context.route(/\/api\/(?!live)/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * slowest))
    await route.continue().catch(() => undefined) // the page was closed meanwhile
  }) as Promise<unknown> as Promise<void>

/** Chooses the language on the page, when it shows another one. */
const chooseLanguage = async (page: Page, look: Look): Promise<void> => {
  const { otherLanguage } = wordsOf(look.language === 'en' ? 'zh-CN' : 'en')
  await page.getByRole('heading', { level: 1 }).waitFor()
  if ((await page.locator('html').getAttribute('lang')) === look.language) return
  await page.getByRole('button', { name: otherLanguage, exact: true }).click()
  // Its words are loaded first: who leaves the page before that has chosen nothing.
  await page.locator(`html[lang="${look.language}"]`).waitFor({ state: 'attached' })
}

export const signIn = async ({ page, words }: Visitor, login: string): Promise<void> => {
  await page.getByLabel(words.session.login, { exact: true }).fill(login)
  await page.getByLabel(words.session.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: words.session.submit, exact: true }).click()
  await page.getByRole('heading', { name: words.session.title, exact: true, level: 1 }).waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1 }).waitFor()
}

export type Opened = Omit<Journey, 'look' | 'words' | 'enter' | 'visit'> & {
  readonly as: (look: Look) => Journey
  readonly errors: readonly string[]
  readonly failed: (name: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** A world with its product open on a port, and the browsers that visit it. */
export const openWorld = async (options: WorldOptions & { readonly port?: number } = {}): Promise<Opened> => {
  const w = await makeWorld(options)
  const address = await w.product.app.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  const visitors: Visitor[] = []
  const errors: string[] = []
  const visitAs =
    (own: Look) =>
    async (path: string, change: Partial<Look> = {}) => {
      const look = { ...own, ...change }
      const context = await newContext(look)
      if (slowest > 0) await slowDown(context)
      const page = await context.newPage()
      page.on('pageerror', (error) => errors.push(String(error)))
      page.on('console', (line) => line.type() === 'error' && errors.push(line.text()))
      const visitor = {
        page,
        context,
        look,
        words: wordsOf(look.language),
        shot: (name: string) => shoot(page, name, look),
      }
      visitors.push(visitor)
      await page.goto(address + path)
      await chooseLanguage(page, look)
      return visitor
    }
  const as = (look: Look): Journey => {
    const visit = visitAs(look)
    return {
      w,
      address,
      look,
      words: wordsOf(look.language),
      visit,
      enter: async (login, path = '/', change = {}) => {
        const visitor = await visit(path, change)
        await signIn(visitor, login)
        return visitor
      },
    }
  }
  return {
    w,
    address,
    as,
    errors,
    failed: async (name) => {
      for (const [i, { page, look }] of visitors.entries())
        await picture(page, `failed-${name}-${i}`, look).catch(() => undefined)
    },
    close: async () => {
      for (const visitor of visitors) await visitor.context.close()
      await w.close()
    },
  }
}

type Told = { readonly name: string; readonly looks: readonly Look[]; readonly options?: WorldOptions }

/** One journey, walked once in each look, each time in a world of its own. */
export const journey = ({ name, looks, options = {} }: Told, walk: (j: Journey) => Promise<void>): void => {
  for (const look of looks) {
    const title = `${name} (${look.language}, ${look.width} px${look.theme === 'dark' ? ', dark' : ''})`
    test.skipIf(executablePath === undefined)(title, async () => {
      const opened = await openWorld(options)
      try {
        await walk(opened.as(look))
        expect(opened.errors.filter(isFault)).toEqual([])
      } catch (error) {
        await opened.failed(name.replace(/\W+/g, '-').slice(0, 40))
        throw error
      } finally {
        await opened.close()
      }
    })
  }
}

/** Browsers also write answers that a journey asked for into their console: signed out, refused, no network. */
const isFault = (line: string): boolean => !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(line)
