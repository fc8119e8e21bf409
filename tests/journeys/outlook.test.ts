import { expect } from 'vitest'
import { outlookEn } from '../../apps/web/src/i18n/outlook.en.js'
import { outlookZhCN } from '../../apps/web/src/i18n/outlook.zh-CN.js'
import { addDays } from '../../packages/domain/src/shared/index.js'
import { countsFile, firstCounted } from '../support/counts.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'

journey(
  {
    name: '[E2] a desk loads counts, takes them into use, explains a leap, and sees the week ahead and what it needs',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const said = j.look.language === 'en' ? outlookEn : outlookZhCN
    const { login } = await w.account({ role: 'supplyDesk', place: '42', login: 'hubei-supply' })
    const visitor = await j.enter(login, '/enterprises')
    const { page } = visitor
    await openModule(visitor, words.desk.nav.outlook)
    await page.getByText(said.empty).waitFor()
    await visitor.shot('outlook-empty')
    await page.getByRole('link', { name: said.curves, exact: true }).click()
    await page.getByLabel(said.curve.name, { exact: true }).fill('湖北省每日通报')
    await page.locator('input[type=file]').setInputFiles({
      name: 'counts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${countsFile()}\n2020-02-30,420000,,湖北省,,5,,`),
    })
    const panel = page.getByRole('complementary', { name: said.curve.panel })
    await panel.getByRole('heading', { name: '湖北省每日通报', level: 2 }).waitFor()
    // The nation's rows are not the province's; the day that is none is named with what stands there.
    await panel.getByText(said.curve.wrong('41')).click()
    await panel.getByText('“2020-02-30”', { exact: false }).waitFor()
    await visitor.shot('curve-checked')
    await panel.getByRole('button', { name: said.curve.take, exact: true }).click()
    await panel.getByText(said.curve.states.taken, { exact: true }).waitFor()
    await panel.getByText(said.curve.add, { exact: true }).first().click()
    await panel.getByLabel(said.curve.day, { exact: true }).fill(addDays(firstCounted, 23))
    await panel.getByLabel(said.curve.reason, { exact: true }).fill('2月12日起纳入临床诊断病例')
    await panel.getByRole('button', { name: said.curve.add, exact: true }).click()
    await panel.getByText('2月12日起纳入临床诊断病例').waitFor()
    await visitor.shot('curve-defined')
    const made = async () => (await w.admin.query('select count(*)::int as n from supply.outlook where leaps = 0')).rows
    await expect.poll(made, { timeout: 15_000 }).toEqual([{ n: 3 }])

    await page.goto(`${j.address}/outlook`)
    const rows = page.getByRole('table', { name: said.caption, exact: true }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(1)
    await visitor.shot('outlook')
    await rows.getByRole('link').first().click()
    await page.getByRole('heading', { name: said.trust.title, level: 2 }).waitFor()
    await page.getByRole('heading', { name: said.need.title, level: 2 }).waitFor()
    await page.getByText(said.marks.definition, { exact: false }).first().waitFor()
    await page.locator('[aria-labelledby=chart-title] svg text').first().waitFor()
    await visitor.shot('outlook-place')
    await page.getByText(said.days, { exact: true }).first().click()
    const days = page.getByRole('table', { name: said.days, exact: true })
    await days.getByText(said.marks.definition, { exact: false }).first().waitFor()
    const need = page.getByRole('table', { name: said.need.caption, exact: true })
    const monitors = () =>
      need
        .getByRole('row')
        .filter({ hasText: j.look.language === 'en' ? 'ECG monitor' : '心电监护仪' })
        .innerText()
    const before = await monitors()
    await page.getByLabel(said.need.times, { exact: true }).fill('3')
    await page.getByRole('button', { name: said.need.apply, exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('times') === '3')
    await expect.poll(monitors).not.toBe(before)
    const scenario = await monitors()
    await page.getByLabel(said.need.by, { exact: true }).selectOption('high')
    await page.getByRole('button', { name: said.need.apply, exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('by') === 'high')
    await expect.poll(monitors).not.toBe(scenario)
    await visitor.shot('outlook-scenario')
  },
)

journey(
  {
    name: '[E2] a desk sees what institutions should have by the standard, enters a hospital’s beds, and sums up what the platform recorded',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const said = j.look.language === 'en' ? outlookEn : outlookZhCN
    await w.admin.query(
      `insert into kernel.facility (home, id, kind, name, place, grade) values
        ('421123', gen_random_uuid(), 'hospital', '罗田县人民医院', '421123100', 'third'),
        ('421123', gen_random_uuid(), 'feverClinic', '罗田县人民医院发热门诊', '421123100', 'none'),
        ('421123', gen_random_uuid(), 'villageClinic', '塔山村卫生室', '421123100', 'none')`,
    )
    await w.admin.query(
      `insert into care.episode (home, id, person, kind, began_at, received_at, account, body_hash)
       select '421123', gen_random_uuid(), gen_random_uuid(), 'infection', at, at, gen_random_uuid(), ''::bytea
       from generate_series(1, 30) n, (select now() - interval '9 days' as at) t
       union all select '421123', gen_random_uuid(), gen_random_uuid(), 'infection', at, at, gen_random_uuid(), ''::bytea
       from generate_series(1, 40) n, (select now() - interval '5 days' as at) t`,
    )
    const { login } = await w.account({ role: 'supplyDesk', place: '421123', login: 'luotian-supply' })
    const visitor = await j.enter(login, '/enterprises')
    const { page } = visitor
    await openModule(visitor, words.desk.nav.outlook)
    await page.getByRole('link', { name: said.toStandard, exact: true }).click()
    const kinds = page.getByRole('table', { name: said.standard.caption, exact: true })
    await kinds.getByText(said.standard.evidences.unconfirmed, { exact: true }).first().waitFor()
    await kinds.getByText(said.standard.unknown('1'), { exact: true }).first().waitFor()
    await visitor.shot('standard')
    const ventilator = j.look.language === 'en' ? 'Invasive ventilator' : '有创呼吸机'
    // Its hospital has told no beds: what nobody knows is not enough.
    const row = kinds.getByRole('row').filter({ has: page.getByRole('link', { name: ventilator, exact: true }) })
    await row.getByText(said.standard.notKnown, { exact: true }).waitFor()
    expect(await row.getByText(said.standard.enough, { exact: true }).count()).toBe(0)
    await kinds.getByRole('link', { name: ventilator, exact: true }).click()
    const institutions = page.getByRole('table', { name: said.standard.listOf(ventilator), exact: true })
    await institutions.getByRole('button', { name: said.standard.enter, exact: true }).click()
    await institutions.getByLabel(said.standard.all, { exact: true }).fill('8')
    await institutions.getByLabel(said.standard.critical, { exact: true }).fill('12')
    await institutions.getByRole('button', { name: said.standard.save, exact: true }).click()
    await institutions.getByText(words.shared.problems['outlook.beds'], { exact: false }).waitFor()
    await visitor.shot('standard-refused')
    await institutions.getByLabel(said.standard.all, { exact: true }).fill('300')
    await institutions.getByRole('button', { name: said.standard.save, exact: true }).click()
    await institutions.getByText(said.standard.bedsOf('300', '12'), { exact: true }).waitFor()
    await expect.poll(() => row.innerText()).toContain('12')
    await visitor.shot('standard-institutions')

    await page.goto(`${j.address}/outlook/curves`)
    await page.getByRole('button', { name: said.curve.ownMake, exact: true }).click()
    const panel = page.getByRole('complementary', { name: said.curve.panel })
    await panel.getByRole('heading', { name: said.curve.ownName, level: 2 }).waitFor()
    await panel.getByRole('button', { name: said.curve.take, exact: true }).click()
    await panel.getByText(said.curve.states.taken, { exact: true }).waitFor()
    await visitor.shot('curve-own')
  },
)
