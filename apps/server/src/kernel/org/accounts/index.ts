export * from './accounts.js'
