export * from './accounts.js'
export { addGrant, grantOf, type NewGrant, withdrawGrant } from './grants.js'
