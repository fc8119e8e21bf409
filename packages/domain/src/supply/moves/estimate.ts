import { type Instant, instantOf } from '../../shared/index.js'
import type { SlotTime } from './milestones.js'

export type LegTimes = { readonly departed: SlotTime; readonly arrived: SlotTime }

/** Of a disputed time the latest statement counts: who waits must not wait in vain. */
const happened = (time: SlotTime): Instant | null =>
  time.state === 'actual' ? time.at : time.state === 'disputed' ? time.to : null

const expected = (time: SlotTime): Instant | null =>
  time.state === 'planned' || time.state === 'estimated' ? time.at : null

const latest = (...times: readonly (Instant | null)[]): Instant | null => {
  const known = times.filter((at) => at !== null)
  return known.length === 0 ? null : instantOf(Math.max(...known))
}

/** When a leg ends, after the one before it ended at `before`: what was planned moves with a late departure, an estimate does not. */
const endOf = (leg: LegTimes, before: Instant | null, plannedStart: Instant | null): Instant | null => {
  const arrived = happened(leg.arrived)
  if (arrived !== null) return arrived
  const promised = expected(leg.arrived)
  if (promised === null) return null
  const start = happened(leg.departed) ?? latest(expected(leg.departed), before)
  if (leg.arrived.state === 'estimated' || start === null) return latest(promised, start)
  const late = plannedStart === null ? 0 : Math.max(0, start - plannedStart)
  return latest(instantOf(promised + late), start)
}

/** `plannedStarts`: what was expected of each departure before it happened; delay is measured against it. */
export type Route = {
  readonly legs: readonly LegTimes[]
  readonly plannedStarts: readonly (Instant | null)[]
}

/**
 * When the whole arrives: leg by leg, no leg beginning before the one before it ends. Null where a leg says nothing of its end.
 * Early departures shorten nothing: the next train does not leave sooner.
 */
export const arrivalOf = ({ legs, plannedStarts }: Route): Instant | null => {
  let end: Instant | null = null
  for (const [n, leg] of legs.entries()) {
    end = endOf(leg, end, plannedStarts[n] ?? expected(leg.departed))
    if (end === null) return null
  }
  return end
}
