export { otherSessions } from './sessions.js'
