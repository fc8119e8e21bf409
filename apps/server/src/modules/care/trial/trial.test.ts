import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeIn } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let officer: Caller
let second: Caller
let stranger: Caller
let keeper: Caller
let manager: Caller
let people: readonly string[]

const dayMs = 86_400_000

beforeAll(async () => {
  w = await makeWorld()
  const as = async (role: 'countyOfficer' | 'administrator' | 'townshipManager', place: string) =>
    w.signIn((await w.account({ role, place, name: `${role}${place}` })).login)
  officer = await as('countyOfficer', luotian)
  second = await as('countyOfficer', luotian)
  stranger = await as('countyOfficer', yingshan)
  keeper = await as('administrator', '42')
  manager = await as('townshipManager', `${luotian}100`)
  people = await takeIn(w, { county: luotian, people: 6 })
  await takeIn(w, { county: yingshan, people: 2 })
  // On the ledger for six weeks, red, and reached once a day before the last four began.
  const now = Date.parse('2023-02-20T04:00:00Z')
  w.setNow(now)
  const past = new Date(now - 42 * dayMs)
  const talk = new Date(now - 29 * dayMs)
  await w.admin.query('update care.person set taken_in_at = $1, tier_since = $1, duty_since = $1', [past])
  await w.admin.query('update care.tier_change set at = $1', [past])
  await w.admin.query('update care.due set two_way_at = array[$1::timestamptz]', [talk])
  await w.settle()
})
afterAll(() => w.close())

const propose = async (rest: object, caller = officer): Promise<string> => {
  const id = randomUUID()
  const reply = await caller.call('policy.propose', {
    body: {
      ...{ id, ruleId: 'CARE-DUE-4', place: luotian, value: 48 },
      ...{ source: { document: '罗田县通知', clause: '第一条' }, evidence: 'official' },
      ...{ from: '2023-01-04', until: null, approval: null },
      ...rest,
    },
  })
  expect(reply.status, reply.text).toBe(204)
  return id
}

const finished = async (id: string, caller = officer) => {
  for (let i = 0; i < 400; i += 1) {
    const { body, status, text } = await caller.call('trial.read', { params: { id } })
    expect(status, text).toBe(200)
    if (body.trial !== null && !['waiting', 'running'].includes(body.trial.work.state)) return body.trial
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error('the trial does not end')
}

const tried = async (id: string, caller = officer) => {
  const started = await caller.call('trial.start', { params: { id }, body: { id: randomUUID() } })
  expect(started.status, started.text).toBe(200)
  const trial = await finished(id, caller)
  expect(trial.work.state).toBe('done')
  if (trial.result === null) throw new Error('no result')
  return { trial, result: trial.result }
}

test('[X3, CARE-TRIAL-2] a shorter gap is tried on four weeks: follow-ups by both values, by tier and place', async () => {
  const { trial, result } = await tried(await propose({}))
  expect(trial).toMatchObject({ from: '2023-01-23', until: '2023-02-20', old: null, mine: true })
  expect(trial.compared).toMatchObject({ value: 72, place: { code: '', level: 'nation' } })
  // Three a week by the nation is 12 in four weeks, every 48 hours is 14.
  expect(result.total).toMatchObject({ people: 6, owedOld: 6 * 12, owedNew: 6 * 14, up: 0, down: 0 })
  expect(result.byTier[0]).toEqual({ tier: 'red', old: 72, new: 84 })
  // All overdue on the first day by either value: the new one adds nobody.
  expect(result.total).toMatchObject({ firstDay: 6, lateAtOnce: 0, dueInDay: 0 })
  // Nobody was called in the weeks: late once each, by either value.
  expect(result.total).toMatchObject({ lateOld: 6, lateNew: 6 })
  expect(result.rows).toMatchObject([{ place: { code: `${luotian}100` }, owedNew: 84 }])
  expect(result.counties).toEqual({ counted: 1, same: 0, closed: 0 })
})

test('[X3, CARE-TRIAL-7] the wave of the first day is told: who is overdue at once by the new value, who in its course, for each place', async () => {
  const now = Date.parse('2023-02-20T04:00:00Z')
  const before = await w.admin.query<{ person: string; two_way_at: string }>(
    'select person, two_way_at::text from care.due',
  )
  const talked = (person: string | undefined, hoursAgo: number) =>
    w.admin.query(`update care.due set two_way_at = $2 where person = $1`, [
      person,
      [0, 1, 2, 3].map((n) => new Date(now - (hoursAgo + n * 24) * 3_600_000)),
    ])
  // By 72 hours the first two are due in 42 and 37; by 30 hours now, and by 48 hours in 18 and 13.
  await talked(people[0], 30)
  await talked(people[1], 35)
  const { result } = await tried(await propose({ value: 48 }))
  expect(result.total).toMatchObject({ firstDay: 4, lateAtOnce: 0, dueInDay: 2 })
  expect(result.rows).toMatchObject([{ dueInDay: 2 }])
  const { result: shorter } = await tried(await propose({ value: 33 }))
  expect(shorter.total).toMatchObject({ firstDay: 4, lateAtOnce: 1, dueInDay: 1 })
  // Due in two hours by 72 anyway, and overdue since yesterday by 48: at once, and not among those who are overdue as it is.
  await talked(people[2], 70)
  const { result: sooner } = await tried(await propose({ value: 48 }))
  expect(sooner.total).toMatchObject({ firstDay: 4, lateAtOnce: 1, dueInDay: 2 })
  for (const row of before.rows)
    await w.admin.query('update care.due set two_way_at = $2::timestamptz[] where person = $1', [
      row.person,
      row.two_way_at,
    ])
})

test('[X3] a first trial begins although the database is slow, as it is right after a start', async () => {
  const id = await propose({ value: 47 })
  await w.admin.query(
    `create function public.slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(1.3); return new; end $$`,
  )
  await w.admin.query(
    `create trigger slowly before insert on kernel.policy_trial for each row execute function public.slowly()`,
  )
  try {
    const started = await officer.call('trial.start', { params: { id }, body: { id: randomUUID() } })
    expect(started.status, started.text).toBe(200)
  } finally {
    await w.admin.query('drop function public.slowly() cascade')
  }
  await finished(id)
})

test('[X3, CARE-TRIAL-2] history that was corrected, changed or ill in the weeks is read whole and counts as it was', async () => {
  const [first = '', other = ''] = people
  const id = await propose({ value: 24 })
  const until = Date.parse('2023-02-20T04:00:00Z')
  const at = new Date(until - 14 * dayMs)
  await w.admin.query(
    `insert into care.tier_change (home, id, person, at, from_tier, to_tier, cause) values ($1, gen_random_uuid(), $2, $3, 'red', 'green', 'test')`,
    [luotian, first, at],
  )
  await w.admin.query(`update care.person set tier = 'green', tier_since = $2 where id = $1`, [first, at])
  await w.admin.query(`update care.person set life = 'dead', life_since = $2 where id = $1`, [other, at])
  await w.admin.query(
    `insert into care.life_event (home, id, person, kind, at, claimed_at, account, body_hash)
     values ($1, gen_random_uuid(), $2, 'death', $3, $3, gen_random_uuid(), '')`,
    [luotian, other, at],
  )
  // One a day, overdue when the weeks began; these two for two weeks of them.
  const { result } = await tried(id)
  expect(result.total).toMatchObject({ people: 6, owedNew: 4 * 28 + 2 * 14 })
  await w.admin.query(`delete from care.tier_change where cause = 'test'`)
  await w.admin.query('delete from care.life_event')
  await w.admin.query(`update care.person set tier = 'red', tier_since = taken_in_at, life = 'here', life_since = null`)
})

test('[X3, CARE-TRIAL-5] who would change tier is listed for the county, by pages and as a file; an administrator is told counts', async () => {
  // Seventy-five, no disease, vaccinated in part: two points, which is yellow.
  await w.admin.query(
    `update care.person set birth_day = null, birth_year = 1948, disease_class = 'none', vaccination_class = 'partial',
       tier = 'yellow' where home = $1`,
    [luotian],
  )
  const same = await tried(await propose({ ruleId: 'CARE-TIER-5', value: 4 }))
  expect(same.result).toMatchObject({ total: { up: 0, down: 0 }, counties: { counted: 0, same: 1 } })
  const table = await propose({ ruleId: 'CARE-TIER-5', value: 2 })
  const { result } = await tried(table)
  expect(result.total).toMatchObject({ up: 6, down: 0, owedOld: 6 * 8, owedNew: 6 * 11 })
  const list = async (query: object = {}, caller = officer) =>
    caller.call('trial.people', { params: { id: table }, query: { place: luotian, ...query } })
  const page = await list()
  expect(page.body.rows).toHaveLength(6)
  expect(page.body.rows[0]).toMatchObject({ name: expect.stringContaining('试用'), age: 75, from: 'yellow', to: 'red' })
  const small = await list({ limit: 2 })
  const next = await list({ limit: 200, cursor: small.body.next ?? '' })
  expect([...small.body.rows, ...next.body.rows]).toEqual(page.body.rows)
  expect((await list({ place: `${luotian}101` })).body.rows).toEqual([])
  expect((await list({ cursor: 'x' })).problem?.code).toBe('cursor.stale')
  const file = await officer.call('trial.export', { params: { id: table }, query: { place: luotian, format: 'csv' } })
  expect(file.text.split('\n').filter((line) => line.includes('试用'))).toHaveLength(page.body.rows.length)
  expect((await list({}, manager)).status).toBe(404)
  expect((await list({}, keeper)).status).toBe(403)
  await w.admin.query(`update care.person set tier = 'red' where home = $1`, [luotian])
})

test('[X3, CARE-TRIAL-4] a higher limit is tried on the readings, corrected ones left out', async () => {
  const [person = ''] = people
  const at = Date.parse('2023-02-10T04:00:00Z')
  const insert = async (id: string, spo2: number, more: { outcome?: string; corrects?: string; ms?: number } = {}) =>
    w.admin.query(
      `insert into care.followup (home, id, person, at, claimed_at, account, township, channel, outcome, spo2_percent, corrects,
         body_hash, due_reason, due_mode, due_rule)
       values ($1, $2, $3, $4, $4, gen_random_uuid(), $5, 'phone', $6, $7, $8, '', 'longestGap', 'call', 'CARE-DUE-4')`,
      [
        ...[luotian, id, person, new Date(at + (more.ms ?? 0)), `${luotian}100`],
        ...[more.outcome ?? 'reached', spo2, more.corrects ?? null],
      ],
    )
  const [low, wrong, right] = [randomUUID(), randomUUID(), randomUUID()]
  await insert(low, 94)
  await insert(wrong, 49, { ms: 3_600_000 })
  await insert(right, 94, { ms: 3_600_000, corrects: wrong })
  const { result } = await tried(await propose({ ruleId: 'CARE-ALARM-1', value: 95 }))
  expect(result.total).toMatchObject({ alarmsOld: 0, alarmsNew: 2, owedOld: 0 })
  expect(result.alarmKinds.find(({ kind }) => kind === 'spo2Low')).toMatchObject({ old: 0, new: 2 })
})

test('[X3, CARE-TRIAL-1] a value that moves none of the three says so and starts nothing', async () => {
  const id = await propose({ ruleId: 'CARE-DUE-6', value: 2 })
  expect((await officer.call('trial.read', { params: { id } })).body).toEqual({ moves: [], trial: null })
  const started = await officer.call('trial.start', { params: { id }, body: { id: randomUUID() } })
  expect(started.problem?.code).toBe('policy.nothing-to-try')
})

test('[X3] pressing twice starts one; a running trial is cancelled, and can be made anew', async () => {
  const id = await propose({ value: 36 })
  const start = () => officer.call('trial.start', { params: { id }, body: { id: randomUUID() } })
  const both = await Promise.all([start(), start()])
  // A trial of so few may be over before the second press comes: then that one begins anew.
  const ids = both.map(({ body }) => body.trial?.id)
  if (ids[0] !== ids[1]) expect(ids).toContain((await finished(id)).id)
  await officer.call('trial.cancel', { params: { id } })
  const ended = await finished(id)
  expect(['cancelled', 'done']).toContain(ended.work.state)
  if (ended.work.state === 'cancelled') expect(ended.result).toBeNull()
  expect((await tried(id)).trial.id).not.toBe(ended.id)
})

test('[X3] a trial grows old with a day, and with a value of the rule that has come since', async () => {
  const id = await propose({ value: 30 })
  const { trial } = await tried(id)
  await w.admin.query(`update kernel.policy_value set entered_at = now() - interval '2 days'`)
  await w.admin.query(`update kernel.policy_trial set asked_at = now() - interval '25 hours' where id = $1`, [trial.id])
  expect((await finished(id)).old).toBe('day')
  const other = await propose({ value: 60 })
  expect((await second.call('policy.sign', { params: { id: other } })).status).toBe(200)
  expect((await finished(id)).old).toBe('value')
})

test('[X3, X2] above the county nobody is listed, small counts are hidden, and the next county sees nothing of it', async () => {
  const id = await propose({ place: '42', value: 40 }, keeper)
  const { result } = await tried(id, keeper)
  expect(result.counties.counted + result.counties.same).toBe(2)
  // Two people in the one county and six in the other: the two are not told.
  expect(result.rows.map(({ place }) => place.code)).toEqual(['4211'])
  expect(result.total.owedNew).toBeGreaterThan(result.total.owedOld ?? 0)
  expect((await officer.call('trial.read', { params: { id } })).status).toBe(404)
  expect((await stranger.call('trial.read', { params: { id: await propose({ value: 41 }) } })).status).toBe(404)
  const county = await propose({ place: yingshan, value: 40 }, keeper)
  const small = await tried(county, keeper)
  expect(small.result.total).toMatchObject({ people: null })
  const { rowCount } = await w.admin.query('select from care.trial_person where home = $1', [yingshan])
  expect(rowCount).toBe(0)
})

test('[X9] work that a stopped program left is gone on with: what was counted is not counted twice', async () => {
  const id = await propose({ value: 44 })
  const { trial, result } = await tried(id)
  const again = () =>
    w.admin.query(
      `update kernel.long_work set state = 'running', beat_at = now() - interval '1 hour' where subject = $1`,
      [trial.id],
    )
  // Once after its county was kept, and once before.
  await again()
  expect((await tried(await propose({ value: 43 }))).trial.work.state).toBe('done')
  expect((await finished(id)).result).toEqual(result)
  await w.admin.query('delete from kernel.policy_trial_part where trial = $1', [trial.id])
  await again()
  expect((await tried(await propose({ value: 42 }))).trial.work.state).toBe('done')
  expect((await finished(id)).result).toEqual(result)
})

test('[X6] no id of a person stands in the row of the work', async () => {
  const { rows } = await w.admin.query(
    `select cursor::text, subject from kernel.long_work where kind = 'care.policy-trial'`,
  )
  expect(rows.length).toBeGreaterThan(5)
  for (const row of rows) expect(row.cursor).toBe('{}')
  for (const person of people) expect(JSON.stringify(rows)).not.toContain(person)
})

test('[X3, CARE-DUE-13] the gap of a kind is tried: it moves what is owed to those of the kind, counted from when it was known', async () => {
  const [since, late] = [Date.parse('2023-01-10T04:00:00Z'), Date.parse('2023-02-13T04:00:00Z')]
  await w.admin.query(`update care.person set kinds = '{disabled}', kinds_since = $2 where id = $1`, [
    people[0],
    { disabled: since },
  ])
  const asked = () => propose({ ruleId: 'CARE-DUE-13', value: 24 })
  const before = (await tried(await asked())).result.total
  expect(before).toMatchObject({ people: 6, owedOld: 6 * 12, owedNew: 5 * 12 + 28 })
  await w.admin.query('update care.person set kinds_since = $2 where id = $1', [people[0], { disabled: late }])
  const { owedNew } = (await tried(await asked())).result.total
  expect(owedNew).toBeGreaterThan(6 * 12)
  expect(owedNew).toBeLessThan(before.owedNew ?? 0)
  await w.admin.query(`update care.person set kinds = '{}', kinds_since = '{}' where id = $1`, [people[0]])
})
