export * from './bind.js'
export * from './context.js'
export { type HttpNeeds, makeHttp, sessionCookie } from './server.js'
