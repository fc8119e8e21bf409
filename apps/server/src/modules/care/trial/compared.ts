import { dayIn, instantOf, laterDay } from '@lianfang/domain/shared'
import { askedBy, type ProposalRow } from '../../../kernel/policy/index.js'
import type { CareNeeds } from '../needs.js'
import type { Compared } from './sql.js'

/** What is in force at the place for the first day of the value. */
export const comparedWith = async (needs: CareNeeds, row: ProposalRow): Promise<Compared | null> => {
  const { place, from, ruleId } = askedBy(row)
  const day = laterDay(dayIn(instantOf(needs.now()), needs.zone), from)
  const state = (await needs.policy.inForce(place, day)).states.get(ruleId)
  return state?.state === 'open' ? { value: state.value, place: state.place, from: state.from } : null
}
