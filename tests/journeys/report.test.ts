import { expect } from 'vitest'
import { formatDay } from '../../apps/web/src/ui/time.js'
import { addDays, type Day } from '../../packages/domain/src/shared/index.js'
import { bringAxe, sideways, violations } from './axe-rules.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks, phones } from './looks.js'
import {
  addProduct,
  liaisonPhone,
  reportWords,
  sayDay,
  silentWorks,
  supplyWords,
  type Works,
  works,
  worksOf,
  worksPhone,
} from './report-scene.js'

/** Nobody is kept out of what is on the screen, and it does not run out of the side. */
const isClean = async ({ page }: Visitor, where: string): Promise<void> => {
  expect(await violations(page, 'whole'), where).toEqual([])
  expect(await sideways(page), where).toBe(false)
}

const enterAs = async (j: Journey, login: string): Promise<Visitor> => {
  const visitor = await j.enter(login, '/report')
  await bringAxe(visitor.context)
  await visitor.page.reload()
  await visitor.page.getByRole('heading', { name: reportWords(j.look).mine, level: 1 }).waitFor()
  return visitor
}

const reportsOf = async (j: Journey, { id, owedDay }: Works) =>
  (
    await j.w.admin.query<{
      made: string
      in_stock: string | null
      part: string
      told_by: string | null
      corrects: string | null
    }>(
      `select l.made, l.in_stock, r.part, r.told_by, r.corrects from supply.report r
         join supply.report_line l on l.home = r.home and l.report = r.id
       where r.enterprise = $1 and r.day = $2 order by r.at`,
      [id, owedDay],
    )
  ).rows

journey(
  {
    name: '[E1] a reporter reports the owed day: faults under the fields, doubts said, nothing lost without a network',
    looks: desks,
  },
  async (j) => {
    const scene = await worksOf(j.w)
    const words = reportWords(j.look)
    const day = formatDay(scene.owedDay, j.look.language)
    const visitor = await enterAs(j, scene.reporter.login)
    const { page, context } = visitor
    const number = page.getByRole('link', { name: `${words.callThe(liaisonPhone)} 郑驻企`, exact: true })
    expect(await number.getAttribute('href')).toBe('tel:07130606002')
    await visitor.shot('report-mine')
    await isClean(visitor, 'mine')
    await page.getByRole('link', { name: words.toReport(day) }).click()
    await page.getByRole('heading', { name: works, level: 1 }).waitFor()
    const made = page.getByLabel(words.figures.made, { exact: true })
    const stock = page.getByLabel(words.figures.inStock, { exact: true })
    await made.waitFor()
    await page.getByText(words.lastFigure('51'), { exact: true }).waitFor()
    await visitor.shot('report-form')
    await isClean(visitor, 'form')
    const send = page.getByRole('button', { name: words.send, exact: true })
    await send.click()
    await page.getByText(words.faults.nothing, { exact: true }).waitFor()
    for (const [typed, fault] of [
      ['-5', words.faults.negative],
      ['12.5', words.faults.fraction],
      ['一百', words.faults.number],
      ['1000000000000', words.faults.most('1,000,000,000')],
    ] as const) {
      await made.fill(typed)
      await send.click()
      await page.getByText(fault, { exact: true }).waitFor()
    }
    await page.getByLabel(words.back, { exact: true }).fill('101')
    await page.getByText(words.faults.moreThanThere, { exact: true }).waitFor()
    await visitor.shot('report-faults')
    await isClean(visitor, 'faults')
    await page.getByLabel(words.back, { exact: true }).fill('90')
    await made.fill('1,260')
    await stock.fill('9000')
    await page.getByText(supplyWords(j.look).obstacles.material, { exact: true }).click()
    await page.getByLabel(words.obstacleText(supplyWords(j.look).obstacles.material)).fill('缺电路板 200 块')
    await send.click()
    await page.getByText(words.doubt.overCapacity('1,260', '100')).waitFor()
    await page.getByText(words.doubt.stockFromNowhere('9,000', '1,460')).waitFor()
    await visitor.shot('report-doubts')
    await isClean(visitor, 'doubts')
    await page.getByRole('button', { name: words.lookAgain, exact: true }).click()
    // A reload in the middle: what was typed stands there.
    await page.reload()
    await made.waitFor()
    expect(await made.inputValue()).toBe('1,260')
    await made.fill('126')
    await stock.fill('210')
    await context.setOffline(true)
    await send.click()
    await page.getByText(words.doubt.overCapacity('126', '100')).waitFor()
    await page.getByRole('button', { name: words.sendAllTheSame, exact: true }).click()
    await page.getByText(words.offline, { exact: true }).waitFor()
    await visitor.shot('report-offline')
    await context.setOffline(false)
    // The next one arrives and its answer is lost: sent again, also after a reload, it is the same command.
    const record = /\/api\/enterprises\/[^/]+\/reports$/
    await page.route(record, async (route) => {
      await route.fetch()
      await route.abort()
    })
    await send.click()
    await expect.poll(async () => (await reportsOf(j, scene)).length).toBe(1)
    await page.getByText(words.offline, { exact: true }).waitFor()
    await page.unroute(record)
    await page.getByRole('button', { name: words.send, exact: true }).click()
    await page.getByText(words.recorded, { exact: true }).waitFor()
    expect(await reportsOf(j, scene)).toMatchObject([{ made: '126', part: 'reporter', corrects: null }])
    await page.getByText(words.backOf('90', '100'), { exact: true }).waitFor()
    await visitor.shot('report-recorded')
    await isClean(visitor, 'recorded')
  },
)

journey({ name: '[E1] a figure is put right on the page, and the past shows both', looks: desks }, async (j) => {
  const scene = await worksOf(j.w)
  const words = reportWords(j.look)
  const said = await j.w.signIn(scene.reporter.login)
  await sayDay(said, scene, { day: scene.owedDay, made: 26, inStock: 210, onOrder: 850 })
  const visitor = await enterAs(j, scene.reporter.login)
  const { page } = visitor
  await page.getByRole('link', { name: words.open }).click()
  await page.getByLabel(words.day, { exact: true }).selectOption(scene.owedDay)
  await page.getByText(words.whatStands(formatDay(scene.owedDay, j.look.language)), { exact: true }).waitFor()
  await page.getByRole('link', { name: words.correct, exact: true }).click()
  const made = page.getByLabel(words.figures.made, { exact: true })
  await made.waitFor()
  expect(await made.inputValue()).toBe('26')
  await page.getByText(words.standsFigure('26'), { exact: true }).waitFor()
  await made.fill('62')
  await visitor.shot('report-correct')
  await page.getByRole('button', { name: words.sendCorrection, exact: true }).click()
  await page.getByText(words.recorded, { exact: true }).waitFor()
  const rows = await reportsOf(j, scene)
  expect(rows.map((row) => [row.made, row.corrects !== null])).toEqual([
    ['26', false],
    ['62', true],
  ])
  await page.getByRole('link', { name: words.parts.past, exact: true }).click()
  await page.getByText(words.corrected, { exact: true }).waitFor()
  const first = page.getByRole('listitem').filter({ hasText: formatDay(scene.owedDay, j.look.language) })
  expect(await first.count()).toBe(2)
  expect(await first.first().textContent()).toContain('62')
  await visitor.shot('report-past')
  await isClean(visitor, 'past')
})

journey(
  { name: '[E1] a product and a paper are entered, and what is wrong with a code is said', looks: desks },
  async (j) => {
    const scene = await worksOf(j.w)
    const words = reportWords(j.look)
    const supply = supplyWords(j.look)
    const { common } = j.words
    const visitor = await enterAs(j, scene.reporter.login)
    const { page } = visitor
    await page.getByRole('link', { name: works, exact: true }).click()
    await page.getByRole('link', { name: words.parts.products, exact: true }).click()
    await page.getByRole('button', { name: words.addProduct, exact: true }).click()
    const save = page.getByRole('button', { name: common.save, exact: true })
    await page
      .getByLabel(words.kind, { exact: true })
      .locator('option[value="mask-surgical"]')
      .waitFor({ state: 'attached' })
    await save.click()
    await page.getByText(words.kindMissing, { exact: true }).waitFor()
    await page.getByLabel(words.kind, { exact: true }).selectOption('mask-surgical')
    await page.getByLabel(words.model, { exact: true }).fill('二型')
    await page.getByLabel(words.gtin, { exact: true }).fill('6901234567891')
    await page.getByLabel(words.perPack, { exact: true }).fill('50')
    await page.getByLabel(words.capacityField, { exact: true }).fill('20,000')
    await save.click()
    await page.getByText(words.gtinCheck('2'), { exact: true }).waitFor()
    await visitor.shot('report-product-form')
    await isClean(visitor, 'product form')
    await page.getByLabel(words.gtin, { exact: true }).fill('6901234567892')
    await save.click()
    await page.getByText(words.gtinIs('06901234567892')).waitFor()
    await page.getByRole('button', { name: words.addPaper, exact: true }).click()
    await page.getByLabel(words.paperKind, { exact: true }).selectOption('productionLicence')
    await page.getByLabel(words.number, { exact: true }).fill('鄂械生产许20200001号')
    await page.getByLabel(words.from, { exact: true }).fill('2020-01-02')
    await page.getByLabel(words.until, { exact: true }).fill('2019-01-01')
    await save.click()
    await page.getByText(words.daysWrong, { exact: true }).waitFor()
    await page.getByLabel(words.until, { exact: true }).fill('2021-01-01')
    await save.click()
    await page.getByText(words.paperEnded(formatDay('2021-01-01', j.look.language)), { exact: true }).waitFor()
    await page.getByRole('heading', { name: supply.papers.productionLicence, exact: true }).waitFor()
    await visitor.shot('report-products')
    await isClean(visitor, 'products')
    // The new product is asked for in the day's report, and its first figures are no jump.
    await page.getByRole('link', { name: words.parts.report, exact: true }).click()
    await page.getByRole('group', { name: /二型/ }).getByText(words.firstReport).waitFor()
  },
)

journey(
  {
    name: '[E1] a liaison sees who is silent first, reports on behalf of another, and finds a doubted report right',
    looks: desks,
  },
  async (j) => {
    const scene = await worksOf(j.w)
    const words = reportWords(j.look)
    const said = await j.w.signIn(scene.reporter.login)
    await sayDay(said, scene, { day: addDays(scene.owedDay as Day, -6), made: 300 })
    const visitor = await enterAs(j, scene.liaison.login)
    const { page } = visitor
    const names = page.getByRole('heading', { level: 2 })
    await names.first().waitFor()
    expect(await names.allTextContents()).toEqual([silentWorks, works])
    await page.getByText(supplyWords(j.look).freshness.silent, { exact: true }).waitFor()
    const number = page.getByRole('link', { name: `${words.callThe(worksPhone)} ${works}`, exact: true })
    expect(await number.getAttribute('href')).toBe('tel:07130606001')
    await visitor.shot('report-liaison')
    await isClean(visitor, 'liaison')
    await page.getByRole('link', { name: new RegExp(`^${words.toReport('.*')} ${works}$`) }).click()
    await page.getByText(words.onBehalf, { exact: true }).waitFor()
    await page.getByLabel(words.figures.made, { exact: true }).fill('48')
    await page.getByLabel(words.toldBy, { exact: true }).fill('生产科')
    await visitor.shot('report-on-behalf')
    await isClean(visitor, 'on behalf')
    await page.getByRole('button', { name: words.send, exact: true }).click()
    await page.getByText(words.recorded, { exact: true }).waitFor()
    expect(await reportsOf(j, scene)).toMatchObject([{ made: '48', part: 'liaison', told_by: '生产科' }])
    // A day between was left out: it is the next thing to do.
    const gap = formatDay(addDays(scene.owedDay as Day, -5), j.look.language)
    await page.getByRole('link', { name: words.alsoMissing(gap), exact: true }).waitFor()
    await page.getByRole('link', { name: words.parts.past, exact: true }).click()
    await page.getByRole('button', { name: new RegExp(`^${words.clear} `) }).click()
    await page.getByRole('button', { name: words.clearSubmit, exact: true }).click()
    await page.getByText(words.clearShort, { exact: true }).waitFor()
    await page.getByLabel(words.clearReason, { exact: true }).fill('新开一条生产线，看过排产表')
    await visitor.shot('report-clear')
    await page.getByRole('button', { name: words.clearSubmit, exact: true }).click()
    await page.getByText(words.reason('新开一条生产线，看过排产表'), { exact: true }).waitFor()
    await page.getByText(words.waits, { exact: true }).waitFor({ state: 'detached' })
    await visitor.shot('report-cleared')
    await isClean(visitor, 'cleared')
  },
)

journey(
  { name: '[E1] two who report one day: the second sees the first, and corrects it knowingly', looks: phones },
  async (j) => {
    const scene = await worksOf(j.w)
    const words = reportWords(j.look)
    const visitor = await enterAs(j, scene.reporter.login)
    const { page } = visitor
    await page.getByRole('link', { name: words.toReport(formatDay(scene.owedDay, j.look.language)) }).tap()
    const made = page.getByLabel(words.figures.made, { exact: true })
    await made.fill('55')
    const liaison = await j.w.signIn(scene.liaison.login)
    await sayDay(liaison, scene, { day: scene.owedDay, made: 44, inStock: 230 })
    await page.getByRole('button', { name: words.send, exact: true }).tap()
    await page.getByText(words.standsFigure('44'), { exact: true }).waitFor()
    expect(await made.inputValue()).toBe('55')
    // A correction says the whole day anew: what was left empty takes nothing away of what the liaison was told.
    expect(await page.getByLabel(words.figures.inStock, { exact: true }).inputValue()).toBe('230')
    await visitor.shot('report-overtaken')
    await page.getByRole('button', { name: words.sendCorrection, exact: true }).tap()
    await page.getByText(words.recorded, { exact: true }).waitFor()
    expect((await reportsOf(j, scene)).map((row) => [row.made, row.in_stock])).toEqual([
      ['44', '230'],
      ['55', '230'],
    ])
  },
)

journey(
  { name: '[E1] whoever is no longer named is told so, and nobody named yet what to do', looks: phones },
  async (j) => {
    const scene = await worksOf(j.w)
    const words = reportWords(j.look)
    const visitor = await enterAs(j, scene.reporter.login)
    const { page } = visitor
    await page.getByRole('link', { name: works, exact: true }).waitFor()
    const { people } = (await scene.desk.call('enterprise.read', { params: { id: scene.id } })).body
    const named = people.find(({ part }) => part === 'reporter')?.id ?? ''
    await scene.desk.call('enterprise.unname', { params: { id: scene.id, named } })
    await page.getByRole('link', { name: works, exact: true }).tap()
    await page.getByText(words.noLonger, { exact: true }).waitFor()
    await visitor.shot('report-no-longer')
    await isClean(visitor, 'no longer')
    await page.reload()
    await page.getByRole('link', { name: words.toMine, exact: true }).tap()
    await page.getByText(words.empty, { exact: true }).waitFor()
    await visitor.shot('report-empty')
  },
)

journey(
  {
    name: '[E1] a maker of a hundred products finds the one it made, and is told how many are filled in',
    looks: desks,
  },
  async (j) => {
    const scene = await worksOf(j.w)
    const words = reportWords(j.look)
    for (let n = 2; n <= 100; n += 1) {
      await addProduct(scene.desk, scene.id, { kind: 'gloves', capacity: 1_000, model: `丁腈手套加长加厚型 ${n} 号` })
    }
    const visitor = await enterAs(j, scene.reporter.login)
    const { page } = visitor
    await page.getByRole('link', { name: words.toReport(formatDay(scene.owedDay, j.look.language)) }).click()
    await page.getByText(words.filled('0', '100'), { exact: true }).waitFor()
    await visitor.shot('report-hundred')
    await isClean(visitor, 'hundred products')
    const find = page.getByLabel(words.findProduct, { exact: true })
    await find.fill('77 号')
    const one = page.getByRole('group', { name: /77 号/ })
    await one.getByLabel(words.figures.made, { exact: true }).fill('-7')
    await find.fill('')
    await page.getByRole('button', { name: words.send, exact: true }).click()
    // Among a hundred the one that is wrong has the focus, and stays in sight whatever is looked for.
    const made = one.getByLabel(words.figures.made, { exact: true })
    await expect.poll(() => made.evaluate((field) => field === document.activeElement)).toBe(true)
    await find.fill('78 号')
    await one.getByText(words.faults.negative, { exact: true }).waitFor()
    await made.fill('700')
    await page.getByText(words.filled('1', '100'), { exact: true }).waitFor()
    await page.getByRole('button', { name: words.send, exact: true }).click()
    await page.getByText(words.recorded, { exact: true }).waitFor()
    expect(await reportsOf(j, scene)).toMatchObject([{ made: '700' }])
    await page.getByRole('link', { name: words.parts.products, exact: true }).click()
    await page.getByLabel(words.findProduct, { exact: true }).fill('77 号')
    await page.getByRole('listitem').filter({ hasText: '77 号' }).waitFor()
    await visitor.shot('report-hundred-products')
  },
)

journey(
  {
    name: '[E1] from sign-in to recorded with the keyboard alone, in the dark',
    looks: [
      { language: 'zh-CN', width: 1440, theme: 'dark' },
      { language: 'en', width: 390, theme: 'dark' },
    ],
  },
  async (j) => {
    const scene = await worksOf(j.w)
    const words = reportWords(j.look)
    const visitor = await enterAs(j, scene.reporter.login)
    const { page } = visitor
    const press = async (name: string): Promise<void> => {
      const link = page.getByRole('link', { name, exact: false })
      await link.first().focus()
      await page.keyboard.press('Enter')
    }
    await press(words.toReport(formatDay(scene.owedDay, j.look.language)))
    await page.getByLabel(words.figures.made, { exact: true }).focus()
    await page.keyboard.type('55')
    // Enter goes on to the next field: a keypad's "next" sends no half report.
    await page.keyboard.press('Enter')
    await page.keyboard.type('240')
    await visitor.shot('report-dark')
    await isClean(visitor, 'dark')
    expect(await reportsOf(j, scene)).toEqual([])
    await page.getByRole('button', { name: words.send, exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByText(words.recorded, { exact: true }).waitFor()
    expect(await reportsOf(j, scene)).toMatchObject([{ made: '55' }])
  },
)

journey(
  { name: '[E1] a report whose answer was lost is known as received when the page is loaded anew', looks: phones },
  async (j) => {
    const scene = await worksOf(j.w)
    const words = reportWords(j.look)
    const visitor = await enterAs(j, scene.reporter.login)
    const { page } = visitor
    await page.getByRole('link', { name: words.toReport(formatDay(scene.owedDay, j.look.language)) }).tap()
    await page.getByLabel(words.figures.made, { exact: true }).fill('55')
    await page.route(/\/api\/enterprises\/[^/]+\/reports$/, async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: words.send, exact: true }).tap()
    await page.getByText(words.offline, { exact: true }).waitFor()
    expect(await reportsOf(j, scene)).toHaveLength(1)
    await page.reload()
    await page.getByText(words.recorded, { exact: true }).waitFor()
    expect(await page.getByText(words.unsent, { exact: true }).count()).toBe(0)
    await page.reload()
    await page.getByRole('link', { name: words.correct, exact: true }).waitFor()
    expect(await page.getByText(words.unsent, { exact: true }).count()).toBe(0)
  },
)
