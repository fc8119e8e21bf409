export * from './leave.js'
export { overdueRows } from './overdue.js'
export * from './settler.js'
export { checkSeals, type SealCheck } from './sql.js'
