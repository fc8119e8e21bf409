import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, callAs, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const township = '421123100' as PlaceCode
const day = 86_400_000
let w: World
let manager: Caller
let outsider: Caller
let village: { readonly name: string; readonly town: string }

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<typeof village>(
    `select v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 1`,
    [township],
  )
  if (rows[0] === undefined) throw new Error('no village')
  village = rows[0]
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  outsider = await w.signIn((await w.account({ role: 'townshipManager', place: '421123101' })).login)
})
afterAll(() => w.close())
const start = Date.now()
beforeEach(() => w.setNow(start))

let taken = 0
const person = async (): Promise<string> => {
  taken += 1
  const name = `家测${'一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯'[taken]}`
  const line = ['1', village.town, village.name, name, '女', '', '70', '', '高血压,稳定', '3针', '否']
  await load(w, { county: luotian, lines: [header, line] })
  const { body } = await manager.call('person.search', { body: { place: township, text: name } })
  return body.rows[0]?.id ?? ''
}
const link = async (id: string, phone = '07137654321') =>
  manager.call('home.link', { params: { id }, body: { id: uuidv7(), phone } })
const tokenFor = async (id: string): Promise<string> => (await link(id)).body.token
const send = (token: string, more: object, id = uuidv7(), at = w.house.now()) =>
  callAs(w.product, null, 'home.send', { body: { token, id, at: new Date(at).toISOString(), ...more } })
const alarmsOf = async (id: string) =>
  (await manager.call('alarm.list', { query: { place: township, limit: 200 } })).body.rows.filter(
    (a) => a.personId === id,
  )

test('[K8] [K4] whom to call names the township’s 24-hour number too, and of a link with 120 nothing but that number', async () => {
  const [id, other] = [await person(), await person()]
  const body = { id: uuidv7(), township, team: null, number: '0713-5051234', name: '卫生院', from: dayAt(start) }
  const set = await manager.call('number.set', { body })
  expect(set.status, set.text).toBe(200)
  expect((await send(await tokenFor(id), { spo2Percent: 90 })).body.phones).toEqual([
    { number: '07137654321', whose: 'given' },
    { number: '0713-5051234', whose: 'desk' },
  ])
  const { token } = (await link(other, '120')).body
  expect((await send(token, { spo2Percent: 90 })).body.phones).toEqual([{ number: '0713-5051234', whose: 'desk' }])
  // Without a number of its own as well.
  const none = (await link(other, '')).body.token
  expect((await send(none, { spo2Percent: 90 })).body.phones).toEqual([{ number: '0713-5051234', whose: 'desk' }])
  // The same number written otherwise is told once, as whose it is.
  const same = (await link(other, '07135051234')).body.token
  expect((await send(same, { spo2Percent: 90 })).body.phones).toEqual([{ number: '0713-5051234', whose: 'desk' }])
  await w.admin.query('delete from care.desk_number')
})

test('[K8] a good value is thanked for, a low one is answered at once with whom to call and becomes an alarm', async () => {
  const id = await person()
  const token = await tokenFor(id)
  expect((await send(token, { spo2Percent: 97, temperatureC: 36.8 })).body).toEqual({
    advice: 'thanks',
    phones: [{ number: '07137654321', whose: 'given' }],
  })
  expect(await alarmsOf(id)).toEqual([])
  w.setNow(start + 60_000)
  const low = await send(token, { spo2Percent: 92 })
  expect(low.body, low.text).toEqual({ advice: 'callNow', phones: [{ number: '07137654321', whose: 'given' }] })
  expect(await alarmsOf(id)).toMatchObject([{ spo2Percent: 92, reasons: [{ code: 'spo2Low' }, { code: 'spo2Fell' }] }])
  const { timeline } = (await manager.call('person.read', { params: { id } })).body
  expect(timeline.filter(({ kind }) => kind === 'home')).toMatchObject([
    { kind: 'home', cause: 'homeAlarm', spo2Percent: 92 },
    { kind: 'home', cause: 'homeReading', spo2Percent: 97, temperatureC: 36.8 },
  ])
})

test('[K8] the answer to a stranger names nobody and nothing of the person', async () => {
  const id = await person()
  const token = await tokenFor(id)
  const { text } = await send(token, { signs: ['dyspnoea'] })
  expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(['advice', 'phones'])
  expect(text).not.toContain('家测')
  expect(text).not.toContain(id)
})

test('[K8] a guessed link, one that has run out and one taken away are answered alike, and nothing is kept', async () => {
  const id = await person()
  const [old, withdrawn] = [await tokenFor(id), await tokenFor(await person())]
  const guessed = `${luotian}.${'A'.repeat(22)}`
  const other = await person()
  const ended = await tokenFor(other)
  await manager.call('home.withdraw', { params: { id: other } })
  w.setNow(start + 16 * day)
  const replies = [await send(old, {}), await send(withdrawn, {}), await send(guessed, {}), await send(ended, {})]
  for (const reply of replies) {
    expect(reply.status).toBe(410)
    expect(reply.problem?.code).toBe('home.unknown')
  }
  const { rows } = await w.admin.query('select from care.home_reading where person = any($1)', [[id, other]])
  expect(rows).toHaveLength(0)
})

test('[K8] (CARE-HOME-3) what is low for anybody is answered with 120 on any link, and that nobody was told; a guess learns nothing', async () => {
  const id = await person()
  const ended = await tokenFor(id)
  await manager.call('home.withdraw', { params: { id } })
  const guessed = `${luotian}.${'B'.repeat(22)}`
  for (const token of [ended, guessed]) {
    for (const low of [{ spo2Percent: 88 }, { spo2Percent: 93 }, { signs: ['dyspnoea'] }, { symptoms: 'worse' }]) {
      const reply = await send(token, low)
      expect(reply.body, reply.text).toEqual({ advice: 'callNotKept', phones: [] })
    }
    for (const well of [{ spo2Percent: 94 }, { breathsPerMinute: 45 }, { temperatureC: 39 }])
      expect((await send(token, well)).problem?.code).toBe('home.unknown')
  }
  expect(await alarmsOf(id)).toEqual([])
  const { rows } = await w.admin.query('select from care.home_reading where person = $1', [id])
  expect(rows).toHaveLength(0)
})

test('[K8] (CARE-HOME-3) whether a link is in force is answered with yes or no; a death, a guess, an end and a withdrawal alike', async () => {
  const check = (token: string) => callAs(w.product, null, 'home.check', { body: { token } })
  const [id, other, third] = [await person(), await person(), await person()]
  const [token, withdrawn, dead] = [await tokenFor(id), await tokenFor(other), await tokenFor(third)]
  expect(JSON.parse((await check(token)).text)).toEqual({ inForce: true })
  await manager.call('home.withdraw', { params: { id: other } })
  const body = { id: uuidv7(), kind: 'death', at: new Date(w.house.now()).toISOString() }
  await manager.call('life.record', { params: { id: third }, body })
  for (const not of [withdrawn, dead, `${luotian}.${'C'.repeat(22)}`])
    expect(JSON.parse((await check(not)).text)).toEqual({ inForce: false })
  w.setNow(start + 16 * day)
  expect((await check(token)).body.inForce).toBe(false)
})

test('[K8] a new link ends the one before it, and its secret stands nowhere in the database', async () => {
  const id = await person()
  const first = await tokenFor(id)
  const second = await link(id)
  expect((await send(first, { spo2Percent: 97 })).status).toBe(410)
  expect((await send(second.body.token, { spo2Percent: 97 })).status).toBe(200)
  expect(second.body.address).toMatch(/^http:\/\/[^#]+\/home#421123\.[\w-]{22}$/)
  expect(second.body.qrSvg).toContain('<svg')
  const { rows } = await w.admin.query<{ all: string }>(
    `select string_agg(l::text, ' ') as all from care.home_link l where person = $1`,
    [id],
  )
  expect(rows[0]?.all).not.toContain(second.body.token.slice(7))
})

test('[K8] a repeat is answered the same and kept once; the same id with another value is refused', async () => {
  const id = await person()
  const token = await tokenFor(id)
  const command = uuidv7()
  const at = w.house.now()
  const first = await send(token, { spo2Percent: 90 }, command, at)
  const again = await send(token, { spo2Percent: 90 }, command, at)
  expect(again.body).toEqual(first.body)
  expect((await send(token, { spo2Percent: 96 }, command, at)).problem?.code).toBe('command.other-body')
  expect(await alarmsOf(id)).toHaveLength(1)
})

test('[K8] one low value after the other stays one alarm until somebody ends it', async () => {
  const id = await person()
  const token = await tokenFor(id)
  await send(token, { spo2Percent: 91 })
  expect((await send(token, { spo2Percent: 90 })).body.advice).toBe('callNow')
  expect(await alarmsOf(id)).toHaveLength(1)
})

test('[K8] [K5] a graver reading opens the same alarm again: urgent, nobody has it, and it climbs by the urgent clock', async () => {
  const id = await person()
  const token = await tokenFor(id)
  await send(token, { spo2Percent: 92 })
  const [first] = await alarmsOf(id)
  const took = await manager.call('alarm.act', {
    params: { id: first?.id ?? '' },
    body: { id: uuidv7(), act: 'acknowledge', note: null },
  })
  expect(took.body, took.text).toMatchObject({ outcome: 'recorded' })
  w.setNow(start + 30 * 60_000)
  // Milder, and the same: whoever has it keeps it.
  await send(token, { spo2Percent: 93 })
  await send(token, { spo2Percent: 92 })
  expect(await alarmsOf(id)).toMatchObject([
    { spo2Percent: 92, urgent: false, graverAt: null, acknowledged: { mine: true } },
  ])
  const news = async () =>
    (await w.admin.query(`select 1 from kernel.feed where subject = $1 and kind like 'care.alarm%'`, [id])).rowCount
  await w.settle()
  const before = (await news()) ?? 0
  await send(token, { spo2Percent: 80 })
  await w.settle()
  expect(await news()).toBe(before + 1)
  const now = start + 30 * 60_000
  expect(await alarmsOf(id)).toMatchObject([
    {
      ...{ id: first?.id, spo2Percent: 80, urgent: true, acknowledged: null, level: 0 },
      ...{ graverAt: new Date(now).toISOString(), nextClimbAt: new Date(now + 5 * 60_000).toISOString() },
      acts: [{ kind: 'acknowledge' }],
    },
  ])
  w.setNow(now + 6 * 60_000)
  // It goes on climbing from there, also when the same comes once more.
  await send(token, { spo2Percent: 80 })
  expect(await alarmsOf(id)).toMatchObject([{ level: 1, graverAt: new Date(now).toISOString() }])
  // Graver while nobody has it: it does not come down to the team again.
  await send(token, { spo2Percent: 70, signs: ['dyspnoea'] })
  expect(await alarmsOf(id)).toMatchObject([{ level: 1, spo2Percent: 70 }])
  const again = await manager.call('alarm.act', {
    params: { id: first?.id ?? '' },
    body: { id: uuidv7(), act: 'acknowledge', note: null },
  })
  expect(again.body).toMatchObject({ outcome: 'recorded' })
  expect(await alarmsOf(id)).toMatchObject([{ acknowledged: { mine: true }, level: 1 }])
})

test('[CARE-HOME-2] a link in the wrong hands fills nothing: after 48 readings in a day it waits', async () => {
  const id = await person()
  const token = await tokenFor(id)
  await w.admin.query(
    `insert into care.home_reading (home, id, person, link, at, received_at, alarmed, body_hash)
     select l.home, gen_random_uuid(), l.person, l.id, now(), $2, false, '' from care.home_link l, generate_series(1, 48)
     where l.person = $1`,
    [id, new Date(w.house.now())],
  )
  expect((await send(token, { spo2Percent: 97 })).problem?.code).toBe('home.slow-down')
  w.setNow(start + day + 1)
  expect((await send(token, { spo2Percent: 97 })).status).toBe(200)
})

test('[K8] readings of 930 and 9.3 are refused with the field named', async () => {
  const token = await tokenFor(await person())
  for (const spo2Percent of [930, 9.3]) {
    const reply = await send(token, { spo2Percent })
    expect(reply.status).toBe(400)
    expect(JSON.stringify(reply.problem)).toContain('spo2Percent')
  }
})

test('[K8] [K20] after a death the link takes nothing any more, and another township cannot make one', async () => {
  const id = await person()
  const token = await tokenFor(id)
  expect((await outsider.call('home.link', { params: { id }, body: { id: uuidv7(), phone: '120' } })).status).toBe(404)
  const at = new Date(w.house.now()).toISOString()
  await manager.call('life.record', { params: { id }, body: { id: uuidv7(), kind: 'death', at } })
  expect((await send(token, { spo2Percent: 97 })).status).toBe(410)
})

test('[K8] the person’s page says until when and by whom, never the link itself', async () => {
  const id = await person()
  const token = await tokenFor(id)
  const { body, text } = await manager.call('person.read', { params: { id } })
  expect(body.homeLink).toMatchObject({ phone: '07137654321', ranOut: false })
  expect(text).not.toContain(token.slice(7))
})

test('[K8] of a link whose time ran out the person’s page says so, and of one that was ended by hand nothing', async () => {
  const id = await person()
  await link(id)
  const params = { id }
  const until = Date.parse((await manager.call('person.read', { params })).body.homeLink?.until ?? '')
  w.setNow(until - 1)
  const later = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  const page = async () => (await later.call('person.read', { params })).body.homeLink
  expect(await page()).toMatchObject({ ranOut: false })
  w.setNow(until)
  expect(await page()).toMatchObject({ until: new Date(until).toISOString(), ranOut: true, phone: '07137654321' })
  expect((await later.call('home.withdraw', { params })).status).toBe(204)
  expect(await page()).toBeNull()
})
