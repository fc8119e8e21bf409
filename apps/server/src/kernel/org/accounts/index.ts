export * from './accounts.js'
export type { NewGrant } from './grants.js'
