import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'

/** What is looked at: everything, what changes with the colours, or what changes with the words and their length. */
export type Looked = 'whole' | 'colours' | 'words'

/** The dark page is the light one in other colours. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** A page in the other language is the same page with other names: one may be missing, or be another's too. */
const ofWords = [
  ...['aria-command-name', 'aria-dialog-name', 'aria-input-field-name', 'aria-meter-name', 'aria-progressbar-name'],
  ...['aria-toggle-field-name', 'aria-tooltip-name', 'aria-treeitem-name', 'button-name', 'document-title'],
  ...['empty-heading', 'empty-table-header', 'frame-title', 'html-has-lang', 'html-lang-valid', 'image-alt'],
  ...['image-redundant-alt', 'input-button-name', 'label', 'label-title-only', 'landmark-unique', 'link-name'],
  ...['role-img-alt', 'scrollable-region-focusable', 'select-name', 'skip-link', 'summary-name', 'svg-img-alt'],
  ...['table-duplicate-name', 'valid-lang'],
]

const rulesOf: Readonly<Record<Looked, readonly string[] | null>> = {
  whole: null,
  colours: ofColours,
  words: ofWords,
}

/** Puts axe into every page that the browser loads: parsed once a load, not once a look. */
export const bringAxe = (context: BrowserContext): Promise<unknown> => context.addInitScript({ content: axe.source })

/** What axe finds on the page, as lines that say where. */
export const violations = async (page: Page, looked: Looked): Promise<string[]> => {
  const found = await page.evaluate(
    (only) =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        resultTypes: ['violations'],
        ...(only === null ? {} : { runOnly: [...only] }),
      }), // put there by bringAxe
    rulesOf[looked],
  )
  return found.violations.map(
    (one) =>
      `${one.impact} ${one.id}: ${one.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(' | ')}`,
  )
}

/**
 * Whether the page runs out of the side, and stays so: a screen that has just become narrow is drawn once before what measures
 * itself (a chart in its box) is told of it.
 */
export const sideways = (page: Page): Promise<boolean> =>
  page
    .waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth, undefined, {
      timeout: 2_000,
    })
    .then(() => false)
    .catch(() => true)
