import { expect } from 'vitest'
import { nightEn } from '../../apps/web/src/i18n/night.en.js'
import { nightZhCN } from '../../apps/web/src/i18n/night.zh-CN.js'
import { daysFromNow } from '../support/days.js'
import { luotian } from '../support/world.js'
import { figure } from './desk.js'
import { journey, type Visitor } from './journey.js'
import { desks } from './looks.js'
import { personNamed, staffOf, teamsDay, township } from './scenes.js'

const peopleListed = async ({ page, words }: Visitor): Promise<readonly string[]> => {
  const list = page.getByRole('table', { name: words.desk.people.caption })
  await list.locator('a[data-row]').first().waitFor()
  return (await list.locator('a[data-row]').allInnerTexts()).sort()
}

journey(
  { name: '[K3] why somebody was due, and why not, is answered for a day of the past', looks: desks },
  async (j) => {
    const { w } = j
    const { dueOnDay: words } = j.words.desk
    const staff = await teamsDay(w)
    const { page, shot } = await j.enter(staff.manager.login, `/people/${await personNamed(w, '周桂英')}`)
    await page.getByText(words.title, { exact: true }).click()
    const ask = async (day: string): Promise<void> => {
      await page.getByLabel(words.day, { exact: true }).fill(day)
      await page.getByRole('button', { name: words.show, exact: true }).click()
    }
    await ask(daysFromNow(-1))
    await page.getByText(words.wasOverdue, { exact: true }).waitFor()
    await page.getByText(words.flags.livingAlone, { exact: true }).first().waitFor()
    await shot('due-on-day')
    await ask(daysFromNow(-5))
    await page.getByText(words.wasNotOverdue, { exact: true }).waitFor()
    await ask(daysFromNow(-9))
    await page.getByText(words.notOnLedger, { exact: true }).waitFor()
    await shot('due-on-day-before')
  },
)

journey(
  { name: '[K3] what is late climbs: the board names it to township and county, and opens who it is', looks: desks },
  async (j) => {
    const { w } = j
    const { board } = j.words.desk
    const staff = await teamsDay(w)
    for (const [login, place] of [
      [staff.officer.login, luotian],
      [staff.manager.login, township],
    ] as const) {
      const visitor = await j.enter(login, `/board/${place}`)
      const { page, shot } = visitor
      await page.getByRole('link', { name: board.lateTownship('1'), exact: true }).waitFor()
      await shot('board-late')
      await page.getByRole('link', { name: board.lateCounty('1'), exact: true }).click()
      expect(await peopleListed(visitor)).toEqual(['周桂英'])
      await page.goto(`${j.address}/board/${place}`)
      const never = figure(page, board.neverReached).getByRole('link').first()
      await never.click()
      expect(await peopleListed(visitor)).toContain('周桂英')
    }
  },
)

journey(
  { name: '[K1] the page of rules shows all 27 combinations, and those that are marked alone', looks: desks },
  async (j) => {
    const staff = await staffOf(j.w)
    const { page, shot, words } = await j.enter(staff.officer.login, '/policy')
    const { policy } = words.desk
    const rows = page.getByRole('table', { name: policy.combinationsCaption }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(27)
    await shot('combinations')
    await page.getByLabel(policy.onlyMarked, { exact: true }).check()
    await expect.poll(() => rows.count()).toBeLessThan(27)
    await rows.first().getByText(words.person.ruleSilent).or(rows.first().locator('td').last()).first().waitFor()
    await shot('combinations-marked')
  },
)

journey(
  { name: '[K4] a desk is handed over: refused to who left meanwhile, then accepted by name', looks: desks },
  async (j) => {
    const { w } = j
    const { duty, rota } = j.look.language === 'en' ? nightEn : nightZhCN
    const staff = await teamsDay(w)
    const grant = (withdrawn: string) =>
      w.admin.query(`update kernel.account_grant set withdrawn_at = ${withdrawn} where account = $1`, [staff.medic.id])
    const gives = await j.enter(staff.manager.login, '/desk?tab=duty')
    const form = gives.page.getByRole('form', { name: duty.give })
    await form.getByLabel(duty.to, { exact: true }).selectOption({ label: '何医生' })
    await form.getByLabel(duty.note, { exact: false }).first().fill('吴秀兰等回电')
    await grant('now()')
    await form.getByRole('button', { name: duty.submit, exact: true }).click()
    await form.getByText(rota.refusals['shift-person']).waitFor()
    await gives.shot('handover-refused')
    await grant('null')
    await form.getByRole('button', { name: duty.submit, exact: true }).click()
    await gives.page.getByText(duty.waiting, { exact: true }).waitFor()
    await gives.shot('handover-waits')
    const takes = await j.enter(staff.medic.login, '/desk?tab=duty')
    await takes.page.getByText('吴秀兰等回电').first().waitFor()
    await takes.page.getByRole('button', { name: duty.accept, exact: true }).click()
    await takes.page.getByText(duty.accepted).first().waitFor()
    await takes.page.getByText(duty.waiting, { exact: true }).waitFor({ state: 'detached' })
    await gives.page.getByText(duty.waiting, { exact: true }).waitFor({ state: 'detached' })
    const { rows } = await w.admin.query('select accepted_at is not null as accepted from care.desk_handover')
    expect(rows).toEqual([{ accepted: true }])
  },
)
