import { expect } from 'vitest'
import { trialEn } from '../../apps/web/src/i18n/trial.en.js'
import { trialZhCN } from '../../apps/web/src/i18n/trial.zh-CN.js'
import { luotian } from '../support/world.js'
import { openModule } from './desk.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks } from './looks.js'
import { personNamed, red, staffOf, takeIn, villageAt, villagesOf } from './scenes.js'

const titleOf = { 'zh-CN': '红色标识最长间隔', en: 'Longest gap between follow-ups, red' } as const

const openRule = async (visitor: Visitor) => {
  const { page, words, look } = visitor
  await openModule(visitor, words.desk.nav.policy)
  await page.getByRole('link', { name: titleOf[look.language], exact: true }).click()
  const panel = page.getByRole('complementary', { name: words.desk.signing.panel })
  await panel.getByRole('button', { name: words.desk.signing.enter, exact: true }).click()
  return panel
}

const enterValue = async (visitor: Visitor): Promise<void> => {
  const { words, page } = visitor
  const { signing, policy } = words.desk
  const panel = await openRule(visitor)
  const value = panel.getByLabel(signing.valueIn(policy.units['hours'] ?? ''), { exact: true })
  const send = panel.getByRole('button', { name: signing.submit, exact: true })
  await expect.poll(() => value.inputValue()).toBe('72')
  await expect.poll(() => send.isDisabled()).toBe(true)
  await value.fill('96')
  await panel.getByLabel(signing.document, { exact: true }).fill('罗田县疫情防控指挥部通知〔2023〕2号')
  await panel.getByLabel(signing.clause, { exact: true }).fill('第二条')
  await panel.getByLabel(signing.from, { exact: true }).fill('2023-01-05')
  await send.click()
  // Weaker than the nation's: the sentence stands under the value, and nothing was sent.
  await panel.getByText(words.shared.problems['policy.looser']).waitFor()
  expect(await value.getAttribute('aria-invalid')).toBe('true')
  await visitor.shot('policy-looser')
  await value.fill('48')
  await panel.getByLabel(signing.evidence, { exact: true }).selectOption('unconfirmed')
  await send.click()
  await panel.getByText(words.shared.problems['policy.unconfirmed']).waitFor()
  await panel.getByLabel(signing.evidence, { exact: true }).selectOption('official')
  await visitor.shot('policy-enter')
  await send.click()
  await page.getByText(signing.sent).waitFor()
  const waiting = page.getByRole('listitem', { name: 'CARE-DUE-4 罗田县' })
  await waiting.getByText(signing.mine).waitFor()
  expect(await waiting.getByRole('button', { name: signing.sign, exact: true }).count()).toBe(0)
}

/** Tries what waits on four weeks: offered, made, read in sentences and in tables, and kept over a reload. */
const tryValue = async ({ page, look, shot }: Visitor): Promise<void> => {
  const trial = look.language === 'en' ? trialEn : trialZhCN
  const waiting = page.getByRole('listitem', { name: 'CARE-DUE-4 罗田县' })
  await waiting.getByText(trial.none, { exact: false }).waitFor()
  await waiting.getByRole('button', { name: trial.start, exact: true }).click()
  await waiting.getByText(trial.people('2')).waitFor()
  await waiting.getByText(trial.details).click()
  await waiting.getByRole('table', { name: trial.placeCaption }).getByText('凤山镇', { exact: false }).waitFor()
  await shot('policy-tried')
  await page.reload()
  await waiting.getByText(trial.people('2')).waitFor()
  await waiting.getByRole('button', { name: trial.again, exact: true }).waitFor()
}

/** Who reads nobody's row has the numbers of the trial before signing, and no line that says that there are none. */
const administratorReads = async (j: Journey): Promise<void> => {
  const { login } = await j.w.account({ role: 'administrator', place: luotian })
  const { page, words, look } = await j.enter(login, '/policy')
  const { signing } = words.desk
  await page.getByRole('button', { name: signing.sign, exact: true }).click()
  const dialog = page.getByRole('dialog')
  const trial = look.language === 'en' ? trialEn : trialZhCN
  await dialog.getByRole('region', { name: trial.title }).getByRole('listitem').first().waitFor()
  await dialog.getByText(signing.trying).waitFor({ state: 'detached' })
  expect(await dialog.getByText(signing.notTried).count()).toBe(0)
}

const signValue = async (visitor: Visitor, tried: () => Promise<void>): Promise<void> => {
  const { page, words } = visitor
  const { signing } = words.desk
  await openModule(visitor, words.desk.nav.policy)
  const waiting = page.getByRole('listitem', { name: 'CARE-DUE-4 罗田县' })
  await waiting.getByText('罗田县疫情防控指挥部通知〔2023〕2号', { exact: false }).waitFor()
  await visitor.shot('policy-waiting')
  await tryValue(visitor)
  await tried()
  await waiting.getByRole('button', { name: signing.sign, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(signing.tried('2', '0', '0', '2', '0')).waitFor()
  const trial = visitor.look.language === 'en' ? trialEn : trialZhCN
  await dialog.getByText(trial.people('2')).waitFor()
  await visitor.shot('policy-sign')
  await dialog.getByRole('button', { name: signing.sign, exact: true }).click()
  await page.getByText(signing.signed(1)).waitFor()
  await page.getByText(signing.queueEmpty).waitFor()
}

const dueAt = async (j: Journey, login: string, id: string): Promise<number> => {
  const { body } = await (await j.w.signIn(login)).call('person.read', { params: { id } })
  return Date.parse(body.due.dueAt ?? '')
}

const renewed = async (j: Journey): Promise<void> => {
  await expect
    .poll(
      async () => {
        const { rowCount } = await j.w.admin.query(
          `select from kernel.long_work where kind = 'care.renew-tiers' and state = 'done'`,
        )
        return rowCount
      },
      { timeout: 15_000 },
    )
    .toBe(1)
}

journey(
  { name: '[X3] one officer enters a value, another signs, and what is due follows it', looks: desks },
  async (j) => {
    const { w, words } = j
    const { officer } = await staffOf(w)
    const second = await w.account({ role: 'countyOfficer', place: luotian, login: 'second', name: '章科长' })
    await takeIn(w, villageAt(await villagesOf(w), 0), [{ name: '周桂英', ...red, phone: '13800010001' }])
    await takeIn(w, villageAt(await villagesOf(w), 1), [{ name: '吴秀兰', ...red, phone: '13800010002' }])
    await w.settle()
    // One of the two has been here for six weeks: four of them are tried.
    await w.admin.query(
      `update care.person set taken_in_at = now() - interval '42 days', tier_since = now() - interval '42 days',
         duty_since = now() - interval '42 days' where id = $1`,
      [await personNamed(w, '吴秀兰')],
    )
    const id = await personNamed(w, '周桂英')
    const before = await dueAt(j, officer.login, id)

    const enters = await j.enter(officer.login)
    await enterValue(enters)
    const signs = await j.enter(second.login)
    await signValue(signs, () => (j.look.width === 1440 ? administratorReads(j) : Promise.resolve()))
    await renewed(j)
    expect(before - (await dueAt(j, officer.login, id))).toBe(24 * 3_600_000)

    const { page } = signs
    const row = page.locator('#CARE-DUE-4')
    await row.getByText('48', { exact: false }).first().waitFor()
    await page.goto(`${j.address}/policy/CARE-DUE-4`)
    const panel = page.getByRole('complementary', { name: words.desk.signing.panel })
    await panel.getByText(words.desk.signing.enteredBy('沈科长'), { exact: false }).waitFor()
    await panel.getByText(words.desk.signing.signedBy('章科长'), { exact: false }).waitFor()
    await signs.shot('policy-values')

    // The first officer enters another one, the second refuses it, and the reason is read.
    await enters.page.goto(`${j.address}/policy`)
    await enters.page.getByRole('heading', { level: 1 }).waitFor()
    const panelAgain = await openRule(enters)
    const { signing, policy } = words.desk
    await panelAgain.getByLabel(signing.valueIn(policy.units['hours'] ?? ''), { exact: true }).fill('24')
    await panelAgain.getByLabel(signing.document, { exact: true }).fill('口头通知')
    await panelAgain.getByLabel(signing.clause, { exact: true }).fill('无')
    await panelAgain.getByRole('button', { name: signing.submit, exact: true }).click()
    await enters.page.getByText(signing.sent).waitFor()
    await page.goto(`${j.address}/policy`)
    await page.getByRole('button', { name: signing.refuse, exact: true }).click()
    await page.getByLabel(signing.refuseReason, { exact: true }).fill('没有文号')
    // What was typed outlives a reload.
    await page.reload()
    await page.getByRole('button', { name: signing.refuse, exact: true }).click()
    expect(await page.getByLabel(signing.refuseReason, { exact: true }).inputValue()).toBe('没有文号')
    await page.getByRole('button', { name: signing.refuseSubmit, exact: true }).click()
    await page.getByText(signing.refused).waitFor()
    await enters.page.goto(`${j.address}/policy`)
    await enters.page.getByText(signing.decidedTitle).click()
    await enters.page.getByText('没有文号').waitFor()
  },
)
