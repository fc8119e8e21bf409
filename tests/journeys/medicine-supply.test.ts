import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { labelsEn } from '../../apps/web/src/i18n/labels.en.js'
import { labelsZhCN } from '../../apps/web/src/i18n/labels.zh-CN.js'
import { medicineSupplyEn } from '../../apps/web/src/i18n/medicine-supply.en.js'
import { medicineSupplyZhCN } from '../../apps/web/src/i18n/medicine-supply.zh-CN.js'
import { daysFromNow } from '../support/days.js'
import { makeClinic, stockUp } from '../support/grassroots.js'
import { deskOf } from '../support/stores.js'
import { luotian } from '../support/world.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks, type Look } from './looks.js'
import { personNamed, teamsDay, township } from './scenes.js'

const supplyWords = ({ language }: Look) => (language === 'en' ? medicineSupplyEn : medicineSupplyZhCN)
const labelWords = ({ language }: Look) => (language === 'en' ? labelsEn : labelsZhCN)

journey(
  {
    name: '[K9] the township issues medicine for a request by first expiry, and the worker sees it on its way and says that it was delivered',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const { medicine } = words
    const supply = supplyWords(j.look)
    const staff = await teamsDay(w)
    const desk = await deskOf(w, luotian)
    const second = await w.account({ role: 'warehouseKeeper', place: luotian, name: '库管员' })
    const own = { id: second.id, caller: await w.signIn(second.login) }
    const pharmacy = await makeClinic(w, desk, {
      place: township,
      kind: 'townshipCentre',
      name: '凤山卫生院',
      keeper: own,
    })
    await stockUp(pharmacy, 'ibuprofen', 20, { lot: 'LATE', expiry: daysFromNow(300) })
    await stockUp(pharmacy, 'ibuprofen', 5, { lot: 'SOON', expiry: daysFromNow(20) })
    const visitor = await j.enter(staff.manager.login, `/medicine?place=${township}`)
    const { page } = visitor
    await page.getByText(medicine.empty.open, { exact: true }).waitFor()
    // The township's manager, who signed in as that, keeps the pharmacy too.
    await w.admin.query(
      `insert into kernel.account_grant (id, account, role, place) values (gen_random_uuid(), $1, 'warehouseKeeper', $2)`,
      [staff.manager.id, luotian],
    )
    const naming = { id: uuidv7(), accountId: staff.manager.id, phone: null }
    expect((await desk.call('store.name', { params: { id: pharmacy.id }, body: naming })).status).toBe(200)
    const person = await personNamed(w, '周桂英')
    const worker = await w.signIn(staff.worker.login)
    const said = { id: uuidv7(), at: new Date().toISOString(), daysLeft: 2 }
    expect((await worker.call('medicine.say', { params: { id: person }, body: said })).status).toBe(200)

    await page.reload()
    const card = page.getByRole('article', { name: medicine.requestOf('周桂英') })
    await card.getByText(medicine.supply, { exact: true }).click()
    const form = card.getByRole('form', { name: supply.issue, exact: true })
    const shelf = form.getByLabel(supply.shelf, { exact: true })
    await expect.poll(() => shelf.locator('option').count()).toBe(2)
    await shelf.selectOption({ index: 1 })
    await form.getByLabel(supply.quantity, { exact: true }).fill('26')
    await form.getByLabel(supply.daysLabel, { exact: true }).fill('60')
    await form.getByRole('button', { name: supply.send, exact: true }).click()
    await form.getByText(supply.reasonMissing, { exact: true }).waitFor()
    await form.getByLabel(supply.quantity, { exact: true }).fill('6')
    await form.getByLabel(supply.reason, { exact: true }).fill('高血压，病情稳定')
    await visitor.shot('medicine-issue')
    await form.getByRole('button', { name: supply.send, exact: true }).click()
    await card.getByText(supply.states.issued, { exact: true }).waitFor()
    // Nothing can be issued twice.
    await form.waitFor({ state: 'detached' })
    await visitor.shot('medicine-issued')
    const { rows } = await w.admin.query(
      `select i.lot, s.free::int as free from supply.stock s join supply.item i on i.home = s.home and i.id = s.item where s.store = $1 order by 1`,
      [pharmacy.id],
    )
    expect(rows).toEqual([
      { lot: 'LATE', free: 19 },
      { lot: 'SOON', free: 0 },
    ])

    const door = await j.enter(staff.worker.login, `/field/people/${person}`, { width: 390 })
    const region = door.page.getByRole('region', { name: supply.title, exact: true })
    await region.getByText(supply.states.issued, { exact: true }).waitFor()
    // The name of a medicine tells the disease, which a village worker is not told.
    expect(await region.getByText(/布洛芬|Ibuprofen/).count()).toBe(0)
    await region.getByLabel(supply.to, { exact: true }).selectOption('family')
    await door.shot('field-medicine-deliver')
    await region.getByRole('button', { name: supply.deliverNow, exact: true }).click()
    await door.page.getByText(medicine.ends.longPrescription).first().waitFor()
  },
)

journey(
  {
    name: '[K9] a county loads a label; asked without one, out of date or past what it says, the answer is the higher hospital',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const label = labelWords(j.look)
    const { ask } = supplyWords(j.look)
    const officer = await w.account({ role: 'countyOfficer', place: luotian })
    const visitor = await j.enter(officer.login, '/medicine')
    const { page } = visitor
    await page.getByText(words.medicine.askLabel, { exact: true }).click()
    const form = page.getByRole('form', { name: ask.title, exact: true })
    await form.locator('option[value="azvudine"]').waitFor({ state: 'attached' })
    await form.getByLabel(ask.kind, { exact: true }).selectOption('azvudine')
    await form.getByLabel(ask.check, { exact: true }).selectOption('onset')
    await form.getByLabel(ask.days, { exact: true }).fill('6')
    await form.getByRole('button', { name: ask.send, exact: true }).click()
    await form.getByText(ask.higher, { exact: true }).waitFor()
    await form.getByText(ask.why.noLabel, { exact: true }).waitFor()
    await visitor.shot('label-none')

    await openModule(visitor, words.desk.nav.labels)
    await page.getByText(label.empty, { exact: true }).waitFor()
    await page.getByRole('link', { name: label.add, exact: true }).click()
    const load = page.getByRole('form', { name: label.add, exact: true })
    await load.locator('option[value="azvudine"]').waitFor({ state: 'attached' })
    await load.getByLabel(label.kind, { exact: true }).selectOption('azvudine')
    await load.getByLabel(label.source, { exact: true }).fill('说明书 2022年8月版')
    await load.getByLabel(label.from, { exact: true }).fill(daysFromNow(-10))
    await load.getByLabel(label.until, { exact: true }).fill(daysFromNow(-20))
    await load.getByLabel(label.check, { exact: true }).selectOption('onset')
    await load.getByLabel(label.within, { exact: true }).fill('5')
    await load.getByLabel(label.says, { exact: true }).fill('发病5天以内使用')
    await load.getByRole('button', { name: label.send, exact: true }).click()
    await load.getByText(label.datesWrong, { exact: true }).waitFor()
    await load.getByLabel(label.until, { exact: true }).fill(daysFromNow(20))
    await visitor.shot('label-load')
    await load.getByRole('button', { name: label.send, exact: true }).click()
    await page.getByText(label.inDate, { exact: true }).waitFor()
    await visitor.shot('labels')

    await page.goto(`${j.address}/medicine`)
    await page.getByText(words.medicine.askLabel, { exact: true }).click()
    await form.locator('option[value="azvudine"]').waitFor({ state: 'attached' })
    await form.getByLabel(ask.kind, { exact: true }).selectOption('azvudine')
    await form.getByLabel(ask.check, { exact: true }).selectOption('kidney')
    await form.getByRole('button', { name: ask.send, exact: true }).click()
    await form.getByText(ask.why.notNamed, { exact: true }).waitFor()
    await form.getByLabel(ask.check, { exact: true }).selectOption('onset')
    await form.getByLabel(ask.days, { exact: true }).fill('6')
    await form.getByRole('button', { name: ask.send, exact: true }).click()
    await form.getByText('发病5天以内使用', { exact: true }).waitFor()
    await form.getByText(ask.within.no, { exact: true }).waitFor()
    await visitor.shot('label-says')

    await page.goto(`${j.address}/labels`)
    await page.locator('summary').click()
    await page.getByLabel(label.withdrawLabel, { exact: true }).fill('有新版')
    await page.getByRole('button', { name: label.withdraw, exact: true }).click()
    await page.getByText(label.withdrawn, { exact: true }).waitFor()
  },
)
