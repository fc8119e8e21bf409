import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Look } from './looks.js'

const folder = join(import.meta.dirname, '../.artefacts/shots')

/** Keeps what is on the screen as page-language-width-theme.png, to be looked at by eye. */
export const shoot = async (page: Page, name: string, look: Look): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}-${look.language}-${look.width}-${look.theme}.png`)
  await page.screenshot({ path, fullPage: true, animations: 'disabled' })
}
