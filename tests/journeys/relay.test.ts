import { expect } from 'vitest'
import { deskOf, makeStore, stockAt } from '../support/stores.js'
import { luotian } from '../support/world.js'
import { openModule } from './desk.js'
import { journey, type Visitor } from './journey.js'
import { desks } from './looks.js'
import { roadStore, roadWordsOf } from './road-scene.js'

// The relay of 16 ECMO units from Frankfurt by Beijing to Wuhan, 26 and 27 February 2020, as CAAC and Xinhua told of it. The store
// lies in a county that the tests have; serial numbers are invented.

const serials = Array.from({ length: 16 }, (_, i) => `ECMO-${i + 1}`)

type Said = {
  readonly leg: number
  readonly what: 'departed' | 'arrived' | 'customsIn' | 'customsOut'
  readonly local: string
  readonly zone?: string
  readonly source: 'carrier' | 'customs' | 'authority' | 'press'
  readonly name: string
}

/** Writes down what a source says of a time, through the form. */
const say = async ({ page, look }: Visitor, said: Said): Promise<void> => {
  const words = roadWordsOf(look)
  const form = page.getByRole('form', { name: words.way.add, exact: true })
  if (!(await form.isVisible())) await page.getByText(words.way.add, { exact: true }).first().click()
  await form.getByLabel(words.way.legChoice, { exact: true }).selectOption(String(said.leg))
  await form.getByLabel(words.way.what, { exact: true }).selectOption(said.what)
  await form.getByLabel(words.way.local, { exact: true }).fill(said.local)
  await form.getByLabel(words.way.zone, { exact: true }).selectOption(said.zone ?? 'Asia/Shanghai')
  await form.getByLabel(words.way.source, { exact: true }).selectOption(said.source)
  await form.getByLabel(words.way.sourceName, { exact: true }).fill(said.name)
  await form.getByRole('button', { name: words.way.send, exact: true }).click()
}

const written = async (visitor: Visitor, said: Said): Promise<void> => {
  await say(visitor, said)
  const form = visitor.page.getByRole('form', { name: roadWordsOf(visitor.look).way.add, exact: true })
  await expect.poll(() => form.getByLabel(roadWordsOf(visitor.look).way.local, { exact: true }).inputValue()).toBe('')
}

journey(
  {
    name: '[E5] the relay of sixteen ECMO units of 26 and 27 February 2020 through the pages: two arrivals stand, one is chosen with a reason, 15 and 17 hours are both told',
    looks: desks.slice(0, 2),
  },
  async (j) => {
    const { w } = j
    const words = roadWordsOf(j.look)
    const { make, way } = words
    const desk = await deskOf(w, luotian)
    const store = await makeStore(w, desk, roadStore)
    const supply = await w.account({ role: 'supplyDesk', place: luotian })
    const visitor = await j.enter(supply.login)
    const { page } = visitor
    await openModule(visitor, j.words.desk.nav.consignments)
    await page.getByText(words.list.empty, { exact: true }).waitFor()
    await page.getByRole('link', { name: words.list.add, exact: true }).click()
    const panel = page.getByRole('complementary', { name: words.list.panel })
    await panel.getByRole('button', { name: make.send, exact: true }).click()
    await panel.getByText(make.faults, { exact: true }).waitFor()
    await panel.getByLabel(make.source, { exact: true }).selectOption('procurement')
    await panel.getByLabel(make.party, { exact: true }).fill('德国厂家')
    await panel.getByRole('button', { name: new RegExp(roadStore) }).click()
    await panel.getByLabel(make.kind, { exact: true }).selectOption('ecmo')
    await panel.getByText(make.serials, { exact: true }).first().click()
    await panel.getByRole('textbox', { name: make.serials, exact: true }).fill(serials.join('\n'))
    await panel.getByLabel(words.make.urgency, { exact: true }).selectOption('critical')
    await panel.getByRole('button', { name: make.addLeg, exact: true }).click()
    const leg = async (n: number, of: Readonly<Record<string, string>>) => {
      const fields = panel.locator('fieldset.card').nth(n)
      await fields.getByLabel(make.mode, { exact: true }).selectOption('air')
      for (const key of ['legFrom', 'departs', 'legTo', 'arrives', 'carrier'] as const)
        await fields.getByLabel(make[key], { exact: true }).fill(of[key] ?? '')
      await fields.getByLabel(make.fromZone, { exact: true }).selectOption(of['zone'] ?? 'Asia/Shanghai')
      if (n === 0) await fields.getByLabel(make.customs, { exact: true }).check()
    }
    await leg(0, {
      ...{ legFrom: '法兰克福机场', departs: '2020-02-26T21:05', legTo: '北京首都机场', arrives: '2020-02-27T13:00' },
      ...{ carrier: '国航 CA1042', zone: 'Europe/Berlin' },
    })
    await leg(1, {
      ...{ legFrom: '北京首都机场', departs: '2020-02-27T17:30', legTo: '武汉天河机场', arrives: '2020-02-27T19:30' },
      ...{ carrier: '邮航 CF9121' },
    })
    await visitor.shot('consignment-new')
    await panel.getByRole('button', { name: make.send, exact: true }).click()

    const depart = panel.getByRole('form', { name: way.depart, exact: true })
    await depart.getByLabel(way.local, { exact: true }).fill('2020-02-26T21:05')
    await depart.getByRole('button', { name: way.depart, exact: true }).click()
    await depart.waitFor({ state: 'detached' })

    // Beijing's clock entered for a landing before the take-off: asked back with what is wrong.
    const landed = { leg: 0, what: 'arrived', source: 'carrier', name: 'CA1042' } as const
    await say(visitor, { ...landed, local: '2020-02-26T21:41' })
    await panel.getByLabel(way.sure, { exact: true }).waitFor()
    await written(visitor, { ...landed, local: '2020-02-27T12:41' })
    const customs = { leg: 0, source: 'customs', name: '首都机场海关' } as const
    await written(visitor, { ...customs, what: 'customsIn', local: '2020-02-27T13:10' })
    await written(visitor, { ...customs, what: 'customsOut', local: '2020-02-27T15:40' })
    await written(visitor, { leg: 1, what: 'departed', source: 'carrier', name: 'CF9121', local: '2020-02-27T17:32' })
    const arrival = { leg: 1, what: 'arrived' } as const
    await written(visitor, { ...arrival, source: 'authority', name: '中国民航局', local: '2020-02-27T19:16' })
    await written(visitor, { ...arrival, source: 'press', name: '新华社', local: '2020-02-27T20:25' })
    await panel.getByText(way.hours('15', '11', '中国民航局'), { exact: true }).waitFor()
    await panel.getByText(way.hours('16', '20', '新华社'), { exact: true }).waitFor()
    await panel.getByText(words.disputed, { exact: true }).waitFor()
    await visitor.shot('consignment-disputed')
    const caac = panel
      .locator('li')
      .filter({ hasText: '中国民航局' })
      .filter({ has: page.locator('details') })
      .last()
    await caac.getByText(way.choose, { exact: true }).first().click()
    await caac.getByLabel(way.chooseReason, { exact: true }).fill('民航局掌握落地时刻')
    await caac.getByRole('button', { name: way.choose, exact: true }).click()
    await panel.getByText(words.disputed, { exact: true }).waitFor({ state: 'detached' })
    await panel.getByText(words.whyInForce.chosen, { exact: true }).waitFor()
    // Both stay.
    await panel.getByText(way.hours('16', '20', '新华社'), { exact: true }).waitFor()

    const open = (name: string) =>
      panel.getByRole('navigation', { name: words.tabsLabel }).getByRole('link', { name, exact: true }).click()
    await open(words.tabs.papers)
    await panel.getByLabel(words.papers.paper, { exact: true }).selectOption('customsDeclaration')
    await panel.getByLabel(words.papers.number, { exact: true }).fill('演示-16')
    await panel.getByLabel(words.papers.state, { exact: true }).selectOption('accepted')
    await panel.getByRole('button', { name: words.papers.send, exact: true }).click()
    await panel.getByText('演示-16', { exact: true }).waitFor()
    await visitor.shot('consignment-papers')
    await open(words.tabs.cargo)
    await panel.getByText('ECMO-16', { exact: true }).waitFor()
    await visitor.shot('consignment-cargo')

    // The keeper counts what came and takes it in.
    const { rows } = await w.admin.query(
      'select a.login, m.id from kernel.account a, supply.move m where a.id = (select account from supply.store_keeper limit 1)',
    )
    const keeper = await j.enter(rows[0].login, `/store/${store.id}/load/${rows[0].id}`)
    await keeper.page.getByLabel(words.receive.condition, { exact: true }).fill('完好')
    await keeper.page.getByRole('button', { name: words.receive.send, exact: true }).click()
    await keeper.page.getByText(words.states.closed, { exact: true }).waitFor()
    expect((await stockAt(store)).map(({ serial }) => serial).sort()).toEqual([...serials].sort())
  },
)
