import { later } from '../../ui/later.js'

/** Quality, signs and symptoms with their words, 4 KB: fetched once the day is on the screen. */
export const moreReadings = later(async () => (await import('./more-readings.js')).MoreReadings)

/** Who answered; it comes with the same code. */
export const answeredChoice = later(async () => (await import('./more-readings.js')).AnsweredChoice)

/** Readings and words of who is not simply well; fetched with them. */
export const recordDetails = later(async () => (await import('./record-details.js')).RecordDetails)

/** What an entry that is put right should have said; in the same code. */
export const correctSaid = later(async () => (await import('./record-details.js')).CorrectSaid)

/** The last talk and the last readings, nothing that recording waits for; in the same code. */
export const lastSeen = later(async () => (await import('./more-readings.js')).LastSeen)

/** What was typed of somebody goes with the talk that is recorded. Without that code nothing was typed here. */
export const forgetRecord = (account: string, person: string): void =>
  void import('./record-details.js').then(
    (details) => details.forgetRecord(account, person),
    () => undefined,
  )
