import { randomUUID } from 'node:crypto'
import { daysFromNow } from '../support/days.js'
import { head, makeStore, outgoing, receive, type Store } from '../support/stores.js'
import { type Caller, luotian, type World } from '../support/world.js'
import { township } from './scenes.js'

const must = (reply: { readonly text: string }): void => {
  if (!reply.text.includes('"recorded"')) throw new Error(reply.text)
}

const write = async (
  store: Store,
  route: 'stock.issue' | 'stock.reserve' | 'stock.send',
  body: object,
): Promise<string> => {
  const whole = { ...head(), ...body }
  must(await store.keeper.call(route, { params: { id: store.id }, body: whole }))
  return whole.id
}

export type StockScene = {
  /** A store of the county and one of a township, with goods on their way between them. */
  readonly county: Store
  readonly town: Store
  /** An issue that was taken back. */
  readonly reversed: string
}

/** Two stores with lots that can be used, expire soon, have expired, are held or reserved; and a book with a reversal. */
export const stockScene = async (w: World, desk: Caller): Promise<StockScene> => {
  const county = await makeStore(w, desk, '县应急物资库', luotian)
  const town = await makeStore(w, desk, '凤山镇卫生院库房', township)
  await receive(
    county,
    [
      { lot: 'M2401', expiry: daysFromNow(20), quantity: 500 },
      { lot: 'M2402', expiry: daysFromNow(400), quantity: 1000 },
      { lot: 'M2301', expiry: daysFromNow(-3), quantity: 60 },
      { kind: 'ecmo', serial: 'E-0001', unit: 'set' },
    ],
    { reference: 'RK-1', party: '大别山医疗器械厂' },
  )
  await receive(county, [{ lot: 'M2403', expiry: daysFromNow(500), quantity: 80 }], { into: 'quarantine' })
  await receive(town, [{ lot: 'M2401', expiry: daysFromNow(20), quantity: 40 }])
  await write(county, 'stock.reserve', { reference: 'YD-7', lines: [outgoing({ quantity: 100 })] })
  const issued = (quantity: number, party: string) =>
    write(county, 'stock.issue', { reserved: false, party, lines: [outgoing({ quantity })] })
  await issued(50, '县人民医院急诊科')
  const reversed = await issued(10, '填错的一笔')
  must(
    await county.keeper.call('stock.reverse', {
      params: { id: county.id, movement: reversed },
      body: { id: head().id, day: head().day, why: '填错了' },
    }),
  )
  await write(county, 'stock.send', {
    consignment: randomUUID(),
    to: town.id,
    reference: 'DB-3',
    lines: [outgoing({ quantity: 200, state: 'free' })],
  })
  await w.settle()
  return { county, town, reversed }
}

/** A recall of a lot of masks in the county. */
export const recallOf = async (desk: Caller, lot: string): Promise<string> => {
  const id = randomUUID()
  const of = { place: luotian, kind: 'mask-surgical', product: null, lot, serials: null }
  must(await desk.call('recall.create', { body: { ...of, id, reason: '抽检不合格' } }))
  return id
}
