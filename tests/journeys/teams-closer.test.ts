import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import type { TestAccount, World } from '../support/world.js'
import { namesIn, openModule } from './desk.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks, phones } from './looks.js'
import { personNamed, type Staff, teamsDay, township, villageAt, villagesOf } from './scenes.js'

/** The team's day, a second team without villages, and a couple of the first village put together. */
const scene = async (w: World) => {
  const staff = await teamsDay(w)
  const medic = await w.account({ role: 'medic', place: township, login: 'medic2', name: '苏医生' })
  const worker = await w.account({ role: 'villageWorker', place: township, login: 'worker2', name: '方网格' })
  const manager = await w.signIn(staff.manager.login)
  const members = [
    { accountId: medic.id, medic: true },
    { accountId: worker.id, medic: false },
  ]
  const body = { id: uuidv7(), township, name: '第二网格组', members, villages: [] }
  expect((await manager.call('team.create', { body })).status).toBe(200)
  const [id, other] = [await personNamed(w, '周桂英'), await personNamed(w, '张建国')]
  const household = uuidv7()
  await manager.call('household.join', { params: { id }, body: { id: household, with: other } })
  await w.settle()
  return { staff, manager, worker, household, villages: await villagesOf(w) }
}

/** Who stands on somebody's list of the day on the phone, once somebody else is there whom they have for certain. */
const dayOf = async (j: Journey, { login }: TestAccount, until: string): Promise<readonly string[]> => {
  const { page } = await j.enter(login, '/field')
  await expect.poll(() => namesIn(page)).toContain(until)
  return namesIn(page)
}

const makeGrid = async ({ page, words, shot }: Visitor, village: string): Promise<void> => {
  const { bindings } = words
  await page.getByRole('link', { name: bindings.grids.title, exact: true }).click()
  const panel = page.getByRole('complementary', { name: bindings.grids.title })
  await panel.getByLabel(bindings.grids.village, { exact: true }).selectOption(village)
  await panel.getByText(bindings.grids.empty).waitFor()
  const create = panel.getByRole('button', { name: bindings.grids.create, exact: true })
  await create.click()
  await panel.getByText(bindings.grids.needName).waitFor()
  await panel.getByLabel(bindings.grids.name, { exact: true }).fill('河东网格')
  await create.click()
  await page.getByText(bindings.grids.created('河东网格')).waitFor()
  await panel.getByLabel(bindings.toTeam, { exact: true }).selectOption({ label: '第二网格组' })
  await page.getByText(bindings.gridSaved).waitFor()
  await shot('grids')
}

const servedBy = ({ page, words }: Visitor, kind: 'grid' | 'household' | 'village', team: string) =>
  page.locator('.served-by').getByText(words.bindings.servedBy(team, words.bindings.because[kind]), { exact: true })

/** The village is given up by the team that had it: the people who hang on it alone have nobody now. */
const villageWithout = async (j: Journey, staff: Staff, village: string): Promise<void> => {
  const manager = await j.w.signIn(staff.manager.login)
  const { body } = await manager.call('team.list', { query: { place: township } })
  const team = body.teams.find(({ name }) => name === '第一网格组')
  const villages = team?.villages.map(({ code }) => code).filter((code) => code !== village) ?? []
  const members = team?.members.map(({ accountId, medic }) => ({ accountId, medic })) ?? []
  const change = { name: '第一网格组', members, villages }
  expect((await manager.call('team.change', { params: { id: team?.id ?? '' }, body: change })).status).toBe(200)
}

journey(
  {
    name: '[K2] a grid and a household are given to another team, and stay with it when the village changes',
    looks: desks,
  },
  async (j) => {
    const { staff, worker, villages } = await scene(j.w)
    const { words } = j
    const { bindings } = words
    const visitor = await j.enter(staff.manager.login)
    const { page } = visitor
    await openModule(visitor, words.desk.nav.teams)
    await makeGrid(visitor, villageAt(villages, 1).code)

    await page.goto(`${new URL(page.url()).origin}/people/${await personNamed(j.w, '吴秀兰')}`)
    await servedBy(visitor, 'village', '第一网格组').waitFor()
    await page.getByLabel(bindings.putIn, { exact: true }).selectOption({ label: '河东网格' })
    await page.getByRole('button', { name: bindings.gridSave, exact: true }).click()
    await servedBy(visitor, 'grid', '第二网格组').waitFor()
    await visitor.shot('person-in-grid')

    await page.goto(`${new URL(page.url()).origin}/people/${await personNamed(j.w, '周桂英')}`)
    await page.locator('.household').getByRole('link', { name: words.person.household, exact: true }).click()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: '张建国' }).waitFor()
    await servedBy(visitor, 'village', '第一网格组').waitFor()
    await page.getByRole('button', { name: bindings.give, exact: true }).click()
    await page.getByRole('button', { name: bindings.save, exact: true }).click()
    await page.getByText(bindings.chooseTeam, { exact: true }).waitFor()
    await page.getByLabel(bindings.toTeam, { exact: true }).selectOption({ label: '第二网格组' })
    await page.getByRole('button', { name: bindings.save, exact: true }).click()
    await page.getByText(bindings.given('第二网格组')).waitFor()
    await servedBy(visitor, 'household', '第二网格组').waitFor()
    await visitor.shot('household-page')

    const theirs = await dayOf(j, worker, '周桂英')
    expect(theirs).toEqual(expect.arrayContaining(['周桂英', '张建国', '吴秀兰']))
    const others = await dayOf(j, staff.worker, '陈金花')
    for (const name of ['周桂英', '张建国', '吴秀兰']) expect(others).not.toContain(name)

    await villageWithout(j, staff, villageAt(villages, 0).code)
    await page.reload()
    await servedBy(visitor, 'household', '第二网格组').waitFor()

    await openModule(visitor, words.desk.nav.teams)
    await page.getByRole('link', { name: '第二网格组', exact: true }).click()
    const closer = page.locator('.closer')
    await closer.getByText('河东网格').waitFor()
    await visitor.shot('team-closer')
    await closer.getByRole('button', { name: /周桂英/ }).click()
    await page.getByText(bindings.taken).waitFor()
    await expect.poll(() => closer.getByText('周桂英').count()).toBe(0)
    const { rows } = await j.w.admin.query('select from care.person where team is null')
    // The couple and who else lives in the village that nobody serves now.
    expect(rows).toHaveLength(3)
  },
)

journey(
  { name: '[K1] [K3] on the phone a household is one page, and one call for it is recorded', looks: phones },
  async (j) => {
    const { staff, household } = await scene(j.w)
    const { words } = j
    const { bindings, followup } = words
    const visitor = await j.enter(staff.worker.login, '/field')
    const { page } = visitor
    await page
      .getByRole('link', { name: /^周桂英 / })
      .first()
      .tap()
    await page.getByRole('link', { name: words.person.household, exact: true }).tap()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: '张建国' }).waitFor()
    const card = page.locator('.household')
    await card
      .getByRole('link', { name: /13800010001/ })
      .or(card.locator('a[href="tel:13800010001"]'))
      .first()
      .waitFor()
    await servedBy(visitor, 'village', '第一网格组').waitFor()
    expect(await page.getByRole('button', { name: bindings.give, exact: true }).count()).toBe(0)
    await visitor.shot('field-household-page')
    await page.getByRole('link', { name: bindings.page.record, exact: true }).tap()
    await page.locator('.same-call-fold summary').tap()
    await page.getByRole('checkbox').first().check()
    await page.getByRole('button', { name: followup.well, exact: true }).tap()
    const told = page.locator('.timeline li')
    await expect.poll(() => told.count()).toBe(2)
    await visitor.shot('field-household-recorded')
    const { rows } = await j.w.admin.query('select call from care.followup where call is not null')
    expect(rows).toHaveLength(1)

    // Nobody of it is theirs: then there is no such household.
    const stranger = await j.enter('worker2', `/field/households/${household}`)
    await stranger.page.getByText(words.shared.problems['not-found']).waitFor()
  },
)
