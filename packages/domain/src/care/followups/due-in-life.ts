import type { DueValues, RuleId } from '../../policy/index.js'
import { addHours, type Instant, laterOf } from '../../shared/index.js'
// The file itself and not the door: life events renew what is due, so the doors would import each other in a circle.
import { isGone, type LifeState } from '../life/life-state.js'

/** What life makes of the next due moment: a reason of its own instead of routine follow-up. */
export type LifeDue = {
  readonly dueAt: Instant | null
  readonly reason: 'gone' | 'inHospital' | 'offerAgain'
  readonly ruleId: RuleId
}

type Facts = { readonly life: LifeState; readonly twoWayAt: readonly Instant[] }

/**
 * The due moment of those whose routine follow-up is ended or paused; null for everybody else. A pause is never without
 * end: who is in hospital is asked after again, who refused is offered again, counted from the last talk in the pause.
 */
export const dueInLife = ({ life, twoWayAt }: Facts, values: DueValues): LifeDue | null => {
  if (isGone(life)) return { dueAt: null, reason: 'gone', ruleId: 'CARE-LIFE-4' }
  if (life.since === null || life.status === 'here') return null
  const from = laterOf(life.since, twoWayAt[0] ?? life.since)
  if (life.status === 'admitted') {
    return { dueAt: addHours(from, values.life.askAgainHours), reason: 'inHospital', ruleId: 'CARE-LIFE-1' }
  }
  return { dueAt: addHours(from, values.life.offerAgainHours), reason: 'offerAgain', ruleId: 'CARE-LIFE-2' }
}

/** The first talk after coming home from hospital, owed to every key person until it has been had (CARE-LIFE-3). */
export const afterDischarge = ({ life, twoWayAt }: Facts, values: DueValues): Instant | null => {
  if (life.resumed === null || life.resumed.from !== 'discharge') return null
  const talked = twoWayAt[0] !== undefined && twoWayAt[0] >= life.resumed.at
  return talked ? null : addHours(life.resumed.at, values.life.afterDischargeHours)
}
