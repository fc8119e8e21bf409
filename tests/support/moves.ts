import { randomUUID } from 'node:crypto'
import type { ConsignmentPage } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { dayAt } from './days.js'
import type { Store } from './stores.js'
import type { Caller, World } from './world.js'

export const china = 'Asia/Shanghai'

/** What the clock shows in China so many minutes from a moment. */
export const wall = (now: number, minutes = 0): string =>
  new Date(now + minutes * 60_000 + 8 * 3_600_000).toISOString().slice(0, 16)

/** A leg within the county, unless it says otherwise. */
export const legOf = (rest: object = {}) => ({
  ...{ mode: 'road', from: '县城', fromZone: china, to: '凤山镇', toZone: china, carrier: '县运输队', customs: false },
  ...{ departs: null, arrives: null },
  ...rest,
})

/** A line of goods from outside: masks, unless it says otherwise. */
export const goods = (rest: object = {}) => ({
  ...{ kind: 'mask-surgical', product: null, lot: null, expiry: null, serial: null, quantity: 10, unit: 'piece' },
  ...{ assignment: null },
  ...rest,
})

type Making = {
  readonly to: string
  readonly cargo: object
  readonly legs?: readonly object[]
  readonly urgency?: string
}

export const making = ({ to, cargo, legs = [], urgency = 'urgent' }: Making) => ({
  ...{ id: randomUUID(), to, urgency, reference: '单一', cargo, legs },
})
export const outside = (lines: readonly object[] = [goods()]) => ({
  ...{ what: 'outside', source: 'donation', party: '某基金会', lines },
})
export const outOf = (store: string, quantity: number, rest: object = {}) => ({
  ...{ what: 'store', store, lines: [{ kind: 'mask-surgical', product: null, quantity, unit: 'piece', ...rest }] },
})

/** The page that a command answered; a failure shows what it said. */
export const pageOf = (reply: { readonly text: string; readonly body: unknown }): ConsignmentPage => {
  expect(reply.text).toContain('"outcome":"recorded"')
  return (reply.body as { result: ConsignmentPage }).result // a consignment's answer, just looked at
}

export const make = async (desk: Caller, body: object): Promise<ConsignmentPage> =>
  pageOf(await desk.call('consignment.make', { body }))

export const departing = (now: number, rest: object = {}) => ({
  ...{ id: uuidv7(), day: dayAt(now), departed: { local: wall(now), zone: china, second: null }, lines: [], why: null },
  ...rest,
})
export const masks = (quantity: number, rest: object = {}) => ({
  ...{ kind: 'mask-surgical', product: null, item: null, quantity, unit: 'piece' },
  ...rest,
})

/** Makes a consignment out of a store and sends it off. */
export const sendOff = async (
  at: { readonly desk: Caller; readonly from: Store; readonly to: Store; readonly now?: number },
  quantity: number,
  legs: readonly object[] = [],
): Promise<ConsignmentPage> => {
  const { id } = await make(at.desk, making({ to: at.to.id, cargo: outOf(at.from.id, quantity), legs }))
  const body = departing(at.now ?? Date.now(), { lines: [masks(quantity)] })
  return pageOf(await at.from.keeper.call('consignment.depart', { params: { id }, body }))
}

export const receiving = (rest: object = {}, now: number = Date.now()) => ({
  ...{
    id: uuidv7(),
    day: dayAt(now),
    condition: '完好',
    reason: null,
    last: false,
    into: 'free',
    lines: [],
    extra: [],
  },
  ...rest,
})
export const counted = (n: number, fine: number, damaged = 0) => ({ n, fine, damaged })

/** Lines of the road of which loads carry another number than the sender's book has in transit. Both sides of one truth. */
export const astrayOnRoad = async (w: World): Promise<unknown[]> =>
  (
    await w.admin.query(
      `with carried as (
         select l.road, l.road_n as n, sum(l.quantity - l.arrived - l.lost) as units from supply.move_line l
           where l.road is not null group by 1, 2)
       select c.consignment, c.n, c.sent - c.arrived - c.back as transit, k.units from carried k
         join supply.consignment_line c on c.consignment = k.road and c.n = k.n
       where c.sent - c.arrived - c.back <> k.units`,
    )
  ).rows

/** What the books of all stores have sent and not got back or delivered, against what the roads say: transit sums to the same. */
export const transitDiffers = async (w: World): Promise<unknown[]> =>
  (
    await w.admin.query(
      `select (select coalesce(sum(quantity), 0) from supply.entry where account = 'transit') as books,
         (select coalesce(sum(sent - arrived - back), 0) from supply.consignment_line) as roads
       where (select coalesce(sum(quantity), 0) from supply.entry where account = 'transit')
         <> (select coalesce(sum(sent - arrived - back), 0) from supply.consignment_line)`,
    )
  ).rows
