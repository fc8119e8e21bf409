export { decideLifeEvent, decideTakingBack, type LifeDecision, type LifeRefusal, lifeRefusals } from './decide-life.js'
export {
  isGone,
  type LifeEventKind,
  type LifeFact,
  type LifeState,
  type LifeStatus,
  lifeEventKinds,
  lifeOf,
  livingHere,
} from './life-state.js'
export { type Home, type MoveRefusal, moveRefusals, refuseAnswer, refuseAsking } from './moves.js'
