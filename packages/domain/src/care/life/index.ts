export { decideLifeEvent, decideTakingBack, type LifeDecision, type LifeRefusal, lifeRefusals } from './decide-life.js'
export {
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
