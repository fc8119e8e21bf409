import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

const township = '421123100'
let w: World
let officer: Caller
let national: Caller
let manager: Caller

beforeAll(async () => {
  w = await makeWorld()
  const as = async (role: 'countyOfficer' | 'administrator' | 'townshipManager', place: string) =>
    w.signIn((await w.account({ role, place })).login)
  officer = await as('countyOfficer', luotian)
  national = await as('administrator', 'nation')
  manager = await as('townshipManager', township)
})
afterAll(() => w.close())

const body = (rest: object = {}) => ({
  kind: 'townshipCentre',
  name: '凤山镇卫生院',
  nameEn: null,
  place: township,
  grade: 'first',
  phone: '0713-5050000',
  aroundTheClock: true,
  creditCode: null,
  organisation: null,
  openFrom: '2001-05-01',
  ...rest,
})
const add = async (rest: object = {}, as: Caller = officer): Promise<string> => {
  const id = uuidv7()
  const made = await as.call('facility.create', { body: { ...body(rest), id } })
  expect(made.text).toContain('"recorded"')
  return id
}
const organise = async (rest: object = {}, as: Caller = national): Promise<string> => {
  const id = uuidv7()
  const filled = {
    id,
    tree: 'enterprise',
    parent: null,
    name: '集团',
    nameEn: null,
    code: null,
    place: 'nation',
    ...rest,
  }
  const made = await as.call('organisation.create', { body: filled })
  expect(made.text).toContain('"recorded"')
  return id
}
const audited = async (subject: string): Promise<readonly string[]> =>
  (
    await w.admin.query<{ action: string }>(
      `select action from (select id, action, subject from kernel.audit union all select id, action, subject from kernel.audit_open) a
       where subject = $1 order by id`,
      [subject],
    )
  ).rows.map((row) => row.action)

test('[X1] a facility is added, changed and closed, each with its audit row, and is never deleted', async () => {
  const id = await add()
  const changed = await officer.call('facility.change', {
    params: { id },
    body: { ...body({ grade: 'second' }), version: 1 },
  })
  expect(changed.body).toMatchObject({ outcome: 'recorded', result: { grade: 'second', version: 2 } })
  const closed = await officer.call('facility.close', { params: { id }, body: { version: 2, closedOn: '2022-12-31' } })
  expect(closed.body).toMatchObject({ outcome: 'recorded', result: { closedOn: '2022-12-31', version: 3 } })
  expect(await audited(id)).toEqual(['facility.create', 'facility.change', 'facility.close'])
  const list = async (state: string) =>
    (await officer.call('facility.list', { query: { place: luotian, state } })).body.rows.map((row) => row.id)
  expect(await list('open')).not.toContain(id)
  expect(await list('closed')).toContain(id)
  await expect(w.house.db.app.query('delete from kernel.facility')).rejects.toThrow(/permission denied/)
})

test('[X1] a closed facility is not changed until it is opened again', async () => {
  const id = await add()
  const future = await officer.call('facility.close', { params: { id }, body: { version: 1, closedOn: '2999-01-01' } })
  expect(future.problem?.code).toBe('facility.closing-day')
  await officer.call('facility.close', { params: { id }, body: { version: 1, closedOn: '2022-12-31' } })
  const refused = await officer.call('facility.change', { params: { id }, body: { ...body(), version: 2 } })
  expect(refused.problem?.code).toBe('facility.closed')
  await officer.call('facility.close', { params: { id }, body: { version: 2, closedOn: null } })
  const changed = await officer.call('facility.change', {
    params: { id },
    body: { ...body({ name: '新名' }), version: 3 },
  })
  expect(changed.body.outcome).toBe('recorded')
})

test('[X1] an edit of an older version changes nothing and is answered with what stands', async () => {
  const id = await add()
  await officer.call('facility.change', { params: { id }, body: { ...body({ name: '先改的' }), version: 1 } })
  const late = await officer.call('facility.change', {
    params: { id },
    body: { ...body({ name: '后改的' }), version: 1 },
  })
  expect(late.body).toMatchObject({ outcome: 'stale', current: { name: '先改的', version: 2 } })
  expect((await officer.call('facility.read', { params: { id } })).body.name).toBe('先改的')
})

test('[X1] the same id again is answered as before, with other content it is refused', async () => {
  const id = uuidv7()
  await officer.call('facility.create', { body: { ...body(), id } })
  expect((await officer.call('facility.create', { body: { ...body(), id } })).body.outcome).toBe('already-recorded')
  const other = await officer.call('facility.create', { body: { ...body({ name: '别的' }), id } })
  expect(other.problem?.code).toBe('command.other-body')
})

test('[X1] a wrong credit code, a place that is none, a prefecture and another county are refused by name', async () => {
  const refused = async (rest: object, as: Caller = officer) =>
    (await as.call('facility.create', { body: { ...body(rest), id: uuidv7() } })).problem?.code
  expect(await refused({ creditCode: '91350100M000100Y44' })).toBe('facility.credit-code')
  expect(await refused({ place: '421123999' })).toBe('place.unknown')
  expect(await refused({ place: '4211' }, national)).toBe('facility.place-level')
  expect(await refused({ place: yingshan })).toBe('forbidden')
  const id = await add({ creditCode: ' 91350100m000100y43 ' })
  const read = await officer.call('facility.read', { params: { id } })
  expect(read.body.creditCode).toBe('91350100M000100Y43')
  const moved = await national.call('facility.change', {
    params: { id },
    body: { ...body({ place: yingshan }), version: 1 },
  })
  expect(moved.problem?.code).toBe('facility.other-county')
})

test('[X1] a township reads the institutions of its county, also with the database alone, and writes none', async () => {
  const id = await add({ place: '421123101', name: '骆驼坳镇卫生院' })
  const rows = (await manager.call('facility.list', { query: { place: luotian, kind: 'townshipCentre' } })).body.rows
  expect(rows.map((row) => row.id)).toContain(id)
  const change = await manager.call('facility.change', { params: { id }, body: { ...body(), version: 1 } })
  expect(change.status).toBe(403)
})

test('[X1] pages follow each other by place and name without a gap', async () => {
  for (const name of ['丙', '甲', '乙']) await add({ kind: 'warehouse', name, place: '421123102' })
  const query = { place: luotian, kind: 'warehouse', limit: 2 }
  const first = (await officer.call('facility.list', { query })).body
  const second = (await officer.call('facility.list', { query: { ...query, cursor: first.next ?? '' } })).body
  expect([...first.rows, ...second.rows].map((row) => row.name).sort()).toEqual(['丙', '乙', '甲'].sort())
  expect([first.rows.length, second.next]).toEqual([2, null])
  expect((await officer.call('facility.list', { query: { ...query, cursor: 'x' } })).problem?.code).toBe('cursor.stale')
})

test('[X1] a group with parts: the tree is listed in order, a facility belongs to a part, and neither closes before', async () => {
  const group = await organise({ name: '仁和医疗集团' })
  const part = await organise({ parent: group, name: '仁和罗田公司', place: luotian }, officer)
  await organise({ parent: group, name: '仁和英山公司', place: yingshan })
  const { rows } = (await officer.call('organisation.list', { query: { place: luotian, tree: 'enterprise' } })).body
  expect(rows.map((row) => [row.name, row.depth])).toEqual([
    ['仁和医疗集团', 1],
    ['仁和罗田公司', 2],
  ])
  const facility = await add({ organisation: part })
  const list = await officer.call('facility.list', { query: { place: luotian, organisation: part } })
  expect(list.body.rows.map((row) => row.id)).toEqual([facility])
  const close = (id: string, as: Caller) =>
    as.call('organisation.close', { params: { id }, body: { version: 1, closedOn: '2023-01-01' } })
  expect((await close(part, officer)).problem?.code).toBe('organisation.in-use')
  expect((await close(group, national)).problem?.code).toBe('organisation.in-use')
  expect((await close(group, officer)).status).toBe(403)
  const moved = await officer.call('organisation.change', {
    params: { id: part },
    body: { parent: group, name: '仁和罗田公司', nameEn: null, code: null, place: '421123101', version: 1 },
  })
  expect(moved.problem?.code).toBe('organisation.leaves-facilities')
  // A township sees the clinic and not whose it is.
  expect((await manager.call('facility.read', { params: { id: facility } })).body.organisation).toBeNull()
  expect((await manager.call('organisation.list', { query: { place: township } })).status).toBe(403)
})

test('[X1] two moves at once never make a circle', async () => {
  const under = (id: string, parent: string) =>
    national.call('organisation.change', {
      params: { id },
      body: { parent, name: '甲', nameEn: null, code: null, place: 'nation', version: 1 },
    })
  // One pair may pass one another by luck; a dozen do not.
  for (let pair = 0; pair < 12; pair += 1) {
    const [a, b] = [await organise({ name: '甲' }), await organise({ name: '乙' })]
    const answers = await Promise.all([under(a, b), under(b, a)])
    expect(answers.map((reply) => reply.status).sort()).toEqual([200, 422])
    expect(answers.find((reply) => reply.status === 422)?.problem?.code).toBe('organisation.cycle')
  }
})

test('[X1] an organisation that does not reach a place takes no facility there', async () => {
  const other = await organise({ place: yingshan, name: '英山公司' })
  const made = await officer.call('facility.create', { body: { ...body({ organisation: other }), id: uuidv7() } })
  expect(made.problem?.code).toBe('facility.organisation')
  const unknown = await officer.call('facility.create', {
    body: { ...body({ organisation: randomUUID() }), id: uuidv7() },
  })
  expect(unknown.problem?.code).toBe('facility.organisation')
})

test('[X6] facilities are found by a part of either name, put in order, and go out as a file with the same rows', async () => {
  await add({ name: '白庙河卫生院', nameEn: 'Baimiaohe Health Centre' })
  await add({ name: '=HYPERLINK("x")' })
  const find = async (query: Record<string, string>) =>
    (await officer.call('facility.list', { query: { place: luotian, ...query } })).body.rows.map((row) => row.name)
  expect(await find({ text: '白庙' })).toEqual(['白庙河卫生院'])
  expect(await find({ text: 'baimiao' })).toEqual(['白庙河卫生院'])
  expect(await find({ text: '_' })).toEqual([])
  const all = await find({ state: 'all', order: 'name' })
  const paged: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query = { place: luotian, state: 'all', order: 'name', limit: 2, ...(cursor === '' ? {} : { cursor }) }
    const page: {
      readonly body: { readonly rows: readonly { readonly name: string }[]; readonly next: string | null }
    } = await officer.call('facility.list', { query })
    paged.push(...page.body.rows.map((row) => row.name))
    cursor = page.body.next
  }
  expect(paged).toEqual(all)
  const file = await officer.call('facility.export', { query: { place: luotian, state: 'all', format: 'csv' } })
  expect(file.text.trim().split('\r\n')).toHaveLength(all.length + 1)
  expect(file.text).not.toMatch(/(^|,)"?=HYPERLINK/m)
})

test('[X1, X6] organisations go out as a file, each after the one above it', async () => {
  const top = await organise({ name: '某集团' })
  await organise({ name: '某分厂', parent: top, place: luotian })
  const { text } = await officer.call('organisation.export', {
    query: { place: luotian, format: 'csv', language: 'en' },
  })
  expect(text.indexOf('某集团')).toBeGreaterThan(0)
  expect(text.indexOf('某分厂')).toBeGreaterThan(text.indexOf('某集团'))
})
