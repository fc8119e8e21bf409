import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { deskOf, head, incoming, makeStore, outgoing, receive } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let desk: Caller
let next: Caller
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  next = await deskOf(w, yingshan)
})
afterAll(() => w.close())

const fields = (rest: object = {}) => ({
  ...{ name: '县医院库房', nameEn: null, place: '421123100', kind: 'hospitalStore', facility: null, enterprise: null },
  ...rest,
})

test('[E9] a store is entered once, changed by who saw its newest version, closed when empty and opened again', async () => {
  const id = randomUUID()
  const create = (rest: object = {}) => desk.call('store.create', { body: { ...fields(rest), id } })
  expect((await create()).body).toMatchObject({ outcome: 'recorded', result: { version: 1 } })
  expect((await create()).body.outcome).toBe('already-recorded')
  expect((await create({ name: '别的' })).problem?.code).toBe('command.other-body')
  const change = (version: number, rest: object = {}, closedOn: string | null = null) =>
    desk.call('store.change', { params: { id }, body: { ...fields(rest), version, closedOn } })
  expect((await change(1, { nameEn: 'Hospital store' })).body).toMatchObject({ result: { nameEn: 'Hospital store' } })
  expect((await change(1)).body.outcome).toBe('stale')
  expect((await change(2, {}, daysFromNow(0))).body).toMatchObject({ result: { closedOn: daysFromNow(0) } })
  expect((await change(3)).body).toMatchObject({ result: { closedOn: null } })
  expect((await change(4, { place: '421124100' })).status).toBe(403)
})

test('[E9] place, institution and enterprise of a store are of its county, and checked', async () => {
  const create = async (rest: object) =>
    (await desk.call('store.create', { body: { ...fields(rest), id: randomUUID() } })).problem?.code
  expect(await create({ place: '4211' })).toBe('forbidden')
  expect(await create({ place: '421123999' })).toBe('place.unknown')
  expect(await create({ facility: randomUUID() })).toBe('stock.facility')
  expect(await create({ enterprise: randomUUID() })).toBe('stock.enterprise')
})

test('[E9] the list names the stores behind a figure of a kind, with what each has, and a place’s own apart from those inside', async () => {
  const town = '421123101'
  const { rows: villages } = await w.admin.query<{ code: string }>(
    `select code from kernel.division where parent = '${town}' order by code limit 1`,
  )
  const store = await makeStore(w, desk, '有货库', town)
  const inside = await makeStore(w, desk, '村里库', villages[0]?.code)
  await makeStore(w, desk, '空库', town)
  const gone = { lot: 'OLD', expiry: daysFromNow(-1), quantity: 5 }
  await receive(store, [{ lot: 'NEW', quantity: 3 }, gone])
  await receive(inside, [{ lot: 'V', quantity: 2 }])
  const list = async (query: Readonly<Record<string, string>>) =>
    (await desk.call('store.list', { query: { place: town, ...query } })).body.rows.map(
      ({ name, stock }) => [name, stock?.available ?? null, stock?.expired ?? null] as const,
    )
  const masks = { has: 'mask-surgical' }
  expect(await list(masks)).toEqual([
    ['有货库', 3, 5],
    ['村里库', 2, 0],
  ])
  expect(await list({ ...masks, figure: 'expired' })).toEqual([['有货库', 3, 5]])
  expect(await list({ ...masks, own: 'yes' })).toEqual([['有货库', 3, 5]])
  expect(await list({ has: 'gloves' })).toEqual([])
  expect((await list({})).map(([, available]) => available)).toEqual([null, null, null])
  const file = await desk.call('store.export', { query: { place: town, ...masks, format: 'csv' } })
  expect(file.text).toMatch(/有货库.*,3,8,0,5,0/)
})

test('[E9] a keeper is named once, writes while named, and reaches the store no more afterwards', async () => {
  const store = await makeStore(w, desk, '命名库')
  const page = (await store.keeper.call('store.read', { params: { id: store.id } })).body
  expect(page.may).toEqual({ manage: false, write: true })
  expect((await store.keeper.call('store.mine')).body.rows.map((row) => row.name)).toEqual(['命名库'])
  const [keeper] = page.people
  const again = { id: randomUUID(), accountId: keeper?.accountId, phone: null }
  expect((await desk.call('store.name', { params: { id: store.id }, body: again })).problem?.code).toBe(
    'stock.named-already',
  )
  const officer = await w.account({ role: 'countyOfficer', place: luotian })
  const other = { ...again, accountId: officer.id }
  expect((await desk.call('store.name', { params: { id: store.id }, body: other })).problem?.code).toBe(
    'stock.account-role',
  )
  const end = () => desk.call('store.unname', { params: { id: store.id, named: keeper?.id ?? '' } })
  expect((await end()).body.outcome).toBe('recorded')
  expect((await end()).body.outcome).toBe('already-recorded')
  expect((await store.keeper.call('store.read', { params: { id: store.id } })).status).toBe(404)
  const body = { ...head(), into: 'free', lines: [incoming()] }
  expect((await store.keeper.call('stock.receive', { params: { id: store.id }, body })).status).toBe(404)
})

test('[E9] [X2] the desk reads the book and writes nothing in it; the desk and the keeper of another county see nothing', async () => {
  const store = await makeStore(w, desk, '权限库')
  const far = await makeStore(w, next, '邻县库', '421124100')
  await receive(store, [{ quantity: 5 }])
  const read = (caller: Caller) => caller.call('stock.list', { params: { id: store.id } })
  expect((await read(desk)).body.rows).toMatchObject([{ available: 5 }])
  for (const caller of [next, far.keeper]) expect((await read(caller)).status).toBe(404)
  const body = { ...head(), reserved: false, lines: [outgoing()] }
  for (const [caller, status] of [
    [desk, 403],
    [next, 403],
    [far.keeper, 404],
  ] as const) {
    expect((await caller.call('stock.issue', { params: { id: store.id }, body })).status).toBe(status)
  }
})

test('[E9] a store that has goods is not closed, and a closed one takes none', async () => {
  const store = await makeStore(w, desk, '待停库')
  const [item] = await receive(store, [{ quantity: 2 }])
  const change = (version: number, closedOn: string | null) =>
    desk.call('store.change', {
      params: { id: store.id },
      body: { ...fields({ name: '待停库', kind: 'warehouse' }), version, closedOn },
    })
  expect((await change(1, daysFromNow(0))).problem?.code).toBe('stock.store-not-empty')
  const body = { ...head(), why: '清零', lines: [outgoing({ item: item ?? '', quantity: 2, state: 'free' })] }
  expect((await store.keeper.call('stock.dispose', { params: { id: store.id }, body })).body.outcome).toBe('recorded')
  expect((await change(1, daysFromNow(0))).body.outcome).toBe('recorded')
  const more = { ...head(), into: 'free', lines: [incoming()] }
  expect((await store.keeper.call('stock.receive', { params: { id: store.id }, body: more })).problem?.code).toBe(
    'stock.store-closed',
  )
})

test('[E9] a keeper finds where goods can be sent: stores of the county, others by name, never a closed one or its own', async () => {
  const store = await makeStore(w, desk, '发货的库')
  await makeStore(w, desk, '收货的库')
  const shut = await makeStore(w, desk, '停了的收货库')
  const fieldsOf = fields({ name: '停了的收货库', kind: 'warehouse' })
  const closed = { ...fieldsOf, version: 1, closedOn: daysFromNow(0) }
  await desk.call('store.change', { params: { id: shut.id }, body: closed })
  await makeStore(w, next, '英山收货的库', '421124100')
  const find = async (text?: string) =>
    (
      await store.keeper.call('store.targets', { params: { id: store.id }, query: text === undefined ? {} : { text } })
    ).body.rows.map(({ name }) => name)
  const here = await find()
  expect(here).toContain('收货的库')
  for (const name of ['发货的库', '停了的收货库', '英山收货的库']) expect(here).not.toContain(name)
  expect(await find('收货的库')).toEqual(['收货的库', '英山收货的库'])
  const other = await makeStore(w, desk, '别人的库')
  const refused = await other.keeper.call('store.targets', { params: { id: store.id } })
  expect([403, 404]).toContain(refused.status)
  expect(refused.text).not.toContain('收货的库')
})

test('[E9] the list of a place turns its pages and goes out as a file', async () => {
  const page = await desk.call('store.list', { query: { place: luotian, limit: 2 } })
  expect(page.body.rows).toHaveLength(2)
  expect(page.body.inAll?.n).toBeGreaterThan(2)
  const rest = await desk.call('store.list', { query: { place: luotian, cursor: page.body.next ?? '' } })
  expect(rest.body.rows.map((row) => row.id)).not.toContain(page.body.rows[0]?.id)
  const file = await desk.call('store.export', { query: { place: luotian, format: 'csv' } })
  expect(file.text).toContain('权限库')
  expect((await next.call('store.list', { query: { place: yingshan } })).text).not.toContain('权限库')
})
