import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeIn } from '../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../tests/support/world.js'

// Row security must leave the indexes usable at every scope. With sequential scans priced out of the market a plan that
// still holds one has no index to use: that is what these tests look for, on the very statements the routes send.

let w: World
const callers = new Map<string, Caller>()
const sent: { text: string; values: unknown[] }[] = []
let opening = ''
let person = ''

const watched = [
  'due',
  'person',
  'person_token',
  'person_secret',
  'person_key',
  'followup',
  'tier_change',
  'counter',
  'team_counter',
]

beforeAll(async () => {
  w = await makeWorld()
  const [first = ''] = await takeIn(w, { county: luotian, people: 300 })
  person = first
  const township = '421123100'
  const medic = await w.account({ role: 'medic', place: township })
  const worker = await w.account({ role: 'villageWorker', place: township })
  await w.account({ role: 'townshipManager', place: township, login: 'manager' })
  await w.account({ role: 'countyOfficer', place: luotian, login: 'officer' })
  const manager = await w.signIn('manager')
  const { body } = await manager.call('team.list', { query: { place: township } })
  await manager.call('team.create', {
    body: {
      id: crypto.randomUUID(),
      township,
      name: '一队',
      members: [
        { accountId: medic.id, medic: true },
        { accountId: worker.id, medic: false },
      ],
      villages: body.unbound.flatMap((u) => (u.village === null ? [] : [u.village.code])),
    },
  })
  callers.set('team', await w.signIn(worker.login))
  callers.set('township', manager)
  callers.set('county', await w.signIn('officer'))
  await w.settle()
  await w.admin.query('analyze')
  watch()
})
afterAll(() => w.close())

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

type Plan = { readonly 'Node Type': string; readonly 'Relation Name'?: string; readonly Plans?: readonly Plan[] }

const scansOf = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && watched.includes(plan['Relation Name'] ?? '')
    ? [plan['Relation Name'] ?? '']
    : []),
  ...(plan.Plans ?? []).flatMap(scansOf),
]

/** One connection plans them all: each new one would first read what a statement's tables are. */
const explain = async (text: string, values: unknown[]): Promise<string[]> => {
  await w.admin.query(opening.replace('begin read only', 'begin'))
  try {
    await w.admin.query('set local role lianfang_app')
    await w.admin.query('set local enable_seqscan = off')
    const { rows } = await w.admin.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>({
      text: `explain (format json) ${text}`,
      values,
    })
    return scansOf(rows[0]?.['QUERY PLAN'][0].Plan ?? { 'Node Type': 'none' })
  } finally {
    await w.admin.query('rollback')
  }
}

const asks: Readonly<Record<string, (c: Caller) => Promise<{ status: number; text: string }>>> = {
  'today’s list': (c) => c.call('followup.today'),
  'the list of follow-ups': (c) => c.call('followup.done', { query: { place: '421123100' } }),
  'the list of new people': (c) => c.call('person.list', { query: { place: '421123100', state: 'firstContact' } }),
  'the list of people': (c) => c.call('person.list', { query: { place: '421123100' } }),
  'the list of yellow people': (c) =>
    c.call('person.list', { query: { place: '421123100', tier: 'yellow', state: 'all' } }),
  'the list of people without a village': (c) =>
    c.call('person.list', { query: { place: '421123100', state: 'withoutVillage' } }),
  'the list of the overdue': (c) => c.call('person.list', { query: { place: '421123100', state: 'overdue' } }),
  'the list of who lives elsewhere': (c) =>
    c.call('person.list', { query: { place: '421123100', state: 'away', limit: 1 } }),
  'the list of who was not told': (c) => c.call('told.list', { query: { place: '421123100', state: 'missing' } }),
  'search by name': (c) => c.call('person.search', { body: { place: '421123100', text: '试用' } }),
  'search by phone': (c) => c.call('person.search', { body: { place: '421123100', text: '15500000001' } }),
  'a person’s page': (c) => c.call('person.read', { params: { id: person } }),
}

for (const scope of ['team', 'township', 'county']) {
  for (const [what, ask] of Object.entries(asks)) {
    test(`[X2] ${what} finds its rows by index under row security at the scope of a ${scope}`, async () => {
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
}
