import type { AlarmValues } from '../../policy/index.js'
import { addMinutes, type Instant } from '../../shared/index.js'

/** Who has to answer an alarm by now: the team, then the township, the county, the county's leader on duty. */
export type AlarmLevel = 0 | 1 | 2 | 3

/** The moments at which an alarm that nobody acknowledged climbs; half the time when it is urgent (CARE-CLIMB-1 to -4). */
export const climbsAt = (raisedAt: Instant, urgent: boolean, { climb }: AlarmValues): readonly Instant[] =>
  climb.afterMinutes.map((minutes) => addMinutes(raisedAt, urgent ? minutes / 2 : minutes))

/** How high an alarm has climbed at a moment, nobody having acknowledged it. */
export const levelAt = (climbs: readonly Instant[], now: Instant): AlarmLevel => {
  const passed = climbs.filter((at) => at <= now).length
  return passed >= 3 ? 3 : passed === 2 ? 2 : passed === 1 ? 1 : 0
}
