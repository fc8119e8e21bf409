import { ancestorsOf, type Day, levelOf, NATION } from '../shared/index.js'
import { inForce, isCovered, mayPlace } from './resolve.js'
import { policyRules } from './seed/all.js'
import type { PolicyApproval, PolicyRule, PolicyValue } from './types.js'
import { isReadable } from './value-kind.js'

/** A value that somebody wants in force; the approving level is found here, the reference and its day are given. */
export type NewValue = Omit<PolicyValue, 'approval'> & {
  readonly approval: Pick<PolicyApproval, 'reference' | 'day'> | null
}

export type ValueVerdict =
  /** It may come into force; `approval` is null unless it deviates from the value above. */
  | { readonly outcome: 'fine'; readonly approval: PolicyApproval | null }
  | { readonly outcome: 'refused'; readonly why: 'no-rule' | 'level' | 'unreadable' | 'unconfirmed' }
  /** Weaker than what is in force above, and not approved there, or approved before that came into force. */
  | { readonly outcome: 'refused'; readonly why: 'looser' | 'approval-stale'; readonly above: PolicyValue['place'] }

const refused = (why: 'no-rule' | 'level' | 'unreadable' | 'unconfirmed'): ValueVerdict => ({
  outcome: 'refused',
  why,
})

/** What is in force at the nearest place above, on the day on which the new value begins. */
const aboveOf = (rule: PolicyRule, values: readonly PolicyValue[], at: { place: PolicyValue['place']; day: Day }) => {
  if (at.place === NATION) return null
  const parent = ancestorsOf(at.place)[0] ?? NATION
  const state = inForce([rule], values, { place: parent, day: at.day }).states.get(rule.id)
  return state?.state === 'open' ? state : null
}

/**
 * Whether a value may come into force at a place (X3). The same question is asked when it is proposed and again when it
 * is signed, because the level above may have moved in between. Values are those entered so far.
 */
export const judgeValue = (value: NewValue, values: readonly PolicyValue[]): ValueVerdict => {
  const rule = policyRules.find((r) => r.id === value.ruleId)
  if (rule === undefined) return refused('no-rule')
  // Lists and renewals read the county's values: one entered for a township would be followed by some steps only.
  if (!['nation', 'province', 'prefecture', 'county'].includes(levelOf(value.place))) return refused('level')
  if (!isReadable(rule, value.value)) return refused('unreadable')
  if (rule.safety && value.evidence === 'unconfirmed') return refused('unconfirmed')
  const above = aboveOf(rule, values, { place: value.place, day: value.from })
  if (above === null || mayPlace(rule, above.value, value.value) === 'allowed')
    return { outcome: 'fine', approval: null }
  if (value.approval === null) return { outcome: 'refused', why: 'looser', above: above.place }
  const approval = { ...value.approval, by: above.place }
  return isCovered(approval, above)
    ? { outcome: 'fine', approval }
    : { outcome: 'refused', why: 'approval-stale', above: above.place }
}
