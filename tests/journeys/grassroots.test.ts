import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { openModule } from './desk.js'
import { clinicsOf, grassrootsWords, orderWords, proposedBy, shortClinic, unknownClinic } from './grassroots-scene.js'
import { journey } from './journey.js'
import { desks, phones } from './looks.js'
import { storeWords } from './store-scene.js'

journey(
  {
    name: '[K9] a desk sees breaches and what is not known with their numbers, says whom a clinic serves, and proposes an order',
    looks: desks,
  },
  async (j) => {
    const { w } = j
    const words = grassrootsWords(j.look)
    const orders = orderWords(j.look)
    const scene = await clinicsOf(w)
    const visitor = await j.enter(scene.supply.login)
    const { page } = visitor
    await openModule(visitor, j.words.desk.nav.grassroots)
    const rows = page.getByRole('table', { name: words.caption, exact: true }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(2)
    await visitor.shot('grassroots')
    await page.getByRole('button', { name: words.list.verdicts.unknown, exact: true }).click()
    await expect.poll(() => rows.count()).toBe(1)
    expect(new URL(page.url()).searchParams.get('verdict')).toBe('unknown')
    await rows.first().getByRole('link', { name: unknownClinic, exact: true }).click()
    const panel = page.getByRole('complementary', { name: words.panel })
    const served = panel.getByRole('form', { name: words.served.title, exact: true })
    await served.waitFor()
    // What nobody knows is named, and is not enough.
    await panel
      .getByText(words.tests.unknownBecause(words.unknowns.populationUnknown), { exact: true })
      .first()
      .waitFor()
    const antigen = panel.getByRole('region', { name: words.items.antigenTest, exact: true })
    await antigen.getByText(words.verdicts.unknown).first().waitFor()
    expect(await antigen.getByText(words.verdicts.enough).count()).toBe(0)
    await antigen.locator('summary').click()
    await visitor.shot('grassroots-unknown')
    await served.getByRole('button', { name: words.served.save, exact: true }).click()
    await served.getByText(words.served.wrong, { exact: true }).waitFor()
    await served.getByLabel(words.served.label, { exact: true }).fill('4000')
    await served.getByLabel(words.served.source, { exact: true }).fill('2022年统计年报')
    await served.getByRole('button', { name: words.served.save, exact: true }).click()
    await antigen
      .getByText(words.tests.formula({ percent: '15', population: '4,000', wanted: '600' }), { exact: true })
      .waitFor()
    await visitor.shot('grassroots-short')

    await page.goto(`${j.address}/grassroots?verdict=short`)
    await expect.poll(() => rows.count()).toBe(2)
    await page.getByRole('link', { name: words.propose, exact: true }).click()
    const form = page.getByRole('form', { name: words.make.title, exact: true })
    await form.getByRole('checkbox', { name: new RegExp(`^${unknownClinic}`) }).click()
    const cough = form.getByRole('region', { name: words.items.coughMedicine, exact: true })
    await cough.getByLabel(words.make.perPack, { exact: true }).fill('30')
    await cough.getByLabel(words.make.price, { exact: true }).fill('9.50')
    await visitor.shot('grassroots-propose')
    await form.getByRole('button', { name: words.make.send, exact: true }).click()
    const order = page.getByRole('complementary', { name: orders.panel })
    await order.getByRole('list', { name: orders.line.caption, exact: true }).waitFor()
    // 200 courses of cough medicine in packs of 30: seven packs.
    await order.getByText(shortClinic, { exact: true }).first().waitFor()
    expect(await order.getByText(unknownClinic, { exact: true }).count()).toBe(0)
    await order.getByText(/^210/).first().waitFor()
    await visitor.shot('order')
  },
)

journey(
  {
    name: '[E10] an order is changed beside what was proposed, approved by another above its fund line by a decision, and placed',
    looks: desks,
  },
  async (j) => {
    const { w } = j
    const words = orderWords(j.look)
    const scene = await clinicsOf(w)
    const id = await proposedBy(scene)
    const visitor = await j.enter(scene.supply.login, `/orders/${id}?tab=do`)
    const { page } = visitor
    const panel = page.getByRole('complementary', { name: words.panel })
    await panel.getByText(words.approve.own, { exact: true }).waitFor()
    const change = panel.getByRole('form', { name: words.change.title, exact: true })
    await change.getByRole('textbox').first().fill('400')
    await visitor.shot('order-change')
    await change.getByRole('button', { name: words.change.save, exact: true }).click()
    await page.getByText(words.change.saved, { exact: true }).first().waitFor()
    await panel.getByRole('link', { name: words.tabs.lines, exact: true }).click()
    await panel.getByText(/^400/).first().waitFor()
    await panel.getByText(new RegExp(`^${words.line.proposed('200')}`)).waitFor()

    const other = await j.enter(scene.officer.login, `/orders/${id}?tab=do`)
    const theirs = other.page.getByRole('complementary', { name: words.panel })
    const approve = theirs.getByRole('form', { name: words.approve.title, exact: true })
    await approve.getByLabel(words.approve.fund, { exact: true }).selectOption(scene.fund)
    await approve.getByText(words.approve.over('1,000'), { exact: true }).waitFor()
    await approve.getByRole('button', { name: words.approve.send, exact: true }).click()
    await approve.getByText(words.approve.missing, { exact: true }).first().waitFor()
    await approve.getByLabel(words.approve.number, { exact: true }).fill('罗指〔2023〕5号')
    await approve.getByLabel(words.approve.reason, { exact: true }).fill('村级储备应急')
    await other.shot('order-approve')
    await approve.getByRole('button', { name: words.approve.send, exact: true }).click()
    const place = theirs.getByRole('form', { name: words.place.title, exact: true })
    await place.getByLabel(words.place.supplier, { exact: true }).fill('黄冈医药公司')
    await place.getByRole('button', { name: words.place.send, exact: true }).click()
    await theirs.getByText(words.states.ordered, { exact: true }).waitFor()
    await other.page.goto(`${j.address}/orders/funds`)
    const funds = other.page.getByRole('complementary', { name: words.fund.title })
    await funds.getByText(words.yuan('4,000'), { exact: true }).waitFor()
    await other.shot('funds')
  },
)

journey(
  {
    name: '[E10] a village clinic takes in on the phone what came of its line, refuses the rest with a reason, and the book has it',
    looks: phones,
  },
  async (j) => {
    const { w } = j
    const words = orderWords(j.look)
    const store = storeWords(j.look)
    const scene = await clinicsOf(w)
    const id = await proposedBy(scene)
    const officer = await w.signIn(scene.officer.login)
    const { version } = (await officer.call('order.read', { params: { id } })).body
    const approve = { id: uuidv7(), version, fund: scene.fund, decision: null }
    expect((await officer.call('order.approve', { params: { id }, body: approve })).status).toBe(200)
    const place = { id: uuidv7(), supplier: '黄冈医药公司' }
    expect((await officer.call('order.place', { params: { id }, body: place })).status).toBe(200)

    const visitor = await j.enter(scene.keeper.login, '/store')
    const { page } = visitor
    await page.getByRole('link', { name: new RegExp(`^${shortClinic}`) }).click()
    await page.getByRole('link', { name: store.parts.way, exact: true }).click()
    const coming = page.getByRole('region', { name: words.receive.coming })
    await coming.waitFor()
    await visitor.shot('store-orders')
    await coming.getByRole('link').click()
    const form = page.getByRole('form', { name: words.receive.title, exact: true })
    await form.getByRole('button', { name: words.receive.send, exact: true }).click()
    await form.getByText(words.receive.nothing, { exact: true }).first().waitFor()
    await form.getByLabel(words.receive.received, { exact: true }).fill('150')
    await form.getByLabel(words.receive.refused, { exact: true }).fill('20')
    await form.getByRole('button', { name: words.receive.send, exact: true }).click()
    await form.getByText(words.receive.reasonMissing, { exact: true }).waitFor()
    await form.getByLabel(words.receive.reason, { exact: true }).fill('外盒受潮')
    await visitor.shot('store-order')
    await form.getByRole('button', { name: words.receive.send, exact: true }).click()
    await coming.getByText(/^30|[^\d]30 /).waitFor()
    await page.getByRole('link', { name: store.parts.stock, exact: true }).click()
    await page.getByRole('link', { name: /150/ }).first().waitFor()
    const now = (await officer.call('order.read', { params: { id } })).body
    expect(now).toMatchObject({ state: 'partlyReceived', lines: [{ received: 150, refused: 20, rest: 30 }] })
  },
)
