import { expect } from 'vitest'
import { luotian } from '../support/world.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { staffOf, township } from './scenes.js'

journey(
  { name: '[X1] a county officer adds a township health centre, changes it and closes it', looks: desks },
  async (j) => {
    const { w, words } = j
    const staff = await staffOf(w)
    const visitor = await j.enter(staff.officer.login)
    const { page } = visitor
    const { facilities } = words.desk
    const { facilityKinds } = words.shared

    await openModule(visitor, words.desk.nav.facilities)
    await page.getByText(facilities.empty).waitFor()
    await visitor.shot('facilities-empty')
    await page.getByRole('link', { name: facilities.create, exact: true }).click()
    const panel = page.getByRole('complementary', { name: facilities.panel })
    const save = panel.getByRole('button', { name: facilities.save, exact: true })
    await panel.getByLabel(facilities.name, { exact: true }).fill('凤山镇卫生院')
    await panel.getByLabel(facilities.kind, { exact: true }).selectOption(facilityKinds.townshipCentre)
    await panel.getByLabel(facilities.placeOf(words.levels.township)).selectOption(township)
    await panel.getByLabel(facilities.grade, { exact: true }).selectOption(facilities.grades.first)
    await panel.getByLabel(facilities.phone, { exact: true }).fill('0713-5050000')
    await panel.getByLabel(facilities.creditCode, { exact: true }).fill('91350100M000100Y44')
    await save.click()
    await panel.getByText(words.shared.problems['facility.credit-code']).waitFor()
    await visitor.shot('facility-wrong')
    await panel.getByLabel(facilities.creditCode, { exact: true }).fill('91350100M000100Y43')
    await save.click()
    await page.getByText(facilities.created).waitFor()

    const row = page.getByRole('row').filter({ hasText: '凤山镇卫生院' })
    await row.getByRole('link').click()
    await panel.getByLabel(facilities.aroundTheClock).check()
    await save.click()
    await page.getByText(facilities.changed).waitFor()
    await visitor.shot('facilities')
    const search = page.getByLabel(facilities.searchLabel, { exact: true })
    await search.fill('没有这家')
    await page.getByText(facilities.emptyFilter).waitFor()
    await search.fill('凤山')
    await row.waitFor()
    await search.fill('')
    await page.waitForURL((url) => !url.searchParams.has('text'))

    await row.getByRole('link').click()
    await panel.getByRole('button', { name: facilities.close, exact: true }).click()
    const ask = page.getByRole('dialog')
    await ask.getByText(facilities.closeAsk('凤山镇卫生院')).waitFor()
    await ask.getByRole('button', { name: facilities.close, exact: true }).click()
    await page.getByText(facilities.closed).waitFor()
    await page.getByText(facilities.empty).waitFor()
    await page.getByRole('button', { name: facilities.states.closed, exact: true }).click()
    await row.waitFor()
    const { rows } = await w.admin.query(
      'select place, grade, around_the_clock, closed_on is not null as closed, version from kernel.facility',
    )
    expect(rows).toEqual([{ place: township, grade: 'first', around_the_clock: true, closed: true, version: 3 }])
  },
)

journey(
  {
    name: '[X1] two officers change one institution, and the second sees what the first wrote',
    looks: desks.slice(0, 1),
  },
  async (j) => {
    const { w, words } = j
    const { officer } = await staffOf(w)
    const caller = await w.signIn(officer.login)
    const body = {
      kind: 'careHome',
      name: '向阳养老院',
      nameEn: null,
      place: township,
      grade: 'none',
      phone: null,
      aroundTheClock: true,
      creditCode: null,
      organisation: null,
      openFrom: null,
    }
    const id = '0185a000-0000-7000-8000-000000000001'
    await caller.call('facility.create', { body: { ...body, id } })
    const { page } = await j.enter(officer.login, `/facilities/${id}`)
    const { facilities } = words.desk
    const panel = page.getByRole('complementary', { name: facilities.panel })
    await panel.getByLabel(facilities.name, { exact: true }).fill('我改的名字')
    await caller.call('facility.change', { params: { id }, body: { ...body, name: '先改的名字', version: 1 } })
    await panel.getByRole('button', { name: facilities.save, exact: true }).click()
    await panel.getByText(facilities.stale).waitFor()
    await page.getByRole('heading', { name: '先改的名字', level: 2 }).waitFor()
    await expect.poll(() => panel.getByLabel(facilities.name, { exact: true }).inputValue()).toBe('先改的名字')
  },
)

journey(
  { name: '[X1] an administrator makes a group with two parts, and an institution belongs to one', looks: desks },
  async (j) => {
    const { w, words } = j
    const { login } = await w.account({ role: 'administrator', place: 'nation', login: 'chief' })
    const { facilities } = words.desk
    const visitor = await j.enter(login, '/facilities/organisations')
    const { page } = visitor
    await page.getByText(facilities.tree.empty).waitFor()
    const panel = page.getByRole('complementary', { name: facilities.tree.panel })
    const save = panel.getByRole('button', { name: facilities.tree.save, exact: true })
    const choose = async (level: 'province' | 'prefecture' | 'county', code: string): Promise<void> => {
      await panel.getByLabel(facilities.placeOf(words.levels[level]), { exact: true }).selectOption(code)
    }
    await page.getByRole('link', { name: facilities.tree.create, exact: true }).click()
    await panel.getByLabel(facilities.tree.name, { exact: true }).fill('仁和医疗集团')
    await choose('province', '42')
    await save.click()
    await page.getByText(facilities.tree.created).waitFor()

    for (const [name, county] of [
      ['罗田公司', luotian],
      ['英山公司', '421124'],
    ] as const) {
      await page.getByRole('link', { name: '仁和医疗集团', exact: true }).click()
      await panel.getByRole('link', { name: facilities.tree.createChild, exact: true }).click()
      await panel.getByLabel(facilities.tree.name, { exact: true }).fill(name)
      await choose('province', '42')
      await choose('prefecture', '4211')
      await choose('county', county)
      await save.click()
      await page.getByRole('row').filter({ hasText: name }).waitFor()
    }
    await visitor.shot('organisations')

    const tabs = page.getByRole('navigation', { name: facilities.tabs })
    await tabs.getByRole('link', { name: facilities.listTab, exact: true }).click()
    await page.getByRole('link', { name: facilities.create, exact: true }).click()
    const form = page.getByRole('complementary', { name: facilities.panel })
    await form.getByLabel(facilities.name, { exact: true }).fill('仁和医院')
    for (const [level, code] of [
      ['province', '42'],
      ['prefecture', '4211'],
      ['county', luotian],
    ] as const)
      await form.getByLabel(facilities.placeOf(words.levels[level]), { exact: true }).selectOption(code)
    const choice = form.getByLabel(facilities.organisation, { exact: true })
    // Only what reaches the place is offered: the group and its part there, not the one of the next county.
    await expect
      .poll(() =>
        choice
          .locator('option')
          .allInnerTexts()
          .then((all) => all.map((text) => text.trim())),
      )
      .toEqual([facilities.noOrganisation, '仁和医疗集团', '罗田公司'])
    await choice.selectOption({ index: 2 })
    await form.getByRole('button', { name: facilities.save, exact: true }).click()
    await page.getByText(facilities.created).waitFor()
    await tabs.getByRole('link', { name: facilities.treeTab, exact: true }).click()
    await page.getByRole('link', { name: facilities.tree.openFacilities('1'), exact: true }).click()
    await page.getByText(facilities.onlyOrganisation('罗田公司')).waitFor()
    await page.getByRole('row').filter({ hasText: '仁和医院' }).waitFor()
    const { rows } = await w.admin.query(
      `select f.name, o.name as part, p.name as above from kernel.facility f join kernel.organisation o on o.id = f.organisation
     join kernel.organisation p on p.id = o.parent`,
    )
    expect(rows).toEqual([{ name: '仁和医院', part: '罗田公司', above: '仁和医疗集团' }])
  },
)
