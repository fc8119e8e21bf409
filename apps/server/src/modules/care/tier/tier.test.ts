import { careSeedValues } from '@lianfang/domain/policy'
import type { Day } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { header, load, takeIn } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type TestAccount, type World } from '../../../../../../tests/support/world.js'
import { enterPolicyValue } from '../../../kernel/policy/index.js'
import { askRenewal } from '../index.js'

let w: World
let officer: Caller
let medic: Caller
let two: readonly TestAccount[]
let people: readonly string[]

beforeAll(async () => {
  w = await makeWorld()
  two = [
    await w.account({ role: 'countyOfficer', place: luotian }),
    await w.account({ role: 'countyOfficer', place: luotian }),
  ]
  officer = await w.signIn(two[0]?.login ?? '')
  medic = await w.signIn((await w.account({ role: 'medic', place: '421123100' })).login)
  people = await takeIn(w, { county: luotian, people: 4 })
  await w.settle()
})
afterAll(() => w.close())

const tierOf = async (id: string) => (await officer.call('person.read', { params: { id } })).body.tier

const reviewOn = daysFromNow(30)

const renewed = async (): Promise<void> => {
  for (let i = 0; i < 200; i += 1) {
    const { rows } = await w.admin.query(
      `select from kernel.long_work where kind = 'care.renew-tiers' and state in ('waiting', 'running')`,
    )
    if (rows.length === 0) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the renewal did not end')
}

test('[CARE-TIER] a medic overrides a tier by name with reason and review day; the page says so', async () => {
  const [id = ''] = people
  const body = { commandId: uuidv7(), tier: 'yellow', reason: '病情稳定，已核实', reviewOn }
  const reply = await medic.call('tier.override', { params: { id }, body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded', tier: { tier: 'yellow', decidedBy: 'override' } })
  expect((await medic.call('tier.override', { params: { id }, body })).body).toMatchObject({
    outcome: 'already-recorded',
  })
  const tier = await tierOf(id)
  expect(tier).toMatchObject({
    tier: 'yellow',
    scoreTier: 'red',
    override: { tier: 'yellow', reason: '病情稳定，已核实' },
  })
  const { body: page } = await officer.call('person.read', { params: { id } })
  expect(page.timeline.some((e) => e.kind === 'override' && e.toTier === 'yellow')).toBe(true)
})

test('[CARE-TIER] a review day in the past or far away is refused', async () => {
  const [, id = ''] = people
  for (const day of ['2020-01-01', '2099-01-01']) {
    const reply = await medic.call('tier.override', {
      params: { id },
      body: { commandId: uuidv7(), tier: 'yellow', reason: '理由', reviewOn: day },
    })
    expect(reply.problem?.code).toBe('tier.review-day')
  }
})

test('[K1] a medic confirms a batch: what was unknown becomes known and the lower tier does not wait', async () => {
  const line = ['1', '凤山镇', '', '待核人', '女', '', '84', '15500000092', '', '', '否']
  await load(w, { county: luotian, lines: [header, line] })
  const found = await officer.call('person.search', { body: { place: luotian, text: '待核人' } })
  const id = found.body.rows[0]?.id ?? ''
  expect(await tierOf(id)).toMatchObject({ tier: 'red', provisional: ['disease', 'vaccination'] })
  const body = { commandId: uuidv7(), place: '421123100', people: [{ id, disease: 'none', vaccination: 'full' }] }
  const reply = await medic.call('tier.confirm', { body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded', confirmed: 1, skipped: [] })
  expect(await tierOf(id)).toMatchObject({ tier: 'yellow', provisional: [], waiting: null })
  expect((await medic.call('tier.confirm', { body })).body).toMatchObject({ outcome: 'already-recorded', confirmed: 1 })
})

test('[K1] a ledger that makes a person better waits for a medic, one line a village, and a worse one applies at once', async () => {
  const { rows } = await w.admin.query<{ t: string; v: string }>(
    `select t.name as t, v.name as v from kernel.division v join kernel.division t on t.code = v.parent where v.parent = '421123100' order by v.code offset 3 limit 1`,
  )
  const line = (vaccine: string, disease: string) => [
    '1',
    rows[0]?.t ?? '',
    rows[0]?.v ?? '',
    '变化人',
    '男',
    '421123194502131650',
    '',
    '',
    disease,
    vaccine,
    '否',
  ]
  await load(w, { county: luotian, lines: [header, line('未接种', '高血压')] })
  const found = await officer.call('person.search', { body: { place: luotian, text: '变化人' } })
  const id = found.body.rows[0]?.id ?? ''
  expect(await tierOf(id)).toMatchObject({ tier: 'red' })
  const better = await load(w, { county: luotian, lines: [header, line('3针', '无')] })
  expect(better.counts).toMatchObject({ changed: 1 })
  expect(await tierOf(id)).toMatchObject({ tier: 'red', waiting: 'yellow' })
  const queue = await medic.call('tier.queue', { query: { place: '421123100' } })
  expect(queue.body.villages.find((v) => v.downgrades > 0)).toMatchObject({
    downgrades: 1,
    causes: [{ cause: 'ledger', count: 1 }],
  })
  await medic.call('tier.confirm', {
    body: { commandId: uuidv7(), place: '421123100', people: [{ id, acceptDowngrade: true }] },
  })
  expect(await tierOf(id)).toMatchObject({ tier: 'yellow', waiting: null })
  await load(w, { county: luotian, lines: [header, line('未接种', '冠心病')] })
  expect(await tierOf(id)).toMatchObject({ tier: 'red' })
})

test('[K1] a batch overwrites nothing that is on record: who has the fact is left, tier and all, and the answer says so', async () => {
  const line = ['1', '凤山镇', '', '有据人', '女', '', '84', '15500000091', '慢阻肺,不稳定', '', '否']
  await load(w, { county: luotian, lines: [header, line] })
  const found = await officer.call('person.search', { body: { place: luotian, text: '有据人' } })
  const id = found.body.rows[0]?.id ?? ''
  expect(await tierOf(id)).toMatchObject({ tier: 'red', provisional: ['vaccination'], disease: 'unstable' })
  const confirm = async (what: object) =>
    (await medic.call('tier.confirm', { body: { commandId: uuidv7(), place: '421123100', people: [{ id, ...what }] } }))
      .body
  expect(await confirm({ disease: 'stable' })).toMatchObject({ confirmed: 0, skipped: [{ id, reason: 'known' }] })
  expect(await tierOf(id)).toMatchObject({ disease: 'unstable', provisional: ['vaccination'] })
  // What was asked is answered, with the known fact as it is beside it.
  expect(await confirm({ disease: 'unstable', vaccination: 'full' })).toMatchObject({ confirmed: 1, skipped: [] })
  expect(await tierOf(id)).toMatchObject({ disease: 'unstable', vaccination: 'full', provisional: [] })
})

test('[K1] people whose village is not known have a line of their own in the queue, and are asked for by it', async () => {
  const { rows } = await w.admin.query<{ name: string }>(`select name from kernel.division where code = '421123100'`)
  const line = ['1', rows[0]?.name ?? '', '', '无村人', '女', '', '80', '15500000077', '', '', '否']
  await load(w, { county: luotian, lines: [header, line] })
  await takeIn(w, { county: luotian, people: 2 })
  const queue = await medic.call('tier.queue', { query: { place: '421123100' } })
  const own = queue.body.villages.find((v) => v.village === null)
  expect(own).toMatchObject({ place: '421123100', provisional: 1 })
  const people = await medic.call('person.list', {
    query: { place: '421123100', state: 'provisional', village: 'none' },
  })
  expect(people.body.rows.map((row) => row.name)).toEqual(['无村人'])
  expect(
    (await medic.call('person.list', { query: { place: '421123100', state: 'provisional' } })).body.rows.length,
  ).toBeGreaterThan(1)
})

test('[X6] the queue counts people once, says since when the oldest tier stands, and is a file of the same lines', async () => {
  const { rows } = await w.admin.query<{ n: number; since: Date }>(
    `select count(*)::int as n, min(tier_since) as since from care.person where provisional <> '{}' or waiting_tier is not null`,
  )
  const { body } = await medic.call('tier.queue', { query: { place: '421123100' } })
  expect(body.villages.reduce((sum, v) => sum + v.people, 0)).toBe(rows[0]?.n)
  const oldest = body.villages.map((v) => v.since).sort()[0]
  expect(oldest).toBe(new Date(rows[0]?.since ?? 0).toISOString())
  const file = await medic.call('tier.export', { query: { place: '421123100', format: 'csv', language: 'en' } })
  const lines = file.text.trim().split('\r\n').slice(1)
  expect(lines).toHaveLength(body.villages.length)
  for (const v of body.villages)
    expect(lines.map((line) => line.split(',').slice(2, 5).join())).toContain(
      [v.people, v.provisional, v.downgrades].join(),
    )
  expect(file.text).not.toMatch(/变化人|无村人/)
})

const gapRule = 'CARE-DUE-4' as const
const entry = (value: unknown, place: string) => ({
  ruleId: gapRule,
  place: place as never,
  value,
  source: { document: '罗田县通知', clause: '第一条' },
  evidence: 'official' as const,
  from: '2023-01-04' as Day,
  until: null,
  approval: null,
  enteredBy: two[0]?.id ?? '',
  signedBy: two[1]?.id ?? '',
})

test('[X3] a stricter local value is entered by one and signed by another; due moments follow in bulk', async () => {
  const seed = careSeedValues.find((v) => v.ruleId === gapRule)
  expect(seed?.value).toBe(72)
  await expect(
    enterPolicyValue(w.house.db, { ...entry(48, luotian), signedBy: two[0]?.id ?? '' }),
  ).rejects.toMatchObject({ problem: 'policy.same-person' })
  await expect(enterPolicyValue(w.house.db, entry(96, luotian))).rejects.toMatchObject({ problem: 'policy.looser' })
  const [, , id = ''] = people
  const before = (await officer.call('person.read', { params: { id } })).body.due
  await enterPolicyValue(w.house.db, entry(48, luotian))
  expect(await askRenewal(w.house, luotian, 'policy')).toEqual([luotian])
  await renewed()
  const after = (await officer.call('person.read', { params: { id } })).body.due
  expect(Date.parse(before.dueAt ?? '') - Date.parse(after.dueAt ?? '')).toBe(24 * 3_600_000)
})

test('[K1] years later the nightly renewal raises who has grown older, and counters equal a recount', async () => {
  w.setNow(Date.now() + 20 * 365 * 86_400_000)
  await askRenewal(w.house, '', 'age')
  await renewed()
  await w.settle()
  const { rows } = await w.admin.query(
    `select * from (select metric, sum(n)::int as n from kernel.counter where place = '421123' and metric in ('red', 'yellow', 'green', 'waiting', 'provisional') group by 1 having sum(n) <> 0) c
     full join (select metric, count(*)::int as n from care.person cross join lateral (values (tier, true), ('waiting', waiting_tier is not null), ('provisional', provisional <> '{}')) m (metric, yes) where yes group by 1) r
     using (metric) where c.n is distinct from r.n`,
  )
  expect(rows).toEqual([])
})
