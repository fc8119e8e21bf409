export * from './may.js'
export * from './roles.js'
export * from './scope.js'
