const dialled = new Map<string, number>()

// After this long the record is not about that call.
const longestMs = 2 * 60 * 60 * 1000

/** Notes that a number of somebody was tapped. Kept in memory only: a page that was closed meanwhile does not know. */
export const noteDial = (person: string, now = Date.now()): void => {
  dialled.set(person, now)
}

/** Seconds since somebody was dialled, once: the next record is about another talk. Null: not dialled from here. */
export const secondsSinceDial = (person: string, now = Date.now()): number | null => {
  const at = dialled.get(person)
  dialled.delete(person)
  if (at === undefined || now < at || now - at > longestMs) return null
  return Math.round((now - at) / 1000)
}
