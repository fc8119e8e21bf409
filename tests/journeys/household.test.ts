import { expect } from 'vitest'
import type { World } from '../support/world.js'
import { namesIn, sentence } from './desk.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks, phones } from './looks.js'
import { dayMs, personNamed, red, takeIn, teamsDay, villageAt, villagesOf, yellow } from './scenes.js'

type Fact = { readonly id: string; readonly call: string | null; readonly channel: string; readonly outcome: string }

const factsOf = async (w: World, name: string): Promise<readonly Fact[]> => {
  const { rows } = await w.admin.query<Fact>(
    'select id, call, channel, outcome from care.followup where person = $1 order by id',
    [await personNamed(w, name)],
  )
  return rows
}

/** The team's day, with a couple of one telephone who were taken in two days late. */
const couple = async (j: Journey) => {
  const { w } = j
  const staff = await teamsDay(w)
  w.setNow(Date.now() - 5 * dayMs)
  await takeIn(w, villageAt(await villagesOf(w), 0), [
    { name: '郑长河', ...red, sex: '男', phone: '13800010088', alone: '是' },
    { name: '田玉珍', ...yellow, phone: '13800010088' },
  ])
  w.setNow(Date.now())
  await w.settle()
  return staff
}

const openRow = ({ page }: Visitor, name: string) => page.getByRole('link', { name: new RegExp(`^${name} `) }).first()

/** Puts the couple together on the page of 郑长河 and sees what does not fit. */
const putTogether = async ({ page, words, shot }: Visitor): Promise<void> => {
  const { households } = words
  const card = page.locator('.household')
  await card.getByText(households.perhapsHint).waitFor()
  await card.getByText(households.empty).waitFor()
  await card.getByRole('button', { name: households.livesHere('田玉珍'), exact: true }).click()
  await page.getByText(households.joined('田玉珍')).waitFor()
  await card.getByText(households.contradiction).waitFor()
  await card.getByText(households.perhapsHint).waitFor({ state: 'detached' })
  await expect.poll(() => card.locator('li').count()).toBe(2)
  await shot('household')
}

journey({ name: '[K1] [K3] on the phone two are put together and one call records both', looks: phones }, async (j) => {
  const { w, words } = j
  const { households, followup, person } = words
  const { worker } = await couple(j)
  const visitor = await j.enter(worker.login, '/field')
  const { page } = visitor
  await openRow(visitor, '郑长河').tap()
  await page.getByRole('link', { name: followup.openPerson, exact: true }).tap()
  await putTogether(visitor)
  await page.getByRole('link', { name: words.field.today, exact: true }).tap()
  await openRow(visitor, '郑长河').tap()
  // The others stand behind one line, so that what most come for is in sight.
  const fold = page.getByText(households.togetherFold(1), { exact: true })
  await fold.waitFor()
  const main = await page.getByRole('button', { name: followup.well, exact: true }).boundingBox()
  expect((main?.y ?? 0) + (main?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
  await visitor.shot('same-call-folded')
  await fold.tap()
  const other = page.getByRole('checkbox', { name: /^田玉珍/ })
  expect(await other.isChecked()).toBe(false)
  await other.check()
  await visitor.shot('same-call')
  await page.getByRole('button', { name: followup.well, exact: true }).tap()
  await page.getByText(followup.recordedTogether('郑长河', 1)).waitFor()
  await expect.poll(() => namesIn(page)).not.toContain('郑长河')
  expect(await namesIn(page)).not.toContain('田玉珍')
  await expect.poll(() => factsOf(w, '田玉珍')).toMatchObject([{ channel: 'phone', outcome: 'reached' }])
  const [first] = await factsOf(w, '郑长河')
  expect((await factsOf(w, '田玉珍'))[0]?.call).toBe(first?.id)

  // Putting the first one right leaves the other as it was.
  await page.getByRole('button', { name: followup.correctIt, exact: true }).tap()
  await page.getByLabel(followup.mistake, { exact: true }).check({ force: true })
  await page.getByRole('button', { name: followup.mistakeSend, exact: true }).tap()
  await expect.poll(() => namesIn(page)).toContain('郑长河')
  expect(await factsOf(w, '田玉珍')).toHaveLength(1)

  await page.getByRole('link', { name: words.field.people, exact: true }).tap()
  await openRow(visitor, '田玉珍').tap()
  const entry = page.locator('.timeline li').first()
  await entry.getByText(person.sameCall, { exact: true }).waitFor()
  await expect.poll(() => entry.innerText()).toContain('林网格')

  const leaves = page.getByRole('button', { name: households.leaveOf('田玉珍'), exact: true })
  await leaves.tap()
  await page.getByText(households.leaveAsk('田玉珍')).waitFor()
  await page.getByRole('button', { name: households.leaveYes, exact: true }).tap()
  await page.getByText(households.left('田玉珍')).waitFor()
  await page.locator('.household').getByText(households.empty).waitFor()
})

journey({ name: '[K3] without a network one call for two is kept and sent once', looks: phones }, async (j) => {
  const { w, words } = j
  const { followup } = words
  const { worker, officer } = await couple(j)
  const caller = await w.signIn(officer.login)
  const [id, other] = [await personNamed(w, '郑长河'), await personNamed(w, '田玉珍')]
  const body = { id: '01850000-0000-7000-8000-000000000001', with: other }
  expect((await caller.call('household.join', { params: { id }, body })).body).toEqual({ outcome: 'recorded' })
  const visitor = await j.enter(worker.login, '/field')
  const { page, context } = visitor
  await openRow(visitor, '郑长河').waitFor()
  await page.waitForTimeout(2_500) // the code that is fetched ahead
  await context.setOffline(true)
  // Not opened before: who lives there is known from the day's list.
  await openRow(visitor, '郑长河').tap()
  await page.getByText(words.households.togetherFold(1), { exact: true }).tap()
  await page.getByRole('checkbox', { name: /^田玉珍/ }).check()
  await page.getByText(words.households.togetherUnread).waitFor()
  await page.getByRole('button', { name: followup.well, exact: true }).tap()
  const line = page.getByText(sentence(followup.unsent(2, '§')))
  await line.waitFor()
  expect(await namesIn(page)).not.toContain('田玉珍')
  await visitor.shot('same-call-offline')
  expect(await factsOf(w, '田玉珍')).toEqual([])
  await context.setOffline(false)
  await line.waitFor({ state: 'detached' })
  await expect.poll(() => factsOf(w, '田玉珍')).toHaveLength(1)
  const first = await factsOf(w, '郑长河')
  expect(first).toHaveLength(1)
  expect((await factsOf(w, '田玉珍'))[0]?.call).toBe(first[0]?.id)
  await page.reload()
  await page.locator('.f-name').first().waitFor()
  expect([await factsOf(w, '郑长河'), await factsOf(w, '田玉珍')].map((facts) => facts.length)).toEqual([1, 1])
})

journey({ name: '[K1] [K3] at the desk two are put together and one call records both', looks: desks }, async (j) => {
  const { w, words } = j
  const { households, followup, person } = words
  const { manager } = await couple(j)
  const id = await personNamed(w, '郑长河')
  const visitor = await j.enter(manager.login, `/people/${id}`)
  const { page } = visitor
  await putTogether(visitor)
  const card = page.locator('.household')
  await card.getByRole('button', { name: households.add, exact: true }).click()
  await card.getByLabel(households.search, { exact: true }).fill('吴秀兰')
  await card.getByText(households.searchNone).waitFor()
  await card.getByLabel(households.search, { exact: true }).fill('张建国')
  await card.getByRole('button', { name: households.livesHere('张建国'), exact: true }).click()
  await page.getByText(households.joined('张建国')).waitFor()
  await expect.poll(() => card.locator('li').count()).toBe(3)

  await page.getByRole('button', { name: followup.record, exact: true }).click()
  await page.getByText(households.togetherFold(2), { exact: true }).click()
  await page.getByRole('checkbox', { name: /^田玉珍/ }).check()
  await visitor.shot('desk-same-call')
  await page.getByRole('button', { name: followup.well, exact: true }).click()
  await page.getByText(followup.recordedTogether('郑长河', 1)).waitFor()
  await expect.poll(() => factsOf(w, '田玉珍')).toHaveLength(1)
  // Who was not ticked was not asked about.
  expect(await factsOf(w, '张建国')).toEqual([])
  await card.getByRole('link', { name: '田玉珍', exact: true }).click()
  await page.getByRole('heading', { name: '田玉珍', exact: true }).waitFor()
  const entry = page.locator('.timeline li').first()
  await entry.getByText(person.sameCall, { exact: true }).waitFor()
  await expect.poll(() => entry.innerText()).toContain('程主任')
})
