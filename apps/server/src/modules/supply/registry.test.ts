import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../tests/support/days.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../tests/support/world.js'

let w: World
let desk: Caller
let national: Caller
let next: Caller
const township = '421123100'

const as = async (role: 'supplyDesk' | 'liaison' | 'enterpriseReporter' | 'countyOfficer', place: string) => {
  const account = await w.account({ role, place })
  return { id: account.id, caller: await w.signIn(account.login) }
}
beforeAll(async () => {
  w = await makeWorld()
  desk = (await as('supplyDesk', luotian)).caller
  national = (await as('supplyDesk', 'nation')).caller
  next = (await as('supplyDesk', yingshan)).caller
})
afterAll(() => w.close())

const body = (rest: object = {}) => ({
  name: '大别山医疗器械厂',
  nameEn: null,
  place: township,
  creditCode: null,
  phone: '0713-5050123',
  ...rest,
})
const enter = async (rest: object = {}): Promise<string> => {
  const id = randomUUID()
  const made = await desk.call('enterprise.create', { body: { ...body(rest), id } })
  expect(made.text).toContain('"recorded"')
  return id
}
const add = async (enterprise: string, rest: object = {}): Promise<string> => {
  const id = randomUUID()
  const product = { id, kind: 'high-flow', model: 'HF-1', gtin: null, perPack: 1, capacity: 100, ...rest }
  const made = await desk.call('product.add', { params: { id: enterprise }, body: product })
  expect(made.text).toContain('"recorded"')
  return id
}
const name = (enterprise: string, accountId: string, part: 'reporter' | 'liaison', id: string = randomUUID()) =>
  desk.call('enterprise.name', { params: { id: enterprise }, body: { id, accountId, part, phone: '13900000001' } })

test('[E1] a new installation has the 38 kinds of key equipment and the grassroots list, with what each destination asks', async () => {
  const { rows } = (await desk.call('kind.list')).body
  const equipment = rows.filter((kind) => ['rescue', 'inspection', 'therapy', 'disinfection'].includes(kind.class))
  expect(equipment).toHaveLength(38)
  expect(rows.find((kind) => kind.code === 'ventilator-invasive')?.demands.map((d) => d.destination)).toEqual([
    'CN',
    'EU',
    'US',
  ])
  expect(rows.some((kind) => kind.code === 'antigen-test')).toBe(true)
})

test('[E1] the nation adds and changes a kind, the unit of one with products stays, and a county changes none', async () => {
  const fields = {
    class: 'therapy',
    name: '新设备',
    nameEn: 'New device',
    unit: 'set',
    keeping: 'serial',
    risk: 'II',
  } as const
  const made = await national.call('kind.create', { body: { ...fields, code: 'new-device' } })
  expect(made.body).toMatchObject({ outcome: 'recorded', result: { code: 'new-device', version: 1 } })
  expect((await national.call('kind.create', { body: { ...fields, code: 'new-device' } })).body.outcome).toBe(
    'already-recorded',
  )
  const other = await national.call('kind.create', { body: { ...fields, name: '别的', code: 'new-device' } })
  expect(other.problem?.code).toBe('supply.code-taken')
  expect((await desk.call('kind.create', { body: { ...fields, code: 'county-device' } })).status).toBe(403)
  await add(await enter({ name: '新设备厂' }), { kind: 'new-device' })
  const unit = { ...fields, unit: 'box' as const, version: 1, closedOn: null }
  const refused = await national.call('kind.change', { params: { code: 'new-device' }, body: unit })
  expect(refused.body).toMatchObject({ outcome: 'refused', reason: 'unit-in-use' })
  const closed = await national.call('kind.change', {
    params: { code: 'new-device' },
    body: { ...fields, version: 1, closedOn: daysFromNow(0) },
  })
  expect(closed.body).toMatchObject({ outcome: 'recorded', result: { version: 2 } })
  const late = await desk.call('product.add', {
    params: { id: await enter({ name: '晚到厂' }) },
    body: { id: randomUUID(), kind: 'new-device', model: 'x', gtin: null, perPack: 1, capacity: null },
  })
  expect(late.problem?.code).toBe('supply.kind-unknown')
})

test('[E1] an enterprise is entered once: a repeat is a repeat, another under the same credit code is refused by name', async () => {
  const id = randomUUID()
  const code = '91350100M000100Y43'
  const filled = { ...body({ name: '一次厂', creditCode: code }), id }
  expect((await desk.call('enterprise.create', { body: filled })).body.outcome).toBe('recorded')
  expect((await desk.call('enterprise.create', { body: filled })).body.outcome).toBe('already-recorded')
  expect((await desk.call('enterprise.create', { body: { ...filled, name: '别的厂' } })).problem?.code).toBe(
    'command.other-body',
  )
  const twice = await desk.call('enterprise.create', {
    body: { ...body({ name: '同码厂', creditCode: code }), id: randomUUID() },
  })
  expect(twice.problem?.code).toBe('supply.credit-taken')
  const wrong = await desk.call('enterprise.create', {
    body: { ...body({ creditCode: '91350100M000100Y44' }), id: randomUUID() },
  })
  expect(wrong.problem?.code).toBe('supply.credit-code')
  expect((await next.call('enterprise.read', { params: { id } })).status).toBe(404)
  expect((await national.call('enterprise.read', { params: { id } })).body.name).toBe('一次厂')
})

test('[E1] a product has a GTIN with a right check digit, once in the enterprise, and is closed and not deleted', async () => {
  const id = await enter({ name: '产品厂' })
  const product = await add(id, { gtin: ' 4006381-333931 ' })
  const page = (await desk.call('enterprise.read', { params: { id } })).body
  expect(page.products).toMatchObject([{ id: product, gtin: '04006381333931', capacity: 100, last: null }])
  const again = { id: randomUUID(), kind: 'ecmo', model: 'x', gtin: '4006381333931', perPack: 1, capacity: null }
  expect((await desk.call('product.add', { params: { id }, body: again })).problem?.code).toBe('supply.product-twice')
  const wrong = await desk.call('product.add', { params: { id }, body: { ...again, gtin: '4006381333932' } })
  expect(wrong.problem?.code).toBe('supply.gtin')
  const change = { model: 'HF-2', gtin: null, perPack: 1, capacity: 200, version: 1, closedOn: daysFromNow(0) }
  const closed = await desk.call('product.change', { params: { id, product }, body: change })
  expect(closed.body).toMatchObject({
    outcome: 'recorded',
    result: { kinds: [], products: [{ model: 'HF-2', version: 2 }] },
  })
  const stale = await desk.call('product.change', { params: { id, product }, body: change })
  expect(stale.body.outcome).toBe('stale')
  await expect(w.house.db.app.query('delete from supply.product')).rejects.toThrow(/permission denied/)
})

test('[E1] who is named reaches the enterprise, who is named no more does not, and a desk elsewhere never does', async () => {
  const id = await enter({ name: '指定厂' })
  const reporter = await as('enterpriseReporter', luotian)
  const liaison = await as('liaison', '42')
  expect((await reporter.caller.call('enterprise.read', { params: { id } })).status).toBe(404)
  const named = randomUUID()
  expect((await name(id, reporter.id, 'reporter', named)).body.outcome).toBe('recorded')
  expect((await name(id, reporter.id, 'reporter', named)).body.outcome).toBe('already-recorded')
  expect((await name(id, reporter.id, 'reporter')).problem?.code).toBe('supply.named-already')
  // A liaison of the province is nobody whom the county's list of staff shows: the nation's desk names them.
  const over = { id: randomUUID(), accountId: liaison.id, part: 'liaison' as const, phone: '13800000002' }
  expect((await national.call('enterprise.name', { params: { id }, body: over })).body.outcome).toBe('recorded')
  expect((await reporter.caller.call('enterprise.read', { params: { id } })).body).toMatchObject({
    may: { manage: false, keep: true, report: true, clear: false },
    liaison: { phone: '13800000002' },
  })
  expect((await liaison.caller.call('report.mine')).body.rows.map((row) => [row.id, row.part])).toEqual([
    [id, 'liaison'],
  ])
  expect((await next.call('enterprise.read', { params: { id } })).status).toBe(404)
  const ended = await desk.call('enterprise.unname', { params: { id, named } })
  expect(ended.body).toMatchObject({ outcome: 'recorded' })
  expect((await reporter.caller.call('enterprise.read', { params: { id } })).status).toBe(404)
  expect((await reporter.caller.call('report.mine')).body.rows).toEqual([])
})

test('[E1] one liaison an enterprise, and only who holds the role over its place can be named', async () => {
  const id = await enter({ name: '特派员厂' })
  const [first, second] = [await as('liaison', luotian), await as('liaison', luotian)]
  expect((await name(id, first.id, 'liaison')).body.outcome).toBe('recorded')
  expect((await name(id, second.id, 'liaison')).problem?.code).toBe('supply.liaison-there')
  const officer = await as('countyOfficer', luotian)
  expect((await name(id, officer.id, 'reporter')).problem?.code).toBe('supply.account-role')
  const elsewhere = await as('enterpriseReporter', yingshan)
  expect((await name(id, elsewhere.id, 'reporter')).problem?.code).toBe('supply.account-role')
  const staff = await desk.call('supply.staff', { query: { place: luotian, part: 'liaison' } })
  expect(staff.body.rows.map((row) => row.id).sort()).toEqual([first.id, second.id].sort())
})

test('[E1] who is named for a kind reaches every maker of it in the place, and no other, also of products that come later', async () => {
  const [maker, other] = [await enter({ name: '甲膜厂' }), await enter({ name: '乙膜厂' })]
  await add(maker, { kind: 'ecmo' })
  const person = await as('liaison', luotian)
  const id = randomUUID()
  const naming = { id, place: luotian, accountId: person.id, phone: null }
  const named = await desk.call('kindLiaison.name', { params: { code: 'ecmo' }, body: naming })
  expect(named.body.outcome).toBe('recorded')
  const reached = async () => (await person.caller.call('report.mine')).body.rows.map((row) => row.name).sort()
  expect(await reached()).toEqual(['甲膜厂'])
  await add(other, { kind: 'ecmo' })
  expect(await reached()).toEqual(['乙膜厂', '甲膜厂'])
  const second = await desk.call('kindLiaison.name', {
    params: { code: 'ecmo' },
    body: { ...naming, id: randomUUID() },
  })
  expect(second.problem?.code).toBe('supply.kind-liaison-there')
  expect((await desk.call('kindLiaison.end', { params: { id } })).body.outcome).toBe('recorded')
  expect(await reached()).toEqual([])
})

test('[E1] a paper that has ended, of another enterprise or ending before it begins: shown, refused, refused', async () => {
  const id = await enter({ name: '证照厂' })
  const product = await add(id)
  const paper = (rest: object) =>
    desk.call('paper.add', {
      params: { id },
      body: { id: randomUUID(), product, kind: 'registration', number: '鄂械注准1', from: null, until: null, ...rest },
    })
  const ended = await paper({ from: '2015-01-01', until: '2020-01-01' })
  expect(ended.body).toMatchObject({ outcome: 'recorded', result: { papers: [{ until: '2020-01-01' }] } })
  expect((await paper({ from: '2020-01-02', until: '2020-01-01' })).problem?.code).toBe('supply.paper-days')
  expect((await paper({ product: randomUUID() })).status).toBe(404)
  const one = ended.body.outcome === 'recorded' ? (ended.body.result.papers[0]?.id ?? '') : ''
  expect((await desk.call('paper.withdraw', { params: { id, paper: one } })).body.outcome).toBe('recorded')
  expect((await desk.call('paper.withdraw', { params: { id, paper: one } })).body.outcome).toBe('already-recorded')
})

test('[E1] a closed enterprise takes no product, no naming and no report until it is opened again', async () => {
  const id = await enter({ name: '停业厂' })
  const change = (version: number, closedOn: string | null) =>
    desk.call('enterprise.change', { params: { id }, body: { ...body({ name: '停业厂' }), version, closedOn } })
  expect((await change(1, daysFromNow(0))).body).toMatchObject({ outcome: 'recorded' })
  const product = { id: randomUUID(), kind: 'ecmo', model: 'x', gtin: null, perPack: 1, capacity: null }
  expect((await desk.call('product.add', { params: { id }, body: product })).problem?.code).toBe('supply.closed')
  expect((await change(1, null)).body.outcome).toBe('stale')
  expect((await change(2, null)).body).toMatchObject({ outcome: 'recorded', result: { closedOn: null } })
  expect((await desk.call('product.add', { params: { id }, body: product })).body.outcome).toBe('recorded')
})
