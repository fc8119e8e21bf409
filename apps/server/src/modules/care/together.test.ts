import type { Day, PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../tests/support/days.js'
import { header, load } from '../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../tests/support/world.js'
import { enterPolicyValue } from '../../kernel/policy/index.js'
import { askRenewal } from './index.js'
import { goneRank } from './people/record.js'

const township = `${luotian}100`
let w: World
let manager: Caller
let medic: Caller
let villages: readonly { readonly code: string; readonly name: string; readonly town: string }[]
let people: readonly string[]
const teams = [uuidv7(), uuidv7()] as const
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
})
afterAll(() => w.close())

const onCounters = `
  select concat_ws(' ', place, metric, bucket) as key, n::int from kernel.counter
  where n <> 0 and length(place) = 12 and metric in ('ledger', 'red', 'yellow', 'green', 'provisional', 'waiting', 'never', 'noTeam', 'due')
  union all
  select concat_ws(' ', team, metric, bucket), n::int from kernel.team_counter
  where n <> 0 and metric in ('ledger', 'red', 'yellow', 'green', 'provisional', 'waiting', 'never', 'due')`

const ofPeople = `
  select concat_ws(' ', whose, metric, bucket) as key, count(*)::int as n
  from care.person p join care.due d on d.home = p.home and d.person = p.id
    cross join lateral (values (p.village, true), (p.team::text, false)) as s (whose, is_place)
    cross join lateral (values ('ledger', 0, true), (p.tier, 0, true), ('provisional', 0, p.provisional <> '{}'),
      ('waiting', 0, p.waiting_tier is not null), ('never', 0, d.two_way_at = '{}' and p.tier <> 'green'),
      ('noTeam', 0, is_place and p.team is null),
      ('due', floor(extract(epoch from d.due_at) / 3600)::int, d.due_at is not null)) as c (metric, bucket, counts)
  where c.counts and d.rank < ${goneRank} and whose is not null group by 1`

const sums = async (statement: string): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await w.admin.query<{ key: string; n: number }>(statement)
  return Object.fromEntries(rows.map((row) => [row.key, row.n]))
}

/** The two villages on one team or the other, or on none. */
const bind = async (turn: number): Promise<void> => {
  const [one, other] = [turn % 3, (turn + 1) % 3]
  for (const [i, team] of teams.entries()) {
    const codes = [one === i ? villages[0]?.code : undefined, other === i ? villages[1]?.code : undefined]
    const villagesOf = codes.filter((code) => code !== undefined)
    const reply = await manager.call('team.change', {
      params: { id: team },
      body: { township, name: `${i + 1}组`, members, villages: villagesOf },
    })
    // The other team may not have given the village up yet.
    if (reply.problem?.code !== 'team.village-taken') expect(reply.status, reply.text).toBe(200)
  }
}

const follow = async (n: number): Promise<void> => {
  const personId = people[(n * 7) % people.length] ?? ''
  const outcome = n % 4 === 0 ? 'unanswered' : 'reached'
  const body = { id: uuidv7(), personId, at: new Date().toISOString(), channel: 'phone', outcome }
  const reply = await manager.call('followup.record', { body })
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
  expect(await sums(onCounters)).toEqual(await sums(ofPeople))
}, 60_000)

test('[X6] [K2] [K3] while villages change their team, tiers are judged and renewed and people are followed up at once, no counter loses anybody', async () => {
  for (let turn = 0; turn < 6; turn += 1) {
    const at = Array.from({ length: 16 }, (_, i) => turn * 16 + i)
    const work = [bind(turn), ...at.map(follow), ...at.slice(0, 4).map(judge)]
    if (turn % 2 === 1) work.push(renewed((turn - 1) / 2))
    await Promise.all(work)
  }
  await w.settle()
  expect(await sums(onCounters)).toEqual(await sums(ofPeople))
  // Whoever was recorded by the values of a moment ago is set right by the next renewal; one more then changes nobody.
  await renewed(2)
  const stands = `select person, rank, due_at, rule_id, mode from care.due order by person`
  const { rows: before } = await w.admin.query(stands)
  await renewed(2)
  expect((await w.admin.query(stands)).rows).toEqual(before)
}, 60_000)
