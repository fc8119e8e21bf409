import { expect } from 'vitest'
import { operationEn } from '../../apps/web/src/i18n/operation.en.js'
import { type OperationMessages, operationZhCN } from '../../apps/web/src/i18n/operation.zh-CN.js'
import { partsEn } from '../../apps/web/src/i18n/parts.en.js'
import { partsZhCN } from '../../apps/web/src/i18n/parts.zh-CN.js'
import { formatDay } from '../../apps/web/src/ui/time.js'
import { journey } from './journey.js'
import { desks, type Look } from './looks.js'

const size = { seed: 42, makers: 3, suppliers: 9, shrink: 500, kinds: ['ventilator-noninvasive', 'monitor-ecg'] }
const options = { demonstration: true, operation: size } as const

const wordsOf = ({ language }: Look): OperationMessages => (language === 'en' ? operationEn : operationZhCN)

journey(
  {
    name: '[X10, E4] the desk of the nation plays the operation day by day, stops it, and sees which suppliers of parts work again',
    looks: desks,
    options,
  },
  async ({ w, look, enter }) => {
    const { login } = await w.account({ role: 'supplyDesk', place: 'nation', login: 'player' })
    const { page, words, shot } = await enter(login)
    const own = wordsOf(look)
    const parts = look.language === 'en' ? partsEn : partsZhCN
    const bar = page.getByRole('region', { name: own.label })
    const dayOf = (day: string) => bar.getByText(own.day(formatDay(day, look.language)), { exact: true })
    await dayOf('2020-01-20').waitFor()
    await page.getByRole('heading', { name: words.supply.enterprises.title, level: 1 }).waitFor()

    await bar.getByRole('button', { name: own.next, exact: true }).click()
    await dayOf('2020-01-21').waitFor()
    await shot('operation-next')

    await bar.getByRole('button', { name: own.play, exact: true }).click()
    await dayOf('2020-01-23').waitFor({ timeout: 60_000 })
    await bar.getByRole('button', { name: own.stop, exact: true }).click()
    await bar.getByRole('button', { name: own.play, exact: true }).waitFor()

    await page.getByRole('button', { name: parts.only, exact: true }).click()
    await page.waitForURL(/waits=yes/)
    await page.locator('tbody a[data-row]').first().click()
    const panel = page.getByRole('complementary', { name: words.supply.enterprises.panel })
    await panel.getByRole('link', { name: parts.tab, exact: true }).click()
    await panel.getByText(parts.waits, { exact: true }).first().waitFor()
    await shot('operation-parts')

    // Where it stood is kept: whoever opens the page anew sees the same day or a later one that was under way.
    await page.reload()
    await bar.waitFor()
    expect(w.house.now()).toBeGreaterThan(Date.parse('2020-01-23T00:00:00+08:00') - 1)
    expect(w.house.now()).toBeLessThan(Date.parse('2020-02-01T00:00:00+08:00'))
  },
)

journey(
  {
    name: '[X10] the desk of a county has no bar, in the demonstration of a county nobody has',
    looks: desks.slice(0, 1),
    options: { demonstration: true },
  },
  async ({ w, look, enter }) => {
    const { login } = await w.account({ role: 'supplyDesk', place: '421123' })
    const { page, words } = await enter(login)
    await page.getByRole('heading', { name: words.supply.enterprises.title, level: 1 }).waitFor()
    expect(await page.getByRole('region', { name: wordsOf(look).label }).count()).toBe(0)
  },
)
