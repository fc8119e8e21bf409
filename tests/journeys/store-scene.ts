import { randomUUID } from 'node:crypto'
import { storeEn } from '../../apps/web/src/i18n/store.en.js'
import { type StoreMessages, storeZhCN } from '../../apps/web/src/i18n/store.zh-CN.js'
import { daysFromNow } from '../support/days.js'
import { head, incoming, outgoing, type Store } from '../support/stores.js'
import { type Caller, luotian, type TestAccount, type World } from '../support/world.js'
import type { Look } from './looks.js'
import { township } from './scenes.js'
import { enterpriseOf } from './scenes-supply.js'

export const storeWords = ({ language }: Pick<Look, 'language'>): StoreMessages =>
  language === 'en' ? storeEn : storeZhCN

const must = (what: string, reply: { readonly status: number; readonly text: string }): void => {
  if (reply.status !== 200) throw new Error(`${what}: ${reply.text}`)
}

export const storeName = '凤山镇应急库'
export const otherName = '县应急库'
/** On the pack of the masks, fifty in each. */
export const maskGtin = '06901234567892'
/** Two makers gave it to two products. */
export const twiceGtin = '06901234567908'

export type Stores = {
  readonly desk: Caller
  readonly keeper: TestAccount
  readonly store: Store
  readonly other: Store
}

const makeStore = async (
  w: World,
  desk: Caller,
  { name, place, account }: { readonly name: string; readonly place: string; readonly account: TestAccount },
): Promise<Store> => {
  const id = randomUUID()
  const body = { id, name, nameEn: null, place, kind: 'warehouse', facility: null, enterprise: null }
  must('store', await desk.call('store.create', { body }))
  const named = { id: randomUUID(), accountId: account.id, phone: '0713-0606011' }
  must('keeper', await desk.call('store.name', { params: { id }, body: named }))
  return { id, keeper: await w.signIn(account.login), place }
}

const addGtin = async (desk: Caller, name: string, gtin: string): Promise<void> => {
  const { id } = await enterpriseOf(desk, name, 'goggles')
  const body = { id: randomUUID(), kind: 'mask-surgical', model: '三层', gtin, perPack: 50, capacity: 1_000 }
  must('product', await desk.call('product.add', { params: { id }, body }))
}

/**
 * Two stores with a keeper each. The first has masks of three lots (one ends in twenty days, one later, one has ended) and two
 * ventilators; five masks are damaged and ten reserved. From the second forty masks are on their way to it.
 */
export const storesOf = async (w: World): Promise<Stores> => {
  const desk = await w.signIn((await w.account({ role: 'supplyDesk', place: luotian })).login)
  const keeper = await w.account({ role: 'warehouseKeeper', place: luotian, login: 'keeper', name: '陈保管' })
  const second = await w.account({ role: 'warehouseKeeper', place: luotian, login: 'keeper2', name: '方保管' })
  const store = await makeStore(w, desk, { name: storeName, place: township, account: keeper })
  const other = await makeStore(w, desk, { name: otherName, place: luotian, account: second })
  await addGtin(desk, '江北口罩厂', maskGtin)
  await addGtin(desk, '江南口罩厂', twiceGtin)
  await addGtin(desk, '江西口罩厂', twiceGtin)
  const at = { params: { id: store.id } }
  const lines = [
    incoming({ lot: 'A1', expiry: daysFromNow(20), quantity: 30 }),
    incoming({ lot: 'B2', expiry: daysFromNow(200), quantity: 100 }),
    incoming({ lot: 'OLD', expiry: daysFromNow(-3), quantity: 12 }),
    incoming({ kind: 'ventilator-invasive', serial: 'V-001', unit: 'set' }),
    incoming({ kind: 'ventilator-invasive', serial: 'V-002', unit: 'set' }),
  ]
  const received = await store.keeper.call('stock.receive', { ...at, body: { ...head(), into: 'free', lines } })
  must('receive', received)
  const moved = received.body.outcome === 'recorded' ? received.body.result.lines : []
  const later = moved.find(({ item }) => item.lot === 'B2')?.item.id ?? ''
  const damaged = outgoing({ item: later, quantity: 5, state: 'free' })
  const hold = { ...head(Date.now(), { why: '受潮' }), to: 'damaged', lines: [damaged] }
  must('hold', await store.keeper.call('stock.hold', { ...at, body: hold }))
  const kept = { ...head(Date.now(), { reference: '元宵' }), lines: [outgoing({ item: later, quantity: 10 })] }
  must('reserve', await store.keeper.call('stock.reserve', { ...at, body: kept }))
  const there = { params: { id: other.id } }
  const more = { ...head(), into: 'free', lines: [incoming({ lot: 'C3', expiry: daysFromNow(90), quantity: 60 })] }
  must('receive there', await other.keeper.call('stock.receive', { ...there, body: more }))
  const sent = { ...head(Date.now(), { reference: '调-9' }), consignment: randomUUID(), to: store.id }
  must(
    'send',
    await other.keeper.call('stock.send', {
      ...there,
      body: { ...sent, lines: [outgoing({ quantity: 40, state: 'free' })] },
    }),
  )
  return { desk, keeper, store, other }
}
