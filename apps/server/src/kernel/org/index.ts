export * from './division-changes.js'
export * from './load-divisions.js'
export * from './places.js'
