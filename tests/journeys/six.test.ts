import { expect } from 'vitest'
import { openModule, sentence } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { personNamed, teamsDay, township } from './scenes.js'

journey({ name: '[K6] an officer opens the six in place and sees who is missing', looks: desks }, async (j) => {
  const { w, words } = j
  const { six } = words.desk
  const staff = await teamsDay(w)
  const visitor = await j.enter(staff.officer.login)
  const { page } = visitor
  await openModule(visitor, words.desk.nav.six)
  await page.getByText(six.points[0]?.name ?? '').waitFor()
  // Six people, two villages with a team; nobody was told a number, nobody is in the register.
  await page.getByText(six.of('2', '2')).first().waitFor()
  await page.getByText(six.of('0', '6')).first().waitFor()
  await page.getByText(six.noOf('6')).waitFor()
  await visitor.shot('six')
  await page
    .getByRole('link', { name: six.lacking('6'), exact: true })
    .first()
    .click()
  await page.getByRole('heading', { name: six.missingTitle(six.points[2]?.name ?? ''), level: 1 }).waitFor()
  const table = page.getByRole('table', { name: six.missingCaption })
  await table.getByRole('link', { name: '周桂英', exact: true }).waitFor()
  await expect.poll(() => table.getByText(six.why.notTold()).count()).toBe(6)
  await page.getByLabel(six.searchMissing).fill('张建国')
  await table.getByRole('link', { name: '周桂英', exact: true }).waitFor({ state: 'detached' })
  await visitor.shot('six-missing')
  await page.getByRole('link', { name: six.back, exact: true }).click()
  await page.locator(`main a[href*="/six?place=${township}"]`).first().click()
  await page.getByRole('heading', { name: sentence(six.title('§')), level: 1 }).waitFor()
  await page.getByRole('heading', { name: six.tableTitle }).waitFor()
  await page.getByLabel(six.searchLabel).fill('没有这个地方')
  await page.getByText(six.noneFound).waitFor()

  // Somebody whose village nobody told is in no village's figure, and is said all the same.
  const id = await personNamed(w, '孙有福')
  for (const [table, key] of [
    ['person', 'id'],
    ['due', 'person'],
  ])
    await w.admin.query(`update care.${table} set village = null, team = null where ${key} = $1`, [id])
  await page.goto(`${j.address}/six?place=${township}`)
  await page.getByText(six.of('2', '3')).first().waitFor()
  await page.getByRole('link', { name: six.untold('1'), exact: true }).waitFor()
  await visitor.shot('six-untold')
  await page
    .getByRole('link', { name: six.lacking('1'), exact: true })
    .first()
    .click()
  await table.getByText(six.why.noVillage('1')).waitFor()
  await visitor.shot('six-untold-missing')
  await table.getByRole('link', { name: six.untoldName, exact: true }).click()
  await page.getByRole('link', { name: '孙有福', exact: true }).waitFor()
})
