import type { GiftPage } from '@lianfang/contract'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { type Hospital, makeHospital } from '../../../../../../tests/support/deals.js'
import { box, counting, giftsAstray, nobody } from '../../../../../../tests/support/gifts.js'
import {
  astray,
  deskOf,
  head,
  makeStore,
  type Store,
  stockAt,
  unbalanced,
} from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

// A gift that is counted in, inspected, corrected, promised, issued, taken back and meddled with through the ordinary book, in
// whatever order. Paper and pencil say beside it where each unit is.

const now = Date.now()
type Row = { counted: number; quarantine: number; kept: number; issued: number; disposed: number; lost: number }
type Promise_ = {
  readonly id: string
  readonly quantity: number
  issued: number
  readonly issues: Issue[]
  back: boolean
}
type Issue = { readonly id: string; readonly units: number; back: boolean }
type Run = { readonly gift: string; readonly store: Store; readonly rows: Row[]; readonly promises: Promise_[] }

type Command =
  | { do: 'load'; n: number }
  | { do: 'inspect'; row: number; passed: number; failed: number }
  | { do: 'correct'; row: number; there: number }
  | { do: 'promise'; n: number }
  | { do: 'back'; promise: number }
  | { do: 'issue'; promise: number; n: number }
  | { do: 'race'; promise: number }
  | { do: 'unissue'; promise: number }
  | { do: 'meddle'; what: 'release' | 'dispose' | 'issue' }

const pick = fc.nat({ max: 9 })
const n = fc.integer({ min: 1, max: 20 })
const few = fc.nat({ max: 20 })
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('load' as const), n }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('inspect' as const), row: pick, passed: few, failed: fc.nat({ max: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct' as const), row: pick, there: few }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('promise' as const), n }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('back' as const), promise: pick }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('issue' as const), promise: pick, n }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('race' as const), promise: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unissue' as const), promise: pick }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('meddle' as const),
      what: fc.constantFrom('release' as const, 'dispose' as const, 'issue' as const),
    }),
  },
)

let w: World
let desk: Caller
let hospital: Hospital
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  hospital = await makeHospital(w, desk, '人民医院')
})
afterAll(() => w.close())

const sum = (rows: readonly Row[], key: keyof Row): number => rows.reduce((total, row) => total + row[key], 0)
const promised = (run: Run): number =>
  run.promises.reduce((total, one) => total + (one.back ? 0 : one.quantity - one.issued), 0)

type Sent = { readonly status: number; readonly text: string; readonly body: { readonly outcome: string } }

/** A command that paper expects to go well is answered, and a repeat changes nothing; one that it does not is refused. */
const settle = async (expected: boolean, send: () => Promise<Sent>): Promise<boolean> => {
  const first = await send()
  if (!expected) {
    expect(first.status, first.text).toBeGreaterThanOrEqual(400)
    expect(first.status, first.text).toBeLessThan(500)
    return false
  }
  expect(first.text).toContain('"outcome":"recorded"')
  expect((await send()).body.outcome).toBe('already-recorded')
  return true
}

/** Units that were issued leave the rows in the order of their numbers, as far as they are kept: all are of one description. */
const move = (rows: readonly Row[], units: number, from: 'kept' | 'issued', to: 'kept' | 'issued'): void => {
  let left = units
  for (const row of rows) {
    const some = Math.min(left, row[from])
    row[from] -= some
    row[to] += some
    left -= some
  }
}

const load = async (run: Run, units: number): Promise<void> => {
  const body = counting(now, [box({ kind: 'gloves', unit: 'pair', quantity: units, lot: 'F' })], run.gift)
  if (run.rows.length === 0) {
    Object.assign(body, {
      found: { donor: 'unknown', name: null, contact: null, named: 'notSaid', directed: null },
    })
  }
  await settle(true, () => run.store.keeper.call('gift.intake', { params: { id: run.store.id }, body }))
  run.rows.push({ counted: units, quarantine: units, kept: 0, issued: 0, disposed: 0, lost: 0 })
}

const step = async (run: Run, c: Command): Promise<void> => {
  const at = { params: { id: run.store.id, gift: run.gift } }
  const { keeper } = run.store
  const says = { id: uuidv7(), day: dayAt(now) }
  if (c.do === 'load') return load(run, c.n)
  if (c.do === 'inspect') {
    const i = c.row % run.rows.length
    const row = run.rows[i]
    if (row === undefined) return
    const { passed, failed } = c
    const body = { ...says, lines: [{ n: i, passed, failed, cause: failed > 0 ? 'dirty' : null, note: '其余待查' }] }
    const fits = row.quarantine > 0 && passed + failed <= row.quarantine
    if (!(await settle(fits, () => keeper.call('gift.inspect', { ...at, body })))) return
    row.quarantine -= passed + failed
    row.kept += passed
    row.disposed += failed
    return
  }
  if (c.do === 'correct') {
    const i = c.row % run.rows.length
    const row = run.rows[i]
    if (row === undefined) return
    const by = c.there - (row.counted - row.lost)
    const fits = c.there >= row.kept + row.issued + row.disposed && by !== 0
    const body = { ...says, reason: '重点', lines: [{ n: i, there: c.there }], found: [] }
    if (!(await settle(fits, () => keeper.call('gift.correct', { ...at, body })))) return
    row.quarantine += by
    if (by > 0) row.counted += by
    else row.lost -= by
    return
  }
  if (c.do === 'promise') {
    const there = sum(run.rows, 'counted') - sum(run.rows, 'lost') - sum(run.rows, 'disposed') - sum(run.rows, 'issued')
    const to = { facility: hospital.id, use: 'nonClinical' }
    const body = { id: uuidv7(), kind: 'gloves', quantity: c.n, to, reason: '急' }
    const fits = c.n <= there - promised(run)
    if (!(await settle(fits, () => desk.call('gift.assign', { params: { id: run.gift }, body })))) return
    run.promises.push({ id: body.id, quantity: c.n, issued: 0, issues: [], back: false })
    return
  }
  if (c.do === 'meddle') return meddle(run, c.what)
  const one = run.promises[c.promise % Math.max(1, run.promises.length)]
  if (one === undefined) return
  switch (c.do) {
    case 'back': {
      const call = { params: { id: run.gift, target: one.id }, body: { id: uuidv7(), reason: '不要了' } }
      if (await settle(!one.back && one.issued === 0, () => desk.call('gift.unassign', call))) one.back = true
      return
    }
    case 'issue': {
      const body = { ...says, target: one.id, quantity: c.n }
      const fits = !one.back && c.n <= one.quantity - one.issued && c.n <= sum(run.rows, 'kept')
      if (!(await settle(fits, () => keeper.call('gift.issue', { ...at, body })))) return
      move(run.rows, c.n, 'kept', 'issued')
      one.issued += c.n
      one.issues.push({ id: body.id, units: c.n, back: false })
      return
    }
    case 'race': {
      const units = Math.min(one.quantity - one.issued, sum(run.rows, 'kept'))
      // Two of them would be more than there is.
      if (one.back || units === 0 || units * 2 <= Math.min(one.quantity - one.issued, sum(run.rows, 'kept'))) return
      const bodies = [uuidv7(), uuidv7()].map((id) => ({ id, day: dayAt(now), target: one.id, quantity: units }))
      const both = await Promise.all(bodies.map((body) => keeper.call('gift.issue', { ...at, body })))
      const went = both.findIndex((reply) => reply.text.includes('"outcome":"recorded"'))
      expect(both.filter((reply) => reply.text.includes('"outcome":"recorded"'))).toHaveLength(1)
      move(run.rows, units, 'kept', 'issued')
      one.issued += units
      one.issues.push({ id: bodies[went]?.id ?? '', units, back: false })
      return
    }
    case 'unissue': {
      const issue = one.issues.find(({ back }) => !back)
      if (issue === undefined) return
      const call = { params: { ...at.params, issue: issue.id }, body: { ...says, reason: '没有发' } }
      await settle(true, () => keeper.call('gift.unissue', call))
      issue.back = true
      one.issued -= issue.units
      move(run.rows, issue.units, 'issued', 'kept')
    }
  }
}

/** The ordinary book lets no unit of a gift go. */
const meddle = async (run: Run, what: 'release' | 'dispose' | 'issue'): Promise<void> => {
  const [row] = await stockAt(run.store)
  if (row === undefined) return
  const line = { kind: 'gloves', item: row.id, quantity: 1, unit: 'pair' }
  const body =
    what === 'issue'
      ? { ...head(now), reserved: false, lines: [{ ...line, item: null, product: null }] }
      : { ...head(now, { why: '急' }), lines: [{ ...line, state: 'quarantine' }] }
  const reply = await run.store.keeper.call(`stock.${what}`, { params: { id: run.store.id }, body })
  expect(reply.status, reply.text).toBeGreaterThanOrEqual(400)
}

/** The gift, the book and what is published say what paper says, and every unit is somewhere once. */
const compare = async (run: Run): Promise<void> => {
  const page: GiftPage = (await desk.call('gift.read', { params: { id: run.gift } })).body
  for (const key of ['counted', 'quarantine', 'kept', 'issued', 'disposed', 'lost'] as const) {
    expect(page.units[0]?.[key], key).toBe(sum(run.rows, key))
  }
  expect(page.units[0]?.promised).toBe(promised(run))
  const [stock] = await stockAt(run.store)
  expect([stock?.held ?? 0, stock?.reserved ?? 0]).toEqual([sum(run.rows, 'quarantine'), sum(run.rows, 'kept')])
  const { body } = await nobody(w, 'gift.published', { query: { number: page.number } })
  expect(body.sums?.[0]).toEqual({
    ...{ kind: 'gloves', received: sum(run.rows, 'counted') - sum(run.rows, 'lost') },
    ...{ issued: sum(run.rows, 'issued'), disposed: sum(run.rows, 'disposed') },
  })
}

const runs = Number(process.env.LIANFANG_GIFTS ?? 8)

test('[E9, E10] whatever is counted, inspected, corrected, promised, issued and taken back: each unit is in one place, and what is published is what the book says', async () => {
  await fc.assert(
    fc.asyncProperty(n, fc.array(command, { minLength: 8, maxLength: 30 }), async (first, commands) => {
      const store = await makeStore(w, desk, `库${uuidv7()}`)
      const run: Run = { gift: uuidv7(), store, rows: [], promises: [] }
      await load(run, first)
      for (const c of commands) {
        await step(run, c)
        expect(await giftsAstray(w)).toEqual([])
      }
      await compare(run)
    }),
    { numRuns: runs, endOnFailure: true },
  )
  expect([await unbalanced(w), await astray(w)]).toEqual([[], []])
}, 900_000)
