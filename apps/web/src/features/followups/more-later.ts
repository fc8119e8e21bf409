import { later } from '../../ui/later.js'

/** Quality, signs and symptoms with their words, 4 KB: fetched once the day is on the screen. */
export const moreReadings = later(async () => (await import('./more-readings.js')).MoreReadings)
