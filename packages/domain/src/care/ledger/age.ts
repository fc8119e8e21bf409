import { addDays, ageOn, type Day, dayFrom, dayNumber, dayOfAge, dayOfNumber } from '../../shared/index.js'
import { textOf } from './text.js'

const OLDEST = 130

/** Whole years in a cell ('72', '75岁', '75周岁', '８０'); months are age 0; null when it cannot be read. */
export const readAge = (raw: string): number | null => {
  const text = textOf(raw)
  if (/^(?:\d+|[一二三四五六七八九十]+)(?:个月|月龄|月|天|日龄)$/.test(text)) return 0
  const found = /^(?:年龄|虚岁|周岁)?[:：]?\s?(\d{1,3})(?:\.\d+)?\s?(?:岁|周岁|虚岁|years?|y)?$/i.exec(text)
  if (!found) return null
  const years = Number(found[1])
  return years <= OLDEST ? years : null
}

export type ReadBirth = { readonly day: Day } | { readonly year: number }

/** A date of birth in a cell: year, month and day in any usual spelling, a spreadsheet's day number, or a year. */
export const readBirthDate = (raw: string): ReadBirth | null => {
  const text = textOf(raw)
    .replace(/[ T]\d{1,2}:.*$/, '') // the midnight that spreadsheets add
    .replaceAll(' ', '')
  const parts =
    /^(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})日?(?:\D.*)?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (parts) {
    const day = dayFrom({ year: Number(parts[1]), month: Number(parts[2]), dayOfMonth: Number(parts[3]) })
    return day === null ? null : { day }
  }
  const year = /^((?:18|19|20)\d\d)(?:年|[.\-/年]\d{1,2}月?)?$/.exec(text)
  if (year) return { year: Number(year[1]) }
  // Day numbers of spreadsheets count from 1899-12-30; five digits are 1927 to 2173.
  return /^\d{5}$/.test(text) ? { day: addDays('1899-12-30' as Day, Number(text)) } : null
}

export type AgeSample = { readonly birth: Day; readonly age: number }
export type AsOfSource = 'stated' | 'inferred' | 'given' | 'today'
/** The day a ledger's ages are right on; `agree` of `of` samples have on it the age that is written. */
export type AsOf = { readonly day: Day; readonly source: AsOfSource; readonly agree: number; readonly of: number }

/** Whether a written age is the age in whole years on that day. */
export const checkAge = (birth: Day, age: number, asOf: Day): 'agrees' | 'contradicts' =>
  ageOn(birth, asOf) === age ? 'agrees' : 'contradicts'

const countOn = (samples: readonly AgeSample[], day: Day): number =>
  samples.filter(({ birth, age }) => ageOn(birth, day) === age).length

/**
 * Sweeps over the days on which each written age is right, a year for each sample, and finds the days on which most
 * are. The latest such day is taken: with many samples the best days are two or three, with few a ledger is more
 * likely new than old.
 */
const mostAgreed = (samples: readonly AgeSample[], notAfter: Day): { readonly day: Day; readonly agree: number } => {
  const end = dayNumber(notAfter)
  const steps = new Map<number, number>()
  const step = (at: number, by: number) => steps.set(at, (steps.get(at) ?? 0) + by)
  for (const { birth, age } of samples) {
    const from = dayNumber(dayOfAge(birth, age))
    if (from > end) continue
    step(from, 1)
    step(dayNumber(dayOfAge(birth, age + 1)), -1)
  }
  const days = [...steps.keys()].sort((a, b) => a - b)
  let running = 0
  let best = { day: end, agree: 0 }
  days.forEach((at, i) => {
    running += steps.get(at) ?? 0
    const last = Math.min((days[i + 1] ?? end + 1) - 1, end)
    if (at <= end && running > 0 && running >= best.agree) best = { day: last, agree: running }
  })
  return { day: dayOfNumber(best.day), agree: best.agree }
}

/**
 * The day a ledger's ages are right on: as a person gave it, as the file states it, or that on which most written ages
 * agree with the identity numbers beside them; without any of these the last possible day.
 */
export const inferAsOf = (input: {
  readonly samples: readonly AgeSample[]
  readonly statedDay: Day | null
  readonly notAfter: Day
  readonly givenDay?: Day | null
}): AsOf => {
  const { samples, statedDay, notAfter, givenDay } = input
  const of = samples.length
  if (givenDay) return { day: givenDay, source: 'given', agree: countOn(samples, givenDay), of }
  if (statedDay !== null && statedDay <= notAfter) {
    return { day: statedDay, source: 'stated', agree: countOn(samples, statedDay), of }
  }
  const best = mostAgreed(samples, notAfter)
  return best.agree === 0 ? { day: notAfter, source: 'today', agree: 0, of } : { ...best, source: 'inferred', of }
}
