export * from './database.js'
export * from './migrate.js'
export * from './roles.js'
export * from './tx.js'
