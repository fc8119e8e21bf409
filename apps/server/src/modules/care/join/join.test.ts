import { checkCharacterOf } from '@lianfang/domain/care'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences } from '../../../../../../tests/support/figures.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, callAs, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const hour = 3_600_000
let w: World
let t: Township
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['先有一人'] })
})
afterAll(() => w.close())

type New = {
  readonly name: string
  readonly phone: string
  readonly idNumber?: string
  readonly disease?: string
  readonly doses?: string
}

let line = 10
const lineOf = ({ name, phone, idNumber = '', disease = '高血压,稳定', doses = '3针' }: New) => {
  line += 1
  return [String(line), '凤山镇', t.village.name, name, '女', idNumber, '84', phone, disease, doses, '否']
}

/** Somebody of the village, by a ledger. */
const person = async (who: New): Promise<string> => {
  await load(w, { county: luotian, lines: [header, lineOf(who)] })
  const { body } = await t.manager.call('person.search', { body: { place: t.code, text: who.name } })
  const id = body.rows.find(({ name }) => name === who.name)?.id
  if (id === undefined) throw new Error(`${who.name} not found`)
  return id
}
const numbered17 = (digits: string): string => digits + checkCharacterOf(digits)
let pairs = 0
/** Two records of one person: the name written in two ways, one telephone. */
const two = async (more: { readonly kept?: Partial<New>; readonly other?: Partial<New> } = {}) => {
  pairs += 1
  const n = String(pairs).padStart(2, '0')
  const tail = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳'[pairs] ?? ''
  const phone = `138111100${n}`
  return {
    kept: await person({ name: `周桂${tail}`, phone, ...more.kept }),
    other: await person({ name: `周贵${tail}`, phone, ...more.other }),
  }
}
const page = async (id: string, by: Caller = t.manager) => (await by.call('person.read', { params: { id } })).body
const iso = (at = w.house.now()): string => new Date(at).toISOString()
const says = (personId: string, more: object = {}, id = uuidv7()) =>
  t.worker.call('followup.record', {
    body: { id, personId, at: iso(), channel: 'phone', outcome: 'reached', ...more },
  })
const joins = (kept: string, other: string, more: object = {}, by: Caller = t.manager) =>
  by.call('person.join', { params: { id: kept }, body: { id: uuidv7(), other, reason: '同一个人，音近', ...more } })
const apart = async (other: string, by: Caller = t.manager) => {
  const event = (await page(other)).timeline.find(({ cause }) => cause === 'joined')?.id ?? ''
  return by.call('life.take-back', { params: { id: other }, body: { id: uuidv7(), event, at: iso() } })
}
const listedNow = async (): Promise<string[]> =>
  (await t.manager.call('person.list', { query: { place: t.code, limit: 200 } })).body.rows.map(({ id }) => id)
const right = async (): Promise<void> => {
  await w.settle()
  expect(await differences(t.officer, luotian)).toEqual([])
}

test('[K1] a record that shares a telephone is offered, compared, joined; the other leaves lists and figures and says where it goes on', async () => {
  const { kept, other } = await two({ other: { disease: '糖尿病,不稳定' } })
  const doubles = await t.manager.call('person.doubles', { params: { id: kept } })
  expect(doubles.body.rows.map(({ id }) => id)).toEqual([other])
  const { body: compared } = await t.manager.call('join.compare', { params: { id: kept, other } })
  expect(compared).toMatchObject({ refusal: null, hanging: [] })
  expect(compared.choices.map(({ field }) => field)).toEqual(['name', 'disease'])
  expect((await joins(kept, other)).body).toEqual({ outcome: 'recorded', personId: kept })
  const now = await page(kept)
  expect(now.tier).toMatchObject({ disease: 'unstable', tier: 'red' })
  const merged = now.timeline.find(({ kind }) => kind === 'merged')
  expect(merged).toMatchObject({ other, corrected: false })
  expect(merged?.merged?.map(({ field }) => field)).toEqual(['name', 'disease'])
  const gone = await page(other)
  expect(gone).toMatchObject({ life: { status: 'left', joined: true }, due: { reason: 'gone' } })
  expect(gone.joinedTo).toEqual({ id: kept, name: now.name })
  const event = gone.timeline.find(({ cause }) => cause === 'joined')?.id
  expect(now.joinedFrom).toMatchObject([{ id: other, name: gone.name, by: '李主任', event }])
  const left = await t.manager.call('person.list', { query: { place: t.code, state: 'gone', limit: 200 } })
  expect(left.body.rows.find(({ id }) => id === other)?.life).toMatchObject({ joined: true, goesOn: kept })
  expect(gone.timeline[0]).toMatchObject({ cause: 'joined', note: '同一个人，音近' })
  const listed = await listedNow()
  expect(listed).toContain(kept)
  expect(listed).not.toContain(other)
  expect((await t.manager.call('person.doubles', { params: { id: kept } })).body.rows).toEqual([])
  await right()
})

test('[K1] two who differ in the class of their disease alone are shown with it, so that nothing is chosen unseen', async () => {
  const { kept, other } = await two({ kept: { disease: '无' } })
  const { body } = await t.manager.call('join.compare', { params: { id: kept, other } })
  const said = (side: typeof body.kept) => side.fields.find(({ field }) => field === 'disease')?.value
  expect([said(body.kept), said(body.other)]).toEqual(['none|', 'stable|高血压'])
  expect(body.choices.find(({ field }) => field === 'disease')?.joined).toBe('stable|高血压')
})

test('[K1] [K3] talks of both count as one past, so that nobody is called twice for what was done once', async () => {
  const { kept, other } = await two({ kept: { disease: '高血压,不稳定', doses: '未接种' } })
  await says(other)
  expect((await page(kept)).due.reason).toBe('firstContact')
  expect((await joins(kept, other)).body.outcome).toBe('recorded')
  expect((await page(kept)).due.reason).not.toBe('firstContact')
  w.setNow(w.house.now() + 2 * hour)
  await says(kept)
  const { rows } = await w.admin.query<{ n: number }>(
    'select array_length(two_way_at, 1) as n from care.due where person = $1',
    [kept],
  )
  expect(rows).toEqual([{ n: 2 }])
  await right()
})

test('[K1] [K5] an open alarm and an infection of the record given up are the other’s, and are heard there', async () => {
  const { kept, other } = await two()
  await t.worker.call('episode.begin', {
    params: { id: other },
    body: { id: uuidv7(), kind: 'infection', at: iso(), note: '抗原阳性' },
  })
  expect((await says(other, { spo2Percent: 91 })).body).toMatchObject({ result: { alarm: true } })
  expect((await joins(kept, other)).body.outcome).toBe('recorded')
  const now = await page(kept)
  expect(now.episode).toMatchObject({ kind: 'infection', note: '抗原阳性' })
  expect(now.alarms.filter(({ closed }) => closed === null).length).toBeGreaterThan(0)
  expect((await page(other)).alarms.filter(({ closed }) => closed === null)).toEqual([])
  await right()
})

test('[K1] [K3] [K8] what arrives late about the record given up is recorded on the one that goes on: a phone’s entry, and a reading from home', async () => {
  const { kept, other } = await two()
  const link = await t.manager.call('home.link', {
    params: { id: other },
    body: { id: uuidv7(), phone: '07137654321' },
  })
  expect((await joins(kept, other)).body.outcome).toBe('recorded')
  w.setNow(w.house.now() + hour)
  const id = uuidv7()
  const low = { spo2Percent: 90 }
  const first = await says(other, low, id)
  expect(first.body).toMatchObject({ outcome: 'recorded', result: { personId: kept, alarm: true } })
  expect(
    (await says(other, { ...low, at: first.body.outcome === 'recorded' ? first.body.result.at : '' }, id)).body,
  ).toMatchObject({ outcome: 'already-recorded', result: { personId: kept } })
  const home = await callAs(w.product, null, 'home.send', {
    body: { token: link.body.token, id: uuidv7(), at: iso(), spo2Percent: 89 },
  })
  expect(home.body.advice).not.toBe('thanks')
  const { alarms, timeline } = await page(kept)
  expect(alarms.some(({ spo2Percent }) => spo2Percent === 89 || spo2Percent === 90)).toBe(true)
  expect(timeline.some(({ kind }) => kind === 'home')).toBe(true)
  expect((await page(other)).alarms).toEqual([])
  await right()
})

test('[K1] [K20] of a joined record nothing is recorded and nothing corrected any more', async () => {
  const { kept, other } = await two()
  const fact = uuidv7()
  await says(other, {}, fact)
  await joins(kept, other)
  const death = await t.worker.call('life.record', {
    params: { id: other },
    body: { id: uuidv7(), kind: 'death', at: iso() },
  })
  expect(death.body).toEqual({ outcome: 'refused', reason: 'life-joined' })
  const correction = await says(other, { corrects: fact, outcome: 'withdrawn' })
  expect(correction.body).toEqual({ outcome: 'refused', reason: 'corrects-joined' })
  expect((await joins(kept, other)).body).toEqual({ outcome: 'refused', reason: 'join-joined' })
})

test('[K1] joined by mistake, the two are taken apart: what the other had of talks does not count any more, and each is owed its own', async () => {
  const { kept, other } = await two({ kept: { disease: '高血压,不稳定', doses: '未接种' } })
  await says(other)
  const before = (await page(kept)).due
  await joins(kept, other)
  expect((await apart(other)).body).toMatchObject({ outcome: 'recorded', result: { life: { status: 'here' } } })
  expect((await page(kept)).due).toEqual(before)
  const again = await page(other)
  expect(again).toMatchObject({ joinedTo: null, life: { status: 'here' } })
  expect((await page(kept)).timeline.find(({ kind }) => kind === 'merged')).toMatchObject({ corrected: true })
  expect((await page(kept)).joinedFrom).toEqual([])
  expect(await listedNow()).toEqual(expect.arrayContaining([kept, other]))
  const doubles = await t.manager.call('person.doubles', { params: { id: kept } })
  expect(doubles.body.rows.map(({ id }) => id)).toEqual([other])
  await right()
})

test('[K1] two valid numbers that differ are two people, and what hangs on the other record is ended first', async () => {
  const numbered = await two({
    kept: { idNumber: numbered17('42112319400101002') },
    other: { idNumber: numbered17('42112319400101004') },
  })
  const compared = await t.manager.call('join.compare', { params: { id: numbered.kept, other: numbered.other } })
  expect(compared.body.refusal).toBe('join-numbers')
  expect((await joins(numbered.kept, numbered.other)).body).toEqual({ outcome: 'refused', reason: 'join-numbers' })
  const { kept, other } = await two()
  await t.worker.call('medicine.say', {
    params: { id: other },
    body: { id: uuidv7(), at: iso(), daysLeft: 1 },
  })
  expect((await t.manager.call('join.compare', { params: { id: kept, other } })).body).toMatchObject({
    refusal: 'join-open',
    hanging: ['medicine'],
  })
  expect((await joins(kept, other)).body).toEqual({ outcome: 'refused', reason: 'join-open' })
  expect((await joins(other, kept)).body).toEqual({ outcome: 'recorded', personId: other })
  await right()
})

test('[K1] a repeat is the same joining, another body under its id is refused, and two at one moment join once', async () => {
  const { kept, other } = await two()
  const id = uuidv7()
  const [a, b] = await Promise.all([joins(kept, other, { id }), joins(kept, other, { id })])
  expect([a.body.outcome, b.body.outcome].sort()).toEqual(['already-recorded', 'recorded'])
  expect((await joins(kept, other, { id, reason: '别的' })).problem?.code).toBe('command.other-body')
  const pair = await two()
  const race = await Promise.all([joins(pair.kept, pair.other), joins(pair.other, pair.kept)])
  expect(race.map(({ body }) => body.outcome).sort()).toEqual(['recorded', 'refused'])
  await right()
})

test('[K1] the rows that were read as the two are both the record that goes on when the ledger is loaded again', async () => {
  const [a, b] = [lineOf({ name: '重载甲', phone: '13822220001' }), lineOf({ name: '重载乙', phone: '13822220001' })]
  await load(w, { county: luotian, lines: [header, a, b] })
  const find = async (text: string) =>
    (await t.manager.call('person.search', { body: { place: t.code, text } })).body.rows[0]?.id ?? ''
  const [kept, other] = [await find('重载甲'), await find('重载乙')]
  await joins(kept, other)
  const before = (await listedNow()).length
  const again = await load(w, { county: luotian, lines: [header, a, b] })
  expect(again.entry.counts).toMatchObject({ new: 0, same: 2 })
  expect((await listedNow()).length).toBe(before)
})

test('[K1] a record of a trial import and another one are never joined, and not offered to be', async () => {
  const { kept, other } = await two()
  await w.admin.query('update care.person set trial = true where id = $1', [other])
  expect((await t.manager.call('person.doubles', { params: { id: kept } })).body.rows).toEqual([])
  expect((await t.manager.call('person.doubles', { params: { id: other } })).body.rows).toEqual([])
  expect((await joins(kept, other)).body).toEqual({ outcome: 'refused', reason: 'join-trial' })
})
