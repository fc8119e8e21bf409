export * from './enter.js'
export type { TriedOut } from './needs.js'
export * from './policy.js'
export { askedBy, type ProposalRow, proposalById } from './sql-proposals.js'
