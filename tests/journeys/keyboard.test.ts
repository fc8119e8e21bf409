import { expect } from 'vitest'
import { luotian } from '../support/world.js'
import { journey, type Visitor } from './journey.js'
import { signInByKeys, tabTo } from './keys.js'
import { desks, phones } from './looks.js'
import { personNamed, teamsDay } from './scenes.js'

const wide = desks.filter((look) => look.width === 1440)

journey({ name: 'a follow-up is recorded at the desk with the keyboard alone', looks: wide }, async (j) => {
  const { officer } = await teamsDay(j.w)
  const visitor = await j.visit('/')
  const { page, words } = visitor
  await signInByKeys(visitor, officer.login)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // The page's title has the focus; the rail stands before it.
  await tabTo(page, page.locator('#rail').getByRole('link', { name: words.desk.nav.people, exact: true }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('table', { name: words.desk.people.caption }).waitFor()
  const row = page.getByRole('link', { name: '周桂英', exact: true })
  await row.waitFor()
  await page.keyboard.press('j')
  for (let i = 0; i < 6 && !(await row.evaluate((e) => e === document.activeElement)); i += 1)
    await page.keyboard.press('j')
  expect(await row.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: words.followup.record, exact: true }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: words.followup.well, exact: true }))
  await page.keyboard.press('Enter')
  const id = await personNamed(j.w, '周桂英')
  const facts = () => j.w.admin.query('select outcome from care.followup where person = $1', [id])
  await expect.poll(async () => (await facts()).rows).toEqual([{ outcome: 'reached' }])
  await page.keyboard.press('Escape')
  await page.getByRole('complementary', { name: words.desk.people.panel }).waitFor({ state: 'detached' })
})

journey({ name: 'a follow-up is recorded in the field with the keyboard alone', looks: phones }, async (j) => {
  const { worker } = await teamsDay(j.w)
  const visitor = await j.visit('/field')
  const { page, words } = visitor
  await signInByKeys(visitor, worker.login)
  await tabTo(page, page.getByRole('link').filter({ hasText: '张建国' }).first())
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '张建国', level: 1 }).waitFor()
  const video = page.getByRole('radio', { name: words.person.channels.video })
  await tabTo(page, page.getByRole('radio', { name: words.person.channels.phone }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => video.isChecked()).toBe(true)
  const well = page.getByRole('button', { name: words.followup.wellOther, exact: true })
  await tabTo(page, well, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByText(words.followup.recorded('张建国')).waitFor()
  const id = await personNamed(j.w, '张建国')
  const facts = () => j.w.admin.query('select outcome, channel from care.followup where person = $1', [id])
  await expect.poll(async () => (await facts()).rows).toEqual([{ outcome: 'reached', channel: 'video' }])
})

journey({ name: 'at 200 % nothing runs out of the side of the page', looks: wide }, async (j) => {
  const { officer, worker } = await teamsDay(j.w)
  const fits = async ({ page }: Visitor): Promise<void> => {
    await page.setViewportSize({ width: 720, height: 450 })
    await page.waitForTimeout(100)
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: document.documentElement.clientWidth,
    }))
    expect(scroll).toBeLessThanOrEqual(width)
  }
  const county = await j.enter(officer.login, `/board/${luotian}`)
  await county.page.getByRole('heading', { name: j.words.desk.board.childrenTitle }).waitFor()
  await fits(county)
  await county.shot('zoom-board')
  const field = await j.enter(worker.login, '/field')
  await field.page.locator('.f-name').first().waitFor()
  await fits(field)
  await field.shot('zoom-field')
})
