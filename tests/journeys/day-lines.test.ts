import type { Locator } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { dayMoreEn } from '../../apps/web/src/i18n/day-more.en.js'
import { dayMoreZhCN } from '../../apps/web/src/i18n/day-more.zh-CN.js'
import { password, type World } from '../support/world.js'
import { type Journey, journey } from './journey.js'
import { phones } from './looks.js'
import { personNamed, teamsDay, township } from './scenes.js'

const wordsOf = ({ look }: Journey) => (look.language === 'en' ? dayMoreEn : dayMoreZhCN)
type Staff = Awaited<ReturnType<typeof teamsDay>>

/** The manager gives the desk with an open call to the team's medic. */
const giveDesk = async (w: World, staff: Staff): Promise<string> => {
  const manager = await w.signIn(staff.manager.login)
  const flags = { redFlags: ['chestPain'], dayFlags: [], signs: [], spo2Percent: null, temperatureC: null }
  const caller = { number: '13711112222', name: '女儿' }
  const call = { id: uuidv7(), place: township, caller, personId: null, about: '赵大爷', said: '胸口痛', ...flags }
  expect((await manager.call('call.record', { body: call })).body).toMatchObject({ outcome: 'recorded' })
  const id = uuidv7()
  const body = { id, place: township, to: staff.medic.id, note: '赵大爷等回电' }
  expect((await manager.call('handover.write', { body })).body).toMatchObject({ outcome: 'recorded' })
  return id
}

const takeDesk = async (w: World, staff: Staff): Promise<void> => {
  const id = await giveDesk(w, staff)
  const medic = await w.signIn(staff.medic.login)
  const taken = await medic.call('handover.accept', { params: { id }, body: { place: township } })
  expect(taken.status, taken.text).toBeLessThan(300)
}

const topOf = (one: Locator): Promise<number> => one.evaluate((el) => el.getBoundingClientRect().top + scrollY)

journey(
  { name: '[X4] a call in hand stands above the list of the day as the list is drawn', looks: phones },
  async (j) => {
    const words = wordsOf(j)
    const staff = await teamsDay(j.w)
    await takeDesk(j.w, staff)
    const { page, shot } = await j.enter(staff.medic.login)
    const row = page.locator('.f-row').first()
    await row.waitFor()
    const before = await topOf(row)
    await page.getByRole('region', { name: words.handover.calls }).waitFor()
    expect(await topOf(row)).toBe(before)
    await shot('field-day-call')
  },
)

journey(
  {
    name: '[X4] a call whose line comes after the list is said over it, and no row moves before it is tapped',
    looks: phones,
  },
  async (j) => {
    const words = wordsOf(j)
    const staff = await teamsDay(j.w)
    await takeDesk(j.w, staff)
    const visitor = await j.visit('/')
    const { page, shot } = visitor
    // A village's network: the code of these lines comes when it comes.
    let come = (): void => undefined
    const coming = new Promise<void>((resolve) => {
      come = resolve
    })
    await page.route('**/assets/day-more-*.js', async (route) => {
      await coming
      await route.continue()
    })
    await page.getByLabel(j.words.session.login, { exact: true }).fill(staff.medic.login)
    await page.getByLabel(j.words.session.password, { exact: true }).fill(password)
    await page.getByRole('button', { name: j.words.session.submit, exact: true }).click()
    const row = page.locator('.f-row').first()
    await row.waitFor()
    const before = await topOf(row)
    come()
    const chip = page.getByRole('button', { name: words.newCalls('1'), exact: true })
    await chip.waitFor()
    expect(await topOf(row)).toBe(before)
    await shot('field-day-call-late')
    await chip.tap()
    const calls = page.getByRole('region', { name: words.handover.calls })
    await calls.getByRole('link', { name: words.handover.call(words.handover.outcomes.emergency, '赵大爷') }).waitFor()
    await chip.waitFor({ state: 'detached' })
  },
)

journey(
  { name: '[X4] a desk that is handed over while the day is open moves no row of its list', looks: phones },
  async (j) => {
    const { w } = j
    const words = wordsOf(j)
    const staff = await teamsDay(w)
    const { page } = await j.enter(staff.medic.login)
    const row = page.locator('.f-row').first()
    await row.waitFor()
    const before = await topOf(row)
    await giveDesk(w, staff)
    // A colleague's work renews the open day.
    const worker = await w.signIn(staff.worker.login)
    const at = new Date(w.house.now()).toISOString()
    const tried = {
      id: uuidv7(),
      personId: await personNamed(w, '张建国'),
      at,
      channel: 'phone',
      outcome: 'unanswered',
    }
    expect((await worker.call('followup.record', { body: tried })).body).toMatchObject({ outcome: 'recorded' })
    const chip = page.getByRole('button', { name: words.newLines('1'), exact: true })
    await chip.waitFor()
    expect(await topOf(row)).toBe(before)
    await chip.tap()
    await page.getByRole('link', { name: words.handover.toDesk, exact: true }).waitFor()
    await chip.waitFor({ state: 'detached' })
  },
)
