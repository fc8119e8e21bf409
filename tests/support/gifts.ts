import { randomBytes, randomUUID } from 'node:crypto'
import type { GiftPage } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { dayAt } from './days.js'
import type { Store } from './stores.js'
import { type Caller, callAs, type World } from './world.js'

/** A secret as the donor's browser makes it. */
export const tokenFor = (county: string): string => `${county}.${randomBytes(16).toString('base64url')}`

export const giftLine = (rest: object = {}) => ({
  ...{ kind: 'gown-protective', words: null, quantity: 100, unit: 'piece', lot: null, expiry: null },
  claimed: 'GB 19082',
  ...rest,
})

/** What somebody offers: protective suits, undirected, and no word about being named, unless it says otherwise. */
export const giving = (county: string, now: number, rest: object = {}) => ({
  ...{ id: uuidv7(), token: tokenFor(county), place: county, named: 'notSaid', directed: null, lines: [giftLine()] },
  donor: { kind: 'person', name: '王小明', contact: '+49 69 1234567', country: '德国' },
  ...{ readyOn: dayAt(now), lies: '法兰克福', transport: true, note: null },
  ...rest,
})

let asked = 0
/** A caller without an account, from an address of its own: addresses are limited. */
export const nobody = <
  K extends 'gift.info' | 'gift.offer' | 'gift.follow' | 'gift.published' | 'gift.days' | 'gift.file',
>(
  w: World,
  id: K,
  asking: { readonly body?: object; readonly query?: Readonly<Record<string, string | number>> } = {},
) => {
  asked += 1
  return callAs(w.product, null, id, { ...asking, source: `10.1.${Math.trunc(asked / 250)}.${(asked % 250) + 1}` })
}

export const pageOf = (reply: { readonly text: string; readonly body: unknown }): GiftPage => {
  expect(reply.text).toContain('"outcome":"recorded"')
  return (reply.body as { result: GiftPage }).result // a gift's answer, just looked at
}

type Offered = ReturnType<typeof giving>
/** Offers a gift and answers what was said. */
export const offerGift = async (w: World, county: string, now: number, rest: object = {}): Promise<Offered> => {
  const body = giving(county, now, rest)
  const reply = await nobody(w, 'gift.offer', { body })
  expect(reply.text).toContain('"recorded"')
  return body
}

const command = <T extends object>(rest: T) => ({ id: uuidv7(), ...rest })

export const acceptGift = async (desk: Caller, store: string, id: string, rest: object = {}): Promise<GiftPage> =>
  pageOf(
    await desk.call('gift.accept', {
      params: { id },
      body: command({ store, aim: null, kinds: [], papers: [], ...rest }),
    }),
  )

/** A paper that a desk has seen. */
export const paper = (kind = 'gown-protective', until: string | null = null) => ({ kind, number: '国械注进1', until })

export const box = (rest: object = {}) => ({
  ...{ box: null, kind: 'gown-protective', quantity: 100, unit: 'piece', lot: null, expiry: null, serial: null },
  ...rest,
})

const unknown = { donor: 'unknown', name: null, contact: null, named: 'notSaid', directed: null }
const day = (now: number) => ({ day: dayAt(now) })

/** A load as it is counted in at night: of a gift that is known, or of nobody knows whom. */
export const counting = (now: number, lines: readonly object[], gift?: string, rest: object = {}) =>
  command({
    ...day(now),
    ...{
      gift: gift ?? randomUUID(),
      found: gift === undefined ? unknown : null,
      lines,
      photo: null,
      noPhoto: '没电了',
    },
    ...rest,
  })

export const countIn = async (store: Store, body: object): Promise<GiftPage> =>
  pageOf(await store.keeper.call('gift.intake', { params: { id: store.id }, body }))

type Look = { readonly n: number; readonly passed: number; readonly failed?: number }
export const inspecting = (now: number, looks: readonly Look[], cause = 'damaged', note: string | null = null) =>
  command({
    ...day(now),
    lines: looks.map(({ n, passed, failed = 0 }) => ({ n, passed, failed, cause: failed > 0 ? cause : null, note })),
  })

export const inspectGift = (store: Store, gift: string, body: object) =>
  store.keeper.call('gift.inspect', { params: { id: store.id, gift }, body })
export const correctGift = (store: Store, gift: string, now: number, rest: object) =>
  store.keeper.call('gift.correct', {
    params: { id: store.id, gift },
    body: command({ ...day(now), reason: '重点一遍', lines: [], found: [], ...rest }),
  })
export const assignGift = (desk: Caller, gift: string, rest: object) =>
  desk.call('gift.assign', {
    params: { id: gift },
    body: command({ kind: 'gown-protective', quantity: 1, reason: null, ...rest }),
  })
export const issueGift = (store: Store, gift: string, target: string, quantity: number, now: number) =>
  store.keeper.call('gift.issue', {
    params: { id: store.id, gift },
    body: command({ ...day(now), target, quantity }),
  })

/** Gifts whose rows say something else than the books: quarantine and what is kept, item by item; and what is published. */
export const giftsAstray = async (w: World): Promise<unknown[]> => {
  const { rows: kept } = await w.admin.query(
    `select g.number, c.item, sum(c.kept) as kept, r.quantity from supply.gift_count c
       join supply.gift g on g.home = c.home and g.id = c.gift
       left join supply.reserved r on r.home = c.home and r.store = c.store and r.item = c.item and r.reference = 'GIFT-' || g.number
     group by 1, 2, r.quantity having sum(c.kept) <> coalesce(r.quantity, 0)`,
  )
  const { rows: held } = await w.admin.query(
    `select c.store, c.item, sum(c.quarantine), s.quarantine from supply.gift_count c
       join supply.stock s on s.home = c.home and s.store = c.store and s.item = c.item
     group by 1, 2, s.quarantine having sum(c.quarantine) > s.quarantine`,
  )
  const { rows: published } = await w.admin.query(
    `with told as (select gift, kind, what, sum(quantity) as units from supply.gift_notice group by 1, 2, 3),
       booked as (
         select gift, kind, sum(counted - lost) as received, sum(issued) as issued, sum(disposed) as disposed
         from supply.gift_count group by 1, 2),
       flat as (
         select gift, kind, 'received' as what, received as units from booked union all
         select gift, kind, 'issued', issued from booked union all select gift, kind, 'disposed', disposed from booked)
     select * from flat full join told using (gift, kind, what) where coalesce(flat.units, 0) <> coalesce(told.units, 0)`,
  )
  // The book's own words: what its movements under a gift's reference brought, passed on and disposed of.
  const { rows: ledger } = await w.admin.query(
    `with moved as (
       select g.id as gift, l.kind,
         sum(case when l.to_account in ('quarantine', 'reserved') and l.from_account in ('outside', 'loss') then l.quantity
           when l.from_account in ('quarantine', 'reserved') and l.to_account in ('outside', 'loss') then -l.quantity else 0 end) as received,
         sum(case when l.to_account = 'consumed' then l.quantity when l.from_account = 'consumed' then -l.quantity else 0 end) as issued,
         sum(case when l.to_account = 'disposed' then l.quantity else 0 end) as disposed
       from supply.gift g join supply.movement m on m.home = g.home and m.reference = 'GIFT-' || g.number
         join supply.movement_line l on l.home = m.home and l.movement = m.id group by 1, 2),
     rows as (select gift, kind, sum(counted - lost) as received, sum(issued) as issued, sum(disposed) as disposed
       from supply.gift_count group by 1, 2)
     select * from moved full join rows using (gift, kind)
     where (coalesce(moved.received, 0), coalesce(moved.issued, 0), coalesce(moved.disposed, 0))
       <> (coalesce(rows.received, 0), coalesce(rows.issued, 0), coalesce(rows.disposed, 0))`,
  )
  return [...kept, ...held, ...published, ...ledger]
}
