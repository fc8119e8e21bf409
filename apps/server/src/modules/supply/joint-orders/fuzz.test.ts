import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { type Clinic, makeClinic } from '../../../../../../tests/support/grassroots.js'
import { astray, deskOf, unbalanced } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let desk: Caller
let officer: Caller
let clinics: readonly [Clinic, Clinic]
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  clinics = [await makeClinic(w, desk), await makeClinic(w, desk)]
})
afterAll(() => w.close())

const PRICE = [700, 300] as const
const ORDERED = [20, 30] as const
const COST = 20 * 700 + 30 * 300

/** What the program should hold of a fund line and its orders, said in the simplest way there is. */
type Model = {
  budget: number
  above: number
  readonly orders: Map<
    string,
    { state: string; readonly received: [number, number]; readonly refused: [number, number] }
  >
}
const boundBy = (m: Model): { committed: number; spent: number } => {
  let [committed, spent] = [0, 0]
  for (const { state, received, refused } of m.orders.values()) {
    for (const i of [0, 1] as const) {
      spent += received[i] * PRICE[i]
      const bound = ['approved', 'ordered', 'partlyReceived', 'received'].includes(state)
      if (bound) committed += (ORDERED[i] - received[i] - refused[i]) * PRICE[i]
    }
  }
  return { committed, spent }
}

type Step =
  | { readonly what: 'approve'; readonly named: boolean }
  | { readonly what: 'place' | 'close' | 'withdraw'; readonly order: number }
  | {
      readonly what: 'receive'
      readonly order: number
      readonly line: 0 | 1
      readonly received: number
      readonly refused: number
    }
  | { readonly what: 'budget'; readonly budget: number }

const order = fc.nat(2)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ what: fc.constant('approve' as const), named: fc.boolean() }),
  fc.record({
    what: fc.constantFrom('place' as const, 'place' as const, 'close' as const, 'withdraw' as const),
    order,
  }),
  fc.record({
    ...{ what: fc.constant('receive' as const), order, line: fc.constantFrom(0 as const, 1 as const) },
    ...{ received: fc.integer({ min: -1, max: 22 }), refused: fc.integer({ min: -1, max: 12 }) },
  }),
  fc.record({ what: fc.constant('budget' as const), budget: fc.integer({ min: 0, max: 60_000 }) }),
)

const newOrder = async (): Promise<{ readonly id: string; readonly lines: readonly [string, string] }> => {
  const [id, a, b] = [randomUUID(), randomUUID(), randomUUID()]
  await w.admin.query(
    `insert into supply.joint_order (home, id, name, state, proposed_by, proposed_name, at, body_hash)
     values ($1, $2, '单', 'proposed', gen_random_uuid(), '提出人', now(), '')`,
    [luotian, id],
  )
  for (const [i, line] of [a, b].entries()) {
    await w.admin.query(
      `insert into supply.joint_line (home, id, joint, n, facility, facility_name, place, kind, ordered, price)
       values ($1, $2, $3, $4, $5, '卫生室', $6, 'ibuprofen', $7, $8)`,
      [luotian, line, id, i, clinics[i as 0 | 1].clinic, clinics[i as 0 | 1].place, ORDERED[i], PRICE[i]],
    )
  }
  return { id, lines: [a, b] }
}

const run = async (steps: readonly Step[]): Promise<void> => {
  const fund = randomUUID()
  const entered = { id: fund, county: luotian, name: fund, budget: 30_000 }
  expect((await officer.call('fund.create', { body: entered })).status).toBe(200)
  const m: Model = { budget: 30_000, above: 0, orders: new Map() }
  const made: { readonly id: string; readonly lines: readonly [string, string] }[] = []
  const fundNow = async () =>
    (await officer.call('fund.list', { query: { place: luotian } })).body.rows.find(({ id }) => id === fund)
  for (const one of steps) {
    const { committed, spent } = boundBy(m)
    if (one.what === 'approve') {
      const next = await newOrder()
      const decision = one.named ? { number: '一', reason: '急' } : null
      const body = { id: uuidv7(), version: 1, fund, decision }
      const reply = await officer.call('order.approve', { params: { id: next.id }, body })
      const missing = COST - (m.budget + m.above - committed - spent)
      expect(reply.status === 200, reply.text).toBe(missing <= 0 || one.named)
      if (reply.status !== 200) continue
      m.above += Math.max(0, missing)
      m.orders.set(next.id, { state: 'approved', received: [0, 0], refused: [0, 0] })
      made.push(next)
    } else if (one.what === 'budget') {
      const { version } = (await fundNow()) ?? { version: 0 }
      const body = { id: uuidv7(), version, budget: one.budget, reason: '调整' }
      const reply = await officer.call('fund.change', { params: { id: fund }, body })
      expect(reply.status === 200, reply.text).toBe(one.budget >= committed + spent - m.above)
      if (reply.status === 200) m.budget = one.budget
    } else {
      const at = made[one.order]
      const known = at === undefined ? undefined : m.orders.get(at.id)
      if (at === undefined || known === undefined) continue
      if (one.what === 'receive') {
        const c = clinics[one.line]
        const { received, refused } = one
        const said = { received, refused, reason: '短少', product: null, lot: 'F1', expiry: null }
        const reply = await c.keeper.call('order.receive', {
          params: { id: at.id, line: at.lines[one.line] },
          body: { id: uuidv7(), store: c.id, day: daysFromNow(0), ...said },
        })
        const rest = ORDERED[one.line] - known.received[one.line] - known.refused[one.line]
        const good = received >= 0 && refused >= 0 && received + refused > 0 && received + refused <= rest
        const may = known.state === 'ordered' || known.state === 'partlyReceived'
        expect(reply.status === 200, reply.text).toBe(good && may)
        if (reply.status !== 200) continue
        known.received[one.line] += received
        known.refused[one.line] += refused
        const settled = [0, 1].every(
          (i) => ORDERED[i as 0 | 1] === known.received[i as 0 | 1] + known.refused[i as 0 | 1],
        )
        known.state = settled ? 'received' : 'partlyReceived'
      } else {
        const said = { place: { supplier: '医药公司' }, close: { reason: '完' }, withdraw: { reason: '撤' } }[one.what]
        const reply = await desk.call(`order.${one.what}`, { params: { id: at.id }, body: { id: uuidv7(), ...said } })
        const may =
          one.what === 'close'
            ? ['ordered', 'partlyReceived', 'received'].includes(known.state)
            : known.state === 'approved'
        expect(reply.status === 200, reply.text).toBe(may)
        if (may) known.state = { place: 'ordered', close: 'closed', withdraw: 'withdrawn' }[one.what]
      }
    }
    const now = await fundNow()
    const bound = boundBy(m)
    expect(now).toMatchObject({ budget: m.budget, above: m.above, ...bound })
    expect(now?.left).toBe(m.budget + m.above - bound.committed - bound.spent)
    expect(now?.left).toBeGreaterThanOrEqual(0)
  }
  for (const [id, { state }] of m.orders) {
    expect((await officer.call('order.read', { params: { id } })).body.state).toBe(state)
  }
}

test('[E10] whatever is approved, placed, received, closed and re-budgeted in whatever order, the fund line says what a sheet of paper would', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), run), { numRuns: 25 })
  expect([await unbalanced(w), await astray(w)]).toEqual([[], []])
})

test('[E10] two clinics receive and the county approves at once: no fen is lost', async () => {
  const fund = randomUUID()
  await officer.call('fund.create', { body: { id: fund, county: luotian, name: fund, budget: 10_000_000 } })
  const approve = async (id: string) =>
    officer.call('order.approve', { params: { id }, body: { id: uuidv7(), version: 1, fund, decision: null } })
  const first = await newOrder()
  await approve(first.id)
  await desk.call('order.place', { params: { id: first.id }, body: { id: uuidv7(), supplier: '医药公司' } })
  const others = await Promise.all(Array.from({ length: 6 }, newOrder))
  const receive = (i: 0 | 1) =>
    clinics[i].keeper.call('order.receive', {
      params: { id: first.id, line: first.lines[i] },
      body: {
        ...{ id: uuidv7(), store: clinics[i].id, day: daysFromNow(0), received: 1, refused: 0, reason: null },
        ...{ product: null, lot: 'F1', expiry: null },
      },
    })
  const replies = await Promise.all([
    ...others.map(({ id }) => approve(id)),
    ...Array.from({ length: 10 }, (_, i) => receive((i % 2) as 0 | 1)),
  ])
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200))
  const now = (await officer.call('fund.list', { query: { place: luotian } })).body.rows.find(({ id }) => id === fund)
  const spent = 5 * 700 + 5 * 300
  expect(now).toMatchObject({ committed: 7 * COST - spent, spent })
})
