import { randomUUID } from 'node:crypto'
import { addDays } from '@lianfang/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countsFile, firstCounted, troubledCounts, untilForecast } from '../../../../../tests/support/counts.js'
import { incoming, makeStore, receive } from '../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../tests/support/world.js'

let w: World
let national: Caller
let hubei: Caller
let county: Caller

const as = async (place: string): Promise<Caller> => w.signIn((await w.account({ role: 'supplyDesk', place })).login)

beforeAll(async () => {
  w = await makeWorld()
  national = await as('nation')
  hubei = await as('42')
  county = await as(luotian)
})
afterAll(() => w.close())

const first = firstCounted
const file = countsFile
const check = (caller: Caller, place: string, text: string, name = '公开数据') =>
  caller.call('curve.check', { query: { place, name }, upload: Buffer.from(text) })
const forecast = (id: string): Promise<void> => untilForecast(national, id)
const loaded = async (text = file()): Promise<string> => {
  const { body } = await check(national, 'nation', text)
  await national.call('curve.take', { params: { id: body.id } })
  await forecast(body.id)
  return body.id
}

test('[E2] a file of counts is read, its wrong rows named, and nothing is forecast before it is taken into use', async () => {
  const { body, status } = await check(
    national,
    'nation',
    `${file(30)}\n2020-02-30,,,,,5,,\n2020-02-20,990000,,某省,,5,,`,
  )
  expect(status).toBe(200)
  expect(body).toMatchObject({ state: 'checked', places: 4, first, last: addDays(first, 29), wrongRows: 2, work: null })
  expect(body.wrong).toEqual([
    { row: 122, column: 'day', why: 'day', value: '2020-02-30' },
    { row: 123, column: 'province', why: 'place', value: '990000' },
  ])
  // What stood there is told once.
  const again = (await national.call('curve.read', { params: { id: body.id } })).body
  expect(again.wrong.map(({ value }) => value)).toEqual([null, null])
  expect((await national.call('outlook.list', { query: { place: 'nation', curve: body.id } })).body.own).toBeNull()
})

test('[E2] a file of something else, and one without a place of the desk’s own, are refused by name', async () => {
  expect((await check(national, 'nation', '姓名,电话\n张三,1')).problem?.code).toBe('outlook.no-counts')
  const others = 'date,province_code,confirmed\n2020-01-20,440000,5'
  expect((await check(hubei, '42', others)).problem?.code).toBe('outlook.no-counts')
})

test('[E2] taken into use every place is forecast with a band and judged on its own past; taken twice it is in use once', async () => {
  const { body: checked } = await check(national, 'nation', file())
  const take = () => national.call('curve.take', { params: { id: checked.id } })
  expect([(await take()).body.outcome, (await take()).body.outcome]).toEqual(['recorded', 'already-recorded'])
  await forecast(checked.id)
  const { body } = await national.call('outlook.list', { query: { place: 'nation', curve: checked.id } })
  expect(body.own).toMatchObject({ lastDay: addDays(first, 39) })
  // Directly below the nation stands Hubei; what lies further down stands below it.
  expect(body.rows.map(({ place }) => place.code)).toEqual(['42'])
  const below = (await hubei.call('outlook.list', { query: { place: '42', curve: checked.id } })).body
  expect(below.rows.map(({ place }) => place.code)).toEqual(['4211'])
  for (const row of below.rows) {
    expect(row.weekLow).toBeLessThanOrEqual(row.weekMid)
    expect(row.weekMid).toBeLessThanOrEqual(row.weekHigh)
    expect(row.backTest.forecasts).toBeGreaterThan(0)
  }
})

test('[E2] the day of a new definition, named by a person, says nothing of growth: before it the leap is asked about, after it the forecast falls', async () => {
  const id = await loaded()
  const read = async () => (await national.call('outlook.read', { params: { id }, query: { place: '42' } })).body
  const before = await read()
  const day = addDays(first, 23)
  expect(before.days.find((one) => one.day === day)).toMatchObject({ mark: 'leap' })
  const body = { id: randomUUID(), place: '42', day, reason: '2月12日起纳入临床诊断病例' }
  const define = () => national.call('curve.define', { params: { id }, body })
  expect([(await define()).body.outcome, (await define()).body.outcome]).toEqual(['recorded', 'already-recorded'])
  const other = await national.call('curve.define', { params: { id }, body: { ...body, reason: '别的理由' } })
  expect(other.problem?.code).toBe('command.other-body')
  await forecast(id)
  const after = await read()
  expect(after.days.find((one) => one.day === day)).toMatchObject({ mark: 'definition', fresh: null })
  // It holds for what lies inside, and not for the nation above.
  const place = (code: string) => national.call('outlook.read', { params: { id }, query: { place: code } })
  expect((await place('4211')).body.days.find((one) => one.day === day)?.mark).toBe('definition')
  expect((await place('nation')).body.days.find((one) => one.day === day)?.mark).toBe('leap')
  const known = (await national.call('curve.read', { params: { id } })).body.definitions
  expect(known).toMatchObject([{ day, reason: body.reason, withdrawn: false }])
  const undefine = { params: { id, definition: body.id } }
  expect((await national.call('curve.undefine', undefine)).body.outcome).toBe('recorded')
  await forecast(id)
  expect((await read()).days.find((one) => one.day === day)?.mark).toBe('leap')
  const outside = { ...body, id: randomUUID(), day: '2021-01-01' }
  expect((await national.call('curve.define', { params: { id }, body: outside })).problem?.code).toBe(
    'outlook.definition-day',
  )
})

test('[E2] what the days ahead need stands with its formula, its set and its scenario; twice the cases need twice the beds', async () => {
  const id = await loaded()
  const read = async (query: object) =>
    (await national.call('outlook.read', { params: { id }, query: { place: '42', ...query } })).body.need
  const [one, two] = [await read({}), await read({ times: 2 })]
  expect(one.set).toMatchObject({ name: 'WHO-ESFT', version: '2022' })
  const of = (need: typeof one, kind: string) => need.kinds.find((each) => each.kind === kind)
  const ventilators = of(one, 'ventilator-invasive')
  const [term] = ventilators?.terms ?? []
  expect(ventilators?.quantity).toBe(Math.ceil((term?.amount ?? 0) * (term?.ratio ?? 0)))
  expect(two.beds.at(-1)?.severe).toBeCloseTo(2 * (one.beds.at(-1)?.severe ?? 0), 3)
  const limited = await read({ criticalBeds: 1 })
  expect(of(limited, 'monitor-ecg')?.quantity).toBe(1)
  expect(limited.withoutBed.critical).toBeGreaterThan(0)
})

test('[E2] [X2] a county’s desk reads the curve of its prefecture and above, and neither loads, takes nor defines for others', async () => {
  const id = await loaded()
  const { body } = await county.call('curve.list', { query: { place: luotian } })
  expect(body.rows.map((row) => row.id)).toContain(id)
  expect((await check(county, 'nation', file())).status).toBe(403)
  expect((await county.call('curve.drop', { params: { id } })).status).toBe(403)
  expect((await hubei.call('curve.drop', { params: { id } })).status).toBe(403)
  const newest = (await hubei.call('outlook.list', { query: { place: '42' } })).body.curve?.id
  expect(newest).toBe(id)
})

test('[E2] used no longer, counts stay to be looked at, and the one before stands again', async () => {
  const [before, newer] = [await loaded(), await loaded()]
  const newest = async () => (await national.call('outlook.list', { query: { place: 'nation' } })).body.curve?.id
  expect(await newest()).toBe(newer)
  expect((await national.call('curve.drop', { params: { id: newer } })).body.outcome).toBe('recorded')
  expect(await newest()).toBe(before)
  expect((await national.call('curve.take', { params: { id: newer } })).problem?.code).toBe('outlook.wrong-state')
  expect((await national.call('curve.read', { params: { id: newer } })).body).toMatchObject({
    state: 'dropped',
    places: 4,
  })
})

test('[E2] gaps, a count taken back and a late revision are told day by day, and never become negative cases', async () => {
  const id = await loaded(troubledCounts())
  const { days, need } = (await national.call('outlook.read', { params: { id }, query: { place: luotian } })).body
  const on = (after: number) => days.find(({ day }) => day === addDays(first, after))
  expect([12, 13, 14].map((after) => on(after)?.mark)).toEqual(['gap', 'gap', 'gap'])
  expect([on(12)?.confirmed, on(12)?.fresh]).toEqual([null, on(14)?.fresh])
  expect([on(30)?.mark, on(31)?.mark, on(50)?.mark]).toEqual(['corrected', 'corrected', 'corrected'])
  expect(days.filter(({ fresh }) => fresh !== null && fresh < 0)).toEqual([])
  expect(need.needed.every(({ severe }) => severe > 0)).toBe(true)
})

test('[E2] what is needed stands beside what the stores of the place can issue, and plans can be made for the edge of the band', async () => {
  const id = await loaded()
  const store = await makeStore(w, county, '县应急物资库', luotian)
  await receive(store, [incoming({ kind: 'mask-surgical', lot: 'M1', quantity: 500 })])
  await w.settle()
  const read = async (query: object) =>
    (await national.call('outlook.read', { params: { id }, query: { place: luotian, ...query } })).body.need
  const [mid, high] = [await read({}), await read({ by: 'high' })]
  const masks = (need: typeof mid) => need.kinds.find(({ kind }) => kind === 'mask-surgical')
  expect(masks(mid)?.available).toBe(500)
  expect(masks(high)?.quantity).toBeGreaterThan(masks(mid)?.quantity ?? 0)
  // Formulas can be followed: beds are a share of the new cases of as many days as a stay lasts.
  expect(mid.set).toMatchObject({ severeShare: 0.15, severeStay: 7, oxygenSevere: 10 })
})
