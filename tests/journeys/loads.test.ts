import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { roadWords } from '../../apps/web/src/features/road/words.js'
import { departing, legOf, make, making, outOf, outside, pageOf, sendOff, wall } from '../support/moves.js'
import { deskOf, head, makeStore, outgoing, receive, type Store, stockAt } from '../support/stores.js'
import { luotian, type World } from '../support/world.js'
import { type Journey, journey, newContext, type Visitor } from './journey.js'
import { desks, phones } from './looks.js'
import { roadWordsOf } from './road-scene.js'

const twoStores = async (w: World) => {
  const desk = await deskOf(w, luotian)
  const [from, to] = [await makeStore(w, desk, '县应急库'), await makeStore(w, desk, '医院库房')]
  await receive(from, [{ lot: 'A', quantity: 100 }])
  return { desk, from, to, supply: await w.account({ role: 'supplyDesk', place: luotian }) }
}
const keeperOf = async (w: World, store: Store): Promise<string> =>
  (
    await w.admin.query(
      'select a.login from kernel.account a join supply.store_keeper k on k.account = a.id where k.store = $1',
      [store.id],
    )
  ).rows[0].login
const panelOf = (j: Journey, { page }: Visitor) =>
  page.getByRole('complementary', { name: roadWordsOf(j.look).list.panel })

journey(
  {
    name: '[E5] a desk merges two loads, turns one back, writes a hand-over and takes an alarm over; the store it was bound for reads that it went back',
    looks: desks.slice(0, 2),
  },
  async (j) => {
    const words = roadWordsOf(j.look)
    const { desk, from, to, supply } = await twoStores(j.w)
    const now = Date.now()
    const late = legOf({
      departs: { local: wall(now, -300), second: null },
      arrives: { local: wall(now, -240), second: null },
    })
    const first = await sendOff({ desk, from, to }, 4, [late])
    const second = await sendOff({ desk, from, to }, 6, [late])
    const visitor = await j.enter(supply.login, `/consignments/${first.id}?tab=cargo`)
    const { page } = visitor
    const panel = panelOf(j, visitor)
    await panel.getByText(words.cargo.merge, { exact: true }).first().click()
    const merge = panel.getByRole('form', { name: words.cargo.merge, exact: true })
    await merge.getByRole('button', { name: words.cargo.merge, exact: true }).click()
    await merge.getByText(words.make.missing, { exact: true }).first().waitFor()
    await merge.getByLabel(words.cargo.mergeInto, { exact: true }).selectOption(second.id)
    await merge.getByLabel(words.cargo.reason, { exact: true }).fill('并成一车')
    await merge.getByRole('button', { name: words.cargo.merge, exact: true }).click()
    await panel.getByRole('link', { name: words.cargo.related.mergedInto, exact: true }).click()
    await panel.getByRole('navigation', { name: words.tabsLabel }).waitFor()
    await page.waitForURL(new RegExp(second.id))
    await panel
      .getByRole('navigation', { name: words.tabsLabel })
      .getByRole('link', { name: words.tabs.cargo, exact: true })
      .click()

    // The alarm of lateness rings; somebody puts a name to it.
    await panel.getByText(words.alarm.nobody, { exact: true }).waitFor()
    await panel.getByText(words.alarm.take, { exact: true }).first().click()
    const alarm = panel.getByRole('form', { name: words.alarm.take, exact: true })
    await alarm.getByLabel(words.way.note, { exact: true }).fill('已联系司机')
    await alarm.getByRole('button', { name: words.alarm.take, exact: true }).click()
    await panel.getByText(words.alarm.nobody, { exact: true }).waitFor({ state: 'detached' })
    await visitor.shot('consignment-alarm')

    await panel.getByText(words.hand.title, { exact: true }).first().click()
    const hand = panel.getByRole('form', { name: words.hand.title, exact: true })
    await hand.getByLabel(words.hand.count('10'), { exact: true }).fill('2箱')
    await hand.getByRole('button', { name: words.way.send, exact: true }).click()
    await hand.getByText(words.hand.countWrong, { exact: true }).waitFor()
    await hand.getByLabel(words.hand.giver, { exact: true }).fill('一号车')
    await hand.getByLabel(words.hand.taker, { exact: true }).fill('二号车')
    await hand.getByLabel(words.hand.count('10'), { exact: true }).fill('9')
    await hand.getByLabel(words.hand.condition, { exact: true }).fill('完好')
    await hand.getByLabel(words.way.local, { exact: true }).fill(wall(now))
    await visitor.shot('consignment-hand')
    await hand.getByRole('button', { name: words.way.send, exact: true }).click()
    await panel.getByText(words.cargo.counted('9', '10'), { exact: true }).waitFor()

    await panel.getByText(words.cargo.choice, { exact: true }).first().click()
    const choose = panel.getByRole('form', { name: words.cargo.choice, exact: true })
    await choose.getByText(words.cargo.choices.turnBack, { exact: true }).click()
    await choose.getByLabel(words.cargo.reason, { exact: true }).fill('不要了')
    await choose.getByRole('button', { name: words.cargo.choice, exact: true }).click()
    await panel.getByText(words.turnedBack, { exact: true }).waitFor()
    await visitor.shot('consignment-turned-back')

    const keeper = await j.enter(await keeperOf(j.w, to), `/store/${to.id}/way`)
    await keeper.page.getByText(words.gone.title('1'), { exact: true }).click()
    await keeper.page.getByText('不要了', { exact: true }).waitFor()
    await keeper.shot('store-gone')
    const sender = await j.enter(await keeperOf(j.w, from), `/store/${from.id}/load/${second.id}`)
    await sender.page.getByLabel(words.receive.condition, { exact: true }).fill('完好')
    await sender.page.getByRole('button', { name: words.receive.send, exact: true }).click()
    await sender.page.getByText(words.states.closed, { exact: true }).waitFor()
    expect((await stockAt(from)).map(({ available }) => available)).toEqual([100])
  },
)

journey(
  {
    name: '[E5] a keeper sends off with a note; another takes in fewer, a damaged one and what came instead, with a photo; more than was sent and a typed unit are asked back',
    looks: phones,
  },
  async (j) => {
    const words = roadWordsOf(j.look)
    const { desk, from, to } = await twoStores(j.w)
    const { id } = await make(desk, making({ to: to.id, cargo: outOf(from.id, 10), legs: [legOf()] }))
    const sender = await j.enter(await keeperOf(j.w, from), `/store/${from.id}/way`)
    await sender.page.getByRole('link', { name: new RegExp(words.keeper.open) }).click()
    const depart = sender.page.getByRole('form', { name: words.way.depart, exact: true })
    await depart.getByLabel(words.way.departNote, { exact: true }).fill('两箱，封条完好')
    await sender.shot('store-depart')
    await depart.getByRole('button', { name: words.way.depart, exact: true }).click()
    await depart.waitFor({ state: 'detached' })
    const { rows } = await j.w.admin.query(`select reason from supply.step where subject = $1 and what = 'depart'`, [
      id,
    ])
    expect(rows).toEqual([{ reason: '两箱，封条完好' }])

    const taker = await j.enter(await keeperOf(j.w, to), `/store/${to.id}/load/${id}`)
    const { page } = taker
    const form = page.getByRole('form', { name: words.receive.title, exact: true })
    const send = () => form.getByRole('button', { name: words.receive.send, exact: true }).click()
    const fine = form.getByLabel(words.receive.fine, { exact: true })
    for (const wrong of ['11', '8盒', '-1']) {
      await fine.fill(wrong)
      await send()
      await form.getByText(words.receive.wrong('10'), { exact: true }).waitFor()
    }
    await fine.fill('7')
    await form.getByLabel(words.receive.damaged, { exact: true }).fill('1')
    await form.getByLabel(words.receive.extra, { exact: true }).selectOption('wrongGoods')
    await form.getByLabel(words.make.kind, { exact: true }).selectOption('ventilator-invasive')
    await form.getByLabel(new RegExp(`^${words.make.quantity}`)).fill('2')
    await form.getByLabel(words.receive.extraSerials, { exact: true }).fill('SN-1\nSN-1')
    await form.getByLabel(words.receive.extraReason, { exact: true }).fill('单上没有')
    await form.getByLabel(words.receive.condition, { exact: true }).fill('一箱受潮')
    await send()
    await form.getByText(words.receive.extraSerialsOf('2'), { exact: true }).waitFor()
    await form.getByLabel(words.receive.extraSerials, { exact: true }).fill('SN-1\nSN-2')
    await form.getByText(words.make.missing, { exact: true }).waitFor()
    await form.getByLabel(words.receive.reason, { exact: true }).fill('短少两件，一件受潮')
    await taker.shot('store-receive')
    await send()
    // What is missing stays expected: the form stands anew for what is left.
    await expect.poll(() => fine.inputValue()).toBe('2')
    const png = await page.evaluate(() => {
      const canvas = document.createElement('canvas')
      canvas.width = 64
      canvas.height = 64
      return canvas.toDataURL('image/png').split(',')[1] ?? ''
    })
    const photo = { name: 'x.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') }
    await page.getByLabel(words.cargo.photoAdd, { exact: true }).setInputFiles(photo)
    await page.getByRole('img', { name: words.cargo.photo('1'), exact: true }).waitFor()
    await taker.shot('store-received')
    const held = (await stockAt(to)).map(({ kind, serial, available, held: n }) => [kind, serial, available, n])
    expect(held.sort()).toEqual([
      ['mask-surgical', null, 7, 1],
      ['ventilator-invasive', 'SN-1', 0, 1],
      ['ventilator-invasive', 'SN-2', 0, 1],
    ])
    const page2 = (await desk.call('consignment.read', { params: { id } })).body
    expect(page2.receipts[0]?.differences.map(({ what, quantity }) => [what, quantity])).toEqual([
      ['missing', 2],
      ['damaged', 1],
      ['wrongGoods', 1],
      ['wrongGoods', 1],
    ])
  },
)

journey(
  {
    name: '[E5, SUP-MOVE-16] a transfer that was sent is followed as a consignment; an hour that clocks skipped and one that came twice are asked back by name',
    looks: desks.slice(0, 2),
  },
  async (j) => {
    const words = roadWordsOf(j.look)
    const { from, to, supply } = await twoStores(j.w)
    const body = { ...head(), consignment: randomUUID(), to: to.id, lines: [outgoing({ quantity: 8, state: 'free' })] }
    const sent = await from.keeper.call('stock.send', { params: { id: from.id }, body })
    expect(sent.status, sent.text).toBe(200)
    const visitor = await j.enter(supply.login, `/stores/${from.id}?tab=onWay`)
    const { page } = visitor
    await page.getByRole('link', { name: words.make.fromTransfer, exact: true }).click()
    const panel = panelOf(j, visitor)
    await panel.getByText(words.make.ofTransfer, { exact: true }).waitFor()
    await panel.getByLabel(words.make.legFrom, { exact: true }).fill('法兰克福机场')
    await panel.getByLabel(words.make.legTo, { exact: true }).fill('武汉天河机场')
    await panel.getByLabel(words.make.fromZone, { exact: true }).selectOption('Europe/Berlin')
    await visitor.shot('consignment-of-transfer')
    await panel.getByRole('button', { name: words.make.send, exact: true }).click()
    await panel.getByText(words.way.add, { exact: true }).first().click()
    const form = panel.getByRole('form', { name: words.way.add, exact: true })
    await form.getByLabel(words.way.basis, { exact: true }).selectOption('planned')
    await form.getByLabel(words.way.what, { exact: true }).selectOption('departed')
    await form.getByLabel(words.way.sourceName, { exact: true }).fill('车队')
    const send = () => form.getByRole('button', { name: words.way.send, exact: true }).click()
    const local = form.getByLabel(words.way.local, { exact: true })
    await local.fill('2027-03-28T02:30')
    await send()
    const berlin = words.zones['Europe/Berlin']
    await form.getByText(words.refused.clock('2027-03-28T02:30', berlin), { exact: true }).waitFor()
    await visitor.shot('consignment-clock')
    await local.fill('2027-10-31T02:30')
    await send()
    await form.getByLabel(words.way.second, { exact: true }).selectOption('second')
    await send()
    await expect.poll(() => local.inputValue()).toBe('')
    const { rows } = await j.w.admin.query('select at from supply.move_milestone')
    expect(rows.map(({ at }) => new Date(at).toISOString())).toEqual(['2027-10-31T01:30:00.000Z'])
  },
)

journey(
  {
    name: '[E5] the driver of the relay sees sixteen sets with their unit, picks them up and hands them over; the desk reads it',
    looks: phones,
  },
  async (j) => {
    const { desk, to } = await twoStores(j.w)
    const words = roadWords[j.look.language]
    const lines = Array.from({ length: 16 }, (_, i) => ({
      ...{ kind: 'ecmo', product: null, lot: null, expiry: null, serial: `ECMO-${i + 1}`, quantity: 1, unit: 'set' },
      assignment: null,
    }))
    const leg = legOf({ from: '武汉天河机场', to: '医院库房' })
    const { id } = await make(desk, making({ to: to.id, cargo: outside(lines), legs: [leg], urgency: 'critical' }))
    pageOf(await desk.call('consignment.depart', { params: { id }, body: departing(Date.now()) }))
    const body = { id: randomUUID(), name: '鄂A·120', leg: null, phones: ['调度台 027-1'] }
    const { token } = (await desk.call('link.make', { params: { id }, body })).body
    const context = await newContext(j.look)
    const page = await context.newPage()
    await page.goto(`${j.address}/road#${token}`)
    if ((await page.locator('html').getAttribute('lang')) !== j.look.language) {
      await page.getByRole('button', { name: roadWords['zh-CN'].other }).tap()
    }
    await page.getByText(words.many(16, 'set'), { exact: true }).waitFor()
    const said = page.getByRole('region', { name: words.said }).locator('li')
    const send = () => page.getByRole('button', { name: words.send, exact: true }).tap()
    await page.getByRole('button', { name: words.acts.pickedUp, exact: true }).tap()
    await page.getByLabel(words.count, { exact: true }).fill('16')
    await send()
    await expect.poll(() => said.count()).toBe(1)
    await page.getByRole('button', { name: words.acts.handedOver, exact: true }).tap()
    await page.getByLabel(words.handed, { exact: true }).fill('16')
    await page.getByLabel(words.taker, { exact: true }).fill('陈保管')
    await page.getByText(words.fine, { exact: true }).tap()
    await send()
    await expect.poll(() => said.count()).toBe(2)
    await context.close()
    const read = (await desk.call('consignment.read', { params: { id } })).body
    expect(read.handOvers).toMatchObject([{ giver: '鄂A·120', taker: '陈保管', count: 16, expected: 16 }])
  },
)
