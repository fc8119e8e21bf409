export * from './live.js'
