import { type Day, dayIn, type Instant } from '@lianfang/domain/shared'

const DAY_MS = 86_400_000

/**
 * The calendar day where the people of a test live. A day taken from UTC is theirs of yesterday for eight hours of every
 * night: tests that did so failed whenever they ran between midnight and eight in the morning of the place.
 */
export const dayAt = (at: number): Day => dayIn(at as Instant, 'Asia/Shanghai') // milliseconds of a clock

/** The place's day as many days from today as said; before today when negative. */
export const daysFromNow = (days: number): Day => dayAt(Date.now() + days * DAY_MS)
