import { randomUUID } from 'node:crypto'
import type { World } from '../support/world.js'

const names = [
  ...(['clinic', 'fund', 'orderChanging', 'orderApproving', 'orderPlacing', 'orderReceiving', 'orderClosing'] as const),
  ...(['orderWithdrawing', 'orderLine', 'label', 'medicineIssuing', 'medicineIssued', 'pharmacy'] as const),
] as const
type Made = (typeof names)[number]

const states = {
  ...{ orderChanging: 'proposed', orderApproving: 'proposed', orderPlacing: 'approved', orderReceiving: 'ordered' },
  ...{ orderClosing: 'ordered', orderWithdrawing: 'approved' },
} as const

type At = {
  readonly county: string
  readonly township: string
  readonly mark: string
  /** A store with a book, which becomes the clinic's; and somebody of the township who was given medicine. */
  readonly store: string
  readonly person: string
  /** Another one of the township. */
  readonly neighbour: string
}

/** A clinic with too little, orders in each state on a fund line, a label, and requests for medicine; `mark` in every name. */
export const addGrassroots = async (w: World, at: At): Promise<Record<Made, string>> => {
  const { county, township, mark, store, person, neighbour } = at
  const ids = Object.fromEntries(names.map((name) => [name, randomUUID()])) as Record<Made, string> // each was made
  const add = (sql: string, values: unknown[]) => w.admin.query(sql, values)
  const old = (await w.account({ role: 'supplyDesk', place: county, name: '旧供应' })).id
  await add(`insert into kernel.facility (home, id, kind, name, place) values ($1, $2, 'townshipCentre', $3, $4)`, [
    ...[county, ids.clinic, `${mark}卫生院`, township],
  ])
  await add(`update supply.store set facility = $3 where home = $1 and id = $2`, [county, store, ids.clinic])
  await add(
    `insert into supply.served (home, id, facility, place, population, source, day, at, account, by_name, body_hash)
     values ($1, gen_random_uuid(), $2, $3, 1000, $4, current_date, now(), $5, $4, '')`,
    [county, ids.clinic, township, `${mark}年报`, old],
  )
  await add(
    `insert into supply.fund (home, id, name, budget, committed, body_hash) values ($1, $2, $3, 1000000, 4000, '')`,
    [county, ids.fund, `${mark}专项`],
  )
  for (const [name, state] of Object.entries(states)) {
    await add(
      `insert into supply.joint_order (home, id, name, state, fund, proposed_by, proposed_name, at, approved_by, approved_name, body_hash)
       values ($1, $2, $3, $4, case when $4 <> 'proposed' then $5::uuid end, $6, $3, now(),
         case when $4 <> 'proposed' then gen_random_uuid() end, $3, '')`,
      [county, ids[name as Made], `${mark}采购`, state, ids.fund, old],
    )
    const line = name === 'orderReceiving' ? ids.orderLine : randomUUID()
    await add(
      `insert into supply.joint_line (home, id, joint, n, facility, facility_name, place, kind, ordered, price)
       values ($1, $2, $3, 0, $4, $5, $6, 'gloves', 10, 100)`,
      [county, line, ids[name as Made], ids.clinic, `${mark}卫生院`, township],
    )
  }
  // A label is printed text that anybody may read: no mark in it.
  await add(
    `insert into supply.label (id, place, kind, source, valid_from, valid_until, entries, at, account, by_name, body_hash)
     values ($1, $2, 'azvudine', '说明书', current_date - 9, current_date + 9,
       '[{"check":"kidney","other":null,"withinDays":null,"says":"减量"}]', now(), $3, '药师', '')`,
    [ids.label, county, old],
  )
  // Where goods can be sent is told to every keeper of the county: no mark in it. The clinic's second store, which no other case changes.
  await add(
    `insert into supply.store (home, id, name, place, kind, facility) values ($1, $2, '药房', $3, 'townshipStore', $4)`,
    [county, ids.pharmacy, township, ids.clinic],
  )
  const [item, movement] = [randomUUID(), randomUUID()]
  await add(`insert into supply.item (home, id, kind, store, lot) values ($1, $2, 'ibuprofen', $3, $4)`, [
    ...[county, item, ids.pharmacy, `${mark}批`],
  ])
  await add(
    `insert into supply.stock (home, store, item, kind, place, by_serial, free, reserved, quarantine, on_hold, damaged, movement)
     values ($1, $2, $3, 'ibuprofen', $4, false, 99, 0, 0, 0, 0, $5)`,
    [county, ids.pharmacy, item, township, movement],
  )
  await add(
    `insert into care.medicine_request (home, id, person, asked_at, asked_by, days_left, late_at, closed_at, closed_by, closed_how,
       closed_days, close_command)
     values ($1, $2, $6, now(), $5, 2, now(), null, null, null, null, null),
       ($1, $3, $4, now(), $5, 2, now(), now(), $5, 'supplied', 7, gen_random_uuid())`,
    [county, ids.medicineIssuing, ids.medicineIssued, person, old, neighbour],
  )
  await add(
    `insert into supply.medicine_issue (home, request, id, store, store_name, kind, quantity, days, long, at, account, by_name, body_hash)
     values ($1, $2, gen_random_uuid(), $3, $4, 'ibuprofen', 1, 7, false, now(), $5, $4, '')`,
    [county, ids.medicineIssued, ids.pharmacy, `${mark}药房`, old],
  )
  return ids
}

/** Names who works for people for the pharmacies they issue from. */
export const issueFor = async (
  w: World,
  pharmacies: readonly { readonly county: string; readonly pharmacy: string }[],
  account: string,
): Promise<void> => {
  for (const { county, pharmacy } of pharmacies) {
    await w.admin.query(
      `insert into supply.store_keeper (home, id, store, account, name, from_at, named_by, body_hash)
       values ($1, gen_random_uuid(), $2, $3, '有关人', now(), $3, '')`,
      [county, pharmacy, account],
    )
  }
}
