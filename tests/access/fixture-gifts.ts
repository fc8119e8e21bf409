import { randomUUID } from 'node:crypto'
import { numberOf } from '../../apps/server/src/modules/supply/gifts/codes.js'
import type { World } from '../support/world.js'

const states = {
  ...{ giftNew: 'offered', giftDeclining: 'offered', giftArriving: 'accepted', giftAccepted: 'accepted' },
  ...{ giftDirected: 'accepted', giftHere: 'counted', giftDone: 'issued' },
} as const
type Gift = keyof typeof states
type Made = Gift | 'giftPhoto' | 'giftTarget' | 'giftPromise' | 'giftIssue'

type At = {
  readonly county: string
  readonly township: string
  readonly mark: string
  readonly store: string
  readonly hospital: string
}

/** Gifts in each state, one of them counted in at the store with units in quarantine, in the books and issued; `mark` in every name. */
export const addGifts = async (w: World, at: At): Promise<Record<Made, string>> => {
  const { county, township, mark, store, hospital } = at
  const names = Object.keys(states) as readonly Gift[] // the keys of the object above
  const ids = Object.fromEntries(names.map((name) => [name, randomUUID()])) as Record<Gift, string> // each was made
  const [photo, target, promise, issue, item, movement] = Array.from({ length: 6 }, () => randomUUID())
  const add = (sql: string, values: unknown[]) => w.admin.query(sql, values)
  for (const name of names) {
    const directed = name === 'giftNew' || name === 'giftDirected' ? `${mark}指定给某医院` : null
    const counted = states[name] === 'offered' ? null : store
    await add(
      `insert into supply.gift (home, id, number, source, state, donor_kind, named, directed, aim_facility, ready_on, transport, store,
         store_name, note, at, body_hash)
       values ($1, $2, $3, 'public', $4, 'person', 'no', $5, $6, current_date, false, $7, $8, $9, now(), '')`,
      [
        ...[county, ids[name], numberOf(ids[name]), states[name], directed],
        ...[
          name === 'giftDirected' ? hospital : null,
          counted,
          counted === null ? null : `${mark}库`,
          `${mark}附言${township}`,
        ],
      ],
    )
    await add(
      `insert into supply.gift_line (home, gift, n, kind, quantity, unit, claimed) values ($1, $2, 0, 'ecmo', 5, 'set', $3)`,
      [county, ids[name], `${mark}证`],
    )
  }
  const reference = `GIFT-${numberOf(ids.giftHere)}`
  await add(`insert into supply.item (home, id, kind, store, lot) values ($1, $2, 'mask-surgical', $3, $4)`, [
    ...[county, item, store, `${mark}赠`],
  ])
  await add(
    `insert into supply.stock (home, store, item, kind, place, by_serial, free, reserved, quarantine, on_hold, damaged, movement)
     values ($1, $2, $3, 'mask-surgical', $4, false, 0, 40, 50, 0, 0, $5)`,
    [county, store, item, township, movement],
  )
  await add(`insert into supply.reserved (home, store, item, reference, quantity) values ($1, $2, $3, $4, 40)`, [
    ...[county, store, item, reference],
  ])
  await add(
    `insert into supply.gift_count (home, gift, n, store, item, kind, lot, counted, quarantine, kept, issued)
     values ($1, $2, 0, $3, $4, 'mask-surgical', $5, 100, 50, 40, 10)`,
    [county, ids.giftHere, store, item, `${mark}赠`],
  )
  const account = (await w.account({ role: 'warehouseKeeper', place: county })).id
  const place = [township, 'undirected', false, 'nonClinical', account]
  for (const [id, gift, kind, quantity, issued] of [
    [target, ids.giftHere, 'mask-surgical', 30, 10],
    [promise, ids.giftAccepted, 'ecmo', 1, 0],
  ] as const) {
    await add(
      `insert into supply.gift_target (home, id, gift, kind, quantity, issued, facility, name, place, by_what, as_proposed, use, at,
         account, by_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now(), $13, $8)`,
      [county, id, gift, kind, quantity, issued, hospital, `${mark}医院`, ...place],
    )
  }
  await add(
    `insert into supply.movement (home, id, store, what, day, at, account, by_name, reference, party, body_hash)
     values ($1, $2, $3, 'issue', current_date, now() - interval '1 hour', $4, $5, $6, $5, '')`,
    [county, issue, store, account, `${mark}库管`, reference],
  )
  await add(
    `insert into supply.movement_line (home, movement, n, store, item, kind, from_account, to_account, quantity, at)
     values ($1, $2, 0, $3, $4, 'mask-surgical', 'reserved', 'consumed', 10, now() - interval '1 hour')`,
    [county, issue, store, item],
  )
  await add(
    `insert into supply.step (home, id, subject, what, at, account, by_name, detail, body_hash)
     values ($1, $2, $3, 'issue', now(), $4, $5, $6, '')`,
    [county, issue, ids.giftHere, account, `${mark}库管`, JSON.stringify({ target, quantity: 10 })],
  )
  await add(
    `insert into supply.gift_photo (home, id, gift, type, bytes, at) values ($1, $2, $3, 'image/jpeg', $4, now())`,
    [county, photo, ids.giftHere, Buffer.from(mark)],
  )
  return {
    ...ids,
    giftPhoto: photo ?? '',
    giftTarget: target ?? '',
    giftPromise: promise ?? '',
    giftIssue: issue ?? '',
  }
}
