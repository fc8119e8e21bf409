import type { Instant } from '@lianfang/domain/shared'
import {
  alarmsOf,
  arrivalOf,
  type Milestone,
  type MilestoneChoice,
  type SlotTime,
  timeOf,
} from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { MoveRules } from '../needs.js'
import {
  type ChoiceRow,
  choicesOf,
  type LegRow,
  legsOf,
  type MilestoneRow,
  type MoveRow,
  milestonesOf,
  moveById,
} from './sql.js'
import { changeMove } from './sql-save.js'

export const milestoneOf = ({ source_name: sourceName, entered_at: enteredAt, ...row }: MilestoneRow): Milestone => ({
  ...{
    id: row.id,
    leg: row.leg,
    what: row.what,
    basis: row.basis,
    at: row.at,
    source: row.source,
    sourceName,
    enteredAt,
  },
})
export const choiceOf = (row: ChoiceRow): MilestoneChoice => ({ milestone: row.milestone, chosenAt: row.at })

export type Way = {
  readonly legs: readonly LegRow[]
  readonly milestones: readonly MilestoneRow[]
  readonly choices: readonly ChoiceRow[]
}
export const wayOf = async (tx: Tx, row: Pick<MoveRow, 'home' | 'id'>): Promise<Way> => {
  const [legs, milestones, choices] = await Promise.all([legsOf(tx, row), milestonesOf(tx, row), choicesOf(tx, row)])
  return { legs, milestones, choices }
}

/** The time in force of a milestone of a leg. */
export const timesOn = ({ milestones, choices }: Way, { values }: Pick<MoveRules, 'values'>) => {
  const all = milestones.map(milestoneOf)
  const chosen = choices.map(choiceOf)
  return (leg: number, what: Milestone['what'], of: readonly Milestone[] = all): SlotTime =>
    timeOf({ leg, what }, of, chosen, values)
}

const atOf = (time: SlotTime): Instant | null => ('at' in time ? time.at : null)
const hasHappened = ({ state }: SlotTime): boolean => state === 'actual' || state === 'disputed'

/** What follows from the legs and what is known of them. */
export const deriveWay = (way: Way, rules: Pick<MoveRules, 'values'>) => {
  const timeAt = timesOn(way, rules)
  const expectedOnly = way.milestones.map(milestoneOf).filter(({ basis }) => basis !== 'actual')
  const legs = way.legs.map(({ n }) => ({ departed: timeAt(n, 'departed'), arrived: timeAt(n, 'arrived') }))
  const last = way.legs.at(-1)
  const arrived = legs.at(-1)?.arrived ?? ({ state: 'none' } as const)
  const current = way.legs.find((_, i) => {
    const leg = legs[i]
    return leg !== undefined && !hasHappened(leg.arrived)
  })
  const flying = current?.mode === 'air' && hasHappened(timeAt(current.n, 'departed'))
  return {
    promised: last === undefined ? null : atOf(timeAt(last.n, 'arrived', expectedOnly)),
    expected: arrivalOf({
      legs,
      plannedStarts: way.legs.map(({ n }) => atOf(timeAt(n, 'departed', expectedOnly))),
    }),
    arrivedAt: arrived.state === 'actual' ? arrived.at : null,
    hasArrived: hasHappened(arrived),
    disputed: way.legs.some(({ n }) =>
      (['pickedUp', 'departed', 'arrived', 'customsIn', 'customsOut', 'handedOver'] as const).some(
        (what) => timeAt(n, what).state === 'disputed',
      ),
    ),
    quietUntil: flying && current !== undefined ? atOf(timeAt(current.n, 'arrived')) : null,
    next: current?.to_name ?? null,
    modes: [...new Set(way.legs.map(({ mode }) => mode))],
  }
}

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at))

/**
 * Writes down what follows for lists and alarms. `heard`: whether something was heard of it just now. Answers the alarm that rang
 * before and rings no more.
 */
export const renew = async (
  tx: Tx,
  before: MoveRow,
  rules: MoveRules,
  heard: 'heard' | 'not',
): Promise<{ readonly endedAlarm: string | null }> => {
  const row = (await moveById(tx, before.id)) ?? before
  const way = deriveWay(await wayOf(tx, row), rules)
  const heardAt = heard === 'heard' ? rules.at : row.heard_at
  const [first] = alarmsOf(
    {
      ...{ state: row.state, urgency: row.urgency, promised: way.promised, expected: way.expected },
      ...{ hasArrived: way.hasArrived, heardAt, quietUntil: way.quietUntil },
    },
    rules.values,
  )
  await changeMove(
    tx,
    row,
    sql`modes = ${way.modes}::text[], next = ${way.next}, promised_at = ${dateOf(way.promised)}::timestamptz,
      expected_at = ${dateOf(way.expected)}::timestamptz, arrived_at = ${dateOf(way.arrivedAt)}::timestamptz, disputed = ${way.disputed},
      heard_at = ${dateOf(heardAt)}::timestamptz, alarm_why = ${first?.why ?? null}, alarm_from = ${dateOf(first?.from ?? null)}::timestamptz`,
  )
  const rang = before.alarm_from !== null && before.alarm_from <= rules.at
  const rings = first !== undefined && first.from <= rules.at
  return { endedAlarm: rang && !rings ? before.alarm_why : null }
}
