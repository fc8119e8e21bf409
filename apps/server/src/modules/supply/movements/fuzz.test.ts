import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import {
  astray,
  deskOf,
  head,
  incoming,
  makeStore,
  outgoing,
  type Store,
  unbalanced,
} from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type Reply, type World } from '../../../../../../tests/support/world.js'

// What a person with paper and pencil would keep: for each store and lot, how many lie where, and what was done in order.

const lots = ['A', 'B', 'C'] as const
type Lot = (typeof lots)[number]
const expiries: Readonly<Record<Lot, string | null>> = { A: daysFromNow(0), B: daysFromNow(40), C: null }
type Where = 'free' | 'quarantine'
type Cell = { free: number; quarantine: number; reserved: Record<string, number> }
type Change = { readonly lot: Lot; readonly add: Partial<Record<Where | `r:${string}`, number>> }
type Done = {
  readonly id: string
  readonly store: number
  readonly changes: readonly Change[]
  reversed: boolean
  readonly mirror: boolean
}
type Model = {
  cells: Record<Lot, Cell>[]
  done: Done[]
  recalled: Map<Lot, string>
  counted: { at: string; lot: Lot; store: number; shelf: number } | null
}

const cell = (): Cell => ({ free: 0, quarantine: 0, reserved: {} })
const fresh = (): Model => ({
  cells: [0, 1].map(() => ({ A: cell(), B: cell(), C: cell() })),
  done: [],
  recalled: new Map(),
  counted: null,
})

const get = (c: Cell, key: string): number => (key.startsWith('r:') ? (c.reserved[key.slice(2)] ?? 0) : c[key as Where]) // one of both
const add = (c: Cell, key: string, n: number): void => {
  if (key.startsWith('r:')) c.reserved[key.slice(2)] = (c.reserved[key.slice(2)] ?? 0) + n
  else c[key as Where] += n
}
const fits = (m: Model, store: number, changes: readonly Change[]): boolean =>
  changes.every(({ lot, add: by }) =>
    Object.entries(by).every(([key, n]) => get(m.cells[store]?.[lot] ?? cell(), key) + (n ?? 0) >= 0),
  )
const apply = (m: Model, store: number, changes: readonly Change[]): void => {
  for (const { lot, add: by } of changes)
    for (const [key, n] of Object.entries(by)) add(m.cells[store]?.[lot] ?? cell(), key, n ?? 0)
}

type Command =
  | { do: 'receive'; store: number; lot: Lot; n: number; into: Where }
  | { do: 'issue' | 'reserve'; store: number; n: number; ref: string }
  | { do: 'issueReserved' | 'unreserve'; store: number; n: number; ref: string }
  | { do: 'hold' | 'release'; store: number; lot: Lot; n: number }
  | { do: 'look'; store: number; lot: Lot }
  | { do: 'count'; off: number }
  | { do: 'reverse'; nth: number }
  | { do: 'recall' | 'lift'; lot: Lot }
  | { do: 'race'; store: number; n: number }

const store = fc.integer({ min: 0, max: 1 })
const n = fc.integer({ min: 1, max: 8 })
const lot = fc.constantFrom(...lots)
const ref = fc.constantFrom('x', 'y')
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('receive' as const),
      store,
      lot,
      n,
      into: fc.constantFrom('free', 'quarantine'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('issue', 'reserve'), store, n, ref }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('issueReserved', 'unreserve'), store, n, ref }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('hold', 'release'), store, lot, n }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const), store, lot }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('count' as const), off: fc.integer({ min: -3, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reverse' as const), nth: fc.nat({ max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('recall', 'lift'), lot }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('race' as const), store, n }) },
)

let w: World
let desk: Caller
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
})
afterAll(() => w.close())

type Sent = Pick<Reply<'stock.issue'>, 'status' | 'text' | 'problem' | 'body'>

type Run = { readonly m: Model; readonly stores: readonly Store[]; readonly items: Map<string, string> }

const at = (run: Run, i: number): Store => run.stores[i] ?? (undefined as never) // two were made
/** Lots that may be handed out, the first to expire first, with what is free of each. */
const usable = ({ m }: Run, i: number): readonly (readonly [Lot, number])[] =>
  lots.filter((one) => !m.recalled.has(one)).map((one) => [one, m.cells[i]?.[one].free ?? 0])

const takeFrom = (
  pool: readonly (readonly [Lot, number])[],
  wanted: number,
): readonly (readonly [Lot, number])[] | null => {
  let left = wanted
  const taken = pool.flatMap(([one, there]) => {
    const some = Math.min(there, left)
    left -= some
    return some === 0 ? [] : [[one, some] as const]
  })
  return left === 0 ? taken : null
}

/** Compares the answer with what paper says; a refusal leaves both as they were. A repeat changes nothing. */
const settle = async (
  run: Run,
  i: number,
  expected: readonly Change[] | null,
  send: () => Promise<Sent>,
  mirror = false,
): Promise<void> => {
  const first = await send()
  if (expected === null) {
    expect(first.status, first.text).toBeGreaterThanOrEqual(400)
    expect(first.problem?.code, first.text).toMatch(/^stock\./)
    return
  }
  expect(first.body, first.text).toMatchObject({ outcome: 'recorded' })
  expect((await send()).body, 'a repeat').toMatchObject({ outcome: 'already-recorded' })
  apply(run.m, i, expected)
  if (first.body.outcome !== 'recorded') return
  run.m.done.push({ id: first.body.result.id, store: i, changes: expected, reversed: false, mirror })
  for (const line of first.body.result.lines) run.items.set(`${i}${line.item.lot}`, line.item.id)
}

const step = async (run: Run, c: Command): Promise<void> => {
  const { m } = run
  switch (c.do) {
    case 'receive': {
      const body = {
        ...head(),
        into: c.into,
        lines: [incoming({ lot: c.lot, expiry: expiries[c.lot], quantity: c.n })],
      }
      return settle(run, c.store, [{ lot: c.lot, add: { [c.into]: c.n } }], () =>
        at(run, c.store).keeper.call('stock.receive', { params: { id: at(run, c.store).id }, body }),
      )
    }
    case 'issue':
    case 'reserve': {
      const taken = takeFrom(usable(run, c.store), c.n)
      const key = c.do === 'issue' ? null : (`r:${c.ref}` as const)
      const expected =
        taken?.map(([one, q]) => ({ lot: one, add: { free: -q, ...(key === null ? {} : { [key]: q }) } })) ?? null
      const lines = [outgoing({ quantity: c.n })]
      const id = at(run, c.store).id
      const body = { ...head(), reference: c.ref, reserved: false, lines }
      return settle(run, c.store, expected, () =>
        at(run, c.store).keeper.call(c.do === 'issue' ? 'stock.issue' : 'stock.reserve', { params: { id }, body }),
      )
    }
    case 'issueReserved':
    case 'unreserve': {
      const key = `r:${c.ref}` as const
      const all = (c.do === 'unreserve' ? lots : lots.filter((one) => !m.recalled.has(one))).map(
        (one) => [one, get(m.cells[c.store]?.[one] ?? cell(), key)] as const,
      )
      const taken = takeFrom(all, c.n)
      const body = { ...head(), reference: c.ref, reserved: true, lines: [outgoing({ quantity: c.n })] }
      const id = at(run, c.store).id
      const route = c.do === 'unreserve' ? 'stock.unreserve' : 'stock.issue'
      // Which lot is freed is not the paper's business: it is read from the answer.
      if (c.do === 'unreserve' && taken !== null) {
        const reply = await at(run, c.store).keeper.call(route, { params: { id }, body })
        expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
        if (reply.body.outcome !== 'recorded') return
        const changes = reply.body.result.lines.map(
          (line): Change => ({ lot: line.item.lot as Lot, add: { [key]: -line.quantity, free: line.quantity } }), // a lot of ours
        )
        expect(fits(m, c.store, changes)).toBe(true)
        apply(m, c.store, changes)
        m.done.push({ id: reply.body.result.id, store: c.store, changes, reversed: false, mirror: false })
        return
      }
      const expected = taken?.map(([one, q]) => ({ lot: one, add: { [key]: -q } })) ?? null
      return settle(run, c.store, expected, () => at(run, c.store).keeper.call(route, { params: { id }, body }))
    }
    case 'hold':
    case 'release': {
      const item = run.items.get(`${c.store}${c.lot}`)
      if (item === undefined) return
      const [from, to] = c.do === 'hold' ? (['free', 'quarantine'] as const) : (['quarantine', 'free'] as const)
      const changes = [{ lot: c.lot, add: { [from]: -c.n, [to]: c.n } }]
      const body = { ...head(), why: '检验', to, lines: [outgoing({ item, quantity: c.n, state: from })] }
      const id = at(run, c.store).id
      return settle(run, c.store, fits(m, c.store, changes) ? changes : null, () =>
        at(run, c.store).keeper.call(c.do === 'hold' ? 'stock.hold' : 'stock.release', { params: { id }, body }),
      )
    }
    case 'look': {
      const known = m.cells[c.store]?.[c.lot] ?? cell()
      const shelf = known.free + Object.values(known.reserved).reduce((sum, q) => sum + q, 0)
      if (!run.items.has(`${c.store}${c.lot}`)) return
      // What was entered in the same millisecond would count as before.
      await new Promise((done) => setTimeout(done, 2))
      m.counted = { at: new Date().toISOString(), lot: c.lot, store: c.store, shelf }
      await new Promise((done) => setTimeout(done, 2))
      return
    }
    case 'count': {
      const seen = m.counted
      if (seen === null) return
      const found = Math.max(0, seen.shelf + c.off)
      const changes = [{ lot: seen.lot, add: { free: found - seen.shelf } }]
      const line = {
        kind: 'mask-surgical',
        item: run.items.get(`${seen.store}${seen.lot}`),
        product: null,
        lot: null,
        expiry: null,
        serial: null,
      }
      const body = {
        ...head(),
        why: '盘点',
        countedAt: seen.at,
        whole: [],
        lines: [{ ...line, place: 'shelf', counted: found }],
      }
      const id = at(run, seen.store).id
      m.counted = null
      return settle(run, seen.store, fits(m, seen.store, changes) ? changes : null, () =>
        at(run, seen.store).keeper.call('stock.count', { params: { id }, body }),
      )
    }
    case 'reverse': {
      const done = m.done[c.nth % Math.max(1, m.done.length)]
      if (done === undefined) return
      const changes = done.changes.map((change) => ({
        lot: change.lot,
        add: Object.fromEntries(Object.entries(change.add).map(([key, q]) => [key, -(q ?? 0)])),
      }))
      const may = !done.reversed && !done.mirror && fits(m, done.store, changes)
      const id = at(run, done.store).id
      const body = { id: uuidv7(), day: daysFromNow(0), why: '录错' }
      await settle(
        run,
        done.store,
        may ? changes : null,
        () => at(run, done.store).keeper.call('stock.reverse', { params: { id, movement: done.id }, body }),
        true,
      )
      if (may) done.reversed = true
      return
    }
    case 'recall': {
      if (m.recalled.has(c.lot)) return
      const id = randomUUID()
      const recall = {
        id,
        place: luotian,
        kind: 'mask-surgical',
        product: null,
        lot: c.lot,
        serials: null,
        reason: '抽检',
      }
      expect((await desk.call('recall.create', { body: recall })).body.outcome).toBe('recorded')
      m.recalled.set(c.lot, id)
      return
    }
    case 'lift': {
      const id = m.recalled.get(c.lot)
      if (id === undefined) return
      const body = { id: randomUUID(), reason: '合格' }
      expect((await desk.call('recall.lift', { params: { id }, body })).body.outcome).toBe('recorded')
      m.recalled.delete(c.lot)
      return
    }
    case 'race': {
      // Three issue at once: as many go through as there is for, in whatever order.
      const id = at(run, c.store).id
      const there = usable(run, c.store).reduce((sum, [, q]) => sum + q, 0)
      const replies = await Promise.all(
        [0, 1, 2].map(() =>
          at(run, c.store).keeper.call('stock.issue', {
            params: { id },
            body: { ...head(), reserved: false, lines: [outgoing({ quantity: c.n })] },
          }),
        ),
      )
      const done = replies.filter((r) => r.status === 200)
      expect(done).toHaveLength(Math.min(3, Math.floor(there / c.n)))
      for (const r of done) {
        if (r.body.outcome !== 'recorded') continue
        const changes = r.body.result.lines.map(
          (line): Change => ({ lot: line.item.lot as Lot, add: { free: -line.quantity } }),
        ) // ours
        apply(m, c.store, changes)
        m.done.push({ id: r.body.result.id, store: c.store, changes, reversed: false, mirror: false })
      }
      return
    }
  }
}

const compare = async ({ m, stores }: Run): Promise<void> => {
  for (const [i, s] of stores.entries()) {
    const { rows } = (await s.keeper.call('stock.list', { params: { id: s.id }, query: { limit: 200 } })).body
    for (const one of lots) {
      const known = m.cells[i]?.[one] ?? cell()
      const reserved = Object.values(known.reserved).reduce((sum, q) => sum + q, 0)
      const row = rows.find((each) => each.lot === one)
      const recalled = m.recalled.has(one)
      const onHand = known.free + known.quarantine + reserved
      expect([row?.onHand ?? 0, row?.held ?? 0, row?.available ?? 0], `store ${i} lot ${one}`).toEqual([
        onHand,
        recalled ? onHand : known.quarantine,
        recalled ? 0 : known.free,
      ])
    }
  }
}

test('[E9] whatever is done in whatever order, the book says what paper and pencil say: nothing negative, nothing lost', async () => {
  let nth = 0
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 60, size: 'max' }), async (commands) => {
      await w.admin.query('update supply.recall set lifted_at = now() where lifted_at is null')
      nth += 1
      const stores = [await makeStore(w, desk, `纸甲${nth}`), await makeStore(w, desk, `纸乙${nth}`)]
      const run: Run = { m: fresh(), stores, items: new Map() }
      for (const c of commands) await step(run, c)
      await compare(run)
      expect(await unbalanced(w)).toEqual([])
      expect(await astray(w)).toEqual([])
    }),
    { numRuns: Number(process.env.LIANFANG_BOOKS ?? 25), endOnFailure: true },
  )
}, 300_000)
