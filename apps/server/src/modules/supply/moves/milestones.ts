import { type Instant, never } from '@lianfang/domain/shared'
import {
  doubtOfMilestone,
  isAhead,
  type LocalFault,
  type LocalTime,
  localAt,
  type MilestoneKind,
  readLocal,
} from '@lianfang/domain/supply'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { MoveRules, SupplyNeeds } from '../needs.js'
import { onMove, type Working } from './command.js'
import { milestoneOf, type Way, wayOf } from './derive.js'
import type { LegRow } from './sql.js'
import { addChoice, addMilestone } from './sql-save.js'

const timeProblem = (fault: LocalFault, { local, zone }: LocalTime) => {
  switch (fault) {
    case 'unreadable':
      return problem('consignment.time', { local, zone })
    case 'skipped':
      return problem('consignment.time-skipped', { local, zone })
    case 'twice':
      return problem('consignment.time-twice', { local, zone })
    default:
      return never(fault)
  }
}

/** The moment of a time as it was read off a clock (SUP-MOVE-16). */
export const momentOf = (said: LocalTime & { readonly second: boolean | null }): Instant => {
  const read = readLocal(said, said.second)
  if ('fault' in read) throw timeProblem(read.fault, said)
  return read.at
}

export const legOf = (legs: readonly LegRow[], n: number): LegRow => {
  const leg = legs.find((one) => one.n === n)
  if (leg === undefined) throw problem('consignment.leg-unknown', { leg: n })
  return leg
}

type Actual = {
  readonly leg: number
  readonly what: MilestoneKind
  readonly at: Instant
  readonly zone: string
  readonly sure: boolean
}

/** Refuses what has not happened; asks back what does not fit (SUP-MOVE-3, -4, -17), unless somebody says that it is right. */
export const doubtIn = (way: Way, said: Actual, rules: Pick<MoveRules, 'at' | 'values'>): string | null => {
  if (isAhead(said.at, rules.at, rules.values)) throw problem('consignment.time-ahead')
  const leg = legOf(way.legs, said.leg)
  const doubt = doubtOfMilestone(said, way.milestones.map(milestoneOf), [leg.from_zone, leg.to_zone], rules.values)
  if (doubt === null) return null
  if (said.sure) return doubt.why
  const { against } = doubt
  throw problem('consignment.time-doubtful', {
    ...{ why: doubt.why, leg: against.leg, what: against.what, minutes: doubt.minutes },
    ...{ zone: doubt.why === 'zone' ? doubt.zone : null },
  })
}

/** Writes down what a source says of a time (E5). Nothing is overwritten. */
export const recordMilestone = (needs: SupplyNeeds, call: Call<'consignment.milestone'>) =>
  onMove(needs, call, { act: 'milestone' }, async ({ tx, row, rules, by }) => {
    const { id, leg, what, basis, local, zone, second, source, sourceName, note, sure } = call.body
    const at = momentOf({ local, zone, second })
    const way = await wayOf(tx, row)
    legOf(way.legs, leg)
    const doubt = basis === 'actual' ? doubtIn(way, { leg, what, at, zone, sure }, rules) : null
    await addMilestone(
      tx,
      row,
      { id, leg, what, basis, at: new Date(at), local, zone, source, sourceName, reason: note, doubt },
      by,
    )
    return { detail: { leg, milestone: what, basis, source, doubt }, ...(basis === 'actual' ? { heard: true } : {}) }
  })

/** A new estimate with its reason (E5): what was promised before stays to be read. */
export const estimate = (needs: SupplyNeeds, call: Call<'consignment.estimate'>) =>
  onMove(needs, call, { act: 'milestone' }, async ({ tx, row, by }) => {
    const { id, leg, what, local, zone, second, source, sourceName, reason } = call.body
    const at = momentOf({ local, zone, second })
    legOf((await wayOf(tx, row)).legs, leg)
    const said = { id, leg, what, basis: 'estimated', at: new Date(at), local, zone, source, sourceName }
    await addMilestone(tx, row, { ...said, reason, doubt: null }, by)
    return { reason, detail: { leg, milestone: what, source }, heard: true }
  })

/** Chooses one of several statements, with a reason, by name (E5); all stay. */
export const choose = (needs: SupplyNeeds, call: Call<'consignment.choose'>) =>
  onMove(needs, call, { act: 'choose', only: 'owner' }, async ({ tx, row, by }) => {
    const { id, milestone, reason } = call.body
    const said = (await wayOf(tx, row)).milestones.find((one) => one.id === milestone)
    if (said === undefined || said.basis !== 'actual') throw problem('consignment.not-actual')
    await addChoice(tx, row, { id, milestone, reason }, by)
    return { reason, detail: { leg: said.leg, milestone: said.what, source: said.source } }
  })

/** Writes down that something happened just now at the end of the way, where legs are known. */
export const addNow = async (
  { tx, row, rules, by }: Omit<Working, 'next'>,
  said: {
    readonly id: string
    readonly what: MilestoneKind
    readonly leg: 'first' | 'last'
    readonly source: string
    readonly name: string
  },
): Promise<void> => {
  const { legs } = await wayOf(tx, row)
  const leg = said.leg === 'first' ? legs[0] : legs.at(-1)
  if (leg === undefined) return
  const zone = said.leg === 'first' ? leg.from_zone : leg.to_zone
  await addMilestone(
    tx,
    row,
    {
      ...{ id: said.id, leg: leg.n, what: said.what, basis: 'actual', at: new Date(rules.at), zone },
      ...{ local: localAt(rules.at, zone), source: said.source, sourceName: said.name, reason: null, doubt: null },
    },
    by,
  )
}
