import { afterAll, beforeAll, expect, test } from 'vitest'
import { untilForecast } from '../../../../../../tests/support/counts.js'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { type Clinic, makeClinic, serve, stockUp, usedAgo } from '../../../../../../tests/support/grassroots.js'
import { deskOf } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let national: Caller
let officer: Caller
let clinic: Clinic
const as = async (role: 'countyOfficer' | 'medic' | 'supplyDesk', place: string): Promise<Caller> =>
  w.signIn((await w.account({ role, place })).login)
beforeAll(async () => {
  w = await makeWorld()
  national = await as('supplyDesk', 'nation')
  officer = await as('countyOfficer', luotian)
  clinic = await makeClinic(w, await deskOf(w, luotian))
})
afterAll(() => w.close())

/** So many new cases on each of forty days, the last of them so many days ago. */
const counts = (place: string, perDay: number, ago: number): string[] =>
  Array.from({ length: 40 }, (_, day) => `${daysFromNow(day - 39 - ago)},420000,${place},,,${perDay * (day + 1)},,`)

/** Takes counts into use and waits for their forecasts. */
const counted = async (...lines: readonly string[][]): Promise<string> => {
  const text = ['date,province_code,city_code,province,city,confirmed,recovered,deaths', ...lines.flat()].join('\n')
  const query = { place: 'nation', name: '公开数据' }
  const { body } = await national.call('curve.check', { query, upload: Buffer.from(text) })
  await national.call('curve.take', { params: { id: body.id } })
  await untilForecast(national, body.id)
  return body.id
}

/** Writes a thousand residents of each township of Luotian into the register, and answers how many they are. */
const fillRegister = async (): Promise<number> => {
  const { rows } = await w.admin.query(
    `insert into care.register (home, village, township, residents, as_of)
     select '421123', min(v.code), t.code, 1000, current_date from kernel.division t join kernel.division v on v.parent = t.code
     where t.parent = '421123' group by t.code returning residents`,
  )
  return rows.length * 1000
}

const antipyretic = async (caller: Caller, id = clinic.clinic) => {
  const { body, text } = await caller.call('grassroots.one', { params: { id } })
  const found = body.items.find(({ item }) => item === 'antipyretic')
  if (found === undefined) throw new Error(text)
  return found.days
}

test('[K9, SUP-GRASS-13, SUP-GRASS-14] what a forecast does not know is named, and then it stands with its terms for a village doctor and a county', async () => {
  await w.admin.query(`delete from care.register where home = '421123'`)
  expect((await antipyretic(officer)).forecast).toEqual({ perDay: null, why: 'noOutlook', from: null })
  await counted(counts('421123', 600, 1))
  expect((await antipyretic(officer)).forecast.why).toBe('populationUnknown')
  await serve(officer, clinic, 400)
  expect((await antipyretic(officer)).forecast.why).toBe('residentsUnknown')
  const residents = await fillRegister()
  const { forecast, basis } = await antipyretic(officer)
  expect(basis).toBe('forecast')
  expect(forecast.from).toMatchObject({ place: { code: luotian }, lastDay: daysFromNow(-1), days: 14, served: 400 })
  expect(forecast.from).toMatchObject({ residents, coursesPerCase: 1 })
  // Six hundred came on each day.
  expect((forecast.from?.casesPerDay ?? 0) / 600).toBeCloseTo(1, 1)
  expect(forecast.perDay).toBeCloseTo(((forecast.from?.casesPerDay ?? 0) * 400) / residents)
  const doctor = await as('medic', clinic.place)
  expect((await antipyretic(doctor)).forecast).toEqual(forecast)
  await w.admin.query(`delete from care.register where home = '421123' and township = '421123101'`)
  expect((await antipyretic(officer)).forecast.why).toBe('residentsUnknown')
  await w.admin.query(`delete from care.register where home = '421123'`)
  await fillRegister()
})

test('[K9, SUP-GRASS-8] need a day is the larger of use and forecast, by the newest counts in use, and says which', async () => {
  await stockUp(clinic, 'ibuprofen', 1)
  await usedAgo(w, clinic, { kind: 'ibuprofen', ago: 28, came: 2_000 })
  await usedAgo(w, clinic, { kind: 'ibuprofen', ago: 2, used: 1_400 })
  await counted(counts('421123', 10, 1))
  const low = await antipyretic(officer)
  expect(low).toMatchObject({ basis: 'use', perDay: 50, wanted: 700 })
  expect(low.forecast.perDay).toBeLessThan(50)
  const much = await counted(counts('421123', 6_000, 1))
  const high = await antipyretic(officer)
  expect(high).toMatchObject({ basis: 'forecast', perDay: high.forecast.perDay, use: { perDay: 50 } })
  expect(high.wanted).toBe(Math.ceil((high.perDay ?? 0) * 14))
  expect(high.verdict).toBe('short')
  await national.call('curve.drop', { params: { id: much } })
  expect((await antipyretic(officer)).basis).toBe('use')
})

test('[K9, SUP-GRASS-13] counts of a month ago tell nothing of the days ahead', async () => {
  await counted(counts('421124', 600, 30))
  const { rows } = await w.admin.query(
    `select min(code) as code from kernel.division where code like '421124%' and length(code) = 12`,
  )
  const other = await makeClinic(w, await deskOf(w, yingshan), { place: rows[0].code })
  const theirs = await as('countyOfficer', yingshan)
  await serve(theirs, other, 400)
  expect((await antipyretic(theirs, other.clinic)).forecast.why).toBe('outlookOld')
})
