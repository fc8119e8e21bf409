import type { MoveValues } from '../../policy/index.js'
import { addHours, addMinutes, type Instant, laterOf } from '../../shared/index.js'
import type { ConsignmentState, MoveUrgency } from './consignment.js'

/**
 * Why somebody is told of a consignment. `late`: the arrival that was promised has passed. `foreseen`: by its legs it will be later
 * than promised. `silent`: nothing was heard of it for too long.
 */
export const delayWhys = ['late', 'foreseen', 'silent'] as const
export type DelayWhy = (typeof delayWhys)[number]

export type DelayKnown = {
  readonly state: ConsignmentState
  readonly urgency: MoveUrgency
  /** The arrival that stands as promised: the newest estimate, else the plan; null where nobody said any. */
  readonly promised: Instant | null
  /** The arrival that follows from the legs. */
  readonly expected: Instant | null
  readonly hasArrived: boolean
  /** When something was last heard of it: its departure, a milestone, a new estimate, a word of the driver. */
  readonly heardAt: Instant | null
  /** In the air nobody is heard: when the flight is expected to land; else null. */
  readonly quietUntil: Instant | null
}

/** From when each alarm rings, as far as it can; SUP-MOVE-5 by urgency, SUP-MOVE-6. Nothing rings before departure or after arrival. */
export const alarmsOf = (
  known: DelayKnown,
  { lateMinutes, silentHours }: Pick<MoveValues, 'lateMinutes' | 'silentHours'>,
): readonly { readonly why: DelayWhy; readonly from: Instant }[] => {
  if (known.state !== 'onTheRoad' || known.hasArrived) return []
  const found: { why: DelayWhy; from: Instant }[] = []
  const margin = lateMinutes[known.urgency]
  if (known.promised !== null) {
    const bound = addMinutes(known.promised, margin)
    found.push({ why: 'late', from: bound })
    const foreseen = known.expected !== null && known.expected > bound && known.heardAt !== null
    if (foreseen && known.heardAt !== null) found.push({ why: 'foreseen', from: known.heardAt })
  }
  if (known.heardAt !== null) {
    const bound = addHours(known.heardAt, silentHours)
    const landing = known.quietUntil === null ? bound : addMinutes(known.quietUntil, margin)
    found.push({ why: 'silent', from: laterOf(bound, landing) })
  }
  return found.sort((a, b) => a.from - b.from)
}

/** The levels of desks an alarm climbs, from the owner's own (SUP-MOVE-7). */
export const alarmLevels = ['county', 'prefecture', 'province', 'nation'] as const
export type AlarmLevel = (typeof alarmLevels)[number]

/** The first alarm that rings now, since when, and the highest desk it has come to; null when none does. */
export const alarmAt = (
  known: DelayKnown,
  now: Instant,
  values: Pick<MoveValues, 'lateMinutes' | 'silentHours' | 'climbHours'>,
): { readonly why: DelayWhy; readonly since: Instant; readonly level: AlarmLevel } | null => {
  const [first] = alarmsOf(known, values).filter(({ from }) => from <= now)
  if (first === undefined) return null
  return { why: first.why, since: first.from, level: levelAt(first.from, now, values) }
}

/** The desk that an alarm has come to: one level more after every SUP-MOVE-7 hours. */
export const levelAt = (since: Instant, now: Instant, { climbHours }: Pick<MoveValues, 'climbHours'>): AlarmLevel => {
  const climbed = alarmLevels.filter((_, n) => addHours(since, n * climbHours) <= laterOf(now, since))
  return climbed.at(-1) ?? 'county'
}
