import { expect } from 'vitest'
import { incoming, receive } from '../support/stores.js'
import { luotian } from '../support/world.js'
import { sideways } from './axe-rules.js'
import { dealWords, loseAnswer } from './deal-scene.js'
import { journey, type Visitor } from './journey.js'
import { phones } from './looks.js'
import { enterpriseOf } from './scenes-supply.js'
import { storesOf } from './store-scene.js'

/** What every offer says: how many, ready today, how sure, who says so. */
const say = async ({ page, look }: Visitor, quantity: string): Promise<void> => {
  const { offer: words, reliabilities } = dealWords(look).deals
  await page
    .getByLabel(/^(数量|Quantity)/)
    .first()
    .fill(quantity)
  const readyOn = page.getByLabel(words.readyOn, { exact: true })
  await readyOn.fill((await readyOn.getAttribute('min')) ?? '')
  await page.getByText(reliabilities.certain, { exact: true }).tap()
  await page.getByLabel(words.saidBy, { exact: true }).fill('厂长周先生')
}

journey(
  { name: '[E3] who reports for an enterprise offers what it makes, and withdraws the rest', looks: phones },
  async (j) => {
    const { w } = j
    const desk = await w.signIn((await w.account({ role: 'supplyDesk', place: luotian })).login)
    const { id } = await enterpriseOf(desk, '大别山医疗器械厂', 'high-flow')
    const reporter = await w.account({ role: 'enterpriseReporter', place: luotian })
    const body = { id: crypto.randomUUID(), accountId: reporter.id, part: 'reporter', phone: null }
    await desk.call('enterprise.name', { params: { id }, body })
    const visitor = await j.enter(reporter.login, '/report')
    const { page } = visitor
    const { deals } = dealWords(j.look)
    const { offer: words } = deals
    await page.locator(`a[href="/report/${id}/offer"]`).tap()
    await page.getByRole('button', { name: words.send, exact: true }).tap()
    await page.getByText(deals.faultsTitle, { exact: true }).waitFor()
    await page.getByLabel(words.kind, { exact: true }).selectOption('high-flow')
    await expect.poll(() => page.getByLabel(words.product, { exact: true }).inputValue()).not.toBe('')
    await say(visitor, '40')
    await visitor.shot('report-offer')
    // The answer is lost: pressed again, nothing is offered twice.
    await loseAnswer(page, 'offers')
    await page.getByRole('button', { name: words.send, exact: true }).tap()
    await page.getByText(deals.offline, { exact: true }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: words.send, exact: true }).tap()
    await page.getByText(words.left('40', '40'), { exact: true }).waitFor()
    await expect.poll(() => page.getByLabel(words.saidBy, { exact: true }).inputValue()).toBe('')
    const offers = async () => (await w.admin.query('select channel, quantity, state from supply.offer')).rows
    expect(await offers()).toEqual([{ channel: 'production', quantity: '40', state: 'open' }])
    await page.locator('details summary').tap()
    await page.getByLabel(words.reason, { exact: true }).fill('另有订单')
    await page.getByRole('button', { name: words.withdraw, exact: true }).tap()
    await page.getByText(words.none, { exact: true }).waitFor()
    expect(await offers()).toEqual([{ channel: 'production', quantity: '40', state: 'withdrawn' }])
    expect(await sideways(page)).toBe(false)
  },
)

journey(
  { name: '[E3] who keeps a store offers what its book has, and what it needs itself is not taken', looks: phones },
  async (j) => {
    const { keeper, store } = await storesOf(j.w)
    await receive(store, [incoming({ kind: 'respirator-n95', lot: 'N-1', quantity: 100 })])
    const visitor = await j.enter(keeper.login, `/store/${store.id}/offer`)
    const { page } = visitor
    const { deals } = dealWords(j.look)
    const { offer: words } = deals
    await page.getByLabel(words.kind, { exact: true }).selectOption('respirator-n95')
    await say(visitor, '80')
    await page.getByLabel(words.ownedFields.inUse, { exact: true }).fill('0')
    await page.getByLabel(words.ownedFields.ownNeed, { exact: true }).fill('30')
    await visitor.shot('store-offer')
    await page.getByRole('button', { name: words.send, exact: true }).tap()
    await page.getByText(deals.keptOne('30', deals.kept.ownNeed)).waitFor()
    await page
      .getByLabel(/^(数量|Quantity)/)
      .first()
      .fill('70')
    await page.getByRole('button', { name: words.send, exact: true }).tap()
    await page.getByText(words.left('70', '70'), { exact: true }).waitFor()
    await visitor.shot('store-offered')
  },
)
