import type { Locator } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { formatDay } from '../../apps/web/src/ui/time.js'
import { dayAt } from '../support/days.js'
import { namesIn } from './desk.js'
import { journey } from './journey.js'
import { phones } from './looks.js'
import { dayMs, personNamed, teamsDay } from './scenes.js'

journey(
  {
    name: '[K3] [K5] a slip that ended daily monitoring is put right where it was made, and the monitoring goes on',
    looks: phones,
  },
  async (j) => {
    const { w, words } = j
    const { followup, person } = words
    const { monitoring, symptoms, symptomsOf, howWas } = words.alarms
    const staff = await teamsDay(w)
    const id = await personNamed(w, '张建国')
    const worker = await w.signIn(staff.worker.login)
    await worker.call('episode.begin', {
      params: { id },
      body: { id: uuidv7(), kind: 'infection', at: new Date().toISOString() },
    })
    // As if it had been known for eight days.
    await w.admin.query(`update care.episode set known_at = known_at - interval '8 days' where person = $1`, [id])
    await w.admin.query(
      `update care.person set episode_since = episode_since - interval '8 days', symptoms_at = symptoms_at - interval '8 days'
       where id = $1`,
      [id],
    )
    const visitor = await j.enter(staff.worker.login, `/field/people/${id}`)
    const { page } = visitor
    const title = page.getByRole('heading', { name: monitoring.title })
    await title.waitFor()
    await visitor.shot('field-monitoring')
    await page.getByRole('link', { name: followup.record, exact: true }).tap()
    await page.getByRole('button', { name: followup.withReadings, exact: true }).tap()
    const since = page.getByRole('group', { name: symptoms })
    await since.getByText(symptomsOf.none, { exact: true }).tap()
    await page.getByRole('button', { name: followup.send, exact: true }).tap()
    // Said at once, with the way to put it right beside it.
    const ended = page.locator('.toast').getByText(followup.monitoringEnded(null).slice(0, -1))
    await ended.waitFor()
    await visitor.shot('field-monitoring-ended')
    await title.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: person.correctThis, exact: true }).first().tap()
    await since.getByText(symptomsOf.same, { exact: true }).tap()
    await page.getByRole('group', { name: howWas.legend }).getByText(howWas.options.unwell, { exact: true }).tap()
    await visitor.shot('field-correct-symptoms')
    await page.getByRole('button', { name: followup.correctSend, exact: true }).tap()
    await title.waitFor()
    await page.locator('.timeline').getByText(person.notWell, { exact: true }).first().waitFor()
    const { rows } = await w.admin.query('select ended_at from care.episode where person = $1', [id])
    expect(rows).toEqual([{ ended_at: null }])
  },
)

journey(
  {
    name: '[K5] a usual SpO2 stands in the form, and what is usual is neither doubted nor answered with 120',
    looks: phones,
  },
  async (j) => {
    const { w, words } = j
    const { followup, person, alarms } = words
    const { worker } = await teamsDay(w)
    const id = await personNamed(w, '陈金花')
    const until = dayAt(Date.now() + 30 * dayMs)
    const baseline = JSON.stringify({ spo2Percent: 90, until, by: uuidv7(), byName: '何医生' })
    await w.admin.query('update care.person set baseline = $2::jsonb where id = $1', [id, baseline])
    const visitor = await j.enter(worker.login)
    const { page } = visitor
    const list = page.getByRole('list', { name: followup.listLabel })
    await list.getByRole('link', { name: /^陈金花 / }).tap()
    await page.getByRole('heading', { name: '陈金花', level: 1 }).waitFor()
    await page.getByRole('button', { name: followup.withReadings, exact: true }).tap()
    await page.getByText(alarms.baseline.holds('90', formatDay(until, j.look.language))).waitFor()
    const spo2 = page.getByLabel(words.inBrackets(followup.spo2, '%'))
    await spo2.fill('89')
    const low = (value: string): Locator => page.getByText(alarms.report.low(person.spo2(value)))
    await low('89').waitFor()
    await spo2.fill('91')
    // Nobody knows yet whether it was on oxygen.
    await low('91').waitFor()
    await page
      .getByRole('group', { name: alarms.quality.air })
      .getByText(alarms.quality.airs.yes, { exact: true })
      .tap()
    await low('91').waitFor({ state: 'detached' })
    await visitor.shot('field-usual-spo2')
    await page.getByRole('button', { name: followup.send, exact: true }).tap()
    const told = async () =>
      (await w.admin.query('select spo2_percent from care.followup where person = $1', [id])).rows.length
    await expect.poll(told).toBe(1)
    await expect.poll(() => namesIn(page)).not.toContain('陈金花')
    expect(await page.locator('.what-to-do').count()).toBe(0)
  },
)

journey(
  {
    name: '[K3] [K5] well put right to not well asks for an infection as a new entry does, also without a network: daily monitoring from that day, and red is to be referred',
    looks: phones,
  },
  async (j) => {
    const { w, words } = j
    const { followup, person } = words
    const { report, howWas, monitoring } = words.alarms
    const staff = await teamsDay(w)
    const id = await personNamed(w, '周桂英')
    const worker = await w.signIn(staff.worker.login)
    const at = new Date(w.house.now() - dayMs).toISOString()
    await worker.call('followup.record', {
      body: { id: uuidv7(), personId: id, at, channel: 'phone', outcome: 'reached' },
    })
    const visitor = await j.enter(staff.worker.login, `/field/people/${id}`)
    const { page, context } = visitor
    await page.getByRole('button', { name: person.correctThis, exact: true }).first().tap()
    const how = page.getByRole('group', { name: howWas.legend })
    await how.waitFor()
    expect(await page.getByRole('group', { name: report.ask }).count()).toBe(0)
    await how.getByText(howWas.options.unwell, { exact: true }).tap()
    const kind = page.getByRole('group', { name: report.ask })
    await kind.waitFor()
    const send = page.getByRole('button', { name: followup.correctSend, exact: true })
    // Not well and nothing else tells nobody anything.
    await send.tap()
    await page.getByText(followup.stateMissing).waitFor()
    await context.setOffline(true)
    await kind.getByText(report.kinds.infection, { exact: true }).tap()
    await page.getByText(report.willRed).waitFor()
    await visitor.shot('field-correct-not-well')
    await send.tap()
    await page.getByText(followup.recordedWorse('周桂英')).waitFor()
    await context.setOffline(false)
    await page.getByRole('heading', { name: monitoring.title }).waitFor()
    const episodes = () => w.admin.query('select kind, began_at from care.episode where person = $1', [id])
    await expect.poll(async () => (await episodes()).rows).toEqual([{ kind: 'infection', began_at: new Date(at) }])
    const { rows } = await w.admin.query(
      `select (select array_agg(a.kind) from care.alarm a where a.person = p.id) as alarms, p.episode_since is not null as daily,
        (select f.unwell from care.followup f where f.person = p.id and f.corrects is not null) as unwell
       from care.person p where p.id = $1`,
      [id],
    )
    expect(rows).toEqual([{ alarms: ['referNow'], daily: true, unwell: true }])
    // The old illness is worse: the danger sign is in the correction itself.
    const other = await personNamed(w, '张建国')
    await worker.call('followup.record', {
      body: { id: uuidv7(), personId: other, at, channel: 'phone', outcome: 'reached' },
    })
    await page.goto(`${j.address}/field/people/${other}`)
    await page.getByRole('button', { name: person.correctThis, exact: true }).first().tap()
    await how.getByText(howWas.options.unwell, { exact: true }).tap()
    await kind.getByText(report.kinds.worsening, { exact: true }).tap()
    await send.tap()
    const reasons = () =>
      w.admin.query(`select reasons from care.alarm where person = $1 and kind = 'reading'`, [other])
    await expect.poll(async () => JSON.stringify((await reasons()).rows)).toContain('diseaseWorse')
  },
)
