export {
  alarmsRaised,
  leadDays,
  noAlarms,
  type TrialAlarmCode,
  type TrialAlarms,
  type TrialReading,
  trialAlarmCodes,
} from './alarms.js'
export { type FirstDay, firstDayOf, followupsLate, followupsOwed, type TrialDue, trialDue } from './followups.js'
export { type TrialPart, trialMoves, trialParts } from './moves.js'
export { type Stretch, stretchesOf, type TrialPerson, type TrialSpan, underTier } from './stretches.js'
export { addTallies, noTally, owedIn, type TrialSide, type TrialTally } from './tally.js'
export { changeRank, type TierTried, tiersTried } from './tiers.js'
