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

const oneOff = ({ name }: Place): string => `${name.slice(0, 1)}某${name.slice(2)}`

const fileOf = (place: Place): Buffer => {
  const line = (name: string, written: string, nth: number) =>
    lineOf({ ...place, name: written }, { name, ...red, phone: `1380001000${nth}` }, nth)
  // No township, and a village one letter off: nobody knows which is meant.
  const lost = lineOf({ ...place, township: '', name: oneOff(place) }, { name: '张建国', ...red }, 4)
  const lines = [line('周桂英', tree, 1), line('王大山', tree, 2), line('吴秀兰', well, 3), lost]
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
  await page.getByRole('button', { name: ledger.putRight.writings('1'), exact: true }).click()
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
    const lost = villageAt(places, 0)
    const unknown = page
      .getByRole('row')
      .filter({ hasText: oneOff(lost) })
      .first()
    await unknown.getByText(ledger.placeUnknown, { exact: true }).waitFor()
    expect(await unknown.getByText(ledger.villageOpen).count()).toBe(0)
    const near = `${lost.township} ${lost.name}`
    await visitor.shot('villages-unknown')
    await unknown.getByRole('button', { name: near, exact: true }).click()
    const field = page.getByRole('combobox', { name: ledger.rightVillageOf(oneOff(lost)), exact: true })
    expect(await field.inputValue()).toBe(near)
    await field.fill('')
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

const ownLedger = Buffer.from(
  [
    '凤山镇重点人群花名册',
    '序号,姓名,性别,年龄,电话,基础疾病,疫苗接种,独居',
    '1,周桂英,女,84,13800010001,慢阻肺,未接种,否',
    ',,,,,,,',
    '2,王大山,男,81,13800010002,高血压,3针,否',
    '3,吴秀兰,女,79,13800010003,糖尿病,2针,否',
    '合计,3,,,,,,',
  ].join('\n'),
)

journey(
  {
    name: '[K1] a township’s own ledger that names no place is taken in, and its villages are told for all and row by row',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const { manager } = await staffOf(w)
    const places = await villagesOf(w)
    const [first, second] = [villageAt(places, 1), villageAt(places, 2)]
    const visitor = await j.enter(manager.login)
    const { page } = visitor
    const { ledger, people } = words.desk
    await upload(visitor, '花名册.csv', ownLedger)
    await page.getByText(ledger.ownTownship(first.township), { exact: true }).waitFor()
    await page.getByText(ledger.noVillageColumn, { exact: true }).waitFor()
    await visitor.shot('own-ledger-columns')
    await page.getByLabel(ledger.asOf).fill(dayAt(Date.now()))
    await check(visitor)
    await page.getByText(ledger.untoldRows('3'), { exact: true }).waitFor()
    await visitor.shot('own-ledger-checked')
    await page.getByRole('button', { name: sentence(ledger.accept('§')) }).click()
    await page.getByRole('heading', { name: ledger.doneTitle, exact: true }).waitFor()
    expect(await villagesIn(w)).toEqual([{ village: null, n: 3 }])
    await page.getByRole('button', { name: `3 ${ledger.untold}`, exact: true }).click()
    const option = ({ township, name }: Place) => `${township} ${name}`
    await page
      .locator(`datalist option[value="${option(first)}"]`)
      .first()
      .waitFor({ state: 'attached' })
    const row = page.getByRole('combobox', { name: ledger.villageOfRow('5'), exact: true })
    await row.fill(option(second))
    await page.getByRole('button', { name: ledger.putRight.rows('1'), exact: true }).click()
    await page.getByText(ledger.untoldRows('2'), { exact: true }).waitFor()
    const decided = page.getByRole('table', { name: ledger.chosenVillagesCaption })
    await decided.getByText(ledger.villageMoved('1', '0')).waitFor()
    const all = page.getByRole('combobox', { name: ledger.villageOfAll, exact: true })
    await all.fill(option(first))
    await visitor.shot('own-ledger-villages')
    await page.getByRole('button', { name: ledger.putRight.writings('1'), exact: true }).click()
    await page
      .getByRole('table', { name: ledger.chosenVillagesCaption })
      .getByText(ledger.villageMoved('2', '0'))
      .waitFor()
    await page.getByText(ledger.untoldRows('2'), { exact: true }).waitFor({ state: 'detached' })
    expect(await villagesIn(w)).toEqual([
      { village: first.code, n: 2 },
      { village: second.code, n: 1 },
    ])
    await page.goto(`${j.address}/people?state=withoutVillage`)
    await page.getByText(people.empty, { exact: true }).waitFor()
  },
)
