import { expect } from 'vitest'
import { daysFromNow } from '../support/days.js'
import { luotian } from '../support/world.js'
import { figure, openModule } from './desk.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks } from './looks.js'
import { populationOf, recordedYesterday, teamsDay, villageAt, villagesOf } from './scenes.js'

/** From the figure of seven days to the list: as long as the figure, narrowed by team and day, and on to a person. */
const followUps = async (visitor: Visitor): Promise<void> => {
  const { page, words } = visitor
  const { done, desk } = words
  const { board, nav } = desk
  await openModule(visitor, nav.board)
  await figure(page, board.followups7d).getByRole('link', { name: '5', exact: true }).click()
  await page.getByRole('heading', { name: done.title('5'), level: 1 }).waitFor()
  const rows = page.getByRole('table', { name: done.caption }).locator('tbody tr')
  await expect.poll(() => rows.count()).toBe(5)
  const first = rows.filter({ hasText: '周桂英' })
  await first.getByText(words.person.channels.phone).waitFor()
  await first.getByText('林网格').waitFor()
  await visitor.shot('followups')
  expect(await page.locator('body').innerText()).not.toContain('慢阻肺')
  await page.getByLabel(done.team, { exact: true }).selectOption({ label: '第一网格组' })
  await page.waitForURL(/team=/)
  await expect.poll(() => rows.count()).toBe(5)
  await page.getByLabel(done.day, { exact: true }).fill(daysFromNow(-3))
  await page.getByText(done.empty).waitFor()
  await page.waitForURL(/day=/)
  await page.getByRole('button', { name: done.week, exact: true }).click()
  await first.getByRole('link', { name: '周桂英', exact: true }).click()
  await page.getByRole('complementary', { name: desk.people.panel }).waitFor()
}

/** The other numbers of the board that opened nothing: people of a team, and the population. */
const others = async (j: Journey, visitor: Visitor): Promise<void> => {
  const { page, words } = visitor
  const { board, ledger, people } = words.desk
  await page.goto(`${j.address}/board/${luotian}`)
  const teams = page.getByRole('table', { name: board.teamsCaption })
  await teams.getByRole('link', { name: '6', exact: true }).first().click()
  const list = page.getByRole('table', { name: people.caption })
  await expect.poll(() => list.locator('tbody tr').count()).toBe(6)
  await page.getByText(words.desk.table.inAll('6', 'exact'), { exact: true }).waitFor()
  await visitor.shot('people-in-all')
  await page.goBack()
  await page.getByRole('link', { name: board.registered('1,286'), exact: true }).click()
  await page.getByText(ledger.registerList.total('1,286', '1')).waitFor()
  await page.getByRole('table', { name: ledger.registerList.caption }).getByText('1,286').waitFor()
  await visitor.shot('register')
}

/** Another file of the register: checked, looked at, taken in, taken back. */
const anotherFile = async (visitor: Visitor, village: string): Promise<void> => {
  const { page, words } = visitor
  const { ledger } = words.desk
  const { registerFile: own, registerList: list } = ledger
  const text = `村代码,村,户籍人口\n${village},,2000\n,没有的村,5`
  const file = { name: 'register.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText(own.sum('1,286', '2,000'), { exact: true }).waitFor()
  await page.getByRole('table', { name: own.groups.jump }).getByText(own.fromTo('1,286', '2,000')).waitFor()
  await visitor.shot('register-check')
  await page.getByRole('button', { name: own.groups.wrong }).click()
  await page.getByText(own.wrong('3', own.fields.village, own.faults.noPlace('没有的村')), { exact: true }).waitFor()
  await page.getByRole('button', { name: own.take('1'), exact: true }).click()
  await page.getByText(list.total('2,000', '1')).waitFor()
  const history = page.getByRole('table', { name: own.history.caption })
  // The file before can be taken back until the page knows of this one.
  await history.getByText(own.total('1,286', '2,000'), { exact: true }).waitFor()
  await history.getByRole('button', { name: own.takeBack, exact: true }).click()
  await page.getByText(own.takeBackAsk('1,286'), { exact: true }).waitFor()
  await visitor.shot('register-back')
  await history.getByRole('button', { name: own.takeBackYes, exact: true }).click()
  await page.getByText(list.total('1,286', '1')).waitFor()
  await history.getByText(own.states.takenBack).waitFor()
}

journey({ name: '[X6] numbers of the board open what they count', looks: desks }, async (j) => {
  const staff = await teamsDay(j.w)
  await recordedYesterday(j.w, staff)
  const officer = await j.w.signIn(staff.officer.login)
  await populationOf(officer, villageAt(await villagesOf(j.w), 0))
  await j.w.settle()
  await followUps(await j.enter(staff.manager.login))
  const desk = await j.enter(staff.officer.login)
  await others(j, desk)
  await anotherFile(desk, villageAt(await villagesOf(j.w), 0).code)
})
