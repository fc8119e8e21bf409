import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.js'
import { phones } from './looks.js'
import { personNamed, teamsDay } from './scenes.js'

type Seen = { readonly beyond: number; readonly small: readonly string[] }

/** How far the page can be pushed sideways, and what is smaller than a gloved finger needs. */
const lookAt = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const targets = [...document.querySelectorAll<HTMLElement>('a, button, input, select, summary, textarea')]
      // A radio is as large as its label, which lies around it.
      .map((el) => (el.matches('input[type="radio"], input[type="checkbox"]') ? (el.closest('label') ?? el) : el))
      .filter((el) => el.checkVisibility() && !el.matches('.skip') && el.closest('.sr') === null)
    const small = targets.filter((el) => {
      const { width, height } = el.getBoundingClientRect()
      return width < 43.5 || height < 43.5
    })
    const { scrollWidth, clientWidth } = document.documentElement
    return { beyond: scrollWidth - clientWidth, small: small.map((el) => el.outerHTML.slice(0, 80)) }
  })

journey(
  { name: '[X4] every field page fits 320 px and 200 % zoom, every target a gloved finger', looks: phones },
  async (j) => {
    const { worker } = await teamsDay(j.w)
    const id = await personNamed(j.w, '陈金花')
    const { page } = await j.enter(worker.login)
    await page.locator('.f-name').first().waitFor()
    const pages: readonly (readonly [path: string, ready: string])[] = [
      ['', '.f-name'],
      ['people', '.f-name'],
      [`people/${id}`, '.timeline'],
      [`record/${id}`, '.btn-well'],
      ['report', '.f-name'],
      [`report/${id}`, '.readings'],
      ['people/new', '.doorstep'],
      [`edit/${id}`, '.doorstep'],
      ['me', '.card'],
      ['nothing', '.empty'],
    ]
    for (const [path, ready] of pages) {
      await page.goto(`${j.address}/field/${path}`)
      await page.locator(ready).first().waitFor()
      // A phone of 390 px at 200 % is 195 px wide.
      for (const width of [320, 195]) {
        await page.setViewportSize({ width, height: 600 })
        expect(await lookAt(page), `${path} at ${width} px`).toEqual({ beyond: 0, small: [] })
      }
    }
  },
)
