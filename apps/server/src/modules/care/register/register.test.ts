import type { RegisterLoad } from '@lianfang/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let officer: Caller
let one = ''
let two = ''
const worlds: World[] = []
beforeEach(async () => {
  w = await makeWorld()
  worlds.push(w)
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian, name: '陈静' })).login)
  const { rows } = await w.admin.query<{ code: string }>(
    `select code from kernel.division where parent = '421123101' order by code limit 2`,
  )
  ;[one = '', two = ''] = rows.map((row) => row.code)
})
afterAll(async () => {
  for (const world of worlds) await world.close()
})

const send = (text: string) => officer.call('register.check', { query: { county: luotian }, upload: Buffer.from(text) })
const check = async (text: string): Promise<RegisterLoad> => {
  const reply = await send(text)
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}
const step = (id: string, to: 'take' | 'take-back') => officer.call(`register.${to}`, { params: { id } })
const take = async (text: string): Promise<RegisterLoad> => {
  const reply = await step((await check(text)).id, 'take')
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}
const registered = async () => {
  await w.settle()
  return (await officer.call('board.read', { params: { place: luotian } })).body.total.registered
}
const kept = async () =>
  (await w.admin.query('select village, residents, over65 from care.register order by village')).rows.map((row) =>
    Object.values(row),
  )
const file = (...rows: readonly (readonly [string, number | string, (number | string)?])[]): string =>
  ['村代码,户籍人口,65岁以上', ...rows.map(([village, n, old = '']) => `${village},${n},${old}`)].join('\r\n')

test('[K1] a check says what would change, names wrong rows and villages left out, and takes nothing in', async () => {
  await take(file([one, 900, 240]))
  const found = await check(
    ['村代码,村,户籍人口,65岁以上', `${one},,600,`, `${two},,500,90`, ',没有的村,100,', `${two},,501,90`].join('\n'),
  )
  expect(found).toMatchObject({ state: 'checked', rows: 4, outdated: false, total: { before: 900, after: 1_100 } })
  expect(found.changes.map(({ village, ...rest }) => ({ code: village.code, ...rest }))).toMatchObject([
    {
      code: one,
      verdict: 'changed',
      from: { residents: 900, over65: 240 },
      to: { residents: 600, over65: 240 },
      jump: true,
    },
    { code: two, verdict: 'new', from: null, to: { residents: 500, over65: 90 }, jump: false },
  ])
  expect(found.wrong).toEqual([
    { row: 4, field: 'village', code: 'noPlace', value: '没有的村' },
    { row: 5, field: 'village', code: 'namedTwice', value: '3' },
  ])
  expect(found.unnamed.some(({ village }) => village.code === one)).toBe(false)
  expect(found.unnamed.length).toBeGreaterThan(100)
  expect(await registered()).toBe(900)
  // Looked at later it is the same, but for what wrong rows say: anything may stand there, and it is not kept.
  const later = (await officer.call('register.load', { params: { id: found.id } })).body
  expect(later.wrong.map(({ value }) => value)).toEqual([null, null])
  expect({ ...later, wrong: [] }).toEqual({ ...found, wrong: [] })
})

test('[K1] what is taken in stands in the register and on the board; the same file again changes nothing', async () => {
  const done = await take(file([one, 800, 100], [two, 1_200]))
  expect(done).toMatchObject({ state: 'taken', takenBy: '陈静', canTakeBack: true, total: { before: 0, after: 2_000 } })
  expect(await registered()).toBe(2_000)
  expect((await step(done.id, 'take')).body).toMatchObject({ state: 'taken' })
  expect(await registered()).toBe(2_000)
  const again = await check(file([one, 800, 100], [two, 1_200]))
  expect(again.changes.map(({ verdict }) => verdict)).toEqual(['same', 'same'])
  expect((await step(again.id, 'take')).problem?.code).toBe('register.nothing-new')
  expect((await send('甲,乙\r\n1,2')).problem?.code).toBe('file.no-header')
  expect(await registered()).toBe(2_000)
})

test('[K1] the last file is taken back whole, stays in the history with who and when, and opens the one before', async () => {
  const first = await take(file([one, 800, 100]))
  const second = await take(file([one, 900], [two, 500]))
  expect((await step(first.id, 'take-back')).problem?.code).toBe('register.built-on')
  expect((await step(second.id, 'take-back')).body).toMatchObject({ state: 'takenBack', backBy: '陈静' })
  expect(await kept()).toEqual([[one, 800, 100]])
  expect(await registered()).toBe(800)
  expect((await step(second.id, 'take-back')).body.state).toBe('takenBack')
  expect((await step(second.id, 'take')).problem?.code).toBe('register.check-again')
  const history = (await officer.call('register.loads', { query: { county: luotian } })).body.rows
  expect(history.map(({ state, total, canTakeBack }) => ({ state, total, canTakeBack }))).toEqual([
    { state: 'takenBack', total: { before: 800, after: 1_400 }, canTakeBack: false },
    { state: 'taken', total: { before: 0, after: 800 }, canTakeBack: true },
  ])
  expect((await step(first.id, 'take-back')).status).toBe(200)
  expect(await kept()).toEqual([])
  expect(await registered()).toBe(0)
})

test('[K1] a check that was overtaken by another file has to be made anew', async () => {
  const waiting = await check(file([one, 700]))
  const other = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const upload = Buffer.from(file([one, 800]))
  const quick = (await other.call('register.check', { query: { county: luotian }, upload })).body
  expect((await other.call('register.take', { params: { id: quick.id } })).status).toBe(200)
  expect((await officer.call('register.load', { params: { id: waiting.id } })).body.outdated).toBe(true)
  expect((await step(waiting.id, 'take')).problem?.code).toBe('register.check-again')
  expect(await registered()).toBe(800)
})

test('[K1] two who press at once take a file in once', async () => {
  const { id } = await check(file([one, 700], [two, 300]))
  const answers = await Promise.all([step(id, 'take'), step(id, 'take')])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await registered()).toBe(1_000)
})

test('[X3] checking, taking in and taking back are written down, with the number of villages', async () => {
  const { id } = await take(file([one, 700], [two, 300]))
  await step(id, 'take-back')
  await w.settle()
  const { rows } = await w.admin.query<{ action: string; n: number }>(
    `select action, n from kernel.audit where subject = $1 order by at, id`,
    [id],
  )
  expect(rows.map(({ action, n }) => [action, n])).toEqual([
    ['register.check', 2],
    ['register.take', 2],
    ['register.take-back', 2],
  ])
})
