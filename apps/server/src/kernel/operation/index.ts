export { type Clock, openClock, realDay, wallClock } from './clock.js'
export { addOperation, type DayTold, noteDay, type OperationRow } from './sql.js'
