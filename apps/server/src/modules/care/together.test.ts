import type { ProblemBody } from '@lianfang/contract'
import type { Day, PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countedOnPeople, countedSoFar } from '../../../../../tests/support/counters.js'
import { daysFromNow } from '../../../../../tests/support/days.js'
import { header, load } from '../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../tests/support/world.js'
import { enterPolicyValue } from '../../kernel/policy/index.js'
import { askRenewal } from './index.js'

const township = `${luotian}100`
let w: World
let manager: Caller
let medic: Caller
let villages: readonly { readonly code: string; readonly name: string; readonly town: string }[]
let people: readonly string[]
const teams = [uuidv7(), uuidv7()] as const
const [grid, household] = [uuidv7(), uuidv7()]
let officers: readonly [string, string]
let members: readonly { readonly accountId: string; readonly medic: boolean }[]

/** People of both villages, by turns; names with `mark` are nobody else's. */
const takeIn = async (mark: string, count: number): Promise<void> => {
  const lines = Array.from({ length: count }, (_, n) => [
    ...[`${n}`, villages[n % 2]?.town ?? '', villages[n % 2]?.name ?? ''],
    ...[`${mark}${String.fromCodePoint(0x4e00 + n)}`, '女', '', '84', '', '慢阻肺,不稳定', '未接种', '否'],
  ])
  await load(w, { county: luotian, lines: [header, ...lines] })
}

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<(typeof villages)[number]>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 2`,
    [township],
  )
  villages = rows
  const account = await w.account({ role: 'medic', place: township })
  members = [{ accountId: account.id, medic: true }]
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  medic = await w.signIn(account.login)
  const officer = async () => (await w.account({ role: 'countyOfficer', place: luotian })).id
  officers = [await officer(), await officer()]
  for (const [i, id] of teams.entries())
    await manager.call('team.create', { body: { id, township, name: `${i + 1}组`, members, villages: [] } })
  await takeIn('同', 60)
  const list = await manager.call('person.list', { query: { place: township, limit: 200 } })
  people = list.body.rows.map((row) => row.id)
  await manager.call('grid.create', { body: { id: grid, village: villages[0]?.code, name: '东片' } })
  const { rows: living } = await w.admin.query<{ id: string }>(
    'select id from care.person where village = $1 order by id',
    [villages[0]?.code],
  )
  const [first, second, third] = living.map(({ id }) => id)
  await manager.call('household.join', { params: { id: first ?? '' }, body: { id: household, with: second } })
  await manager.call('grid.assign', { params: { id: third ?? '' }, body: { id: uuidv7(), grid } })
})
afterAll(() => w.close())

/** With everybody at it a slow machine lets a writer wait its second out; who is told so asks again, as the pages do. */
const patiently = async <R extends { readonly problem: ProblemBody | null }>(ask: () => Promise<R>): Promise<R> => {
  const reply = await ask()
  return reply.problem?.code === 'database.busy' ? patiently(ask) : reply
}

/** The two villages on one team or the other, or on none. */
const bind = async (turn: number): Promise<void> => {
  const [one, other] = [turn % 3, (turn + 1) % 3]
  for (const [i, team] of teams.entries()) {
    const codes = [one === i ? villages[0]?.code : undefined, other === i ? villages[1]?.code : undefined]
    const villagesOf = codes.filter((code) => code !== undefined)
    const body = { township, name: `${i + 1}组`, members, villages: villagesOf }
    const reply = await patiently(() => manager.call('team.change', { params: { id: team }, body }))
    // The other team may not have given the village up yet.
    if (reply.problem?.code !== 'team.village-taken') expect(reply.status, reply.text).toBe(200)
  }
}

/** People, a household and a grid given to one team and the other, and taken away again, by turns. */
const bindCloser = async (n: number): Promise<void> => {
  const id = teams[n % 2] ?? ''
  const one = people[(n * 3) % people.length] ?? ''
  const asked = [
    { kind: 'person', subject: one },
    { kind: 'grid', subject: grid },
    { kind: 'household', subject: household },
  ] as const
  const { kind, subject } = asked[n % 3] ?? asked[0]
  const route = n % 5 === 4 ? 'team.unbind' : 'team.bind'
  const body = { id: uuidv7(), kind, subject }
  const reply = await patiently(() => manager.call(route, { params: { id }, body }))
  expect(reply.status, reply.text).toBe(200)
}

const follow = async (n: number): Promise<void> => {
  const personId = people[(n * 7) % people.length] ?? ''
  const outcome = n % 4 === 0 ? 'unanswered' : 'reached'
  const body = { id: uuidv7(), personId, at: new Date().toISOString(), channel: 'phone', outcome }
  const reply = await patiently(() => manager.call('followup.record', { body }))
  expect(reply.status, reply.text).toBe(200)
}

const judge = async (n: number): Promise<void> => {
  const body = {
    commandId: uuidv7(),
    tier: n % 2 === 0 ? 'yellow' : 'red',
    reason: '查体后判定',
    reviewOn: daysFromNow(20),
  }
  await medic.call('tier.override', { params: { id: people[(n * 5) % people.length] ?? '' }, body })
}

/** The county's own longest gap of red, by turns: everybody's due moment moves. */
const setGap = async (turn: number): Promise<void> => {
  await enterPolicyValue(w.house.db, {
    ...{ ruleId: 'CARE-DUE-4', place: luotian as PlaceCode, value: turn % 2 === 0 ? 48 : 60 },
    ...{ source: { document: '县通知', clause: `第${turn}号` }, evidence: 'official', approval: null },
    ...{ from: '2023-01-04' as Day, until: null, enteredBy: officers[0], signedBy: officers[1] },
  })
}

const renewed = async (turn: number): Promise<void> => {
  await setGap(turn)
  await askRenewal(w.house, luotian, 'policy')
  const pending = `select from kernel.long_work where kind = 'care.renew-tiers' and state in ('waiting', 'running')`
  await expect.poll(async () => (await w.admin.query(pending)).rowCount, { timeout: 20_000, interval: 20 }).toBe(0)
}

test('[K2] whoever is taken in while villages change their team belongs to the team of the village', async () => {
  const state = { over: false }
  const binding = (async () => {
    for (let turn = 0; !state.over; turn += 1) await bind(turn)
  })()
  for (const mark of '批次来人') await takeIn(mark, 400)
  state.over = true
  await binding
  const { rows } = await w.admin.query<{ people: number; strays: number }>(
    `select count(*)::int as people, count(*) filter (where p.team is distinct from v.team or d.team is distinct from v.team)::int as strays
     from care.person p join care.due d on d.home = p.home and d.person = p.id
       left join care.team_village v on v.home = p.home and v.village = p.village`,
  )
  expect(rows).toEqual([{ people: people.length + 1_600, strays: 0 }])
  await w.settle()
  expect(await countedSoFar(w)).toEqual(await countedOnPeople(w))
}, 60_000)

test('[X6] [K2] [K3] while villages, grids, households and people change their team, tiers are judged and renewed and people are followed up at once, no counter loses anybody', async () => {
  for (let turn = 0; turn < 6; turn += 1) {
    const at = Array.from({ length: 16 }, (_, i) => turn * 16 + i)
    const closer = at.slice(0, 6).map(bindCloser)
    const work = [bind(turn), ...closer, ...at.map(follow), ...at.slice(0, 4).map(judge)]
    if (turn % 2 === 1) work.push(renewed((turn - 1) / 2))
    await Promise.all(work)
  }
  await w.settle()
  expect(await countedSoFar(w)).toEqual(await countedOnPeople(w))
  // Whoever was recorded by the values of a moment ago is set right by the next renewal; one more then changes nobody.
  await renewed(2)
  const stands = `select person, rank, due_at, rule_id, mode from care.due order by person`
  const { rows: before } = await w.admin.query(stands)
  await renewed(2)
  expect((await w.admin.query(stands)).rows).toEqual(before)
}, 60_000)
