import type { Role } from '@lianfang/domain/org'
import { expect } from 'vitest'
import { luotian } from '../support/world.js'
import { figure } from './desk.js'
import { downloaded } from './files.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks } from './looks.js'
import { recordedYesterday, red, takeIn, teamsDay, villageAt, villagesOf } from './scenes.js'

/** Counts under five are not for these readers: no cell of a table may hold one. */
const small = /^[1-4]$/

const noSmallCount = async ({ page }: Visitor): Promise<void> => {
  const cells = await page.locator('main td, main dd').allInnerTexts()
  expect(cells.filter((text) => small.test(text.trim()))).toEqual([])
}

const titled = ({ page, words }: Visitor, place: string) =>
  page.getByRole('heading', { name: words.desk.board.title(place), level: 1 }).waitFor()

/** Six of Fengshan and three of the next township: nine stand, and neither of the two, since either betrays the other. */
const scene = async ({ w }: Journey): Promise<void> => {
  const staff = await teamsDay(w)
  await recordedYesterday(w, staff)
  const other = villageAt(await villagesOf(w, '421123101'), 0)
  await takeIn(
    w,
    other,
    ['何远山', '胡家旺', '方小满'].map((name, i) => ({ name, ...red, phone: `1380001002${i}` })),
  )
  await w.settle()
}

/** The trend of two weeks, as a picture and as a table. */
const trend = async (visitor: Visitor): Promise<void> => {
  const { page, words } = visitor
  const { board } = words.desk
  await page.locator('.board-two svg text').first().waitFor()
  await page.getByRole('button', { name: board.asTable, exact: true }).click()
  const days = page.getByRole('table', { name: board.trendCaption }).locator('tbody tr')
  await expect.poll(() => days.count()).toBeGreaterThan(1)
  await noSmallCount(visitor)
  await page.getByRole('button', { name: board.asChart, exact: true }).click()
}

/** The board as a file, in both formats: the same, and as silent as the page. */
const files = async (visitor: Visitor): Promise<void> => {
  const { page, words } = visitor
  const { board, table } = words.desk
  const xlsx = await downloaded(page, page.getByRole('link', { name: `${table.export} XLSX`, exact: true }))
  const csv = await downloaded(page, page.getByRole('link', { name: 'CSV', exact: true }))
  expect(csv).toEqual(xlsx)
  const cells = xlsx.slice(1).flatMap((row) => row.slice(2))
  expect(cells).toContain(board.suppressed('5'))
  expect(cells.filter((text) => small.test(text))).toEqual([])
}

/** A board above the county: the sum stands and opens nothing, the small is hidden and says so. */
const lookAtBoard = async (visitor: Visitor, place: string): Promise<void> => {
  const { page, words } = visitor
  const { board } = words.desk
  await titled(visitor, place)
  await expect.poll(() => figure(page, board.onLedger).innerText()).toBe('9')
  await page.getByText(board.suppressedWhy('5')).first().waitFor()
  await page.getByText(board.wrongHidden).waitFor()
  await noSmallCount(visitor)
  expect(await page.locator('main a[href*="/people"], main a[href*="/alarms"]').count()).toBe(0)
}

type Way = { readonly role: Role; readonly place: string; readonly down: readonly string[] }
const ways: readonly Way[] = [
  { role: 'nationViewer', place: 'nation', down: ['湖北省', '黄冈市', '罗田县'] },
  { role: 'provinceViewer', place: '42', down: ['黄冈市', '罗田县'] },
  { role: 'prefectureViewer', place: '4211', down: ['罗田县'] },
]

journey(
  {
    name: '[X2, X6] viewers of nation, province and prefecture go down to the county by map and table, see sums, and never a small count',
    looks: desks,
  },
  async (j) => {
    await scene(j)
    const { board } = j.words.desk
    const tops = { nation: board.nation, '42': '湖北省', '4211': '黄冈市' } as const
    for (const { role, place, down } of ways) {
      const { login } = await j.w.account({ role, place })
      const visitor = await j.enter(login)
      const { page } = visitor
      await lookAtBoard(visitor, tops[place as keyof typeof tops]) // the keys of the table
      await visitor.shot(`board-${role}`)
      if (role === 'prefectureViewer') await trend(visitor)
      if (role === 'prefectureViewer') await files(visitor)
      for (const [i, name] of down.entries()) {
        const map = page.locator('ul.tiles').getByRole('link', { name })
        const table = page.getByRole('table', { name: board.childrenCaption }).getByRole('link', { name, exact: true })
        await (i % 2 === 0 ? map : table).click()
        await lookAtBoard(visitor, name)
      }
      // Below the county six and three would each betray the other.
      const hidden = page.getByRole('table', { name: board.childrenCaption }).getByRole('row', { name: '凤山镇' })
      await expect.poll(() => hidden.locator('td').first().innerText()).toBe(board.suppressed('5'))
      await visitor.shot(`board-${role}-county`)
      await page.goto(`${j.address}/people?place=${luotian}`)
      await page.getByText(j.words.errors.noRightTitle).first().waitFor()
      await visitor.context.close()
    }
  },
)
