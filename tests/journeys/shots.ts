import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Look } from './looks.js'

const folder = join(import.meta.dirname, '../.artefacts/shots')

/** Keeps what is on the screen as page-language-width-theme.png: what stood there when a journey failed. */
export const picture = async (page: Page, name: string, look: Look): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}-${look.language}-${look.width}-${look.theme}.png`)
  await page.screenshot({ path, fullPage: true, animations: 'disabled' })
}

/**
 * A picture to be looked at by eye, where somebody asked for them (LIANFANG_SHOTS=1): some thousand pictures of whole
 * pages take minutes of a run that nobody looks at.
 */
export const shoot = async (page: Page, name: string, look: Look): Promise<void> => {
  if (process.env['LIANFANG_SHOTS'] === '1') await picture(page, name, look)
}
