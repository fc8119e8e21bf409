import { expect } from 'vitest'
import { dayAt } from '../support/days.js'
import { header } from '../support/ledgers.js'
import type { World } from '../support/world.js'
import { sentence } from './desk.js'
import { journey, type Visitor } from './journey.js'
import { check, upload } from './ledger-steps.js'
import { desks } from './looks.js'
import { lineOf, type Place, red, staffOf, villageAt, villagesOf } from './scenes.js'

const [tree, well] = ['大杨树底下', '老井边上']

const fileOf = (place: Place): Buffer => {
  const line = (name: string, written: string, nth: number) =>
    lineOf({ ...place, name: written }, { name, ...red, phone: `1380001000${nth}` }, nth)
  const lines = [line('周桂英', tree, 1), line('王大山', tree, 2), line('吴秀兰', well, 3)]
  const title = `台账（截至${dayAt(Date.now())}）`
  return Buffer.from([[title], header, ...lines].map((cells) => cells.join(',')).join('\n'))
}

/** Types a village for a writing, as the list of villages writes it. */
const choose = async ({ page, words }: Visitor, written: string, place: Place): Promise<void> => {
  const { ledger } = words.desk
  const field = page.getByRole('combobox', { name: ledger.rightVillageOf(written), exact: true })
  await field.fill('没有的村')
  await field.blur()
  await page.getByText(ledger.notInList).waitFor()
  // What can be chosen has come.
  await page.locator(`datalist option[value="${place.township} ${place.name}"]`).waitFor({ state: 'attached' })
  await field.fill(`${place.township} ${place.name}`)
  await page.getByRole('button', { name: ledger.putRight('1'), exact: true }).click()
}

const villagesIn = async (w: World): Promise<readonly unknown[]> => {
  const { rows } = await w.admin.query('select village, count(*)::int as n from care.person group by 1 order by 2 desc')
  return rows
}

journey(
  {
    name: '[K1] a village that was not read is put right before an import is accepted, and another after it',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const { officer } = await staffOf(w)
    const places = await villagesOf(w)
    const [first, second] = [villageAt(places, 1), villageAt(places, 2)]
    const visitor = await j.enter(officer.login)
    const { page } = visitor
    const { ledger } = words.desk
    await upload(visitor, '台账.csv', fileOf(villageAt(places, 0)))
    await check(visitor)
    await choose(visitor, tree, first)
    const chosen = page.getByRole('table', { name: ledger.chosenVillagesCaption })
    await chosen.getByRole('row', { name: tree }).getByText(first.name).waitFor()
    await visitor.shot('villages-chosen')
    await page.getByRole('button', { name: sentence(ledger.accept('§')) }).click()
    await page.getByRole('heading', { name: ledger.doneTitle, exact: true }).waitFor()
    expect(await villagesIn(w)).toEqual([
      { village: first.code, n: 2 },
      { village: null, n: 1 },
    ])
    await choose(visitor, well, second)
    await chosen.getByText(ledger.villageMoved('1', '0')).waitFor()
    await visitor.shot('villages-moved')
    expect(await villagesIn(w)).toEqual([
      { village: first.code, n: 2 },
      { village: second.code, n: 1 },
    ])
  },
)
