import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'
import { askNight } from '../morning/night.js'
import { hiddenRows } from './read-days.js'

const minute = 60_000
let w: World
let t: Township
const start = Date.now()
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['甲', '乙', '丙', '丁', '戊', '己'].map((name) => `六天${name}`) })
  await w.settle()
})
afterAll(() => w.close())

const daysOf = async (by = t.officer, place: string = luotian) =>
  (await by.call('six.days', { params: { place } })).body

test('[K6] what is kept for today is what the county reads of itself, by township', async () => {
  const live = (await t.officer.call('six.read', { params: { place: luotian } })).body
  const kept = await daysOf()
  expect(kept.days.at(-1)?.points?.map(({ n, of }) => ({ n, of }))).toEqual(live.total.points)
  expect(kept.rows.map(({ place, points }) => [place.code, points.map(({ n, of }) => ({ n, of }))])).toEqual(
    live.rows.map(({ place, points }) => [place.code, points]),
  )
  expect(kept.days).toHaveLength(14)
  expect(kept.days.slice(0, -1).every(({ points }) => points === null)).toBe(true)
})

test('[K6] they are worked out anew when an officer looks after ten minutes, and not before', async () => {
  const first = (await daysOf()).worked
  w.setNow(start + 5 * minute)
  expect((await daysOf()).worked).toEqual(first)
  w.setNow(start + 12 * minute)
  expect((await daysOf()).worked?.from).toBe(new Date(start + 12 * minute).toISOString())
  w.setNow(start)
})

test('[K6] the night keeps every county with people, without anybody looking', async () => {
  await w.admin.query('delete from care.six_day')
  expect(await askNight({ db: w.house.db })).toContain(luotian)
  await expect
    .poll(async () => (await w.admin.query('select from care.six_day where township = $1', [t.code])).rowCount)
    .toBe(1)
})

test('[X2] above the county small counts are hidden, and a township is not asked for', async () => {
  await daysOf()
  const viewer = await w.signIn((await w.account({ role: 'prefectureViewer', place: '4211' })).login)
  const seen = await daysOf(viewer, '4211')
  expect(seen.suppressed).toBe(true)
  // Six people, none of whom was told: nobody in place, six missing.
  expect(seen.rows.map(({ place }) => place.code)).toEqual([luotian])
  expect(seen.days.at(-1)?.points?.[2]).toEqual({ n: 0, of: 6, hidden: false })
  await w.admin.query(`update care.six_day set in_place[3] = 2`)
  const hidden = await daysOf(viewer, '4211')
  expect(hidden.days.at(-1)?.points?.[2]).toEqual({ n: null, of: null, hidden: true })
  expect(hidden.rows[0]?.points[2]).toEqual({ n: null, of: null, hidden: true })
  expect((await viewer.call('six.days', { params: { place: t.code } })).problem?.code).toBe('place.outside')
  await w.admin.query('delete from care.six_day')
  expect((await daysOf(viewer, '4211')).worked).toBeNull()
})

const point = fc.tuple(fc.nat(12), fc.nat(12)).map(([n, missing]) => [n, n + missing] as const)
const place = fc.array(point, { minLength: 6, maxLength: 6 })

test('[X2] no count of 1 to 4 is shown above the county, and whatever the board hides is hidden', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 8 }), fc.nat(7), (places, covered) => {
      const rows = places.map((points, i) => ({
        code: String(i),
        in_place: points.map(([n]) => n),
        asked: points.map(([, of]) => of),
      }))
      const shown = hiddenRows({
        rows,
        min: 5,
        boardHides: (code, column) => code === String(covered) && column === 'red',
      })
      for (const [i, points] of shown.entries()) {
        if (i === covered) expect(points[4]?.hidden).toBe(true)
        for (const p of points.slice(2)) {
          if (p.hidden || p.n === null || p.of === null) continue
          for (const count of [p.n, p.of, p.of - p.n]) expect(count === 0 || count >= 5).toBe(true)
        }
      }
    }),
  )
})
