import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { dayAt } from './days.js'
import type { Caller, World } from './world.js'

/** A store with a keeper of its own. */
export type Store = { readonly id: string; readonly keeper: Caller; readonly place: string }

/** A desk of a place. */
export const deskOf = async (w: World, place: string): Promise<Caller> =>
  w.signIn((await w.account({ role: 'supplyDesk', place })).login)

/** Enters a store and names somebody new for it. */
export const makeStore = async (w: World, desk: Caller, name: string, place = '421123100'): Promise<Store> => {
  const id = randomUUID()
  const body = { id, name, nameEn: null, place, kind: 'warehouse', facility: null, enterprise: null }
  const made = await desk.call('store.create', { body })
  expect(made.text).toContain('"recorded"')
  const account = await w.account({ role: 'warehouseKeeper', place: place.slice(0, 6), name: `${name}库管员` })
  const named = await desk.call('store.name', {
    params: { id },
    body: { id: randomUUID(), accountId: account.id, phone: null },
  })
  expect(named.text).toContain('"recorded"')
  return { id, keeper: await w.signIn(account.login), place }
}

/** The head of a command: a new id, today where the test's clock stands. */
export const head = (now: number = Date.now(), rest: object = {}) => ({
  ...{ id: uuidv7(), day: dayAt(now), why: null, reference: null, party: null },
  ...rest,
})

export type In = {
  readonly kind?: string
  readonly product?: string | null
  readonly lot?: string | null
  readonly expiry?: string | null
  readonly serial?: string | null
  readonly quantity?: number
  readonly unit?: string
}
/** A line of goods that come in: masks, unless it says otherwise. */
export const incoming = (rest: In = {}) => ({
  ...{ kind: 'mask-surgical', product: null, lot: null, expiry: null, serial: null, quantity: 1, unit: 'piece' },
  ...rest,
})
/** A line of goods that go out. */
export const outgoing = (rest: In & { readonly item?: string | null; readonly state?: string } = {}) => ({
  ...{ kind: 'mask-surgical', product: null, item: null, quantity: 1, unit: 'piece' },
  ...rest,
})

/** Receives goods and answers their items, line by line. */
export const receive = async (store: Store, lines: readonly In[], rest: object = {}): Promise<string[]> => {
  const body = { ...head(), into: 'free', lines: lines.map(incoming), ...rest }
  const reply = await store.keeper.call('stock.receive', { params: { id: store.id }, body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  return reply.body.outcome === 'recorded' ? reply.body.result.lines.map((line) => line.item.id) : []
}

/** The stock of a store, item by item. */
export const stockAt = async (store: Store, query: Readonly<Record<string, string | number>> = {}) =>
  (await store.keeper.call('stock.list', { params: { id: store.id }, query: { limit: 200, ...query } })).body.rows

/** The sum over all accounts of the ledger, item by item: nothing comes from nowhere. */
export const unbalanced = async (w: World): Promise<unknown[]> =>
  (
    await w.admin.query(
      `select i.kind, i.lot, i.serial, sum(e.quantity) from supply.entry e join supply.item i on i.home = e.home and i.id = e.item
       group by 1, 2, 3 having sum(e.quantity) <> 0`,
    )
  ).rows

/** Rows of stock that say something else than the lines of the ledger come to. */
export const astray = async (w: World): Promise<unknown[]> =>
  (
    await w.admin.query(
      `with said as (
         select store, item, sum(quantity) filter (where account = 'free') as free,
           sum(quantity) filter (where account = 'reserved') as reserved,
           sum(quantity) filter (where account = 'quarantine') as quarantine,
           sum(quantity) filter (where account = 'onHold') as on_hold,
           sum(quantity) filter (where account = 'damaged') as damaged
         from supply.entry where account in ('free', 'reserved', 'quarantine', 'onHold', 'damaged') group by 1, 2)
       select * from said full join supply.stock s using (store, item)
       where (coalesce(said.free, 0), coalesce(said.reserved, 0), coalesce(said.quarantine, 0), coalesce(said.on_hold, 0),
           coalesce(said.damaged, 0)) is distinct from (s.free, s.reserved, s.quarantine, s.on_hold, s.damaged)
         or s.reserved <> (select coalesce(sum(r.quantity), 0) from supply.reserved r where r.store = s.store and r.item = s.item)`,
    )
  ).rows
