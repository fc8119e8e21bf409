export { type Clock, momentOf, openClock, realDay, wallClock } from './clock.js'
export { addOperation, type DayTold, noteDay, type OperationRow, readOperation } from './sql.js'
