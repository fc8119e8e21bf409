export { clockMoment, parseClock } from './clock.js'
export { readSheetCode, sheetCodeDigits, sheetCodeLength } from './code.js'
