import { randomUUID } from 'node:crypto'
import type { World } from '../support/world.js'

type Made = 'store' | 'otherStore' | 'consignment' | 'keeper' | 'keeperRow' | 'item' | 'device' | 'movement' | 'recall'

/** A store with a lot that is free, held and reserved, the movement that brought it, a consignment on its way, and a recall of the county. */
export const addStore = async (
  w: World,
  { county, township, mark }: { readonly county: string; readonly township: string; readonly mark: string },
): Promise<Record<Made, string>> => {
  const [store, otherStore, consignment, keeperRow, item, other, movement, recall] = Array.from({ length: 8 }, () =>
    randomUUID(),
  ) as [string, string, string, string, string, string, string, string] // eight were made
  const keeper = (await w.account({ role: 'warehouseKeeper', place: county, name: '库管员' })).id
  const add = (sql: string, values: unknown[]) => w.admin.query(sql, values)
  await add(
    `insert into supply.store (home, id, name, place, kind) values ($1, $2, $3, $4, 'warehouse'), ($1, $5, '发货库', $4, 'warehouse')`,
    [county, store, `${mark}库`, township, otherStore],
  )
  await add(
    `insert into supply.store_keeper (home, id, store, account, name, from_at, named_by, body_hash)
     values ($1, $2, $3, $4, $5, now(), $4, '')`,
    [county, keeperRow, store, (await w.account({ role: 'warehouseKeeper', place: county })).id, `${mark}旧库管`],
  )
  for (const [id, lot] of [
    [item, mark],
    [other, `${mark}2`],
  ]) {
    await add(`insert into supply.item (home, id, kind, store, lot) values ($1, $2, 'mask-surgical', $3, $4)`, [
      county,
      id,
      store,
      lot,
    ])
    const receipt = id === item ? movement : randomUUID()
    await add(
      `insert into supply.movement (home, id, store, what, day, at, account, by_name, party, body_hash)
       values ($1, $2, $3, 'receive', current_date - 1, now() - interval '1 hour', $4, $5, $5, '')`,
      [county, receipt, store, keeper, `${mark}旧库管`],
    )
    await add(
      `insert into supply.movement_line (home, movement, n, store, item, kind, from_account, to_account, quantity, at)
       values ($1, $2, 0, $3, $4, 'mask-surgical', 'outside', 'free', 5, now() - interval '1 hour')`,
      [county, receipt, store, id],
    )
    await add(
      `insert into supply.stock (home, store, item, kind, place, by_serial, free, reserved, quarantine, on_hold, damaged, movement)
       values ($1, $2, $3, 'mask-surgical', $4, false, 99, 9, 9, 0, 0, $5)`,
      [county, store, id, township, receipt],
    )
    await add(`insert into supply.reserved (home, store, item, reference, quantity) values ($1, $2, $3, '单一', 9)`, [
      ...[county, store, id],
    ])
  }
  const [device, secondDevice] = [randomUUID(), randomUUID()]
  await add(
    `insert into supply.item (home, id, kind, store, serial) values ($1, $2, 'ventilator-invasive', $3, $4), ($1, $5, 'ventilator-invasive', $3, $6)`,
    [county, device, store, `${mark}SN1`, secondDevice, `${mark}SN2`],
  )
  await add(
    `insert into supply.stock (home, store, item, kind, place, by_serial, free, reserved, quarantine, on_hold, damaged, movement)
     select $1, $2, d, 'ventilator-invasive', $3, true, 1, 0, 0, 0, 0, $4 from unnest($5::uuid[]) d`,
    [county, store, township, movement, [device, secondDevice]],
  )
  await add(
    `insert into supply.consignment (home, id, store, to_home, to_store, movement, sent_on, at, reference)
     values ($1, $2, $3, $1, $4, gen_random_uuid(), current_date, now(), $5)`,
    [county, consignment, otherStore, store, `${mark}调拨`],
  )
  await add(
    `insert into supply.consignment_line (home, consignment, n, store, to_home, to_store, item, kind, lot, state, sent)
     values ($1, $2, 0, $3, $1, $4, gen_random_uuid(), 'mask-surgical', $5, 'free', 5)`,
    [county, consignment, otherStore, store, `${mark}3`],
  )
  await add(
    `insert into supply.recall (id, place, kind, lot, reason, account, by_name, at, body_hash)
     values ($1, $2, 'gloves', 'NONE', $3, $4, '', now(), '')`,
    [recall, county, `${mark}抽检`, keeper],
  )
  return { store, otherStore, consignment, keeper, keeperRow, item, device, movement, recall }
}

/** Names an account for a store. */
export const keepFor = async (
  w: World,
  at: { readonly county: string; readonly store: string },
  account: string,
): Promise<void> => {
  await w.admin.query(
    `insert into supply.store_keeper (home, id, store, account, name, from_at, named_by, body_hash)
     values ($1, gen_random_uuid(), $2, $3, '有关人', now(), $3, '')`,
    [at.county, at.store, account],
  )
}
