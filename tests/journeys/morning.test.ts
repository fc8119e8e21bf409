import { expect } from 'vitest'
import { daysFromNow } from '../support/days.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { personNamed, recordedYesterday, teamsDay, township } from './scenes.js'

journey(
  { name: '[K6, K1] an officer’s morning opens its lists; a medic ends a judgement that is due', looks: desks },
  async (j) => {
    const { w, words } = j
    const { morning, league, overrides } = words
    const staff = await teamsDay(w)
    await recordedYesterday(w, staff)
    const id = await personNamed(w, '周桂英')
    const set = {
      tier: 'red',
      by: staff.medic.id,
      byName: '何医生',
      reason: '上门看过，气喘',
      reviewOn: daysFromNow(-3),
    }
    await w.admin.query(
      `update care.person set override = $2::jsonb || jsonb_build_object('at', now(), 'commandId', gen_random_uuid()) where id = $1`,
      [id, { ...set, assessedTierAtOverride: 'red' }],
    )

    const officer = await j.enter(staff.officer.login)
    const { page } = officer
    // The morning is the first page; what waits stands before what is calm.
    await page.getByRole('heading', { name: morning.waiting }).waitFor()
    await page.getByText(morning.keys.told.says('6')).waitFor()
    await page.getByText(morning.keys.reviews.says('1')).waitFor()
    await page.getByText(morning.keys.callbacks.says('1')).waitFor()
    await page.getByRole('table', { name: morning.sixCaption }).waitFor()
    await officer.shot('morning')
    // Two figures and their lists: as many rows as the figure says.
    await page.getByRole('link', { name: morning.keys.told.name, exact: true }).click()
    const told = page.getByRole('table')
    await told.getByRole('link', { name: '周桂英', exact: true }).waitFor()
    await expect.poll(() => told.locator('tbody tr').count()).toBe(6)
    await openModule(officer, words.desk.nav.morning)
    await page.locator(`main a[href*="/checks?place=${township}"]`).first().click()
    await page.getByRole('article', { name: words.desk.checks.callbackOf('周桂英') }).waitFor()

    await openModule(officer, words.desk.nav.league)
    const teams = page.getByRole('table', { name: league.teamsCaption })
    // Nothing has fallen due since the day before: said, and not ranked.
    await teams.getByText(league.states.nothingOwed).first().waitFor()
    await officer.shot('league')
    await openModule(officer, words.desk.nav.six)
    await page.getByRole('heading', { name: league.days }).waitFor()
    await page.getByText(league.noDays).waitFor()

    const medic = await j.enter(staff.medic.login, '/tier/overrides')
    const card = medic.page.getByRole('article', { name: '周桂英' })
    await card.getByText(overrides.past('3')).waitFor()
    await medic.shot('overrides')
    await card.getByRole('button', { name: overrides.renew, exact: true }).click()
    await card.getByLabel(words.desk.people.reason, { exact: true }).fill('仍气喘，继续按红色管理')
    await card.getByLabel(words.desk.people.reviewOn, { exact: true }).fill(daysFromNow(20))
    await card.getByRole('button', { name: overrides.renew, exact: true }).click()
    await medic.page.getByText(overrides.empty.due).waitFor()
    await medic.page.getByRole('link', { name: overrides.all, exact: true }).click()
    await card.getByText('仍气喘，继续按红色管理').waitFor()
    await card.getByRole('button', { name: overrides.end, exact: true }).click()
    await card.getByRole('button', { name: overrides.endSubmit, exact: true }).click()
    await medic.page.getByText(overrides.empty.all).waitFor()
    const { rows } = await w.admin.query('select tier, override from care.person where id = $1', [id])
    expect(rows).toEqual([{ tier: 'red', override: null }])
  },
)
