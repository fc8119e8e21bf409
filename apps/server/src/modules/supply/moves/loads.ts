import { mergeCargo, type SplitFault, splitCargo } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { onMove, otherMove, partId, type Working } from './command.js'
import { renew, wayOf } from './derive.js'
import { linesOn, moveById } from './sql.js'
import { addLegs, addMilestone, addMove, addMoveStep, changeMove, saveLines } from './sql-save.js'

const splitProblem = (fault: SplitFault) => {
  switch (fault.why) {
    case 'everything':
      return problem('consignment.everything')
    case 'quantity':
      return problem('consignment.quantity', { line: fault.line + 1, left: fault.left })
    default:
      return problem('consignment.line', { line: fault.line + 1, why: fault.why })
  }
}

/** The rest of the way goes with what is split off: legs that have not ended, and what is known of them. */
const copyWay = async ({ tx, row, by }: Working, into: string, command: string): Promise<void> => {
  const way = await wayOf(tx, row)
  const ended = (n: number): boolean =>
    way.milestones.some((m) => m.leg === n && m.what === 'arrived' && m.basis === 'actual')
  const legs = way.legs.filter(({ n }) => !ended(n))
  const at = { home: row.home, id: into }
  if (legs.length === 0) return
  await addLegs(
    tx,
    at,
    legs.map((leg, n) => ({ ...leg, n })),
  )
  for (const [i, m] of way.milestones.entries()) {
    const leg = legs.findIndex(({ n }) => n === m.leg)
    if (leg < 0) continue
    const { what, basis, local, zone, source, source_name: sourceName, reason, doubt } = m
    const copy = { leg, what, basis, local, zone, source, sourceName, reason, doubt, at: new Date(m.at) }
    await addMilestone(tx, at, { ...copy, id: partId(command, 100 + i) }, by)
  }
}

/** Puts some of the units on the road onto a consignment of their own (E5); units are conserved. */
export const splitConsignment = (needs: SupplyNeeds, call: Call<'consignment.split'>) =>
  onMove(needs, call, { act: 'split', only: 'owner', also: [call.body.into] }, async (w) => {
    const { tx, row, rules, by } = w
    const { id, into, lines: asked, reason } = call.body
    const split = splitCargo(await linesOn(tx, row), asked)
    if (split.outcome === 'refused') throw splitProblem(split.fault)
    const fresh = { ...row, id: into, split_from: row.id, heard_at: rules.at }
    const hash = hashOf(`consignment.split ${into}`, call.body)
    if ((await addMove(tx, fresh, by, hash)) === 0) throw problem('command.other-body', { id: into })
    await copyWay(w, into, id)
    // What goes is written before what stays: between the two no assigned unit seems to have arrived.
    await saveLines(tx, fresh, split.goes)
    await saveLines(tx, row, split.stays)
    if (row.undecided) await changeMove(tx, fresh, sql`undecided = true`)
    const made = await moveById(tx, into)
    if (made !== undefined) await renew(tx, made, rules, 'not')
    const units = split.goes.reduce((sum, one) => sum + one.quantity, 0)
    const step = { id: partId(id, 99), what: 'splitFrom', reason, detail: { units, from: row.id }, hash }
    await addMoveStep(tx, fresh, step, by)
    return { reason, detail: { units, into } }
  })

/** Puts all that is on the road onto another consignment to the same store (E5); this one is closed. */
export const mergeConsignment = (needs: SupplyNeeds, call: Call<'consignment.merge'>) =>
  onMove(needs, call, { act: 'merge', only: 'owner', also: [call.body.into] }, async ({ tx, row, by }) => {
    const { id, into, reason } = call.body
    if (into === row.id) throw problem('consignment.merge')
    const other = await otherMove(tx, into, call)
    const fits = other.state === 'onTheRoad' && other.to_store === row.to_store && other.home === row.home
    if (!fits || other.from_store !== row.from_store || other.source !== row.source) throw problem('consignment.merge')
    const merged = mergeCargo(await linesOn(tx, other), await linesOn(tx, row))
    await saveLines(tx, other, merged.into)
    await saveLines(tx, row, merged.from)
    await changeMove(tx, row, sql`merged_into = ${into}, undecided = false`)
    if (row.undecided) await changeMove(tx, other, sql`undecided = true`)
    const hash = hashOf(`consignment.merge ${into}`, call.body)
    await addMoveStep(tx, other, { id: partId(id, 99), what: 'mergedFrom', reason, detail: { from: row.id }, hash }, by)
    return { reason, detail: { into }, state: 'closed' }
  })
