import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeIn } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let officer: Caller
let people: readonly string[]
const day = 86_400_000

beforeAll(async () => {
  w = await makeWorld()
  const { login } = await w.account({ role: 'countyOfficer', place: luotian })
  officer = await w.signIn(login)
  people = await takeIn(w, { county: luotian, people: 12 })
})
afterAll(() => w.close())

const record = (personId: string, rest: Readonly<Record<string, unknown>> = {}, caller = officer) =>
  caller.call('followup.record', {
    body: {
      id: uuidv7(),
      personId,
      at: new Date(w.house.now()).toISOString(),
      channel: 'phone',
      outcome: 'reached',
      ...rest,
    },
  })

const dueOf = async (id: string) => (await officer.call('person.read', { params: { id } })).body.due

test('[CARE-DUE] a red person is first due 72 hours after being taken in, and 72 hours after a call', async () => {
  const [id = ''] = people
  const { body } = await officer.call('person.read', { params: { id } })
  expect(body.tier.tier).toBe('red')
  expect(body.due).toMatchObject({ reason: 'firstContact', mode: 'call' })
  const reply = await record(id)
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  const due = await dueOf(id)
  expect(due.reason).toBe('longestGap')
  expect(Date.parse(due.dueAt ?? '') - w.house.now()).toBeGreaterThan(71 * 3_600_000)
})

test('[CARE-DUE] three unanswered attempts on two days make the next one a visit', async () => {
  const [, id = ''] = people
  const start = Date.now()
  for (const at of [start, start + 60_000, start + day]) {
    w.setNow(at)
    const reply = await record(id, { outcome: 'unanswered' })
    expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  }
  expect(await dueOf(id)).toMatchObject({ mode: 'visit', reason: 'firstContact' })
  expect((await record(id)).body).toMatchObject({ outcome: 'recorded' })
  expect(await dueOf(id)).toMatchObject({ mode: 'call' })
})

test('[K3] a repeat is answered and not repeated, also when both arrive at once', async () => {
  const [, , id = ''] = people
  const body = { id: uuidv7(), personId: id, at: new Date().toISOString(), channel: 'phone', outcome: 'reached' }
  const replies = await Promise.all(Array.from({ length: 6 }, () => officer.call('followup.record', { body })))
  const outcomes = replies.map((r) => (r.status === 200 ? r.body.outcome : r.problem?.code))
  expect(outcomes.filter((o) => o === 'recorded')).toHaveLength(1)
  expect(outcomes.filter((o) => o === 'already-recorded')).toHaveLength(5)
  const { rows } = await w.admin.query('select from care.followup where person = $1', [id])
  expect(rows).toHaveLength(1)
})

test('[K3] the same command id with another body is a conflict and changes nothing', async () => {
  const [, , , id = ''] = people
  const command = uuidv7()
  await record(id, { id: command })
  const other = await record(id, { id: command, outcome: 'unanswered' })
  expect(other.problem?.code).toBe('command.other-body')
  const { rows } = await w.admin.query('select outcome from care.followup where person = $1', [id])
  expect(rows).toEqual([{ outcome: 'reached' }])
})

test('[K3] a correction is a new fact: the old one stays, marked, and counts no longer', async () => {
  const [, , , , id = ''] = people
  const wrong = uuidv7()
  await record(id, { id: wrong })
  const before = await dueOf(id)
  const correction = await record(id, { outcome: 'unanswered', corrects: wrong })
  expect(correction.body, correction.text).toMatchObject({ outcome: 'recorded' })
  const { body } = await officer.call('person.read', { params: { id } })
  expect(body.due.reason).toBe('firstContact')
  expect(body.due).not.toEqual(before)
  expect(body.timeline.find((e) => e.id === wrong)).toMatchObject({ corrected: true })
  const old = body.timeline.find((e) => e.id === wrong)
  expect(body.timeline.find((e) => e.kind === 'correction')).toMatchObject({
    outcome: 'unanswered',
    corrects: { at: old?.at, by: old?.by, outcome: 'reached', channel: 'phone' },
  })
  const twice = await record(id, { corrects: wrong })
  expect(twice.body).toEqual({ outcome: 'refused', reason: 'corrects-corrected' })
  const unknown = await record(id, { corrects: uuidv7() })
  expect(unknown.body).toEqual({ outcome: 'refused', reason: 'corrects-unknown' })
})

test('[K3] an entry made for the wrong person is taken back: due as before, nothing deleted, who and when stay', async () => {
  const [, , , , , , , , id = ''] = people
  const before = await dueOf(id)
  const wrong = uuidv7()
  await record(id, { id: wrong })
  expect(await dueOf(id)).not.toEqual(before)
  const withdrawal = uuidv7()
  const reply = await record(id, { id: withdrawal, outcome: 'withdrawn', corrects: wrong })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded', result: { due: before } })
  const { body } = await officer.call('person.read', { params: { id } })
  expect(body.due).toEqual(before)
  expect(body.timeline.find((e) => e.id === wrong)).toMatchObject({
    kind: 'followup',
    corrected: true,
    withdrawn: true,
  })
  const entry = body.timeline.find((e) => e.id === withdrawal)
  expect(entry).toMatchObject({ kind: 'withdrawal', by: expect.any(String), madeAt: expect.any(String) })
  expect(entry?.corrects).toMatchObject({ outcome: 'reached', channel: 'phone' })
  const { rows } = await w.admin.query('select id, outcome from care.followup where person = $1 order by id', [id])
  expect(rows).toEqual([
    { id: wrong, outcome: 'reached' },
    { id: withdrawal, outcome: 'withdrawn' },
  ])
})

test('[K3] taking back is answered again and not repeated, and cannot stand alone or come twice', async () => {
  const [, , , , , , , , , id = ''] = people
  const wrong = uuidv7()
  await record(id, { id: wrong })
  const at = new Date(w.house.now()).toISOString()
  const body = { id: uuidv7(), personId: id, at, channel: 'phone', outcome: 'withdrawn', corrects: wrong }
  const replies = await Promise.all(Array.from({ length: 4 }, () => officer.call('followup.record', { body })))
  const outcomes = replies.map((r) => (r.status === 200 ? r.body.outcome : r.problem?.code)).sort()
  expect(outcomes).toEqual(['already-recorded', 'already-recorded', 'already-recorded', 'recorded'])
  const alone = await record(id, { outcome: 'withdrawn' })
  expect(alone.body).toEqual({ outcome: 'refused', reason: 'corrects-unknown' })
  const twice = await record(id, { outcome: 'withdrawn', corrects: wrong })
  expect(twice.body).toEqual({ outcome: 'refused', reason: 'corrects-corrected' })
})

test('[CARE-CLOCK] a command from the future takes effect when it is received, with doubt', async () => {
  const [, , , , , id = ''] = people
  const reply = await record(id, { at: new Date(w.house.now() + 5 * day).toISOString() })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  const { body } = await officer.call('person.read', { params: { id } })
  expect(body.timeline[0]).toMatchObject({ doubt: 'future' })
  expect(Date.parse(body.timeline[0]?.at ?? '')).toBeLessThanOrEqual(w.house.now() + 1000)
})

test('a reading of 930 or 9.3 is refused with the field named, and nothing is recorded', async () => {
  const [, , , , , , id = ''] = people
  for (const rest of [{ spo2Percent: 930 }, { spo2Percent: 9.3 }, { temperatureC: 365 }]) {
    const reply = await record(id, rest)
    expect(reply.problem?.code, JSON.stringify(rest)).toBe('request.invalid')
    expect(reply.problem?.fields?.[0]?.path).toBe(Object.keys(rest)[0])
  }
  const { rows } = await w.admin.query('select from care.followup where person = $1', [id])
  expect(rows).toHaveLength(0)
})

test('script, SQL and control characters in a note come back as they were written', async () => {
  const [, , , , , , , id = ''] = people
  const note = `<script>alert(1)</script>'; drop table care.person; -- \u202E 换行`
  expect((await record(id, { note })).body).toMatchObject({ outcome: 'recorded' })
  const { body } = await officer.call('person.read', { params: { id } })
  expect(body.timeline[0]?.note).toBe(note)
  const { rows } = await w.admin.query<{ sealed: Buffer }>(
    'select note_sealed as sealed from care.followup where person = $1',
    [id],
  )
  expect(rows[0]?.sealed.includes('script')).toBe(false)
})

test('[X6] counters equal a recount after everything above', async () => {
  await w.settle()
  const { rows } = await w.admin.query(
    `select * from (
       select metric, bucket, sum(n)::int as n from kernel.counter where place = '421123' and metric in ('ledger', 'red', 'yellow', 'green', 'never', 'due', 'noTeam')
       group by 1, 2 having sum(n) <> 0) counted
     full join (
       select metric, bucket, count(*)::int as n from care.person p join care.due d on d.person = p.id cross join lateral (values
         ('ledger', 0, true), (p.tier, 0, true), ('never', 0, d.two_way_at = '{}' and p.tier <> 'green'), ('noTeam', 0, p.team is null),
         ('due', floor(extract(epoch from d.due_at) / 3600)::int, d.due_at is not null)) c (metric, bucket, yes)
       where c.yes group by 1, 2) recounted using (metric, bucket)
     where counted.n is distinct from recounted.n`,
  )
  expect(rows).toEqual([])
})
