export {
  type Arrival,
  type ArrivalCandidate,
  type Carrying,
  decideArrival,
  type GivingState,
  joinedPast,
  nextCarrying,
  type TakingState,
} from './between-counties.js'
export { type AskingDecision, decideAsking, refuseStanding } from './decide-asking-back.js'
export {
  decideLifeEvent,
  decideTakingBack,
  joinedAway,
  type LifeDecision,
  type LifeRefusal,
  lifeRefusals,
} from './decide-life.js'
export {
  type Hanging,
  type Joinable,
  type JoinRefusal,
  joinRefusals,
  recordedOn,
  refuseJoining,
  resemble,
} from './join-records.js'
export {
  countingEvents,
  isGone,
  isPossible,
  type LifeEventKind,
  type LifeFact,
  type LifeState,
  type LifeStatus,
  lifeAfter,
  lifeEventKinds,
  lifeOf,
  livingHere,
} from './life-state.js'
export { type Home, type MoveRefusal, moveRefusals, refuseAnswer, refuseAsking } from './moves.js'
