import type { Locator, Page } from 'playwright-core'
import { openTable } from '../../apps/server/src/interop/xlsx/index.js'

/** Downloads a table (CSV or XLSX) by its link and opens it: the cells of each row, the headings first. */
export const downloaded = async (page: Page, link: Locator): Promise<readonly (readonly string[])[]> => {
  const coming = page.waitForEvent('download')
  await link.click()
  const table = await openTable({ path: await (await coming).path() })
  const rows: (readonly string[])[] = []
  for await (const { cells } of table.rows) rows.push(cells)
  await table.close()
  return rows
}
