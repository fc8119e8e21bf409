import { expect } from 'vitest'
import { openModule } from './desk.js'
import { type Journey, journey } from './journey.js'
import { phones } from './looks.js'
import { personNamed, type Staff, teamsDay } from './scenes.js'

/** The worker at the door: little is left, and what runs out has a name. */
const toldOnPhone = async (j: Journey, staff: Staff): Promise<void> => {
  const { w, words } = j
  const { medicine, followup, person } = words
  const visitor = await j.enter(staff.worker.login, '/field')
  const { page } = visitor
  await page.locator('.f-name').first().waitFor()
  await page
    .getByRole('link', { name: /^周桂英 / })
    .first()
    .tap()
  await page.getByRole('button', { name: followup.withReadings, exact: true }).tap()
  await page.getByText(medicine.fieldsTitle, { exact: true }).tap()
  await page.getByLabel(medicine.daysLeft).fill('半个月')
  await page.getByText(medicine.controls.unstable, { exact: true }).tap()
  await page.getByRole('button', { name: followup.send, exact: true }).tap()
  await page.getByText(medicine.daysWrong).waitFor()
  await page.getByLabel(medicine.daysLeft).fill('3')
  await page.getByLabel(medicine.missing).fill('氨茶碱')
  await visitor.shot('field-medicine')
  await page.getByRole('button', { name: followup.send, exact: true }).tap()
  await page.getByText(followup.recorded('周桂英')).waitFor()
  await expect
    .poll(async () => (await w.admin.query('select count(*)::int as n from care.medicine_request')).rows[0]?.n)
    .toBe(1)
  const id = await personNamed(w, '周桂英')
  await page.goto(`${j.address}/field/people/${id}`)
  const told = page.getByRole('region', { name: medicine.fieldsTitle })
  await told.getByText(medicine.days('3')).waitFor()
  await told.getByText(medicine.waits).waitFor()
  // The name of a medicine tells the disease, which a village worker is not told.
  expect(await told.getByText('氨茶碱').count()).toBe(0)
  await told.getByText(medicine.fresh).waitFor()
  await page.getByRole('heading', { name: person.timeline }).waitFor()
  await visitor.shot('field-medicine-asked')
}

journey(
  { name: '[K9] medicine runs out at the door, and the township closes the request', looks: phones },
  async (j) => {
    const { w, words } = j
    const { medicine } = words
    const staff = await teamsDay(w)
    await toldOnPhone(j, staff)
    const visitor = await j.enter(staff.manager.login, '/board/421123100', { width: 1440 })
    const { page } = visitor
    await openModule(visitor, words.desk.nav.medicine)
    const card = page.getByRole('article', { name: medicine.requestOf('周桂英') })
    await card.getByText('氨茶碱').waitFor()
    await visitor.shot('medicine')
    await card.getByRole('button', { name: medicine.close, exact: true }).click()
    await card.getByRole('button', { name: medicine.close, exact: true }).click()
    await card.getByText(words.shared.refusals['medicine-days']).waitFor()
    await card.getByText(medicine.ends.longPrescription, { exact: true }).click()
    await card.getByLabel(medicine.daysGiven).fill('60')
    await visitor.shot('medicine-closing')
    await card.getByRole('button', { name: medicine.close, exact: true }).click()
    await page.getByText(medicine.closedNow('周桂英')).waitFor()
    await page.getByText(medicine.empty.open).waitFor()
    await page.getByRole('link', { name: medicine.states.closed, exact: true }).click()
    await card.getByText(medicine.days('60')).waitFor()
    await page.getByLabel(medicine.searchLabel).fill('没有这个人')
    await page.getByText(medicine.noneFound).waitFor()
    await visitor.shot('medicine-closed')
    const { rows } = await w.admin.query('select days_left from care.medicine_state')
    expect(rows).toEqual([{ days_left: 60 }])
  },
)
