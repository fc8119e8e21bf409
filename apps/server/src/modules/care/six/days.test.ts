import { addDays, dayIn, instantOf, startOfDay } from '@lianfang/domain/shared'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'
import { askNight } from '../morning/night.js'
import { hiddenPoints } from './hide-points.js'

const minute = 60_000
const zone = 'Asia/Shanghai'
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

test('[K6] a night that runs in the morning closes the day that has ended, under its own date', async () => {
  await w.admin.query('delete from care.six_day')
  await w.admin.query(
    `update care.person set taken_in_at = now() - interval '30 days', duty_since = now() - interval '30 days'`,
  )
  await w.admin.query(`update care.due set due_at = now() - interval '20 days'`)
  const ended = dayIn(instantOf(start), zone)
  w.setNow(startOfDay(addDays(ended, 1), zone) + 8 * 60 * minute)
  await askNight({ db: w.house.db })
  const kept = async (table: string) =>
    (await w.admin.query<{ day: string }>(`select day::text from care.${table}`)).rows.map(({ day }) => day)
  await expect.poll(() => kept('six_day'), { timeout: 10_000 }).toEqual([ended])
  // The night of the test before may have kept its own day as well.
  await expect.poll(() => kept('league_day'), { timeout: 10_000 }).toContain(ended)
  w.setNow(start)
  await w.admin.query('delete from care.six_day')
})

type Kept = { readonly county: string; readonly ago: number; readonly inPlace: number; readonly asked: number }

/** Sums of one township of a county, the same at every point of people. */
const keepDay = ({ county, ago, inPlace, asked }: Kept) =>
  w.admin.query(
    `insert into care.six_day (home, township, day, in_place, asked, worked_at)
     values ($1, $1 || '100', $2, array[1, $4, $3, $3, $3, $3], array[1, 900, $4, $4, $4, $4], now())`,
    [county, addDays(dayIn(instantOf(start), zone), -ago), inPlace, asked],
  )

test('[K6] a day on which one county alone was looked at has the others of the day before, as the table beneath has', async () => {
  await w.admin.query('delete from care.six_day')
  for (const county of [luotian, '421124']) await keepDay({ county, ago: 1, inPlace: 300, asked: 400 })
  await keepDay({ county: '421124', ago: 0, inPlace: 310, asked: 400 })
  const viewer = await w.signIn((await w.account({ role: 'prefectureViewer', place: '4211' })).login)
  const { days, rows } = await daysOf(viewer, '4211')
  expect(days.slice(-2).map(({ points }) => points?.[3])).toMatchObject([
    { n: 600, of: 800 },
    { n: 610, of: 800 },
  ])
  expect(rows.map(({ points }) => points[3]?.n)).toEqual([300, 310])
  // Nothing was kept three days ago, nor the day after the last that was.
  expect(days.slice(0, -2).every(({ points }) => points === null)).toBe(true)
  await w.admin.query('delete from care.six_day')
})

test('[K6] each day says what of the register it stands against, and two measures have no sum', async () => {
  await w.admin.query('delete from care.six_day')
  const counties = [luotian, '421124'] as const
  for (const county of counties) for (const ago of [2, 1, 0]) await keepDay({ county, ago, inPlace: 300, asked: 400 })
  const measured = (ago: number, county: string, against: string) =>
    w.admin.query('update care.six_day set against = $1 where home = $2 and day = $3', [
      ...[against, county, addDays(dayIn(instantOf(w.house.now()), zone), -ago)],
    ])
  for (const county of counties) await measured(2, county, 'residents')
  await measured(1, luotian, 'over65')
  await measured(1, '421124', 'residents')
  for (const county of counties) await measured(0, county, 'over65')
  const viewer = await w.signIn((await w.account({ role: 'prefectureViewer', place: '4211' })).login)
  const { days } = await daysOf(viewer, '4211')
  expect(days.slice(-3).map(({ points }) => points?.[1])).toEqual([
    { n: expect.any(Number), of: expect.any(Number), hidden: false, against: 'residents' },
    { n: null, of: null, hidden: false, against: 'mixed' },
    { n: expect.any(Number), of: expect.any(Number), hidden: false, against: 'over65' },
  ])
  await w.admin.query('delete from care.six_day')
})

test('[X2] a past day tells no small count of a county either, by its sisters and what lies above them', async () => {
  const counties = [luotian, '421124', '421121']
  for (const county of counties) await keepDay({ county, ago: 0, inPlace: 300, asked: 400 })
  for (const county of counties) await keepDay({ county, ago: 3, inPlace: county === luotian ? 398 : 300, asked: 400 })
  const viewer = await w.signIn((await w.account({ role: 'prefectureViewer', place: '4211' })).login)
  const shown = async (place: string) =>
    (await daysOf(viewer, place)).days
      .at(-4)
      ?.points?.slice(2)
      .map((point) => !point.hidden)
  const seen = await Promise.all(counties.map(shown))
  const above = await shown('4211')
  for (const at of [0, 1, 2, 3]) {
    expect(seen[0]?.[at]).toBe(false)
    // One hidden county beside an open total is no secret.
    expect(above?.[at] && seen.filter((county) => county?.[at] === false).length === 1).toBe(false)
  }
  await w.admin.query('delete from care.six_day')
})

test("[CARE-CELL-1] what the prefecture covers a small county with is not the sum of that county's own page", async () => {
  await keepDay({ county: luotian, ago: 0, inPlace: 398, asked: 400 })
  await keepDay({ county: '421124', ago: 0, inPlace: 350, asked: 400 })
  await keepDay({ county: '421121', ago: 0, inPlace: 300, asked: 400 })
  const viewer = await w.signIn((await w.account({ role: 'prefectureViewer', place: '4211' })).login)
  const above = await daysOf(viewer, '4211')
  expect(above.days.at(-1)?.points?.[3]).toMatchObject({ n: 1048, of: 1200 })
  const covered = above.rows.filter(({ points }) => points[3]?.hidden).map(({ place }) => place.code as string)
  expect(covered).toContain(luotian)
  expect(covered).toHaveLength(2)
  for (const county of covered) {
    const own = await daysOf(viewer, county)
    expect(own.days.at(-1)?.points?.[3]?.hidden, county).toBe(true)
    expect(
      own.rows.every(({ points }) => points[3]?.hidden),
      county,
    ).toBe(true)
  }
  await w.admin.query('delete from care.six_day')
})

test("[CARE-CELL-1] a prefecture's reader is shown no more of it than the nation's is", async () => {
  await keepDay({ county: luotian, ago: 0, inPlace: 300, asked: 400 })
  // Another prefecture of the province is small: this one covers it.
  await keepDay({ county: '420602', ago: 0, inPlace: 399, asked: 400 })
  const [prefecture, nation] = [
    await w.signIn((await w.account({ role: 'prefectureViewer', place: '4211' })).login),
    await w.signIn((await w.account({ role: 'nationViewer', place: '' })).login),
  ]
  const seen = await daysOf(prefecture, '4211')
  expect(seen.days.at(-1)?.points?.[3]?.hidden).toBe(true)
  expect({ ...(await daysOf(nation, '4211')) }).toEqual(seen)
  await w.admin.query('delete from care.six_day')
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
        against: null,
      }))
      const boardHides = (code: string, column: string) => code === String(covered) && column === 'red'
      const points = hiddenPoints([{ rows, next: -1, min: 5, boardHides }])
      if (covered < rows.length) expect(points[4]?.rows[covered]).toBe(true)
      for (const at of [2, 3, 4, 5]) {
        for (const [i, { in_place, asked }] of rows.entries()) {
          if (points[at]?.rows[i]) continue
          const [n = 0, of = 0] = [in_place[at], asked[at]]
          for (const count of [n, of - n]) expect(count === 0 || count >= 5).toBe(true)
        }
      }
    }),
  )
})

test('[X2] who is asked for in a quiet week is red and yellow: where the board hides one of the two, the six say neither', () => {
  const rows = [{ code: 'a', in_place: [1, 43, 43, 20, 3, 9], asked: [1, 43, 43, 33, 3, 9], against: null }]
  for (const hides of ['red', 'yellow', 'onLedger']) {
    const boardHides = (code: string, column: string) => code === 'a' && column === hides
    expect(hiddenPoints([{ rows, next: -1, min: 5, boardHides }])[3]?.rows).toEqual([true])
  }
})
