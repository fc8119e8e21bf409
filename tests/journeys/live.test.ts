import { expect } from 'vitest'
import { figure, namesIn } from './desk.js'
import { journey } from './journey.js'
import { desks, phones } from './looks.js'
import { teamsDay } from './scenes.js'

journey({ name: 'a follow-up in a village moves the county’s open board', looks: desks }, async (j) => {
  const { w, words } = j
  const { worker, officer } = await teamsDay(w)
  const county = await j.enter(officer.login, '/board/421123')
  const { board } = words.desk
  const [overdue, followups] = [figure(county.page, board.overdue), figure(county.page, board.followups7d)]
  await expect.poll(() => overdue.innerText()).toBe('5')
  await expect.poll(() => followups.innerText()).toBe('0')
  await county.shot('board')
  const loaded = await county.page.evaluate(() => performance.timeOrigin)

  const field = await j.enter(worker.login, '/field', { width: 390 })
  await field.page.getByRole('link').filter({ hasText: '周桂英' }).first().tap()
  const well = field.page.getByRole('button', { name: words.followup.well, exact: true })
  const from = performance.now()
  await well.tap()
  await expect.poll(() => followups.innerText(), { timeout: 5_000, interval: 20 }).toBe('1')
  const took = performance.now() - from
  await expect.poll(() => overdue.innerText(), { timeout: 5_000 }).toBe('4')
  expect(await county.page.evaluate(() => performance.timeOrigin)).toBe(loaded)
  process.stdout.write(`follow-up to the open board: ${Math.round(took)} ms\n`)
})

journey({ name: 'a colleague’s follow-up leaves the open day of the team', looks: phones }, async (j) => {
  const { w, words } = j
  const { worker, medic } = await teamsDay(w)
  const watching = await j.enter(medic.login, '/field', { width: 390 })
  await expect.poll(() => namesIn(watching.page)).toContain('周桂英')
  const before = await namesIn(watching.page)
  const working = await j.enter(worker.login, '/field', { width: 390 })
  await working.page.getByRole('link').filter({ hasText: '周桂英' }).first().tap()
  await working.page.getByRole('button', { name: words.followup.well, exact: true }).tap()
  await expect.poll(() => namesIn(watching.page), { timeout: 10_000 }).not.toContain('周桂英')
  expect(await namesIn(watching.page)).toEqual(before.filter((name) => name !== '周桂英'))
})
