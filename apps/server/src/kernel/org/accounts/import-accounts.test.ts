import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toGb18030 } from '../../../../../../tests/journeys/gb18030.js'
import { type Caller, callAs, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'
import { writeXlsx } from '../../../interop/xlsx/index.js'

const township = '421123100'
const own = 'chosen-by-the-owner-7'
let w: World
let county: Caller
let neighbour: Caller

beforeAll(async () => {
  w = await makeWorld()
  county = await w.signIn((await w.account({ role: 'administrator', place: luotian })).login)
  neighbour = await w.signIn((await w.account({ role: 'administrator', place: yingshan })).login)
})
afterAll(() => w.close())

const fileOf = (...lines: readonly string[]): Buffer =>
  Buffer.from(['罗田县防疫人员名单', '', '姓名,账号,角色,地区,团队', ...lines].join('\n'))
const load = async (mode: 'check' | 'take', upload: Buffer, caller = county, at: string = luotian) =>
  caller.call('account.import', { query: { county: at, mode, language: 'en' }, upload })
const print = (ids: readonly string[], caller = county) => caller.call('account.cards', { body: { ids } })

/** Somebody new, with a card; the secret as it stands behind `#`. */
const withCard = async () => {
  const login = `card-${randomUUID().slice(0, 8)}`
  const { body } = await load('take', fileOf(`吴一,${login},医务人员,${township}`))
  const id = body.rows[0]?.id ?? ''
  const cards = await print([id])
  return { id, login, secret: cards.body.cards[0]?.address.split('#')[1] ?? '', until: cards.body.until }
}
const open = (secret: string, source = '127.9.0.1') =>
  callAs(w.product, null, 'first.open', { body: { secret }, source })
const set = (secret: string, password = own) =>
  callAs(w.product, null, 'first.set', { body: { secret, password }, source: '127.9.0.2' })
const signIn = (login: string, password: string) =>
  callAs(w.product, null, 'session.create', { body: { login, password }, source: `127.9.1.${login.length}` })

test('[X2] a dry run makes nobody; bad rows stop nobody else; loaded again, nobody is made twice', async () => {
  const upload = fileOf(
    '甲一,,村级工作人员,凤山镇,第一团队',
    `甲二,jia-er,medic,${township},`,
    '甲三,,皇帝,凤山镇,',
    ',,,,',
    `甲四,,村医,${yingshan}100,`,
  )
  const checked = (await load('check', upload)).body
  expect(checked).toMatchObject({ teams: true, counts: { rows: 4, new: 2, exists: 0, wrong: 2 }, encoding: 'utf-8' })
  expect(checked.rows.map((row) => [row.row, row.outcome, row.faults.map((fault) => fault.code)])).toEqual([
    [4, 'new', []],
    [5, 'new', []],
    [6, 'wrong', ['roleUnknown']],
    [8, 'wrong', ['placeOutside']],
  ])
  expect((await county.call('account.search', { body: { text: '甲' } })).body.rows).toEqual([])
  const taken = (await load('take', upload)).body
  expect(taken.counts).toEqual({ rows: 4, new: 2, exists: 0, wrong: 2 })
  const again = (await load('take', upload)).body
  expect(again.counts).toEqual({ rows: 4, new: 0, exists: 2, wrong: 2 })
  expect(again.rows[0]?.id).toBe(taken.rows[0]?.id)
  const { rows } = (await county.call('account.search', { body: { text: '甲' } })).body
  expect(rows.map((row) => [row.name, row.login, row.waiting])).toEqual([
    ['甲一', '421123100-001', { cardUntil: null }],
    ['甲二', 'jia-er', { cardUntil: null }],
  ])
  // Looked for among those who wait for a card, the others of that name are not found.
  const waiting = (await county.call('account.search', { body: { text: '421123', state: 'waiting' } })).body.rows
  expect(waiting.length).toBeGreaterThan(0)
  expect(waiting.every((row) => row.waiting !== null)).toBe(true)
})

test('[X2] the same list as XLSX and as CSV in GB18030 is read alike', async () => {
  const columns = ['姓名', '角色', '乡镇', '村', '医务人员']
  const people = [
    ['戊一', '', '凤山镇', '', '是'],
    ['戊二', '村级工作人员', '凤山镇', '北丰河村', ''],
  ]
  async function* rows() {
    yield* people
  }
  const book = await buffer(
    writeXlsx({ sheet: '名单', columns: columns.map((title) => ({ title, width: 12 })), rows: rows() }),
  )
  const text = toGb18030([columns, ...people].map((line) => line.join(',')).join('\n'))
  const replies = [(await load('check', book)).body, (await load('check', text)).body]
  expect(replies.map(({ sheet, encoding }) => [sheet, encoding])).toEqual([
    ['名单', null],
    [null, 'gb18030'],
  ])
  expect(replies[0]?.rows).toEqual(replies[1]?.rows)
  expect(replies[0]?.rows[0]).toMatchObject({ outcome: 'new', role: 'medic', place: { code: township } })
})

test('[X2] of two who load the same list at once each account is made by one', async () => {
  const upload = fileOf(...Array.from({ length: 120 }, (_, i) => `乙${i},,村级工作人员,${township}`))
  const both = await Promise.all([load('take', upload), load('take', upload)])
  expect(both.map((reply) => reply.status)).toEqual([200, 200])
  const { rows } = await w.admin.query<{ n: number; people: number }>(
    `select count(*)::int as n, count(distinct name)::int as people from kernel.account where name like '乙%'`,
  )
  expect(rows).toEqual([{ n: 120, people: 120 }])
})

test('[X2] another county is not loaded into, its accounts get no card, and its sign-in names are only “taken”', async () => {
  // A dry run writes no account: only the program's own check stands before it.
  for (const mode of ['check', 'take'] as const)
    expect((await load(mode, fileOf('丙一,,村医,凤山镇'), neighbour)).problem?.code, mode).toBe('forbidden')
  const { id, login } = await withCard()
  expect((await print([id], neighbour)).status).toBe(404)
  const stolen = await load('check', fileOf(`吴一,${login},医务人员,${yingshan}100`), neighbour, yingshan)
  expect(stolen.body.rows[0]).toMatchObject({ outcome: 'wrong', id: null, faults: [{ code: 'loginTaken' }] })
})

test('[X2] a file without headings and one of 2,001 people are refused with the reason', async () => {
  expect((await load('check', Buffer.from('a,b\nc,d\n'))).problem?.code).toBe('account.no-headings')
  const many = fileOf(...Array.from({ length: 2_001 }, (_, i) => `丁${i},,村医,${township}`))
  expect((await load('check', many)).problem).toMatchObject({ code: 'file.too-many-rows', details: { most: 2_000 } })
})

test('[K2, X2] a card says whose it is, sets the owner’s password once and signs in; the old password never was one', async () => {
  const { login, secret } = await withCard()
  expect((await signIn(login, own)).problem?.code).toBe('session.wrong-credentials')
  expect((await open(secret)).body).toEqual({ name: '吴一', login, language: 'en' })
  expect((await set(secret, '1234567890')).problem?.code).toBe('password.weak')
  const reply = await set(secret)
  expect(reply.body).toMatchObject({ outcome: 'signed-in', session: { mustChangePassword: false, account: { login } } })
  expect(String(reply.headers['set-cookie'])).toContain('HttpOnly')
  expect((await signIn(login, own)).status).toBe(200)
  expect((await set(secret, 'another-good-one-8')).problem?.code).toBe('first.unknown')
  expect((await signIn(login, own)).status).toBe(200)
})

test('[X2] of two who come with one card at once only one sets a password', async () => {
  const { login, secret } = await withCard()
  const passwords = ['the-first-of-two-7', 'the-other-of-two-8']
  const replies = await Promise.all(passwords.map((one) => set(secret, one)))
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 410])
  const won = passwords[replies[0]?.status === 200 ? 0 : 1] ?? ''
  expect((await signIn(login, won)).status).toBe(200)
})

test('[X2] a used, an expired, a replaced, a closed, a made-up and a reset one are answered alike', async () => {
  const used = await withCard()
  await set(used.secret)
  const replaced = await withCard()
  await print([replaced.id])
  const closed = await withCard()
  await county.call('account.close', { params: { id: closed.id } })
  const reset = await withCard()
  await county.call('account.reset', { params: { id: reset.id } })
  const expired = await withCard()
  const secrets = [used, replaced, closed, reset].map((card) => card.secret)
  const replies = []
  for (const secret of [...secrets, 'AAAAAAAAAAAAAAAAAAAAAA']) replies.push(await open(secret), await set(secret))
  w.setNow(Date.parse(expired.until) - 1_000)
  expect((await open(expired.secret)).status).toBe(200)
  w.setNow(Date.parse(expired.until))
  replies.push(await open(expired.secret), await set(expired.secret))
  w.setNow(Date.now())
  const told = replies.map(({ status, problem }) => JSON.stringify([status, problem?.code, problem?.details]))
  expect(new Set(told)).toEqual(new Set([JSON.stringify([410, 'first.unknown', {}])]))
})

test('[X2] a card is dead once its owner has changed a first password', async () => {
  const { id, login, secret } = await withCard()
  const { firstPassword } = (await county.call('account.reset', { params: { id } })).body
  const { address } = (await print([id])).body.cards[0] ?? { address: '' }
  const session = await signIn(login, firstPassword)
  const cookie = String(session.headers['set-cookie']).split(';')[0] ?? ''
  const next = address.split('#')[1] ?? ''
  expect([(await open(secret)).status, (await open(next)).status]).toEqual([410, 200])
  const body = { current: firstPassword, next: own }
  expect((await callAs(w.product, cookie, 'password.change', { body })).status).toBe(204)
  expect([(await open(next)).status, (await set(next, 'a-stranger-with-paper-9')).status]).toEqual([410, 410])
  expect((await signIn(login, own)).status).toBe(200)
})

test('[X2] whoever has set a password gets no card; those who wait are listed, with the end of their card', async () => {
  const done = await withCard()
  await set(done.secret)
  const waits = await withCard()
  expect((await print([done.id])).body).toMatchObject({ cards: [], skipped: 1 })
  const { rows } = (await county.call('account.list', { query: { state: 'waiting', limit: 200 } })).body
  expect(rows.find((row) => row.id === waits.id)?.waiting).toEqual({ cardUntil: waits.until })
  expect(rows.some((row) => row.id === done.id)).toBe(false)
})

test('[X2] neither a secret nor a name is kept beside the account: hashes, ids and counts only', async () => {
  const { secret } = await withCard()
  const { rows } = await w.admin.query<{ text: string }>(
    `select (select coalesce(string_agg(f::text, ''), '') from kernel.first_sign_in f)
       || (select coalesce(string_agg(detail::text || action, ''), '') from kernel.audit_open) as text`,
  )
  expect(rows[0]?.text).not.toContain(secret)
  expect(rows[0]?.text).not.toContain('吴一')
})
