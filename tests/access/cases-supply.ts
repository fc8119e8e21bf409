import { randomUUID } from 'node:crypto'
import type { RouteId } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { daysFromNow } from '../support/days.js'
import type { Aimed } from './fixture.js'
import { type AccessCase, named, self, supply, supplyDesk } from './who.js'

const enterpriseBody = (at: Aimed) => ({
  name: '新厂',
  nameEn: null,
  place: at.township,
  creditCode: null,
  phone: null,
})
const productBody = { model: '二型', gtin: null, perPack: 1, capacity: 20 }

/** The routes of the catalogue, of enterprises and of what they report. */
export const supplyCases = {
  'kind.list': { who: self, ask: () => ({}) },
  // The catalogue is the nation's: no desk below it changes a kind.
  'kind.create': {
    who: {},
    ask: () => ({
      body: { code: 'new-kind', class: 'rescue', name: '新品', nameEn: 'new', unit: 'set', keeping: 'lot', risk: null },
    }),
  },
  'kind.change': {
    who: {},
    ask: () => ({
      params: { code: 'ecmo' },
      body: {
        ...{ class: 'rescue', name: '改名', nameEn: 'new', unit: 'set', keeping: 'serial', risk: 'III' },
        ...{ version: 1, closedOn: null },
      },
    }),
  },
  'kindLiaison.name': {
    who: {},
    // The chosen account is no liaison there: the answer is told only to who may name at the place at all.
    ask: (at) => ({
      params: { code: 'ecmo' },
      body: {
        id: randomUUID(),
        place: at.county === '421123' ? '4211' : at.township,
        accountId: at.account,
        phone: null,
      },
    }),
  },
  'kindLiaison.end': { who: supplyDesk, ask: (at) => ({ params: { id: at.kindNamed } }) },
  'enterprise.list': { who: supplyDesk, ask: (at) => ({ query: { place: at.township } }) },
  'enterprise.export': { who: supplyDesk, ask: (at) => ({ query: { place: at.township, format: 'csv' } }) },
  'enterprise.totals': { who: supplyDesk, ask: (at) => ({ query: { place: at.township } }) },
  'enterprise.read': { who: supply, ask: (at) => ({ params: { id: at.enterprise } }) },
  'report.list': { who: supply, ask: (at) => ({ params: { id: at.enterprise } }) },
  'report.mine': { who: { enterpriseReporter: 'self', liaison: 'self' }, ask: () => ({}) },
  'report.form': { who: named, ask: (at) => ({ params: { id: at.enterprise } }) },
  'report.record': {
    who: named,
    ask: (at) => ({
      params: { id: at.enterprise },
      body: {
        ...{ id: uuidv7(), day: daysFromNow(-1), corrects: null, toldBy: null },
        ...{ lines: [{ product: at.product, made: 1, inStock: 1, onOrder: 1 }], obstacles: [] },
        ...{ workforceBack: null, workforceOf: null },
      },
    }),
  },
  'report.clear': {
    who: { liaison: 'own', ...supplyDesk },
    ask: (at) => ({
      params: { id: at.enterprise, report: at.report },
      body: { id: uuidv7(), reason: '电话核实过' },
    }),
  },
  'curve.check': {
    who: supplyDesk,
    ask: (at) => ({
      query: { place: at.county, name: '数据' },
      upload: Buffer.from(`date,place,confirmed\r\n2020-01-20,${at.county},5\r\n`),
    }),
  },
  'curve.own': {
    who: supplyDesk,
    ask: (at) => ({ body: { id: randomUUID(), place: at.county, name: '本平台' } }),
  },
  'standard.read': { who: supplyDesk, ask: (at) => ({ query: { place: at.county, kind: 'oxygen-concentrator' } }) },
  'standard.beds': {
    who: supplyDesk,
    ask: (at) => ({ params: { facility: at.facility }, body: { id: randomUUID(), beds: 20, criticalBeds: 2 } }),
  },
  'curve.list': { who: supplyDesk, ask: (at) => ({ query: { place: at.county } }) },
  'curve.read': { who: supplyDesk, ask: (at) => ({ params: { id: at.curve } }) },
  'curve.take': { who: supplyDesk, ask: (at) => ({ params: { id: at.curve } }) },
  'curve.drop': { who: supplyDesk, ask: (at) => ({ params: { id: at.curve } }) },
  'curve.define': {
    who: supplyDesk,
    ask: (at) => ({
      params: { id: at.curve },
      body: { id: randomUUID(), place: at.county, day: '2020-01-22', reason: '改了定义' },
    }),
  },
  'curve.undefine': { who: supplyDesk, ask: (at) => ({ params: { id: at.curve, definition: at.definition } }) },
  'outlook.list': { who: supplyDesk, ask: (at) => ({ query: { place: at.county } }) },
  'outlook.read': { who: supplyDesk, ask: (at) => ({ params: { id: at.curve }, query: { place: at.county } }) },
  'supply.staff': { who: supplyDesk, ask: (at) => ({ query: { place: at.township, part: 'reporter' } }) },
  'enterprise.create': { who: supplyDesk, ask: (at) => ({ body: { ...enterpriseBody(at), id: randomUUID() } }) },
  'enterprise.change': {
    who: supplyDesk,
    ask: (at) => ({ params: { id: at.enterprise }, body: { ...enterpriseBody(at), version: 1, closedOn: null } }),
  },
  'enterprise.name': {
    who: supplyDesk,
    ask: (at) => ({
      params: { id: at.enterprise },
      body: { id: randomUUID(), accountId: at.reporter, part: 'reporter', phone: null },
    }),
  },
  'enterprise.unname': { who: supplyDesk, ask: (at) => ({ params: { id: at.enterprise, named: at.namedRow } }) },
  'product.add': {
    who: supply,
    ask: (at) => ({ params: { id: at.enterprise }, body: { ...productBody, id: randomUUID(), kind: 'ecmo' } }),
  },
  'product.change': {
    who: supply,
    ask: (at) => ({
      params: { id: at.enterprise, product: at.product },
      body: { ...productBody, version: 1, closedOn: null },
    }),
  },
  'paper.add': {
    who: supply,
    ask: (at) => ({
      params: { id: at.enterprise },
      body: { id: randomUUID(), product: at.product, kind: 'ce', number: '1', from: null, until: null },
    }),
  },
  'paper.withdraw': { who: supply, ask: (at) => ({ params: { id: at.enterprise, paper: at.paper } }) },
} as const satisfies Partial<Record<RouteId, AccessCase | 'public'>>
