import { later } from '../../ui/later.js'

/** Rarely wanted on a phone, and fetched where it is. */
export const joinedHere = later(async () => (await import('./joined-here.js')).JoinedHere)
