export { isChosen } from './choose-callbacks.js'
export { findPatterns, type Pattern, type Recorded } from './patterns.js'
export { checkAgainst } from './put-back.js'
