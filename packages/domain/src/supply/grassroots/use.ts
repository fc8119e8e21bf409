import type { GrassrootsValues } from '../../policy/index.js'
import { type Day, dayNumber, dayOfNumber } from '../../shared/index.js'

/** A day on which the book moved, in courses: what came in (or was freed) and what was given out. Both 0 or more. */
export type DayFlow = { readonly day: Day; readonly came: number; readonly used: number; readonly otherOut: number }

/** What the book of an institution says of one item over the window `[from, to)`: the day it ends on is not in it. */
export type UseBook = {
  readonly from: Day
  readonly to: Day
  /** Courses there as `from` began; or when the book began, if later. */
  readonly opening: number
  /** One row a day at most, in any order; days outside the window are left out. */
  readonly flows: readonly DayFlow[]
}

/** Real use with its terms: N = ceil(used × days ÷ (days − out)), all of the window (supply.md 3.2). */
export type RealUse =
  | {
      readonly state: 'known'
      readonly days: number
      readonly used: number
      /** Days of the window without stock: they began with none and none came in. */
      readonly out: number
      readonly adjusted: number
      readonly perDay: number
    }
  | {
      readonly state: 'unknown'
      readonly why: UseUnknown
      readonly days: number
      readonly used: number
      readonly out: number
    }

/** Why no real use is known. */
export const useUnknowns = ['noBook', 'bookTooYoung', 'outTooLong', 'nothingUsed'] as const
export type UseUnknown = (typeof useUnknowns)[number]

/** Days of the window that began without stock and on which none came in. Half-open: the last day counted is that before `to`. */
export const daysOut = ({ from, to, opening, flows }: UseBook): number => {
  const byDay = new Map(flows.map((flow) => [dayNumber(flow.day), flow]))
  let there = opening
  let out = 0
  for (let day = dayNumber(from); day < dayNumber(to); day += 1) {
    const flow = byDay.get(day)
    if (there <= 0 && (flow?.came ?? 0) === 0) out += 1
    if (flow !== undefined) there = Math.max(0, there + flow.came - flow.used - flow.otherOut)
  }
  return out
}

/**
 * SUP-GRASS-5, -6: real use a day. Days without stock are taken out: nobody uses what is not there. `null` is an institution
 * that keeps no book. Use of nothing is no known use: it does not say what a day takes once somebody falls ill.
 */
export const realUse = (book: UseBook | null, values: Pick<GrassrootsValues, 'leastUseDays'>): RealUse => {
  if (book === null) return { state: 'unknown', why: 'noBook', days: 0, used: 0, out: 0 }
  const days = Math.max(0, dayNumber(book.to) - dayNumber(book.from))
  const used = book.flows
    .filter(({ day }) => day >= book.from && day < book.to)
    .reduce((sum, flow) => sum + flow.used, 0)
  const out = daysOut(book)
  const terms = { days, used, out }
  if (days < values.leastUseDays) return { state: 'unknown', why: 'bookTooYoung', ...terms }
  if (days - out < values.leastUseDays) return { state: 'unknown', why: 'outTooLong', ...terms }
  if (used <= 0) return { state: 'unknown', why: 'nothingUsed', ...terms }
  const adjusted = Math.ceil((used * days) / (days - out))
  return { state: 'known', ...terms, adjusted, perDay: adjusted / days }
}

/** The window of real use on a day: SUP-GRASS-5 days that are over, cut off where the book began. */
export const useWindow = (
  today: Day,
  bookBegan: Day,
  { useDays }: Pick<GrassrootsValues, 'useDays'>,
): { readonly from: Day; readonly to: Day } => {
  const from = Math.max(dayNumber(today) - useDays, dayNumber(bookBegan))
  return { from: dayOfNumber(Math.min(from, dayNumber(today))), to: today }
}
