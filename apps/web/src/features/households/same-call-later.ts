import { later } from '../../ui/later.js'

/** Fetched once the day is on the screen: recording is in the entry, whose weight has a limit. */
export const sameCall = later(async () => (await import('./same-call.js')).SameCall)

/** Asked before the same call is recorded twice; known only where there is a network. */
export const sameTalk = later(async () => (await import('./same-call.js')).SameTalk)
