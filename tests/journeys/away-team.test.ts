import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import type { World } from '../support/world.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { red, takeIn, teamsDay, township, villageAt, villagesOf } from './scenes.js'

/** A second team with a medic of its own and no villages, and people of a village that nobody serves. */
const secondTeam = async (w: World, managerLogin: string) => {
  const medic = await w.account({ role: 'medic', place: township, login: 'medic2', name: '苏医生' })
  const worker = await w.account({ role: 'villageWorker', place: township, login: 'worker2', name: '方网格' })
  const loose = villageAt(await villagesOf(w), 2)
  await takeIn(w, loose, [{ name: '赵长庚', ...red, sex: '男', phone: '13800010009' }])
  const manager = await w.signIn(managerLogin)
  const id = uuidv7()
  const members = [
    { accountId: medic.id, medic: true },
    { accountId: worker.id, medic: false },
  ]
  await manager.call('team.create', { body: { id, township, name: '第二网格组', members, villages: [] } })
  await w.settle()
  return { manager, id, medic, worker, loose }
}

journey(
  { name: '[K2] somebody is away, a medic stands in, and it is ended from the page', looks: desks },
  async (j) => {
    const { w, words } = j
    const staff = await teamsDay(w)
    const second = await secondTeam(w, staff.manager.login)
    const visitor = await j.enter(staff.manager.login)
    const { page } = visitor
    const { teams } = words.desk
    const { away } = teams
    await openModule(visitor, words.desk.nav.teams)
    await page.getByRole('link', { name: away.title, exact: true }).click()
    const panel = page.getByRole('complementary', { name: away.title })
    const send = panel.getByRole('button', { name: away.send, exact: true })
    await send.click()
    await panel.getByText(away.whoMissing).waitFor()
    await panel.getByText(away.byMissing).waitFor()
    await panel.getByRole('checkbox', { name: /何医生/ }).check()
    await panel.getByLabel(away.by, { exact: true }).selectOption(second.worker.id)
    await panel.getByLabel(away.until, { exact: true }).fill('2020-01-01')
    await panel.getByText(away.daysWrong).waitFor()
    await panel
      .getByLabel(away.until, { exact: true })
      .fill(await panel.getByLabel(away.from, { exact: true }).inputValue())
    await send.click()
    await panel.getByText(away.noMedic).waitFor()
    await visitor.shot('teams-away-no-medic')
    await panel.getByLabel(away.by, { exact: true }).selectOption(second.medic.id)
    await send.click()
    await page.getByText(away.done('1')).waitFor()

    const section = page.locator('.standing')
    await section.getByText(teams.standing('何医生', '苏医生')).waitFor()
    await section.getByText(teams.inForce, { exact: true }).waitFor()
    await visitor.shot('teams-standing-in')
    await section.getByRole('button', { name: teams.endOf('何医生'), exact: true }).click()
    await page.getByText(teams.ended('何医生')).waitFor()
    await section.waitFor({ state: 'detached' })
    const { rows } = await w.admin.query('select ended_by from care.substitute')
    expect(rows).toEqual([{ ended_by: staff.manager.id }])
  },
)

journey(
  { name: '[K2] a balance is proposed, one that grew old is asked anew, and part of it is accepted', looks: desks },
  async (j) => {
    const { w, words } = j
    const staff = await teamsDay(w)
    const { manager, id, loose } = await secondTeam(w, staff.manager.login)
    const visitor = await j.enter(staff.manager.login)
    const { page } = visitor
    const { balance } = words.desk.teams
    await openModule(visitor, words.desk.nav.teams)
    await page.getByRole('link', { name: balance.link, exact: true }).click()
    const panel = page.getByRole('complementary', { name: balance.title })
    const proposed = await manager.call('team.balance', { query: { township } })
    const all = proposed.body.moves.length
    expect(all).toBe(2)
    await panel.getByRole('button', { name: balance.accept('2'), exact: true }).waitFor()
    await visitor.shot('teams-balance')

    // Meanwhile somebody else gives the village without a team away.
    const members = (await manager.call('team.list', { query: { place: township } })).body.teams
      .find((team) => team.id === id)
      ?.members.map(({ accountId, medic }) => ({ accountId, medic }))
    const given = { name: '第二网格组', members, villages: [loose.code] }
    expect((await manager.call('team.change', { params: { id }, body: given })).status).toBe(200)
    await panel.getByRole('button', { name: balance.accept('2'), exact: true }).click()
    await panel.getByText(balance.stale).waitFor()
    const village = panel.getByRole('checkbox')
    await panel.getByRole('button', { name: balance.accept('1'), exact: true }).waitFor()
    await village.uncheck()
    await panel.getByText(balance.none).waitFor()
    await expect
      .poll(() => panel.getByRole('button', { name: balance.accept('0'), exact: true }).isDisabled())
      .toBe(true)
    await visitor.shot('teams-balance-stale')
    await village.check()
    await panel.getByRole('button', { name: balance.accept('1'), exact: true }).click()
    await page.getByText(balance.done('1')).waitFor()
    await panel.waitFor({ state: 'detached' })
    const { rows } = await w.admin.query('select village from care.team_village where team = $1', [id])
    expect(rows.length).toBe(2)
  },
)
