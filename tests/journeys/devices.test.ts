import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { assetsEn } from '../../apps/web/src/i18n/assets.en.js'
import { type AssetMessages, assetsZhCN } from '../../apps/web/src/i18n/assets.zh-CN.js'
import { daysFromNow } from '../support/days.js'
import { type Journey, journey } from './journey.js'
import { desks, type Look, phones } from './looks.js'
import { storesOf, storeWords } from './store-scene.js'

const wordsIn = ({ language }: Look): AssetMessages => (language === 'en' ? assetsEn : assetsZhCN)
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
const follow = (page: Page, name: string): Promise<void> => page.getByRole('link', { name, exact: true }).click()

/** The keeper opens a device; an answer is waited for by what the page says of it. */
const openDevice = async (j: Journey, store: string, serial: string) => {
  const visitor = await j.enter('keeper', `/store/${store}`)
  const { page } = visitor
  await follow(page, storeWords(j.look).parts.devices)
  await page.getByRole('link', { name: serial }).click()
  await page.getByRole('heading', { name: serial, level: 1 }).waitFor()
  return visitor
}

const states = (page: Page) => page.locator('.f-main .line').first().locator('> span').allInnerTexts()

journey(
  {
    name: '[E9] a keeper checks a device, it is put into use, a fault ends that, and only a new check makes it ready again',
    looks: phones,
  },
  async (j) => {
    const { store } = await storesOf(j.w)
    const words = wordsIn(j.look)
    const visitor = await openDevice(j, store.id, 'V-001')
    const { page } = visitor
    await expect.poll(() => states(page)).toEqual([words.states.notTold])
    await page.getByText(words.noHistory).waitFor()
    await visitor.shot('device-new')

    await follow(page, words.acts.check)
    await page.getByLabel(words.contractBy.maker, { exact: true }).check()
    await page.getByLabel(words.consumableDays).fill('一周')
    await press(page, words.save)
    await page.getByText(words.notDays).waitFor()
    await page.getByText(words.missingDay).waitFor()
    await visitor.shot('device-check-wrong')
    await page.getByLabel(words.nextMaintenance).fill(daysFromNow(60))
    await page.getByLabel(words.contractDay).fill(daysFromNow(300))
    await page.getByLabel(words.consumableDays).fill('１０')
    await press(page, words.save)
    await expect.poll(() => states(page)).toEqual([words.states.ready])

    await follow(page, words.acts.use)
    await press(page, words.save)
    await page.getByText(words.missing).waitFor()
    await page.getByLabel(words.where).fill('重症一科')
    await press(page, words.save)
    await expect.poll(() => states(page)).toEqual([words.states.inUse])
    await visitor.shot('device-in-use')

    await follow(page, words.acts.fault)
    await page.getByLabel(words.cause).fill('气路漏气')
    // What is typed stands there again after a reload.
    await page.reload()
    await expect.poll(() => page.getByLabel(words.cause).inputValue()).toBe('气路漏气')
    await press(page, words.save)
    await page
      .getByText(/气路漏气/)
      .first()
      .waitFor()
    await expect.poll(async () => (await states(page))[0]).toBe(words.states.fault)
    await page.reload()
    await follow(page, words.acts.repaired)
    await press(page, words.save)
    await expect.poll(async () => (await states(page))[0]).toBe(words.states.notTold)
    await follow(page, words.acts.check)
    await press(page, words.save)
    await expect.poll(() => states(page)).toEqual([words.states.ready])
    const history = page.getByRole('list', { name: words.history }).getByRole('listitem')
    await expect.poll(() => history.count()).toBe(5)
    await visitor.shot('device-history')
  },
)

journey(
  { name: '[E9] a keeper lends a device that is not ready only with a reason, and records its return', looks: phones },
  async (j) => {
    const { store } = await storesOf(j.w)
    const words = wordsIn(j.look)
    const visitor = await openDevice(j, store.id, 'V-002')
    const { page } = visitor
    await follow(page, words.acts.lend)
    await page.getByLabel(words.lendKinds.party, { exact: true }).check()
    await page.getByLabel(words.party).fill('民营康复医院')
    await page.getByLabel(words.dueBack).fill(daysFromNow(7))
    await page.getByLabel(words.condition).fill('完好')
    await press(page, words.save)
    await page.getByText(words.missing).waitFor()
    await page.getByLabel(words.reasonNeeded(words.states.notTold)).fill('抢救急用')
    await visitor.shot('device-lend')
    await press(page, words.save)
    await expect.poll(() => states(page)).toEqual([words.states.onLoan])
    await follow(page, words.acts.returned)
    await page.getByLabel(words.condition).fill('面板开裂')
    await page.getByLabel(words.broken, { exact: true }).check()
    await page.getByLabel(words.cause).fill('面板开裂')
    await press(page, words.save)
    await expect.poll(async () => (await states(page))[0]).toBe(words.states.fault)
    await visitor.shot('device-returned')
  },
)

journey(
  {
    name: '[E9] a desk sees how many devices are ready, opens what keeps the others, and reads one’s history',
    looks: desks,
  },
  async (j) => {
    const { desk, store } = await storesOf(j.w)
    const words = wordsIn(j.look)
    const { body } = await store.keeper.call('asset.here', { params: { id: store.id } })
    const [first] = body.rows
    const said = { maintenanceDue: daysFromNow(5), contract: { own: true, until: null }, consumableDays: 9 }
    const day = daysFromNow(0)
    await store.keeper.call('asset.say', {
      params: { id: store.id, item: first?.item ?? '' },
      body: { id: crypto.randomUUID(), day, what: 'check', ...said },
    })
    expect(desk).toBeDefined()
    await j.w.account({ role: 'supplyDesk', place: '421123', login: 'devicedesk' })
    const visitor = await j.enter('devicedesk', '/devices')
    const { page } = visitor
    const strip = page.getByRole('region', { name: words.byState })
    await strip.getByRole('link', { name: `${words.deployable} 1`, exact: true }).waitFor()
    await strip.getByText(words.ofUnits('2')).waitFor()
    await visitor.shot('devices')
    const rows = page.getByRole('table', { name: words.caption, exact: true }).locator('tbody tr')
    await strip.getByRole('link', { name: `${words.states.notTold} 1`, exact: true }).click()
    await expect.poll(() => rows.count()).toBe(1)
    await page.getByLabel(words.state, { exact: true }).selectOption('')
    await expect.poll(() => rows.count()).toBe(2)
    await page.getByRole('button', { name: words.dueSoon, exact: true }).click()
    await expect.poll(() => rows.count()).toBe(1)
    await rows.first().getByRole('link').click()
    const panel = page.getByRole('complementary', { name: words.panel })
    await panel.getByRole('list', { name: words.history }).getByText(words.acts.check).waitFor()
    await visitor.shot('device-desk')
    await panel.getByRole('link', { name: words.toStore, exact: true }).waitFor()
    await page.getByLabel(words.search, { exact: true }).fill('nothing such')
    await page.getByText(words.emptyFilter).waitFor()
    await visitor.shot('devices-empty')
  },
)
