import { randomUUID } from 'node:crypto'
import type { RouteId } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { daysFromNow } from '../support/days.js'
import { china, legOf, wall } from '../support/moves.js'
import type { Aimed } from './fixture.js'
import { type AccessCase, keeper, stock, supplyDesk } from './who.js'

const time = (minutes: number) => ({ local: wall(Date.now(), minutes), zone: china, second: null })
const said = { leg: 0, source: 'carrier', sourceName: '车队' }
const on =
  (load: (at: Aimed) => string, who: AccessCase['who']) =>
  (body: (at: Aimed) => object): AccessCase => ({
    who,
    ask: (at) => ({ params: { id: load(at) }, body: { id: uuidv7(), ...body(at) } }),
  })
const record = on((at) => at.load, stock)
const manage = on((at) => at.load, supplyDesk)
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 1]).toString('base64')

/** The routes of consignments and of drivers' links. */
export const moveCases = {
  'consignment.list': { who: supplyDesk, ask: (at) => ({ query: { place: at.township } }) },
  'consignment.export': { who: supplyDesk, ask: (at) => ({ query: { place: at.township, format: 'csv' } }) },
  'consignment.mine': { who: { warehouseKeeper: 'self' }, ask: () => ({}) },
  'consignment.gone': { who: { warehouseKeeper: 'self', supplyDesk: 'self' }, ask: () => ({}) },
  'consignment.read': { who: stock, ask: (at) => ({ params: { id: at.load } }) },
  'consignment.make': {
    who: supplyDesk,
    ask: (at) => {
      const line = { kind: 'mask-surgical', product: null, lot: null, expiry: null, serial: null, quantity: 1 }
      const lines = [{ ...line, unit: 'piece', assignment: null }]
      const cargo = { what: 'outside', source: 'donation', party: '某人', lines }
      return { body: { id: randomUUID(), to: at.store, urgency: 'urgent', reference: null, cargo, legs: [legOf()] } }
    },
  },
  'consignment.leg': {
    who: supplyDesk,
    ask: (at) => ({
      params: { id: at.loadPlanned },
      body: { ...legOf({ from: `${at.mark}终`, to: randomUUID() }), id: uuidv7() },
    }),
  },
  // Goods of a store leave by its keeper; those of nobody's book by the desk, as the server tests say.
  'consignment.depart': on(
    (at) => at.loadOut,
    keeper,
  )((at) => {
    const lines = [{ kind: 'mask-surgical', product: null, item: at.item, quantity: 1, unit: 'piece' }]
    return { day: daysFromNow(0), departed: time(-1), lines, why: null }
  }),
  'consignment.photo-read': { who: stock, ask: (at) => ({ params: { id: at.load, photo: at.photo } }) },
  'consignment.milestone': record(() => ({
    ...{ ...said, ...time(-60), what: 'pickedUp', basis: 'actual', note: null, sure: true },
  })),
  'consignment.estimate': record(() => ({ ...said, ...time(60), what: 'arrived', reason: '堵车' })),
  'consignment.choose': manage((at) => ({ milestone: at.milestone, reason: '有单据' })),
  'consignment.paper': record(() => ({ paper: 'waybill', number: 'W1', state: 'handedIn', note: null })),
  'consignment.hand': record(() => ({
    ...{ leg: 0, giver: '甲', taker: '乙', condition: '完好', count: 50, ...time(-1), sure: true },
  })),
  'consignment.photo': record(() => ({ of: null, data: jpeg })),
  'consignment.split': manage(() => ({ into: randomUUID(), reason: '换车', lines: [{ n: 0, quantity: 1 }] })),
  'consignment.merge': on((at) => at.loadOther, supplyDesk)((at) => ({ into: at.load, reason: '并车' })),
  'consignment.redirect': manage(() => ({ choice: 'goOn', reason: '照送', to: null, requests: [] })),
  'consignment.alarm': on((at) => at.loadLate, stock)(() => ({ reason: '我来问' })),
  'consignment.receive': on(
    (at) => at.load,
    keeper,
  )(() => ({
    ...{ day: daysFromNow(0), condition: '完好', reason: null, last: false, into: 'free', extra: [] },
    lines: [{ n: 0, fine: 1, damaged: 0 }],
  })),
  'consignment.close': on((at) => at.loadDone, stock)(() => ({ day: daysFromNow(0), reason: '收齐' })),
  'consignment.cancel': on((at) => at.loadPlanned, supplyDesk)(() => ({ reason: '不来了' })),
  'link.make': manage(() => ({ name: '鄂J1', leg: null, phones: ['调度台 1'] })),
  'link.end': { who: supplyDesk, ask: (at) => ({ params: { id: at.load } }) },
  // Without an account: what a link shows and takes is told by its own tests, beside its code.
  'link.read': 'public',
  'link.say': 'public',
  'link.photo': 'public',
} as const satisfies Partial<Record<RouteId, AccessCase | 'public'>>
