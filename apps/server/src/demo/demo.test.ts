import { join } from 'node:path'
import { contributionsOf, dayBucket, deriveState, type FollowupFact, heldFlags, isGone } from '@lianfang/domain/care'
import { addDays, dayIn, instantOf, startOfDay } from '@lianfang/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCluster } from '../../../../tests/support/database.js'
import { passwordFits } from '../kernel/auth/index.js'
import { type Ground, makeGround } from '../kernel/backup/testing/ground.js'
import { countyScope, inTransaction } from '../kernel/db/index.js'
import { nameQuery } from '../kernel/keys/index.js'
import { openGate } from '../kernel/policy/index.js'
import { factsOf } from '../modules/care/followups/sql.js'
import { loadPeople, type StoredPerson } from '../modules/care/people/load-people.js'
import { personKey } from '../modules/care/people/secrets.js'
import { countedOf, dueOf, liftedOf, rankOf, standingAfter } from './care.js'
import { demonstrationState, demoPassword, demoSignIns, fillDemonstration } from './index.js'

const home = '421123'
const zone = 'Asia/Shanghai'
const now = instantOf(Date.parse('2023-01-16T07:30:00Z'))
const divisionsFile = join(import.meta.dirname, '../../data/divisions.cn.br')

let ground: Ground
const needsOf = ({ db, keys, policy }: Ground) => ({ db, keys, policy, now, zone, divisionsFile, people: 700 })
beforeAll(async () => {
  ground = await makeGround(testCluster(), 'demonstration')
  expect(await demonstrationState(ground.db)).toBe('empty')
  expect(await fillDemonstration(needsOf(ground))).toMatchObject({ outcome: 'filled', people: 700 })
})
afterAll(() => ground.close())

const rowsOf = async <R extends object>(text: string, at: Ground = ground): Promise<readonly R[]> =>
  (await at.admin.query<R>(text)).rows

const everybody = async (): Promise<readonly StoredPerson[]> => {
  const ids = await rowsOf<{ id: string }>('select id from care.person')
  return inTransaction(ground.db.worker, countyScope(home), async (tx) => {
    const found = await loadPeople(ground, tx, { home, people: ids.map((r) => r.id) })
    return [...found.values()]
  })
}

const factsByPerson = async (): Promise<ReadonlyMap<string, readonly FollowupFact[]>> => {
  const people = await everybody()
  return inTransaction(ground.db.worker, countyScope(home), async (tx) => {
    const found = new Map<string, readonly FollowupFact[]>()
    for (const { id } of people) found.set(id, await factsOf(tx, home, id))
    return found
  })
}

const valuesNow = async () => {
  const care = await ground.policy.care(home as Parameters<typeof ground.policy.care>[0], dayIn(now, zone))
  return { tier: openGate(care.tier), due: openGate(care.due) }
}

test('everybody stands where the domain says, and owes what follows from the facts', async () => {
  const values = await valuesNow()
  const facts = await factsByPerson()
  const stored = new Map(
    (
      await rowsOf<{
        person: string
        due_at: Date | null
        mode: string
        reason: string
        rank: number
        lifted: string | null
      }>('select person, due_at, mode, reason, rank, lifted from care.due')
    ).map((row) => [row.person, row]),
  )
  for (const person of await everybody()) {
    const { fields, tier, tierSince, dutySince, takenInAt } = person
    const birth =
      fields.birth !== null && 'day' in fields.birth ? { day: fields.birth.day, year: null } : { day: null, year: null }
    const basis = { birth, disease: fields.disease.class, vaccination: fields.vaccination.class }
    const standing = standingAfter({
      basis,
      current: { tier, tierSince, dutySince, override: null },
      values: values.tier,
      now,
      zone,
      cause: 'ledger',
    })
    expect(standing).toMatchObject({ tier, waiting: person.waiting, change: null })
    const state = deriveState(facts.get(person.id) ?? [])
    expect([state.twoWayAt, state.attemptsAt]).toEqual([person.twoWayAt, person.attemptsAt])
    const flags = heldFlags(fields, person)
    const due = dueOf({ standing: person, takenInAt, flags, state, values: values.due, zone, life: person.life })
    const row = stored.get(person.id)
    expect([row?.due_at?.getTime() ?? null, row?.mode, row?.reason]).toEqual([due.dueAt, due.mode, due.reason])
    const contact = state.twoWayAt.length === 0 ? 'never' : 'reached'
    expect(row?.rank).toBe(rankOf({ tier, contact, life: person.life, daily: person.episodeSince !== null }))
    expect(row?.lifted).toBe(liftedOf({ tier, life: person.life, daily: person.episodeSince !== null }))
    expect(state.lastAt ?? now).toBeLessThanOrEqual(now)
  }
})

test('[X1] institutions stand at real places, all marked as demonstration, and two belong to a corps that is none', async () => {
  const kinds = await rowsOf<{ kind: string; n: number }>(
    `select f.kind, count(*)::int as n from kernel.facility f join kernel.division d on d.code = f.place
     where f.name like '%（演示）' group by 1`,
  )
  const all = await rowsOf<{ n: number }>('select count(*)::int as n from kernel.facility')
  expect(kinds.reduce((sum, { n }) => sum + n, 0)).toBe(all[0]?.n)
  const townships = await rowsOf(`select from kernel.division where parent = '421123'`)
  const by = new Map(kinds.map(({ kind, n }) => [kind, n]))
  expect((by.get('townshipCentre') ?? 0) + (by.get('communityCentre') ?? 0)).toBe(townships.length)
  expect([by.get('cdc'), by.get('hospital')]).toEqual([1, 2])
  expect(by.get('villageClinic') ?? 0).toBeGreaterThan(300)
  const tree = await rowsOf<{ name: string; parent: string | null; n: number }>(
    `select o.name, p.name as parent, (select count(*)::int from kernel.facility f where f.organisation = o.id) as n
     from kernel.organisation o left join kernel.organisation p on p.id = o.parent order by length(o.place)`,
  )
  expect(tree.map(({ parent, n }) => [parent === null, n])).toEqual([
    [true, 0],
    [false, 0],
    [false, 1],
    [false, 1],
  ])
})

test('the counters are what a recount finds, for the village, the county and the nation', async () => {
  const expected = new Map<string, number>()
  const add = (place: string, metric: string, bucket: number) => {
    for (const length of [12, 9, 6, 4, 2, 0]) {
      if (length > place.length) continue
      const key = `${place.slice(0, length)}|${metric}|${bucket}`
      expected.set(key, (expected.get(key) ?? 0) + 1)
    }
  }
  const facts = await factsByPerson()
  for (const person of await everybody()) {
    const { township, village } = person.fields
    const counted = countedOf({
      place: { township, village, team: person.team },
      standing: { tier: person.tier, waiting: person.waiting, provisional: person.provisional.length > 0 },
      reached: person.twoWayAt.length > 0,
      dueAt: person.dueAt,
    })
    if (!isGone(person.life))
      for (const { metric, bucket } of contributionsOf(counted)) add(counted.place, metric, bucket)
    for (const fact of facts.get(person.id) ?? []) {
      add(counted.place, fact.outcome === 'reached' ? 'done' : 'attempt', dayBucket(dayIn(fact.at, zone)))
    }
  }
  const open = await rowsOf<{ place: string }>(
    'select coalesce(village, township) as place from care.alarm where closed_at is null',
  )
  for (const { place } of open) add(place, 'alarm', 0)
  const told = await rowsOf<{ place: string }>(
    `select coalesce(p.village, p.township) as place from care.person p
     where p.life not in ('dead', 'left')
       and exists (select from care.desk_number n where n.home = p.home and n.township = p.township and n.team is null
         and n.until_at is null and n.number = p.told_institution)
       and exists (select from care.desk_number n where n.home = p.home and n.team = p.team
         and n.until_at is null and n.number = p.told_doctor)`,
  )
  expect(told.length).toBeGreaterThan(0)
  for (const { place } of told) add(place, 'told', 0)
  const counters = await rowsOf<{ key: string; n: number }>(
    `select place || '|' || metric || '|' || bucket as key, n::int from kernel.counter where metric not like 'registered%' and n <> 0`,
  )
  expect(new Map(counters.map((c) => [c.key, c.n]))).toEqual(expected)
})

test('[K5] some are infected and followed daily; alarms are open, in hand and closed, and a note of theirs opens', async () => {
  const [found] = await rowsOf<Record<'ill' | 'episodes' | 'open' | 'waiting' | 'closed', number>>(
    `select (select count(*)::int from care.person where episode_since is not null) as ill,
       (select count(*)::int from care.episode where ended_at is null) as episodes,
       count(*) filter (where closed_at is null)::int as open,
       count(*) filter (where acknowledged_at is null)::int as waiting,
       count(*) filter (where closed_at is not null)::int as closed from care.alarm`,
  )
  expect(found?.episodes).toBe(found?.ill)
  for (const n of [found?.ill, found?.closed]) expect(n).toBeGreaterThan(0)
  expect(found?.open).toBeGreaterThanOrEqual(found?.waiting ?? 0)
  const [act] = await rowsOf<{ id: string; person: string; note: Buffer }>(
    'select id, person, note_sealed as note from care.alarm_act where note_sealed is not null limit 1',
  )
  if (act === undefined) throw new Error('no note')
  const key = await inTransaction(ground.db.worker, countyScope(home), (tx) => personKey(tx, home, act.person))
  const at = { county: home, person: act.person, field: `alarm:${act.id}` }
  expect(ground.keys.open({ key, at, sealed: act.note }).length).toBeGreaterThan(5)
})

test('[K20] some lives changed, two moves wait for the township that is shown and one was refused', async () => {
  const lives = await rowsOf<{ life: string }>('select distinct life from care.person order by life')
  expect(lives.map((row) => row.life)).toEqual(['admitted', 'dead', 'here', 'left', 'refusing'])
  const moves = await rowsOf<{ state: string }>(
    "select state from care.move where to_township = '421123100' order by state",
  )
  expect(moves.map((row) => row.state)).toEqual(['asked', 'asked', 'refused'])
})

test('[K1] neighbours share a telephone; most of them live together, two of one village in each household', async () => {
  const people = await everybody()
  const shared = new Map<string, StoredPerson[]>()
  for (const person of people)
    for (const phone of person.fields.phones) shared.set(phone, [...(shared.get(phone) ?? []), person])
  const pairs = [...shared.values()].filter((list) => list.length === 2)
  const together = pairs.filter(([a, b]) => a?.household != null && a.household === b?.household)
  expect(together.length).toBeGreaterThan(10)
  expect(pairs.length).toBeGreaterThan(together.length)
  for (const [a, b] of together) expect(a?.fields.village).toBe(b?.fields.village)
  expect(people.filter(({ household }) => household !== null)).toHaveLength(together.length * 2)
})

test('the trend says of yesterday what a recount at its end finds', async () => {
  const { due: values } = await valuesNow()
  const yesterday = addDays(dayIn(now, zone), -1)
  const end = startOfDay(addDays(yesterday, 1), zone)
  const facts = await factsByPerson()
  const expected = { ledger: 0, red: 0, yellow: 0, overdue: 0, done: 0 }
  for (const person of await everybody()) {
    if (person.takenInAt >= end) continue
    const then = (facts.get(person.id) ?? []).filter((fact) => fact.at < end)
    const flags = heldFlags(person.fields, person)
    const state = deriveState(then)
    const { dueAt } = dueOf({ standing: person, takenInAt: person.takenInAt, flags, state, values, zone })
    expected.ledger += 1
    if (person.tier !== 'green') expected[person.tier] += 1
    if (dueAt !== null && dueAt < end) expected.overdue += 1
    expected.done += then.filter((f) => f.outcome === 'reached' && dayIn(f.at, zone) === yesterday).length
  }
  for (const place of ['', '42', '4211', '421123']) {
    const rows = await rowsOf<{ metric: string; n: number }>(
      `select metric, n::int from kernel.counter_day where place = '${place}' and day = '${yesterday}'`,
    )
    expect(Object.fromEntries(rows.map((r) => [r.metric, r.n]))).toEqual(expected)
  }
})

test('nobody is marked as a trial import: that is for ledgers somebody loads', async () => {
  expect(await rowsOf(`select count(*)::int as n from care.person where trial`)).toEqual([{ n: 0 }])
})

test('the ledger leaves a gap to the register', async () => {
  const [share] = await rowsOf<{ share: number }>(
    `select (select n from kernel.counter where place = '421123' and metric = 'ledger')::float8
       / (select n from kernel.counter where place = '421123' and metric = 'registered') as share`,
  )
  expect(share?.share).toBeGreaterThan(0.6)
  expect(share?.share).toBeLessThan(0.95)
})

test('every invented person is found by name, and every sealed value opens', async () => {
  const people = await everybody()
  const tokens = await rowsOf<{ person: string; token: Buffer }>('select person, token from care.person_token')
  const known = new Set(tokens.map((t) => `${t.person} ${t.token.toString('hex')}`))
  for (const { id, fields } of people) {
    expect(fields.name).not.toBe('')
    for (const part of nameQuery(fields.name)) {
      expect(known.has(`${id} ${ground.keys.blindIndex(part).token.toString('hex')}`)).toBe(true)
    }
    if (fields.idNumber !== null) expect(fields.idNumber).toMatch(/^4299/)
    for (const phone of fields.phones) expect(phone).toMatch(/^154/)
  }
  const numbers = people.flatMap((p) => (p.fields.idNumber === null ? [] : [p.fields.idNumber]))
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('every shown sign-in works where it says, and the worker and the medic are of the same team', async () => {
  const rows = await rowsOf<{ login: string; role: string; place: string; hash: string; team: string | null }>(
    `select a.login, g.role, g.place, c.password_hash as hash, t.name as team
     from kernel.account a join kernel.account_grant g on g.account = a.id join kernel.credential c on c.account = a.id
     left join care.team_member m on m.account = a.id left join care.team t on t.id = m.team`,
  )
  for (const { login, role, place, team } of demoSignIns) {
    expect(rows.find((r) => r.login === login)).toMatchObject({ login, role, place, team })
  }
  expect(await passwordFits(rows[0]?.hash ?? null, demoPassword)).toBe(true)
  const bare = await rowsOf(
    `select 1 from care.team t where not exists (select from care.team_member m where m.team = t.id and m.medic)`,
  )
  expect(bare).toEqual([])
})

test('[K6, K9] most were asked about their medicine; of the requests some wait and some are closed', async () => {
  const [found] = await rowsOf<Record<'told' | 'red' | 'open' | 'closed', number>>(
    `select (select count(*)::int from care.medicine_state) as told,
       (select count(*)::int from care.person where tier = 'red') as red,
       count(*) filter (where closed_at is null)::int as open,
       count(*) filter (where closed_at is not null)::int as closed from care.medicine_request`,
  )
  expect(found?.told).toBeGreaterThan((found?.red ?? 0) / 2)
  for (const n of [found?.open, found?.closed]) expect(n).toBeGreaterThan(0)
})

test('[K21] two care homes stand with their residents: one in time with an alarm of its round, the other late', async () => {
  const homes = await rowsOf<{ residents: number; rounds: number; hours: number }>(
    `select (select count(*)::int from care.care_home_resident r where r.care_home = h.id) as residents,
       (select count(*)::int from care.care_home_round r where r.care_home = h.id) as rounds,
       (extract(epoch from to_timestamp(${now} / 1000) - h.last_round_at) / 3600)::int as hours
     from care.care_home h order by h.phone`,
  )
  expect(homes.map((h) => [h.residents > 0, h.rounds >= 7, h.hours > 24])).toEqual([
    [true, true, false],
    [true, true, true],
  ])
})

test('[E1] ten invented makers report: most are fresh, one owes a day, one is silent, one is in doubt, one was put right', async () => {
  const rows = await rowsOf<{
    name: string
    owed: number
    doubts: number
    obstacles: number
    cleared: number
    corrected: number
  }>(
    `select e.name, ('2023-01-15'::date - s.last_day) as owed, s.open_doubts as doubts, cardinality(s.obstacles) as obstacles,
       (select count(*)::int from supply.report_cleared c join supply.report r on r.home = c.home and r.id = c.report
        where r.enterprise = e.id) as cleared,
       (select count(*)::int from supply.report r where r.enterprise = e.id and r.corrects is not null) as corrected
     from supply.enterprise e join supply.enterprise_state s on s.home = e.home and s.enterprise = e.id`,
  )
  expect(rows).toHaveLength(10)
  for (const { name } of rows) expect(name).toMatch(/（演示）$/)
  const daysOwed = rows.map(({ owed }) => owed).sort((a, b) => a - b)
  expect(daysOwed).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 4])
  for (const of of ['doubts', 'cleared', 'corrected'] as const)
    expect(rows.filter((row) => row[of] > 0)).toHaveLength(1)
  expect(rows.filter(({ obstacles }) => obstacles > 0).length).toBeGreaterThan(3)
})

test('[E2] invented counts of a few places are in use and forecast: a change of definition, a count that was taken back, and nothing left to explain', async () => {
  const rows = await rowsOf(
    `select count(*)::int as places, sum(o.leaps)::int as leaps,
       (select count(*)::int from supply.curve_definition) as changes,
       (select count(distinct c.place)::int from supply.curve_count c join supply.curve_count d
         on d.curve = c.curve and d.place = c.place and d.day = c.day + 1 and d.confirmed < c.confirmed) as corrected
     from supply.outlook o join supply.curve c on c.id = o.curve and c.taken_at is not null`,
  )
  expect(rows).toEqual([{ places: 4, leaps: 0, changes: 1, corrected: 4 }])
})

test('[K9, E10] of four invented clinics with a book one has enough, two are short and of one nobody knows the people; half a line of their order came', async () => {
  const found = await rowsOf(
    `select (select count(distinct facility)::int from supply.served) as served,
       (select count(*)::int from supply.store where facility is not null and name like '%药房（演示）') as books,
       (select array_agg(state order by state) from supply.joint_order) as orders,
       (select count(*)::int from supply.joint_line where received > 0 and received < ordered) as halves,
       (select count(*)::int from supply.label where valid_until < '2023-01-15') as ended,
       (select count(*)::int from supply.label) as labels`,
  )
  expect(found).toEqual([{ served: 3, books: 4, orders: ['partlyReceived'], halves: 1, ended: 1, labels: 2 }])
})

test('[E9] of three monitors one is ready, one is lent and overdue, of one nobody said anything; a ventilator has a fault', async () => {
  const rows = await rowsOf(
    `select kind, count(*) filter (where present and fault is null and checked_on is not null)::int as ready,
       count(*) filter (where lent_to is not null and due_back < '2023-01-16')::int as overdue,
       count(*) filter (where fault is not null)::int as broken
     from supply.asset where kind in ('monitor-ecg', 'ventilator-noninvasive') group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { kind: 'monitor-ecg', ready: 1, overdue: 1, broken: 0 },
    { kind: 'ventilator-noninvasive', ready: 0, overdue: 0, broken: 1 },
  ])
})

test('[E9] three invented stores keep books: a lot has expired, one is on hold, one ends soon, and one consignment is on its way', async () => {
  const [found] = await rowsOf<
    Record<'stores' | 'kept' | 'expired' | 'hold' | 'soon' | 'way' | 'short' | 'back', number>
  >(
    `select (select count(*)::int from supply.store where name like '%（演示）' and facility is null) as stores,
       (select count(*)::int from supply.store_reach r join kernel.account a on a.id = r.account join supply.store s on s.id = r.store where a.login = 'keeper' and s.facility is null) as kept,
       (select count(*)::int from supply.stock where expiry < '2023-01-15' and free > 0) as expired,
       (select count(*)::int from supply.stock where on_hold > 0 and not by_serial) as hold,
       (select count(*)::int from supply.stock where expiry between '2023-01-17' and '2023-02-16' and free > 0) as soon,
       (select count(*)::int from supply.consignment c where c.open and not exists (select from supply.consignment_line l
        where l.consignment = c.id and l.arrived > 0)) as way,
       (select sum(sent - arrived)::int from supply.consignment_line where arrived > 0) as short,
       (select count(*)::int from supply.movement where reverses is not null) as back`,
  )
  expect(found).toMatchObject({ stores: 3, kept: 2, expired: 1, hold: 1, way: 1, short: 50, back: 1 })
  expect(found?.soon).toBeGreaterThan(1)
  const sums = await rowsOf<{ sum: string }>(
    `select sum(quantity) from supply.entry group by item having sum(quantity) <> 0`,
  )
  expect(sums).toEqual([])
})

test('[E5] two consignments are on their way to the invented warehouse, and one of them should have been there', async () => {
  const found = await rowsOf<{ state: string; urgency: string; late: boolean }>(
    "select state, urgency, alarm_from < '2023-01-16T07:30:00Z' as late from supply.move order by urgency",
  )
  expect(found).toMatchObject([
    { state: 'onTheRoad', urgency: 'critical', late: true },
    { state: 'onTheRoad', urgency: 'routine', late: false },
  ])
})

test('[E3] the invented hospital has requests in every state, some units are on their way to it, and one problem', async () => {
  const states = await rowsOf<{ state: string; n: number }>(
    'select state, count(*)::int as n from supply.request group by 1 order by 1',
  )
  expect(states).toEqual([
    { state: 'approved', n: 1 },
    { state: 'closed', n: 3 },
    { state: 'draft', n: 1 },
    { state: 'refused', n: 1 },
    { state: 'returned', n: 1 },
    { state: 'submitted', n: 1 },
    { state: 'verified', n: 1 },
    { state: 'withdrawn', n: 1 },
  ])
  const [found] = await rowsOf<Record<'assigned' | 'offers' | 'over' | 'nameless', number>>(
    `select (select sum(quantity)::int from supply.assignment) as assigned, (select count(*)::int from supply.offer o where not exists (select from supply.gift_offer g where g.offer = o.id)) as offers,
       (select count(*)::int from supply.request where overstated) as over,
       (select count(*)::int from supply.step where by_name = '') as nameless`,
  )
  expect(found).toEqual({ assigned: 2, offers: 3, over: 3, nameless: 0 })
})

test('[E10] invented gifts: one went where its donor said, one is in the books, one of last night waits for the inspection, one was declined, one waits', async () => {
  const gifts = await rowsOf<{ state: string; directed: boolean }>(
    'select state, directed is not null as directed from supply.gift order by at',
  )
  expect(gifts).toEqual([
    { state: 'inBooks', directed: true },
    { state: 'inBooks', directed: false },
    { state: 'declined', directed: false },
    { state: 'offered', directed: true },
    { state: 'counted', directed: false },
  ])
  const told = await rowsOf<{ what: string; n: number }>(
    'select what, sum(quantity)::int as n from supply.gift_notice group by 1 order by 1',
  )
  expect(told).toEqual([
    { what: 'disposed', n: 15 },
    { what: 'issued', n: 200 },
    { what: 'received', n: 295 + 400 + 3_000 + 12 + 500 },
  ])
  const names = await rowsOf<{ name: string }>('select name from supply.gift_name')
  expect(names).toEqual([{ name: '大别山同乡会（演示）' }])
})

test('[E1] the shown reporter reports for the maker that owes a day, the shown liaison reaches makers by name and by kind', async () => {
  const reach = await rowsOf<{ login: string; part: string; last: string; n: number }>(
    `select a.login, r.part, min(s.last_day)::text as last, count(*)::int as n
     from supply.reach r join kernel.account a on a.id = r.account
       join supply.enterprise_state s on s.home = r.home and s.enterprise = r.enterprise
     where a.login in ('reporter', 'liaison') group by 1, 2 order by 1, 2`,
  )
  expect(reach).toEqual([
    { login: 'liaison', part: 'kindLiaison', last: '2023-01-15', n: 2 },
    { login: 'liaison', part: 'liaison', last: '2023-01-11', n: 5 },
    { login: 'reporter', part: 'reporter', last: '2023-01-14', n: 1 },
  ])
  const papers = await rowsOf<{ ended: number; soon: number }>(
    `select count(*) filter (where until_day < '2023-01-16')::int as ended,
       count(*) filter (where until_day >= '2023-01-16' and until_day < '2023-02-15')::int as soon from supply.paper`,
  )
  expect(papers).toEqual([{ ended: 1, soon: 1 }])
})
