import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { dayMoreEn } from '../../apps/web/src/i18n/day-more.en.js'
import { dayMoreZhCN } from '../../apps/web/src/i18n/day-more.zh-CN.js'
import type { World } from '../support/world.js'
import { sentence } from './desk.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks, phones } from './looks.js'
import { personNamed, teamsDay } from './scenes.js'

const dayWords = ({ look }: Visitor) => (look.language === 'en' ? dayMoreEn : dayMoreZhCN).handover

/** The worker enters a death by mistake, over HTTP: how that is done on the page is another journey. */
const enteredDead = async (w: World, login: string, name: string): Promise<string> => {
  const id = await personNamed(w, name)
  const worker = await w.signIn(login)
  const body = { id: uuidv7(), kind: 'death', at: new Date(w.house.now()).toISOString() }
  const answer = await worker.call('life.record', { params: { id }, body })
  if (answer.status !== 200) throw new Error(answer.text)
  return id
}

/** Whoever entered it asks, with a reason; what was typed outlives a reload. */
const asks = async (j: Journey, visitor: Visitor): Promise<void> => {
  const { page } = visitor
  const { life } = j.words
  await page.getByRole('button', { name: life.askBack, exact: true }).click()
  await page.getByRole('button', { name: life.askBackSend, exact: true }).click()
  await page.getByText(life.askBackWhy).waitFor()
  await page.getByLabel(life.askBackReason).fill('同名误登')
  await page.reload()
  await page.getByRole('button', { name: life.askBack, exact: true }).click()
  await expect.poll(() => page.getByLabel(life.askBackReason).inputValue()).toBe('同名误登')
  await visitor.shot('death-ask-back')
  await page.getByRole('button', { name: life.askBackSend, exact: true }).click()
  await page.locator('.life-note').getByText(life.askedMine).waitFor()
}

journey(
  {
    name: '[K20] who entered a death by mistake asks, and a medic takes it back from the line of the day',
    looks: phones,
  },
  async (j) => {
    const { w, words } = j
    const { life, person } = words
    const staff = await teamsDay(w)
    const id = await enteredDead(w, staff.worker.login, '吴秀兰')
    const worker = await j.enter(staff.worker.login, `/field/people/${id}`)
    await asks(j, worker)
    await worker.page.getByText(life.askedWaits).waitFor()
    // Who entered it has no button for it.
    expect(await worker.page.getByRole('button', { name: life.takeDeathBack, exact: true }).count()).toBe(0)
    await worker.shot('death-asked-mine')
    await worker.page.getByRole('link', { name: words.field.today, exact: true }).tap()
    await worker.page.getByText(dayWords(worker).deathAskedMine).waitFor()

    const medic = await j.enter(staff.medic.login, '/field')
    const line = medic.page.getByText(sentence(dayWords(medic).deathAsked('§', '同名误登')))
    await line.waitFor()
    await medic.shot('day-death-asked')
    await medic.page.getByRole('link', { name: dayWords(medic).deathOpen, exact: true }).tap()
    await medic.page.locator('.life-note').getByText('同名误登').waitFor()
    await medic.shot('death-asked')
    await medic.page.getByRole('button', { name: life.takeDeathBack, exact: true }).tap()
    await medic.page.locator('.timeline').getByText(person.takenBack, { exact: true }).waitFor()
    await medic.page.locator('.life-note').waitFor({ state: 'detached' })
    await medic.page.getByRole('link', { name: words.field.today, exact: true }).tap()
    await medic.page.locator('.f-name').first().waitFor()
    await line.waitFor({ state: 'detached' })
    // All is owed again: the worker's day has the person.
    await worker.page.reload()
    await worker.page.locator('.f-name', { hasText: '吴秀兰' }).waitFor()
  },
)

journey(
  { name: '[K20] a township finds the asking in its morning, and answers that the death stands', looks: desks },
  async (j) => {
    const { w, words } = j
    const { life } = words
    const { keys } = words.morning
    const staff = await teamsDay(w)
    const id = await enteredDead(w, staff.worker.login, '吴秀兰')
    const worker = await j.enter(staff.worker.login, `/people/${id}`)
    await asks(j, worker)

    const manager = await j.enter(staff.manager.login, '/morning')
    const { page } = manager
    await page.getByRole('link', { name: keys.askedBack.name, exact: true }).click()
    const row = page.locator('tbody tr').filter({ hasText: '吴秀兰' })
    await row.getByText(life.askedTag).waitFor()
    await manager.shot('people-asked-back')
    await row.getByRole('link', { name: '吴秀兰', exact: true }).click()
    await page.getByRole('button', { name: life.stands, exact: true }).click()
    await page.getByLabel(life.standsWhy).fill('家属已确认')
    await manager.shot('death-stands')
    await page.getByRole('button', { name: life.standsSend, exact: true }).click()
    await page.locator('.life-note').getByText('家属已确认').waitFor()

    // Whoever asked reads the answer on their day, until they say so.
    await worker.page.goto(`${j.address}/today`)
    const answered = worker.page.getByText(sentence(dayWords(worker).deathStands('§', '家属已确认')))
    await answered.waitFor()
    await worker.shot('today-death-stands')
    await worker.page.getByRole('button', { name: dayWords(worker).refusedRead, exact: true }).click()
    await answered.waitFor({ state: 'detached' })
  },
)
