import type { Instant } from './brand.js'

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** Milliseconds since the epoch as an Instant. */
export const instantOf = (ms: number): Instant => ms as Instant // minted here

/** An ISO 8601 text with a zone ('2023-01-06T08:00:00Z') as an Instant, or null. A text without a zone is no moment. */
export const parseInstant = (text: string): Instant | null => {
  if (!/^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:?\d\d)$/.test(text)) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : instantOf(ms)
}

export const addHours = (at: Instant, hours: number): Instant => instantOf(at + hours * HOUR_MS)
export const addMinutes = (at: Instant, minutes: number): Instant => instantOf(at + minutes * MINUTE_MS)
export const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b)
export const earlierOf = (a: Instant, b: Instant): Instant => (a < b ? a : b)
