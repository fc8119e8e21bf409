import { expect } from 'vitest'
import { dayAt } from '../support/days.js'
import { header } from '../support/ledgers.js'
import { workbook } from '../support/workbook.js'
import { openModule } from './desk.js'
import { journey, type Visitor } from './journey.js'
import { check, ledgerSize } from './ledger-steps.js'
import { desks } from './looks.js'
import { lineOf, red, staffOf, villageAt, villagesOf } from './scenes.js'

/** Hands the workbook over. */
const hand = async ({ page, words }: Visitor, buffer: Buffer): Promise<void> => {
  const mimeType = 'application/octet-stream'
  await page.getByLabel(words.desk.ledger.choose).setInputFiles({ name: '台账.xlsx', mimeType, buffer })
}

journey(
  {
    name: '[K1, X6] of a workbook that begins with a cover a person says which sheet is the ledger, and may cancel and check again',
    looks: desks,
  },
  async ({ w, words, enter }) => {
    const { officer } = await staffOf(w)
    const place = villageAt(await villagesOf(w), 0)
    const line = (name: string, nth: number) => lineOf(place, { name, ...red, phone: `1380001000${nth}` }, nth)
    const title = [`重点人群台账（截至${dayAt(Date.now())}）`]
    const book = workbook([
      { name: '封面', rows: [['重点人群健康服务台账'], ['填报单位：凤山镇']] },
      { name: '北片', rows: [title, header, line('周桂英', 1), line('王大山', 2)] },
      { name: '南片', rows: [title, header, line('吴秀兰', 3)] },
    ])
    const visitor = await enter(officer.login)
    const { page } = visitor
    const { ledger, nav } = words.desk
    await openModule(visitor, nav.ledger)
    await page.getByRole('link', { name: ledger.start, exact: true }).first().click()
    await hand(visitor, book)
    await page.getByRole('heading', { name: ledger.sheetsTitle, exact: true }).waitFor()
    await visitor.shot('sheets')
    await page.getByRole('button', { name: ledger.chooseSheetOf('南片'), exact: true }).click()
    await page.getByText(ledger.sheet('南片'), { exact: false }).waitFor()
    await page.getByRole('link', { name: ledger.otherSheet, exact: true }).click()
    await hand(visitor, book)
    await page.getByRole('button', { name: ledger.chooseSheetOf('北片'), exact: true }).click()
    await page.getByText(ledger.sheet('北片'), { exact: false }).waitFor()
    await check(visitor)
    await page.getByRole('button', { name: ledger.cancel, exact: true }).click()
    await page.getByRole('heading', { name: ledger.cancelledTitle }).waitFor()
    await visitor.shot('import-cancelled')
    await page.getByRole('button', { name: ledger.checkAgain, exact: true }).click()
    await page.getByRole('button', { name: ledger.accept('2'), exact: true }).click()
    await page.getByRole('heading', { name: ledger.doneTitle, exact: true }).waitFor()
    // The people of the chosen sheet, and of it alone.
    expect(await ledgerSize(w)).toBe(2)
  },
)
