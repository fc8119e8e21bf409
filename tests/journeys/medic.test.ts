import { expect } from 'vitest'
import { daysFromNow } from '../support/days.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { personNamed, teamsDay, villageAt, villagesOf } from './scenes.js'

journey({ name: 'a medic confirms a batch and sets a tier by judgement', looks: desks }, async (j) => {
  const { w, words } = j
  const { medic } = await teamsDay(w)
  const second = villageAt(await villagesOf(w), 1)
  const visitor = await j.enter(medic.login)
  const { page } = visitor
  const { tier, table, people, nav } = words.desk
  const { person } = words
  const waiting = async () =>
    (await w.admin.query(`select from care.person where provisional <> '{}' order by id`)).rowCount

  await page.getByRole('link', { name: words.field.me, exact: true }).click()
  await page.getByRole('link', { name: words.session.toDesk, exact: true }).click()
  await page.getByRole('heading', { name: tier.title, level: 1 }).waitFor()
  expect(await waiting()).toBe(2)
  await page.getByText(tier.totals('2', '1')).waitFor()
  await page.getByText(tier.totalsOf('2', '0', null)).waitFor()
  const village = page.getByRole('searchbox', { name: tier.searchVillage })
  await village.fill('没有这个村')
  await page.getByText(tier.noSuchVillage).waitFor()
  await village.fill(second.name.slice(0, 2))
  await visitor.shot('tier-queue')
  await page.getByRole('link', { name: tier.openVillage(`${second.township} ${second.name}`), exact: true }).click()
  await page.getByRole('heading', { name: tier.batchTitle(second.name) }).waitFor()
  const name = page.getByRole('searchbox', { name: tier.searchName })
  await name.fill('陈金花')
  await page.getByText(words.common.foundOf('1', '2')).waitFor()
  await name.fill('')
  // What decides stands in the row, so that nobody's page has to be opened.
  const row = page.getByRole('row').filter({ hasText: '陈金花' })
  const unknown = [person.facts.disease, person.facts.vaccination].join(words.listSeparator)
  await row.getByText(person.unknownFacts(unknown)).waitFor()
  await row.getByText(person.disease.unknown, { exact: true }).waitFor()
  await page.getByRole('checkbox', { name: table.selectAll, exact: true }).check()
  await page.getByRole('button', { name: tier.diseaseOf.none, exact: true }).first().click()
  await page.getByRole('button', { name: tier.vaccinationOf.full, exact: true }).click()
  await visitor.shot('tier-batch')
  await page.getByRole('button', { name: tier.submit('2'), exact: true }).click()
  await page.getByText(tier.done('2', '0')).waitFor()
  await expect.poll(waiting).toBe(0)

  await openModule(visitor, nav.people)
  await page.getByRole('table', { name: people.caption }).getByRole('link', { name: '周桂英' }).click()
  const panel = page.getByRole('complementary', { name: people.panel })
  await panel.getByText('慢阻肺').waitFor()
  await panel.getByText(people.override, { exact: true }).click()
  await panel.getByRole('radio', { name: words.shared.tiers.yellow }).check()
  await panel.getByLabel(people.reason, { exact: true }).fill('上门看过，病情已平稳')
  await panel.getByLabel(people.reviewOn, { exact: true }).fill(daysFromNow(30))
  await visitor.shot('tier-override')
  await panel.getByRole('button', { name: people.overrideSubmit, exact: true }).click()
  await panel.getByText(person.overrideBy('何医生', words.shared.tiers.yellow)).waitFor()
  await panel.getByText('上门看过，病情已平稳').first().waitFor()
  await panel.getByText(person.why, { exact: true }).click()
  const reasons = panel.getByRole('region', { name: person.tier, exact: true })
  await reasons.getByText(person.decidedBy.override, { exact: true }).waitFor()
  await expect.poll(() => reasons.getByText(/^CARE-TIER-\d+$/).count()).toBeGreaterThan(0)
  await visitor.shot('person-why')

  const id = await personNamed(w, '周桂英')
  const { rows } = await w.admin.query(
    `select tier, override ->> 'reviewOn' as review from care.person where id = $1`,
    [id],
  )
  expect(rows).toEqual([{ tier: 'yellow', review: daysFromNow(30) }])
})
