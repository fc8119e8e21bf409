import { reversedLines } from '@lianfang/domain/supply'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { type Posting, writeMovement } from './book.js'
import { itemsById, type LineRow, linesToReverse, movementToReverse } from './sql-load.js'
import { refuseGifts } from './take.js'
import { isCarried, leftOnRoad, moveRoad } from './transit.js'

type Line = Posting['lines'][number]

/** What goes back on the road, or comes from it: the sender takes back what has not arrived, the receiver puts back what has. */
const roadBack = async (tx: Tx, what: string, consignment: string | null, lines: readonly Line[]) => {
  const moved = lines.filter((line) => line.road !== null && line.road !== undefined)
  if (consignment === null || moved.length === 0) return undefined
  const road = await leftOnRoad(tx, consignment)
  const sends = what === 'send'
  for (const line of moved) {
    const row = road.find(({ n }) => n === line.road)
    const left = row === undefined ? 0 : row.sent - row.arrived - row.back
    if (sends && left < line.quantity)
      throw problem('stock.goods-gone', { item: line.item, state: 'transit', missing: line.quantity - left })
  }
  const done = moved.map(({ road: n, quantity }) =>
    sends ? { n: n ?? 0, arrived: 0, back: quantity } : { n: n ?? 0, arrived: -quantity, back: 0 },
  )
  return (inside: Tx) => moveRoad(inside, consignment, done)
}

const lineOf = (row: LineRow): Line => ({
  item: row.item,
  from: row.from_account,
  to: row.to_account,
  quantity: row.quantity,
  road: row.road,
})

/** Takes a movement back by its mirror (E9): once, and only while the goods are where it put them. Nothing is edited. */
export const reverse = (needs: SupplyNeeds, { scope, actor, params, body, require }: Call<'stock.reverse'>) => {
  const kinds = async (tx: Tx) => [
    ...new Set((await linesToReverse(tx, params.id, params.movement)).map(({ kind }) => kind)),
  ]
  const said = { ...body, movement: params.movement }
  const entry = { scope, actor, require, store: params.id, head: body, body: said, what: 'reverse', kinds } as const
  return writeMovement(needs, entry, {
    load: (tx) =>
      Promise.all([movementToReverse(tx, params.id, params.movement), linesToReverse(tx, params.id, params.movement)]),
    decide: async (tx, [movement, rows]) => {
      if (movement === undefined) throw problem('not-found')
      if (movement.what === 'reverse') throw problem('stock.reversal-final')
      if (movement.reversed) throw problem('stock.reversed')
      refuseGifts(movement.reference)
      if (movement.consignment !== null && (await isCarried(tx, movement.consignment)))
        throw problem('consignment.carried')
      const lines = reversedLines(rows.map(lineOf)) as readonly Line[] // the mirror keeps what else a line says
      const items = await itemsById(tx, params.id, [...new Set(lines.map(({ item }) => item))])
      const beside = await roadBack(tx, movement.what, movement.consignment, lines)
      return {
        ...{ lines, items, reverses: params.movement, reference: movement.reference, party: movement.party },
        ...{ consignment: movement.consignment, ...(beside === undefined ? {} : { beside }) },
      }
    },
  })
}
