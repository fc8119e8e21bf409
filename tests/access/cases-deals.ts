import { randomUUID } from 'node:crypto'
import type { RouteId } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { daysFromNow } from '../support/days.js'
import type { Aimed } from './fixture.js'
import { type AccessCase, hospital, supplyDesk } from './who.js'

const requester = { hospitalRequester: 'own' } as const
const approver = { hospitalApprover: 'own' } as const
const both = { ...hospital, ...supplyDesk } as const
const self = { hospitalRequester: 'self', hospitalApprover: 'self' } as const

type Aim = (at: Aimed) => string
const act = (who: AccessCase['who'], id: Aim, body: object = {}): AccessCase => ({
  who,
  ask: (at) => ({ params: { id: id(at) }, body: { id: uuidv7(), ...body } }),
})
const why = { reason: '有因' }
const said = {
  ...{ quantity: 5, unit: 'set', product: null, note: null, sure: true },
  facts: { criticalWaiting: 100, inUse: 3, idle: 0, staffedBeds: 100, dailyUse: null },
}
const owner = (at: Aimed) => ({ owner: { kind: 'facility', id: at.hospital } })
const papers = {
  ...{ orderNumber: '文号', authority: '省指挥部', receipt: '收据', condition: '完好', compensation: '按日' },
  returnDay: daysFromNow(30),
}
const place: AccessCase = { who: supplyDesk, ask: (at) => ({ query: { place: at.township } }) }
const file: AccessCase = { who: supplyDesk, ask: (at) => ({ query: { place: at.township, format: 'csv' } }) }

/** The routes of hospitals that ask, of requests, offers, assignments and requisitions. */
export const dealCases = {
  'hospital.mine': { who: self, ask: () => ({}) },
  'hospital.terms': { who: both, ask: (at) => ({ params: { id: at.hospital }, query: { kind: 'ecmo' } }) },
  'hospital.people': { who: supplyDesk, ask: (at) => ({ params: { id: at.hospital } }) },
  'hospital.name': {
    who: supplyDesk,
    ask: (at) => ({
      params: { id: at.hospital },
      body: { id: randomUUID(), accountId: at.hospitalAccount, part: 'requester', phone: null },
    }),
  },
  'hospital.unname': { who: supplyDesk, ask: (at) => ({ params: { id: at.hospital, named: at.hospitalRow } }) },
  'request.list': place,
  'request.export': file,
  'request.overstated': place,
  'request.mine': { who: self, ask: () => ({}) },
  'request.read': { who: both, ask: (at) => ({ params: { id: at.request } }) },
  'request.beside': { who: both, ask: (at) => ({ params: { id: at.request } }) },
  'request.draft': {
    who: requester,
    ask: (at) => ({ body: { id: randomUUID(), hospital: at.hospital, kind: 'ecmo', ...said } }),
  },
  'request.change': act(requester, (at) => at.requestDraft, { version: 1, ...said }),
  'request.submit': act(requester, (at) => at.requestDraft),
  'request.approve': act(approver, (at) => at.requestSubmitted),
  'request.return': act(approver, (at) => at.requestReturning, why),
  'request.withdraw': act(hospital, (at) => at.requestWithdrawing, why),
  'request.confirm': act(hospital, (at) => at.request, { gate: 'oxygen', day: daysFromNow(0), note: null }),
  'request.verify': act(supplyDesk, (at) => at.requestApproved, { seen: 5, verified: 5, reason: null }),
  'request.refuse': act(supplyDesk, (at) => at.requestRefusing, why),
  'request.close': act(supplyDesk, (at) => at.requestClosing, why),
  'assign.options': { who: supplyDesk, ask: (at) => ({ params: { id: at.request } }) },
  'assign.make': {
    who: supplyDesk,
    ask: (at) => ({
      params: { id: at.request },
      body: { id: randomUUID(), offer: at.gift, quantity: 1, reason: null },
    }),
  },
  'assign.back': {
    who: supplyDesk,
    ask: (at) => ({ params: { id: at.request, assignment: at.assignment }, body: { id: uuidv7(), ...why } }),
  },
  'offer.list': place,
  'offer.export': file,
  'offer.mine': {
    who: { ...self, enterpriseReporter: 'self', liaison: 'self', warehouseKeeper: 'self' },
    ask: () => ({}),
  },
  'offer.read': { who: both, ask: (at) => ({ params: { id: at.offer } }) },
  'offer.make': {
    who: both,
    ask: (at) => ({
      body: {
        ...{
          id: randomUUID(),
          channel: 'transfer',
          ...owner(at),
          place: null,
          party: null,
          kind: 'ecmo',
          product: null,
        },
        ...{
          quantity: 1,
          unit: 'set',
          readyOn: daysFromNow(1),
          reliability: 'likely',
          saidBy: '设备科',
          seenPaper: null,
        },
        owned: { ready: 900, inUse: 9, ownNeed: 0, recent: 0, consumables: true },
      },
    }),
  },
  'offer.lower': act(both, (at) => at.offer, { quantity: 4, ...why }),
  'offer.use': act(both, (at) => at.offerUsing, why),
  // Nothing is played but in a demonstration of the operation: elsewhere nobody finds anything.
  'operation.read': { who: {}, ask: () => ({}) },
  'operation.next': { who: {}, ask: () => ({ body: { after: '2020-02-12' } }) },
  'offer.withdraw': act(both, (at) => at.offerWithdrawing, why),
  'requisition.list': place,
  'requisition.export': file,
  'requisition.read': { who: both, ask: (at) => ({ params: { id: at.requisition } }) },
  'requisition.order': {
    who: supplyDesk,
    ask: (at) => ({
      body: {
        ...{ id: randomUUID(), ...owner(at), request: at.request, kind: 'ecmo', quantity: 1, unit: 'set', ...papers },
        owned: { ready: 900, inUse: 9, ownNeed: 0 },
      },
    }),
  },
  'requisition.change': act(supplyDesk, (at) => at.requisition, { version: 1, ...papers }),
  'requisition.execute': act(supplyDesk, (at) => at.requisition, { day: daysFromNow(0) }),
  'requisition.return': act(supplyDesk, (at) => at.requisitionExecuted, { day: daysFromNow(0), condition: '完好' }),
  'requisition.cancel': act(supplyDesk, (at) => at.requisitionCancelling, why),
} as const satisfies Partial<Record<RouteId, AccessCase | 'public'>>
