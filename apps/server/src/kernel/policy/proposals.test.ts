import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeIn } from '../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../tests/support/world.js'

let w: World
let enters: Caller
let signs: Caller
let stranger: Caller
let administrator: Caller
let people: readonly string[]

beforeAll(async () => {
  w = await makeWorld()
  const as = async (role: 'countyOfficer' | 'administrator', place: string) =>
    w.signIn((await w.account({ role, place, name: `${role}${place}` })).login)
  enters = await as('countyOfficer', luotian)
  signs = await as('countyOfficer', luotian)
  stranger = await as('countyOfficer', yingshan)
  administrator = await as('administrator', luotian)
  people = await takeIn(w, { county: luotian, people: 3 })
  await w.settle()
})
afterAll(() => w.close())

const bodyOf = (rest: object = {}) => ({
  id: randomUUID(),
  ruleId: 'CARE-DUE-4',
  place: luotian,
  value: 60,
  source: { document: '罗田县通知', clause: '第一条' },
  evidence: 'official',
  from: '2023-01-04',
  until: null,
  approval: null,
  ...rest,
})

const propose = async (rest: object = {}, caller = enters): Promise<string> => {
  const body = bodyOf(rest)
  const reply = await caller.call('policy.propose', { body })
  expect(reply.status, reply.text).toBe(204)
  return body.id
}
const sign = (id: string, caller = signs) => caller.call('policy.sign', { params: { id } })
const inForce = async (ruleId = 'CARE-DUE-4') =>
  (await enters.call('policy.list')).body.rules.find((rule) => rule.ruleId === ruleId)
const proposal = async (id: string, caller = enters) =>
  (await caller.call('policy.proposals')).body.rows.find((row) => row.id === id)

const renewed = async (): Promise<void> => {
  for (let i = 0; i < 200; i += 1) {
    const { rowCount } = await w.admin.query(
      `select from kernel.long_work where kind = 'care.renew-tiers' and state in ('waiting', 'running')`,
    )
    if (rowCount === 0) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the renewal did not end')
}

const dueOf = async (id: string): Promise<number> => {
  const { body } = await enters.call('person.read', { params: { id } })
  return Date.parse(body.due.dueAt ?? '')
}

test('[X3] a value is not in force while it waits; it is tried out, signed by another, and due moments follow', async () => {
  const id = await propose()
  expect(await inForce()).toMatchObject({ value: 72, place: '' })
  expect(await proposal(id, signs)).toMatchObject({ state: 'waiting', mine: false, hindrance: null })
  const tried = await signs.call('policy.try', { params: { id } })
  expect(tried.body.tried).toEqual({
    ...{ people: 3, tier: 0, waiting: 0, sooner: 3, later: 0 },
    putOff: { byTier: 0, byTime: 0, ended: 0, mostHours: null, until: null },
  })
  const before = await dueOf(people[0] ?? '')
  expect((await sign(id)).body).toEqual({ counties: 1 })
  expect(await inForce()).toMatchObject({ value: 60, place: luotian })
  await renewed()
  expect(before - (await dueOf(people[0] ?? ''))).toBe(12 * 3_600_000)
  const { body } = await enters.call('policy.values', { params: { rule: 'CARE-DUE-4' } })
  expect(body.rows.map(({ value, state, enteredBy }) => [value, state, enteredBy])).toEqual([
    [72, 'inForce', null],
    [60, 'inForce', `countyOfficer${luotian}`],
  ])
})

test('[X3] who enters a value can neither sign nor refuse it, and nobody else takes it back', async () => {
  const id = await propose({ value: 48 })
  expect((await sign(id, enters)).problem?.code).toBe('policy.same-person')
  const refusal = { params: { id }, body: { reason: '自己不同意' } }
  expect((await enters.call('policy.refuse', refusal)).problem?.code).toBe('policy.same-person')
  expect((await signs.call('policy.withdraw', { params: { id } })).problem?.code).toBe('policy.not-yours')
  expect((await enters.call('policy.withdraw', { params: { id } })).status).toBe(204)
  expect((await sign(id)).problem).toMatchObject({ code: 'policy.decided' })
  expect(await inForce()).toMatchObject({ value: 60 })
})

test('[X3] who would be due later by a value is told why, by how much and until when', async () => {
  const id = await propose({ value: 70 })
  const { tried } = (await signs.call('policy.try', { params: { id } })).body
  const latest = Math.max(...(await Promise.all(people.map(dueOf)))) + 10 * 3_600_000
  expect(tried).toMatchObject({ sooner: 0, later: 3 })
  expect(tried?.putOff).toEqual({
    ...{ byTier: 0, byTime: 3, ended: 0, mostHours: 10, until: new Date(latest).toISOString() },
  })
  expect((await enters.call('policy.withdraw', { params: { id } })).status).toBe(204)
})

test('[X3] a refusal carries a reason that the one who entered it reads', async () => {
  const id = await propose({ value: 48 })
  expect((await signs.call('policy.refuse', { params: { id }, body: { reason: '缺少文号' } })).status).toBe(204)
  expect(await proposal(id)).toMatchObject({ state: 'refused', reason: '缺少文号', mine: true })
})

test('[X3] weaker than above, unconfirmed, unreadable and below the county are refused with their own words', async () => {
  const codes = async (rest: object) => (await enters.call('policy.propose', { body: bodyOf(rest) })).problem?.code
  expect(await codes({ value: 96 })).toBe('policy.looser')
  expect(await codes({ evidence: 'unconfirmed' })).toBe('policy.unconfirmed')
  expect(await codes({ value: 'soon' })).toBe('policy.unreadable')
  expect(await codes({ place: '421123100' })).toBe('policy.level')
  expect(await codes({ place: yingshan })).toBe('forbidden')
  expect(await codes({ ruleId: 'CARE-DUE-99' })).toBe('not-found')
  const fields = await enters.call('policy.propose', { body: bodyOf({ until: '2022-01-01', from: '2023-02-30' }) })
  expect(fields.problem?.fields?.map((f) => f.path)).toContain('from')
})

test('[X3] a deviation with a dated approval from above comes into force, without one it is refused', async () => {
  const approval = { reference: '鄂防指〔2023〕5号', day: '2023-01-20' }
  const id = await propose({ ruleId: 'CARE-DUE-9', value: 72, approval })
  expect((await sign(id)).status).toBe(200)
  expect(await inForce('CARE-DUE-9')).toMatchObject({ value: 72, place: luotian })
  const { body } = await enters.call('policy.values', { params: { rule: 'CARE-DUE-9' } })
  expect(body.rows.at(-1)).toMatchObject({ state: 'inForce', approval: { ...approval, by: { code: '' } } })
})

test('[X3] what has become weaker meanwhile than the level above cannot be signed any more', async () => {
  const id = await propose({ ruleId: 'CARE-DUE-10', value: 40 })
  const nation = await w.signIn((await w.account({ role: 'administrator', place: 'nation' })).login)
  const other = await w.signIn((await w.account({ role: 'administrator', place: 'nation' })).login)
  const above = await propose({ ruleId: 'CARE-DUE-10', value: 24, place: 'nation' }, nation)
  expect((await sign(above, other)).status).toBe(200)
  expect((await proposal(id))?.hindrance).toBe('looser')
  expect((await sign(id)).problem?.code).toBe('policy.looser')
})

test('[X3] of two who sign at once one does and the other is told; the value stands once', async () => {
  const id = await propose({ ruleId: 'CARE-DUE-6', value: 2 })
  const replies = await Promise.all([sign(id), sign(id, administrator)])
  expect(replies.map((r) => r.status).sort()).toEqual([200, 409])
  const { rows } = await w.admin.query('select from kernel.policy_value where proposal = $1', [id])
  expect(rows).toHaveLength(1)
})

test('[X3] the same command sent twice is one proposal; the same id with another value is refused', async () => {
  const body = bodyOf({ ruleId: 'CARE-DUE-7', value: 1 })
  expect((await enters.call('policy.propose', { body })).status).toBe(204)
  expect((await enters.call('policy.propose', { body })).status).toBe(204)
  const other = await enters.call('policy.propose', { body: { ...body, from: '2023-05-01' } })
  expect(other.problem?.code).toBe('command.other-body')
})

test('[X2] another county sees no proposal of this one; every step is in the audit by id', async () => {
  const id = await propose({ ruleId: 'CARE-DUE-5', value: 80 })
  expect(await proposal(id, stranger)).toBeUndefined()
  expect((await sign(id, stranger)).status).toBe(404)
  await sign(id)
  await w.settle()
  const auditor = await w.signIn((await w.account({ role: 'auditor', place: luotian })).login)
  const { body } = await auditor.call('audit.list', { query: { subject: id } })
  expect(body.rows.map((row) => row.action).sort()).toEqual(['policy.propose', 'policy.sign'])
})

test('[X3] the database itself lets nobody sign what they entered, nor put a value in force unsigned', async () => {
  const id = await propose({ ruleId: 'CARE-DUE-5', value: 70 })
  const { rows } = await w.admin.query<{ by: string }>(
    'select proposed_by as by from kernel.policy_proposal where id = $1',
    [id],
  )
  const by = rows[0]?.by ?? ''
  const asApp = async (statement: string): Promise<string> => {
    const client = await w.house.db.app.connect()
    try {
      await client.query(
        `begin; set local lf.county = '${luotian}'; set local lf.narrow = 'county'; set local lf.account = '${by}'`,
      )
      return await client.query(statement).then(
        () => 'done',
        (error: { code: string }) => error.code,
      )
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const decision = (what: string) =>
    `insert into kernel.policy_decision (proposal, decision, decided_by) values ('${id}', '${what}', '${by}')`
  expect(await asApp(decision('signed'))).toBe('42501')
  expect(await asApp(decision('withdrawn'))).toBe('done')
  const value = `insert into kernel.policy_value (id, rule_id, place, value, source, evidence, from_day, entered_by, signed_by, proposal)
    values ('${randomUUID()}', 'CARE-DUE-5', '${luotian}', '70', '{}', 'official', '2023-01-04', '${by}', '${by}', '${id}')`
  expect(await asApp(value)).toBe('42501')
})
