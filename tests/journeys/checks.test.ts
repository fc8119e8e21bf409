import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { formatInstant } from '../../apps/web/src/ui/time.js'
import { daysFromNow } from '../support/days.js'
import { namesIn, openModule } from './desk.js'
import { journey } from './journey.js'
import { desks, phones } from './looks.js'
import { personNamed, recordedYesterday, teamsDay, township } from './scenes.js'

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

journey(
  {
    name: '[K3] [CARE-CHECK-7] a talk that a call-back withdrew is not put back on the phone, also not without a network: it says who withdrew it',
    looks: phones,
  },
  async (j) => {
    const { w, words } = j
    const { followup, person, shared } = words
    const staff = await teamsDay(w)
    const id = await personNamed(w, '周桂英')
    const [worker, officer] = [await w.signIn(staff.worker.login), await w.signIn(staff.officer.login)]
    const talk = uuidv7()
    const at = new Date(w.house.now()).toISOString()
    const body = { id: talk, personId: id, at, channel: 'phone', outcome: 'reached' }
    await worker.call('followup.record', { body })
    const visitor = await j.enter(staff.worker.login, `/field/correct/${id}/${talk}`)
    const { page, context } = visitor
    const send = page.getByRole('button', { name: followup.correctSend, exact: true })
    await send.waitFor()
    // While the form stands open the call-back denies the talk.
    await officer.call('check.callback', { params: { id: talk }, body: { result: 'denied', note: null } })
    const { rows } = await w.admin.query<{ at: Date }>(
      'select received_at as at from care.followup where corrects = $1',
      [talk],
    )
    const when = formatInstant(rows[0]?.at.toISOString() ?? '', 'Asia/Shanghai', j.look.language)
    await context.setOffline(true)
    await send.tap()
    await page.getByText(followup.corrected).waitFor()
    await context.setOffline(false)
    const line = page.locator('.unsent').getByText(shared.refusals['corrects-checked'])
    await line.waitFor()
    expect(await line.innerText()).toContain(`${shared.roles.countyOfficer} · ${when}`)
    await visitor.shot('field-corrects-checked')
    const standing = await w.admin.query('select count(*)::int as n from care.followup where person = $1', [id])
    expect(standing.rows).toEqual([{ n: 2 }])
    // It stands until it was read, also when the page is opened anew.
    await page.reload()
    await line.waitFor()
    await page.locator('.unsent').getByRole('button', { name: followup.discard, exact: true }).tap()
    await line.waitFor({ state: 'detached' })
    // The person is owed again; the entry says why it cannot be put right here, and offers nothing that would be refused.
    await page.goto(`${j.address}/field`)
    await expect.poll(() => namesIn(page)).toContain('周桂英')
    await page.goto(`${j.address}/field/people/${id}`)
    const timeline = page.locator('.timeline')
    await timeline.getByText(person.entry.withdrawal, { exact: true }).waitFor()
    await timeline.getByText(shared.refusals['corrects-checked']).waitFor()
    expect(await timeline.getByRole('button', { name: person.correctThis, exact: true }).count()).toBe(0)
    await visitor.shot('field-withdrawn-by-check')
  },
)
