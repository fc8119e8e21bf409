import { expect } from 'vitest'
import { daysFromNow } from '../support/days.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { recordedYesterday, teamsDay, township } from './scenes.js'

journey({ name: '[K3] a drawn follow-up is called back and a pattern is looked into', looks: desks }, async (j) => {
  const { w, words } = j
  const staff = await teamsDay(w)
  await recordedYesterday(w, staff)
  const visitor = await j.enter(staff.officer.login)
  const { page } = visitor
  const { checks } = words.desk
  await openModule(visitor, words.desk.nav.checks)
  await page.getByText(checks.chooseTownship).waitFor()
  await visitor.shot('checks-township')
  await page.locator(`main a[href*="place=${township}"]`).click()

  // Yesterday stands first, and what is not drawn is not shown.
  await page.getByText(checks.drawn('1', '5')).waitFor()
  // Opened without a day it stands at the newest that owes call-backs, which is linked.
  const owed = page.getByRole('navigation', { name: checks.owed })
  await owed.getByRole('link').waitFor()
  await expect.poll(() => page.url()).toContain(daysFromNow(-1))
  const card = page.getByRole('article', { name: checks.callbackOf('周桂英') })
  await card.getByText('林网格', { exact: true }).waitFor()
  await expect.poll(() => card.locator('a[href="tel:13800010001"]').count()).toBe(1)
  await visitor.shot('checks')
  await card.getByLabel(checks.note).fill('老人说没人来过电话')
  await card.getByRole('button', { name: checks.results.denied, exact: true }).click()
  await page.getByText(checks.saved('周桂英')).waitFor()
  await card.getByText('老人说没人来过电话').waitFor()
  await page.getByText(checks.answered('1', '1')).waitFor()
  await owed.waitFor({ state: 'detached' })
  await card.getByRole('button', { name: checks.change, exact: true }).click()
  await expect.poll(() => card.getByLabel(checks.note).inputValue()).toBe('老人说没人来过电话')
  await card.getByRole('button', { name: checks.results.confirmed, exact: true }).click()
  await card.locator('.note').getByText(checks.results.confirmed, { exact: true }).waitFor()

  const pattern = page.getByRole('article', { name: checks.kinds.sameReadings('林网格', '5') })
  await pattern.getByRole('link', { name: '吴秀兰', exact: true }).waitFor()
  await pattern.getByRole('button', { name: checks.save, exact: true }).click()
  await pattern.getByText(checks.verdictMissing).waitFor()
  await pattern.getByText(checks.reasonMissing).waitFor()
  await pattern.getByText(checks.verdicts.wrong, { exact: true }).click()
  await pattern.getByLabel(checks.reason).fill('照抄了前一户的读数')
  await pattern.getByRole('button', { name: checks.save, exact: true }).click()
  await pattern.locator('.note').getByText('照抄了前一户的读数').waitFor()
  await visitor.shot('checks-done')
  const { rows } = await w.admin.query(
    'select (select result from care.callback) as result, (select verdict from care.pattern_seen) as verdict',
  )
  expect(rows).toEqual([{ result: 'confirmed', verdict: 'wrong' }])

  // Another day has nothing, and says what would stand there.
  await page.getByRole('button', { name: checks.today, exact: true }).click()
  await page.getByText(checks.noTalks).waitFor()
  await page.getByText(checks.noPatterns).waitFor()
})
