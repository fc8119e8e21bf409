import { later } from '../../ui/later.js'

/** Quality, signs and symptoms with their words, 4 KB: fetched once the day is on the screen. */
export const moreReadings = later(async () => (await import('./more-readings.js')).MoreReadings)

/** A disease that is worse and not on the record; it comes with the same code. */
export const noDiseaseAsk = later(async () => (await import('./more-readings.js')).NoDiseaseAsk)

/** Whether it is an infection or a worsening, for somebody who is not well; it comes with the same code. */
export const worseChoice = later(async () => (await import('./more-readings.js')).WorseChoice)
