import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../tests/support/world.js'

let w: World
let hubei: Caller
let county: Caller

/** Illnesses that were recorded at noon of a day of January 2023. */
const recorded = async (home: string, day: number, count: number, kind = 'infection'): Promise<void> => {
  await w.admin.query(
    `insert into care.episode (home, id, person, kind, began_at, received_at, account, body_hash)
     select $1, gen_random_uuid(), gen_random_uuid(), $4, at, at, $5, ''
     from generate_series(1, $3::int), (select ('2023-01-' || $2::text || ' 12:00+08')::timestamptz as at) t`,
    [home, String(day).padStart(2, '0'), count, kind, randomUUID()],
  )
}
const as = async (place: string): Promise<Caller> => w.signIn((await w.account({ role: 'supplyDesk', place })).login)
const counted = async (curve: string, place: string) =>
  (
    await w.admin.query<{ day: string; n: number }>(
      `select to_char(day, 'DD') as day, confirmed::int as n from supply.curve_count where curve = $1 and place = $2 order by 1`,
      [curve, place],
    )
  ).rows.map(({ day, n }) => `${day} ${n}`)
const sumUp = (caller: Caller, place: string, body = { id: randomUUID(), place, name: '本平台登记' }) =>
  caller.call('curve.own', { body })

beforeAll(async () => {
  w = await makeWorld()
  hubei = await as('42')
  county = await as(luotian)
})
afterAll(() => w.close())

test('[E2] [X2] where fewer than may be told are recorded, there is no curve', async () => {
  await recorded(luotian, 3, 4)
  expect((await sumUp(county, luotian)).problem?.code).toBe('outlook.too-few')
})

test('[E2] [X2] infections and worsenings recorded in care become a curve: few of a county wait, places above are sums of what was told', async () => {
  await recorded(luotian, 4, 2)
  await recorded(luotian, 6, 7, 'worsening')
  await recorded(yingshan, 6, 20)
  await recorded(yingshan, 7, 3)
  await recorded('440103', 6, 50)
  const { body } = await sumUp(hubei, '42')
  expect(body).toMatchObject({ outcome: 'recorded', result: { source: 'own', state: 'checked', places: 4 } })
  const id = body.outcome === 'recorded' ? body.result.id : ''
  expect(await counted(id, luotian)).toEqual(['03 0', '04 6', '06 13'])
  expect(await counted(id, yingshan)).toEqual(['05 0', '06 20'])
  expect(await counted(id, '42')).toEqual(['03 0', '04 6', '06 33'])
  // What lies outside the place is not in it, nor what lies above.
  expect([await counted(id, '440103'), await counted(id, '')]).toEqual([[], []])
})

test('[E2] taken into use it is forecast like any other; asked for twice under one id it is one', async () => {
  const body = { id: randomUUID(), place: luotian as string, name: '本平台登记' }
  expect([
    (await sumUp(county, luotian, body)).body.outcome,
    (await sumUp(county, luotian, body)).body.outcome,
  ]).toEqual(['recorded', 'already-recorded'])
  expect((await sumUp(county, luotian, { ...body, name: '另一份' })).problem?.code).toBe('command.other-body')
  expect((await county.call('curve.take', { params: { id: body.id } })).body.outcome).toBe('recorded')
  expect((await sumUp(county, '42', { ...body, id: randomUUID(), place: '42' })).status).toBe(403)
})
