export * from './books/index.js'
export * from './catalogue/index.js'
export * from './gs1/index.js'
export * from './reports/index.js'
