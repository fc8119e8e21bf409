import { dayBucket } from '@lianfang/domain/care'
import { addDays, type Day, dayIn, HOUR_MS, instantOf } from '@lianfang/domain/shared'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let viewer: Caller
let province: Caller
const today = (): Day => dayIn(instantOf(w.house.now()), 'Asia/Shanghai')

beforeAll(async () => {
  w = await makeWorld()
  viewer = await w.signIn((await w.account({ role: 'prefectureViewer', place: '4211' })).login)
  province = await w.signIn((await w.account({ role: 'provinceViewer', place: '42' })).login)
})
afterAll(() => w.close())
beforeEach(() => w.admin.query('delete from kernel.counter; delete from kernel.counter_day'))

const parents = (place: string): readonly string[] => [
  '',
  place.slice(0, 2),
  place.slice(0, 4),
  place.slice(0, 6),
  place,
]

type Put = { readonly place: string; readonly metric: string; readonly n: number; readonly bucket?: number }

/** Counts people of a township, and of every place above it, as the house counts them. */
const put = async (all: readonly Put[]): Promise<void> => {
  for (const { place, metric, n, bucket = 0 } of all)
    await w.admin.query(
      'insert into kernel.delta (fact, county, place, metric, bucket, n) values (gen_random_uuid(), $1, $2, $3, $4, $5)',
      [place.slice(0, 6), place, metric, bucket, n],
    )
  await w.settle()
}

const putDay = async (day: Day, all: readonly Put[]): Promise<void> => {
  for (const { place, metric, n } of all) {
    for (const code of parents(place))
      await w.admin.query(
        `insert into kernel.counter_day (place, metric, day, n) values ($1, $2, $3, $4)
         on conflict (place, metric, day) do update set n = counter_day.n + excluded.n`,
        [code, metric, day, n],
      )
  }
}

const board = async (place: string, by: Caller = viewer) => {
  const reply = await by.call('board.read', { params: { place } })
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}

// Luotian counts three, its neighbour ten in two townships, and a third county twenty.
const [small, cover, other] = [`${luotian}100`, `${yingshan}100`, '421121100'] as const
const threeTenTwenty = (metric: string, bucket = 0): Put[] => [
  { place: small, metric, n: 3, bucket },
  { place: cover, metric, n: 4, bucket },
  { place: `${yingshan}101`, metric, n: 6, bucket },
  { place: other, metric, n: 20, bucket },
]

/** What a reader adds up: a place's number, known if its own page or its parent's page shows it. */
const known = async (column: 'alarms' | 'red' | 'onLedger' | 'overdue' | 'followups7d') => {
  const pages = [await board('4211'), await board(luotian), await board(yingshan), await board('421121')]
  const found = new Map<string, number>()
  for (const { total, rows } of pages) {
    for (const row of [total, ...rows]) {
      const n = row[column]
      if (n !== null) found.set(row.place.code, n)
    }
  }
  return found
}

test('[CARE-CELL-1] a county that its prefecture hides is not the total of its own page, nor of its townships there', async () => {
  await put([...threeTenTwenty('alarm')])
  const seen = await known('alarms')
  expect(seen.get('4211')).toBe(33)
  expect(seen.get('421121')).toBe(20)
  expect(seen.has(luotian)).toBe(false)
  expect(seen.has(yingshan)).toBe(false)
  // The townships of the cover do not add up to it.
  expect(seen.has(cover) && seen.has(`${yingshan}101`)).toBe(false)
})

test('[CARE-CELL-1] the same of tiers and the ledger, whose rows add up as well', async () => {
  const full = (place: string, red: number): Put[] => [
    { place, metric: 'red', n: red },
    { place, metric: 'yellow', n: 30 },
    { place, metric: 'green', n: 40 },
    { place, metric: 'ledger', n: red + 70 },
  ]
  await put([...full(small, 3), ...full(cover, 10), ...full(other, 20)])
  const page = await board('4211')
  expect(page.total).toMatchObject({ red: 33, onLedger: 243 })
  for (const county of [luotian, yingshan, '421121']) {
    const row = page.rows.find(({ place }) => place.code === county)
    const own = (await board(county)).total
    const { place: _row, ...counts } = row ?? { place: null }
    expect(own, county).toMatchObject(counts)
    expect(Object.values(own), county).not.toContain(3)
  }
  expect((await known('red')).has(yingshan)).toBe(false)
})

test('[CARE-CELL-1] a township page keeps hidden what the county page hides, for its trend as well', async () => {
  await put([
    { place: small, metric: 'alarm', n: 2 },
    { place: `${luotian}101`, metric: 'alarm', n: 9 },
    { place: other, metric: 'alarm', n: 20 },
  ])
  expect((await board(luotian)).total.alarms).toBe(11)
  expect((await board(`${luotian}101`)).total.alarms).toBeNull()
  expect((await board(small)).total.alarms).toBeNull()
})

test('[CARE-CELL-1] a past day hides the cover of a small count too, on every page of the trend', async () => {
  const day = addDays(today(), -3)
  const at = (metric: string): Put[] => threeTenTwenty(metric)
  await put([...at('ledger'), ...at('red'), ...at('due')])
  await putDay(day, [...at('ledger'), ...at('red'), ...at('overdue')])
  const seen = async (place: string) => (await board(place)).trend.find((one) => one.day === day)
  expect(await seen('4211')).toMatchObject({ onLedger: 33, overdue: 33 })
  expect(await seen('421121')).toMatchObject({ overdue: 20 })
  for (const county of [luotian, yingshan]) {
    expect(await seen(county), county).toMatchObject({ red: null, overdue: null, onLedger: null })
  }
  // Nor is it a township's: what is left of the county would be it.
  const townships = [await seen(cover), await seen(`${yingshan}101`)]
  expect(townships.some((one) => one?.overdue !== null)).toBe(false)
})

test('[CARE-CELL-1] green is on no trend, and is not what is left of the ledger', async () => {
  const day = addDays(today(), -2)
  const full = (place: string, green: number): Put[] => [
    { place, metric: 'red', n: 20 },
    { place, metric: 'yellow', n: 30 },
    { place, metric: 'ledger', n: 50 + green },
  ]
  const all = [...full(small, 3), ...full(other, 60)]
  await put(all)
  await putDay(day, all)
  const seen = (await board(luotian)).trend.find((one) => one.day === day)
  expect([seen?.onLedger, seen?.red, seen?.yellow]).toContain(null)
})

test('[CARE-CELL-1] today on the trend is what the page shows of today', async () => {
  await put([...threeTenTwenty('ledger'), ...threeTenTwenty('red')])
  for (const county of [luotian, yingshan]) {
    const { trend, total } = await board(county)
    expect(total.red).toBeNull()
    expect(trend.at(-1)).toMatchObject({ red: null, onLedger: total.onLedger })
  }
})

test('[CARE-CELL-1] the days of a week do not leave a small one over from their sum', async () => {
  const bucket = dayBucket(today())
  const days = [0, 1, 2, 3, 4, 5, 6].map((ago) => bucket - ago)
  await put(
    days.flatMap((one, i) =>
      [small, cover, other].map((place) => ({
        place,
        metric: 'done',
        n: i === 2 && place === small ? 3 : 20 + i,
        bucket: one,
      })),
    ),
  )
  const { trend, total } = await board(luotian)
  const week = trend.slice(-7).map(({ followups }) => followups)
  expect(week[4]).toBeNull()
  expect(total.followups7d !== null && week.filter((n) => n === null).length === 1).toBe(false)
  // Nor is the day what the other counties leave of the prefecture.
  const beside = await Promise.all(
    [yingshan, '421121'].map(async (place) => (await board(place)).trend.at(-3)?.followups),
  )
  const above = (await board('4211')).trend.at(-3)?.followups
  expect(above !== null && beside.every((n) => n !== null)).toBe(false)
})

test('[CARE-CELL-1] what has climbed is hidden where a part of it would follow from the county beside', async () => {
  const hour = Math.floor(w.house.now() / HOUR_MS)
  // Everything has climbed to the county for long; in one county three have not.
  const late = (place: string, fresh: number, old: number): Put[] => [
    { place, metric: 'due', n: fresh, bucket: hour - 1 },
    { place, metric: 'due', n: old, bucket: hour - 2000 },
  ]
  await put([...late(small, 3, 40), ...late(cover, 10, 40), ...late(other, 200, 40)])
  expect((await board('4211')).late).toEqual({ township: 120, county: 120 })
  expect((await board('421121')).late).toEqual({ township: 40, county: 40 })
  for (const county of [luotian, yingshan]) expect((await board(county)).late).toEqual({ township: null, county: null })
})

test('[CARE-CELL-1] the file of a page says no more than the page', async () => {
  await put(threeTenTwenty('alarm'))
  const query = { format: 'csv', language: 'en' }
  const file = await viewer.call('board.export', { params: { place: yingshan }, query })
  const lines = file.text.trim().split(/\r?\n/).slice(1)
  expect(lines.length).toBeGreaterThan(1)
  // The last column are the alarms, the last line the county's own.
  expect(lines.at(-1)?.split(',').at(-1)?.replaceAll('"', '')).toBe('hidden')
})

test('[CARE-CELL-1] every reader above a place is shown the same of it', async () => {
  await put([...threeTenTwenty('alarm'), { place: '420602100', metric: 'alarm', n: 2 }])
  // Another prefecture is small: the province hides this one with it, and so does the prefecture itself.
  expect((await board('42', province)).rows.find(({ place }) => place.code === '4211')?.alarms).toBeNull()
  expect((await board('4211')).total.alarms).toBeNull()
  const [mine, theirs] = [await board(luotian), await board(luotian, province)]
  expect({ ...mine, asOf: '' }).toEqual({ ...theirs, asOf: '' })
  const { total, rows } = await board('4211')
  expect({ total, rows }).toEqual((({ total: t, rows: r }) => ({ total: t, rows: r }))(await board('4211', province)))
})
