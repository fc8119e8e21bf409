export * from './contributions.js'
