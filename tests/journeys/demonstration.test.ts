import { expect } from 'vitest'
import { header } from '../support/ledgers.js'
import { luotian, password, type World } from '../support/world.js'
import { openModule } from './desk.js'
import { journey, type Visitor } from './journey.js'
import { check, upload } from './ledger-steps.js'
import { desks } from './looks.js'
import { lineOf, red, type Staff, teamsDay, township, villageAt, villagesOf } from './scenes.js'

/** What `start` writes into an empty folder for whoever opens it first. */
const offer = async (w: World, { officer, worker }: Staff): Promise<void> => {
  const rows = [
    [officer.login, 'countyOfficer', luotian, null],
    [worker.login, 'villageWorker', township, '第一网格组'],
  ]
  for (const [position, [login, role, place, team]] of rows.entries())
    await w.admin.query(
      `insert into kernel.demonstration_sign_in (position, login, password, role, place, team) values ($1, $2, $3, $4, $5, $6)`,
      [position, login, password, role, place, team],
    )
}

const banner = ({ page, words }: Visitor) => page.getByText(words.demonstration, { exact: true })

/** One tap on a role, and its pages are there. */
const takeSignIn = async (visitor: Visitor, role: 'countyOfficer' | 'villageWorker'): Promise<void> => {
  const { page, words } = visitor
  const offered = page.getByRole('region', { name: words.session.demoTitle })
  await expect.poll(() => offered.getByRole('button').count()).toBe(2)
  await banner(visitor).waitFor()
  await offered.getByRole('button', { name: words.shared.roles[role] }).click()
  await offered.waitFor({ state: 'detached' })
}

/** A ledger of one's own: said to be a trial before it is loaded, while it is decided, and in the list of imports. */
const trialImport = async (visitor: Visitor, file: Buffer): Promise<void> => {
  const { page, words, shot } = visitor
  const { ledger, nav } = words.desk
  await upload(visitor, '试试.csv', file)
  await page.getByText(ledger.trialWhat).waitFor()
  await check(visitor)
  await page.getByLabel(ledger.dayIsToday).check()
  await page.getByRole('button', { name: ledger.accept('1'), exact: true }).click()
  await page.getByRole('heading', { name: ledger.doneTitle, exact: true }).waitFor()
  await page.getByText(words.trial, { exact: true }).first().waitFor()
  await shot('demonstration-import')
  await openModule(visitor, nav.ledger)
  const row = page.getByRole('table', { name: ledger.importsCaption }).getByRole('row', { name: '试试.csv' })
  await row.getByText(words.trial, { exact: true }).waitFor()
}

journey(
  {
    name: '[X10] a demonstration offers its sign-ins, says on every page what it is, and marks a ledger loaded into it as a trial',
    looks: desks,
    options: { demonstration: true },
  },
  async (j) => {
    const { w } = j
    await offer(w, await teamsDay(w))
    const visitor = await j.visit('/')
    const { page, words } = visitor
    await visitor.shot('demonstration-sign-in')
    await takeSignIn(visitor, 'countyOfficer')
    const { nav } = words.desk
    for (const name of [nav.board, nav.today, nav.people, nav.teams, nav.policy]) {
      await openModule(visitor, name)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await banner(visitor).waitFor()
    }
    const place = villageAt(await villagesOf(w), 2)
    const line = lineOf(place, { name: '钱桂枝', ...red, phone: '13800010030' }, 1)
    await trialImport(visitor, Buffer.from([header, line].map((cells) => cells.join(',')).join('\n')))
    const { rows } = await w.admin.query('select trial from care.import where file_name_sealed is not null')
    expect(rows.at(-1)).toEqual({ trial: true })
    const phone = await j.visit('/field', { width: 390 })
    await takeSignIn(phone, 'villageWorker')
    await phone.page.locator('.f-list').first().waitFor()
    await banner(phone).waitFor()
    await phone.shot('demonstration-field')
  },
)
