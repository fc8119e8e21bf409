import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { formatDay } from '../../apps/web/src/ui/time.js'
import { dayAt } from '../support/days.js'
import type { Caller } from '../support/world.js'
import { type Journey, journey } from './journey.js'
import { desks } from './looks.js'
import { dayMs, personNamed, teamsDay } from './scenes.js'

const hourMs = 3_600_000

/** A talk by telephone or at the door with what was measured; answers whether there is an alarm. */
const measured = async (worker: Caller, personId: string, more: object): Promise<boolean> => {
  const body = { id: uuidv7(), personId, channel: 'visit', outcome: 'reached', ...more }
  const { status, text, body: answer } = await worker.call('followup.record', { body })
  if (status !== 200) throw new Error(`follow-up: ${text}`)
  return answer.outcome === 'recorded' && answer.result.alarm
}

/** The worker as signed in at this moment: a session does not last for days. */
const workerNow = (j: Journey, login: string): Promise<Caller> => j.w.signIn(login)

journey(
  {
    name: '[K5] a doctor sets a usual SpO2: it keeps the usual silent until its day, and not a day longer',
    looks: desks,
  },
  async (j) => {
    const { w } = j
    const { alarms } = j.words
    const now = Date.now()
    const staff = await teamsDay(w)
    const id = await personNamed(w, '张建国')
    const { page, shot } = await j.enter(staff.medic.login, `/people/${id}`)
    const { baseline } = alarms
    await page.getByRole('button', { name: baseline.set, exact: true }).click()
    await page.getByLabel(baseline.value, { exact: true }).fill('97')
    await page.getByLabel(baseline.until, { exact: true }).fill(dayAt(now + 2 * dayMs))
    await page.getByLabel(baseline.why, { exact: true }).fill('慢阻肺，平常 90%')
    await page.getByRole('button', { name: baseline.save, exact: true }).click()
    await page.getByText(baseline.valueWrong('80', '95')).first().waitFor()
    await page.getByLabel(baseline.value, { exact: true }).fill('90')
    await page.getByLabel(baseline.until, { exact: true }).fill(dayAt(now + 400 * dayMs))
    await page.getByRole('button', { name: baseline.save, exact: true }).click()
    const [first, last] = [1, 366].map((days) => formatDay(dayAt(now + days * dayMs), j.look.language))
    await page.getByText(baseline.untilWrong(first ?? '', last ?? '')).waitFor()
    await page.getByLabel(baseline.until, { exact: true }).fill(dayAt(now + 2 * dayMs))
    await shot('baseline-form')
    // An alarm that arrives meanwhile stands above, and the form keeps what was written.
    const worker = await workerNow(j, staff.worker.login)
    expect(await measured(worker, id, { spo2Percent: 92, at: new Date(now - 60_000).toISOString() })).toBe(true)
    await page.getByText(alarms.reasons.spo2Low('92')).first().waitFor()
    expect(await page.getByLabel(baseline.why, { exact: true }).inputValue()).toBe('慢阻肺，平常 90%')
    await page.getByRole('button', { name: baseline.save, exact: true }).click()
    await page.getByText(baseline.saved).first().waitFor()
    await page.getByRole('heading', { name: baseline.title }).waitFor()
    await shot('baseline-set')
    const reading = { spo2Percent: 90, onOxygen: false, atRest: true }
    const at = (moment: number) => ({ ...reading, at: new Date(moment).toISOString() })
    expect(await measured(worker, id, at(now))).toBe(false)
    // Its last day is over: the same value is an alarm, and stands on the county's page.
    w.setNow(now + 4 * dayMs)
    expect(await measured(await workerNow(j, staff.worker.login), id, at(now + 4 * dayMs))).toBe(true)
    const county = await j.enter(staff.officer.login, '/alarms')
    await county.page.getByRole('article', { name: '张建国' }).getByText(alarms.reasons.spo2Low('90')).first().waitFor()
    await county.shot('baseline-over')
  },
)

journey(
  { name: '[K5] daily monitoring is ended by a doctor, with a reason, and by nobody else', looks: desks },
  async (j) => {
    const { w } = j
    const { monitoring, acts } = j.words.alarms
    const staff = await teamsDay(w)
    const id = await personNamed(w, '张建国')
    const worker = await w.signIn(staff.worker.login)
    const body = { id: uuidv7(), kind: 'infection', at: new Date().toISOString() }
    const { text } = await worker.call('episode.begin', { params: { id }, body })
    expect(text).toContain('recorded')
    const manager = await j.enter(staff.manager.login, `/people/${id}`)
    await manager.page.getByRole('heading', { name: monitoring.title }).waitFor()
    const day = (days: number): string => formatDay(dayAt(Date.now() + days * dayMs), j.look.language)
    await manager.page.getByText(monitoring.endsItself('7', day(0), day(7))).waitFor()
    expect(await manager.page.getByRole('button', { name: monitoring.end, exact: true }).count()).toBe(0)
    const medic = await j.enter(staff.medic.login, `/people/${id}`)
    const end = medic.page.getByRole('button', { name: monitoring.end, exact: true })
    await end.click()
    await end.click()
    await medic.page.getByText(acts.missing).first().waitFor()
    await medic.page.getByLabel(monitoring.why, { exact: true }).fill('体温正常三天，抗原阴性')
    await medic.shot('monitoring-end')
    await end.click()
    await medic.page.getByText(monitoring.ended).first().waitFor()
    await medic.page.getByRole('heading', { name: monitoring.title }).waitFor({ state: 'detached' })
    await medic.page.getByText('体温正常三天，抗原阴性').first().waitFor()
    await medic.shot('monitoring-ended')
  },
)

journey(
  {
    name: '[K5] a family does not want a referral: it is offered again when its hours are over, and then recorded',
    looks: desks,
  },
  async (j) => {
    const { w } = j
    const { acts, page: list } = j.words.alarms
    const now = Date.now()
    const staff = await teamsDay(w)
    const id = await personNamed(w, '吴秀兰')
    const night = now - 13 * hourMs
    w.setNow(night)
    const worker = await w.signIn(staff.worker.login)
    expect(await measured(worker, id, { at: new Date(night).toISOString(), spo2Percent: 89, onOxygen: false })).toBe(
      true,
    )
    const manager = await j.enter(staff.manager.login, '/alarms')
    const card = manager.page.getByRole('article', { name: '吴秀兰' })
    await card.getByRole('button', { name: acts.acknowledge, exact: true }).click()
    const refuses = card.getByRole('button', { name: acts.familyRefused, exact: true })
    await refuses.click()
    await card.getByLabel(acts.notes.familyRefused).fill('女儿说先在家吸氧')
    await refuses.click()
    await card.getByText(list.offer, { exact: false }).waitFor()
    await manager.shot('referral-refused')
    // Thirteen hours later it is time to ask again; what is due stands in a list of its own.
    w.setNow(now)
    const later = await j.enter(staff.manager.login, '/alarms?only=offerToday')
    const due = later.page.getByRole('article', { name: '吴秀兰' })
    await due.getByText(list.offerNow).first().waitFor()
    await later.shot('referral-offer-again')
    const refers = due.getByRole('button', { name: acts.referred, exact: true })
    await refers.click()
    await due.getByLabel(acts.notes.referred).fill('县医院，120 十点接走')
    await refers.click()
    await later.page.getByText(acts.done.referred).first().waitFor()
    const { rows } = await w.admin.query('select closed_at is not null as closed from care.alarm')
    expect(rows).toEqual([{ closed: true }])
  },
)
