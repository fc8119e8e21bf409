import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { acceptGift, box, countIn, counting, inspectGift, inspecting, offerGift, paper } from '../support/gifts.js'
import { luotian } from '../support/world.js'
import { bringAxe, sideways, violations } from './axe-rules.js'
import { hospitalName } from './deal-scene.js'
import { openModule } from './desk.js'
import { giftsOf, giftWordsOf, givingOf, suitOf } from './gift-scene.js'
import { type Journey, journey, newContext } from './journey.js'
import { desks, phones } from './looks.js'
import { shoot } from './shots.js'
import { storeName } from './store-scene.js'

const isClean = async (page: Page, where: string): Promise<void> => {
  expect(await violations(page, 'whole'), where).toEqual([])
  expect(await sideways(page), where).toBe(false)
}

/** Somebody without an account, anywhere in the world. */
const donor = async (j: Journey, path = '/gifts') => {
  const context = await newContext(j.look)
  await bringAxe(context)
  const page = await context.newPage()
  await page.goto(j.address + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  if ((await page.locator('html').getAttribute('lang')) !== j.look.language) {
    await page.getByRole('button', { name: giftWordsOf({ language: 'zh-CN' }).open.other }).click()
  }
  return { context, page }
}

journey(
  {
    name: '[E3, E10] somebody without an account offers a gift, keeps its address, and sees what came and where it went',
    looks: desks,
  },
  async (j) => {
    const { desk, store } = await givingOf(j.w)
    const { open: words } = giftWordsOf(j.look)
    const { offer } = words
    const { context, page } = await donor(j)
    await page.getByText(words.published.empty, { exact: true }).waitFor()
    await shoot(page, 'gifts-empty', j.look)
    await page.getByRole('link', { name: words.tabs.offer, exact: true }).click()
    const send = page.getByRole('button', { name: offer.send, exact: true })
    await send.waitFor()
    await isClean(page, 'offer')
    await send.click()
    for (const fault of ['what', 'quantity', 'unit', 'place', 'wish', 'who', 'name', 'contact'] as const) {
      await page.getByText(offer.faults[fault], { exact: true }).first().waitFor()
    }
    await page.getByLabel(offer.kind, { exact: true }).selectOption('gown-protective')
    await page.getByLabel(offer.quantityOf(words.units.piece), { exact: true }).fill('120')
    await page.getByLabel(offer.place).selectOption(luotian)
    await page.getByText(offer.needed, { exact: true }).click()
    await page.getByText(offer.whoKinds.person, { exact: true }).click()
    await page.getByLabel(offer.name, { exact: true }).fill('王小明')
    await page.getByLabel(offer.contact).fill('+49 69 1234567')
    // What is typed is there again after the page was loaded anew.
    await page.reload()
    await expect.poll(() => page.getByLabel(offer.name, { exact: true }).inputValue()).toBe('王小明')
    await shoot(page, 'gifts-offer', j.look)
    // The offer arrives, its answer does not: it goes out again, and is there once.
    let isLost = false
    await page.route('**/api/gifts', async (route) => {
      if (isLost) return route.fallback()
      isLost = true
      await route.fetch()
      return route.abort('internetdisconnected')
    })
    await send.click()
    await page.getByText(offer.refused.network, { exact: true }).waitFor()
    await send.click()
    await page.getByText(offer.done, { exact: true }).waitFor()
    await isClean(page, 'offered')
    await shoot(page, 'gifts-offered', j.look)
    await page.getByRole('link', { name: offer.open, exact: true }).click()
    await page.getByText(words.follow.states.offered, { exact: true }).waitFor()
    const { rows } = await j.w.admin.query<{ id: string }>('select id from supply.gift')
    expect(rows).toHaveLength(1)
    const id = rows[0]?.id ?? ''

    await acceptGift(desk, store.id, id, { papers: [paper()] })
    await countIn(store, counting(Date.now(), [box({ quantity: 115 })], id))
    await page.reload()
    await page.getByText(words.follow.states.counted, { exact: true }).waitFor()
    await page.getByRole('article', { name: words.follow.thanks }).waitFor()
    await isClean(page, 'follow')
    await shoot(page, 'gifts-follow', j.look)
    expect(await page.getByText('王小明').count()).toBe(0)
    await page.getByRole('link', { name: words.tabs.published, exact: true }).click()
    const card = page.getByRole('listitem').filter({ hasText: suitOf(j.look) })
    await card.filter({ hasText: words.published.from(words.published.donors.person) }).waitFor()
    await isClean(page, 'published')
    await shoot(page, 'gifts-published', j.look)
    await page.getByLabel(words.published.what, { exact: true }).selectOption('issued')
    await page.getByRole('button', { name: words.published.find, exact: true }).click()
    await page.getByText(words.published.none, { exact: true }).waitFor()
    await context.close()
  },
)

journey(
  {
    name: '[E10] a keeper counts a mixed load in at night, keeps what is typed over a reload, inspects it and issues where the desk said; twice sent is once in the book',
    looks: phones,
  },
  async (j) => {
    const { store, ward, desk } = await givingOf(j.w)
    const { keep, states, done, unitsOf } = giftWordsOf(j.look).inside
    const visitor = await j.enter('keeper', '/store')
    const { page } = visitor
    await bringAxe(visitor.context)
    await page.reload()
    await page.getByRole('link', { name: new RegExp(`^${storeName}`) }).click()
    await page.getByRole('heading', { name: storeName, level: 1 }).waitFor()
    await page.getByRole('link', { name: j.look.language === 'en' ? 'Gifts' : '捐赠接收', exact: true }).click()
    await page.getByText(keep.nothing, { exact: true }).waitFor()
    await page.getByRole('link', { name: keep.count, exact: true }).click()
    const send = page.getByRole('button', { name: keep.send, exact: true })
    await send.click()
    await page.getByText(keep.kindMissing, { exact: true }).waitFor()
    await page.getByText(keep.photoMissing, { exact: true }).waitFor()
    const boxes = page.locator('fieldset.card')
    const fill = async (i: number, kind: string, quantity: string): Promise<void> => {
      const one = boxes.nth(i)
      await one.locator(`option[value="${kind}"]`).waitFor({ state: 'attached' })
      await one.getByRole('combobox').selectOption(kind)
      await one.getByLabel(new RegExp(`^${keep.quantity}`)).fill(quantity)
    }
    await fill(0, 'gown-protective', '60')
    await page.getByRole('button', { name: keep.addLine, exact: true }).click()
    await fill(1, 'unsorted-goods', '3')
    await page.getByLabel(keep.noPhoto, { exact: true }).fill('手机没电')
    await page.reload()
    await page.getByText(keep.resumed, { exact: true }).waitFor()
    await expect
      .poll(() =>
        boxes
          .nth(1)
          .getByLabel(new RegExp(`^${keep.quantity}`))
          .inputValue(),
      )
      .toBe('3')
    await isClean(page, 'intake')
    await visitor.shot('gift-intake')
    let isLost = false
    await page.route('**/api/stores/*/gifts', async (route) => {
      if (isLost || route.request().method() !== 'POST') return route.fallback()
      isLost = true
      await route.fetch()
      return route.abort('internetdisconnected')
    })
    await send.click()
    await page.getByRole('alert').waitFor()
    await send.click()
    await page.getByText(states.counted, { exact: true }).first().waitFor()
    const counted = await j.w.admin.query('select count(*)::int as n from supply.gift_count')
    expect(counted.rows[0]?.n).toBe(2)

    const suits = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: suitOf(j.look) }) })
    await suits.getByText(keep.inspect, { exact: false }).first().click()
    await suits.getByLabel(keep.passed, { exact: true }).fill('50')
    await suits.getByRole('button', { name: keep.inspectSend, exact: true }).click()
    await suits.getByText(keep.noteMissing, { exact: true }).waitFor()
    await suits.getByLabel(keep.note, { exact: true }).fill('十件标签不清')
    await suits.getByRole('button', { name: keep.inspectSend, exact: true }).click()
    await page.getByText(done, { exact: true }).waitFor()
    await suits.getByText(`${unitsOf.kept} 50`, { exact: false }).waitFor()
    await isClean(page, 'gift')
    await visitor.shot('gift-here')

    const { body } = await desk.call('gift.list', { query: { place: luotian } })
    const id = body.rows[0]?.id ?? ''
    const to = { facility: ward.id, use: 'nonClinical' }
    const command = { id: crypto.randomUUID(), kind: 'gown-protective', quantity: 20, to, reason: '急用' }
    const decided = await desk.call('gift.assign', { params: { id }, body: command })
    expect(decided.status, decided.text).toBe(200)
    await page.reload()
    const target = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: hospitalName }) })
    await target.getByLabel(keep.issueQuantity, { exact: true }).fill('20')
    await target.getByRole('button', { name: keep.issueSend }).click()
    await page.getByText(keep.nothingToIssue, { exact: true }).waitFor()
    await page.getByText(`→ ${hospitalName}`, { exact: false }).first().waitFor()
    await visitor.shot('gift-issued')
    expect(store.id).not.toBe('')
  },
)

journey(
  {
    name: '[E3, E10] a desk accepts a directed gift for a store and its institution, cannot send it elsewhere without written consent, and declines another with a reason',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const giving = await givingOf(w)
    const { desk, store, ward } = giving
    const { here, waiting } = await giftsOf(w, giving)
    const inside = giftWordsOf(j.look).inside
    const visitor = await j.enter(giving.supply.login)
    const { page } = visitor
    await bringAxe(visitor.context)
    await openModule(visitor, words.desk.nav.donations)
    const rows = page.getByRole('table', { name: inside.caption, exact: true }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(2)
    await visitor.shot('donations')
    const panel = page.getByRole('complementary', { name: inside.panel })
    await rows.filter({ hasText: inside.states.offered }).getByRole('link').click()
    await panel.getByText('+49 69 1234567', { exact: false }).waitFor()
    await panel.getByText(inside.directedOpen, { exact: false }).waitFor()
    await visitor.shot('donation-offered')
    await panel.getByLabel(inside.accept.aim, { exact: true }).selectOption({ label: hospitalName })
    await panel.getByLabel(inside.accept.store, { exact: true }).selectOption({ label: storeName })
    await panel.getByRole('button', { name: inside.accept.send, exact: true }).click()
    await panel.getByText(inside.directedTo(hospitalName), { exact: false }).waitFor()

    // It came, and passed.
    await countIn(store, counting(Date.now(), [box({ quantity: 100, lot: 'W1' })], waiting.id))
    await inspectGift(store, waiting.id, inspecting(Date.now(), [{ n: 0, passed: 100 }]))
    const id = crypto.randomUUID()
    await w.admin.query(
      `insert into kernel.facility (home, id, kind, name, place) values ($1, $2, 'hospital', '凤山镇卫生院', $3)`,
      [luotian, id, '421123100'],
    )
    await page.reload()
    const where = panel.locator('details').filter({ hasText: inside.assign.title }).first()
    await where.locator('summary').first().click()
    const other = where.getByLabel(inside.assign.facility, { exact: true })
    await other.locator(`option[value="${id}"]`).waitFor({ state: 'attached' })
    await other.selectOption(id)
    await where.getByLabel(inside.assign.use, { exact: true }).selectOption('nonClinical')
    await where.getByLabel(inside.assign.quantity, { exact: true }).fill('30')
    await where.getByLabel(inside.reason, { exact: true }).fill('更缺')
    await where.getByRole('button', { name: inside.assign.send }).click()
    await where.getByText('SUP-GIFT-1', { exact: false }).first().waitFor()
    await visitor.shot('donation-directed')
    await panel.getByText(inside.consent.title, { exact: true }).click()
    await panel.getByLabel(inside.consent.paper, { exact: true }).fill('同意书第1号')
    await panel.getByLabel(inside.consent.day, { exact: true }).fill('2026-01-01')
    await panel.getByLabel(inside.consent.takenBy, { exact: true }).fill('李主任')
    await panel.getByLabel(inside.consent.quantity, { exact: true }).fill('30')
    await panel.getByRole('button', { name: inside.consent.send, exact: true }).click()
    await panel.getByText('同意书第1号', { exact: false }).waitFor()
    await where.getByRole('button', { name: inside.assign.send }).click()
    await panel.getByText(inside.by.consent, { exact: false }).first().waitFor()
    await visitor.shot('donation-consent')

    const third = await offerGift(w, luotian, Date.now())
    const number = (await desk.call('gift.read', { params: { id: third.id } })).body.number
    await page.goto(`${j.address}/donations/${third.id}`)
    await panel.getByRole('heading', { name: number }).waitFor()
    await panel.locator('summary').filter({ hasText: inside.decline.title }).click()
    const decline = panel.getByRole('button', { name: inside.decline.send, exact: true })
    await decline.click()
    await panel.getByText(inside.reasonMissing, { exact: true }).waitFor()
    await panel.getByLabel(inside.decline.text, { exact: true }).fill('目前够用，谢谢')
    await decline.click()
    await panel.getByText(inside.states.declined, { exact: true }).first().waitFor()
    await visitor.shot('donation-declined')
    expect([ward.id, here.id].includes('')).toBe(false)
  },
)
