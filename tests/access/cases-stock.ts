import { randomUUID } from 'node:crypto'
import type { RouteId } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { daysFromNow } from '../support/days.js'
import type { Aimed } from './fixture.js'
import { type AccessCase, keeper, stock, supplyDesk } from './who.js'

const storeBody = (at: Aimed) => ({
  ...{ name: '新库点', nameEn: null, place: at.township, kind: 'warehouse', facility: null, enterprise: null },
})
const head = (rest: object = {}) => ({
  ...{ id: uuidv7(), day: daysFromNow(0), why: '有因', reference: null, party: null },
  ...rest,
})
const line = (at: Aimed, rest: object = {}) => ({
  ...{ kind: 'mask-surgical', product: null, item: at.item, quantity: 1, unit: 'piece' },
  ...rest,
})
const write = (body: (at: Aimed) => object): AccessCase => ({
  who: keeper,
  ask: (at) => ({ params: { id: at.store }, body: body(at) }),
})
const read: AccessCase = { who: stock, ask: (at) => ({ params: { id: at.store } }) }
const file: AccessCase = { who: stock, ask: (at) => ({ params: { id: at.store }, query: { format: 'csv' } }) }

/** The routes of stores, of their books, of recalls and of totals. */
export const stockCases = {
  'store.list': { who: supplyDesk, ask: (at) => ({ query: { place: at.township } }) },
  'store.export': { who: supplyDesk, ask: (at) => ({ query: { place: at.township, format: 'csv' } }) },
  'store.mine': { who: { warehouseKeeper: 'self' }, ask: () => ({}) },
  'store.read': read,
  'store.targets': { who: keeper, ask: (at) => ({ params: { id: at.store } }) },
  'store.create': { who: supplyDesk, ask: (at) => ({ body: { ...storeBody(at), id: randomUUID() } }) },
  'store.change': {
    who: supplyDesk,
    // It stays the clinic's: what the clinic lacks is proposed of its book.
    ask: (at) => ({
      params: { id: at.store },
      body: { ...storeBody(at), facility: at.clinic, version: 1, closedOn: null },
    }),
  },
  'store.name': {
    who: supplyDesk,
    ask: (at) => ({ params: { id: at.store }, body: { id: randomUUID(), accountId: at.keeper, phone: null } }),
  },
  'store.unname': { who: supplyDesk, ask: (at) => ({ params: { id: at.store, named: at.keeperRow } }) },
  'stock.list': read,
  'stock.export': file,
  'stock.kinds': read,
  'movement.list': read,
  'movement.export': file,
  'movement.read': { who: stock, ask: (at) => ({ params: { id: at.store, movement: at.movement } }) },
  'transit.list': read,
  'stock.totals': { who: supplyDesk, ask: (at) => ({ query: { place: at.township } }) },
  'stock.totals-export': { who: supplyDesk, ask: (at) => ({ query: { place: at.township, format: 'csv' } }) },
  'stock.scan': {
    who: { supplyDesk: 'self', warehouseKeeper: 'self' },
    ask: () => ({ body: { text: '(01)06901234567892(10)A1' } }),
  },
  'stock.receive': write(() => {
    const goods = { kind: 'mask-surgical', product: null, lot: 'N1', expiry: null, serial: null }
    return head({ into: 'free', lines: [{ ...goods, quantity: 1, unit: 'piece' }] })
  }),
  'stock.issue': write((at) => head({ reserved: false, lines: [line(at)] })),
  'stock.dispose': write((at) => head({ lines: [line(at, { state: 'free' })] })),
  'stock.send': write((at) =>
    head({ consignment: randomUUID(), to: at.otherStore, lines: [line(at, { state: 'free' })] }),
  ),
  'stock.arrive': write((at) => head({ consignment: at.consignment, lines: [{ n: 0, quantity: 1, state: null }] })),
  'stock.hold': write((at) => head({ to: 'onHold', lines: [line(at, { state: 'free' })] })),
  'stock.release': write((at) => head({ lines: [line(at, { state: 'quarantine' })] })),
  'stock.reserve': write((at) => head({ reference: '单二', lines: [line(at)] })),
  'stock.unreserve': write((at) => head({ reference: '单一', lines: [line(at)] })),
  'stock.count': write((at) => {
    const counted = { kind: 'mask-surgical', item: at.item, product: null, lot: null, expiry: null, serial: null }
    const lines = [{ ...counted, place: 'quarantine', counted: 8 }]
    return head({ countedAt: new Date().toISOString(), whole: [], lines })
  }),
  'stock.reverse': {
    who: keeper,
    ask: (at) => ({
      params: { id: at.store, movement: at.movement },
      body: { id: uuidv7(), day: daysFromNow(0), why: '录错' },
    }),
  },
  'asset.list': { who: supplyDesk, ask: (at) => ({ query: { place: at.township } }) },
  'asset.export': { who: supplyDesk, ask: (at) => ({ query: { place: at.township, format: 'csv' } }) },
  'asset.totals': { who: supplyDesk, ask: (at) => ({ query: { place: at.township } }) },
  'asset.here': read,
  'asset.read': { who: stock, ask: (at) => ({ params: { id: at.store, item: at.device } }) },
  'asset.say': {
    who: keeper,
    ask: (at) => ({
      params: { id: at.store, item: at.device },
      body: { id: uuidv7(), day: daysFromNow(0), what: 'fault', cause: '报警不停' },
    }),
  },
  'recall.list': { who: { supplyDesk: 'self', warehouseKeeper: 'self' }, ask: () => ({}) },
  'recall.read': {
    who: { supplyDesk: 'county', warehouseKeeper: 'county' },
    ask: (at) => ({ params: { id: at.recall } }),
  },
  'recall.reach': {
    who: supplyDesk,
    ask: (at) => ({ body: { place: at.county, kind: 'gloves', product: null, lot: 'SOME', serials: null } }),
  },
  'recall.create': {
    who: supplyDesk,
    ask: (at) => ({
      body: {
        ...{
          id: randomUUID(),
          place: at.county,
          kind: 'gloves',
          product: null,
          lot: 'R9',
          serials: null,
          reason: '抽检',
        },
      },
    }),
  },
  'recall.lift': {
    who: supplyDesk,
    ask: (at) => ({ params: { id: at.recall }, body: { id: randomUUID(), reason: '复检合格' } }),
  },
} as const satisfies Partial<Record<RouteId, AccessCase | 'public'>>
