export * from './freshness.js'
export * from './judge-report.js'
export * from './report.js'
