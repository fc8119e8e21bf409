export {
  decideJoining,
  decideLeaving,
  type Housed,
  type HouseholdDecision,
  type HouseholdRefusal,
  householdRefusals,
} from './decide-household.js'
