export * from './beds.js'
export * from './need.js'
export * from './parameters.js'
export * from './standards.js'
