import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../tests/support/days.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../tests/support/world.js'

const DAY_MS = 86_400_000
let w: World
let desk: Caller
// Eleven in the morning of the place: yesterday's report is owed by then.
const morning = Date.parse('2026-03-10T03:00:00Z')
let now = morning
const move = (to: number): void => {
  now = to
  w.setNow(to)
}
const at = (days: number, hours = 0) => morning + days * DAY_MS + hours * 3_600_000

beforeAll(async () => {
  w = await makeWorld()
  move(morning)
  desk = await w.signIn((await w.account({ role: 'supplyDesk', place: luotian })).login)
})
afterAll(() => w.close())

type Made = { readonly id: string; readonly product: string; readonly reporter: Caller; readonly liaison: Caller }

const works = async (name: string): Promise<Made> => {
  move(morning)
  const [id, product] = [randomUUID(), randomUUID()]
  const enterprise = { id, name, nameEn: null, place: '421123100', creditCode: null, phone: null }
  await desk.call('enterprise.create', { body: enterprise })
  const made = { id: product, kind: 'high-flow', model: '一型', gtin: null, perPack: 1, capacity: 100 }
  await desk.call('product.add', { params: { id }, body: made })
  const people: Caller[] = []
  for (const [role, part] of [
    ['enterpriseReporter', 'reporter'],
    ['liaison', 'liaison'],
  ] as const) {
    const account = await w.account({ role, place: luotian })
    const body = { id: randomUUID(), accountId: account.id, part, phone: null }
    await desk.call('enterprise.name', { params: { id }, body })
    people.push(await w.signIn(account.login))
  }
  const [reporter, liaison] = people
  if (reporter === undefined || liaison === undefined) throw new Error('two people were named')
  return { id, product, reporter, liaison }
}

type Said = { readonly day?: string; readonly made?: number | null; readonly inStock?: number | null }
const body = (m: Made, { day = dayAt(now - DAY_MS), made = 50, inStock = null }: Said = {}, rest: object = {}) => ({
  ...{ id: uuidv7(), day, lines: [{ product: m.product, made, inStock, onOrder: null }], obstacles: [] },
  ...{ workforceBack: 80, workforceOf: 100, toldBy: null, corrects: null, ...rest },
})
const say = (m: Made, said: Said = {}, rest: object = {}, who: Caller = m.reporter) =>
  who.call('report.record', { params: { id: m.id }, body: body(m, said, rest) })
const page = async (m: Made) => (await desk.call('enterprise.read', { params: { id: m.id } })).body

test('[E1] an enterprise reports its day, the desk sees figures, people and obstacles at once, a repeat stays one report', async () => {
  const m = await works('日报厂')
  const said = body(m, { made: 40, inStock: 7 }, { obstacles: [{ kind: 'material', text: '缺电路板' }] })
  const call = () => m.reporter.call('report.record', { params: { id: m.id }, body: said })
  expect((await call()).body).toMatchObject({ outcome: 'recorded', result: { part: 'reporter', workforceBack: 80 } })
  expect((await call()).body.outcome).toBe('already-recorded')
  expect(
    (await m.reporter.call('report.record', { params: { id: m.id }, body: { ...said, workforceBack: 79 } })).problem
      ?.code,
  ).toBe('command.other-body')
  expect(await page(m)).toMatchObject({
    reporting: { freshness: 'fresh', workforceBack: 80, workforceOf: 100, obstacles: ['material'], openDoubts: 0 },
    products: [{ last: { made: 40, inStock: 7 } }],
  })
  expect((await m.reporter.call('report.list', { params: { id: m.id } })).body.rows).toHaveLength(1)
})

test('[E1, SUP-REP-5] -5, 10^12 and a half are refused with product, field and the largest number; nothing is kept of them', async () => {
  const m = await works('错数厂')
  for (const made of [-5, 1e12, 2.5]) {
    const refused = await say(m, { made })
    expect(refused.problem, String(made)).toMatchObject({ code: 'supply.report-impossible' })
    expect(refused.problem?.details).toMatchObject({ product: m.product, field: 'made', most: 1e9 })
  }
  expect((await say(m, {}, { workforceBack: 101 })).problem?.code).toBe('supply.report-workforce')
  expect((await say(m, { made: null }, { workforceBack: null, workforceOf: null })).problem?.code).toBe(
    'supply.report-nothing',
  )
  expect((await say(m, { day: dayAt(at(1)) })).problem?.code).toBe('supply.report-future')
  expect((await say(m, { day: dayAt(at(-15)) })).problem?.code).toBe('supply.report-late')
  const twice = { lines: [m.product, m.product].map((product) => ({ product, made: 1, inStock: null, onOrder: null })) }
  expect((await say(m, {}, twice)).problem?.code).toBe('supply.report-product')
  expect((await page(m)).reporting).toMatchObject({ freshness: 'never', lastDay: null })
})

test('[E1] the liaison records by phone on its behalf, attributed with whom they spoke to', async () => {
  const m = await works('代报厂')
  const told = await say(m, { made: 30 }, { toldBy: '生产科' }, m.liaison)
  expect(told.body).toMatchObject({ outcome: 'recorded', result: { part: 'liaison', toldBy: '生产科' } })
  const { rows } = (await desk.call('report.list', { params: { id: m.id } })).body
  expect(rows[0]?.by).not.toBe('')
})

test('[E1] a day that has a report is answered with it, and corrected by naming it; both stay, the newer one counts', async () => {
  const m = await works('更正厂')
  const first = await say(m, { made: 40 })
  const id = first.body.outcome === 'recorded' ? first.body.result.id : ''
  const unseen = await say(m, { made: 60 }, {}, m.liaison)
  expect(unseen.body).toMatchObject({ outcome: 'stale', current: { id, lines: [{ made: 40 }] } })
  expect((await say(m, { made: 60 }, { corrects: id }, m.liaison)).body.outcome).toBe('recorded')
  const again = await say(m, { made: 70 }, { corrects: id })
  expect(again.body).toMatchObject({ outcome: 'stale', current: { lines: [{ made: 60 }] } })
  const { rows } = (await desk.call('report.list', { params: { id: m.id } })).body
  expect(rows.map((row) => [row.lines[0]?.made, row.superseded])).toEqual([
    [60, false],
    [40, true],
  ])
  expect((await page(m)).products[0]?.last?.made).toBe(60)
})

test('[E1] two who send the first report of a day at once: one stands, the other is answered with it', async () => {
  const m = await works('同时厂')
  for (let i = 0; i < 6; i += 1) {
    const day = dayAt(at(-1 - i))
    const both = await Promise.all([say(m, { day, made: 1 + i }), say(m, { day, made: 11 + i }, {}, m.liaison)])
    expect(both.map((reply) => reply.body.outcome).sort()).toEqual(['recorded', 'stale'])
  }
  expect((await desk.call('report.list', { params: { id: m.id } })).body.rows).toHaveLength(6)
})

test('[E1, SUP-REP-4] more than it can make is taken, doubted, listed, and cleared by name with a reason', async () => {
  const m = await works('存疑厂')
  const said = await say(m, { made: 121 })
  expect(said.body).toMatchObject({
    outcome: 'recorded',
    result: { lines: [{ doubts: [{ why: 'overCapacity', field: 'made', against: 100 }] }] },
  })
  const doubted = async () =>
    (await desk.call('enterprise.list', { query: { place: luotian, doubted: 'true' } })).body.rows.map(
      (row) => row.name,
    )
  expect(await doubted()).toEqual(['存疑厂'])
  const report = said.body.outcome === 'recorded' ? said.body.result.id : ''
  const clearing = { id: uuidv7(), reason: '新开一条生产线，看过排产表' }
  const clear = (who: Caller, given = clearing) =>
    who.call('report.clear', { params: { id: m.id, report }, body: given })
  expect((await clear(m.reporter)).status).toBe(403)
  expect((await clear(m.liaison)).body).toMatchObject({
    outcome: 'recorded',
    result: { cleared: { reason: clearing.reason } },
  })
  expect((await clear(m.liaison)).body.outcome).toBe('already-recorded')
  expect((await clear(desk, { id: uuidv7(), reason: '也看过' })).problem?.code).toBe('supply.report-cleared')
  expect(await doubted()).toEqual([])
})

test('[E1, SUP-REP-3] a jump from the week before is doubted, and putting it right ends the doubt', async () => {
  const m = await works('跳变厂')
  move(at(9))
  for (let i = 2; i <= 8; i += 1) await say(m, { day: dayAt(at(9 - i)), made: 20 + i })
  const wrong = await say(m, { made: 99 })
  expect(wrong.body).toMatchObject({ result: { lines: [{ doubts: [{ why: 'jump', against: 25 }] }] } })
  expect((await page(m)).reporting.openDoubts).toBe(1)
  const id = wrong.body.outcome === 'recorded' ? wrong.body.result.id : ''
  await say(m, { made: 29 }, { corrects: id })
  expect((await page(m)).reporting.openDoubts).toBe(0)
})

test('[E1, SUP-REP-1, SUP-REP-2] fresh, late at ten the day after, silent after two more days: list, totals and rule agree', async () => {
  const m = await works('失联厂')
  const states = async (now: number) => {
    move(now)
    const { freshness } = (await page(m)).reporting
    const listed = await desk.call('enterprise.list', { query: { place: luotian, state: freshness, text: '失联厂' } })
    expect(listed.body.rows.map((row) => row.id)).toEqual([m.id])
    const totals = (await desk.call('enterprise.totals', { query: { place: luotian } })).body
    const counted = await desk.call('enterprise.list', { query: { place: luotian, state: freshness, limit: 200 } })
    expect(totals.byFreshness[freshness]).toBe(counted.body.rows.length)
    return freshness
  }
  expect(await states(at(0))).toBe('never')
  expect(await states(at(1))).toBe('never')
  move(at(1))
  await say(m, { day: dayAt(at(0)) })
  expect(await states(at(1))).toBe('fresh')
  expect(await states(at(2, -2))).toBe('fresh')
  expect(await states(at(2))).toBe('late')
  expect(await states(at(3))).toBe('late')
  expect(await states(at(4))).toBe('silent')
})

test('[E1] totals of a kind are those of makers whose figures are of the owed day; who is late is counted and not added', async () => {
  move(morning)
  const [a, b] = [await works('总数甲厂'), await works('总数乙厂')]
  const before = (await desk.call('enterprise.totals', { query: { place: luotian } })).body.kinds.find(
    (k) => k.kind === 'high-flow',
  )
  await say(a, { made: 10, inStock: 3 })
  await say(b, { made: 20, inStock: 4, day: dayAt(at(-3)) })
  const after = (await desk.call('enterprise.totals', { query: { place: luotian } })).body.kinds.find(
    (k) => k.kind === 'high-flow',
  )
  expect((after?.made ?? 0) - (before?.made ?? 0)).toBe(10)
  expect((after?.inStock ?? 0) - (before?.inStock ?? 0)).toBe(3)
  expect((after?.counted ?? 0) - (before?.counted ?? 0)).toBe(1)
  expect(after?.makers).toBe(before?.makers)
})

test('[E1] the form of a day brings the products with their last figures, and the day that is owed and not yet reported', async () => {
  const m = await works('表单厂')
  move(at(1))
  const form = async () => (await m.reporter.call('report.form', { params: { id: m.id } })).body
  expect(await form()).toMatchObject({ day: dayAt(at(0)), part: 'reporter', stands: null, products: [{ unit: 'set' }] })
  await say(m, { day: dayAt(at(0)), made: 12, inStock: 5 })
  expect(await form()).toMatchObject({
    day: dayAt(at(1)),
    products: [{ earlier: [{ made: 12, inStock: 5 }] }],
    workforceOf: 100,
  })
})
