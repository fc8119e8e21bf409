import { actionWordsOf } from '@lianfang/contract'
import { expect } from 'vitest'
import { luotian } from '../support/world.js'
import { sentence } from './desk.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks } from './looks.js'
import { personNamed, takeIn, teamsDay, villageAt, villagesOf } from './scenes.js'

const names = ['周桂英', '张建国', '孙有福', '吴秀兰', '陈金花', '刘明德', '李桂兰']

const nobodyOn = async ({ page }: Visitor): Promise<void> => {
  const text = await page.locator('body').innerText()
  expect(names.filter((name) => text.includes(name))).toEqual([])
}

/** The designed state of a page that is not the reader's. */
const refused = async ({ page, words }: Visitor, address: string): Promise<void> => {
  await page.goto(address)
  await page.getByText(words.errors.noRightTitle).first().waitFor()
  await page.getByText(words.shared.problems.forbidden).first().waitFor()
  expect(await page.getByRole('main').getByRole('link').allInnerTexts()).toEqual([words.errors.toStart])
  expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0)
}

/** Addresses without a place, and ones that nobody has, lead on. */
const leadsOn = async ({ page, words }: Visitor, address: string): Promise<void> => {
  await page.goto(`${address}/board`)
  await page.waitForURL(`${address}/board/4211`)
  await page.goto(`${address}/nowhere`)
  await page.getByRole('heading', { name: words.errors.notFoundTitle, level: 1 }).waitFor()
  await page.getByRole('link', { name: words.errors.toStart }).click()
  await page.waitForURL(`${address}/board/4211`)
}

const workerSeesTheClass = async (j: Journey, login: string): Promise<void> => {
  const id = await personNamed(j.w, '李桂兰')
  const visitor = await j.enter(login, `/field/people/${id}`, { width: 390 })
  const { page } = visitor
  await page.getByRole('heading', { name: '李桂兰', level: 1 }).waitFor()
  const facts = page.locator('dl.facts').filter({ hasText: j.words.person.diseaseHidden })
  await facts.getByText(j.words.person.disease.stabilityUnknown).waitFor()
  expect(await page.locator('body').innerText()).not.toContain('冠心病')
  await visitor.shot('rights-worker')
  await refused(visitor, `${j.address}/accounts`)
  await visitor.shot('rights-refused')
}

const viewerSeesCounts = async (j: Journey): Promise<void> => {
  const { login } = await j.w.account({ role: 'prefectureViewer', place: '4211' })
  const visitor = await j.enter(login)
  const { page } = visitor
  const { board } = j.words.desk
  await page.getByText(board.suppressedWhy('5')).first().waitFor()
  await page
    .getByRole('cell', { name: board.suppressed('5'), exact: true })
    .first()
    .waitFor()
  await nobodyOn(visitor)
  await visitor.shot('rights-viewer')
  await refused(visitor, `${j.address}/people`)
  await leadsOn(visitor, j.address)
  const caller = await j.w.signIn(login)
  expect((await caller.call('person.list', { query: { place: luotian } })).status).toBe(403)
}

const administratorSeesAccounts = async (j: Journey): Promise<void> => {
  const { login } = await j.w.account({ role: 'administrator', place: luotian })
  const visitor = await j.enter(login)
  const { page } = visitor
  await page.getByRole('heading', { name: j.words.desk.accounts.title, level: 1 }).waitFor()
  await page.getByRole('row').filter({ hasText: '林网格' }).waitFor()
  await nobodyOn(visitor)
  expect(await page.locator('#rail').getByText(j.words.desk.nav.people, { exact: true }).count()).toBe(0)
  await visitor.shot('rights-administrator')
  await refused(visitor, `${j.address}/people`)
}

const auditorSeesIds = async (j: Journey): Promise<void> => {
  const id = await personNamed(j.w, '李桂兰')
  const { login } = await j.w.account({ role: 'auditor', place: luotian })
  await j.w.settle()
  const visitor = await j.enter(login)
  const { page } = visitor
  const { audit } = j.words.desk
  const rows = page.getByRole('table', { name: audit.caption })
  await rows.getByText(id).first().waitFor()
  await rows.getByText(actionWordsOf(j.look.language)['person.read'], { exact: true }).first().waitFor()
  await nobodyOn(visitor)
  await page.getByRole('button', { name: audit.verify, exact: true }).click()
  await page.getByText(sentence(audit.whole('§', '§', '§'))).waitFor()
  await visitor.shot('rights-auditor')
}

journey({ name: 'each role sees what is its own and nothing else', looks: desks }, async (j) => {
  const { w } = j
  const { worker } = await teamsDay(w)
  const first = villageAt(await villagesOf(w), 0)
  await takeIn(w, first, [{ name: '李桂兰', age: '66', disease: '冠心病', vaccine: '3针', phone: '13800010009' }])
  await w.settle()
  await workerSeesTheClass(j, worker.login)
  await viewerSeesCounts(j)
  await administratorSeesAccounts(j)
  await auditorSeesIds(j)
})
