import type { Locator } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { dayMoreEn } from '../../apps/web/src/i18n/day-more.en.js'
import { dayMoreZhCN } from '../../apps/web/src/i18n/day-more.zh-CN.js'
import { nightEn } from '../../apps/web/src/i18n/night.en.js'
import { nightZhCN } from '../../apps/web/src/i18n/night.zh-CN.js'
import { numbersEn } from '../../apps/web/src/i18n/numbers.en.js'
import { numbersZhCN } from '../../apps/web/src/i18n/numbers.zh-CN.js'
import { toldEn } from '../../apps/web/src/i18n/told.en.js'
import { toldZhCN } from '../../apps/web/src/i18n/told.zh-CN.js'
import { openModule } from './desk.js'
import { journey, type Visitor } from './journey.js'
import { desks, phones } from './looks.js'
import { numbersOf, teamsDay, township } from './scenes.js'

const wordsOf = (language: 'zh-CN' | 'en') =>
  language === 'zh-CN'
    ? { night: nightZhCN, numbers: numbersZhCN, told: toldZhCN, day: dayMoreZhCN }
    : { night: nightEn, numbers: numbersEn, told: toldEn, day: dayMoreEn }
type Said = ReturnType<typeof wordsOf>

/** Enters the number of the township's institution, wrong at first. */
const enterNumber = async ({ page, shot }: Visitor, { numbers }: Said): Promise<void> => {
  await page.getByRole('button', { name: numbers.enter, exact: true }).first().click()
  const form = page.getByRole('form', { name: numbers.form.title(numbers.institution) })
  await form.getByLabel(numbers.form.name, { exact: true }).fill('凤山镇卫生院')
  await form.getByLabel(numbers.form.number, { exact: true }).fill('12')
  await form.getByRole('button', { name: numbers.form.save, exact: true }).click()
  await form.getByText(numbers.form.wrong['number-form'], { exact: true }).waitFor()
  await shot('numbers-wrong')
  await form.getByLabel(numbers.form.number, { exact: true }).fill('0713 5050001')
  await form.getByRole('button', { name: numbers.form.save, exact: true }).click()
  await page.getByText('0713-5050001').first().waitFor()
}

/** A call comes in at night about somebody on the ledger, with a red flag. */
const recordCall = async ({ page, shot }: Visitor, { night }: Said): Promise<void> => {
  const { form, calls, result } = night
  await page.getByRole('button', { name: calls.record, exact: true }).click()
  await page.getByText(form.noNumber, { exact: true }).waitFor()
  await page.getByLabel(form.number, { exact: true }).fill('abc')
  // A reading alone means 120 before anything is saved.
  await page.getByLabel(form.spo2, { exact: true }).fill('86')
  await page.getByText(form.now, { exact: true }).waitFor()
  await page.getByLabel(form.spo2, { exact: true }).fill('')
  await page.getByText(form.now, { exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: form.submit, exact: true }).click()
  await page.getByText(form.numberWrong['number-letters'], { exact: true }).waitFor()
  await page.getByLabel(form.number, { exact: true }).fill('13711112222')
  await page.getByLabel(form.aboutSearch, { exact: true }).fill('吴秀兰')
  await page.getByRole('button', { name: /^吴秀兰/ }).click()
  await page.getByRole('checkbox', { name: night.red.chestPain, exact: true }).check()
  await page.getByText(form.now, { exact: true }).waitFor()
  await page.getByLabel(form.said, { exact: true }).fill('女儿来电，夜里胸口痛')
  await shot('desk-call')
  // The page is loaded anew in the middle of the call: what was typed, and about whom, is still there, and not in the address.
  await page.reload()
  await page.getByText(form.kept, { exact: true }).waitFor()
  expect(await page.getByLabel(form.said, { exact: true }).inputValue()).toBe('女儿来电，夜里胸口痛')
  // Without the server's own address: its port is any number.
  expect(page.url().slice(new URL(page.url()).origin.length)).not.toMatch(/137|%E5/)
  await page.getByRole('button', { name: form.submit, exact: true }).click()
  await page.getByRole('heading', { name: result.emergency, exact: true }).waitFor()
  await page.getByText(result.alarm, { exact: true }).waitFor()
  const told = page.getByRole('status').filter({ hasText: result.tell })
  for (const text of ['吴秀兰', '13711112222']) await told.getByText(text).first().waitFor()
  await shot('desk-call-120')
  await page.getByRole('button', { name: form.close, exact: true }).click()
}

journey(
  { name: '[K4] a night at the desk: numbers, a rota, and a call that becomes work and is closed', looks: desks },
  async (j) => {
    const { w } = j
    const said = wordsOf(j.look.language)
    const { night, numbers } = said
    const staff = await teamsDay(w)
    const visitor = await j.enter(staff.manager.login)
    const { page, words, shot } = visitor
    await openModule(visitor, words.desk.nav.numbers)
    await enterNumber(visitor, said)
    await page.getByRole('link', { name: numbers.tab.people, exact: true }).click()
    await page.getByRole('link', { name: '周桂英', exact: true }).waitFor()

    await openModule(visitor, words.desk.nav.desk)
    await page.getByText(night.nobodyOnDuty).first().waitFor()
    await page.getByRole('link', { name: night.tab.rota, exact: true }).click()
    await page.getByRole('button', { name: night.rota.fill, exact: true }).first().click()
    await page.getByLabel(night.rota.person, { exact: true }).selectOption({ label: '何医生' })
    await page.getByRole('button', { name: night.rota.submit, exact: true }).click()
    await page.getByText(night.rota.added('1')).waitFor()
    await page
      .getByRole('cell', { name: '何医生' })
      .or(page.getByRole('rowheader', { name: /何医生/ }))
      .first()
      .waitFor()
    await shot('desk-rota')

    await page.getByRole('link', { name: night.tab.calls, exact: true }).click()
    await recordCall(visitor, said)
    const card = page.getByRole('article', { name: night.calls.of('吴秀兰') })
    await card.getByText(night.outcomes.emergency, { exact: true }).waitFor()
    await card.getByText(night.calls.callerUnknown, { exact: true }).waitFor()
    await card.getByText(night.calls.home, { exact: true }).waitFor()
    await shot('desk-card')
    await card.getByRole('button', { name: night.acts.reached, exact: true }).click()
    await card.getByRole('button', { name: night.acts.reached, exact: true }).click()
    await page.getByText(night.acts.done.reached).waitFor()
    await card.getByRole('button', { name: night.acts.close, exact: true }).click()
    await card.getByRole('button', { name: night.acts.close, exact: true }).click()
    await card.getByText(night.acts.resultMissing).waitFor()
    await card.getByText(night.acts.results.sentToHospital, { exact: true }).click()
    await card.getByLabel(night.acts.note, { exact: true }).fill('120 已接走')
    // What was written outlives the page, until it is sent.
    await page.reload()
    await card.getByRole('button', { name: night.acts.close, exact: true }).click()
    await expect.poll(() => card.getByLabel(night.acts.note, { exact: true }).inputValue()).toBe('120 已接走')
    await card.getByText(night.acts.results.sentToHospital, { exact: true }).click()
    await card.getByRole('button', { name: night.acts.close, exact: true }).click()
    await page.getByText(night.calls.empty, { exact: true }).waitFor()
    const { rows } = await w.admin.query(
      `select c.result, c.outcome, (select count(*)::int from care.alarm a where a.id = c.id) as alarms from care.desk_call c`,
    )
    expect(rows).toEqual([{ result: 'sentToHospital', outcome: 'emergency', alarms: 1 }])
  },
)

journey(
  { name: '[K4] on the phone one tap says that both numbers were read out, and can be taken back', looks: phones },
  async (j) => {
    const { w } = j
    const { told } = wordsOf(j.look.language)
    const staff = await teamsDay(w)
    await numbersOf(w)
    const visitor = await j.enter(staff.worker.login, '/field')
    const { page, words, shot } = visitor
    await page
      .getByRole('link', { name: /^周桂英 / })
      .first()
      .tap()
    await page.getByRole('button', { name: words.followup.numbers, exact: true }).tap()
    await page.getByText('0713-5050001').waitFor()
    await shot('told')
    await page.getByRole('button', { name: told.tellBoth, exact: true }).tap()
    await page.getByText(told.done, { exact: true }).waitFor()
    await page.getByText(told.states.told, { exact: true }).first().waitFor()
    await expect.poll(() => page.getByText(told.states.told, { exact: true }).count()).toBe(2)
    await page.getByRole('button', { name: told.undo, exact: true }).tap()
    await page.getByText(told.undone, { exact: true }).waitFor()
    const { rows } = await w.admin.query(`select how from care.told order by at`)
    expect(rows.map((r) => r.how)).toEqual(['call', 'takenBack'])
  },
)

journey(
  { name: '[K4] a name that was typed and found nowhere stays with the call, after one question', looks: desks },
  async (j) => {
    const { w } = j
    const { night } = wordsOf(j.look.language)
    const staff = await teamsDay(w)
    const visitor = await j.enter(staff.manager.login)
    const { page, words, shot } = visitor
    const { form, calls, result } = night
    await openModule(visitor, words.desk.nav.desk)
    await page.getByRole('button', { name: calls.record, exact: true }).click()
    await page.getByLabel(form.number, { exact: true }).fill('13711112222')
    await page.getByLabel(form.aboutSearch, { exact: true }).fill('无名氏')
    await page.getByRole('checkbox', { name: night.day.medicineOut, exact: true }).check()
    await page.getByRole('button', { name: form.submit, exact: true }).click()
    await page.getByText(form.unchosen('无名氏'), { exact: true }).waitFor()
    await shot('desk-call-unchosen')
    await page.getByRole('button', { name: form.asTyped, exact: true }).click()
    await page.getByRole('heading', { name: result.today, exact: true }).waitFor()
    await page.getByText('无名氏', { exact: true }).waitFor()
    expect(await page.getByText(result.tell, { exact: true }).count()).toBe(0)
    await shot('desk-call-today')
    await page.getByRole('button', { name: form.close, exact: true }).click()
    await page.getByRole('article', { name: calls.of('无名氏') }).waitFor()
  },
)

journey(
  {
    name: '[K4] a desk handed over is refused with a reason, taken by another, and held outside the rota',
    looks: desks,
  },
  async (j) => {
    const { night } = wordsOf(j.look.language)
    const { duty } = night
    const staff = await teamsDay(j.w)
    const giver = await j.enter(staff.manager.login, '/desk?tab=duty')
    const give = async (note: string): Promise<void> => {
      const form = giver.page.getByRole('form', { name: duty.give })
      await form.getByLabel(duty.to, { exact: true }).selectOption({ label: '何医生' })
      await form.getByLabel(duty.note, { exact: true }).fill(note)
      await form.getByRole('button', { name: duty.submit, exact: true }).click()
      await giver.page.getByText(note, { exact: true }).last().waitFor()
    }
    await give('请看好电话')
    const medic = await j.enter(staff.medic.login, '/desk?tab=duty')
    const { page, shot } = medic
    await page.getByRole('button', { name: duty.refuse, exact: true }).click()
    await page.getByRole('button', { name: duty.refuseSend('程主任'), exact: true }).click()
    await page.getByText(duty.reasonMissing, { exact: true }).waitFor()
    await page.getByLabel(duty.reason, { exact: true }).fill('今晚下乡')
    await shot('duty-refuse')
    await page.getByRole('button', { name: duty.refuseSend('程主任'), exact: true }).click()
    await page.getByText(duty.returned, { exact: true }).waitFor()
    await giver.page.reload()
    await giver.page.getByText(duty.refusal('今晚下乡'), { exact: true }).waitFor()
    await give('下乡回来请接')
    await page.reload()
    await page.getByRole('button', { name: duty.accept, exact: true }).first().click()
    await page.getByText(night.heldBy('何医生'), { exact: true }).first().waitFor()
    expect(await page.getByText(night.nobodyOnDuty, { exact: true }).count()).toBe(0)
    await shot('duty-held')
  },
)

journey(
  {
    name: '[K4] [K9] a call about medicine becomes the request of its person, and each leads to the other',
    looks: desks,
  },
  async (j) => {
    const { night } = wordsOf(j.look.language)
    const { medicine } = j.words
    const { form, calls, result } = night
    const staff = await teamsDay(j.w)
    const visitor = await j.enter(staff.manager.login, '/desk')
    const { page, words, shot } = visitor
    await page.getByRole('button', { name: calls.record, exact: true }).click()
    await page.getByLabel(form.number, { exact: true }).fill('13711112222')
    await page.getByRole('checkbox', { name: night.day.medicineOut, exact: true }).check()
    await page.getByText(form.medicineNobody, { exact: true }).waitFor()
    await page.getByLabel(form.aboutSearch, { exact: true }).fill('吴秀兰')
    await page.getByRole('button', { name: /^吴秀兰/ }).click()
    await page.getByText(form.medicineAsks, { exact: true }).waitFor()
    await page.getByLabel(medicine.daysLeft, { exact: true }).fill('两三天')
    await page.getByRole('button', { name: form.submit, exact: true }).click()
    await page.getByText(medicine.daysWrong, { exact: true }).waitFor()
    await page.getByLabel(medicine.daysLeft, { exact: true }).fill('3')
    await page.getByLabel(medicine.missing, { exact: true }).fill('硝苯地平')
    await shot('desk-call-medicine')
    await page.getByRole('button', { name: form.submit, exact: true }).click()
    await page.getByText(result.medicine.opens, { exact: true }).waitFor()
    await shot('desk-call-medicine-done')
    await page.getByRole('button', { name: form.close, exact: true }).click()
    const card = page.getByRole('article', { name: calls.of('吴秀兰') })
    await card.getByText(calls.medicineOpen, { exact: true }).waitFor()
    await shot('desk-card-medicine')
    await openModule(visitor, words.desk.nav.medicine)
    const request = page.getByRole('article', { name: medicine.requestOf('吴秀兰') })
    await request.getByText('硝苯地平').waitFor()
    await shot('medicine-of-call')
    await request.getByRole('link', { name: medicine.callOf('程主任'), exact: true }).click()
    await card.getByText(calls.medicineOpen, { exact: true }).waitFor()
    await page.getByRole('link', { name: calls.all, exact: true }).waitFor()
    await card.getByRole('link', { name: calls.medicine, exact: true }).click()
    const told = page.getByRole('region', { name: medicine.fieldsTitle })
    await told.getByRole('button', { name: medicine.close, exact: true }).click()
    await told.getByText(medicine.ends.supplied, { exact: true }).click()
    await told.getByLabel(medicine.daysGiven).fill('30')
    await told.getByRole('button', { name: medicine.close, exact: true }).click()
    await page.getByText(medicine.closedNow('吴秀兰')).waitFor()
    await page.goto(`${j.address}/desk`)
    await card.getByText(medicine.ends.supplied, { exact: true }).waitFor()
  },
)

journey(
  {
    name: '[K4] a medic takes a desk over on the phone: what was taken stands first, its calls are lines of the day, and each leads to where it is closed',
    looks: phones,
  },
  async (j) => {
    const { w, words } = j
    const { night, day } = wordsOf(j.look.language)
    const { duty, calls, acts } = night
    const { handover } = day
    const staff = await teamsDay(w)
    const manager = await w.signIn(staff.manager.login)
    const flags = { redFlags: ['chestPain'], dayFlags: [], signs: [], spo2Percent: null, temperatureC: null }
    const caller = { number: '13711112222', name: '女儿' }
    const body = { id: uuidv7(), place: township, caller, personId: null, about: '赵大爷', said: '胸口痛', ...flags }
    expect((await manager.call('call.record', { body })).body).toMatchObject({ outcome: 'recorded' })
    const given = { id: uuidv7(), place: township, to: staff.medic.id, note: '赵大爷等回电' }
    expect((await manager.call('handover.write', { body: given })).body).toMatchObject({ outcome: 'recorded' })

    const visitor = await j.enter(staff.medic.login)
    const { page, shot } = visitor
    await page.getByRole('link', { name: handover.toDesk, exact: true }).tap()
    // The answer stands first, and nobody who is not on duty is asked to hand over.
    const waits = page.getByRole('region', { name: duty.waitsForYou })
    const accept = waits.getByRole('button', { name: duty.accept, exact: true })
    await accept.waitFor()
    expect(await page.getByRole('form', { name: duty.give }).count()).toBe(0)
    await shot('duty-waits')
    await accept.tap()
    const taken = page.getByRole('region', { name: duty.taken })
    await taken.getByText('赵大爷等回电', { exact: true }).waitFor()
    const waiting = taken.getByRole('list', { name: duty.openCalls }).getByRole('link', { name: /赵大爷/ })
    await waiting.waitFor()
    // It is above who is on duty, and who is on duty may hand over.
    const form = page.getByRole('form', { name: duty.give })
    await form.waitFor()
    const top = async (one: Locator): Promise<number> => (await one.boundingBox())?.y ?? 0
    expect(await top(taken)).toBeLessThan(await top(page.getByRole('heading', { name: night.onDuty })))
    await shot('duty-taken')

    await page.getByRole('link', { name: night.toDay, exact: true }).tap()
    await page.getByRole('heading', { name: words.followup.todayTitle, level: 1 }).waitFor()
    const own = page.getByRole('region', { name: handover.calls })
    const line = own.getByRole('link', { name: handover.call(handover.outcomes.emergency, '赵大爷') })
    await line.waitFor()
    await shot('field-own-calls')
    await line.tap()
    const card = page.getByRole('article', { name: calls.of('赵大爷') })
    await card.getByRole('button', { name: acts.reached, exact: true }).tap()
    await card.getByRole('button', { name: acts.reached, exact: true }).tap()
    await page.getByText(acts.done.reached).waitFor()
    await page.getByRole('link', { name: night.toDay, exact: true }).tap()
    await own.getByText(handover.closeCall).waitFor()
    await line.tap()
    await card.getByRole('button', { name: acts.close, exact: true }).tap()
    await card.getByText(acts.results.sentToHospital, { exact: true }).tap()
    await card.getByLabel(acts.note, { exact: true }).fill('120 已接走')
    await card.getByRole('button', { name: acts.close, exact: true }).tap()
    await page.getByText(acts.done.close).waitFor()
    const { rows } = await w.admin.query('select result from care.desk_call')
    expect(rows).toEqual([{ result: 'sentToHospital' }])
  },
)
