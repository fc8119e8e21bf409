import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hospital, makeHospital, offered, owned, ready } from '../../../../../../tests/support/deals.js'
import { deskOf } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

// Row security must leave the indexes usable: with sequential scans priced out of the market a plan that still holds one has no
// index to use (kernel/db/explain.test.ts does the same for people). On the very statements that the routes send.

const watched = ['request', 'offer', 'requisition', 'assignment', 'gate', 'step']
const sent: { text: string; values: unknown[] }[] = []
let opening = ''
let w: World
let hospital: Hospital
let request = ''
let offer = ''
const callers = new Map<string, Caller>()

/** Notes what the routes send on the app's connections. */
const watch = (): void => {
  const { app } = w.house.db
  const connect = app.connect.bind(app)
  app.connect = (async () => {
    const client: PoolClient = await connect()
    const query = client.query.bind(client)
    client.query = ((q: unknown, ...rest: []) => {
      if (typeof q === 'string' && q.startsWith('begin')) opening = q
      else if (typeof q === 'object' && q !== null && 'text' in q) sent.push(q as (typeof sent)[number])
      return query(q as string, ...rest)
    }) as typeof client.query // passes everything on
    return client
  }) as typeof app.connect
}

beforeAll(async () => {
  w = await makeWorld()
  const desk = await deskOf(w, luotian)
  hospital = await makeHospital(w, desk, '计划医院')
  request = await ready(hospital, desk)
  const transfer = {
    channel: 'transfer',
    owner: { kind: 'facility', id: hospital.id },
    place: null,
    party: null,
    seenPaper: null,
  }
  offer = await offered(hospital.requester, { ...transfer, kind: 'ecmo', quantity: 1, owned: owned() })
  // Copies of both in another county, so that the tables are worth an index.
  await w.admin.query(
    `insert into kernel.facility (home, id, kind, name, place) values ('421124', gen_random_uuid(), 'hospital', '别县', '421124100')`,
  )
  for (const [table, keys] of [
    ['request', 'id, facility, home, place'],
    ['offer', 'id, facility, home, place'],
  ] as const) {
    const { rows } = await w.admin.query<{ c: string }>(
      `select string_agg(quote_ident(attname), ', ') as c from pg_attribute
       where attrelid = 'supply.${table}'::regclass and attnum > 0 and not attisdropped and attname <> all($1)`,
      [keys.split(', ')],
    )
    const rest = rows[0]?.c ?? ''
    await w.admin.query(
      `insert into supply.${table} (${keys}, ${rest})
       select gen_random_uuid(), (select id from kernel.facility where name = '别县'), '421124', '421124100', ${rest}
       from supply.${table} cross join generate_series(1, 1500) where id = $1`,
      [table === 'request' ? request : offer],
    )
  }
  callers.set('county', desk)
  callers.set('nation', await deskOf(w, 'nation'))
  callers.set('hospital', hospital.requester)
  await w.admin.query('analyze')
  watch()
})
afterAll(() => w.close())

type Plan = { readonly 'Node Type': string; readonly 'Relation Name'?: string; readonly Plans?: readonly Plan[] }

const scansOf = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && watched.includes(plan['Relation Name'] ?? '')
    ? [plan['Relation Name'] ?? '']
    : []),
  ...(plan.Plans ?? []).flatMap(scansOf),
]

const explain = async (text: string, values: unknown[]): Promise<string[]> => {
  const client = await w.house.admin()
  try {
    await client.query('set role lianfang_app')
    await client.query(opening.replace('begin read only', 'begin'))
    await client.query('set local enable_seqscan = off')
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>({
      text: `explain (format json) ${text}`,
      values,
    })
    return scansOf(rows[0]?.['QUERY PLAN'][0].Plan ?? { 'Node Type': 'none' })
  } finally {
    await client.end()
  }
}

type Ask = (c: Caller) => Promise<{ status: number; text: string }>
const atDesk: Readonly<Record<string, (place: string) => Ask>> = {
  'the list of requests by urgency': (place) => (c) => c.call('request.list', { query: { place, limit: 20 } }),
  'the newest requests of a kind': (place) => (c) =>
    c.call('request.list', { query: { place, sort: 'newest', kind: 'ventilator-invasive', limit: 20 } }),
  'the list of the overstated': (place) => (c) => c.call('request.overstated', { query: { place } }),
  'the list of offers': (place) => (c) => c.call('offer.list', { query: { place, limit: 20 } }),
  'the newest offers': (place) => (c) => c.call('offer.list', { query: { place, sort: 'newest', limit: 20 } }),
  'the list of requisitions': (place) => (c) => c.call('requisition.list', { query: { place } }),
  'a request’s page': () => (c) => c.call('request.read', { params: { id: request } }),
  'what stands beside a request': () => (c) => c.call('request.beside', { params: { id: request } }),
  'what can be given to a request': () => (c) => c.call('assign.options', { params: { id: request } }),
  'an offer’s page': () => (c) => c.call('offer.read', { params: { id: offer } }),
}
const inside: Readonly<Record<string, Ask>> = {
  'the hospital’s requests': (c) => c.call('request.mine', { query: {} }),
  'the hospital’s offers': (c) => c.call('offer.mine', { query: {} }),
  'a request’s page': (c) => c.call('request.read', { params: { id: request } }),
}

const asks = [
  ...(['county', 'nation'] as const).flatMap((scope) =>
    Object.entries(atDesk).map(([what, ask]) => ({ scope, what, ask: ask(scope === 'county' ? luotian : 'nation') })),
  ),
  ...Object.entries(inside).map(([what, ask]) => ({ scope: 'hospital', what, ask })),
]
for (const { scope, what, ask } of asks) {
  test(`[E3] [X2] ${what} finds its rows by index under row security at the scope of a ${scope}`, async () => {
    const caller = callers.get(scope)
    if (caller === undefined) throw new Error('nobody')
    sent.length = 0
    const reply = await ask(caller)
    expect(reply.status, reply.text).toBe(200)
    const reads = sent.filter((s) => /^\s*(select|with)/i.test(s.text) && !/insert|update|delete/i.test(s.text))
    expect(reads.length).toBeGreaterThan(0)
    for (const { text, values } of reads) expect(await explain(text, values), text).toEqual([])
  })
}
