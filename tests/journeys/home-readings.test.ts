import { expect } from 'vitest'
import { homeWords } from '../../apps/web/src/features/home/words.js'
import { homeLinkEn } from '../../apps/web/src/i18n/home-link.en.js'
import { homeLinkZhCN } from '../../apps/web/src/i18n/home-link.zh-CN.js'
import { toldEn } from '../../apps/web/src/i18n/told.en.js'
import { toldZhCN } from '../../apps/web/src/i18n/told.zh-CN.js'
import { type Journey, journey, newContext } from './journey.js'
import { phones } from './looks.js'
import { numbersOf, personNamed, teamsDay } from './scenes.js'
import { shoot } from './shots.js'

/** A worker makes a link on the person's page; answers its address. */
const linkFor = async (j: Journey, name: string): Promise<string> => {
  const { w } = j
  const { worker } = await teamsDay(w)
  await numbersOf(w)
  const id = await personNamed(w, name)
  const visitor = await j.enter(worker.login, `/field/people/${id}`)
  const { page } = visitor
  const words = j.look.language === 'en' ? homeLinkEn : homeLinkZhCN
  await page.getByText(words.title, { exact: true }).tap()
  // A number stands there already: it comes late, and would else stand beside what is typed.
  const phone = page.getByLabel(words.phone)
  await expect.poll(() => phone.inputValue()).not.toBe('')
  await phone.fill('139 0713 0001')
  await page.getByRole('button', { name: words.make, exact: true }).tap()
  await page.getByRole('img', { name: words.qr }).waitFor()
  await visitor.shot('field-home-link')
  const address = await page.locator('.home-address').innerText()
  expect(address).toMatch(/\/home#421123\./)
  return address
}

journey({ name: '[K8] a family measures, sends, and is told at once what to do', looks: phones }, async (j) => {
  const address = await linkFor(j, '陈金花')
  const { language } = j.look
  const words = homeWords[language]
  // The family's own phone: nobody is signed in there.
  const context = await newContext(j.look)
  const page = await context.newPage()
  await page.goto(address)
  if ((await page.locator('html').getAttribute('lang')) !== language) {
    await page.getByRole('button', { name: homeWords['zh-CN'].other }).tap()
  }
  await page.getByRole('heading', { name: words.title, level: 1 }).waitFor()
  expect(await page.content()).not.toContain('陈金花')
  const send = page.getByRole('button', { name: words.send, exact: true })
  await send.tap()
  await page.getByText(words.nothing).waitFor()
  await page.getByLabel(words.spo2, { exact: true }).fill('930')
  await send.tap()
  await page.getByText(words.spo2Wrong).waitFor()
  await page.getByLabel(words.spo2, { exact: true }).fill('97')
  await shoot(page, 'home-form', j.look)
  // Without a network nothing is lost, and the try is repeated under the same id.
  await context.setOffline(true)
  await send.tap()
  await page.getByText(words.offline).waitFor()
  await context.setOffline(false)
  await send.tap()
  await page.getByText(words.thanks, { exact: true }).waitFor()
  await shoot(page, 'home-thanks', j.look)
  await page.getByRole('button', { name: words.again, exact: true }).tap()
  await page.getByLabel(words.spo2, { exact: true }).fill('91')
  await send.tap()
  await page.getByRole('heading', { name: words.callTitle }).waitFor()
  // Each number once and with whose it is, though the worker wrote the doctor's for this family as well.
  const numbers = page.locator('a[href^="tel:"]')
  expect(await numbers.allTextContents()).toEqual([
    `${words.callThe('120')} ${words.whose.emergency}`,
    `${words.callThe('13907130001')} ${words.whose.doctor}`,
    `${words.callThe('0713-5050001')} ${words.whose.desk}`,
  ])
  expect(await numbers.nth(1).getAttribute('href')).toBe('tel:13907130001')
  await shoot(page, 'home-call', j.look)
  const { rows } = await j.w.admin.query('select count(*)::int as n from care.alarm where closed_at is null')
  expect(rows).toEqual([{ n: 1 }])
  await page.goto(`${j.address}/home#nonsense`)
  await page.reload()
  await page.getByText(words.noLink).waitFor()
  await context.close()
})

journey(
  { name: '[K8] a link that has ended says so at once, and a low value on it is answered with 120', looks: phones },
  async (j) => {
    const address = await linkFor(j, '陈金花')
    await j.w.admin.query('update care.home_link set withdrawn_at = now()')
    const { language } = j.look
    const words = homeWords[language]
    const context = await newContext(j.look)
    const page = await context.newPage()
    await page.goto(address)
    if ((await page.locator('html').getAttribute('lang')) !== language) {
      await page.getByRole('button', { name: homeWords['zh-CN'].other }).tap()
    }
    await page.getByText(words.ended).waitFor()
    await shoot(page, 'home-ended', j.look)
    const look = page.getByRole('button', { name: words.look, exact: true })
    await page.getByLabel(words.spo2, { exact: true }).fill('97')
    await look.tap()
    await page.locator('form').getByText(words.ended).waitFor()
    await page.getByLabel(words.spo2, { exact: true }).fill('88')
    await look.tap()
    await page.getByRole('heading', { name: words.callTitle }).waitFor()
    await page.getByText(words.notKept).waitFor()
    expect(await page.getByText(words.told).count()).toBe(0)
    expect(await page.locator('a[href^="tel:"]').count()).toBe(1)
    await shoot(page, 'home-call-not-kept', j.look)
    const { rows } = await j.w.admin.query('select count(*)::int as n from care.home_reading')
    expect(rows).toEqual([{ n: 0 }])
    await context.close()
  },
)

journey(
  { name: "[K8] [K4] a link is made with the number of the team's doctor where one is stored", looks: phones },
  async (j) => {
    const { worker } = await teamsDay(j.w)
    const id = await personNamed(j.w, '陈金花')
    const visitor = await j.enter(worker.login, `/field/people/${id}`)
    const { page } = visitor
    const words = j.look.language === 'en' ? homeLinkEn : homeLinkZhCN
    const phone = page.getByLabel(words.phone)
    const open = () => page.getByText(words.title, { exact: true }).tap()
    const told = j.look.language === 'en' ? toldEn : toldZhCN
    await page.getByText(told.noDoctor, { exact: true }).first().waitFor()
    // No number is stored: nothing stands there but what it is for.
    await open()
    await page.getByText(words.phoneHint, { exact: true }).waitFor()
    expect(await phone.inputValue()).toBe('')
    await numbersOf(j.w)
    await page.reload()
    await open()
    await expect.poll(() => phone.inputValue()).toBe('13907130001')
    await visitor.shot('field-home-link-preset')
    await page.getByRole('button', { name: words.make, exact: true }).tap()
    await page.getByRole('img', { name: words.qr }).waitFor()
    const { rows } = await j.w.admin.query('select phone from care.home_link where person = $1', [id])
    expect(rows).toEqual([{ phone: '13907130001' }])
  },
)

journey(
  {
    name: '[K8] a worker reads on which day a link ended that the family holds still, and makes a new one',
    looks: phones,
  },
  async (j) => {
    const words = j.look.language === 'en' ? homeLinkEn : homeLinkZhCN
    await linkFor(j, '陈金花')
    const { rows } = await j.w.admin.query(
      `update care.home_link l set expires_at = '2026-01-05T16:00:00Z' from kernel.account a where a.id = l.made_by
       returning a.login, a.name, l.person`,
    )
    const { login, name, person } = rows[0]
    const visitor = await j.enter(login, `/field/people/${person}`)
    const { page } = visitor
    await page.getByText(words.title, { exact: true }).tap()
    // Good until midnight: its last day is the one before.
    const day = j.look.language === 'en' ? '5 Jan 2026' : '2026-01-05'
    await page.getByText(words.ranOut(day, name), { exact: true }).waitFor()
    expect(await page.getByText(words.none).count()).toBe(0)
    expect(await page.getByRole('button', { name: words.end, exact: true }).count()).toBe(0)
    await visitor.shot('field-home-link-ran-out')
    await page.getByRole('button', { name: words.make, exact: true }).tap()
    await page.getByRole('img', { name: words.qr }).waitFor()
    await page.getByRole('button', { name: words.end, exact: true }).waitFor()
  },
)
