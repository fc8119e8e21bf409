import type { Locator, Page } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { namesIn } from './desk.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { phones } from './looks.js'
import { dayMs, personNamed, teamsDay } from './scenes.js'

const openSheet = async (j: Journey, name: string): Promise<Visitor> => {
  const { worker } = await teamsDay(j.w)
  const visitor = await j.enter(worker.login)
  const { page, words } = visitor
  await page
    .getByRole('list', { name: words.followup.listLabel })
    .getByRole('link', { name: new RegExp(`^${name} `) })
    .tap()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  return visitor
}

/** Whether a finger on the middle, and near each end, of something meets it and nothing that lies over it. */
const isFree = (target: Locator): Promise<boolean> =>
  target.evaluate((el) => {
    const { left, right, top, bottom } = el.getBoundingClientRect()
    const points = [left + 4, (left + right) / 2, right - 4].flatMap((x) => [top + 4, bottom - 4].map((y) => [x, y]))
    return points.every(([x = 0, y = 0]) => el.contains(document.elementFromPoint(x, y)))
  })

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

journey({ name: '[K3] who is reached and not well has a way of their own', looks: phones }, async (j) => {
  const { w, words } = j
  const { followup } = words
  const visitor = await openSheet(j, '陈金花')
  const { page } = visitor
  // How it was stands above the buttons that it changes.
  const how = await page.getByRole('group', { name: followup.channel }).boundingBox()
  const well = await page.getByRole('button', { name: followup.well, exact: true }).boundingBox()
  expect((how?.y ?? 0) + (how?.height ?? 0)).toBeLessThanOrEqual(well?.y ?? 0)
  // Dialled from here: how long it took is known without anybody writing it down.
  await page.evaluate(() => {
    // There is no telephone here that could take over.
    document.addEventListener('click', (event) => event.preventDefault(), { once: true })
    document.querySelector<HTMLAnchorElement>('main a[href^="tel:"]')?.click()
  })
  const { answered } = words.alarms
  await page.getByRole('group', { name: answered.legend }).getByText(answered.options.family, { exact: true }).tap()
  await visitor.shot('field-record')
  await page.getByRole('button', { name: followup.notWell, exact: true }).tap()
  const save = page.getByRole('button', { name: followup.send, exact: true })
  expect(await isFree(save)).toBe(true)
  await visitor.shot('field-not-well')
  // A record that says nothing about somebody who is not well helps nobody.
  await save.tap()
  await page.getByText(followup.stateMissing).waitFor()
  await page.getByLabel(followup.state, { exact: true }).fill('胸闷，昨晚起')
  await page.getByLabel(words.inBrackets(followup.spo2, '%')).fill('91')
  // Whether it is an infection or the old illness is asked in the same screen, and what was typed stays.
  const { report } = words.alarms
  await page.getByRole('group', { name: report.ask }).getByText(report.kinds.worsening, { exact: true }).tap()
  expect(await page.getByLabel(followup.state, { exact: true }).inputValue()).toBe('胸闷，昨晚起')
  await visitor.shot('field-not-well-worse')
  await save.tap()
  await page.getByText(followup.recordedWorse('陈金花')).waitFor()
  await expect.poll(() => namesIn(page)).not.toContain('陈金花')
  const id = await personNamed(w, '陈金花')
  const facts = async () =>
    (
      await w.admin.query(
        `select f.outcome, f.spo2_percent, f.unwell, f.note_sealed is not null as note, e.kind
         from care.followup f left join care.episode e on e.person = f.person where f.person = $1`,
        [id],
      )
    ).rows
  await expect
    .poll(facts)
    .toEqual([{ outcome: 'reached', spo2_percent: 91, unwell: true, note: true, kind: 'worsening' }])
  // The person's page says so, and the alarm is told with its reason.
  await page.goto(`${j.address}/field/people/${id}`)
  const past = page.getByRole('region', { name: words.person.timeline })
  await past.getByText(words.person.notWell, { exact: true }).first().waitFor()
  await past.getByText(words.alarms.reasons.spo2Low('91')).waitFor()
  await past.getByText(answered.asWritten.family).waitFor()
  await past.getByText(answered.lasted(1)).waitFor()
  await visitor.shot('field-person-timeline')
})

journey(
  {
    name: '[K5] an old illness that is worse and on no record is asked about; the sign goes out, and the record opens to add it',
    looks: phones,
  },
  async (j) => {
    const { w, words } = j
    const { followup } = words
    const { report } = words.alarms
    const visitor = await openSheet(j, '陈金花')
    const { page } = visitor
    const id = await personNamed(w, '陈金花')
    await w.admin.query(`update care.person set disease_class = 'none' where id = $1`, [id])
    await page.reload()
    await page.getByRole('button', { name: followup.notWell, exact: true }).tap()
    await page.getByRole('group', { name: report.ask }).waitFor()
    expect(await page.getByText(report.noDisease).count()).toBe(0)
    await page.getByRole('group', { name: report.ask }).getByText(report.kinds.worsening, { exact: true }).tap()
    await page.getByRole('group', { name: report.noDisease }).getByText(report.noDiseaseAdd, { exact: true }).tap()
    await visitor.shot('field-no-disease')
    await page.getByRole('button', { name: followup.send, exact: true }).tap()
    await page.waitForURL(`**/field/edit/${id}`)
    // Nothing was measured: the card speaks of the person, and nothing is to be measured again.
    const advice = page.getByRole('alert').filter({ hasText: words.alarms.told.unwell('陈金花') })
    await advice.getByText(words.alarms.told.nowAlone).or(advice.getByText(words.alarms.told.now)).waitFor()
    await visitor.shot('field-unwell-told')
    const facts = async () =>
      (
        await w.admin.query(
          `select f.signs, e.kind from care.followup f left join care.episode e on e.person = f.person where f.person = $1`,
          [id],
        )
      ).rows
    await expect.poll(facts).toEqual([{ signs: ['diseaseWorse'], kind: 'worsening' }])
  },
)

journey(
  { name: '[K3] a call that another tab has just recorded is asked about before it is saved', looks: phones },
  async (j) => {
    const { w, words } = j
    const { followup } = words
    const visitor = await openSheet(j, '陈金花')
    const { page } = visitor
    const id = await personNamed(w, '陈金花')
    const { rows } = await w.admin.query(
      `select a.login from kernel.session s join kernel.account a on a.id = s.account order by s.created_at desc limit 1`,
    )
    const tab = await w.signIn(rows[0].login)
    const body = {
      id: uuidv7(),
      personId: id,
      at: new Date(w.house.now()).toISOString(),
      channel: 'phone',
      outcome: 'reached',
    }
    expect((await tab.call('followup.record', { body })).body).toMatchObject({ outcome: 'recorded' })
    const asked = page.waitForResponse((answer) => answer.url().includes('just-recorded'))
    await page.reload()
    await asked
    await page.getByRole('button', { name: followup.well, exact: true }).tap()
    await page.getByRole('alertdialog', { name: words.households.justRecordedTitle }).waitFor()
    await visitor.shot('field-same-talk')
    await page.getByRole('button', { name: words.households.justRecordedSame, exact: true }).tap()
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    const facts = await w.admin.query('select from care.followup where person = $1', [id])
    expect(facts.rowCount).toBe(1)
  },
)

journey(
  { name: '[X4] with the keyboard open the button that saves is reached and not covered', looks: phones },
  async (j) => {
    const { followup } = j.words
    const visitor = await openSheet(j, '陈金花')
    const { page } = visitor
    await page.getByRole('button', { name: followup.withReadings, exact: true }).tap()
    const save = page.getByRole('button', { name: followup.send, exact: true })
    for (const [width, height] of [
      [390, 844],
      [390, 400],
      [320, 568],
      [320, 400],
    ] as const) {
      await page.setViewportSize({ width, height })
      await save.scrollIntoViewIfNeeded()
      expect(await isFree(save), `${width}×${height}`).toBe(true)
      const field = page.getByLabel(j.words.inBrackets(followup.temperature, '°C'))
      // A phone brings the focused field up when the keyboard opens; a smaller window does not.
      await field.blur()
      await field.focus()
      expect(await isFree(field), `${width}×${height} temperature`).toBe(true)
      expect(await overflow(page), `${width}×${height}`).toBe(0)
      await visitor.shot(`field-readings-${width}x${height}`)
    }
  },
)

/** Readings and a note of somebody said to be well, sent off. */
const sendReadings = async ({ page, words }: Visitor): Promise<void> => {
  const { followup } = words
  await page.getByRole('button', { name: followup.withReadings, exact: true }).tap()
  await page.getByLabel(words.inBrackets(followup.spo2, '%')).fill('88')
  await page.getByLabel(words.inBrackets(followup.note, words.common.optional)).fill('女儿说夜里憋醒')
  await page.getByRole('button', { name: followup.send, exact: true }).tap()
}

const noted = async ({ w }: Journey, person: string): Promise<readonly unknown[]> =>
  (
    await w.admin.query(
      'select spo2_percent, note_sealed is not null as note from care.followup where person = $1 order by id',
      [person],
    )
  ).rows

journey(
  {
    name: '[K3] [K5] saved from a page that was opened directly, a record keeps its note and tells what to do',
    looks: phones,
  },
  async (j) => {
    const visitor = await openSheet(j, '陈金花')
    const { page, words } = visitor
    const id = await personNamed(j.w, '陈金花')
    // As in a new tab: nothing of the product lies behind.
    await page.goto('about:blank')
    await page.goto(`${j.address}/field/record/${id}`)
    await page.getByRole('heading', { name: '陈金花', level: 1 }).waitFor()
    const opened = await page.evaluate(() => performance.timeOrigin)
    await sendReadings(visitor)
    await page.getByRole('heading', { name: words.followup.todayTitle, level: 1 }).waitFor()
    const advice = page.getByRole('alert').filter({ hasText: words.alarms.told.title('陈金花') })
    await advice.getByRole('link', { name: words.alarms.told.call('120') }).waitFor()
    // The same document all along: nothing that was being sent was cut off.
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(opened)
    expect(new URL(page.url()).pathname).toBe('/field')
    await expect.poll(() => noted(j, id)).toEqual([{ spo2_percent: 88, note: true }])
  },
)

journey(
  { name: '[K3] [K5] a record whose answer was lost with the page is not said to have lost its note', looks: phones },
  async (j) => {
    const visitor = await openSheet(j, '陈金花')
    const { page, context, words } = visitor
    const id = await personNamed(j.w, '陈金花')
    // It arrives, and its answer does not: the page is closed in between, and opened again.
    const lost = new Promise<void>((done) => {
      void page.route('**/api/followups', async (route) => {
        await route.fetch()
        await route.abort()
        done()
      })
    })
    await sendReadings(visitor)
    await expect.poll(() => noted(j, id)).toEqual([{ spo2_percent: 88, note: true }])
    await lost
    const left = page.url()
    await page.goto('about:blank')
    await page.unrouteAll({ behavior: 'wait' })
    const again = context.waitForEvent('response', (answer) => answer.status() === 409)
    await page.goto(left)
    await again
    await page.getByRole('link', { name: words.alarms.told.call('120') }).waitFor()
    expect(await page.getByText(words.followup.noteLost).count()).toBe(0)
    expect(await noted(j, id)).toHaveLength(1)
  },
)

journey(
  { name: '[K3] readings of an earlier talk stand under the last one, with their own day', looks: phones },
  async (j) => {
    const { w } = j
    const { worker } = await teamsDay(w)
    const id = await personNamed(w, '陈金花')
    const tab = await w.signIn(worker.login)
    const talk = { personId: id, channel: 'phone', outcome: 'reached' }
    const before = { id: uuidv7(), ...talk, at: new Date(w.house.now() - 2 * dayMs).toISOString() }
    const measured = { ...before, spo2Percent: 97, temperatureC: 36.6 }
    expect((await tab.call('followup.record', { body: measured })).body).toMatchObject({ outcome: 'recorded' })
    const now = { id: uuidv7(), ...talk, at: new Date(w.house.now()).toISOString() }
    expect((await tab.call('followup.record', { body: now })).body).toMatchObject({ outcome: 'recorded' })
    const visitor = await j.enter(worker.login, `/field/record/${id}`)
    const { page, words } = visitor
    const readings = page.locator('main p', { hasText: words.person.spo2('97') })
    await expect.poll(() => readings.innerText()).toContain(words.person.temperature('36.6'))
    expect(await readings.innerText()).not.toContain(words.person.lastReached)
    expect(await readings.locator('time').getAttribute('datetime')).toBe(before.at)
    await visitor.shot('field-record-last')
  },
)

journey(
  {
    name: '[K3] what was typed into a record is found again by its account and for that person alone, until it is sent',
    looks: phones,
  },
  async (j) => {
    const { words } = j
    const { followup, person, alarms } = words
    const visitor = await openSheet(j, '陈金花')
    const { page } = visitor
    const spo2 = page.getByLabel(words.inBrackets(followup.spo2, '%'))
    const temperature = page.getByLabel(words.inBrackets(followup.temperature, '°C'))
    const state = page.getByLabel(followup.state, { exact: true })
    const channel = page.getByRole('group', { name: followup.channel })
    const worse = page.getByRole('group', { name: alarms.report.ask })
    const notWell = page.getByRole('button', { name: followup.notWell, exact: true })
    await channel.getByText(person.channels.visit, { exact: true }).tap()
    await notWell.tap()
    await worse.getByText(alarms.report.kinds.worsening, { exact: true }).tap()
    await spo2.fill('93')
    await page
      .getByRole('group', { name: alarms.quality.rest })
      .getByText(alarms.quality.rests.yes, { exact: true })
      .tap()
    await temperature.fill('38.5')
    await state.fill('咳嗽，昨晚起')
    await page.getByRole('link', { name: words.field.people, exact: true }).tap()
    await page.getByRole('heading', { name: words.field.peopleTitle, level: 1 }).waitFor()
    await page.goBack()
    await notWell.tap()
    await expect.poll(() => spo2.inputValue()).toBe('93')
    expect(await temperature.inputValue()).toBe('38.5')
    expect(await state.inputValue()).toBe('咳嗽，昨晚起')
    expect(await worse.getByLabel(alarms.report.kinds.worsening, { exact: true }).isChecked()).toBe(true)
    const atRest = page.getByRole('group', { name: alarms.quality.rest })
    expect(await atRest.getByLabel(alarms.quality.rests.yes, { exact: true }).isChecked()).toBe(true)
    await expect.poll(() => channel.getByLabel(person.channels.visit, { exact: true }).isChecked()).toBe(true)
    await visitor.shot('field-record-found')
    // Of another person nothing of it stands there.
    await page.getByRole('link', { name: words.field.today, exact: true }).tap()
    const list = page.getByRole('list', { name: followup.listLabel })
    await list.getByRole('link', { name: /^周桂英 / }).tap()
    await notWell.tap()
    await expect.poll(() => spo2.inputValue()).toBe('')
    expect(await state.inputValue()).toBe('')
    expect(await worse.getByLabel(alarms.report.neither, { exact: true }).isChecked()).toBe(true)
    // Sent, it is gone, and so it is for whoever signs in after it.
    const id = await personNamed(j.w, '陈金花')
    await page.goto(`${j.address}/field/record/${id}`)
    await notWell.tap()
    await expect.poll(() => spo2.inputValue()).toBe('93')
    await page.getByRole('button', { name: followup.send, exact: true }).tap()
    await page.getByText(followup.recordedWorse('陈金花')).waitFor()
    await expect.poll(() => noted(j, id)).toEqual([{ spo2_percent: 93, note: true }])
    const kept = () => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('.draft.')))
    await expect.poll(kept).toEqual([])
    await page.goto(`${j.address}/field/record/${id}`)
    await notWell.tap()
    await state.waitFor()
    expect(await spo2.inputValue()).toBe('')
    await spo2.fill('95')
    await expect.poll(async () => (await kept()).length).toBe(1)
    await page.getByRole('link', { name: words.field.me, exact: true }).tap()
    await page.getByRole('button', { name: words.session.signOut, exact: true }).tap()
    await page.getByRole('heading', { name: words.session.title, exact: true, level: 1 }).waitFor()
    expect(await kept()).toEqual([])
  },
)

journey(
  { name: '[K3] readings typed a day ago and never sent do not stand in the form any more', looks: phones },
  async (j) => {
    const { words } = j
    const { followup } = words
    const visitor = await openSheet(j, '陈金花')
    const { page } = visitor
    const spo2 = page.getByLabel(words.inBrackets(followup.spo2, '%'))
    const withReadings = page.getByRole('button', { name: followup.withReadings, exact: true })
    await withReadings.tap()
    await spo2.fill('93')
    // Who was not reached is asked later what was typed already.
    await page.reload()
    await page.getByRole('button', { name: followup.unanswered, exact: true }).tap()
    await page
      .getByRole('list', { name: followup.listLabel })
      .getByRole('link', { name: /^陈金花 / })
      .tap()
    await withReadings.tap()
    await expect.poll(() => spo2.inputValue()).toBe('93')
    await page.evaluate((day) => {
      for (const [key, text] of Object.entries(sessionStorage)) {
        if (!key.includes('.draft.')) continue
        const kept = JSON.parse(text)
        sessionStorage.setItem(key, JSON.stringify({ ...kept, at: kept.at - day }))
      }
    }, dayMs)
    await page.reload()
    await withReadings.tap()
    await spo2.waitFor()
    expect(await spo2.inputValue()).toBe('')
  },
)
