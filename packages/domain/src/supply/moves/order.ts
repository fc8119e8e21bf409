import type { MoveValues } from '../../policy/index.js'
import { HOUR_MS, type Instant, MINUTE_MS, offsetAt } from '../../shared/index.js'
import { type Milestone, milestoneKinds, type Slot } from './milestones.js'

/**
 * Why a statement is asked back (SUP-MOVE-17). `order`: it lies before what comes earlier, or after what comes later. `zone`: so it
 * does, and it would not if the clock of the other end had been meant. `long`: longer after the one before it than a leg lasts (SUP-MOVE-4).
 */
export type MilestoneDoubt =
  | { readonly why: 'order' | 'long'; readonly against: Milestone; readonly minutes: number }
  | { readonly why: 'zone'; readonly against: Milestone; readonly minutes: number; readonly zone: string }

const placeOf = ({ leg, what }: Slot): number => leg * milestoneKinds.length + milestoneKinds.indexOf(what)

type Said = Slot & { readonly at: Instant; readonly zone: string }

const orderOf = (said: Slot & { readonly at: Instant }, known: readonly Milestone[]): Milestone | undefined =>
  [...known]
    .filter((m) => placeOf(m) !== placeOf(said) && (placeOf(m) < placeOf(said) ? m.at > said.at : m.at < said.at))
    .sort((a, b) => Math.abs(b.at - said.at) - Math.abs(a.at - said.at))[0]

/** The same wall clock read in another zone. */
const readIn = (said: Said, zone: string): Instant =>
  (said.at + offsetAt(said.at, said.zone) - offsetAt(said.at, zone)) as Instant // moved by whole minutes

/**
 * What makes an actual statement doubtful beside the actual statements in force. `zones`: of the places along the way, for a time
 * that was read off one clock and entered for another.
 */
export const doubtOfMilestone = (
  said: Said,
  known: readonly Milestone[],
  zones: readonly string[],
  { longestLegHours }: Pick<MoveValues, 'longestLegHours'>,
): MilestoneDoubt | null => {
  const actual = known.filter(({ basis }) => basis === 'actual')
  const against = orderOf(said, actual)
  if (against !== undefined) {
    const minutes = Math.round((said.at - against.at) / MINUTE_MS)
    const meant = zones.find(
      (zone) =>
        offsetAt(said.at, zone) !== offsetAt(said.at, said.zone) &&
        orderOf({ ...said, at: readIn(said, zone) }, actual) === undefined,
    )
    return meant === undefined ? { why: 'order', against, minutes } : { why: 'zone', against, minutes, zone: meant }
  }
  const before = actual
    .filter((m) => placeOf(m) < placeOf(said))
    .sort((a, b) => placeOf(b) - placeOf(a) || b.at - a.at)[0]
  if (before === undefined || said.at - before.at <= longestLegHours * HOUR_MS) return null
  return { why: 'long', against: before, minutes: Math.round((said.at - before.at) / MINUTE_MS) }
}

/** Whether an actual time lies ahead of the clock: it has not happened (SUP-MOVE-3). */
export const isAhead = (at: Instant, now: Instant, { aheadMinutes }: Pick<MoveValues, 'aheadMinutes'>): boolean =>
  at > now + aheadMinutes * MINUTE_MS
