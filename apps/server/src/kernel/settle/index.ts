export * from './leave.js'
export * from './settler.js'
export { checkSeals, type SealCheck } from './sql.js'
