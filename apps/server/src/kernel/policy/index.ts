export * from './enter.js'
export * from './policy.js'
