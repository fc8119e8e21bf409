import { expect } from 'vitest'
import { luotian, type World } from '../support/world.js'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { stockScene } from './scenes-stock.js'

const desk = (w: World) => w.account({ role: 'supplyDesk', place: luotian, login: 'supply' })

journey(
  {
    name: '[E9] a recall says how far it reaches before it is sent, holds at once, names where its units are and went, and is lifted with a reason',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const { login } = await desk(w)
    const { county } = await stockScene(w, await w.signIn(login))
    const visitor = await j.enter(login)
    const { page } = visitor
    const { recalls, item } = words.stock
    const { number } = { number: (n: number) => n.toLocaleString('en') }
    const mask = j.look.language === 'en' ? 'pieces' : '件'
    const units = (n: number) => words.stock.stock.units(number(n), mask)

    await openModule(visitor, words.desk.nav.recalls)
    await page.getByText(recalls.empty).waitFor()
    await visitor.shot('recalls-empty')
    await page.getByRole('link', { name: recalls.add, exact: true }).click()
    const panel = page.getByRole('complementary', { name: recalls.panel })
    const scan = panel.getByLabel(recalls.scan, { exact: true })
    await scan.fill('(01)123')
    await scan.press('Enter')
    await panel.getByText(words.shared.problems['stock.scan']).waitFor()
    await scan.fill('(10)M2401')
    await scan.press('Enter')
    await expect.poll(() => panel.getByLabel(recalls.lot, { exact: true }).inputValue()).toBe('M2401')
    await panel.getByLabel(recalls.kind, { exact: true }).selectOption('mask-surgical')
    await panel.getByLabel(recalls.reason, { exact: true }).fill('省药监局抽检不合格')
    await visitor.shot('recall-new')
    await panel.getByRole('button', { name: recalls.see, exact: true }).click()
    // 250 in the county's store, 40 in the township's; 50 were issued and 200 are on their way.
    await panel.getByText(recalls.reachHold(units(290), '2')).waitFor()
    await panel.getByText(recalls.reachLeft(units(250))).waitFor()
    await visitor.shot('recall-reach')
    const open = async () => (await w.admin.query('select lot, lifted_at is null as open from supply.recall')).rows
    expect(await open()).toEqual([])
    await panel.getByRole('button', { name: recalls.send, exact: true }).click()
    await panel.getByText(recalls.hereSum(units(290), '2')).waitFor()
    await panel.getByText(item.lot('M2401')).first().waitFor()
    await visitor.shot('recall')
    expect(await open()).toEqual([{ lot: 'M2401', open: true }])
    const { body } = await county.keeper.call('stock.list', { params: { id: county.id }, query: { show: 'held' } })
    expect(body.rows.map(({ lot }) => lot).sort()).toEqual(['M2401', 'M2403'])

    await panel.getByText(recalls.lift, { exact: true }).first().click()
    await panel.getByLabel(recalls.liftReason, { exact: true }).fill('复检合格')
    await panel.getByRole('button', { name: recalls.lift, exact: true }).click()
    await panel.getByText('复检合格').waitFor()
    await panel.getByRole('button', { name: words.common.close, exact: true }).click()
    await page.getByText(recalls.empty).waitFor()
    await page.getByLabel(recalls.standing, { exact: true }).selectOption('lifted')
    const rows = page.getByRole('table', { name: recalls.caption, exact: true }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(1)
    await visitor.shot('recalls')
  },
)

journey({ name: '[E9] a lot is recalled from where it lies', looks: desks }, async (j) => {
  const { w, words } = j
  const { login } = await desk(w)
  const { town } = await stockScene(w, await w.signIn(login))
  const visitor = await j.enter(login, `/stores/${town.id}?tab=stock`)
  const { page } = visitor
  const { recalls, stock } = words.stock
  await page.getByRole('link', { name: stock.recall, exact: true }).click()
  const panel = page.getByRole('complementary', { name: recalls.panel })
  await expect.poll(() => panel.getByLabel(recalls.lot, { exact: true }).inputValue()).toBe('M2401')
  await expect.poll(() => panel.getByLabel(recalls.kind, { exact: true }).inputValue()).toBe('mask-surgical')
})
