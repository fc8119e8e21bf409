import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['经过人', '同住人', '旁人'] })
})
afterAll(() => w.close())

const iso = (): string => new Date(w.house.now()).toISOString()
const timeline = async (id: string, by: Caller = t.medic) =>
  (await by.call('person.read', { params: { id } })).body.timeline
const record = (personId: string, more: object) =>
  t.worker.call('followup.record', {
    body: { id: uuidv7(), personId, at: iso(), channel: 'visit', outcome: 'reached', ...more },
  })

test('[K3] a talk with somebody who is not well is marked so, and its correction keeps the mark', async () => {
  const [, , id = ''] = t.people
  await record(id, { unwell: true, note: '胸闷' })
  const [first] = await timeline(id)
  expect(first).toMatchObject({ kind: 'followup', unwell: true, note: '胸闷' })
  await record(id, { unwell: true, note: '胸闷两天', corrects: first?.id })
  const entry = (await timeline(id)).find((e) => e.kind === 'correction')
  expect(entry).toMatchObject({ unwell: true, corrects: { unwell: true } })
})

test('[K5] the timeline tells an alarm with its reason, who took it up and over, the refusal and the referral', async () => {
  const [id = ''] = t.people
  await record(id, { spo2Percent: 91 })
  const [alarm] = (await t.medic.call('person.read', { params: { id } })).body.alarms
  const act = (by: Caller, what: object) =>
    by.call('alarm.act', { params: { id: alarm?.id ?? '' }, body: { id: uuidv7(), note: null, ...what } })
  await act(t.worker, { act: 'acknowledge' })
  const [held] = (await t.medic.call('person.read', { params: { id } })).body.alarms
  await act(t.medic, { act: 'acknowledge', seen: held?.acknowledged?.at })
  await act(t.medic, { act: 'familyRefused', note: '不想去' })
  await act(t.medic, { act: 'referred', note: '县医院' })
  const told = (await timeline(id)).filter((e) => e.kind === 'alarm').map((e) => [e.cause, e.by, e.note])
  expect(told).toEqual(
    expect.arrayContaining([
      ['alarm.raised', null, null],
      ['alarm.acknowledge', '王网格', null],
      ['alarm.takenOver', '何医生', null],
      ['alarm.familyRefused', '何医生', '不想去'],
      ['alarm.referred', '何医生', '县医院'],
    ]),
  )
  const raised = (await timeline(id)).find((e) => e.cause === 'alarm.raised')
  expect(raised).toMatchObject({ spo2Percent: 91, reasons: [{ code: 'spo2Low' }] })
})

test('[K4] [K9] [K1] medicine that was asked for and supplied, and who lives together, stand in the timeline', async () => {
  const [id = '', other = ''] = t.people
  const said = { id: uuidv7(), at: iso(), daysLeft: 2, control: null, adherence: null, guided: null, note: '降压药' }
  const asked = await t.worker.call('medicine.say', { params: { id }, body: said })
  expect(asked.status, asked.text).toBe(200)
  await t.worker.call('household.join', { params: { id }, body: { id: uuidv7(), with: other } })
  const entries = await timeline(id, t.worker)
  expect(entries.map((e) => e.cause)).toEqual(expect.arrayContaining(['medicine.asked', 'household.joined']))
  expect(entries.find((e) => e.cause === 'medicine.asked')).toMatchObject({ daysLeft: 2, by: '王网格', note: null })
})

test('[X2] the name of a medicine, which tells the disease, stands in nobody’s timeline', async () => {
  const [id = ''] = t.people
  for (const reader of [t.worker, t.medic]) expect(JSON.stringify(await timeline(id, reader))).not.toContain('降压药')
})

test('[K4] a call to the desk about a person is told to who sees that desk', async () => {
  const [, , id = ''] = t.people
  const { rows } = await w.admin.query(`select key_id, wrapped from care.person_key where person = $1`, [id])
  await w.admin.query(
    `insert into care.desk_call (home, id, place, at, account, person, key_id, wrapped, said_sealed, tokens, red_flags,
       day_flags, signs, outcome, alarm, due_at, tries, body_hash)
     values ('421123', $1, $2, now(), $3, $4, $5, $6, '\\x00', '{}', '{}', '{}', '{}', 'today', false, now(), 0, '\\x00')`,
    [uuidv7(), t.code, t.medicAccount.id, id, rows[0].key_id, rows[0].wrapped],
  )
  expect((await timeline(id)).find((e) => e.kind === 'call')).toMatchObject({ cause: 'call.today', by: '何医生' })
})

test('[K3] who answered, and how long it was at most, stand with the follow-up, on the timeline and among what was done', async () => {
  const [, , id = ''] = t.people
  await record(id, { answeredBy: 'family', talkSeconds: 185 })
  const said = { answeredBy: 'family', talkSeconds: 185 }
  expect((await timeline(id))[0]).toMatchObject({ kind: 'followup', ...said })
  const done = await t.worker.call('followup.done', { query: { place: t.code, limit: 200 } })
  expect(done.body.rows.filter((row) => row.person?.id === id && row.answeredBy !== null)).toMatchObject([said])
})
