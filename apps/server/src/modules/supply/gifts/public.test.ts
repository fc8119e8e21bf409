import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import {
  acceptGift,
  box,
  countIn,
  counting,
  giftLine,
  giving,
  nobody,
  offerGift,
  pageOf,
  tokenFor,
} from '../../../../../../tests/support/gifts.js'
import { deskOf, makeStore, type Store } from '../../../../../../tests/support/stores.js'
import { type Caller, callAs, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

const noon = Date.parse('2026-03-10T12:00:00+08:00')
let w: World
let desk: Caller
let store: Store
beforeAll(async () => {
  w = await makeWorld()
  w.setNow(noon)
  desk = await deskOf(w, luotian)
  store = await makeStore(w, desk, '县仓库')
})
afterAll(() => w.close())

const read = async (id: string, caller = desk) => (await caller.call('gift.read', { params: { id } })).body
const follow = (token: string) => nobody(w, 'gift.follow', { body: { token } })

test('[E3] the public page knows the kinds and the counties with an open warehouse, and asks for no account', async () => {
  const { body } = await nobody(w, 'gift.info')
  expect(body.places).toEqual([{ code: luotian, name: '罗田县', within: '黄冈市' }])
  expect(body.kinds.find(({ code }) => code === 'gown-protective')).toMatchObject({ unit: 'piece' })
  expect(body.lines).toBe(60)
})

test('[E3] somebody abroad offers at night; a lost answer is asked for again, and the offer is there once', async () => {
  // Eastern America is still in yesterday.
  const body = giving(luotian, noon, { readyOn: dayAt(noon - 86_400_000) })
  const first = await nobody(w, 'gift.offer', { body })
  expect(first.body).toMatchObject({ outcome: 'recorded' })
  const again = await nobody(w, 'gift.offer', { body })
  expect(again.body).toEqual({ outcome: 'already-recorded', number: first.body.number })
  const other = await nobody(w, 'gift.offer', { body: { ...body, note: '另一句话' } })
  expect(other.problem?.code).toBe('command.other-body')
  const stolen = await nobody(w, 'gift.offer', { body: { ...body, token: tokenFor(luotian) } })
  expect(stolen.problem?.code).toBe('command.other-body')
  const { body: list } = await desk.call('gift.list', { query: { place: luotian, state: 'offered' } })
  expect(list.rows.filter(({ id }) => id === body.id)).toHaveLength(1)
})

test('[E3, X2] name and contact are sealed at rest, open to the desk alone, and in no list, file or log', async () => {
  const { id } = await offerGift(w, luotian, noon)
  const page = await read(id)
  expect(page.contact).toEqual({ name: '王小明', contact: '+49 69 1234567' })
  await acceptGift(desk, store.id, id)
  const keepers = await read(id, store.keeper)
  expect([keepers.contact, keepers.number]).toEqual([null, page.number])
  const { rows } = await w.admin.query(
    `select concat(g::text, (select string_agg(x::text, '') from supply.gift_name x), (select string_agg(d.sealed::text, '')
       from supply.gift_donor d)) as text from supply.gift g where id = $1`,
    [id],
  )
  expect(rows[0]?.text).not.toContain('王小明')
  const list = await desk.call('gift.list', { query: { place: luotian } })
  const file = await callAs(w.product, desk.cookie, 'gift.export', { query: { place: luotian, format: 'csv' } })
  for (const text of [list.text, file.text]) {
    expect(text).not.toContain('王小明')
    expect(text).not.toContain('1234567')
  }
  expect(file.text).toContain(page.number)
  const { rows: audit } = await w.admin.query(
    `select count(*)::int as n from kernel.audit_open where action = 'gift.read' and subject = $1`,
    [id],
  )
  const { rows: sealed } = await w.admin.query(
    `select count(*)::int as n from kernel.audit where action = 'gift.read' and subject = $1`,
    [id],
  )
  expect((audit[0]?.n ?? 0) + (sealed[0]?.n ?? 0)).toBe(2)
})

test('[E10] a gift is followed by its code without an account: what came, and nobody’s name', async () => {
  const { id, token } = await offerGift(w, luotian, noon, { directed: '给骆驼坳卫生院李医生' })
  await acceptGift(desk, store.id, id)
  await countIn(store, counting(noon, [box({ quantity: 40 })], id))
  const { body, text } = await follow(token)
  expect(body).toMatchObject({
    ...{ state: 'counted', donor: { kind: 'person', name: null }, lines: [{ quantity: 100 }] },
    notices: [{ what: 'received', quantity: 40, correction: false }],
  })
  expect(text).not.toContain('王小明')
  expect(text).not.toContain('1234567')
  expect((await follow(tokenFor(luotian))).problem?.code).toBe('gift.unknown')
})

test('[E3] a declined gift tells its donor why, and nothing of it goes anywhere', async () => {
  const { id, token } = await offerGift(w, luotian, noon, { lines: [giftLine({ expiry: '2025-01-01' })] })
  const body = { id: uuidv7(), why: 'expired', reason: '已过有效期，谢谢您的心意' }
  const page = pageOf(await desk.call('gift.decline', { params: { id }, body }))
  expect(page).toMatchObject({ state: 'declined', may: [] })
  expect((await follow(token)).body.declined).toEqual({ reason: 'expired', text: '已过有效期，谢谢您的心意' })
  const late = await desk.call('gift.accept', {
    params: { id },
    body: { id: uuidv7(), store: store.id, aim: null, kinds: [], papers: [] },
  })
  expect(late.problem?.code).toBe('gift.state')
})

test('[E3] what is offered is whole and named; a mix-up of units, -5, 10^12 and a place without a warehouse are told by line', async () => {
  const offer = async (rest: object) =>
    (await nobody(w, 'gift.offer', { body: giving(luotian, noon, rest) })).problem?.code ?? 'taken'
  expect(await offer({ lines: [giftLine({ quantity: -5 })] })).toBe('gift.line')
  expect(await offer({ lines: [giftLine({ quantity: 1e12 })] })).toBe('gift.line')
  expect(await offer({ lines: [giftLine({ quantity: 1.5 })] })).toBe('gift.line')
  expect(await offer({ lines: [giftLine({ unit: 'box' })] })).toBe('gift.line')
  expect(await offer({ lines: [giftLine({ kind: 'no-such-kind' })] })).toBe('gift.line')
  expect(await offer({ lines: [giftLine({ kind: null, words: null })] })).toBe('request.invalid')
  expect(await offer({ lines: Array.from({ length: 61 }, () => giftLine()) })).toBe('gift.line')
  expect(await offer({ readyOn: '2027-03-10' })).toBe('gift.day')
  expect(await offer({ place: yingshan, token: tokenFor(yingshan) })).toBe('gift.place')
  expect(await offer({ lines: [giftLine({ kind: null, words: '雨衣', unit: '件' })] })).toBe('taken')
})

test('[E3, SUP-GIFT-6] a county takes so many offers a day, and the next day again; one address knocks sixty times a minute', async () => {
  await w.admin.query(
    `insert into supply.gift (home, id, number, source, state, donor_kind, named, transport, at, body_hash)
     select $1, gen_random_uuid(), 'X' || lpad(n::text, 7, '0'), 'public', 'offered', 'person', 'no', false, $2, ''
     from generate_series(1, 300) n`,
    [luotian, new Date(noon)],
  )
  expect((await nobody(w, 'gift.offer', { body: giving(luotian, noon) })).problem?.code).toBe('gift.busy')
  w.setNow(noon + 25 * 3_600_000)
  expect((await nobody(w, 'gift.offer', { body: giving(luotian, noon + 25 * 3_600_000) })).status).toBe(200)
  w.setNow(noon)
  const from = { source: '10.9.9.9' }
  const answers = []
  for (let i = 0; i < 61; i += 1) answers.push((await callAs(w.product, null, 'gift.published', from)).status)
  expect([answers.at(0), answers.at(-1)]).toEqual([200, 429])
})

/** Runs a statement as the program does, under the scope of a donor's code; answers rows or the fault. */
const asDonor = async (code: string, text: string, values: unknown[] = []): Promise<number | string> => {
  await w.admin.query('begin')
  try {
    await w.admin.query(`set local role lianfang_app; set local lf.link = '${code}'`)
    return (await w.admin.query(text, values)).rowCount ?? 0
  } catch (error) {
    return error instanceof Error ? error.message : 'failed'
  } finally {
    await w.admin.query('rollback')
  }
}

test('[X2] row security alone: a donor’s code reads one gift, changes none, publishes nothing, and adds nothing once it is accepted', async () => {
  const later = noon + 26 * 3_600_000
  w.setNow(later)
  const mine = await offerGift(w, luotian, later)
  const other = await offerGift(w, luotian, later)
  const { rows } = await w.admin.query<{ code: string }>('select code from supply.gift where id = $1', [mine.id])
  const code = rows[0]?.code ?? ''
  expect(await asDonor(code, 'select from supply.gift')).toBe(1)
  expect(await asDonor(code, 'select from supply.gift_line where gift = $1', [other.id])).toBe(0)
  expect(await asDonor(code, 'select from supply.gift_donor')).toBe(0)
  expect(await asDonor(code, `update supply.gift set state = 'accepted'`)).toBe(0)
  const count = `insert into supply.gift_count (home, gift, n, store, item, kind, counted, quarantine)
    values ($1, $2, 0, gen_random_uuid(), gen_random_uuid(), 'gloves', 1, 1)`
  expect(await asDonor(code, count, [luotian, mine.id])).toMatch(/row-level security/)
  const notice = `insert into supply.gift_notice (home, id, gift, number, donor_kind, what, correction, movement, day, kind, quantity, at)
    values ($1, gen_random_uuid(), $2, 'X', 'person', 'received', false, gen_random_uuid(), current_date, 'gloves', 1, now())`
  expect(await asDonor(code, notice, [luotian, mine.id])).toMatch(/row-level security/)
  const line = `insert into supply.gift_line (home, gift, n, kind, quantity, unit) values ($1, $2, 9, 'gloves', 1, 'pair')`
  expect(await asDonor(code, line, [luotian, other.id])).toMatch(/row-level security/)
  expect(await asDonor(code, line, [luotian, mine.id])).toBe(1)
  await acceptGift(desk, store.id, mine.id)
  expect(await asDonor(code, line, [luotian, mine.id])).toMatch(/row-level security/)
  w.setNow(noon)
})

test('[E10] what is published has no phone, no address and no name without consent; with consent it has the name, of organisations too', async () => {
  const give = async (rest: object) => {
    const { id } = await offerGift(w, luotian, noon, rest)
    await acceptGift(desk, store.id, id)
    const { number } = await countIn(store, counting(noon, [box({ quantity: 7 })], id))
    return (await nobody(w, 'gift.published', { query: { number } })).body.rows[0]?.donor
  }
  w.setNow(noon + 30 * 3_600_000)
  const company = { kind: 'organisation', name: '某某公司', contact: '13900000000', country: null }
  expect(await give({ donor: company, named: 'yes' })).toEqual({ kind: 'organisation', name: '某某公司' })
  expect(await give({ donor: company, named: 'no' })).toEqual({ kind: 'organisation', name: null })
  expect(await give({ named: 'notSaid' })).toEqual({ kind: 'person', name: null })
  const file = await nobody(w, 'gift.file', { query: { language: 'zh-CN' } })
  expect(file.text).toContain('某某公司')
  expect(file.text).toContain('爱心人士')
  expect(file.text).not.toContain('王小明')
  expect(file.text).not.toContain('13900000000')
  w.setNow(noon)
})

test('[E10] the published list turns its pages and refuses a cursor that nobody made', async () => {
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: Record<string, string | number> = { limit: 1, ...(cursor === '' ? {} : { cursor }) }
    const { body } = await nobody(w, 'gift.published', { query })
    seen.push(...body.rows.map(({ id }) => id))
    cursor = body.next
  }
  const whole = await nobody(w, 'gift.published', { query: { limit: 200 } })
  expect(seen).toEqual(whole.body.rows.map(({ id }) => id))
  const received = whole.body.rows.reduce((sum, row) => sum + (row.what === 'received' ? row.quantity : 0), 0)
  expect(whole.body.sums).toEqual([{ kind: 'gown-protective', received, issued: 0, disposed: 0 }])
  for (const cursor of ['x', '0', `'; drop table supply.gift; --`, uuidv7(), 'a'.repeat(400)]) {
    const answer = await nobody(w, 'gift.published', { query: { cursor } })
    expect(answer.problem?.code).toBe('cursor.stale')
  }
  expect((await nobody(w, 'gift.published', { query: { cursor: 'a'.repeat(401) } })).problem?.code).toBe(
    'request.invalid',
  )
})
