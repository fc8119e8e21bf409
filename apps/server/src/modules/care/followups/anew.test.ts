import type { RecordFollowup } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
const start = Date.now()
const minute = 60_000
const day = 24 * 60 * minute
const names = ['误血氧', '改血氧', '误发热', '误无症', '改无症', '误症状', '等报警']
beforeAll(async () => {
  w = await makeWorld()
  // 84, stable, fully vaccinated: yellow.
  t = await makeTownship(w, { names, rest: ['高血压,稳定', '3针', '否'] })
})
afterAll(() => w.close())
beforeEach(() => w.setNow(start))

const personOf = (name: string): string => t.people[names.indexOf(name)] ?? ''
const iso = (): string => new Date(w.house.now()).toISOString()
const later = (ms: number): void => w.setNow(w.house.now() + ms)
const record = async (personId: string, more: Partial<RecordFollowup>): Promise<string> => {
  const id = uuidv7()
  const body = { id, personId, at: iso(), channel: 'visit', outcome: 'reached', ...more }
  const reply = await t.worker.call('followup.record', { body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  return id
}
const withdraw = (personId: string, corrects: string) => record(personId, { outcome: 'withdrawn', corrects })
const page = async (id: string) => (await t.officer.call('person.read', { params: { id } })).body
const reasons = async (id: string) => (await page(id)).alarms.flatMap((a) => a.reasons)
const begin = async (id: string): Promise<void> => {
  const body = { id: uuidv7(), kind: 'infection', at: iso() }
  await t.worker.call('episode.begin', { params: { id }, body })
  expect((await page(id)).episode).not.toBeNull()
}
/** Infected, without symptoms for a week, and told so; answers the entry that ended daily monitoring. */
const endedBy = async (id: string): Promise<string> => {
  await begin(id)
  later(7 * day)
  const entry = await record(id, { symptoms: 'none' })
  expect((await page(id)).episode).toBeNull()
  return entry
}
/** What is due, and who is overdue, is counted as a recount has it. */
const recounted = async (): Promise<void> => {
  await w.settle()
  const { rows } = await w.admin.query(
    `select (select coalesce(sum(n), 0)::int from kernel.counter where place = $1 and metric = 'due') as counted,
      (select count(*)::int from care.due where due_at is not null) as real`,
    [luotian],
  )
  expect(rows[0].counted).toBe(rows[0].real)
}

test('[K5, CARE-ALARM-3] a reading that was taken back is nothing to compare the next one with', async () => {
  const id = personOf('误血氧')
  await record(id, { spo2Percent: 99 })
  later(minute)
  const wrong = await record(id, { spo2Percent: 93 })
  later(minute)
  await withdraw(id, wrong)
  later(minute)
  const entry = await record(id, { spo2Percent: 95 })
  const raised = (await page(id)).alarms.find((alarm) => alarm.id === entry)
  expect(raised?.reasons).toEqual([{ code: 'spo2Fell', ruleId: 'CARE-ALARM-3', fromSpo2Percent: 99 }])
})

test('[K5, CARE-ALARM-3] a corrected reading is judged in the place of the wrong one, and kept for the next', async () => {
  const id = personOf('改血氧')
  await record(id, { spo2Percent: 99 })
  later(minute)
  const wrong = await record(id, { spo2Percent: 96 })
  later(minute)
  await record(id, { spo2Percent: 100 })
  later(minute)
  await record(id, { spo2Percent: 95, corrects: wrong })
  expect(await reasons(id)).toEqual([{ code: 'spo2Fell', ruleId: 'CARE-ALARM-3', fromSpo2Percent: 99 }])
  later(minute)
  await record(id, { spo2Percent: 96 })
  expect((await reasons(id)).filter((r) => r.code === 'spo2Fell')).toContainEqual(
    expect.objectContaining({ fromSpo2Percent: 100 }),
  )
})

test('[K5, CARE-ALARM-6] a fever that was taken back is no day of fever', async () => {
  const id = personOf('误发热')
  const wrong = await record(id, { temperatureC: 39 })
  later(day)
  await record(id, { temperatureC: 38.7 })
  await withdraw(id, wrong)
  later(day)
  await record(id, { temperatureC: 38.7 })
  expect(await reasons(id)).toEqual([])
  later(day)
  await record(id, { temperatureC: 38.7 })
  expect(await reasons(id)).toMatchObject([{ code: 'feverLasts' }])
})

test('[K3, CARE-INF-2] “no symptoms” that was a mistake ended nothing: daily monitoring is open again, since when it was', async () => {
  const id = personOf('误无症')
  const entry = await endedBy(id)
  later(minute)
  await withdraw(id, entry)
  const { episode, due, timeline } = await page(id)
  expect(episode).toMatchObject({ kind: 'infection' })
  expect(due).toMatchObject({ ruleId: 'CARE-INF-1' })
  expect(timeline.filter((e) => e.kind === 'episode')).toHaveLength(1)
  await recounted()
  // The next one ends it as ever.
  later(minute)
  await record(id, { symptoms: 'none' })
  expect((await page(id)).episode).toBeNull()
  await recounted()
})

test('[K3, CARE-INF-2] corrected to symptoms it is open again and counts from them; a doctor’s end stays', async () => {
  const id = personOf('改无症')
  const entry = await endedBy(id)
  await record(id, { symptoms: 'same', corrects: entry })
  expect((await page(id)).episode).not.toBeNull()
  later(6 * day)
  await record(id, { symptoms: 'none' })
  expect((await page(id)).episode).not.toBeNull()
  const last = await record(id, { symptoms: 'none' })
  await t.medic.call('episode.end', { params: { id }, body: { id: uuidv7(), note: '好了' } })
  await withdraw(id, last)
  expect((await page(id)).episode).toBeNull()
})

test('[K3, CARE-INF-2] symptoms that were a mistake put the end off no longer', async () => {
  const id = personOf('误症状')
  await begin(id)
  later(5 * day)
  const wrong = await record(id, { symptoms: 'same' })
  later(3 * day)
  await record(id, { symptoms: 'none' })
  expect((await page(id)).episode).not.toBeNull()
  await withdraw(id, wrong)
  await record(id, { symptoms: 'none' })
  expect((await page(id)).episode).toBeNull()
})

test('[K5, CARE-REFER-2] red by now, and open again: to be referred now, where nobody was asked for it', async () => {
  const id = personOf('等报警')
  const entry = await endedBy(id)
  const { fields, version } = (await t.medic.call('person.fields', { params: { id } })).body
  const body = { commandId: uuidv7(), version, fields: { ...fields, disease: { class: 'unstable' } } }
  expect((await t.medic.call('person.correct', { params: { id }, body })).body).toMatchObject({ outcome: 'recorded' })
  expect((await page(id)).alarms).toEqual([])
  await withdraw(id, entry)
  expect((await page(id)).alarms).toMatchObject([{ kind: 'referNow', closed: null }])
})
