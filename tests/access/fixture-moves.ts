import { randomUUID } from 'node:crypto'
import type { World } from '../support/world.js'

const names = ['load', 'loadOther', 'loadPlanned', 'loadOut', 'loadDone', 'loadLate'] as const
type Made = (typeof names)[number] | 'milestone' | 'photo'

type At = {
  readonly county: string
  readonly township: string
  readonly mark: string
  readonly store: string
  readonly otherStore: string
}

/**
 * Consignments with `mark` in every name: `load` and `loadOther` on the road from the other store to the kept one, one of goods from
 * outside that is planned, one that is to leave the kept store, one whose units have all arrived, and one not heard of for long.
 */
export const addLoads = async (w: World, at: At): Promise<Record<Made, string>> => {
  const { county, township, mark, store, otherStore } = at
  const ids = Object.fromEntries(names.map((name) => [name, randomUUID()])) as Record<(typeof names)[number], string> // each was made
  const [milestone, photo] = [randomUUID(), randomUUID()] as const
  const account = (await w.account({ role: 'supplyDesk', place: county })).id
  const add = (sql: string, values: unknown[]) => w.admin.query(sql, values)
  for (const name of names) {
    const out = name === 'loadOut'
    const outside = name === 'loadPlanned'
    const state = out || outside ? 'planned' : name === 'loadDone' ? 'arrived' : 'onTheRoad'
    await add(
      `insert into supply.move (home, id, state, source, urgency, place, from_home, from_store, from_name, party, to_home, to_store,
         to_name, to_place, reference, heard_at, account, by_name, at, body_hash)
       values ($1, $2, $3, $4, 'urgent', $5, $6, $7, $8, $9, $1, $10, $11, $5, $12, now() - interval '2 hours', $13, $14, now(), '')`,
      [
        ...[county, ids[name], state, outside ? 'donation' : 'books', township, outside ? null : county],
        ...[
          outside ? null : out ? store : otherStore,
          outside ? null : `${mark}发货`,
          outside ? `${mark}捐赠方` : null,
        ],
        ...[out ? otherStore : store, `${mark}收货`, `${mark}单`, account, `${mark}调度`],
      ],
    )
    await add(
      `insert into supply.move_leg (home, move, n, mode, from_name, from_zone, to_name, to_zone, customs)
       values ($1, $2, 0, 'road', $3, 'Asia/Shanghai', $4, 'Asia/Shanghai', false)`,
      [county, ids[name], `${mark}起`, `${mark}终`],
    )
    if (out) {
      await add(`insert into supply.move_want (home, move, n, kind, quantity) values ($1, $2, 0, 'mask-surgical', 1)`, [
        ...[county, ids[name]],
      ])
      continue
    }
    const road = outside ? null : randomUUID()
    if (road !== null) {
      await add(
        `insert into supply.consignment (home, id, store, to_home, to_store, movement, sent_on, at)
         values ($1, $2, $3, $1, $4, gen_random_uuid(), current_date, now())`,
        [county, road, otherStore, store],
      )
      await add(
        `insert into supply.consignment_line (home, consignment, n, store, to_home, to_store, item, kind, lot, state, sent, arrived)
         values ($1, $2, 0, $3, $1, $4, gen_random_uuid(), 'mask-surgical', $5, 'free', 50, $6)`,
        [county, road, otherStore, store, `${mark}${name}`, name === 'loadDone' ? 50 : 0],
      )
    }
    await add(
      `insert into supply.move_line (home, move, n, kind, lot, quantity, arrived, road, road_n, origin)
       values ($1, $2, 0, 'mask-surgical', $3, 50, $4, $5, $6, $2::uuid::text)`,
      [county, ids[name], `${mark}${name}`, name === 'loadDone' ? 50 : 0, road, road === null ? null : 0],
    )
  }
  await add(
    `update supply.move set heard_at = now() - interval '9 hours', alarm_why = 'silent', alarm_from = now() - interval '3 hours'
     where home = $1 and id = $2`,
    [county, ids.loadLate],
  )
  await add(
    `insert into supply.move_milestone (home, id, move, leg, what, basis, at, local, zone, source, source_name, account, by_name, entered_at, seq)
     values ($1, $2, $3, 0, 'departed', 'actual', now() - interval '3 hours', '', 'Asia/Shanghai', 'sender', $4, $5, $4, now(), 1)`,
    [county, milestone, ids.load, `${mark}发货`, account],
  )
  await add(
    `insert into supply.move_photo (home, id, move, type, bytes, at) values ($1, $2, $3, 'image/png', '\\x89504e47', now())`,
    [county, photo, ids.load],
  )
  return { ...ids, milestone, photo }
}
