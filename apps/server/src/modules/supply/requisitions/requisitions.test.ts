import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { command, type Hospital, makeHospital, offered, owned } from '../../../../../../tests/support/deals.js'
import { deskOf } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let desk: Caller
let next: Caller
let hospital: Hospital
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  next = await deskOf(w, yingshan)
  hospital = await makeHospital(w, desk, '被征用医院')
})
afterAll(() => w.close())

const nothing = {
  orderNumber: null,
  authority: null,
  receipt: null,
  condition: null,
  compensation: null,
  returnDay: null,
}
const papers = () => ({
  ...{ orderNumber: '鄂指物资〔2020〕12号', authority: '省指挥部', receipt: '征收第3号', condition: '完好，配件齐' },
  ...{ compensation: '按日折旧', returnDay: daysFromNow(30) },
})
const ordering = (rest: object = {}) => ({
  ...{ id: randomUUID(), owner: { kind: 'facility', id: hospital.id }, request: null, kind: 'ecmo', quantity: 1 },
  ...{ unit: 'set', owned: { ready: 3, inUse: 1, ownNeed: 0 }, ...nothing },
  ...rest,
})
const order = (rest: object = {}) => desk.call('requisition.order', { body: ordering(rest) })
const ordered = async (rest: object = {}): Promise<string> => {
  const body = ordering(rest)
  const reply = await desk.call('requisition.order', { body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  return body.id
}
const execute = (id: string, day = daysFromNow(0)) =>
  desk.call('requisition.execute', { params: { id }, body: command({ day }) })
const cancel = (id: string) => desk.call('requisition.cancel', { params: { id }, body: command({ reason: '撤销' }) })

test('[E3, SUP-SEI-1] a requisition executes only with all its papers, names each that is missing, and is returned', async () => {
  const id = await ordered()
  expect((await execute(id)).problem).toMatchObject({
    code: 'supply.requisition-missing',
    details: { missing: ['orderNumber', 'authority', 'receipt', 'condition', 'compensation', 'returnDay'] },
  })
  const change = (version: number, rest: object = {}) =>
    desk.call('requisition.change', { params: { id }, body: command({ version, ...papers(), ...rest }) })
  expect((await change(1, { receipt: ' ', returnDay: null })).body).toMatchObject({
    result: { missing: ['receipt', 'returnDay'] },
  })
  expect((await change(1)).body.outcome).toBe('stale')
  expect((await change(2, { returnDay: daysFromNow(-1) })).problem?.code).toBe('supply.requisition-days')
  expect((await change(2)).body).toMatchObject({ outcome: 'recorded', result: { missing: [] } })
  expect((await execute(id, daysFromNow(1))).problem?.code).toBe('supply.requisition-days')
  expect((await execute(id)).body).toMatchObject({ result: { state: 'executed', executedOn: daysFromNow(0) } })
  expect((await execute(id)).problem?.code).toBe('supply.requisition-state')
  const give = (day: string) =>
    desk.call('requisition.return', { params: { id }, body: command({ day, condition: '完好' }) })
  expect((await give(daysFromNow(-1))).problem?.code).toBe('supply.requisition-days')
  expect((await give(daysFromNow(0))).body).toMatchObject({ result: { state: 'returned', returnCondition: '完好' } })
})

test('[E3, SUP-SEI-2] the last unit of an owner and its own need are never taken, and nothing that it promised elsewhere', async () => {
  const last = await order({ owned: { ready: 1, inUse: 0, ownNeed: 0 } })
  expect(last.problem).toMatchObject({ code: 'supply.requisition-last', details: { most: 0 } })
  expect((await order({ quantity: 3, owned: { ready: 3, inUse: 1, ownNeed: 1 } })).problem).toMatchObject({
    details: { most: 2 },
  })
  const transfer = {
    channel: 'transfer',
    owner: { kind: 'facility', id: hospital.id },
    place: null,
    party: null,
    seenPaper: null,
  }
  const offer = await offered(hospital.requester, {
    ...transfer,
    kind: 'ecmo',
    quantity: 2,
    owned: owned({ ready: 3, inUse: 1 }),
  })
  expect((await order({ quantity: 2 })).problem).toMatchObject({ details: { most: 1 } })
  const id = await ordered(papers())
  expect((await order()).problem).toMatchObject({ details: { most: 0 } })
  expect((await execute(id)).body).toMatchObject({ outcome: 'recorded' })
  await desk.call('offer.withdraw', { params: { id: offer }, body: command({ reason: '收回' }) })
})

test('[E3] what cannot be is refused by name, a repeat is answered, and a cancelled one stays cancelled', async () => {
  for (const quantity of [1.5, -1, 0, 1e12]) expect((await order({ quantity })).problem?.code).toBe('stock.quantity')
  expect((await order({ unit: 'piece' })).problem?.code).toBe('stock.unit')
  expect((await order({ owned: { ready: -1, inUse: 0, ownNeed: 0 } })).problem?.code).toBe('supply.offer-owned')
  expect((await order({ owner: { kind: 'facility', id: randomUUID() } })).problem?.code).toBe('supply.offer-owner')
  const body = ordering()
  const send = (rest: object = {}) => desk.call('requisition.order', { body: { ...body, ...rest } })
  expect((await send()).body.outcome).toBe('recorded')
  expect((await send()).body.outcome).toBe('already-recorded')
  expect((await send({ authority: '另' })).problem?.code).toBe('command.other-body')
  expect((await cancel(body.id)).body).toMatchObject({ result: { state: 'cancelled' } })
  expect((await execute(body.id)).problem?.code).toBe('supply.requisition-state')
})

test('[E3] [X2] the owner reads its own requisition, the next county none; the list finds what is overdue', async () => {
  const id = await ordered({ ...papers(), kind: 'defibrillator' })
  await execute(id)
  expect((await hospital.approver.call('requisition.read', { params: { id } })).body).toMatchObject({
    id,
    may: { write: false },
  })
  expect((await next.call('requisition.read', { params: { id } })).status).toBe(404)
  const stranger = await makeHospital(w, desk, '另一家')
  expect((await stranger.requester.call('requisition.read', { params: { id } })).status).toBe(404)
  const list = async (query: object = {}) =>
    (await desk.call('requisition.list', { query: { place: luotian, kind: 'defibrillator', ...query } })).body.rows
  expect(await list()).toMatchObject([{ id, overdue: false, owner: { name: '被征用医院' } }])
  expect(await list({ overdue: 'yes' })).toEqual([])
  expect(await list({ text: '12号' })).toHaveLength(1)
  const file = await desk.call('requisition.export', {
    query: { place: luotian, kind: 'defibrillator', format: 'csv' },
  })
  expect(file.text).toContain('被征用医院')
  expect((await next.call('requisition.list', { query: { place: yingshan } })).body.rows).toEqual([])
  w.setNow(Date.now() + 31 * 24 * 3_600_000)
  const later = await deskOf(w, luotian)
  const overdue = await later.call('requisition.list', { query: { place: luotian, overdue: 'yes' } })
  expect(overdue.body.rows.map((row) => row.id)).toContain(id)
  expect(overdue.body.rows.every((row) => row.overdue)).toBe(true)
  w.setNow(Date.now())
})
