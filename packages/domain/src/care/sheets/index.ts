export { clockMoment, parseClock } from './clock.js'
export { readSheetCode, sheetCodeDigits, sheetCodeLength } from './code.js'
export { readSignLetters, signLetter } from './signs.js'
