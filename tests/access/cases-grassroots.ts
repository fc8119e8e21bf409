import { randomUUID } from 'node:crypto'
import type { RouteId } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { daysFromNow } from '../support/days.js'
import type { Aimed } from './fixture.js'
import { type AccessCase, desk, keeper, people, supplyDesk } from './who.js'

/** Who works for health centres and clinics: a village doctor and a township the own, county and desk all of the county. */
const clinics = { medic: 'own', ...desk, ...supplyDesk } as const
const county = { countyOfficer: 'county', ...supplyDesk } as const
const labels = clinics

type Aim = (at: Aimed) => string
const act = (id: Aim, body: (at: Aimed) => object = () => ({})): AccessCase => ({
  who: county,
  ask: (at) => ({ params: { id: id(at) }, body: { id: uuidv7(), ...body(at) } }),
})
const why = { reason: '有因' }
const listed = (who: AccessCase['who']): AccessCase => ({ who, ask: (at) => ({ query: { place: at.township } }) })
const file = (who: AccessCase['who']): AccessCase => ({
  who,
  ask: (at) => ({ query: { place: at.township, format: 'csv' } }),
})
const line = (at: Aimed) => ({ facility: at.clinic, kind: 'gloves', ordered: 5, priceFen: 100 })

/** The routes of grassroots stock, joint orders, fund lines, labels and medicine for a person. */
export const grassrootsCases = {
  'grassroots.list': listed(clinics),
  'grassroots.export': file(clinics),
  'grassroots.one': { who: clinics, ask: (at) => ({ params: { id: at.clinic } }) },
  'grassroots.serve': {
    who: { ...desk, ...supplyDesk },
    ask: (at) => ({ params: { id: at.clinic }, body: { id: uuidv7(), population: 900, source: '年报' } }),
  },
  'medicine.supply': { who: people, ask: (at) => ({ params: { id: at.medicineIssued } }) },
  'medicine.shelves': {
    who: { medic: 'own', ...desk },
    ask: (at) => ({ params: { id: at.medicineIssuing } }),
  },
  'medicine.issue': {
    who: { medic: 'own', ...desk },
    ask: (at) => ({
      params: { id: at.medicineIssuing },
      body: {
        ...{ id: uuidv7(), store: at.pharmacy, day: daysFromNow(0), kind: 'ibuprofen', quantity: 1, unit: 'box' },
        ...{ days: 7, reason: null },
      },
    }),
  },
  'medicine.deliver': {
    who: people,
    ask: (at) => ({ params: { id: at.medicineIssued }, body: { id: uuidv7(), at: new Date().toISOString() } }),
  },
  'label.list': listed(labels),
  'label.load': {
    who: county,
    ask: (at) => ({
      body: {
        ...{ id: randomUUID(), place: at.township, kind: 'azvudine', source: '说明书' },
        ...{ validFrom: daysFromNow(0), validUntil: daysFromNow(9) },
        entries: [{ check: 'liver', other: null, withinDays: null, says: '慎用' }],
      },
    }),
  },
  'label.withdraw': act(
    (at) => at.label,
    () => why,
  ),
  'label.ask': {
    who: labels,
    ask: (at) => ({ body: { place: at.township, kind: 'azvudine', question: { check: 'kidney' } } }),
  },
  'order.list': { who: county, ask: (at) => ({ query: { place: at.county } }) },
  'order.mine': { who: { warehouseKeeper: 'self' }, ask: () => ({}) },
  'order.export': { who: county, ask: (at) => ({ query: { place: at.county, format: 'csv' } }) },
  'order.read': { who: county, ask: (at) => ({ params: { id: at.orderChanging } }) },
  'order.propose': {
    who: county,
    ask: (at) => ({
      body: { id: randomUUID(), county: at.county, name: '新单', facilities: [at.clinic], items: [], prices: [] },
    }),
  },
  'order.change': {
    who: county,
    ask: (at) => ({
      params: { id: at.orderChanging },
      body: { id: uuidv7(), version: 1, name: '改单', lines: [{ id: randomUUID(), ...line(at) }] },
    }),
  },
  'order.approve': act(
    (at) => at.orderApproving,
    (at) => ({ version: 1, fund: at.fund, decision: null }),
  ),
  'order.place': act(
    (at) => at.orderPlacing,
    () => ({ supplier: '医药公司' }),
  ),
  'order.receive': {
    who: keeper,
    ask: (at) => ({
      params: { id: at.orderReceiving, line: at.orderLine },
      body: {
        ...{ id: uuidv7(), store: at.store, day: daysFromNow(0), received: 1, refused: 0, reason: null },
        ...{ product: null, lot: 'D1', expiry: null },
      },
    }),
  },
  'order.close': act(
    (at) => at.orderClosing,
    () => why,
  ),
  'order.withdraw': act(
    (at) => at.orderWithdrawing,
    () => why,
  ),
  'fund.list': { who: county, ask: (at) => ({ query: { place: at.county } }) },
  'fund.create': {
    who: county,
    ask: (at) => ({ body: { id: randomUUID(), county: at.county, name: '新科目', budget: 100 } }),
  },
  'fund.change': {
    who: county,
    ask: (at) => ({ params: { id: at.fund }, body: { id: uuidv7(), version: 1, budget: 2_000_000, reason: '追加' } }),
  },
} as const satisfies Partial<Record<RouteId, AccessCase | 'public'>>
