export * from './behind.js'
export * from './problem.js'
