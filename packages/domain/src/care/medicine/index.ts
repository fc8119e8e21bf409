export * from './medicine.js'
