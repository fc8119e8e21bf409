import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type TestAccount, type World } from '../../../../../../tests/support/world.js'

const township = '421123100' as PlaceCode
const day = 86_400_000
let w: World
let manager: Caller
let medic: TestAccount
let worker: TestAccount
let other: TestAccount
let otherMedic: TestAccount
let villages: readonly { readonly code: string; readonly name: string; readonly town: string }[]
const teams: string[] = []

const makeTeam = async (members: readonly { id: string; medic: boolean }[], of: readonly number[]): Promise<string> => {
  const id = uuidv7()
  const body = {
    ...{ id, township, name: `${teams.length + 1}组` },
    members: members.map((m) => ({ accountId: m.id, medic: m.medic })),
    villages: of.map((i) => villages[i]?.code),
  }
  const made = await manager.call('team.create', { body })
  if (made.status !== 200) throw new Error(made.text)
  teams.push(id)
  return id
}

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<(typeof villages)[number]>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 6`,
    [township],
  )
  villages = rows
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  medic = await w.account({ role: 'medic', place: township, name: '何医生' })
  worker = await w.account({ role: 'villageWorker', place: township })
  otherMedic = await w.account({ role: 'medic', place: township })
  other = await w.account({ role: 'villageWorker', place: township })
  const lines = villages
    .slice(0, 5)
    .flatMap((v, i) =>
      Array.from({ length: [12, 6, 3, 3, 4][i] ?? 0 }, (_, n) => [
        ...[`${n}`, v.town, v.name, `均${'甲乙丙丁戊'[i]}${'一二三四五六七八九十百千'[n]}`, '女', '', '84', ''],
        ...['慢阻肺,不稳定', '未接种', '否'],
      ]),
    )
  await load(w, { county: luotian, lines: [header, ...lines] })
  await makeTeam(
    [
      { id: medic.id, medic: true },
      { id: worker.id, medic: false },
    ],
    [0, 1, 2],
  )
  await makeTeam(
    [
      { id: otherMedic.id, medic: true },
      { id: other.id, medic: false },
    ],
    [3],
  )
  await w.settle()
})
afterAll(() => w.close())
const start = Date.now()
beforeEach(() => w.setNow(start))

const inDays = (n: number): string => dayAt(w.house.now() + n * day)
const set = (absent: readonly string[], substitute: string, more: object = {}, by: Caller = manager) =>
  by.call('substitute.set', {
    body: { id: uuidv7(), township, absent, substitute, from: inDays(1), until: inDays(3), ...more },
  })
const teamOf = async (id: string | undefined) =>
  (await manager.call('team.list', { query: { place: township } })).body.teams.find((t) => t.id === id)
const teamsHeBelongsTo = async (login: string): Promise<readonly string[]> =>
  ((await (await w.signIn(login)).call('session.read')).body?.teams ?? []).map((t) => t.id).sort()

test('[K2] a substitute works for the team from the first day to the last, and it ends by itself', async () => {
  expect((await set([worker.id], other.id)).body).toEqual({ outcome: 'recorded', teams: 1 })
  expect(await teamsHeBelongsTo(other.login)).toEqual([teams[1]])
  w.setNow(start + 2 * day)
  expect(await teamsHeBelongsTo(other.login)).toEqual([...teams].sort())
  expect(await teamOf(teams[0])).toMatchObject({
    working: 2,
    substitutions: [{ now: true, substitute: { medic: false } }],
  })
  const caller = await w.signIn(other.login)
  const grantId = (await caller.call('session.read')).body?.acting.id
  await caller.call('session.act', { body: { grantId, teamId: teams[0] } })
  const today = async () => (await caller.call('followup.today', { query: { limit: 200 } })).body.rows.length
  w.setNow(start + 3 * day)
  const seen = await today()
  w.setNow(start + 5 * day)
  expect(await teamsHeBelongsTo(other.login)).toEqual([teams[1]])
  expect(seen).toBeGreaterThan(0)
  expect(await teamOf(teams[0])).toMatchObject({ working: 2, substitutions: [] })
})

test('[K2] a team is never left without its only medic: a substitute who is none is refused, a medic is taken', async () => {
  expect((await set([medic.id], other.id)).problem?.code).toBe('team.no-medic')
  expect((await set([medic.id], otherMedic.id)).body).toEqual({ outcome: 'recorded', teams: 1 })
  w.setNow(start + 2 * day)
  expect(await teamOf(teams[0])).toMatchObject({ hasMedic: true })
})

test('[K2] days in the past, the wrong way round, oneself and strangers are refused', async () => {
  const code = async (...asked: Parameters<typeof set>) => (await set(...asked)).problem?.code
  expect(await code([worker.id], other.id, { from: inDays(-1) })).toBe('team.substitute-days')
  expect(await code([worker.id], other.id, { from: inDays(3), until: inDays(2) })).toBe('team.substitute-days')
  expect(await code([worker.id], worker.id)).toBe('team.not-a-member')
  expect(await code([uuidv7()], other.id)).toBe('team.not-a-member')
})

test('[K2] a list of teams says the norm, and how many people a team of it serves', async () => {
  const { teams: listed, norm } = (await manager.call('team.list', { query: { place: township } })).body
  const proposal = await manager.call('team.balance', { query: { township } })
  expect([norm, listed.map((t) => t.overloaded)]).toEqual([
    proposal.body.norm,
    listed.map((t) => t.people > norm * t.share),
  ])
})

test('[K2] a repeat is answered and not repeated, and a substitution is ended before its last day', async () => {
  const id = uuidv7()
  const first = await set([worker.id], other.id, { id, from: inDays(10), until: inDays(12) })
  const again = await set([worker.id], other.id, { id, from: inDays(10), until: inDays(12) })
  expect([first.body.outcome, again.body.outcome]).toEqual(['recorded', 'already-recorded'])
  expect((await manager.call('substitute.end', { params: { id }, body: { township } })).status).toBe(204)
  expect((await manager.call('substitute.end', { params: { id }, body: { township } })).status).toBe(404)
})

test('[K2] the proposal gives the village without a team to the lighter one and evens the two; counters follow when it is accepted', async () => {
  const { body } = await manager.call('team.balance', { query: { township } })
  expect(body.teams.map((t) => [t.before, t.after])).toEqual([
    [21, 15],
    [3, 13],
  ])
  const moves = body.moves.map((m) => ({ village: m.village.code, from: m.from, to: m.to }))
  const accept = () => manager.call('team.rebalance', { body: { id: uuidv7(), township, moves } })
  expect((await accept()).body).toEqual({ outcome: 'recorded', moved: moves.length })
  await w.settle()
  expect([(await teamOf(teams[0]))?.people, (await teamOf(teams[1]))?.people]).toEqual([15, 13])
  const { rows } = await w.admin.query('select count(*)::int as n from care.person where team is null')
  expect(rows).toEqual([{ n: 0 }])
  // What was proposed before is not what stands now.
  expect((await accept()).body).toEqual({ outcome: 'stale', moved: 0 })
})

test('[K2] a medic whose only colleague is away cannot be taken out of the team, and nothing is changed', async () => {
  const second = await w.account({ role: 'medic', place: township })
  const own = (await teamOf(teams[0]))?.villages.map((v) => v.code) ?? []
  const change = (medics: readonly TestAccount[]) =>
    manager.call('team.change', {
      params: { id: teams[0] ?? '' },
      body: {
        ...{ township, name: '1组', villages: own },
        members: [...medics.map(({ id }) => ({ accountId: id, medic: true })), { accountId: worker.id, medic: false }],
      },
    })
  expect((await change([medic, second])).status).toBe(200)
  const away = { from: inDays(10), until: inDays(12) }
  expect((await set([medic.id], other.id, away)).body).toMatchObject({ outcome: 'recorded' })
  expect((await change([medic])).problem?.code).toBe('team.no-medic')
  expect((await teamOf(teams[0]))?.members).toHaveLength(3)
})

test('[K2] who stands in falls ill: somebody stands in for them too, they count no more, and nobody away stands in', async () => {
  const ill = await w.account({ role: 'villageWorker', place: township })
  const first = await makeTeam(
    [
      { id: medic.id, medic: true },
      { id: ill.id, medic: false },
    ],
    [],
  )
  const stand = await w.account({ role: 'villageWorker', place: township })
  const last = await w.account({ role: 'villageWorker', place: township })
  expect((await set([ill.id], stand.id, { from: inDays(21), until: inDays(23) })).body).toMatchObject({
    outcome: 'recorded',
    teams: 1,
  })
  const chained = await set([stand.id], last.id, { from: inDays(22), until: inDays(22) })
  expect(chained.body, chained.text).toMatchObject({ outcome: 'recorded', teams: 1 })
  expect((await set([other.id], stand.id, { from: inDays(22), until: inDays(23) })).problem?.code).toBe(
    'team.substitute-away',
  )
  const atWork = async (team: string) => {
    const { rows } = await w.admin.query('select account from care.working($1, $2, $3)', [
      ...[luotian, team, new Date(w.house.now())],
    ])
    return new Set(rows.map(({ account }) => account))
  }
  w.setNow(start + 21 * day)
  expect(await atWork(first)).toEqual(new Set([medic.id, stand.id]))
  w.setNow(start + 22 * day)
  expect(await atWork(first)).toEqual(new Set([medic.id, last.id]))
  w.setNow(start + 23 * day)
  expect(await atWork(first)).toEqual(new Set([medic.id, stand.id]))
})
