export * from './catalogue/index.js'
export * from './needs/index.js'
export * from './outlook/index.js'
export * from './reports/index.js'
