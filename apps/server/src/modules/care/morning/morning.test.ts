import type { MorningKey } from '@lianfang/contract'
import { addDays, dayIn, instantOf, startOfDay } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fixture, makeFixture } from '../../../../../../tests/access/fixture.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian } from '../../../../../../tests/support/world.js'

const hour = 3_600_000
const zone = 'Asia/Shanghai'
let fixture: Fixture
let officer: Caller
let manager: Caller
beforeAll(async () => {
  fixture = await makeFixture()
  const { w, at } = fixture
  // Three weeks on, so that follow-ups have climbed to the county.
  w.setNow(Date.now() + 21 * 24 * hour)
  await somethingOfEach()
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: at.inside.township })).login)
  await w.settle()
})
afterAll(() => fixture.w.close())

const noonYesterday = () => {
  const today = dayIn(instantOf(fixture.w.house.now()), zone)
  return startOfDay(addDays(today, -1), zone) + 12 * hour
}

type Aim = Fixture['at']['inside']

const talkAt = (lastDigits: string, when: Date, { township, village, person, account, county }: Aim) =>
  fixture.w.admin.query(
    `insert into care.followup (home, id, person, at, claimed_at, received_at, account, township, village, channel, outcome,
       body_hash, due_reason, due_mode, due_rule)
     values ($1, $2, $3, $4, $4, $4, $5, $6, $7, 'phone', 'reached', '', 'longestGap', 'call', 'CARE-DUE-4')`,
    [county, `${uuidv7().slice(0, -8)}${lastDigits}`, person, when, account, township, village],
  )

/** Follow-ups of yesterday: the last digits of an id decide whether it is drawn; twelve of one worker in three minutes. */
const talks = async (): Promise<void> => {
  const { at } = fixture
  for (const [aim, count] of [
    ['inside', 14],
    ['edge', 3],
  ] as const) {
    for (let i = 0; i < count; i += 1)
      await talkAt(i % 5 === 0 ? '00000001' : 'f0000001', new Date(noonYesterday() + i * 15_000), at[aim])
  }
}

/** What the fixture has nothing of; the database is told directly, since days of work would be needed for them. */
const somethingOfEach = async (): Promise<void> => {
  const { w } = fixture
  const { county, township, village, person, account } = fixture.at.inside
  const run = (text: string, values: readonly unknown[] = []) => w.admin.query(text, [...values])
  await run(
    `insert into care.alarm (home, id, person, township, village, kind, raised_at, measured_at, reasons, urgent, climbs_at,
       acknowledged_at, acknowledged_by, offer_again_at)
     values ($1, gen_random_uuid(), $2, $3, $4, 'referNow', now(), now(), '[]', false, '{}', now(), $5, now())`,
    [county, person, township, village, account],
  )
  await run(
    `update care.person set life = 'refusing', life_since = now() where home = $1 and township = $2 and id <> $3`,
    [county, township, person],
  )
  await run(
    `update care.due d set due_at = $2 from care.person p where p.home = d.home and p.id = d.person and p.home = $1 and p.life = 'refusing'`,
    [county, new Date(w.house.now())],
  )
  // A team whose people are past counting: more than the norm lets two members serve.
  await run(`update kernel.team_counter set n = n + 1000 where county = $1 and metric = 'ledger'`, [county])
  await run(`update care.care_home set round_since = now() - interval '3 days' where home = $1`, [county])
  const day = 24 * hour
  const shift = async (from: number, until: number) =>
    run(
      `insert into care.desk_shift (home, id, place, account, from_at, until_at, made_by, made_at, body_hash)
       values ($1, gen_random_uuid(), $2, $3, $4, $5, $3, now(), '')`,
      [county, township, account, new Date(w.house.now() + from), new Date(w.house.now() + until)],
    )
  await shift(-hour, 5 * hour)
  await shift(8 * hour, 12 * hour)
  await shift(12 * hour, 20 * day)
  await run(
    `insert into care.desk_handover (home, id, place, from_account, to_account, at, calls, key_id, wrapped, body_hash)
     values ($1, gen_random_uuid(), $2, $3, $3, $4, '{}', '', '', '')`,
    [county, township, account, new Date(w.house.now() - hour)],
  )
  await talks()
  // Two that were drawn three days ago and are still owed: nobody called back.
  const { inside } = fixture.at
  for (const minutes of [0, 90])
    await talkAt('00000001', new Date(noonYesterday() - 48 * hour + minutes * 60_000), inside)
  await deathAskedBack()
  await waitingForMedic()
  const until = addDays(dayIn(instantOf(w.house.now()), zone), 3)
  await run(
    `insert into kernel.policy_value (id, rule_id, place, value, source, evidence, from_day, until_day)
     values ($1, 'CARE-CHECK-1', $2, '6', '{"document": "试行", "clause": "一"}', 'ours', '2023-01-01', $3)`,
    [uuidv7(), county, until],
  )
  w.house.policy.forget()
}

/** Somebody entered as dead by mistake: whoever entered it has asked a second person to take it back. */
const deathAskedBack = async (): Promise<void> => {
  const { w, at } = fixture
  const { rows } = await w.admin.query<{ id: string }>(
    `select id from care.person where township = $1 and id <> $2 and life = 'refusing' limit 1`,
    [at.inside.township, at.inside.person],
  )
  const params = { id: rows[0]?.id ?? '' }
  const event = uuidv7()
  const entering = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const death = { id: event, kind: 'death', at: new Date(w.house.now()).toISOString() }
  const entered = await entering.call('life.record', { params, body: death })
  expect(entered.body, entered.text).toMatchObject({ outcome: 'recorded' })
  const asked = await entering.call('life.ask-back', { params, body: { id: uuidv7(), event, reason: '同名误登' } })
  expect(asked.body, asked.text).toMatchObject({ outcome: 'recorded' })
}

/** Somebody in a village without a team whose newer ledger is better than the older: the lower tier waits. */
const waitingForMedic = async (): Promise<void> => {
  const { w, at } = fixture
  const { rows } = await w.admin.query<{ t: string; v: string }>(
    `select t.name as t, v.name as v from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code offset 3 limit 1`,
    [at.inside.township],
  )
  const line = (vaccine: string, disease: string) => [
    ...['1', rows[0]?.t ?? '', rows[0]?.v ?? '', '变化人', '男', '421123194502131650', '', ''],
    ...[disease, vaccine, '否'],
  ]
  await load(w, { county: luotian, lines: [header, line('未接种', '高血压')] })
  await load(w, { county: luotian, lines: [header, line('3针', '无')] })
}

type Page = {
  readonly rows: readonly unknown[]
  readonly next: string | null
  /** What the list says of its own length. */
  readonly inAll: { readonly n: number; readonly more: boolean } | null
}
type Asked = Parameters<Caller['call']>

/** The whole of a list, as somebody turns its pages. */
const whole = async (by: Caller, [id, asking = {}]: Asked): Promise<number> => {
  let count = 0
  let said: Page['inAll'] = null
  for (let next: string | null = ''; next !== null; ) {
    const query = { ...asking.query, limit: 2, ...(next === '' ? {} : { cursor: next }) }
    const reply = await by.call(id, { ...asking, query })
    expect(reply.status, reply.text).toBe(200)
    const page = reply.body as unknown as Page // every list asked here comes by pages
    count += page.rows.length
    next = page.next
    said ??= page.inAll
  }
  expect(said, id).toEqual({ n: count, more: false })
  return count
}

const daysAgo = (days: number) => addDays(dayIn(instantOf(fixture.w.house.now()), zone), -days)

const owedOn = async (by: Caller, township: string, day: string) =>
  (await by.call('check.day', { query: { township, day } })).body.callbacks.filter((c) => c.result === null).length

const callbacksOf = async (by: Caller, townships: readonly string[]) => {
  let count = 0
  for (const township of townships)
    for (const days of [1, 2, 3, 4, 5, 6, 7]) count += await owedOn(by, township, daysAgo(days))
  return count
}

const patternsOf = async (by: Caller, townships: readonly string[]) => {
  let count = 0
  for (const township of townships) {
    const { body } = await by.call('check.day', { query: { township, day: daysAgo(1) } })
    count += body.patterns.filter((p) => p.seen === null).length
  }
  return count
}

type Listing = { readonly by: Caller; readonly place: string; readonly townships: readonly string[] }

/** Where a 24-hour number is answered, by the page of numbers, and where somebody rang. */
const desksWith = async (by: Caller, place: string): Promise<ReadonlySet<string>> => {
  const { townships } = (await by.call('number.list', { query: { place } })).body
  const calls = (await by.call('call.list', { query: { place, limit: 100 } })).body.rows
  const numbered = townships.flatMap(({ township, institution }) => (institution === null ? [] : [township.code]))
  return new Set([
    ...(place.length === 6 ? [place] : []),
    ...numbered,
    ...calls.map((call) => call.place.code),
    fixture.at.inside.township,
  ])
}

/** How long the list behind each figure is. */
const lists: Readonly<Record<MorningKey, (l: Listing) => Promise<number>>> = {
  alarms: ({ by, place }) => whole(by, ['alarm.list', { query: { place, only: 'unanswered' } }]),
  held: ({ by, place }) => whole(by, ['alarm.list', { query: { place, only: 'held' } }]),
  referNow: ({ by, place }) => whole(by, ['alarm.list', { query: { place, only: 'referNow' } }]),
  offerReferral: ({ by, place }) => whole(by, ['alarm.list', { query: { place, only: 'offerToday' } }]),
  calls: ({ by, place }) => whole(by, ['call.list', { query: { place } }]),
  shifts: async ({ by, place }) => {
    const until = new Date(fixture.w.house.now() + 24 * hour).toISOString()
    const gaps = []
    for (const desk of await desksWith(by, place)) {
      const { body } = await by.call('desk.read', { query: { place: desk } })
      if (body.shifts.length > 0) gaps.push(...body.gaps)
    }
    return gaps.filter((gap) => gap.from < until).length
  },
  noRota: async ({ by, place }) => {
    const desks = [...(await desksWith(by, place))]
    const read = await Promise.all(
      desks.map(async (desk) => (await by.call('desk.read', { query: { place: desk } })).body),
    )
    return read.filter(({ shifts }) => shifts.length === 0).length
  },
  handovers: async ({ by, place }) => {
    const desks = [...(await desksWith(by, place))]
    const last = await Promise.all(
      desks.map(async (desk) => (await by.call('desk.read', { query: { place: desk } })).body.handovers[0]),
    )
    return last.filter((one) => one?.acceptedAt === null).length
  },
  rounds: async ({ by, place }) =>
    (await by.call('careHome.list', { query: { place, round: 'late' } })).body.rows.length,
  late: ({ by, place }) =>
    whole(by, ['person.list', { query: { place, state: place.length === 6 ? 'lateCounty' : 'lateTownship' } }]),
  neverReached: ({ by, place }) => whole(by, ['person.list', { query: { place, state: 'neverReached' } }]),
  withoutTeam: ({ by, place }) => whole(by, ['person.list', { query: { place, state: 'withoutTeam' } }]),
  overNorm: async ({ by, place }) =>
    (await by.call('team.list', { query: { place } })).body.teams.filter((team) => team.overloaded).length,
  medicine: ({ by, place }) => whole(by, ['medicine.list', { query: { place } }]),
  offerService: ({ by, place }) => whole(by, ['person.list', { query: { place, state: 'offerToday' } }]),
  askedBack: ({ by, place }) => whole(by, ['person.list', { query: { place, state: 'askedBack' } }]),
  moves: ({ by, place }) => whole(by, ['move.list', { query: { place, way: 'in' } }]),
  pairs: ({ by }) => whole(by, ['doubtful.list', { query: { county: luotian } }]),
  reviews: ({ by, place }) => whole(by, ['tier.overrides', { query: { place } }]),
  downgrades: ({ by, place }) => whole(by, ['person.list', { query: { place, state: 'waiting' } }]),
  callbacks: ({ by, townships }) => callbacksOf(by, townships),
  patterns: ({ by, townships }) => patternsOf(by, townships),
  told: ({ by, place }) => whole(by, ['told.list', { query: { place, state: 'missing' } }]),
  proposals: async ({ by }) =>
    (await by.call('policy.proposals')).body.rows.filter((row) => row.state === 'waiting' && !row.mine).length,
  expiring: async ({ by }) => {
    const until = addDays(dayIn(instantOf(fixture.w.house.now()), zone), 7)
    return (await by.call('policy.list')).body.rules.filter((r) => r.until !== null && r.until <= until).length
  },
}

const onlyCounty: readonly MorningKey[] = ['proposals', 'expiring']
test.each(['county', 'township'] as const)(
  '[K6] every figure of a %s’s morning is the length of its list',
  async (level) => {
    const { inside, edge } = fixture.at
    const place = level === 'county' ? luotian : inside.township
    const by = level === 'county' ? officer : manager
    const townships = level === 'county' ? [inside.township, edge.township] : [inside.township]
    const { body, status, text } = await by.call('morning.read', { query: { place } })
    expect(status, text).toBe(200)
    for (const { key, n, parts } of body.waiting) {
      expect(n, key).toBe(await lists[key]({ by, place, townships }))
      // The township whose gaps are counted keeps a rota.
      if (level === 'county' || key !== 'noRota') expect(n, `${key} has something to hold`).toBeGreaterThan(0)
      if (parts.length > 0)
        expect(
          parts.reduce((sum, part) => sum + part.n, 0),
          key,
        ).toBe(n)
    }
    const missing = Object.keys(lists).filter((key) => !body.waiting.some((one) => one.key === key))
    expect(missing).toEqual(level === 'county' ? ['moves'] : onlyCounty)
  },
)

test('[K4] a township that gives out a number and never had a rota is told once to begin one, and has gaps when it has begun', async () => {
  const { w, at } = fixture
  const { rows } = await w.admin.query<{ code: string }>(
    `select code from kernel.division where parent = $1 order by code desc limit 1`,
    [luotian],
  )
  const bare = rows[0]?.code ?? ''
  const of = async (wanted: MorningKey) =>
    (await officer.call('morning.read', { query: { place: luotian } })).body.waiting
      .find(({ key }) => key === wanted)
      ?.parts.find(({ code }) => code === bare)?.n
  expect([await of('shifts'), await of('noRota')]).toEqual([undefined, undefined])
  await w.admin.query(
    `insert into care.desk_number (home, id, township, number, name, from_day, account, at, body_hash)
     values ($1, $2, $3, '0713-5050009', '卫生院', '2023-01-01', $4, now(), '')`,
    [luotian, uuidv7(), bare, at.inside.account],
  )
  expect([await of('shifts'), await of('noRota')]).toEqual([undefined, 1])
  const now = w.house.now()
  await w.admin.query(
    `insert into care.desk_shift (home, id, place, account, from_at, until_at, made_by, made_at, body_hash)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, $3, now(), '')`,
    [luotian, bare, at.inside.account, new Date(now + 2 * hour), new Date(now + 8 * hour)],
  )
  expect([await of('shifts'), await of('noRota')]).toEqual([2, undefined])
})

test('[K4] the county hears that its own desk has no rota, and a township does not', async () => {
  const codes = async (by: Caller, place: string) =>
    (await by.call('morning.read', { query: { place } })).body.waiting
      .find(({ key }) => key === 'noRota')
      ?.parts.map(({ code }) => code)
  expect(await codes(officer, luotian)).toContain(luotian)
  expect(await codes(manager, fixture.at.inside.township)).not.toContain(luotian)
})

test('[K3] drawn call-backs of the last seven days wait until they are made, and the oldest day opens', async () => {
  const { township } = fixture.at.inside
  const callbacks = async () =>
    (await manager.call('morning.read', { query: { place: township } })).body.waiting.find(
      ({ key }) => key === 'callbacks',
    )
  const before = await callbacks()
  expect(before?.parts).toMatchObject([{ code: township, day: daysAgo(3) }])
  const { callbacks: owed, owed: days } = (await manager.call('check.day', { query: { township, day: daysAgo(3) } }))
    .body
  expect(days.map(({ day }) => day)).toEqual([daysAgo(1), daysAgo(3)])
  expect(days.reduce((sum, { n }) => sum + n, 0)).toBe(before?.n)
  for (const { followup } of owed)
    await manager.call('check.callback', { params: { id: followup }, body: { result: 'confirmed', note: null } })
  expect((await callbacks())?.parts).toMatchObject([{ day: daysAgo(1), n: (before?.n ?? 0) - owed.length }])
})

test('[K20] a county, which can only wait for its townships, is told of no move to accept', async () => {
  const { township } = fixture.at.inside
  const waiting = async (by: Caller, place: string) =>
    (await by.call('move.waiting', { query: { place } })).body.waiting
  expect(await waiting(manager, township)).toBeGreaterThan(0)
  expect([await waiting(officer, luotian), await waiting(officer, township)]).toEqual([0, 0])
  const { rows } = (await officer.call('move.list', { query: { place: luotian } })).body
  expect(rows.some(({ mine }) => mine)).toBe(false)
})

test('[K6] what came since yesterday evening is counted and listed; what was taken back is not', async () => {
  const { w, at } = fixture
  const { county, person, account, township } = at.inside
  const add = (kind: string, hoursAgo: number) =>
    w.admin.query(
      `insert into care.life_event (home, id, person, kind, at, claimed_at, received_at, account, body_hash)
       values ($1, $2, $3, $4, now(), now(), $5, $6, '') returning id`,
      [county, uuidv7(), person, kind, new Date(w.house.now() - hoursAgo * hour), account],
    )
  const before = (await manager.call('morning.read', { query: { place: township } })).body.news
  await add('admission', 0.01)
  await add('discharge', 80)
  const wrong = (await add('death', 0.01)).rows[0]?.id
  await w.admin.query(
    `insert into care.life_event (home, id, person, kind, at, claimed_at, account, takes_back, body_hash)
     values ($1, $2, $3, 'takenBack', now(), now(), $4, $5, '')`,
    [county, uuidv7(), person, account, wrong],
  )
  const { news } = (await manager.call('morning.read', { query: { place: township } })).body
  expect(news).toEqual({ ...before, admission: before.admission + 1 })
  for (const kind of ['infection', 'death', 'admission', 'discharge'] as const)
    expect(await whole(manager, ['morning.news', { query: { place: township, kind } }]), kind).toBe(news[kind])
})

test('[X2] a township’s morning is not another township’s, and a village has none', async () => {
  const { inside, edge } = fixture.at
  expect((await manager.call('morning.read', { query: { place: edge.township } })).status).toBe(403)
  expect((await officer.call('morning.read', { query: { place: inside.village } })).problem?.code).toBe('place.outside')
})
