export * from './standing.js'
