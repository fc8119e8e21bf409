import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { figure } from './desk.js'
import { journey } from './journey.js'
import { desks, phones } from './looks.js'
import { personNamed, teamsDay } from './scenes.js'

journey({ name: '[K5] a bad reading: the phone says what to do, the desks see the alarm', looks: desks }, async (j) => {
  const { w, words } = j
  const { followup, alarms } = words
  const staff = await teamsDay(w)
  const county = await j.enter(staff.officer.login, '/alarms')
  await county.page.getByText(alarms.page.empty).waitFor()
  await county.shot('alarms-empty')
  const loaded = await county.page.evaluate(() => performance.timeOrigin)

  // A worker measures 91 % at the door of 周桂英.
  const field = await j.enter(staff.worker.login, '/field', { width: 390 })
  const id = await personNamed(w, '周桂英')
  await field.page.getByRole('link').filter({ hasText: '周桂英' }).first().tap()
  await field.page.getByRole('button', { name: followup.withReadings, exact: true }).tap()
  await field.page.getByLabel(words.inBrackets(followup.spo2, '%')).fill('91')
  await field.page.getByText(alarms.quality.rests.yes, { exact: true }).tap()
  await field.page.getByText(alarms.quality.hands.yes, { exact: true }).tap()
  await field.shot('field-readings')
  const from = performance.now()
  await field.page.getByRole('button', { name: followup.send, exact: true }).tap()

  // The county's open page shows it without reload, in the list and as news.
  const card = county.page.getByRole('article', { name: '周桂英' })
  await card.waitFor({ timeout: 5_000 })
  process.stdout.write(`reading to the county's open alarms: ${Math.round(performance.now() - from)} ms\n`)
  await county.page.getByText(alarms.news.one('周桂英', alarms.reasons.spo2Low('91'))).waitFor()
  expect(await county.page.evaluate(() => performance.timeOrigin)).toBe(loaded)
  await county.shot('alarms')
  const advice = field.page.getByRole('alert').filter({ hasText: alarms.told.title('周桂英') })
  await advice.getByText(alarms.told.again).waitFor()
  await advice.getByText(alarms.told.raised).waitFor()
  expect(await advice.getByRole('link', { name: alarms.told.call('120') }).getAttribute('href')).toBe('tel:120')
  await field.shot('field-what-to-do')
  await advice.getByRole('link', { name: alarms.told.open }).tap()
  await field.page.getByRole('article', { name: '周桂英' }).waitFor()
  await field.shot('field-alarms')

  // The board's figure opens the list.
  await county.page.goto(`${j.address}/board/421123`)
  const open = figure(county.page, words.desk.board.alarms)
  await expect.poll(() => open.innerText()).toBe('1')
  await open.getByRole('link').click()
  await card.waitFor()

  // The township takes it in hand; the county sees who.
  const manager = await j.enter(staff.manager.login, '/alarms')
  await manager.page.getByRole('button', { name: alarms.acts.acknowledge, exact: true }).click()
  await card.getByText('程主任').first().waitFor({ timeout: 5_000 })
  expect(await manager.page.getByRole('button', { name: alarms.acts.doctorDecided, exact: true }).count()).toBe(0)

  // Only a doctor ends it, by name and with a reason.
  const medic = await j.enter(staff.medic.login, `/people/${id}`)
  await medic.page.getByRole('button', { name: alarms.acts.doctorDecided, exact: true }).click()
  const end = medic.page.getByRole('button', { name: alarms.acts.doctorDecided, exact: true })
  await end.click()
  await medic.page.getByText(alarms.acts.missing).waitFor()
  await medic.page.getByLabel(alarms.acts.notes.doctorDecided).fill('复测 96%')
  await medic.shot('person-alarm')
  await end.click()
  await medic.page.getByText(alarms.acts.done.doctorDecided).waitFor()
  await county.page.getByText(alarms.page.empty).waitFor({ timeout: 5_000 })
  await county.page.getByRole('link', { name: alarms.page.closed, exact: true }).click()
  await county.page.getByText('复测 96%').waitFor()

  // It was the wrong card: opened again by name, and on everybody's list.
  await county.page.getByRole('button', { name: alarms.acts.reopen, exact: true }).click()
  await county.page.getByLabel(alarms.acts.notes.reopen).fill('复测的是同住的人')
  await county.shot('alarm-reopen')
  await county.page.getByRole('button', { name: alarms.acts.reopen, exact: true }).click()
  await county.page.getByText(alarms.acts.done.reopen).waitFor()
  await county.page.getByRole('link', { name: alarms.page.open, exact: true }).click()
  await card.getByText('复测的是同住的人').waitFor()
})

journey(
  { name: '[K5] a refusal holds for what else is open about the person, unless somebody says no', looks: desks },
  async (j) => {
    const { w, words } = j
    const { alarms } = words
    const { worker, medic } = await teamsDay(w)
    const id = await personNamed(w, '周桂英')
    const visitor = await w.signIn(worker.login)
    const measure = (more: object) =>
      visitor.call('followup.record', {
        body: {
          ...{
            id: uuidv7(),
            personId: id,
            at: new Date(w.house.now()).toISOString(),
            channel: 'visit',
            outcome: 'reached',
          },
          ...more,
        },
      })
    await measure({ spo2Percent: 91 })
    await measure({ signs: ['dyspnoea'] })
    const desk = await j.enter(medic.login, `/people/${id}`)
    const { page } = desk
    const card = page.getByRole('article', { name: '周桂英' })
    const said = card.getByText(`· ${alarms.acts.said.familyRefused}`)
    await card.getByRole('button', { name: alarms.acts.familyRefused, exact: true }).first().click()
    await page.getByLabel(alarms.acts.notes.familyRefused).fill('家属说先在家看')
    const also = page.getByLabel(alarms.acts.also('1'))
    expect(await also.isChecked()).toBe(true)
    await desk.shot('alarm-also')
    await card.getByRole('button', { name: alarms.acts.familyRefused, exact: true }).first().click()
    await expect.poll(() => said.count()).toBe(2)
    await desk.shot('alarm-also-done')
    await card.getByRole('button', { name: alarms.acts.doctorDecided, exact: true }).first().click()
    await page.getByLabel(alarms.acts.notes.doctorDecided).fill('复测 96%')
    await also.uncheck()
    await card.getByRole('button', { name: alarms.acts.doctorDecided, exact: true }).first().click()
    await page.getByText(alarms.acts.done.doctorDecided).waitFor()
    await expect
      .poll(() => card.getByText(`· ${alarms.acts.said.familyRefused}`).filter({ visible: true }).count())
      .toBe(1)
  },
)

journey({ name: '[K5] without a network the phone judges a reading itself', looks: phones }, async (j) => {
  const { w, words } = j
  const { followup, alarms } = words
  const { worker } = await teamsDay(w)
  const { page, context } = await j.enter(worker.login)
  await page.getByRole('link').filter({ hasText: '周桂英' }).first().tap()
  await page.getByRole('button', { name: followup.withReadings, exact: true }).tap()
  await page.getByText(alarms.signs.dyspnoea).waitFor()
  // What judges is fetched soon after the day is on the screen.
  await page.waitForTimeout(2_500)
  await context.setOffline(true)
  await page.getByLabel(words.inBrackets(followup.spo2, '%')).fill('90')
  await page.getByRole('button', { name: followup.send, exact: true }).tap()
  const advice = page.getByRole('alert').filter({ hasText: alarms.told.title('周桂英') })
  await advice.getByText(alarms.told.waiting).waitFor()
  await advice.getByText(alarms.told.again).waitFor()
  await context.setOffline(false)
  await advice.getByText(alarms.told.raised).waitFor()
})

journey(
  { name: '[K5] a high fever said to be well is asked about, and becomes the report', looks: phones },
  async (j) => {
    const { w, words } = j
    const { followup, alarms } = words
    const { worker } = await teamsDay(w)
    const visitor = await j.enter(worker.login, '/field')
    const { page } = visitor
    await page.getByRole('link').filter({ hasText: '周桂英' }).first().tap()
    await page.getByRole('button', { name: followup.withReadings, exact: true }).tap()
    const temperature = page.getByLabel(words.inBrackets(followup.temperature, '°C'))
    await temperature.fill('39.9')
    await page.getByText(alarms.report.feverish(words.person.temperature('39.9'))).waitFor()
    await page.getByText(alarms.report.kinds.infection, { exact: true }).tap()
    await visitor.shot('field-fever')
    // What nobody can have is a slip, and no high fever.
    await temperature.fill('368')
    await page.getByText(alarms.report.ask).waitFor({ state: 'detached' })
    await page.getByLabel(words.inBrackets(followup.spo2, '%')).fill('92')
    await page.getByText(alarms.report.low(words.person.spo2('92'))).waitFor()
    await page.getByText(alarms.report.ask).waitFor()
    await visitor.shot('field-low')
    await page.getByLabel(words.inBrackets(followup.spo2, '%')).fill('')
    await temperature.fill('39.9')
    // A slip put right asks no more and reports nothing.
    await temperature.fill('36.9')
    await page.getByText(alarms.report.ask).waitFor({ state: 'detached' })
    await temperature.fill('39.9')
    await page.getByText(alarms.report.kinds.infection, { exact: true }).tap()
    await page.getByRole('button', { name: followup.send, exact: true }).tap()
    await page.getByText(followup.recordedWorse('周桂英')).waitFor()
    const id = await personNamed(w, '周桂英')
    const known = async () => {
      const { rows } = await w.admin.query('select episode_since is not null as ill from care.person where id = $1', [
        id,
      ])
      return rows[0]?.ill
    }
    await expect.poll(known).toBe(true)
  },
)

journey({ name: '[K5] a worker reports an infection of a red person', looks: phones }, async (j) => {
  const { w, words } = j
  const { alarms } = words
  const { worker } = await teamsDay(w)
  const id = await personNamed(w, '吴秀兰')
  const visitor = await j.enter(worker.login, `/field/people/${id}`)
  const { page } = visitor
  await page.getByRole('link', { name: alarms.report.open, exact: true }).tap()
  await page.getByText(alarms.report.willRed).waitFor()
  await page.getByRole('button', { name: alarms.report.submit, exact: true }).tap()
  await page.getByText(alarms.report.kindMissing).waitFor()
  await page.getByText(alarms.report.kinds.infection, { exact: true }).tap()
  await visitor.shot('field-worse')
  await page.getByRole('button', { name: alarms.report.submit, exact: true }).tap()
  await page.getByText(alarms.report.doneRed('吴秀兰')).waitFor()
  await page.getByRole('heading', { name: alarms.monitoring.title }).waitFor()
  await page.getByText(alarms.reasons.referNow).first().waitFor()
  await visitor.shot('field-person-monitored')
})
