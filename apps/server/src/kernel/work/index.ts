export * from './work.js'
