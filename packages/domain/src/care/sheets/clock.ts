import { addMinutes, type Day, type Instant, startOfDay } from '../../shared/index.js'

/**
 * Minutes since midnight of a clock time as it is typed from a sheet: 9, 930, 0930, 9:30, 9：30, 9.30, 9点30. Null when no
 * clock shows it (25:61), or when it says nothing.
 */
export const parseClock = (typed: string): number | null => {
  // Full-width digits come from Chinese keyboards; a pen's dot or 点 stands for the colon.
  const text = typed
    .trim()
    .normalize('NFKC')
    .replace(/[.。．点时h]/i, ':')
    .replace(/[分:]$/, '')
  const parts = /^(\d{1,2})(?::?(\d\d))?$/.exec(text)
  if (parts === null) return null
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? '0')]
  return hour < 24 && minute < 60 ? hour * 60 + minute : null
}

/** The moment of a clock time on a day. On a day on which the clock is moved, counted from the day's beginning. */
export const clockMoment = (day: Day, minutes: number, zone: string): Instant =>
  addMinutes(startOfDay(day, zone), minutes)
