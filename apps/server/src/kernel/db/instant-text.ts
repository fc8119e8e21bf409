const digit = (text: string, at: number): number => text.charCodeAt(at) - 48
const pair = (text: string, at: number): number => 10 * digit(text, at) + digit(text, at + 1)

const parsed = (text: string): number => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))

/** The milliseconds of a fraction of a second that begins at a place of the text and goes on to its sign; what is finer is cut off. */
const fraction = (text: string, from: number, to: number): number => {
  let ms = 0
  for (let i = 0; i < 3; i += 1) ms = 10 * ms + (from + i < to ? digit(text, from + i) : 0)
  return ms
}

/**
 * A moment as PostgreSQL writes it ("2023-01-06 08:00:00.123456+00"), in milliseconds of the epoch. Digit by digit where the
 * offset is UTC's: a renewal reads eight moments a person, and rewriting each for `Date.parse` was a quarter of its time.
 */
export const instantOfText = (text: string): number => {
  const end = text.length - 3
  // 19 letters are whole seconds; years after 9999 or before Christ, and 'infinity', are left to the general way.
  if (end < 19 || text.charCodeAt(4) !== 45 || text.charCodeAt(10) !== 32 || !text.endsWith('+00')) return parsed(text)
  const year = 100 * pair(text, 0) + pair(text, 2)
  if (year < 100) return parsed(text)
  const ms = end > 20 ? fraction(text, 20, end) : 0
  return Date.UTC(year, pair(text, 5) - 1, pair(text, 8), pair(text, 11), pair(text, 14), pair(text, 17), ms)
}
