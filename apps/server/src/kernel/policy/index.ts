export * from './enter.js'
export type { TriedOut } from './needs.js'
export * from './policy.js'
