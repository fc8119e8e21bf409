import { expect } from 'vitest'
import { reportEn } from '../../apps/web/src/i18n/report.en.js'
import { reportZhCN } from '../../apps/web/src/i18n/report.zh-CN.js'
import { luotian, type World } from '../support/world.js'
import { figure, openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { township } from './scenes.js'
import { enterpriseOf, reportingEnterprise } from './scenes-supply.js'

const desk = (w: World) => w.account({ role: 'supplyDesk', place: luotian, login: 'supply' })

journey(
  {
    name: '[E1] a supply desk enters an enterprise, names who reports and who calls, and closes it again',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const { login } = await desk(w)
    const reporter = await w.account({ role: 'enterpriseReporter', place: luotian, login: 'factory' })
    await w.account({ role: 'liaison', place: luotian, login: 'caller' })
    const visitor = await j.enter(login)
    const { page } = visitor
    const { enterprises, naming, freshness } = words.supply

    // Nobody leads this role anywhere else: it lands here.
    await page.getByRole('heading', { name: enterprises.title, level: 1 }).waitFor()
    await page.getByText(enterprises.empty).waitFor()
    await visitor.shot('enterprises-empty')
    await page.getByRole('link', { name: enterprises.add, exact: true }).click()
    const panel = page.getByRole('complementary', { name: enterprises.panel })
    const save = panel.getByRole('button', { name: enterprises.save, exact: true })
    await panel.getByLabel(enterprises.name, { exact: true }).fill('大别山医疗器械厂')
    await panel.getByLabel(words.desk.facilities.placeOf(words.levels.township)).selectOption(township)
    await panel.getByLabel(enterprises.creditCode, { exact: true }).fill('91350100M000100Y44')
    await save.click()
    await panel.getByText(words.shared.problems['supply.credit-code']).waitFor()
    await visitor.shot('enterprise-wrong')
    await panel.getByLabel(enterprises.creditCode, { exact: true }).fill('91350100M000100Y43')
    await save.click()
    await panel.getByRole('heading', { name: '大别山医疗器械厂', level: 2 }).waitFor()

    const tabs = panel.getByRole('navigation', { name: enterprises.tabsLabel })
    await tabs.getByRole('link', { name: enterprises.tabs.people, exact: true }).click()
    await panel.getByText(naming.noReporter).waitFor()
    await panel.getByText(naming.name.reporter, { exact: true }).first().click()
    await panel.getByLabel(naming.account, { exact: true }).first().selectOption(reporter.id)
    await panel.getByLabel(naming.phone, { exact: true }).first().fill('13900000001')
    await panel.getByRole('button', { name: naming.name.reporter, exact: true }).click()
    await panel.getByText(naming.noReporter).waitFor({ state: 'detached' })
    await panel.getByRole('link', { name: '13900000001' }).waitFor()
    await visitor.shot('enterprise-people')
    await panel.getByRole('button', { name: naming.end, exact: true }).click()
    await panel.getByText(naming.former, { exact: true }).waitFor()

    await tabs.getByRole('link', { name: enterprises.tabs.about, exact: true }).click()
    await panel.getByRole('button', { name: enterprises.close, exact: true }).click()
    const ask = page.getByRole('dialog')
    await ask.getByRole('button', { name: enterprises.close, exact: true }).click()
    await panel.getByRole('button', { name: enterprises.reopen, exact: true }).click()
    await panel.getByText(freshness.never, { exact: true }).waitFor()
    await visitor.shot('enterprise')
  },
)

journey({ name: '[E1] silence, kinds and names lead to the enterprises behind a figure', looks: desks }, async (j) => {
  const { w, words } = j
  const { login } = await desk(w)
  const caller = await w.signIn(login)
  const { id: quiet } = await enterpriseOf(caller, '沉默的工厂', 'ventilator-invasive')
  await enterpriseOf(caller, '口罩厂', 'mask-surgical')
  await w.admin.query(`update supply.enterprise set since = since - 9 where id = $1`, [quiet])
  const visitor = await j.enter(login, '/enterprises')
  const { page } = visitor
  const { enterprises, freshness } = words.supply
  const rows = page.getByRole('table', { name: enterprises.caption, exact: true }).locator('tbody tr')
  await expect.poll(() => rows.count()).toBe(2)
  await visitor.shot('enterprises')
  await expect.poll(() => figure(page, freshness.silent).innerText()).toBe('1')
  await figure(page, freshness.silent).getByRole('link').click()
  await expect.poll(() => rows.count()).toBe(1)
  await rows.getByRole('link', { name: '沉默的工厂' }).waitFor()
  await figure(page, enterprises.total).getByRole('link').click()
  await expect.poll(() => rows.count()).toBe(2)
  await page.getByLabel(enterprises.search, { exact: true }).fill('口罩')
  await expect.poll(() => rows.count()).toBe(1)
  await page.getByLabel(enterprises.search, { exact: true }).fill('没有这家')
  await page.getByText(enterprises.emptyFilter).waitFor()
  await page.getByLabel(enterprises.search, { exact: true }).fill('')
  await expect.poll(() => rows.count()).toBe(2)
  const byKind = page.getByRole('table', { name: enterprises.byKind, exact: true })
  await byKind
    .getByRole('row')
    .filter({ hasText: j.look.language === 'en' ? 'Surgical mask' : '医用外科口罩' })
    .getByRole('link')
    .click()
  await expect.poll(() => rows.count()).toBe(1)
  await rows.getByRole('link', { name: '口罩厂' }).waitFor()
})

journey(
  { name: '[E1] the catalogue names a person for a kind, and the nation changes a kind', looks: desks },
  async (j) => {
    const { w, words } = j
    const { login } = await desk(w)
    const caller = await w.account({ role: 'liaison', place: luotian, login: 'caller' })
    const visitor = await j.enter(login, '/enterprises')
    const { page } = visitor
    const { catalogue, naming, enterprises } = words.supply
    await openModule(visitor, words.desk.nav.catalogue)
    const kind = j.look.language === 'en' ? 'ECMO machine' : '体外膜肺氧合机（ECMO）'
    await page.getByRole('link', { name: kind, exact: true }).waitFor()
    await visitor.shot('catalogue')
    await page.getByRole('link', { name: kind, exact: true }).click()
    const panel = page.getByRole('complementary', { name: catalogue.panel })
    await panel.getByText(catalogue.noLiaison).waitFor()
    await panel.getByText(catalogue.nameLiaison, { exact: true }).first().click()
    await panel.getByLabel(naming.account, { exact: true }).selectOption(caller.id)
    await panel.getByRole('button', { name: catalogue.nameLiaison, exact: true }).click()
    await panel.getByText(catalogue.noLiaison).waitFor({ state: 'detached' })
    await panel.getByText(catalogue.onlyNation).waitFor()
    await visitor.shot('kind')
    await panel.getByRole('button', { name: catalogue.endLiaison, exact: true }).click()
    await panel.getByText(catalogue.noLiaison).waitFor()

    const national = await w.account({ role: 'supplyDesk', place: 'nation', login: 'nation-supply' })
    const { page: above } = await j.enter(national.login, '/catalogue/ecmo')
    const own = above.getByRole('complementary', { name: catalogue.panel })
    await own.getByLabel(catalogue.nameEn, { exact: true }).fill('ECMO device')
    await own.getByRole('button', { name: catalogue.save, exact: true }).click()
    await above.getByText(enterprises.saved).waitFor()
    await expect
      .poll(async () => (await w.admin.query(`select name_en from supply.kind where code = 'ecmo'`)).rows)
      .toEqual([{ name_en: 'ECMO device' }])
  },
)

journey(
  {
    name: '[E1] the desk sees a doubted report with its sentence, says by name that it is right, and the doubt is gone',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const { login } = await desk(w)
    const id = await reportingEnterprise(w, await w.signIn(login))
    const visitor = await j.enter(login, `/enterprises/${id}?tab=products`)
    const { page } = visitor
    const { enterprises } = words.supply
    const report = j.look.language === 'en' ? reportEn : reportZhCN
    const panel = page.getByRole('complementary', { name: enterprises.panel })
    await panel.getByText(report.paperEnded(j.look.language === 'en' ? '31 Dec 2019' : '2019-12-31')).waitFor()
    await visitor.shot('enterprise-products')
    const tabs = panel.getByRole('navigation', { name: enterprises.tabsLabel })
    await tabs.getByRole('link', { name: enterprises.tabs.reports, exact: true }).click()
    await panel.getByRole('button', { name: report.clear }).waitFor()
    await visitor.shot('enterprise-reports')
    await panel.getByRole('button', { name: report.clear }).click()
    await panel.getByRole('textbox').fill('已电话核实，新增一条生产线')
    await panel.getByRole('button', { name: report.clearSubmit, exact: true }).click()
    await expect
      .poll(async () => (await w.admin.query('select open_doubts from supply.enterprise_state')).rows)
      .toEqual([{ open_doubts: 0 }])
  },
)
