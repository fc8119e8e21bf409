import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysFromNow } from '../../../../../../tests/support/days.js'
import { makeClinic, serve, stockUp, usedAgo } from '../../../../../../tests/support/grassroots.js'
import { deskOf } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let desk: Caller
let officer: Caller
const as = async (role: 'countyOfficer' | 'townshipManager' | 'medic', place: string): Promise<Caller> =>
  w.signIn((await w.account({ role, place })).login)
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  officer = await as('countyOfficer', luotian)
})
afterAll(() => w.close())

const one = async (caller: Caller, id: string) => (await caller.call('grassroots.one', { params: { id } })).body
const itemOf = (page: Awaited<ReturnType<typeof one>>, item: string) => page.items.find((each) => each.item === item)

test('[K9] a clinic of which nobody knows the people or keeps a book is not enough: both are named', async () => {
  const c = await makeClinic(w, desk)
  const page = await one(officer, c.clinic)
  expect(page.verdict).toBe('unknown')
  expect(itemOf(page, 'antipyretic')).toMatchObject({
    courses: null,
    population: { verdict: 'unknown', unknown: 'populationUnknown' },
    days: { verdict: 'unknown', unknown: 'noBook', forecast: { perDay: null, why: 'noOutlook' } },
  })
  expect(page.proposals).toEqual([])
})

test('[K9, SUP-GRASS-1, SUP-GRASS-5] both tests stand with their numbers, real use from the ledger with days without stock taken out', async () => {
  const c = await makeClinic(w, desk)
  expect((await serve(officer, c, 1000)).body).toMatchObject({
    outcome: 'recorded',
    result: { served: { population: 1000 } },
  })
  await stockUp(c, 'ibuprofen', 1)
  await usedAgo(w, c, { kind: 'ibuprofen', ago: 28, came: 70, used: 0 })
  await usedAgo(w, c, { kind: 'ibuprofen', ago: 20, used: 70 })
  await usedAgo(w, c, { kind: 'ibuprofen', ago: 13, came: 160 })
  await usedAgo(w, c, { kind: 'ibuprofen', ago: 1, used: 5 })
  const page = await one(officer, c.clinic)
  // Of 28 days six began with nothing and nothing came: 75 × 28 ÷ 22 = 95.45, so 96 in 28 days.
  expect(itemOf(page, 'antipyretic')).toMatchObject({
    courses: 156,
    verdict: 'enough',
    population: { verdict: 'enough', lower: 150, upper: 200, percent: 15.6 },
    days: { basis: 'use', use: { days: 28, used: 75, out: 6, adjusted: 96 }, wanted: 48, days: 45, verdict: 'enough' },
  })
  expect(itemOf(page, 'coughMedicine')).toMatchObject({ courses: 0, verdict: 'short' })
  const cough = page.proposals.find(({ item }) => item === 'coughMedicine')
  expect(cough).toMatchObject({ target: 200, basis: 'population', missing: 200, ordered: 200 })
})

test('[K9] expired and recalled units are no stock', async () => {
  const c = await makeClinic(w, desk)
  await stockUp(c, 'ibuprofen', 30, { lot: 'OLD', expiry: daysFromNow(-1) })
  await stockUp(c, 'paracetamol', 20, { lot: 'NEW', expiry: daysFromNow(40) })
  expect(itemOf(await one(officer, c.clinic), 'antipyretic')).toMatchObject({ courses: 20 })
})

test('[K9] impossible populations are refused by name, a repeat is answered, another body under the same id is refused', async () => {
  const c = await makeClinic(w, desk)
  for (const population of [0, -5, 1.5, 1e12])
    expect((await serve(officer, c, population)).problem?.code).toBe('supply.grass-population')
  const body = { id: uuidv7(), population: 800, source: '年报' }
  const say = (rest: object = {}) =>
    officer.call('grassroots.serve', { params: { id: c.clinic }, body: { ...body, ...rest } })
  expect((await say()).body.outcome).toBe('recorded')
  expect((await say()).body.outcome).toBe('already-recorded')
  expect((await say({ population: 900 })).problem?.code).toBe('command.other-body')
})

test('[K9, X2] a village doctor sees the own clinic, a township those below it, the county all, another county none', async () => {
  const c = await makeClinic(w, desk, { place: '421123101001', name: '凤山卫生室' })
  const list = async (caller: Caller, place: string) => {
    const reply = await caller.call('grassroots.list', { query: { place } })
    return reply.status === 200 ? reply.body.rows.map(({ id }) => id) : reply.status
  }
  const doctor = await as('medic', '421123101001')
  expect(await list(doctor, '421123101001')).toEqual([c.clinic])
  expect(await list(doctor, '421123101')).toBe(403)
  expect(await list(await as('medic', '421123100001'), '421123101001')).toBe(403)
  expect(await list(await as('townshipManager', '421123101'), '421123101')).toContain(c.clinic)
  expect(await list(await as('townshipManager', '421123100'), '421123101')).toBe(403)
  expect(await list(officer, luotian)).toContain(c.clinic)
  const other = await as('countyOfficer', yingshan)
  expect(await list(other, luotian)).toBe(403)
  expect((await other.call('grassroots.one', { params: { id: c.clinic } })).problem?.code).toBe('supply.grass-clinic')
  expect((await c.keeper.call('grassroots.one', { params: { id: c.clinic } })).status).toBe(403)
})

test('[K9] the list is asked by breach, not known and item, of one item by that item alone, also where it goes on', async () => {
  const place = '421123102001'
  const [short, unknown] = [
    await makeClinic(w, desk, { place, name: '缺药卫生室' }),
    await makeClinic(w, desk, { place, name: '不明卫生室' }),
  ]
  await serve(officer, short, 1000)
  await stockUp(short, 'ibuprofen', 300)
  for (const kind of ['ibuprofen', 'cough-medicine', 'lianhua-qingwen', 'antigen-test'])
    await stockUp(unknown, kind, 900)
  const asked = async (query: object) => (await officer.call('grassroots.list', { query: { place, ...query } })).body
  const list = async (query: object) => (await asked(query)).rows.map(({ id }) => id)
  expect(await list({ verdict: 'short' })).toEqual([short.clinic])
  expect(await list({ verdict: 'unknown' })).toEqual([unknown.clinic])
  expect(await list({ verdict: 'enough' })).toEqual([])
  // Antipyretics are there for all it serves, but nobody knows for how many days.
  const both = { verdict: 'unknown', item: 'antipyretic' }
  expect((await list(both)).sort()).toEqual([short.clinic, unknown.clinic].sort())
  expect(await list({ verdict: 'short', item: 'antipyretic' })).toEqual([])
  const first = await asked({ ...both, limit: 1 })
  expect(first.rows).toHaveLength(1)
  const second = await asked({ ...both, limit: 1, cursor: first.next ?? '' })
  expect([...first.rows, ...second.rows].map(({ id }) => id).sort()).toEqual([short.clinic, unknown.clinic].sort())
  const [row] = (await asked({ verdict: 'short' })).rows
  expect(row?.proposals.map(({ item }) => item)).toEqual(['chinesePatent', 'coughMedicine', 'antigenTest'])
})

test('[K9] the list goes out as a file in both languages', async () => {
  const file = (language: string) =>
    officer.call('grassroots.export', { query: { place: luotian, format: 'csv', language } })
  expect((await file('zh-CN')).text).toContain('服务人口')
  expect((await file('en')).text).toContain('population served')
})

const loaded = (rest: object = {}) => ({
  ...{ id: randomUUID(), place: luotian, kind: 'nirmatrelvir', source: '国家药监局说明书' },
  ...{ validFrom: daysFromNow(-30), validUntil: daysFromNow(30) },
  entries: [
    { check: 'interaction', other: '辛伐他汀', withinDays: null, says: '禁止合用' },
    { check: 'onset', other: null, withinDays: 5, says: '发病5天以内' },
  ],
  ...rest,
})
const ask = async (caller: Caller, question: object, rest: object = {}) =>
  (await caller.call('label.ask', { body: { place: '421123100001', kind: 'nirmatrelvir', question, ...rest } })).body

test('[K9, SUP-GRASS-12] only a loaded label in date answers, with who loaded it; everything else is the higher hospital', async () => {
  const doctor = await as('medic', '421123100001')
  const interaction = { check: 'interaction', other: '辛伐他汀' }
  expect(await ask(doctor, interaction)).toEqual({ answer: 'askHigher', why: 'noLabel', label: null })
  const body = loaded()
  const load = (rest: object = {}) => officer.call('label.load', { body: { ...body, ...rest } })
  expect((await load()).body).toMatchObject({ outcome: 'recorded', result: { inDate: true } })
  expect((await load()).body.outcome).toBe('already-recorded')
  expect((await load({ source: '别处' })).problem?.code).toBe('command.other-body')
  expect(await ask(doctor, interaction)).toMatchObject({
    answer: 'says',
    says: ['禁止合用'],
    label: { id: body.id, source: body.source },
  })
  expect(await ask(doctor, { check: 'interaction', other: '阿司匹林' })).toMatchObject({
    answer: 'askHigher',
    why: 'notNamed',
  })
  expect(await ask(doctor, { check: 'kidney' })).toMatchObject({ answer: 'askHigher', why: 'notNamed' })
  expect(await ask(doctor, { check: 'onset', days: 6 })).toMatchObject({ answer: 'says', within: false })
  const withdrawn = await officer.call('label.withdraw', {
    params: { id: body.id },
    body: { id: uuidv7(), reason: '新版' },
  })
  expect(withdrawn.body).toMatchObject({ outcome: 'recorded', result: { inDate: false } })
  expect(await ask(doctor, interaction)).toMatchObject({ answer: 'askHigher', why: 'notInDate' })
})

test('[K9] a label out of date, of another county, or one that says nothing answers nothing', async () => {
  const doctor = await as('medic', '421123100001')
  const kidney = [{ check: 'kidney', other: null, withinDays: null, says: '减量' }]
  const old = loaded({ kind: 'azvudine', validFrom: daysFromNow(-30), validUntil: daysFromNow(-1), entries: kidney })
  expect((await officer.call('label.load', { body: old })).body.outcome).toBe('recorded')
  expect(await ask(doctor, { check: 'kidney' }, { kind: 'azvudine' })).toMatchObject({
    answer: 'askHigher',
    why: 'notInDate',
  })
  const theirs = await as('countyOfficer', yingshan)
  const next = loaded({ kind: 'azvudine', place: yingshan, entries: kidney })
  expect((await theirs.call('label.load', { body: next })).body.outcome).toBe('recorded')
  expect(await ask(doctor, { check: 'kidney' }, { kind: 'azvudine' })).toMatchObject({ answer: 'askHigher' })
  expect((await theirs.call('label.load', { body: loaded() })).status).toBe(403)
  expect((await officer.call('label.load', { body: loaded({ entries: [] }) })).problem?.code).toBe('supply.label-fault')
  expect((await officer.call('label.load', { body: loaded({ kind: 'ecmo' }) })).problem?.code).toBe(
    'supply.kind-unknown',
  )
})
