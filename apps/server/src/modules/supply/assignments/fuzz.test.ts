import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  approved,
  command,
  confirmAll,
  facts,
  give,
  type Hospital,
  makeHospital,
  offered,
  verifyAt,
} from '../../../../../../tests/support/deals.js'
import { deskOf } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

// What a person with paper and pencil would keep: what each request was verified at and each offer holds, and which assignments stand.

type Request = {
  readonly id: string
  readonly hospital: number
  state: 'approved' | 'verified' | 'ended'
  verified: number
}
type Offer = { readonly id: string; quantity: number; open: boolean }
type Given = {
  readonly id: string
  readonly request: number
  readonly offer: number
  readonly quantity: number
  stands: boolean
}
type Model = { readonly requests: Request[]; readonly offers: Offer[]; readonly given: Given[] }

type Command =
  | { do: 'ask'; hospital: number; waiting: number; quantity: number }
  | { do: 'offer'; quantity: number }
  | { do: 'verify'; request: number; less: number }
  | { do: 'give'; request: number; offer: number; quantity: number; twice: boolean }
  | { do: 'race'; one: number; other: number; offer: number; quantity: number }
  | { do: 'back'; given: number }
  | { do: 'lower'; offer: number; quantity: number }
  | { do: 'end'; offer: number }
  | { do: 'withdraw' | 'close' | 'refuse'; request: number }

const nth = fc.nat({ max: 5 })
const n = fc.integer({ min: 1, max: 7 })
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('ask' as const), hospital: fc.nat({ max: 1 }), waiting: n, quantity: n }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('offer' as const), quantity: n }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('verify' as const), request: nth, less: fc.nat({ max: 2 }) }) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      request: nth,
      offer: nth,
      quantity: n,
      twice: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('race' as const), one: nth, other: nth, offer: nth, quantity: n }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('back' as const), given: fc.nat({ max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lower' as const), offer: nth, quantity: n }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), offer: nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('withdraw', 'close', 'refuse'), request: nth }) },
)

let w: World
let desk: Caller
let other: Caller
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  other = await deskOf(w, luotian)
})
afterAll(() => w.close())

const pick = <T>(list: readonly T[], at: number): T | undefined =>
  list.length === 0 ? undefined : list[at % list.length]
const sum = (list: readonly Given[]): number => list.reduce((total, { quantity }) => total + quantity, 0)
const ofRequest = (m: Model, request: number) => m.given.filter((g) => g.stands && g.request === request)
const ofOffer = (m: Model, offer: number) => m.given.filter((g) => g.stands && g.offer === offer)

type Run = { readonly m: Model; readonly hospitals: readonly Hospital[] }

/** Whether so many units of an offer may go to a request, by the paper alone. */
const mayGive = (m: Model, request: number, offer: number, quantity: number): boolean => {
  const r = m.requests[request]
  const o = m.offers[offer]
  if (r === undefined || o === undefined || r.state !== 'verified' || !o.open) return false
  return sum(ofRequest(m, request)) + quantity <= r.verified && sum(ofOffer(m, offer)) + quantity <= o.quantity
}

/** What the hospital's other requests bring, by the paper. */
const comingOf = (m: Model, request: number): number =>
  m.requests.reduce((total, r, i) => {
    if (i === request || r.hospital !== m.requests[request]?.hospital) return total
    return total + (r.state === 'verified' ? r.verified : sum(ofRequest(m, i)))
  }, 0)

const said = new Map<string, { waiting: number; quantity: number }>()

const ask = async ({ m, hospitals }: Run, c: Extract<Command, { do: 'ask' }>): Promise<void> => {
  const hospital = hospitals[c.hospital]
  if (hospital === undefined || m.requests.length >= 6) return
  const id = await approved(hospital, {
    quantity: c.quantity,
    facts: facts({ criticalWaiting: c.waiting, idle: 0, staffedBeds: 9 }),
  })
  said.set(id, c)
  m.requests.push({ id, hospital: c.hospital, state: 'approved', verified: 0 })
}

const verify = async ({ m }: Run, c: Extract<Command, { do: 'verify' }>): Promise<void> => {
  const row = pick(m.requests, c.request)
  if (row === undefined) return
  const i = m.requests.indexOf(row)
  const { waiting, quantity } = said.get(row.id) ?? { waiting: 0, quantity: 0 }
  const most = Math.min(quantity, Math.max(0, waiting - comingOf(m, i)))
  const page = (await desk.call('request.read', { params: { id: row.id } })).body
  expect(page.need.verified).toBe(most)
  const wanted = Math.max(0, most - c.less)
  const reply = await verifyAt(desk, row.id, wanted, '核减')
  const allowed = row.state !== 'ended' && wanted >= sum(ofRequest(m, i))
  expect(reply.status < 400, reply.text).toBe(allowed)
  if (allowed) Object.assign(row, { state: 'verified', verified: wanted })
}

const giveSome = async ({ m }: Run, c: Extract<Command, { do: 'give' }>): Promise<void> => {
  const row = pick(m.requests, c.request)
  const offer = pick(m.offers, c.offer)
  if (row === undefined || offer === undefined) return
  const [i, j] = [m.requests.indexOf(row), m.offers.indexOf(offer)]
  const allowed = mayGive(m, i, j, c.quantity)
  const id = randomUUID()
  const reply = await give(desk, row.id, offer.id, c.quantity, { id })
  expect(reply.status < 400, reply.text).toBe(allowed)
  if (!allowed) return
  m.given.push({ id, request: i, offer: j, quantity: c.quantity, stands: true })
  if (c.twice) expect((await give(desk, row.id, offer.id, c.quantity, { id })).body.outcome).toBe('already-recorded')
}

const race = async ({ m }: Run, c: Extract<Command, { do: 'race' }>): Promise<void> => {
  const rows = [pick(m.requests, c.one), pick(m.requests, c.other)]
  const offer = pick(m.offers, c.offer)
  if (offer === undefined) return
  const sent = await Promise.all(
    rows.map(async (row, nr) => {
      if (row === undefined) return null
      const id = randomUUID()
      const reply = await give(nr === 0 ? desk : other, row.id, offer.id, c.quantity, { id })
      expect(reply.status, reply.text).toBeLessThan(500)
      return { id, row, done: reply.status < 400 }
    }),
  )
  const j = m.offers.indexOf(offer)
  // Whichever came first, the paper allows what was done in one of the two orders.
  const orders = [sent, [...sent].reverse()].map((order) => {
    const trial: Model = { ...m, given: [...m.given] }
    const fits = order.every((one) => {
      if (one === null) return true
      const i = m.requests.indexOf(one.row)
      const allowed = mayGive(trial, i, j, c.quantity)
      if (allowed) trial.given.push({ id: one.id, request: i, offer: j, quantity: c.quantity, stands: true })
      return allowed === one.done
    })
    return fits ? trial : null
  })
  const found = orders.find((trial) => trial !== null)
  expect(found, JSON.stringify(sent.map((one) => one?.done))).toBeDefined()
  m.given.splice(0, m.given.length, ...(found?.given ?? []))
}

const back = async ({ m }: Run, c: Extract<Command, { do: 'back' }>): Promise<void> => {
  const one = pick(m.given, c.given)
  if (one === undefined) return
  const params = { id: m.requests[one.request]?.id ?? '', assignment: one.id }
  const reply = await desk.call('assign.back', { params, body: command({ reason: '另有安排' }) })
  expect(reply.status < 400, reply.text).toBe(one.stands)
  one.stands = false
}

const changeOffer = async ({ m }: Run, c: Extract<Command, { do: 'lower' | 'end' }>): Promise<void> => {
  const offer = pick(m.offers, c.offer)
  if (offer === undefined) return
  const params = { id: offer.id }
  const assigned = sum(ofOffer(m, m.offers.indexOf(offer)))
  if (c.do === 'end') {
    const reply = await desk.call('offer.withdraw', { params, body: command({ reason: '撤回' }) })
    expect(reply.status < 400, reply.text).toBe(offer.open)
    offer.open = false
    return
  }
  const allowed = offer.open && c.quantity < offer.quantity && c.quantity >= assigned
  const reply = await desk.call('offer.lower', { params, body: command({ quantity: c.quantity, reason: '运损' }) })
  expect(reply.status < 400, reply.text).toBe(allowed)
  if (allowed) offer.quantity = c.quantity
}

const end = async (
  { m, hospitals }: Run,
  c: Extract<Command, { do: 'withdraw' | 'close' | 'refuse' }>,
): Promise<void> => {
  const row = pick(m.requests, c.request)
  if (row === undefined) return
  const given = ofRequest(m, m.requests.indexOf(row))
  const allowed =
    row.state !== 'ended' && (c.do === 'withdraw' || (c.do === 'close' ? row.state === 'verified' : given.length === 0))
  const caller = c.do === 'withdraw' ? hospitals[row.hospital]?.requester : desk
  const reply = await caller?.call(`request.${c.do}`, { params: { id: row.id }, body: command({ reason: '结束' }) })
  expect((reply?.status ?? 500) < 400, reply?.text).toBe(allowed)
  if (!allowed) return
  row.state = 'ended'
  if (c.do === 'withdraw') for (const one of given) one.stands = false
}

const step = async (run: Run, c: Command): Promise<void> => {
  switch (c.do) {
    case 'ask':
      return ask(run, c)
    case 'offer':
      if (run.m.offers.length < 6) {
        run.m.offers.push({ id: await offered(desk, { quantity: c.quantity }), quantity: c.quantity, open: true })
      }
      return
    case 'verify':
      return verify(run, c)
    case 'give':
      return giveSome(run, c)
    case 'race':
      return race(run, c)
    case 'back':
      return back(run, c)
    case 'lower':
    case 'end':
      return changeOffer(run, c)
    default:
      return end(run, c)
  }
}

/** The database says what the paper says. */
const check = async ({ m }: Run): Promise<void> => {
  for (const [i, row] of m.requests.entries()) {
    const page = (await other.call('request.read', { params: { id: row.id } })).body
    expect(page.assigned).toBe(sum(ofRequest(m, i)))
    expect(page.assigned).toBeLessThanOrEqual(page.verified ?? 0)
    expect(
      page.assignments
        .filter((a) => a.state === 'assigned')
        .map((a) => a.id)
        .sort(),
    ).toEqual(
      ofRequest(m, i)
        .map(({ id }) => id)
        .sort(),
    )
  }
  for (const [j, offer] of m.offers.entries()) {
    const page = (await other.call('offer.read', { params: { id: offer.id } })).body
    expect(page).toMatchObject({ assigned: sum(ofOffer(m, j)), quantity: offer.quantity })
    expect(page.assigned).toBeLessThanOrEqual(page.quantity)
  }
}

test('[E3] however requests, offers and assignments are dealt with, nothing is given twice, nor above the verified need or the offer', async () => {
  let number = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyCommand, { minLength: 12, maxLength: 30 }), async (commands) => {
      number += 1
      const hospitals = await Promise.all([0, 1].map((i) => makeHospital(w, desk, `随机医院${number}-${i}`)))
      const run: Run = { m: { requests: [], offers: [], given: [] }, hospitals }
      for (const hospital of hospitals) await confirmAll(hospital, await approved(hospital, { quantity: 1 }))
      // Each history begins with something to give and two who need it.
      for (const at of [0, 1]) {
        await step(run, { do: 'ask', hospital: at, waiting: 7, quantity: 7 })
        await step(run, { do: 'verify', request: at, less: 0 })
        await step(run, { do: 'offer', quantity: 7 })
      }
      for (const one of commands) await step(run, one)
      await check(run)
    }),
    { numRuns: Number(process.env.LIANFANG_HISTORIES ?? 12) },
  )
}, 180_000)
