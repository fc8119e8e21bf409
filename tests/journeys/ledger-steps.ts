import { luotian, type World } from '../support/world.js'
import { openModule } from './desk.js'
import type { Visitor } from './journey.js'

/** Hands a ledger over, and waits for its columns; the kind of file is told by what it holds. */
export const upload = async (visitor: Visitor, name: string, buffer: Buffer): Promise<void> => {
  const { page, words } = visitor
  const { ledger, nav } = words.desk
  await openModule(visitor, nav.ledger)
  await page.getByRole('link', { name: ledger.start, exact: true }).first().click()
  await page.getByLabel(ledger.choose).setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await page.getByRole('heading', { name: ledger.mappingTitle, exact: true }).waitFor()
}

/** Checks it with the columns as they stand. */
export const check = async ({ page, words }: Visitor): Promise<void> => {
  await page.getByRole('button', { name: words.desk.ledger.check, exact: true }).click()
  await page.getByRole('heading', { name: words.desk.ledger.resultTitle, exact: true }).waitFor()
}

/** The counts above the rows, as the page writes them. */
export const countsOf = async ({ page, words }: Visitor): Promise<Readonly<Record<string, string>>> => {
  const chips = page.getByRole('group', { name: words.desk.ledger.verdict }).getByRole('button')
  const texts = await chips.allInnerTexts()
  return Object.fromEntries(texts.map((text) => text.split('\n').reverse() as [string, string]))
}

/** How many people are on the county's ledger. */
export const ledgerSize = async (w: World): Promise<number> =>
  (await w.admin.query('select from care.person where home = $1', [luotian])).rowCount ?? 0
