import { expect } from 'vitest'
import { codeAt, wrongCode } from '../support/authenticator.js'
import { luotian, password } from '../support/world.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks } from './looks.js'

/** Until it is set up nothing else opens; a wrong code is refused in words, and the right one opens the work. */
const setUp = async ({ page, words, shot }: Visitor): Promise<string> => {
  const { session, shared } = words
  await page.getByRole('heading', { name: session.factorTitle, level: 1 }).waitFor()
  await page.getByRole('link', { name: session.factorBegin, exact: true }).click()
  await page.getByText(session.factorMissing).waitFor()
  await page.getByRole('button', { name: session.factorBegin, exact: true }).click()
  await page.getByRole('img', { name: session.factorQr }).waitFor()
  const secret = await page.locator('.secret').innerText()
  await shot('factor-set-up')
  const code = page.getByLabel(session.code, { exact: true })
  const confirm = page.getByRole('button', { name: session.factorConfirm, exact: true })
  await code.fill(wrongCode(secret, Date.now()))
  await confirm.click()
  await page.getByRole('alert').getByText(shared.problems['session.wrong-code']).waitFor()
  await code.fill(codeAt(secret, Date.now()))
  await confirm.click()
  // Said twice for a moment: by the passing note and by the card.
  await page.getByText(session.factorDone, { exact: true }).first().waitFor()
  await page.getByText(session.factorSetUp).first().waitFor()
  await page.goto(new URL(`/board/${luotian}`, page.url()).href)
  await page.locator('dl.figures').waitFor()
  return secret
}

/** At another machine: the password alone is not enough, nor is a code that was used. */
const signInWithCode = async (visitor: Visitor, { login, secret }: { login: string; secret: string }) => {
  const { page, words, shot } = visitor
  const { session, shared } = words
  await page.getByLabel(session.login, { exact: true }).fill(login)
  await page.getByLabel(session.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: session.submit, exact: true }).click()
  await page.getByText(session.codeHint).waitFor()
  const code = page.getByLabel(session.code, { exact: true })
  const submit = page.getByRole('button', { name: session.codeSubmit, exact: true })
  await code.fill(wrongCode(secret, Date.now()))
  await submit.click()
  await page.getByRole('alert').getByText(shared.problems['session.wrong-code']).waitFor()
  await shot('factor-wrong-code')
  // The code of now was used a moment ago; the next one is taken a step early.
  await code.fill(codeAt(secret, Date.now() + 30_000))
  await submit.click()
  await page.getByRole('heading', { name: session.sessionsTitle }).waitFor()
}

/** From there the first machine is signed out; whoever sits at it is asked to sign in. */
const withdrawOther = async ({ page, words, shot }: Visitor, first: Visitor): Promise<void> => {
  const { session } = words
  const rows = page.getByRole('region', { name: session.sessionsTitle }).getByRole('listitem')
  await expect.poll(() => rows.count()).toBe(2)
  await rows.filter({ hasText: session.thisDevice }).waitFor()
  await shot('sessions')
  await rows.getByRole('button', { name: session.withdraw, exact: true }).click()
  await page.getByText(session.withdrawn).waitFor()
  await expect.poll(() => rows.count()).toBe(1)
  await first.page.goto(new URL('/people', first.page.url()).href)
  await first.page.getByRole('heading', { name: session.title, exact: true, level: 1 }).waitFor()
  expect(await first.page.getByRole('table').count()).toBe(0)
}

journey(
  {
    name: '[X2] a county officer sets a second factor up, signs in with it elsewhere, and signs the first machine out',
    looks: desks,
  },
  async (j: Journey) => {
    const { id, login } = await j.w.account({ role: 'countyOfficer', place: luotian })
    await j.w.admin.query('update kernel.credential set totp_confirmed = false where account = $1', [id])
    const first = await j.enter(login, '/people')
    const secret = await setUp(first)
    const second = await j.visit('/me')
    await signInWithCode(second, { login, secret })
    await withdrawOther(second, first)
  },
)
