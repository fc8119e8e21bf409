export * from './acts.js'
export * from './asset.js'
