import { addDays, dayIn, instantOf, type PlaceCode, startOfDay } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'
import { hiddenInLeague } from './read-league.js'

const hour = 3_600_000
const day = 24 * hour
let w: World
let t: Township
const start = Date.now()
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, {
    names: ['按时人', '迟到人', '断了人', '从未人', '造假人', '空壳人', '早断人', '新来人', '同户人'],
  })
  await w.admin.query(`update care.person set taken_in_at = $1, duty_since = $1, tier_since = $1`, [
    new Date(start - 30 * day),
  ])
  await w.admin.query('update care.team_village set since = $1', [new Date(start - 30 * day)])
  await talksOf()
})
afterAll(() => w.close())

/** A talk so many days ago that promised the next one within three days. */
const talk = async (
  person: string | undefined,
  daysAgo: number,
  more: { at?: number; account?: string; dueAt?: number; receivedAt?: number; call?: string } = {},
) => {
  const at = more.at ?? start - daysAgo * day
  const id = uuidv7()
  await w.admin.query(
    `insert into care.followup (home, id, person, at, claimed_at, received_at, account, township, village, channel, outcome,
       body_hash, due_at, due_reason, due_mode, due_rule, call, team)
     values ($1, $2, $3, $4, $4, $9, $5, $6, $7, 'phone', 'reached', '', $8, 'longestGap', 'call', 'CARE-DUE-4', $10, $11)`,
    [
      ...[luotian, id, person, new Date(at), more.account ?? t.workerAccount.id, t.code, t.village.code],
      new Date(more.dueAt ?? at + 3 * day),
      new Date(more.receivedAt ?? at),
      more.call ?? null,
      t.team,
    ],
  )
  return id
}

const due = (person: string | undefined, at: number, talks: readonly number[]) =>
  w.admin.query(`update care.due set due_at = $2, two_way_at = $3 where person = $1`, [
    ...[person, new Date(at), talks.map((one) => new Date(one))],
  ])

const talksOf = async (): Promise<void> => {
  const [timely, late, lapsed, never, faked, ...onlyFaked] = t.people
  for (const ago of [8, 6, 4, 2]) await talk(timely, ago)
  await due(timely, start + day, [start - 2 * day])
  // Promised for five days ago, talked to two and a half days ago.
  for (const ago of [8, 2.5]) await talk(late, ago)
  await due(late, start + hour, [start - 2.5 * day])
  await talk(lapsed, 25)
  await due(lapsed, start - 22 * day, [start - 25 * day])
  await due(never, start - 20 * day, [])
  for (const person of [faked, ...onlyFaked]) await due(person, start + day, [start - day])
}

const league = async (by: Caller = t.officer, place: string = luotian) => {
  const reply = await by.call('league.read', { query: { place } })
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}

test('[K6] what was missed stays missed when its entry is corrected, and when an entry arrives behind a later one', async () => {
  const before = (await league()).places
  const [, late] = t.people
  const { rows } = await w.admin.query<{ id: string }>(
    'select id from care.followup where person = $1 order by at limit 1',
    [late],
  )
  // A correction is answered with what is due today, after the later talk.
  const mended = await correct(rows[0]?.id ?? '', { dueAt: start + hour })
  expect((await league()).places).toEqual(before)
  await w.admin.query('delete from care.followup where id = $1', [mended])
  // Told eleven days ago and only now here: it promised eight days ago, when there was a talk, and not what the latest talk promised.
  const behind = await talk(late, 11, { receivedAt: start, dueAt: start + 12 * hour })
  expect((await league()).places[0]).toMatchObject({ owed: 7, inTime: 4 })
  await w.admin.query('delete from care.followup where id = $1', [behind])
})

const callBack = async (result: string, count: number): Promise<void> => {
  // Of talks that are too old to weigh in any figure but that of call-backs.
  for (let i = 0; i < count; i += 1)
    await w.admin.query(
      `insert into care.callback (home, followup, person, township, result, account, at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[luotian, await talk(t.people[0], 0, { at: start - 60 * day }), t.people[0], t.code, result],
        ...[t.workerAccount.id, new Date(start - day)],
      ],
    )
}

test('[K6] owed is one a person and a day; in time is what was talked of by then; who lapsed or was never reached owes one', async () => {
  const { places, teams } = await league()
  // In time: promises of 8, 6 and 4 days ago; late: the one of 8 days ago; lapsed and never reached: one each.
  const work = { owed: 6, inTime: 3, state: 'fewCallbacks', rank: null, score: null }
  expect(places).toMatchObject([{ place: { code: t.code }, ...work }])
  expect(teams).toMatchObject([{ team: { id: t.team }, ...work }])
})

test('[K6] the list behind what was not in time names each person, by pages', async () => {
  const found: [string, number][] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query = { place: luotian, team: t.team, limit: 1, ...(cursor === '' ? {} : { cursor }) }
    const page: {
      body: { rows: { name: string; missed: number }[]; next: string | null; inAll: { n: number } | null }
    } = await t.officer.call('league.missed', { query })
    found.push(...page.body.rows.map((row): [string, number] => [row.name, row.missed]))
    expect(page.body.inAll?.n).toBe(cursor === '' ? 3 : undefined)
    cursor = page.body.next
  }
  expect(found.sort()).toEqual(
    [
      ['从未人', 1],
      ['断了人', 1],
      ['迟到人', 1],
    ].sort(),
  )
})

test('[CARE-LEAGUE-2] answered call-backs make a verdict; calls that nobody took make none', async () => {
  await callBack('notReached', 9)
  expect((await league()).places[0]?.state).toBe('fewCallbacks')
  await callBack('confirmed', 8)
  const [place] = (await league()).places
  expect(place).toMatchObject({ state: 'judged', rank: 1, confirmed: 8, denied: 0, timely: 500 })
  expect(place?.believed).toBeLessThan(1000)
  await callBack('denied', 2)
  expect((await league()).places[0]?.score).toBeLessThan(place?.score ?? 0)
})

/** A talk two days before a burst of twelve that alone keeps its promise; answers the ids of the burst. */
const burstOf = async (person: string | undefined, began: number) => {
  await talk(person, 0, { at: began - 2 * day })
  const ids: string[] = []
  for (let i = 0; i < 12; i += 1) ids.push(await talk(person, 0, { at: began + i * 10_000 }))
  return ids
}

const judge = async (began: number): Promise<void> => {
  const account = t.workerAccount.id
  const on = dayIn(instantOf(began), 'Asia/Shanghai')
  const { body } = await t.manager.call('check.day', { query: { township: t.code, day: on } })
  const [pattern] = body.patterns
  expect(pattern).toMatchObject({ kind: 'burst', account })
  const beganAt = pattern?.beganAt ?? ''
  const said = { township: t.code, account, kind: 'burst', beganAt, verdict: 'wrong', note: '没有打过电话' }
  expect((await t.manager.call('check.pattern', { body: said })).status).toBe(204)
}

/** The same entry once more with a digit changed, as a worker corrects it. */
const correct = async (id: string, more: { at?: number; dueAt?: number } = {}) => {
  const own = uuidv7()
  await w.admin.query(
    `insert into care.followup (home, id, person, at, claimed_at, received_at, account, township, village, channel, outcome,
       spo2_percent, body_hash, corrects, due_at, due_reason, due_mode, due_rule, team)
     select home, $2, person, coalesce($3, at), claimed_at, now(), account, township, village, channel, outcome, 96, '', id,
       coalesce($4, due_at), due_reason, due_mode, due_rule, team from care.followup where id = $1`,
    [id, own, ...[more.at, more.dueAt].map((at) => (at === undefined ? null : new Date(at)))],
  )
  return own
}

test('[K6] what was judged to be wrong is taken out, and stays out when some of it is corrected afterwards', async () => {
  const [, , , , faked, , , , mate] = t.people
  // Always as long ago as this, whatever the clock says, and within one day of the place.
  const ago = start - 3.9 * day
  const midnight = startOfDay(addDays(dayIn(instantOf(ago), 'Asia/Shanghai'), 1), 'Asia/Shanghai')
  const began = midnight - ago < hour ? midnight : ago
  const entries = await burstOf(faked, began)
  // Somebody of the household, said to have been reached with one of these calls.
  await talk(mate, 0, { at: began - 2 * day })
  await talk(mate, 0, { at: began + 31_000, ...(entries[3] === undefined ? {} : { call: entries[3] }) })
  const before = (await league()).places[0]
  await judge(began)
  const after = (await league()).places[0]
  // The talks before the burst promised the next ones, and the burst was all that kept them.
  expect(after?.inTime).toBe((before?.inTime ?? 0) - 2)
  // Eleven stand as they were: no burst is found among them any more.
  await correct(await correct(entries[3] ?? ''))
  expect((await league()).places[0]).toEqual(after)
})

test('[K6] whose only talks are taken out owes one, and so does whose last one left is older than the window', async () => {
  const [, , , , , hollow, lapsed, fresh] = t.people
  await talk(lapsed, 25)
  // Taken in two days ago, with three days for the first talk.
  await w.admin.query('update care.person set taken_in_at = $2, duty_since = $2, tier_since = $2 where id = $1', [
    ...[fresh, new Date(start - 2 * day)],
  ])
  const began = startOfDay(addDays(dayIn(instantOf(start), 'Asia/Shanghai'), -1), 'Asia/Shanghai') + hour
  for (let i = 0; i < 12; i += 1) await talk([hollow, lapsed, fresh][i % 3], 0, { at: began + i * 10_000 })
  const before = (await league()).places[0]
  await judge(began)
  const after = (await league()).places[0]
  expect(after).toMatchObject({ owed: (before?.owed ?? 0) + 2, inTime: before?.inTime })
  const query = { place: luotian, team: t.team, limit: 50 }
  const { body } = await t.officer.call('league.missed', { query })
  expect(body.rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['空壳人', '早断人']))
  for (const { lastDueAt } of body.rows) expect(Date.parse(lastDueAt)).toBeLessThan(start)
})

test('[K6] a promise and a day are those of the places, not of Greenwich', async () => {
  const [timely] = t.people
  const { owed } = (await league()).places[0] ?? { owed: null }
  // 07:30 and 08:30 of one morning lie on two days of Greenwich.
  const morning = startOfDay(addDays(dayIn(instantOf(start), 'Asia/Shanghai'), -10), 'Asia/Shanghai') + 7.5 * hour
  const ids = [
    await talk(timely, 0, { at: morning - 3 * day }),
    await talk(timely, 0, { at: morning - 3 * day + hour }),
  ]
  expect((await league()).places[0]?.owed).toBe((owed ?? 0) + 1)
  await w.admin.query('delete from care.followup where id = any($1)', [ids])
})

test('[X2, K6] a township manager reads the own teams; above the county counties are compared, and small counts are hidden', async () => {
  const own = await league(t.manager, t.code)
  expect(own.places).toEqual([])
  expect(own.teams).toHaveLength(1)
  expect((await t.manager.call('league.read', { query: { place: luotian } })).status).toBe(403)
  const viewer = await w.signIn((await w.account({ role: 'prefectureViewer', place: '4211' })).login)
  expect((await league(viewer, '4211')).places).toEqual([])
  await w.admin.query(
    `insert into care.league_day (home, township, day, owed, in_time, confirmed, denied, worked_at)
     values ($1, $2, $3, 900, 800, 30, 6, now()), ('421124', '421124100', $3, 900, 897, 30, 6, now())`,
    [luotian, t.code, dayIn(instantOf(start), 'Asia/Shanghai')],
  )
  const { places, suppressed } = await league(viewer, '4211')
  expect(suppressed).toBe(true)
  // Three missed in the one county: with its total known, the other's hundred would tell.
  expect(places.map(({ state }) => state)).toEqual(['hidden', 'hidden'])
  expect((await viewer.call('league.read', { query: { place: luotian } })).problem?.code).toBe('place.outside')
  const file = await t.officer.call('league.export', { query: { place: luotian, format: 'csv', language: 'en' } })
  expect(file.text).toContain('一组')
})

test('[X2] what a page hides of a place is not added up from the page of that place', async () => {
  await w.admin.query('delete from care.league_day')
  const today = dayIn(instantOf(start), 'Asia/Shanghai')
  // Two prefectures of Hubei and two of Anhui; in Hubei so few were denied that the nation hides both provinces.
  const counties: [string, number][] = [
    ['421123', 2],
    ['420602', 0],
    ['340102', 50],
    ['340202', 50],
  ]
  for (const [home, denied] of counties)
    await w.admin.query(
      `insert into care.league_day (home, township, day, owed, in_time, confirmed, denied, worked_at)
       values ($1, $1 || '100', $2, 900, 800, 300, $3, now())`,
      [home, today, denied],
    )
  const nation = await w.signIn((await w.account({ role: 'nationViewer', place: '' })).login)
  const hidden = async (place: string) => (await league(nation, place)).places.map(({ state }) => state === 'hidden')
  expect(await hidden('nation')).toEqual([true, true])
  // The first carries what is hidden of the province; the other then tells nothing of it, and stays open with its counties.
  // What is hidden stands last, outside of the ranks: between two it would say between which scores it lies.
  expect(await hidden('34')).toEqual([false, true])
  expect(await hidden('3401')).toEqual([true])
  expect(await hidden('3402')).toEqual([false])
  // Who sees no other province is shown the same of the own one: two readers together learn nothing either.
  const province = await w.signIn((await w.account({ role: 'provinceViewer', place: '34' })).login)
  expect((await league(province, '34')).places).toEqual((await league(nation, '34')).places)
})

test('[X2] a line with a small count is hidden whole, and another with it', () => {
  const line = (code: string, denied: number) => ({
    ...{ code, owed: 100, in_time: 80, confirmed: 20, denied, worked_at: instantOf(start) },
  })
  const rows = [line('421123', 2), line('421124', 6), line('421121', 20)]
  const place = '4211' as PlaceCode
  expect([...hiddenInLeague([{ place, rows, least: 5 }])]).toEqual(['421123', '421124'])
})

test('[K6] a team that takes a village over is not ranked by what was done or missed before', async () => {
  const before = (await league()).teams.find(({ team }) => team?.id === t.team)
  const { body } = await t.manager.call('team.list', { query: { place: t.code } })
  const members = [{ accountId: t.medicAccount.id, medic: true }]
  const [old] = body.teams
  const change = { name: '一组', members, villages: [] }
  expect((await t.manager.call('team.change', { params: { id: old?.id ?? '' }, body: change })).status).toBe(200)
  const id = uuidv7()
  const made = { id, township: t.code, name: '新一组', members, villages: [t.village.code] }
  expect((await t.manager.call('team.create', { body: made })).status).toBe(200)
  const { teams, places } = await league()
  const of = (team: string) => teams.find((one) => one.team?.id === team)
  // Promised and kept, or promised and missed, by the first team; call-backs were of its talks.
  expect(of(id)).toMatchObject({ owed: 0, inTime: 0, confirmed: 0, denied: 0, rank: null })
  expect(of(t.team)).toMatchObject({ inTime: before?.inTime, confirmed: before?.confirmed, denied: before?.denied })
  // Who was never reached is owed by nobody's team until the new one has had them for a while; the township owes all the same.
  expect(places[0]?.owed).toBe(before?.owed)
  const { rows } = (await t.officer.call('league.missed', { query: { place: luotian, team: id, limit: 50 } })).body
  expect(rows).toEqual([])
})
