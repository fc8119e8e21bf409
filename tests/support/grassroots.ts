import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { dayAt, daysFromNow } from './days.js'
import { incoming, type Store } from './stores.js'
import type { Caller, World } from './world.js'

/** A clinic or a health centre with a store of its own and its keeper. */
export type Clinic = Store & { readonly clinic: string; readonly keeperId: string }

type Said = {
  readonly name?: string
  readonly place?: string
  readonly kind?: 'villageClinic' | 'townshipCentre' | 'hospital'
  /** Who keeps the store; somebody new where nobody is named. */
  readonly keeper?: { readonly id: string; readonly caller: Caller }
}

let clinics = 0

/** Enters an institution and its store, and names a keeper. */
export const makeClinic = async (w: World, desk: Caller, said: Said = {}): Promise<Clinic> => {
  const { name = `卫生室${clinics++}`, place = '421123100001', kind = 'villageClinic' } = said
  const [clinic, id] = [randomUUID(), randomUUID()]
  await w.admin.query(`insert into kernel.facility (home, id, kind, name, place) values ($1, $2, $3, $4, $5)`, [
    ...[place.slice(0, 6), clinic, kind, name, place],
  ])
  const storeKind = kind === 'villageClinic' ? 'villageStore' : 'townshipStore'
  const store = { id, name: `${name}药房`, nameEn: null, place, kind: storeKind, facility: clinic, enterprise: null }
  const made = await desk.call('store.create', { body: store })
  expect(made.text).toContain('"recorded"')
  let keeper = said.keeper
  if (keeper === undefined) {
    const account = await w.account({ role: 'warehouseKeeper', place: place.slice(0, 6), name: `${name}库管员` })
    keeper = { id: account.id, caller: await w.signIn(account.login) }
  }
  const naming = { id: randomUUID(), accountId: keeper.id, phone: null }
  const named = await desk.call('store.name', { params: { id }, body: naming })
  expect(named.text).toContain('"recorded"')
  return { id, clinic, place, keeper: keeper.caller, keeperId: keeper.id }
}

/** A movement in the book of a clinic as it would have been entered so many days ago. */
export const usedAgo = async (
  w: World,
  c: Clinic,
  said: { kind: string; ago: number; came?: number; used?: number },
) => {
  const home = c.place.slice(0, 6)
  const at = new Date(Date.now() - said.ago * 86_400_000)
  const item = (
    await w.admin.query(
      `select i.id from supply.item i join supply.stock s on s.home = i.home and s.item = i.id
       where s.store = $1 and i.kind = $2 limit 1`,
      [c.id, said.kind],
    )
  ).rows[0].id
  for (const [what, from, to, n] of [
    ['receive', 'outside', 'free', said.came ?? 0],
    ['issue', 'free', 'consumed', said.used ?? 0],
  ] as const) {
    if (n === 0) continue
    const id = uuidv7()
    await w.admin.query(
      `insert into supply.movement (home, id, store, what, day, at, account, by_name, body_hash)
       values ($1, $2, $3, $4, $5::date, $6, $7, '库管员', '')`,
      [home, id, c.id, what, daysFromNow(-said.ago), at, c.keeperId],
    )
    await w.admin.query(
      `insert into supply.movement_line (home, movement, n, store, item, kind, from_account, to_account, quantity, at)
       values ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9)`,
      [home, id, c.id, item, said.kind, from, to, n, at],
    )
    await w.admin.query(`update supply.stock set free = free + $3 where store = $1 and item = $2`, [
      ...[c.id, item, to === 'free' ? n : -n],
    ])
  }
}

/** Takes goods into the book of a clinic today. */
export const stockUp = async (c: Clinic, kind: string, quantity: number, rest: object = {}): Promise<void> => {
  const unit = kind === 'antigen-test' ? 'piece' : 'box'
  const body = {
    ...{ id: uuidv7(), day: dayAt(Date.now()), why: null, reference: null, party: null, into: 'free' },
    lines: [incoming({ kind, quantity, unit, lot: 'G1', ...rest })],
  }
  const reply = await c.keeper.call('stock.receive', { params: { id: c.id }, body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
}

/** Says how many people a clinic serves. */
export const serve = (caller: Caller, c: Clinic, population: number) =>
  caller.call('grassroots.serve', {
    params: { id: c.clinic },
    body: { id: uuidv7(), population, source: '统计年报' },
  })
