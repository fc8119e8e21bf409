export * from './curve.js'
export * from './forecast.js'
export type { ModelName, Series } from './models.js'
export { modelNames } from './models.js'
