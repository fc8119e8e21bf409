import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { movementIn } from '../movements/book.js'
import { kindsIn } from '../movements/receive.js'
import { addMovement } from '../movements/sql-save.js'
import { sending } from '../movements/transit.js'
import type { SupplyNeeds } from '../needs.js'
import { onMove, partId, type Working } from './command.js'
import { wayOf } from './derive.js'
import { transferLines } from './make-consignment.js'
import { doubtIn, momentOf } from './milestones.js'
import { type LineRow, type WantRow, wantsOf } from './sql.js'
import { addMilestone, saveLines } from './sql-save.js'

/** Units that left, each with the assignment it is of: the wants of a kind are filled one after the other. */
const allotted = (sent: readonly Omit<LineRow, 'assignment'>[], wants: readonly WantRow[]): readonly LineRow[] => {
  const open = wants.map((want) => ({ ...want, left: want.quantity }))
  const found: LineRow[] = []
  for (const line of sent) {
    let left = line.quantity
    const mine = open.filter(
      (want) => want.kind === line.kind && want.left > 0 && (want.product === null || want.product === line.product),
    )
    // A maker's product that was asked for is filled before what any maker's may fill.
    for (const want of mine.sort((a, b) => Number(a.product === null) - Number(b.product === null))) {
      const quantity = Math.min(left, want.left)
      if (quantity === 0) continue
      want.left -= quantity
      left -= quantity
      const { assignment } = want
      found.push({ ...line, n: found.length, quantity, origin: `${line.origin}${assignment ?? ''}`, assignment })
    }
    if (left > 0) throw problem('consignment.wanted', { kind: line.kind })
  }
  const short = open.find((want) => want.left > 0)
  if (short !== undefined) throw problem('consignment.wanted', { kind: short.kind })
  return found
}

/** Goods of a store leave its book into transit, in the same transaction; by its keeper (E9). */
const takeOut = async ({ tx, row, rules }: Working, call: Call<'consignment.depart'>): Promise<void> => {
  const { actor, body, require } = call
  if (row.from_store === null) return
  const wants = await wantsOf(tx, row)
  const kinds = [...new Set(wants.map(({ kind }) => kind))]
  const chosen = body.lines.map((line) => ({ ...line, state: 'free' as const }))
  const unit = new Map(body.lines.map((line) => [line.kind, line.unit]))
  if (chosen.length === 0 || chosen.some(({ kind }) => !kinds.includes(kind))) {
    throw problem('consignment.wanted', { kind: chosen.find(({ kind }) => !unit.has(kind))?.kind ?? null })
  }
  const head = { id: body.id, day: body.day, why: body.why, reference: row.reference, party: null }
  const sent = { ...head, consignment: row.id, to: row.to_store, lines: chosen }
  await movementIn(
    tx,
    {
      entry: {
        ...{ actor, store: row.from_store, head, body: sent, what: 'send', kinds: kindsIn(chosen) },
        require: (target) => require(target, 'stock.write'),
      },
      ...{ rules: rules.books, now: rules.now, save: addMovement },
    },
    sending(row.from_store, sent),
  )
  const lines = (await transferLines(tx, row.id)).map(({ left, store: _store, to_store: _to, n, ...line }) => ({
    ...{ ...line, n, quantity: left, arrived: 0, lost: 0, road: row.id, road_n: n, origin: `${row.id}/${n}/` },
  }))
  await saveLines(tx, row, allotted(lines, wants))
}

/** A consignment leaves (E5). */
export const depart = (needs: SupplyNeeds, call: Call<'consignment.depart'>) =>
  onMove(needs, call, { act: 'depart' }, async (w) => {
    const { tx, row, rules, by } = w
    const { id, departed } = call.body
    // Goods from outside have no keeper before they arrive: their owner's desk says that they left.
    if (row.from_store === null) call.require({ place: row.place }, 'consignment.manage')
    const at = momentOf(departed)
    const way = await wayOf(tx, row)
    const said = { leg: 0, what: 'departed', at, zone: departed.zone, sure: true } as const
    if (way.legs.length > 0) {
      const doubt = doubtIn(way, said, rules)
      const { local, zone } = departed
      const source = row.from_store === null ? 'desk' : 'sender'
      await addMilestone(
        tx,
        row,
        {
          ...{ id: partId(id, 1), leg: 0, what: 'departed', basis: 'actual', at: new Date(at), local, zone, source },
          ...{ sourceName: row.from_name ?? row.party ?? '', reason: null, doubt },
        },
        by,
      )
    }
    await takeOut(w, call)
    return { reason: call.body.why, heard: true }
  })
