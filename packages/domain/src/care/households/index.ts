export {
  decideJoining,
  decideLeaving,
  HOUSEHOLD_MOST,
  type Housed,
  type HouseholdDecision,
  type HouseholdRefusal,
  householdRefusals,
} from './decide-household.js'
