import { expect } from 'vitest'
import { roadWords } from '../../apps/web/src/features/road/words.js'
import { command, give, offered, ready } from '../support/deals.js'
import { goods, legOf, make, making, outside } from '../support/moves.js'
import { makeStore } from '../support/stores.js'
import { wardOf } from './deal-scene.js'
import { openModule } from './desk.js'
import { journey, newContext } from './journey.js'
import { desks } from './looks.js'
import { roadOf, roadStore, roadWordsOf } from './road-scene.js'

journey(
  {
    name: '[E5] a desk filters what is on the road, gives a driver a link, splits a load and ends the link',
    looks: desks,
  },
  async (j) => {
    const { w } = j
    const words = roadWordsOf(j.look)
    const road = await roadOf(w)
    await make(road.desk, making({ to: road.store.id, cargo: outside([goods({ quantity: 5 })]), legs: [legOf()] }))
    const visitor = await j.enter(road.supply.login)
    const { page } = visitor
    await openModule(visitor, j.words.desk.nav.consignments)
    const rows = page.getByRole('table', { name: words.list.caption, exact: true }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(2)
    await visitor.shot('consignments')
    await page.getByRole('button', { name: words.list.shows.onTheWay, exact: true }).click()
    await expect.poll(() => rows.count()).toBe(1)
    expect(new URL(page.url()).searchParams.get('show')).toBe('onTheWay')
    await rows.first().getByRole('link').click()
    const panel = page.getByRole('complementary', { name: words.list.panel })
    const open = (name: string) =>
      panel.getByRole('navigation', { name: words.tabsLabel }).getByRole('link', { name, exact: true }).click()
    await open(words.tabs.link)
    await panel.getByText(words.link.none, { exact: true }).waitFor()
    await panel.getByRole('button', { name: words.link.make, exact: true }).click()
    await panel.getByText(words.link.nameMissing, { exact: true }).waitFor()
    await panel.getByLabel(words.link.name, { exact: true }).fill('鄂J·12345')
    await panel.getByLabel(words.link.phones, { exact: true }).fill('调度台 0713-5050001')
    await panel.getByRole('button', { name: words.link.make, exact: true }).click()
    await panel.getByRole('img', { name: words.link.qr }).waitFor()
    await visitor.shot('consignment-link')
    const address = await panel.locator('.link-address').innerText()
    expect(address).toMatch(/\/road#421123\./)
    const driver = await newContext(j.look)
    const phone = await driver.newPage()
    await phone.goto(address)
    await phone.getByText('凤山镇', { exact: true }).waitFor()

    await open(words.tabs.cargo)
    await panel.getByText(words.cargo.split, { exact: true }).first().click()
    const split = panel.getByRole('form', { name: words.cargo.split, exact: true })
    await split.getByRole('textbox').first().fill('4')
    await split.getByLabel(words.cargo.reason, { exact: true }).fill('一辆车装不下')
    await split.getByRole('button', { name: words.cargo.split, exact: true }).click()
    await panel.getByRole('link', { name: words.cargo.related.splitInto, exact: true }).waitFor()
    await visitor.shot('consignment-split')

    await open(words.tabs.link)
    await panel.getByRole('button', { name: words.link.end, exact: true }).click()
    await panel.getByText(words.link.none, { exact: true }).waitFor()
    await phone.reload()
    await phone.getByText(roadWords['zh-CN'].ended, { exact: true }).waitFor()
    await driver.close()
  },
)

journey(
  {
    name: '[E5] of a withdrawn request whose units are on the road a person chooses what becomes of them, with a reason',
    looks: desks.slice(0, 2),
  },
  async (j) => {
    const { w } = j
    const words = roadWordsOf(j.look)
    const ward = await wardOf(w)
    await makeStore(w, ward.desk, roadStore)
    const request = await ready(ward, ward.desk)
    const gift = await offered(ward.desk, { quantity: 10 })
    expect((await give(ward.desk, request, gift, 2)).status).toBe(200)
    const visitor = await j.enter(ward.supply.login, `/requests/${request}?tab=assign`)
    const { page } = visitor
    // The button of an assignment leads to a new consignment of just these units.
    await page.getByRole('link', { name: words.make.fromRequest, exact: true }).click()
    const panel = page.getByRole('complementary', { name: words.list.panel })
    await panel.getByRole('button', { name: new RegExp(roadStore) }).click()
    await panel.getByLabel(words.make.legFrom, { exact: true }).fill('县城')
    await panel.getByLabel(words.make.legTo, { exact: true }).fill('凤山镇')
    await panel.getByRole('textbox', { name: words.make.serials, exact: true }).fill('V-1')
    await panel.getByRole('button', { name: words.make.send, exact: true }).click()
    await panel.getByText(words.make.serialsOf('2'), { exact: true }).waitFor()
    await panel.getByRole('textbox', { name: words.make.serials, exact: true }).fill('V-1\nV-2')
    await visitor.shot('consignment-of-request')
    await panel.getByRole('button', { name: words.make.send, exact: true }).click()
    const depart = panel.getByRole('form', { name: words.way.depart, exact: true })
    await depart.getByRole('button', { name: words.way.depart, exact: true }).click()
    await depart.waitFor({ state: 'detached' })
    const body = command({ reason: '患者已转院' })
    expect((await ward.requester.call('request.withdraw', { params: { id: request }, body })).status).toBe(200)
    await page.goto(`${j.address}/consignments?show=undecided`)
    const rows = page.getByRole('table', { name: words.list.caption, exact: true }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(1)
    await rows.first().getByRole('link').click()
    await panel
      .getByRole('navigation', { name: words.tabsLabel })
      .getByRole('link', { name: words.tabs.cargo, exact: true })
      .click()
    await panel.getByText(words.cargo.decide, { exact: true }).waitFor()
    const form = panel.getByRole('form', { name: words.cargo.choice, exact: true })
    await form.getByRole('button', { name: words.cargo.choice, exact: true }).click()
    await panel.getByText(words.make.choose, { exact: true }).waitFor()
    await form.getByText(words.cargo.choices.give, { exact: true }).click()
    await form.getByText(words.cargo.choices.goOn, { exact: true }).click()
    await form.getByLabel(words.cargo.reason, { exact: true }).fill('入库待分')
    await visitor.shot('consignment-undecided')
    await form.getByRole('button', { name: words.cargo.choice, exact: true }).click()
    await panel.getByText(words.cargo.decide, { exact: true }).waitFor({ state: 'detached' })
  },
)
