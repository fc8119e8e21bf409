import type { Day, Instant } from './brand.js'
import { DAY_MS, HOUR_MS, instantOf } from './instant.js'

const pad = (value: number, width: number): string => String(value).padStart(width, '0')
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0))

/** The day of a year, month (1 to 12) and day of month, or null when the calendar has no such day. */
export const dayFrom = (parts: {
  readonly year: number
  readonly month: number
  readonly dayOfMonth: number
}): Day | null => {
  const { year, month, dayOfMonth } = parts
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null
  if (!Number.isInteger(dayOfMonth) || dayOfMonth < 1 || dayOfMonth > lengthOf(year, month)) return null
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}` as Day // minted here
}

/** 'YYYY-MM-DD' as a Day, or null. Strict: other spellings of dates are the ledger reader's work. */
export const parseDay = (text: string): Day | null => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null
  return dayFrom(partsOf(text as Day))
}

export const partsOf = (day: Day): { readonly year: number; readonly month: number; readonly dayOfMonth: number } => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  dayOfMonth: Number(day.slice(8, 10)),
})

/** Whole days since 1970-01-01. */
export const dayNumber = (day: Day): number => {
  const { year, month, dayOfMonth } = partsOf(day)
  return Math.round(Date.UTC(year, month - 1, dayOfMonth) / DAY_MS)
}

/** The day with this number since 1970-01-01. */
export const dayOfNumber = (number: number): Day => {
  const date = new Date(number * DAY_MS)
  const year = pad(date.getUTCFullYear(), 4)
  return `${year}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}` as Day // minted here
}

export const addDays = (day: Day, days: number): Day => dayOfNumber(dayNumber(day) + days)

/** Days from the first day to the second; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from)

export const earlierDay = (a: Day, b: Day): Day => (a < b ? a : b)
export const laterDay = (a: Day, b: Day): Day => (a > b ? a : b)

/**
 * Whole years (周岁) reached on a day. Someone born on 29 February reaches the next age on 1 March of a common year.
 * Negative before birth.
 */
export const ageOn = (birth: Day, day: Day): number => {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) >= birth.slice(5) ? years : years - 1
}

/** The day on which someone born on `birth` reaches an age in whole years. */
export const dayOfAge = (birth: Day, years: number): Day => {
  const { year, month, dayOfMonth } = partsOf(birth)
  const exact = dayFrom({ year: year + years, month, dayOfMonth })
  return exact ?? (`${pad(year + years, 4)}-03-01` as Day) // 29 February in a common year
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  formatters.set(zone, made)
  return made
}

// China kept summer time until September 1991; since then its clock is fixed and needs no table.
const SHANGHAI_FIXED_SINCE = Date.UTC(1992, 0, 1)
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS

/** By how many milliseconds the clocks of an IANA zone are ahead of UTC at a moment. Throws for a zone that is none. */
export const offsetAt = (at: number, zone: string): number => {
  if (zone === 'Asia/Shanghai' && at >= SHANGHAI_FIXED_SINCE) return SHANGHAI_OFFSET_MS
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  const whole = Math.floor(at / 1000) * 1000
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - whole
}

/** The calendar day of a moment in an IANA zone. */
export const dayIn = (at: Instant, zone: string): Day => dayOfNumber(Math.floor((at + offsetAt(at, zone)) / DAY_MS))

/** The first moment of a day in an IANA zone. Where the clock skips midnight, the first moment that exists. */
export const startOfDay = (day: Day, zone: string): Instant => {
  const utc = dayNumber(day) * DAY_MS
  const first = utc - offsetAt(utc, zone)
  const second = utc - offsetAt(first, zone)
  return instantOf(second)
}
