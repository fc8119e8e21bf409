import { addDays, ageOn, type Day, dayFrom, dayNumber, dayOfAge, dayOfNumber } from '../../shared/index.js'
import { textOf } from './text.js'

const OLDEST = 130

const DIGITS: Readonly<Record<string, number>> = {
  ...{ 〇: 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 两: 2, 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 },
}
const NUMERAL =
  /^(?:([一二两壹贰])[百佰])?[零〇]?(?:([一二三四五六七八九壹贰叁肆伍陆柒捌玖])?([十拾]))?([一二两三四五六七八九壹贰叁肆伍陆柒捌玖])?$/
const digit = (text: string | undefined): number => (text === undefined ? 0 : (DIGITS[text] ?? 0))

/** A Chinese numeral under three hundred: '七十三', '十五', '一百零二', '柒拾叁'; null for anything else. */
const readNumeral = (text: string): number | null => {
  if (text === '零' || text === '〇') return 0
  const found = NUMERAL.exec(text)
  if (found === null) return null
  const [, hundreds, tens, ten, ones] = found
  // "一百二" is 120 as it is spoken.
  const spoken = hundreds !== undefined && ten === undefined && ones !== undefined && !/[零〇]/.test(text)
  const rest = (ten === undefined ? 0 : 10 * (tens === undefined ? 1 : digit(tens))) + digit(ones) * (spoken ? 10 : 1)
  if (hundreds === undefined && ten === undefined && ones === undefined) return null
  return digit(hundreds) * 100 + rest
}

const AGE =
  /^(?:年龄|虚岁|周岁)?[:：]?\s?(\d{1,3}|[零〇一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰]{1,6})(?:\.\d+)?\s?(?:岁|周岁|虚岁|years?|y)?$/i

/** Whole years in a cell ('72', '75岁', '８０', '七十三岁'); months are age 0; null when it cannot be read. */
export const readAge = (raw: string): number | null => {
  const text = textOf(raw)
  if (/^(?:\d+|[一二两三四五六七八九十]+)(?:个月|月龄|月|天|日龄)$/.test(text)) return 0
  const found = AGE.exec(text)?.[1]
  if (found === undefined) return null
  const years = /^\d/.test(found) ? Number(found) : readNumeral(found)
  return years !== null && years <= OLDEST ? years : null
}

const FIRST_BIRTH_YEAR = 1900
const BIRTH_YEAR = /^(?:(\d{4})(?:\.0)?|([一二三四五六七八九零〇]{4}))\s?年?\s?(?:生|出生|生人)?$/

/** The year of birth that stands in a cell for ages ('1952', '1952年生', '一九五二年'), from 1900 to the year of `today`; else null. */
export const readBirthYear = (raw: string, today: Day): number | null => {
  const found = BIRTH_YEAR.exec(textOf(raw))
  if (found === null) return null
  const year = Number(found[1] ?? [...(found[2] ?? '')].map(digit).join(''))
  return year >= FIRST_BIRTH_YEAR && year <= Number(today.slice(0, 4)) ? year : null
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
