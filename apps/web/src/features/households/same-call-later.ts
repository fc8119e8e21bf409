import { later } from '../../ui/later.js'

/** Fetched once the day is on the screen: recording is in the entry, whose weight has a limit. */
export const sameCall = later(async () => (await import('./same-call.js')).SameCall)
