import type { DueValues, RuleId } from '../../policy/index.js'
import { addHours, type Instant, laterOf } from '../../shared/index.js'
// The file itself and not the door: life events renew what is due, so the doors would import each other in a circle.
import { isGone, type LifeState } from '../life/life-state.js'
import type { HeldFlag } from './obligations.js'

/** What life makes of the next due moment: a reason of its own instead of routine follow-up. */
export type LifeDue = {
  readonly dueAt: Instant | null
  readonly reason: 'gone' | 'inHospital' | 'offerAgain' | 'offerDaily'
  readonly ruleId: RuleId
}

type Facts = {
  readonly life: LifeState
  readonly twoWayAt: readonly Instant[]
  /** An infection or worsening counts in a refusal; others do not. */
  readonly flags?: readonly HeldFlag[]
}

/** Offered again daily while infected or worse, from when that is known; null where the pause of the refusal ends sooner. */
const offeredDaily = ({ flags }: Facts, lastOffer: Instant, values: DueValues): LifeDue | null => {
  const ill = flags?.find(({ flag }) => flag === 'episode')
  if (ill === undefined) return null
  const { longestGapHours, gapRuleId } = values.byFlag.episode
  const dueAt = laterOf(addHours(lastOffer, longestGapHours), ill.since)
  if (dueAt >= addHours(lastOffer, values.life.offerAgainHours)) return null
  return { dueAt, reason: 'offerDaily', ruleId: gapRuleId }
}

/**
 * The due moment of those whose routine follow-up is ended or paused; null for everybody else. A pause is never without
 * end: who is in hospital is asked after again, who refused is offered again, counted from the last talk in the pause; daily
 * where they are infected or worse, since nobody foresaw that when they refused (K5). In hospital others look after them.
 */
export const dueInLife = (facts: Facts, values: DueValues): LifeDue | null => {
  const { life, twoWayAt } = facts
  if (isGone(life)) return { dueAt: null, reason: 'gone', ruleId: 'CARE-LIFE-4' }
  if (life.since === null || life.status === 'here') return null
  const from = laterOf(life.since, twoWayAt[0] ?? life.since)
  if (life.status === 'admitted') {
    return { dueAt: addHours(from, values.life.askAgainHours), reason: 'inHospital', ruleId: 'CARE-LIFE-1' }
  }
  const again = {
    dueAt: addHours(from, values.life.offerAgainHours),
    reason: 'offerAgain',
    ruleId: 'CARE-LIFE-2',
  } as const
  return offeredDaily(facts, from, values) ?? again
}

/** The first talk after coming home from hospital, owed to every key person until it has been had (CARE-LIFE-3). */
export const afterDischarge = ({ life, twoWayAt }: Facts, values: DueValues): Instant | null => {
  if (life.resumed === null || life.resumed.from !== 'discharge') return null
  const talked = twoWayAt[0] !== undefined && twoWayAt[0] >= life.resumed.at
  return talked ? null : addHours(life.resumed.at, values.life.afterDischargeHours)
}
