import type { GoneRow } from '@lianfang/contract'
import type { PlaceCode } from '@lianfang/domain/shared'
import { onRoad } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import type { SupplyNeeds } from '../needs.js'
import { actorName } from '../steps.js'
import type { LineRow, MoveRow } from './sql.js'
import type { Writer } from './sql-save.js'

type Going = {
  readonly id: string
  readonly lines: readonly LineRow[]
  readonly instead: string
  readonly turnedBack: boolean
  readonly reason: string
}

/** Leaves word for the store that a consignment was bound for (E5): it went elsewhere, by whom and when. */
export const addGone = (tx: Tx, row: MoveRow, going: Going, by: Writer): Promise<number> => {
  const units = new Map<string, number>()
  for (const line of going.lines) units.set(line.kind, (units.get(line.kind) ?? 0) + onRoad(line))
  const kinds = [...units].filter(([, n]) => n > 0).map(([kind, quantity]) => ({ kind, quantity }))
  return tx.run(sql`
    insert into supply.move_gone (home, id, move, to_home, to_store, to_name, to_place, instead, turned_back, from_name, reference,
      kinds, reason, account, by_name, at)
    values (${row.home}, ${going.id}, ${row.id}, ${row.to_home}, ${row.to_store}, ${row.to_name}, ${row.to_place}, ${going.instead},
      ${going.turnedBack}, ${row.from_name ?? row.party ?? ''}, ${row.reference}, ${JSON.stringify(kinds)}::jsonb, ${going.reason},
      ${by.account}, ${actorName(by.account)}, ${by.at})`)
}

type Row = {
  readonly id: string
  readonly move: string
  readonly to_store: string
  readonly to_name: string
  readonly to_place: PlaceCode
  readonly instead: string
  readonly turned_back: boolean
  readonly from_name: string
  readonly reference: string | null
  readonly kinds: GoneRow['kinds']
  readonly reason: string
  readonly by_name: string
  readonly at: number
}

/** What was bound for a place or a store and went elsewhere, newest first, the last hundred (E5). */
export const listGone = (needs: SupplyNeeds, { scope, actor, query, require }: Call<'consignment.gone'>) => {
  const place = query.place ?? actor.place
  require({ place })
  const store = query.store ?? null
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = await tx.rows(sql<Row>`
        select id, move, to_store, to_name, to_place, instead, turned_back, from_name, reference, kinds, reason, by_name, at
        from supply.move_gone
        where to_place >= ${place} and to_place < ${`${place}:`} and (${store}::uuid is null or to_store = ${store}::uuid)
        order by at desc, id limit 100`)
      const names = await placesByCode(tx, [...new Set(rows.map((row) => row.to_place))])
      return {
        rows: rows.map((row) => ({
          ...{ id: row.id, move: row.move, reference: row.reference, from: row.from_name, instead: row.instead },
          to: {
            ...{ id: row.to_store, name: row.to_name },
            place: names.get(row.to_place) ?? { code: row.to_place, name: row.to_place, level: 'county' as const },
          },
          ...{ turnedBack: row.turned_back, kinds: [...row.kinds], reason: row.reason, by: row.by_name },
          at: new Date(row.at).toISOString(),
        })),
      }
    },
    { readOnly: true },
  )
}
