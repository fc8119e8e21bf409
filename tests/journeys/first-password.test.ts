import { expect } from 'vitest'
import { luotian, password } from '../support/world.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks } from './looks.js'
import { township } from './scenes.js'

const own = 'chosen-by-the-owner-7'

/** Signs in with the first password; the pages do not open before it is changed. */
const change = async (j: Journey, login: string, path: string): Promise<Visitor> => {
  const visitor = await j.enter(login, path)
  const { page, words } = visitor
  const { session } = words
  await page.getByRole('heading', { name: session.firstTitle, level: 1 }).waitFor()
  const submit = page.getByRole('button', { name: session.firstSubmit, exact: true })
  const first = page.getByLabel(session.firstCurrent, { exact: true })
  await first.fill(password)
  await page.getByLabel(session.passwordNext, { exact: true }).fill(password)
  await submit.click()
  await page.getByText(words.shared.problems['password.same']).waitFor()
  await visitor.shot('first-password')
  await page.getByLabel(session.passwordNext, { exact: true }).fill(own)
  await submit.click()
  await page.getByRole('heading', { name: session.firstTitle, level: 1 }).waitFor({ state: 'detached' })
  return visitor
}

journey(
  { name: '[X2] a first password is changed before anything else, then the wanted page opens', looks: desks },
  async (j) => {
    const officer = await j.w.account({ role: 'countyOfficer', place: luotian, firstPassword: true })
    const desk = await change(j, officer.login, '/policy')
    await desk.page.getByRole('heading', { name: j.words.desk.policy.title, level: 1 }).waitFor()
    expect(new URL(desk.page.url()).pathname).toBe('/policy')
    const worker = await j.w.account({ role: 'villageWorker', place: township, firstPassword: true })
    const field = await change(j, worker.login, '/field/people')
    await field.page.locator('.f-bar').waitFor()
    expect(new URL(field.page.url()).pathname).toBe('/field/people')
  },
)
