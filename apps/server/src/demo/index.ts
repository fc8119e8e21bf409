export {
  type DemoProgress,
  type DemoState,
  demonstrationState,
  type Filled,
  type FillNeeds,
  fillDemonstration,
} from './fill.js'
export { type LeaveNeeds, type Left, leaveDemonstration, whatGoes } from './leave.js'
export { operationSignIns } from './operation/cast.js'
export { operationBounds } from './operation/days.js'
export { fillOperation, openStage, playUntil } from './operation/fill.js'
export { operationHandlers } from './operation/http.js'
export { type OperationSize, sizeOf, wholeOperation } from './operation/plan.js'
export { followOperation, operationWorks } from './operation/work.js'
export { type DemoSignIn, demoPassword, demoSignIns } from './sign-ins.js'
