export { type ClampInput, type ClockDoubt, clampEffective, type EffectiveTime } from './clamp-effective.js'
export {
  dueFlagsOf,
  heldFlags,
  type KindsSince,
  kindFlags,
  type Lodging,
  type LodgingSince,
  lodgingFlags,
  sinceAfter,
} from './due-flags.js'
export {
  type AppliedFollowup,
  applyFollowup,
  countingFacts,
  deriveState,
  emptyFollowupState,
  type FollowupChannel,
  type FollowupFact,
  type FollowupState,
  TWO_WAY_KEPT,
  talksOf,
} from './followup-state.js'
export { type LateLevel, lateLevel, lateSince } from './late.js'
export { type DueInput, type DueMode, type DueReason, type NextDue, nextDue } from './next-due.js'
export { type HeldFlag, type Obligation, type ObligationFacts, obligationsFor } from './obligations.js'
export {
  type CountedFact,
  decideFollowup,
  type FollowupCommand,
  type FollowupDecision,
  type FollowupRefusal,
  type FollowupValues,
  type KnownPerson,
} from './record-followup.js'
export { type DueHistory, type DueReplay, replayDue } from './replay-due.js'
export { compareToday, type DayTurn, dayTurns, overdueHour, sortKeyForToday, type TodayEntry } from './today-order.js'
