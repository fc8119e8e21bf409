import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { luotian } from '../support/world.js'
import { type Journey, journey } from './journey.js'
import { desks } from './looks.js'
import { identityNumber, makeTeam, personNamed, red, staffOf, takeIn, villageAt, villagesOf } from './scenes.js'

const idNumber = identityNumber('19420607', 2)
const reason = '转诊途中需核对用药情况，与接诊医院电话确认'

journey({ name: 'a viewer opens one person, the county sees it at once', looks: desks }, async (j: Journey) => {
  const { w, words } = j
  const { emergency, audit } = words.desk
  const staff = await staffOf(w)
  const village = villageAt(await villagesOf(w), 0)
  await takeIn(w, village, [{ name: '周桂英', ...red, idNumber, phone: '13800010001', alone: '是' }])
  await makeTeam(w, staff, [village])
  const worker = await w.signIn(staff.worker.login)
  const personId = await personNamed(w, '周桂英')
  const low = { id: uuidv7(), personId, at: new Date().toISOString(), channel: 'visit', outcome: 'reached' }
  await worker.call('followup.record', { body: { ...low, spo2Percent: 86 } })
  await w.account({ role: 'prefectureViewer', place: '4211', login: 'viewer', name: '黄冈值班' })
  await w.account({ role: 'auditor', place: luotian, login: 'auditor' })
  await w.settle()
  const county = await j.enter('officer')
  await county.page.getByText(emergency.all).waitFor({ state: 'detached' })

  const { page, shot } = await j.enter('viewer', '/emergency')
  await page.getByRole('heading', { name: emergency.formTitle }).waitFor()
  await page.getByLabel(emergency.county, { exact: true }).selectOption(luotian)
  await page.getByLabel(emergency.reason, { exact: true }).fill(reason)
  await page.getByLabel(emergency.idNumber, { exact: true }).fill(identityNumber('19420607', 4))
  await shot('emergency-form')
  await page.getByRole('button', { name: emergency.submit, exact: true }).click()
  await page.getByText(emergency.notFound).waitFor()
  await page.getByLabel(emergency.idNumber, { exact: true }).fill(idNumber)
  await page.getByRole('button', { name: emergency.submit, exact: true }).click()
  await page.getByRole('heading', { name: '周桂英' }).waitFor()
  await page.getByText('第一网格组').first().waitFor()
  await expect.poll(() => page.getByRole('timer').first().innerText()).toMatch(/^[23]:\d\d:\d\d$/)
  expect(page.url()).not.toContain(idNumber)
  // Why somebody looks comes before the file, and is to be read only.
  const open = page.getByRole('region', { name: words.alarms.page.title })
  await open.getByText(words.alarms.reasons.spo2Danger('86')).first().waitFor()
  expect(await open.getByRole('button').count()).toBe(0)
  await shot('emergency-person')

  // On the county's screen without a reload.
  await county.page.getByText(emergency.noticeTitle('1')).waitFor()
  await county.page.getByText(reason).waitFor()
  await county.shot('emergency-board')
  // On any other page too, until it was read: by the button, or in the list.
  await county.page.goto(new URL('/people', county.page.url()).href)
  await county.page.getByRole('heading', { level: 1, name: words.desk.nav.people }).waitFor()
  await county.page.getByText(emergency.noticeTitle('1')).waitFor()
  await county.shot('emergency-news')
  await county.page.getByRole('button', { name: emergency.newsRead }).click()
  await county.page.getByText(emergency.noticeTitle('1')).waitFor({ state: 'detached' })
  const auditor = await j.enter('auditor')
  await auditor.page.getByRole('heading', { name: audit.title, level: 1 }).waitFor()
  await auditor.page.getByText(emergency.noticeTitle('1')).waitFor()
  expect(await auditor.page.getByText('黄冈值班').count()).toBe(0)
  await auditor.shot('emergency-audit')

  await page.getByRole('button', { name: emergency.endNow }).click()
  await page.getByText(emergency.over).waitFor()
  expect(await page.getByText('周桂英').count()).toBe(0)
  await page.getByRole('link', { name: emergency.back }).click()
  await page.getByText(emergency.closed, { exact: true }).waitFor()
  await shot('emergency-list')
})
