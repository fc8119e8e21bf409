import { expect } from 'vitest'
import { firstWords } from '../../apps/web/src/features/first/words.js'
import { staffEn } from '../../apps/web/src/i18n/staff.en.js'
import { staffZhCN } from '../../apps/web/src/i18n/staff.zh-CN.js'
import { luotian } from '../support/world.js'
import { type Journey, journey } from './journey.js'
import { desks } from './looks.js'
import { teamsDay, villageAt, villagesOf } from './scenes.js'

const own = 'chosen-by-the-owner-7'

/** Loads a list at the desk, makes the accounts, and answers the address on the first card. */
const cardFromList = async (j: Journey, lines: readonly string[]): Promise<string> => {
  const words = j.look.language === 'en' ? staffEn : staffZhCN
  const administrator = await j.w.account({ role: 'administrator', place: luotian })
  const { page, shot } = await j.enter(administrator.login, '/accounts')
  await page.getByRole('link', { name: words.fromList, exact: true }).click()
  const buffer = Buffer.from(['罗田县网格人员名单', '姓名,账号,角色,乡镇,村', ...lines].join('\n'))
  const file = { name: '名单.csv', mimeType: 'text/csv', buffer }
  await page.getByLabel(j.words.desk.ledger.choose).setInputFiles(file)
  await page.getByRole('heading', { name: words.checked }).waitFor()
  await page.getByRole('cell', { name: words.outcomes.wrong }).waitFor()
  await shot('staff-checked')
  await page.getByRole('button', { name: words.make('2'), exact: true }).click()
  await page.getByText(words.done('2'), { exact: true }).waitFor()
  const answer = page.waitForResponse(/accounts\/cards$/)
  await page.getByRole('button', { name: words.cards('2'), exact: true }).click()
  const { cards } = await (await answer).json()
  const sheet = page.getByRole('dialog', { name: words.cardsTitle })
  await sheet.getByRole('img', { name: words.qr('胡一清') }).waitFor()
  await expect.poll(() => sheet.getByRole('listitem').count()).toBe(2)
  await shot('staff-cards')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false)
  await expect.poll(() => sheet.getByRole('img').first().isVisible()).toBe(true)
  await shot('staff-cards-paper')
  await page.emulateMedia({ media: 'screen' })
  await sheet.getByRole('button', { name: words.closeCards, exact: true }).click()
  await page.goto(`${j.address}/accounts`)
  await page.getByLabel(words.filter, { exact: true }).selectOption('waiting')
  await page.getByRole('checkbox', { name: words.select('huyiqing') }).check()
  await page.getByRole('button', { name: words.cards('1'), exact: true }).waitFor()
  await shot('staff-waiting')
  return cards.find((card: { readonly login: string }) => card.login === 'huyiqing').address
}

journey(
  {
    name: '[K2, X2] a county’s list becomes accounts; a card’s code opens the phone, a password of one’s own, and the day’s list',
    looks: desks.filter((look) => look.width === 1440),
  },
  async (j) => {
    await teamsDay(j.w)
    const village = villageAt(await villagesOf(j.w), 0)
    const address = await cardFromList(j, [
      `胡一清,huyiqing,村级工作人员,${village.township},${village.name}`,
      `何二,,medic,${village.township},`,
      '皮三,,皇帝,没有这镇,',
    ])
    const words = firstWords[j.look.language]
    const phone = await j.visit('/sign-in', { width: 390 })
    const { page } = phone
    await page.goto(address)
    await page.getByText(words.hello('胡一清')).waitFor()
    const password = page.getByLabel(words.password, { exact: true })
    const submit = page.getByRole('button', { name: words.submit, exact: true })
    await password.fill('1234567890')
    await submit.tap()
    await page.getByText(words.weak).waitFor()
    await phone.shot('first-card')
    await password.fill(own)
    await submit.tap()
    await page.waitForURL(/\/field$/)
    // The day's list of the village, and from it the page that records.
    await page.locator('.f-name').first().tap()
    await page.getByRole('button', { name: j.words.followup.well, exact: true }).waitFor()
    await page.goto(address)
    await page.getByText(words.unknown).waitFor()
    await phone.shot('first-used')
  },
)
