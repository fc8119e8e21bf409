import { expect } from 'vitest'
import { approved, confirmAll, drafted, offered } from '../support/deals.js'
import { luotian } from '../support/world.js'
import { dealsOf, dealWords, hospitalName, wardOf } from './deal-scene.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'

journey(
  {
    name: '[E3] a desk sees stock, use and need beside a request, verifies less with a reason, assigns what is allowed and takes it back',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const ward = await wardOf(w)
    const { deals, requests } = dealWords(j.look)
    const { list, decide, assign, beside, tabs, tabsLabel } = requests
    const request = await approved(ward, { quantity: 10, note: '两名患者在救护车上' })
    await drafted(ward, { kind: 'high-flow' })
    await offered(ward.desk, { quantity: 3 })
    await offered(ward.desk, { quantity: 4, party: '某公司', seenPaper: null })
    const visitor = await j.enter(ward.supply.login)
    const { page } = visitor
    await openModule(visitor, words.desk.nav.requests)
    const rows = page.getByRole('table', { name: list.caption, exact: true }).locator('tbody tr')
    // What was not approved inside is not at the desk yet.
    await expect.poll(() => rows.count()).toBe(1)
    await visitor.shot('requests')
    await page.getByRole('link', { name: hospitalName, exact: true }).click()
    const panel = page.getByRole('complementary', { name: list.panel })
    await panel.getByText(deals.need.perPatient('8', '1', '8'), { exact: true }).waitFor()
    await panel.getByText('两名患者在救护车上').waitFor()
    await visitor.shot('request')
    const verified = panel.getByLabel(decide.verified, { exact: true })
    await expect.poll(() => verified.inputValue()).toBe('5')
    await verified.fill('6')
    await panel.getByRole('button', { name: decide.send, exact: true }).click()
    await panel.getByText(deals.refused.facts.impossible('5'), { exact: true }).waitFor()
    await verified.fill('4')
    await panel.getByText(deals.refused.reasonMissing, { exact: true }).waitFor()
    await panel.getByLabel(decide.reason, { exact: true }).first().fill('一台明日从省里到')
    await panel.getByRole('button', { name: decide.send, exact: true }).click()
    await panel.getByRole('button', { name: decide.again, exact: true }).waitFor()
    const open = (name: string) =>
      panel.getByRole('navigation', { name: tabsLabel }).getByRole('link', { name, exact: true }).click()
    await open(tabs.beside)
    await panel.getByText(beside.noStock, { exact: true }).waitFor()
    await visitor.shot('request-beside')
    await open(tabs.assign)
    await panel.getByText(assign.nothing, { exact: true }).first().waitFor()
    await panel
      .getByText(assign.whys.gates(Object.values(deals.gates).join(deals.listEnd)), { exact: true })
      .first()
      .waitFor()
    await visitor.shot('request-gates')
    await confirmAll(ward, request)
    await page.reload()
    await panel.getByText(assign.most('3'), { exact: true }).waitFor()
    await panel.getByText(assign.whys.licence(deals.licenceStates.missing), { exact: true }).waitFor()
    await visitor.shot('request-assign')
    await panel.getByLabel(assign.quantity, { exact: true }).fill('2')
    await panel.getByRole('button', { name: assign.send, exact: true }).click()
    await panel.getByText(deals.assignmentStates.assigned, { exact: true }).waitFor()
    await panel.getByText(assign.most('1'), { exact: true }).waitFor()
    expect((await w.admin.query('select quantity from supply.assignment')).rows).toEqual([{ quantity: '2' }])
    await panel.getByText(assign.back, { exact: true }).first().click()
    await panel.getByLabel(assign.backReason, { exact: true }).fill('给更急的医院')
    await panel.getByRole('button', { name: assign.back, exact: true }).click()
    await panel.getByText(deals.assignmentStates.takenBack, { exact: true }).waitFor()
    await open(tabs.steps)
    await panel.getByText(deals.steps.because('给更急的医院'), { exact: true }).waitFor()
    await visitor.shot('request-steps')
  },
)

journey(
  {
    name: '[E3] a desk names who asks and who approves for a hospital, and the list says what to do while it is empty',
    looks: desks.slice(0, 2),
  },
  async (j) => {
    const { w } = j
    const { requests } = dealWords(j.look)
    const { list, people } = requests
    const { naming } = j.words.supply
    const supply = await w.account({ role: 'supplyDesk', place: luotian })
    await w.admin.query(
      `insert into kernel.facility (home, id, kind, name, place) values ($1, gen_random_uuid(), 'hospital', $2, $1)`,
      [luotian, hospitalName],
    )
    const asks = await w.account({ role: 'hospitalRequester', place: luotian, name: '李申请' })
    const visitor = await j.enter(supply.login, '/requests')
    const { page } = visitor
    await page.getByText(list.empty, { exact: true }).waitFor()
    await visitor.shot('requests-empty')
    await page.getByRole('link', { name: list.toPeople, exact: true }).click()
    const panel = page.getByRole('complementary', { name: list.panel })
    await panel.getByRole('button', { name: new RegExp(hospitalName) }).click()
    await panel.getByText(people.noRequester, { exact: true }).waitFor()
    await panel.getByText(people.name.requester, { exact: true }).first().click()
    await panel.getByLabel(naming.account, { exact: true }).selectOption(asks.id)
    await visitor.shot('hospital-people')
    await panel.getByRole('button', { name: people.name.requester, exact: true }).click()
    await panel.getByText(people.noRequester, { exact: true }).waitFor({ state: 'detached' })
    const { rows } = await w.admin.query('select part, name from supply.facility_person where until_at is null')
    expect(rows).toEqual([{ part: 'requester', name: '李申请' }])
  },
)

journey(
  {
    name: '[E3] a desk enters an offer by its channel, sees its licence and where its units go, and withdraws the rest',
    looks: desks.slice(0, 2),
  },
  async (j) => {
    const { w, words } = j
    const ward = await wardOf(w)
    await dealsOf(ward)
    const { deals, requests } = dealWords(j.look)
    const { offers } = requests
    const visitor = await j.enter(ward.supply.login)
    const { page } = visitor
    await openModule(visitor, words.desk.nav.offers)
    const rows = page.getByRole('table', { name: offers.caption, exact: true }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(3)
    await visitor.shot('offers')
    await page.getByLabel(offers.channel, { exact: true }).selectOption('transfer')
    await expect.poll(() => rows.count()).toBe(1)
    await page.getByRole('link', { name: hospitalName, exact: true }).click()
    const panel = page.getByRole('complementary', { name: offers.panel })
    await panel.getByText(deals.give('5'), { exact: true }).waitFor()
    await visitor.shot('offer-transfer')
    await page.getByRole('link', { name: offers.add, exact: true }).click()
    await panel.getByRole('button', { name: deals.offer.send, exact: true }).click()
    await panel.getByText(deals.faultsTitle, { exact: true }).waitFor()
    await panel.getByLabel(offers.channel, { exact: true }).selectOption('procurement')
    await panel.getByLabel(offers.party.procurement, { exact: true }).fill('Getinge')
    await panel.getByLabel(words.desk.facilities.placeOf(words.levels.township)).selectOption({ index: 1 })
    await panel.getByLabel(deals.offer.kind, { exact: true }).selectOption('ecmo')
    await panel.getByLabel(/^(数量|Quantity)/).fill('16')
    const readyOn = panel.getByLabel(deals.offer.readyOn, { exact: true })
    await readyOn.fill((await readyOn.getAttribute('min')) ?? '')
    await panel.getByText(deals.reliabilities.certain, { exact: true }).click()
    await panel.getByLabel(deals.offer.saidBy, { exact: true }).fill('采购组张先生')
    await visitor.shot('offer-new')
    await panel.getByRole('button', { name: deals.offer.send, exact: true }).click()
    await panel.getByRole('heading', { name: 'Getinge' }).waitFor()
    await panel.getByText(deals.licenceStates.missing, { exact: true }).waitFor()
    await panel.getByText(offers.acts, { exact: true }).click()
    await panel.getByLabel(deals.offer.reason, { exact: true }).fill('卖方改期')
    await panel.getByRole('button', { name: deals.offer.withdraw, exact: true }).click()
    await panel.getByText(deals.offerStates.withdrawn, { exact: true }).first().waitFor()
    await visitor.shot('offer-withdrawn')
  },
)

journey(
  {
    name: '[E3] a requisition names each paper that it lacks, and is executed and returned with all of them',
    looks: desks.slice(0, 2),
  },
  async (j) => {
    const { w, words } = j
    const ward = await wardOf(w)
    const { deals, requests } = dealWords(j.look)
    const { seizing } = requests
    const visitor = await j.enter(ward.supply.login)
    const { page } = visitor
    await openModule(visitor, words.desk.nav.requisitions)
    await page.getByText(seizing.empty, { exact: true }).waitFor()
    await visitor.shot('requisitions-empty')
    await page.getByRole('link', { name: seizing.add, exact: true }).click()
    const panel = page.getByRole('complementary', { name: seizing.panel })
    await panel.getByRole('button', { name: new RegExp(hospitalName) }).click()
    await panel.getByLabel(requests.list.kind, { exact: true }).selectOption('ventilator-invasive')
    await panel.getByLabel(/^(数量|Quantity)/).fill('3')
    for (const [field, value] of [
      ['ready', '3'],
      ['inUse', '0'],
      ['ownNeed', '0'],
    ] as const) {
      await panel.getByLabel(deals.offer.ownedFields[field], { exact: true }).fill(value)
    }
    await panel.getByLabel(deals.papers.orderNumber, { exact: true }).fill('罗指物资〔2020〕3号')
    await panel.getByLabel(deals.papers.authority, { exact: true }).fill('县指挥部')
    await visitor.shot('requisition-new')
    await panel.getByRole('button', { name: seizing.add, exact: true }).click()
    // The last unit of an owner is never taken.
    await panel.getByText(deals.refused.most('2')).waitFor()
    await panel.getByLabel(/^(数量|Quantity)/).fill('2')
    await panel.getByRole('button', { name: seizing.add, exact: true }).click()
    const lacks = (['receipt', 'condition', 'compensation', 'returnDay'] as const).map((one) => deals.papers[one])
    await panel.getByText(seizing.missingNames(lacks.join(deals.listEnd)), { exact: true }).waitFor()
    await visitor.shot('requisition')
    await panel.getByLabel(deals.papers.receipt, { exact: true }).fill('收据 7 号')
    await panel.getByLabel(deals.papers.condition, { exact: true }).fill('完好，序列号 A1、A2')
    await panel.getByLabel(deals.papers.compensation, { exact: true }).fill('按日折旧')
    const back = panel.getByLabel(deals.papers.returnDay, { exact: true })
    await back.fill((await back.getAttribute('min')) ?? '')
    await panel.getByRole('button', { name: seizing.savePapers, exact: true }).click()
    await panel.getByText(seizing.complete, { exact: true }).waitFor()
    await panel.getByRole('button', { name: seizing.execute, exact: true }).click()
    await panel.getByLabel(seizing.returnCondition, { exact: true }).fill('完好')
    await panel.getByRole('button', { name: seizing.return, exact: true }).click()
    await panel.getByText(deals.requisitionStates.returned, { exact: true }).first().waitFor()
    await visitor.shot('requisition-returned')
  },
)
