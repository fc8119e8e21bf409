import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, makeWorld, type World } from '../../../../../../tests/support/world.js'

const day = 86_400_000
const names = ['甲某', '乙某', '丙某', '丁某', '戊某', '己某']
let w: World
let t: Township
let other: Township

beforeAll(async () => {
  w = await makeWorld()
  const now = Date.now()
  // Taken in five days ago: by now everybody is due.
  w.setNow(now - 5 * day)
  t = await makeTownship(w, { names })
  other = await makeTownship(w, { code: '421123101', names: ['外人'] })
  w.setNow(now)
})
afterAll(() => w.close())

const print = (by: Caller = t.worker, body: object = {}) => by.call('sheet.print', { body: { id: uuidv7(), ...body } })
const printed = async (by: Caller = t.worker, body: object = {}): Promise<string> => {
  const { body: answer, text } = await print(by, body)
  if (answer.outcome !== 'recorded') throw new Error(text)
  return answer.id
}
const read = async (id: string, by: Caller = t.worker) => (await by.call('sheet.read', { params: { id } })).body
const at = (): string => new Date(w.house.now()).toISOString()
type Line = Awaited<ReturnType<typeof read>>['rows'][number]
const enter = (line: Line, more: object = {}, by: Caller = t.worker) =>
  by.call('followup.record', {
    body: { id: line.followup, personId: line.personId, at: at(), channel: 'visit', outcome: 'reached', ...more },
  })
const lineAt = (rows: readonly Line[], i: number): Line => {
  const line = rows[i]
  if (line === undefined) throw new Error(`no line ${i}`)
  return line
}
const factsOf = async (person: string): Promise<number> => {
  const { rows } = await w.admin.query<{ n: number }>(
    'select count(*)::int as n from care.followup where person = $1',
    [person],
  )
  return rows[0]?.n ?? 0
}

test('[K3] a sheet keeps the order of the day list it was printed from, also when the list has moved on', async () => {
  const today = async () => (await t.worker.call('followup.today', {})).body.rows.map((row) => row.id)
  // Talked to four days ago: due again, and behind those who were never reached, whatever the order of ids.
  const [lowest = ''] = [...t.people].sort()
  const talked = new Date(w.house.now() - 4 * day).toISOString()
  const talk = { id: uuidv7(), personId: lowest, at: talked, channel: 'phone', outcome: 'reached' }
  expect((await t.worker.call('followup.record', { body: talk })).body.outcome).toBe('recorded')
  const list = await today()
  expect(list.at(-1)).toBe(lowest)
  const id = await printed()
  const before = await read(id)
  expect(before.rows.map((row) => row.personId)).toEqual(list)
  expect([before.rows.map((row) => row.n), before.people, before.entered]).toEqual([[1, 2, 3, 4, 5, 6], 6, 0])
  expect(before.rows.every((row) => row.person?.phones.length === 1 && row.person.age !== null)).toBe(true)
  // Talked to by telephone since: off the day's list, and still on line one of the paper, said to be recorded.
  const first = lineAt(before.rows, 0)
  const body = {
    id: uuidv7(),
    personId: first.personId,
    at: at(),
    channel: 'phone',
    outcome: 'reached',
    spo2Percent: 97,
  }
  expect((await t.medic.call('followup.record', { body })).body.outcome).toBe('recorded')
  expect(await today()).not.toContain(first.personId)
  const after = await read(id)
  expect(after.rows.map((row) => row.personId)).toEqual(list)
  expect(lineAt(after.rows, 0).meanwhile).toMatchObject({ outcome: 'reached', spo2Percent: 97, by: '何医生' })
  expect([lineAt(after.rows, 0).entered, lineAt(after.rows, 1).meanwhile]).toEqual([null, null])
})

test('[K3] a line entered is counted; entered again it is the same, and with other values it is not recorded twice', async () => {
  const id = await printed()
  const line = lineAt((await read(id)).rows, 0)
  const facts = await factsOf(line.personId)
  const when = at()
  expect((await enter(line, { at: when, spo2Percent: 96 })).body.outcome).toBe('recorded')
  expect((await enter(line, { at: when, spo2Percent: 96 })).body.outcome).toBe('already-recorded')
  expect((await enter(line, { at: when, spo2Percent: 95 }, t.manager)).problem?.code).toBe('command.other-body')
  const after = await read(id)
  expect([after.entered, lineAt(after.rows, 0).entered?.spo2Percent]).toEqual([1, 96])
  expect(await factsOf(line.personId)).toBe(facts + 1)
})

test('[K3] two who enter the same sheet at once record each line once', async () => {
  const id = await printed(t.manager, { team: t.team })
  const { rows } = await read(id, t.manager)
  const before = await Promise.all(rows.map((row) => factsOf(row.personId)))
  await Promise.all([
    ...rows.map((row) => enter(row, { breathsPerMinute: 16 }, t.worker)),
    ...rows.map((row) => enter(row, { breathsPerMinute: 18 }, t.manager)),
  ])
  const after = await Promise.all(rows.map((row) => factsOf(row.personId)))
  expect(after).toEqual(before.map((n) => n + 1))
  expect((await read(id, t.manager)).entered).toBe(rows.length)
})

test('[K3] [K5] a low SpO2 entered from paper raises an alarm, and days of medicine ask the township', async () => {
  w.setNow(w.house.now() + 5 * day)
  const id = await printed()
  const line = lineAt((await read(id)).rows, 1)
  const answer = (await enter(line, { spo2Percent: 90 })).body
  expect(answer.outcome === 'recorded' && answer.result.alarm).toBe(true)
  const body = { id: line.medicine, at: at(), daysLeft: 1 }
  const say = () => t.worker.call('medicine.say', { params: { id: line.personId }, body })
  expect([(await say()).body, (await say()).body]).toMatchObject([
    { request: 'opens' },
    { outcome: 'already-recorded' },
  ])
})

test('[K3] printing is repeated without a second sheet, and written down with a count and nobody’s name', async () => {
  const id = uuidv7()
  const twice = [await print(t.worker, { id }), await print(t.worker, { id })]
  expect(twice.map((one) => one.body.outcome)).toEqual(['recorded', 'already-recorded'])
  expect((await print(t.manager, { id, team: t.team })).problem?.code).toBe('command.other-body')
  const { rows } = await w.admin.query(
    `select n, detail::text from (select n, detail, action, subject from kernel.audit
       union all select n, detail, action, subject from kernel.audit_open) a where action = 'sheet.print' and subject = $1`,
    [id],
  )
  expect(rows).toEqual([{ n: (await read(id)).people, detail: '{}' }])
})

test('[K3] one sheet asked for twice at the same moment is one', async () => {
  const id = uuidv7()
  const twice = await Promise.all([print(t.worker, { id }), print(t.worker, { id })])
  expect(twice.map((one) => one.body.outcome).sort()).toEqual(['already-recorded', 'recorded'])
})

test('[X2] a sheet is its team’s and its township’s: nobody else finds, reads or prints it', async () => {
  const id = await printed()
  const { code } = await read(id)
  for (const caller of [other.worker, other.manager, other.medic]) {
    expect((await caller.call('sheet.read', { params: { id } })).status).toBe(404)
    const found = await caller.call('sheet.list', { query: { place: other.code, text: code } })
    expect([found.status, found.body.rows]).toEqual([200, []])
    expect([403, 404]).toContain((await print(caller, { team: t.team })).status)
  }
  expect((await t.officer.call('sheet.read', { params: { id } })).body.code).toBe(code)
  expect((await print(t.manager)).body).toEqual({ outcome: 'refused', reason: 'sheet-team' })
})

test('[K3] a sheet is found by its number however it is typed and however old, by team, and by nothing it has not', async () => {
  const id = await printed()
  const { code } = await read(id)
  const found = async (text: string) =>
    (await t.manager.call('sheet.list', { query: { place: t.code, text } })).body.rows.map((row) => row.id)
  expect(await found(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)}`)).toEqual([id])
  expect(await found('一组')).toContain(id)
  expect(await found('没有这个组')).toEqual([])
  await w.admin.query(`update care.day_sheet set printed_at = printed_at - interval '15 days' where id = $1`, [id])
  expect(await found('一组')).not.toContain(id)
  expect(await found(code)).toEqual([id])
})

test('[K20] whoever died since is on the sheet with it, and who is with no team of the reader’s any more has no name there', async () => {
  const id = await printed()
  const { rows } = await read(id)
  const [dead, gone] = [lineAt(rows, 0), lineAt(rows, 1)]
  const event = { id: uuidv7(), kind: 'death', at: at(), confirmed: true, note: '家属告知' }
  const told = await t.medic.call('life.record', { params: { id: dead.personId }, body: event })
  expect(told.text).toContain('recorded')
  await w.admin.query(`update care.person set team = null where id = $1`, [gone.personId])
  const after = await read(id)
  expect(lineAt(after.rows, 0).person?.life.status).toBe('dead')
  expect(lineAt(after.rows, 1).person).toBeNull()
  expect(lineAt((await read(id, t.manager)).rows, 1).person).not.toBeNull()
})

test('[K3] nobody due is no sheet', async () => {
  const place = '421123102'
  const empty = await makeTownship(w, { code: place, names: ['绿人'], rest: ['无', '3针', '否'] })
  expect((await print(empty.worker)).body).toMatchObject({ outcome: 'refused', reason: 'sheet-empty' })
})
