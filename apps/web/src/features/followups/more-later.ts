import { later } from '../../ui/later.js'

/** Quality, signs and symptoms with their words, 4 KB: fetched once the day is on the screen. */
export const moreReadings = later(async () => (await import('./more-readings.js')).MoreReadings)

/** Who answered; it comes with the same code. */
export const answeredChoice = later(async () => (await import('./more-readings.js')).AnsweredChoice)

/** Well or not, of an entry that is put right; as above. */
export const howWas = later(async () => (await import('./more-readings.js')).HowWas)

/** Readings and words of who is not simply well; fetched with them. */
export const recordDetails = later(async () => (await import('./record-details.js')).RecordDetails)

/** The numbers that are typed, for an entry that is put right; in the same code. */
export const readingFields = later(async () => (await import('./record-details.js')).ReadingFields)

/** The note of such an entry; as above. */
export const correctNote = later(async () => (await import('./record-details.js')).CorrectNote)

/** The last talk and the last readings, nothing that recording waits for; in the same code. */
export const lastSeen = later(async () => (await import('./more-readings.js')).LastSeen)
