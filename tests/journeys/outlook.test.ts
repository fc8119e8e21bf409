import { expect } from 'vitest'
import { outlookEn } from '../../apps/web/src/i18n/outlook.en.js'
import { outlookZhCN } from '../../apps/web/src/i18n/outlook.zh-CN.js'
import { addDays } from '../../packages/domain/src/shared/index.js'
import { countsFile, firstCounted } from '../support/counts.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'

journey(
  {
    name: '[E2] a desk loads counts, takes them into use, explains a leap, and sees the week ahead and what it needs',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const said = j.look.language === 'en' ? outlookEn : outlookZhCN
    const { login } = await w.account({ role: 'supplyDesk', place: '42', login: 'hubei-supply' })
    const visitor = await j.enter(login, '/enterprises')
    const { page } = visitor
    await openModule(visitor, words.desk.nav.outlook)
    await page.getByText(said.empty).waitFor()
    await visitor.shot('outlook-empty')
    await page.getByRole('link', { name: said.curves, exact: true }).click()
    await page.getByLabel(said.curve.name, { exact: true }).fill('湖北省每日通报')
    await page.locator('input[type=file]').setInputFiles({
      name: 'counts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${countsFile()}\n2020-02-30,420000,,湖北省,,5,,`),
    })
    const panel = page.getByRole('complementary', { name: said.curve.panel })
    await panel.getByRole('heading', { name: '湖北省每日通报', level: 2 }).waitFor()
    // The nation's rows are not the province's; the day that is none is named with what stands there.
    await panel.getByText(said.curve.wrong('41')).click()
    await panel.getByText('“2020-02-30”', { exact: false }).waitFor()
    await visitor.shot('curve-checked')
    await panel.getByRole('button', { name: said.curve.take, exact: true }).click()
    await panel.getByText(said.curve.states.taken, { exact: true }).waitFor()
    await panel.getByText(said.curve.add, { exact: true }).first().click()
    await panel.getByLabel(said.curve.day, { exact: true }).fill(addDays(firstCounted, 23))
    await panel.getByLabel(said.curve.reason, { exact: true }).fill('2月12日起纳入临床诊断病例')
    await panel.getByRole('button', { name: said.curve.add, exact: true }).click()
    await panel.getByText('2月12日起纳入临床诊断病例').waitFor()
    await visitor.shot('curve-defined')
    const made = async () => (await w.admin.query('select count(*)::int as n from supply.outlook where leaps = 0')).rows
    await expect.poll(made, { timeout: 15_000 }).toEqual([{ n: 3 }])

    await page.goto(`${j.address}/outlook`)
    const rows = page.getByRole('table', { name: said.caption, exact: true }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(1)
    await visitor.shot('outlook')
    await rows.getByRole('link').first().click()
    await page.getByRole('heading', { name: said.trust.title, level: 2 }).waitFor()
    await page.getByRole('heading', { name: said.need.title, level: 2 }).waitFor()
    const days = page.getByRole('table', { name: said.days, exact: true })
    await days.getByText(said.marks.definition, { exact: false }).first().waitFor()
    await visitor.shot('outlook-place')
    const need = page.getByRole('table', { name: said.need.caption, exact: true })
    const monitors = () =>
      need
        .getByRole('row')
        .filter({ hasText: j.look.language === 'en' ? 'ECG monitor' : '心电监护仪' })
        .innerText()
    const before = await monitors()
    await page.getByLabel(said.need.times, { exact: true }).fill('3')
    await page.getByRole('button', { name: said.need.apply, exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('times') === '3')
    await expect.poll(monitors).not.toBe(before)
  },
)
