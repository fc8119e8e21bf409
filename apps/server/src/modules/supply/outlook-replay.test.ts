import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { untilForecast } from '../../../../../tests/support/counts.js'
import { type Caller, makeWorld, root, type World } from '../../../../../tests/support/world.js'

/** The open counts of the first wave (canghailan/Wuhan-2019-nCoV, MIT), beside the sources where somebody put them; the product never needs them. */
const file = join(root, '../shared/data/epidemic/hubei-cities-and-provinces-2020q1.csv')
const there = existsSync(file)

let w: World
let national: Caller
let id = ''

beforeAll(async () => {
  if (!there) return
  w = await makeWorld()
  national = await w.signIn((await w.account({ role: 'supplyDesk', place: 'nation' })).login)
  // Worlds hold two counties: the file's places are entered as the packed divisions would.
  const codes = [...new Set(readFileSync(file, 'utf8').match(/(?<=,)\d{6}(?=,)/g) ?? [])]
  const places = codes.map((code) => (code.endsWith('0000') ? code.slice(0, 2) : code.replace(/00$/, '')))
  await w.admin.query(
    `insert into kernel.division (code, name, level, parent)
     select code, code, length(code) / 2, case length(code) when 2 then '' else left(code, length(code) - 2) end
     from unnest($1::text[]) as c(code) on conflict do nothing`,
    [places],
  )
  const checked = await national.call('curve.check', {
    query: { place: 'nation', name: '公开数据' },
    upload: readFileSync(file),
  })
  id = checked.body.id
  await national.call('curve.take', { params: { id } })
  await untilForecast(national, id)
}, 120_000)
afterAll(async () => w?.close())

const place = async (code: string) =>
  (await national.call('outlook.read', { params: { id }, query: { place: code } })).body

test.runIf(there)(
  '[E2] the open file is taken as it is: every place of it that there is, from 10 January to 30 April',
  async () => {
    const { body } = await national.call('curve.read', { params: { id } })
    expect(body).toMatchObject({ first: '2020-01-10', last: '2020-04-30', fileRows: 5319 })
    expect(body.places).toBeGreaterThan(40)
    // What was left out is named, and is a small part.
    expect(body.wrongRows).toBeLessThan(body.fileRows / 10)
  },
)

test.runIf(there)(
  '[E2] 12 February is asked about in Hubei and Wuhan, and once it is explained says nothing of growth',
  async () => {
    const marked = async (code: string) => (await place(code)).days.find(({ day }) => day === '2020-02-12')
    expect((await marked('42'))?.mark).toBe('leap')
    const before = (await place('42')).days.find(({ day }) => day === '2020-02-12')
    expect(before?.fresh).toBeGreaterThan(13_000)
    const change = { id: crypto.randomUUID(), place: '42', day: '2020-02-12', reason: '纳入临床诊断病例' }
    await national.call('curve.define', { params: { id }, body: change })
    await untilForecast(national, id)
    expect(await marked('42')).toMatchObject({ mark: 'definition', fresh: null })
    expect(await marked('4201')).toMatchObject({ mark: 'definition', fresh: null })
  },
)

test.runIf(there)(
  '[E2] corrections are never negative cases: Wuhan’s revision of 17 April is no day of growth unasked',
  async () => {
    for (const code of ['nation', '42', '4201', '4211']) {
      const { days } = await place(code)
      expect(days.filter(({ fresh }) => fresh !== null && fresh < 0)).toEqual([])
      for (const { mark, fresh } of days) if (mark === 'corrected') expect(fresh).toBeNull()
    }
  },
)

test.runIf(there)(
  '[E2] each place says how wrong its past forecasts were, and some say that going on as before was better',
  async () => {
    const { rows } = (await national.call('outlook.list', { query: { place: 'nation', curve: id } })).body
    expect(rows.length).toBeGreaterThan(20)
    const judged = rows.filter(({ backTest }) => backTest.errorPercent !== null)
    // Tibet counted one case in all: nothing came that a forecast could be wrong about.
    expect(judged.length).toBe(rows.length - 1)
    const held = judged.reduce((sum, { backTest }) => sum + backTest.within, 0)
    const of = judged.reduce((sum, { backTest }) => sum + backTest.of, 0)
    expect(held / of).toBeGreaterThan(0.8)
    const worse = judged.filter(({ backTest }) => (backTest.errorPercent ?? 0) > (backTest.steadyErrorPercent ?? 0))
    expect(worse.length).toBeGreaterThan(0)
  },
)
