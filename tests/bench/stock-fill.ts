import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { readConfig } from '../../apps/server/src/config.js'
import { openHouse } from '../../apps/server/src/house.js'
import type { Where } from './program.js'

/** What the benches of stock ask about. */
export type Filled = {
  /** Stores that one keeper writes in, spread over counties. */
  readonly stores: readonly string[]
  /** One more, whose book is long, and an item of it. */
  readonly long: string
  readonly item: string
  readonly ms: number
}

// Kinds of which each store has something: the 38 of key equipment, counted here by lots, as the wards' consumables are.
const kinds = `select code from supply.kind where place_in_list < 38 order by place_in_list`

/** Stores in every township that is loaded, as many as were asked for, each with 38 kinds of two lots. */
const fillStores = async (admin: pg.Client, count: number): Promise<void> => {
  await admin.query(
    `insert into supply.store (home, id, name, place, kind)
     select left(d.code, 6), gen_random_uuid(), '库点' || n, d.code, 'warehouse'
     from generate_series(1, $1) n
       join (select code, row_number() over (order by md5(code)) as k, count(*) over () as many
         from kernel.division where length(code) = 9) d on d.k = 1 + (n - 1) % d.many`,
    [count],
  )
  // Some thousand stores at a time: what their rows leave behind would else be one transaction of millions.
  const { rows } = await admin.query<{ id: string }>(
    `select s.id from supply.store s where not exists (select from supply.stock k where k.home = s.home and k.store = s.id)
     order by s.id`,
  )
  for (let from = 0; from < rows.length; from += 1_000) {
    const ids = rows.slice(from, from + 1_000).map(({ id }) => id)
    await admin.query(
      `with made as (
         insert into supply.item (home, id, kind, store, lot, expiry)
         select s.home, gen_random_uuid(), k.code, s.id, 'L1', current_date + (hashtext(s.id::text || k.code) % 700)
         from supply.store s cross join (${kinds}) k where s.id = any($1) returning home, id, kind, store, expiry)
       insert into supply.stock (home, store, item, kind, expiry, place, by_serial, free, reserved, quarantine, on_hold, damaged, movement)
       select m.home, m.store, m.id, m.kind, m.expiry, s.place, false, 20, 3, 2, 0, 0, m.id
       from made m join supply.store s on s.home = m.home and s.id = m.store`,
      [ids],
    )
  }
}

/** A book of so many movements of one store, of 200 items. */
const fillBook = async (admin: pg.Client, store: string, movements: number): Promise<string> => {
  const { rows: items } = await admin.query<{ id: string }>(
    `insert into supply.item (home, id, kind, store, lot)
     select s.home, gen_random_uuid(), 'mask-surgical', s.id, left(gen_random_uuid()::text, 20) from supply.store s, generate_series(1, 200) n
     where s.id = $1 returning id`,
    [store],
  )
  await admin.query(
    `with made as (
       insert into supply.movement (home, id, store, what, day, at, account, by_name, reference, body_hash)
       select s.home, gen_random_uuid(), s.id, 'issue', current_date - n / 1000, now() - n * interval '1 minute', gen_random_uuid(),
         '', '单' || n % 5000, ''
       from supply.store s, generate_series(1, $2::int) n where s.id = $1 returning home, id, store, at)
     insert into supply.movement_line (home, movement, n, store, item, kind, from_account, to_account, quantity, at)
     select home, id, 0, store, ($3::uuid[])[1 + abs(hashtext(id::text)) % 200], 'mask-surgical', 'free', 'consumed', 1, at from made`,
    [store, movements, items.map(({ id }) => id)],
  )
  return items[0]?.id ?? randomUUID()
}

/** Fills the database of a running program: stores with stock, one with a long book, and a keeper named for twenty. */
export const fillStock = async (
  where: Where,
  size: { readonly stores: number; readonly keeper: string },
): Promise<Filled> => {
  const began = performance.now()
  const house = await openHouse({
    config: readConfig({ root: where.root, env: where.env }),
    demonstration: true,
    log: () => undefined,
    progress: () => undefined,
  })
  const admin = await house.admin()
  try {
    await fillStores(admin, size.stores)
    const { rows } = await admin.query<{ id: string }>(
      `select distinct on (left(place, 6)) id from supply.store order by left(place, 6), id limit 21`,
    )
    const [long = '', ...spread] = rows.map(({ id }) => id)
    const item = await fillBook(admin, long, 100_000)
    await admin.query(
      `insert into supply.store_keeper (home, id, store, account, name, from_at, named_by, body_hash)
       select s.home, gen_random_uuid(), s.id, a.id, a.name, now(), a.id, ''
       from supply.store s, kernel.account a where s.id = any($1) and a.login = $2`,
      [[long, ...spread], size.keeper],
    )
    await admin.query('analyze')
    return { stores: spread, long, item, ms: performance.now() - began }
  } finally {
    await admin.end()
    await house.close()
  }
}
