import { randomUUID } from 'node:crypto'
import { type AnyRoute, type RouteId, routes } from '@lianfang/contract'
import type { Role } from '@lianfang/domain/org'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asking, type Caller, luotian, yingshan } from '../support/world.js'
import { type Aimed, type Fixture, makeFixture } from './fixture.js'
import { askFor } from './fixture-deals.js'
import { keepFor } from './fixture-stores.js'

/** Routes that answer a list by pages: their query has a cursor. */
// What is published is everybody's: its pages are tested beside its code.
type Public = Extract<AnyRoute, { readonly guard: { readonly kind: 'public' } }>['id']
type Paged = Exclude<
  Extract<AnyRoute, { readonly query: { readonly shape: { readonly cursor: unknown } } }>['id'],
  Public
>

type Case = {
  /** Who makes cursors in the whole of Luotian, and the same of Yingshan who is handed them. */
  readonly role: Role
  /** The list is of what the reader is named for: both are named for the hospital of their place. */
  readonly named?: true
  /** Who else of Luotian, in another township, is handed them. */
  readonly narrower: Role | null
  readonly ask: (at: Aimed) => Asking
  /** A reader in one township asks for what is theirs. */
  readonly askNarrow?: (at: Aimed) => Asking
  /** All rows of the list with the place they belong to. */
  readonly truth: string
}

const people = `select id::text, township as place from care.person`

/** One case a list; a list route without one does not compile, and the test counts them besides. */
const cases: Readonly<Record<Paged, Case>> = {
  'person.list': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county } }),
    askNarrow: (at) => ({ query: { place: at.township } }),
    truth: people,
  },
  'followup.today': { role: 'countyOfficer', narrower: 'townshipManager', ask: () => ({}), truth: people },
  'followup.done': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county } }),
    askNarrow: (at) => ({ query: { place: at.township } }),
    truth: `select id::text, township as place from care.followup`,
  },
  'import.list': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { county: at.county } }),
    truth: `select id::text, coalesce(nullif(township, ''), home) as place from care.import`,
  },
  'import.rows': {
    role: 'countyOfficer',
    narrower: null,
    ask: (at) => ({ params: { id: at.import } }),
    truth: `select name as id, place from (values ('甲内人', '421123100'), ('乙边人', '421123101'), ('丙外人', '421124100')) v (name, place)`,
  },
  'doubtful.list': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { county: at.county } }),
    truth: `select id::text, township as place from care.doubtful_pair`,
  },
  'move.list': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county } }),
    askNarrow: (at) => ({ query: { place: at.township } }),
    truth: `select id::text, to_township as place from care.move`,
  },
  'alarm.list': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county } }),
    askNarrow: (at) => ({ query: { place: at.township } }),
    truth: `select id::text, township as place from care.alarm`,
  },
  'tier.overrides': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county, state: 'all' } }),
    askNarrow: (at) => ({ query: { place: at.township, state: 'all' } }),
    truth: people,
  },
  'tier.waiting': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county } }),
    askNarrow: (at) => ({ query: { place: at.township } }),
    truth: people,
  },
  'morning.news': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county, kind: 'infection' } }),
    askNarrow: (at) => ({ query: { place: at.township, kind: 'infection' } }),
    truth: people,
  },
  'league.missed': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county } }),
    askNarrow: (at) => ({ query: { place: at.township } }),
    truth: people,
  },
  'medicine.list': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county } }),
    askNarrow: (at) => ({ query: { place: at.township } }),
    truth: `select r.id::text, p.township as place from care.medicine_request r join care.person p on p.id = r.person`,
  },
  'six.missing': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ params: { place: at.county }, query: { point: 3 } }),
    askNarrow: (at) => ({ params: { place: at.township }, query: { point: 3 } }),
    truth: people,
  },
  'trial.people': {
    role: 'countyOfficer',
    narrower: null,
    ask: (at) => ({ params: { id: at.proposals[2] }, query: { place: at.county } }),
    truth: `select c.person::text as id, p.township as place from care.trial_person c join care.person p on p.id = c.person`,
  },
  'facility.list': {
    role: 'administrator',
    narrower: null,
    ask: (at) => ({ query: { place: at.county } }),
    truth: `select id::text, place from kernel.facility`,
  },
  'account.list': {
    role: 'administrator',
    narrower: null,
    ask: () => ({}),
    truth: `select id::text, place from kernel.account`,
  },
  'audit.list': {
    role: 'auditor',
    narrower: null,
    ask: () => ({}),
    truth: `select id::text, place from kernel.audit union all select id::text, place from kernel.audit_open`,
  },
  'told.list': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county } }),
    askNarrow: (at) => ({ query: { place: at.township } }),
    truth: people,
  },
  'call.list': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county } }),
    askNarrow: (at) => ({ query: { place: at.township } }),
    truth: `select id::text, place from care.desk_call`,
  },
  'enterprise.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ query: { place: at.county } }),
    truth: `select id::text, place from supply.enterprise`,
  },
  'report.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ params: { id: at.enterprise } }),
    truth: `select r.id::text, e.place from supply.report r join supply.enterprise e on e.id = r.enterprise`,
  },
  'store.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ query: { place: at.county } }),
    truth: `select id::text, place from supply.store`,
  },
  'stock.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ params: { id: at.store } }),
    truth: `select item::text as id, place from supply.stock`,
  },
  'asset.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ query: { place: at.county } }),
    truth: `select id::text, place from supply.asset`,
  },
  'asset.here': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ params: { id: at.store } }),
    truth: `select id::text, place from supply.asset`,
  },
  'movement.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ params: { id: at.store } }),
    truth: `select m.id::text, s.place from supply.movement m join supply.store s on s.id = m.store`,
  },
  'recall.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: () => ({}),
    truth: `select id::text, place from supply.recall`,
  },
  'consignment.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ query: { place: at.county } }),
    truth: `select id::text, place from supply.move`,
  },
  'consignment.mine': {
    ...{ role: 'warehouseKeeper', narrower: null, named: true, ask: () => ({}) },
    truth: `select id::text, place from supply.move`,
  },
  'grassroots.list': {
    role: 'countyOfficer',
    narrower: 'townshipManager',
    ask: (at) => ({ query: { place: at.county } }),
    askNarrow: (at) => ({ query: { place: at.township } }),
    truth: `select id::text, place from kernel.facility where kind in ('townshipCentre', 'communityCentre', 'villageClinic', 'communityStation')`,
  },
  'order.list': {
    role: 'countyOfficer',
    narrower: null,
    ask: (at) => ({ query: { place: at.county } }),
    truth: `select id::text, home as place from supply.joint_order`,
  },
  'request.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ query: { place: at.county } }),
    truth: `select id::text, place from supply.request`,
  },
  'request.mine': {
    ...{ role: 'hospitalRequester', narrower: null, named: true, ask: () => ({}) },
    truth: `select id::text, place from supply.request`,
  },
  'offer.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ query: { place: at.county } }),
    truth: `select id::text, place from supply.offer`,
  },
  'gift.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ query: { place: at.county } }),
    truth: `select id::text, home as place from supply.gift`,
  },
  'gift.here': {
    ...{ role: 'warehouseKeeper', narrower: null, named: true, ask: (at) => ({ params: { id: at.store } }) },
    truth: `select id::text, home as place from supply.gift`,
  },
  'offer.mine': {
    ...{ role: 'hospitalApprover', narrower: null, named: true, ask: () => ({}) },
    truth: `select id::text, place from supply.offer`,
  },
  'requisition.list': {
    role: 'supplyDesk',
    narrower: null,
    ask: (at) => ({ query: { place: at.county } }),
    truth: `select id::text, place from supply.requisition`,
  },
}

const paged = routes
  .filter((r: AnyRoute) => r.guard.kind !== 'public' && 'query' in r && 'cursor' in r.query.shape)
  .map((r) => r.id as Paged) // what the filter has kept

/** What somebody made up, cut off, mistyped or kept from another version. */
const json = (...parts: readonly unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url')
const nonsense: readonly string[] = [
  'x',
  '0',
  '-1',
  '1e400',
  'NaN',
  '4294967296',
  '9'.repeat(30),
  '-'.repeat(36),
  '\u0000',
  `'; drop table care.person; --`,
  'a'.repeat(400),
  'a'.repeat(401),
  randomUUID(),
  `1~${randomUUID()}`,
  `9999999999999999~${randomUUID()}`,
  Buffer.from('null').toString('base64url'),
  json(),
  json(1e9, null, randomUUID()),
  json(-1, null, randomUUID()),
  json(0.5, 0, randomUUID()),
  json('0', 0, randomUUID()),
  json(0, 1e300, randomUUID()),
  json(0, -9e15, randomUUID()),
  json(0, 'soon', randomUUID()),
  json(0, 0, '-'.repeat(36)),
]

type Answer = { readonly status: number; readonly text: string; readonly code: string | undefined }

const listOf = async (
  caller: Caller,
  id: RouteId,
  asking: Asking,
  query: Readonly<Record<string, string | number>>,
) => {
  const reply = await caller.call(id, { ...asking, query: { ...asking.query, ...query } })
  const page = (reply.status === 200 ? reply.body : { rows: [], next: null }) as {
    rows: unknown[]
    next: string | null
  }
  return { status: reply.status, text: reply.text, code: reply.problem?.code, ...page }
}

const fine = ({ status, code, text }: Answer, why: string): void => {
  if (status === 200) return
  expect([400, 410], `${why}: ${status} ${text.slice(0, 300)}`).toContain(status)
  expect(['cursor.stale', 'request.invalid'], why).toContain(code)
}

type Readers = { readonly maker: Caller; readonly other: Caller; readonly narrow: Caller | null }

const readersOf = async ({ w, at }: Fixture, c: Case): Promise<Readers> => {
  const sign = async (role: Role, place: string): Promise<Caller> => {
    const { id, login } = await w.account({ role, place })
    if (c.named && (role === 'hospitalRequester' || role === 'hospitalApprover')) {
      await askFor(w, place === luotian ? at.inside : at.outside, { account: id, role })
    }
    if (c.named && role === 'warehouseKeeper') await keepFor(w, place === luotian ? at.inside : at.outside, id)
    return w.signIn(login)
  }
  return {
    maker: await sign(c.role, luotian),
    other: await sign(c.role, yingshan),
    narrow: c.narrower === null ? null : await sign(c.narrower, at.edge.township),
  }
}

/** Every page, as somebody turns them; of one row: all cursors that there are. */
const walk = async (caller: Caller, id: RouteId, asking: Asking, limit = 1) => {
  const cursors: string[] = []
  const rows: unknown[] = []
  for (let next: string | null = ''; next !== null && cursors.length < 1000; ) {
    const page = await listOf(caller, id, asking, { limit, ...(next === '' ? {} : { cursor: next }) })
    expect(page.status, page.text).toBe(200)
    rows.push(...page.rows)
    next = page.next
    if (next !== null) cursors.push(next)
  }
  return { cursors, rows }
}

const nets = [
  { words: 'with the program’s own check', may: undefined },
  { words: 'with the program’s own check switched off', may: () => true },
] as const

describe.each(nets)('[X2] cursors of lists, $words', ({ may }) => {
  let fixture: Fixture
  beforeAll(async () => {
    fixture = await makeFixture(may)
    // Ten days on, when everybody is due.
    fixture.w.setNow(Date.now() + 10 * 86_400_000)
  })
  afterAll(() => fixture.w.close())

  test('every list route has a case', () => {
    expect(Object.keys(cases).sort()).toEqual([...paged].sort())
  })

  for (const id of paged) {
    const c = cases[id]
    test(`${id}: a cursor of one county shows nothing of it to the next county or to another township`, async () => {
      const { w, at } = fixture
      const { maker, other, narrow } = await readersOf(fixture, c)
      const { cursors } = await walk(maker, id, c.ask(at.inside))
      expect(cursors.length).toBeGreaterThan(0)
      const { rows: truth } = await w.admin.query<{ id: string; place: string }>(c.truth)
      const readers = [
        { caller: other, asking: c.ask(at.outside), place: yingshan as string },
        ...(narrow === null
          ? []
          : [{ caller: narrow, asking: (c.askNarrow ?? c.ask)(at.edge), place: at.edge.township }]),
      ]
      for (const { caller, asking, place } of readers) {
        const foreign = truth.filter((row) => !row.place.startsWith(place))
        expect(foreign.length).toBeGreaterThan(0)
        for (const cursor of cursors) {
          const page = await listOf(caller, id, asking, { limit: 200, cursor })
          fine(page, `${place} ${cursor}`)
          expect(foreign.filter((row) => page.text.includes(row.id))).toEqual([])
        }
      }
    })
    test(`${id}: pages of one row are together the whole list`, async () => {
      const { maker } = await readersOf(fixture, c)
      const { rows } = await walk(maker, id, c.ask(fixture.at.inside))
      // The audit has more than one page by now: each reading of the lists before it is written down.
      const whole = await walk(maker, id, c.ask(fixture.at.inside), 200)
      const keys = (list: readonly unknown[]) => list.map((r) => (r as { id?: string; row?: number }).id ?? r) // one of both
      expect(keys(rows).slice(-whole.rows.length)).toEqual(keys(whole.rows))
    })
    test(`${id}: a cursor that nobody made is answered with a problem in words, or from the beginning`, async () => {
      const { maker } = await readersOf(fixture, c)
      for (const cursor of nonsense) {
        const page = await listOf(maker, id, c.ask(fixture.at.inside), { cursor })
        fine(page, `${id} ${JSON.stringify(cursor)}`)
      }
    })
  }
})
