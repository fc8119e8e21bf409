import { expect } from 'vitest'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { green, red, staffOf, takeIn, teamsDay, villageAt, villagesOf } from './scenes.js'

journey({ name: 'a township manager makes a team, and no village is without one', looks: desks }, async (j) => {
  const { w, words } = j
  const staff = await staffOf(w)
  const villages = await villagesOf(w)
  const [first, second] = [villageAt(villages, 0), villageAt(villages, 1)]
  await takeIn(w, first, [
    { name: '周桂英', ...red, phone: '13800010001' },
    { name: '孙有福', ...green, phone: '13800010003' },
  ])
  await takeIn(w, second, [{ name: '吴秀兰', ...red, phone: '13800010004' }])
  const visitor = await j.enter(staff.manager.login)
  const { page } = visitor
  const { teams } = words.desk

  await openModule(visitor, words.desk.nav.teams)
  await page.getByRole('heading', { name: teams.unboundTitle }).waitFor()
  await page.getByText(teams.unbound(`${first.township} ${first.name}`, '2')).waitFor()
  await page.getByText(teams.unbound(`${second.township} ${second.name}`, '1')).waitFor()
  await visitor.shot('teams-unbound')

  // From a village straight to a team for it.
  await page.getByRole('link', { name: teams.createFor(`${first.township} ${first.name}`) }).click()
  const panel = page.getByRole('complementary', { name: teams.panel })
  await panel.getByLabel(teams.name, { exact: true }).fill('凤山一组')
  const save = panel.getByRole('button', { name: teams.save, exact: true })
  await panel.getByRole('checkbox', { name: /林网格/ }).check()
  await expect.poll(() => save.isDisabled()).toBe(true)
  await panel.getByText(teams.needMedic).waitFor()
  await panel.getByRole('checkbox', { name: /何医生/ }).check()
  expect(await panel.getByRole('checkbox', { name: first.name }).isChecked()).toBe(true)
  // Looked for by name; what is ticked stays in sight, and Enter saves nothing.
  const find = panel.getByRole('searchbox', { name: teams.findVillage })
  await find.fill(second.name)
  await find.press('Enter')
  await panel.getByText(teams.villagesTicked('1')).waitFor()
  expect(await panel.getByRole('checkbox', { name: first.name }).isChecked()).toBe(true)
  await panel.getByRole('checkbox', { name: second.name }).check()
  const box = panel.getByRole('list', { name: teams.chooseVillages })
  expect(await box.evaluate((list) => list.scrollWidth <= list.clientWidth)).toBe(true)
  await visitor.shot('teams-form')
  await save.click()

  await page.getByText(teams.created).waitFor()
  const row = page.getByRole('row').filter({ hasText: '凤山一组' })
  await row.getByText('何医生').waitFor()
  await page.getByRole('heading', { name: teams.unboundTitle }).waitFor({ state: 'detached' })
  await w.settle()
  // Somebody leaves: what becomes of people, shifts and calls is shown before it is saved.
  await row.getByRole('link', { name: '凤山一组' }).click()
  await panel.getByRole('checkbox', { name: /林网格/ }).uncheck()
  await panel.getByRole('heading', { name: teams.leaving.title }).waitFor()
  await panel.getByText(teams.leaving.nothing).waitFor()
  await panel.getByText(teams.leaving.people('3')).waitFor()
  await visitor.shot('teams-leaving')
  await panel.getByRole('checkbox', { name: /林网格/ }).check()
  await panel.getByRole('heading', { name: teams.leaving.title }).waitFor({ state: 'detached' })
  const people = await w.admin.query(
    'select from care.person p join care.team t on t.id = p.team where t.home = p.home',
  )
  expect(people.rowCount).toBe(3)
  const members = await w.admin.query('select account, medic from care.team_member order by medic')
  expect(members.rows).toEqual([
    { account: staff.worker.id, medic: false },
    { account: staff.medic.id, medic: true },
  ])
})

journey(
  {
    name: '[K2] a new team takes a village over from another, told with how many people, and asked once',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const staff = await teamsDay(w)
    const second = villageAt(await villagesOf(w), 1)
    const visitor = await j.enter(staff.manager.login)
    const { page } = visitor
    const { teams } = words.desk
    await openModule(visitor, words.desk.nav.teams)
    await page.getByRole('link', { name: teams.create, exact: true }).click()
    const panel = page.getByRole('complementary', { name: teams.panel })
    await panel.getByLabel(teams.name, { exact: true }).fill('第二网格组')
    await panel.getByRole('checkbox', { name: /何医生/ }).check()
    await panel.getByRole('checkbox', { name: second.name }).check()
    await panel.getByText(teams.otherTeam('第一网格组', '3'), { exact: true }).first().waitFor()
    await panel.getByText(teams.moving.line(second.name, '第一网格组', '3'), { exact: true }).waitFor()
    await panel.getByText(teams.moving.all('3'), { exact: true }).waitFor()
    await panel.getByRole('button', { name: teams.save, exact: true }).click()
    await panel.getByText(teams.moving.ask, { exact: true }).waitFor()
    await visitor.shot('teams-taking-over')
    await panel.getByRole('button', { name: teams.moving.yes, exact: true }).click()
    await page.getByText(teams.created).waitFor()
    const { rows } = await w.admin.query(
      `select t.name, count(*)::int as n from care.person p join care.team t on t.home = p.home and t.id = p.team group by 1 order by 1`,
    )
    expect(rows).toEqual(
      expect.arrayContaining([
        { name: '第一网格组', n: 3 },
        { name: '第二网格组', n: 3 },
      ]),
    )
  },
)

journey(
  {
    name: '[K2] a team that takes over a whole township’s villages is asked about it where the reader looks',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const staff = await teamsDay(w)
    const all = await villagesOf(w)
    await w.admin.query(
      `insert into care.team_village (home, team, township, village)
       select t.home, t.id, t.township, v from care.team t, unnest($1::text[]) v on conflict do nothing`,
      [all.map(({ code }) => code)],
    )
    const visitor = await j.enter(staff.manager.login)
    const { page } = visitor
    const { teams } = words.desk
    await openModule(visitor, words.desk.nav.teams)
    await page.getByRole('link', { name: teams.create, exact: true }).click()
    const panel = page.getByRole('complementary', { name: teams.panel })
    await panel.getByLabel(teams.name, { exact: true }).fill('第二网格组')
    await panel.getByRole('checkbox', { name: /何医生/ }).check()
    await panel.getByRole('checkbox', { name: villageAt(all, 1).name }).waitFor()
    const boxes = panel.getByRole('list', { name: teams.chooseVillages }).getByRole('checkbox')
    for (let at = 0; at < all.length; at += 1) await boxes.nth(at).check()
    await panel.getByRole('button', { name: teams.save, exact: true }).click()
    const ask = panel.getByText(teams.moving.ask, { exact: true })
    await ask.waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
    for (const shown of [ask, panel.getByRole('button', { name: teams.moving.yes, exact: true })]) {
      await expect
        .poll(() =>
          shown.evaluate((element) => {
            const { left, top, bottom } = element.getBoundingClientRect()
            const seen = document.elementFromPoint(left + 4, (top + bottom) / 2)
            return top >= 0 && bottom <= innerHeight && seen !== null && element.contains(seen)
          }),
        )
        .toBe(true)
    }
    await visitor.shot('teams-taking-all')
  },
)
