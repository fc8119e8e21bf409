import { randomUUID } from 'node:crypto'
import type { RouteId } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { daysFromNow } from '../support/days.js'
import type { Aimed } from './fixture.js'
import { type AccessCase, keeper, stock, supplyDesk } from './who.js'

const desk = (gift: (at: Aimed) => string, body: (at: Aimed) => object = () => ({})): AccessCase => ({
  who: supplyDesk,
  ask: (at) => ({ params: { id: gift(at) }, body: { id: uuidv7(), ...body(at) } }),
})
const kept = (body: (at: Aimed) => object, params: (at: Aimed) => object = () => ({})): AccessCase => ({
  who: keeper,
  ask: (at) => ({
    params: { id: at.store, gift: at.giftHere, ...params(at) },
    body: { id: uuidv7(), day: daysFromNow(0), ...body(at) },
  }),
})
const box = { box: '1', kind: 'mask-surgical', quantity: 5, unit: 'piece', lot: null, expiry: null, serial: null }
/** Its desk, and who keeps the store that takes it in. */
const readers = stock

/** The routes of gifts. */
export const giftCases = {
  // Without an account: what they show and take is told by their own tests, beside their code.
  'gift.info': 'public',
  'gift.offer': 'public',
  'gift.follow': 'public',
  'gift.published': 'public',
  'gift.days': 'public',
  'gift.file': 'public',
  'gift.list': { who: supplyDesk, ask: (at) => ({ query: { place: at.township } }) },
  'gift.export': { who: supplyDesk, ask: (at) => ({ query: { place: at.township, format: 'csv' } }) },
  'gift.read': { who: readers, ask: (at) => ({ params: { id: at.giftHere } }) },
  'gift.photo': { who: readers, ask: (at) => ({ params: { id: at.giftHere, photo: at.giftPhoto } }) },
  'gift.accept': desk(
    (at) => at.giftNew,
    (at) => ({ store: at.store, aim: { facility: at.hospital }, kinds: [], papers: [] }),
  ),
  'gift.decline': desk(
    (at) => at.giftDeclining,
    () => ({ why: 'noNeed', reason: '已够用' }),
  ),
  'gift.arrive': desk(
    (at) => at.giftArriving,
    () => ({ reason: null }),
  ),
  'gift.paper': desk(
    (at) => at.giftAccepted,
    () => ({ kind: 'ecmo', number: '国械注进1', until: null }),
  ),
  'gift.consent': desk(
    (at) => at.giftDirected,
    (at) => ({
      ...{ kind: null, quantity: null, aim: { facility: at.hospital }, paper: '同意书', day: daysFromNow(0) },
      takenBy: '李',
    }),
  ),
  'gift.propose': {
    who: supplyDesk,
    ask: (at) => ({ params: { id: at.giftAccepted }, query: { kind: 'ecmo' } }),
  },
  'gift.assign': desk(
    (at) => at.giftAccepted,
    (at) => ({ kind: 'ecmo', quantity: 1, to: { facility: at.hospital, use: 'nonClinical' }, reason: '急用' }),
  ),
  'gift.unassign': {
    who: supplyDesk,
    ask: (at) => ({
      params: { id: at.giftAccepted, target: at.giftPromise },
      body: { id: uuidv7(), reason: '不要了' },
    }),
  },
  'gift.close': desk(
    (at) => at.giftDone,
    () => ({ reason: null }),
  ),
  'gift.here': { who: keeper, ask: (at) => ({ params: { id: at.store } }) },
  'gift.intake': {
    who: keeper,
    ask: (at) => ({
      params: { id: at.store },
      body: {
        ...{ id: uuidv7(), day: daysFromNow(0), gift: randomUUID(), lines: [box], photo: null, noPhoto: '夜里' },
        found: { donor: 'unknown', name: null, contact: null, named: 'notSaid', directed: null },
      },
    }),
  },
  'gift.inspect': kept(() => ({ lines: [{ n: 0, passed: 1, failed: 0, cause: null, note: '其余待查' }] })),
  'gift.correct': kept(() => ({ reason: '重点', lines: [], found: [box] })),
  'gift.issue': kept((at) => ({ target: at.giftTarget, quantity: 1 })),
  'gift.unissue': kept(
    () => ({ reason: '没有发' }),
    (at) => ({ issue: at.giftIssue }),
  ),
} as const satisfies Partial<Record<RouteId, AccessCase | 'public'>>
