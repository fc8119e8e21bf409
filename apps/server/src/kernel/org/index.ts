export * from './load-divisions.js'
export * from './places.js'
