export * from './bind.js'
export * from './context.js'
export * from './cursor.js'
export { type HttpNeeds, makeHttp, sessionCookie } from './server.js'
