export {
  type DemoProgress,
  type DemoState,
  demonstrationState,
  type Filled,
  type FillNeeds,
  fillDemonstration,
} from './fill.js'
export { type LeaveNeeds, type Left, leaveDemonstration, whatGoes } from './leave.js'
export { type DemoSignIn, demoPassword, demoSignIns } from './sign-ins.js'
