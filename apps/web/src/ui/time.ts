import type { Language } from '@lianfang/contract'
import type { Messages } from '../i18n/zh-CN.js'

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formatters.set(zone, made)
  return made
}

type Parts = { readonly day: string; readonly clock: string }

/** Day and clock of a moment in a zone: '2023-01-06' and '14:05'. */
export const partsIn = (at: number, zone: string): Parts => {
  const map = new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
  const get = (type: Intl.DateTimeFormatPartTypes): string => map.get(type) ?? ''
  return { day: `${get('year')}-${get('month')}-${get('day')}`, clock: `${get('hour')}:${get('minute')}` }
}

/** A day as it is written: 2023-01-06, 6 Jan 2023. */
export const formatDay = (day: string, language: Language): string => {
  if (language === 'zh-CN') return day
  const [year, month, date] = day.split('-')
  return `${Number(date)} ${months[Number(month) - 1] ?? ''} ${year ?? ''}`
}

/** A moment as it is written in the place's zone: 2023-01-06 14:05, 6 Jan 2023 14:05. */
export const formatInstant = (iso: string, zone: string, language: Language): string => {
  const { day, clock } = partsIn(Date.parse(iso), zone)
  return `${formatDay(day, language)} ${clock}`
}

/** Relative within 24 hours either way, else null. */
export const relativeOf = (at: number, now: number, words: Messages['time']): string | null => {
  const away = Math.abs(now - at)
  if (away >= DAY) return null
  if (away < MINUTE) return words.justNow
  const past = at <= now
  if (away < HOUR) return (past ? words.minutesAgo : words.inMinutes)(Math.floor(away / MINUTE))
  return (past ? words.hoursAgo : words.inHours)(Math.floor(away / HOUR))
}

/** A length of time in the one unit that says it: hours under a day, else whole days. */
export const spanOf = (ms: number, words: Messages['time']): string =>
  ms < DAY ? words.hours(Math.max(1, Math.floor(ms / HOUR))) : words.days(Math.floor(ms / DAY))

/** Hours of a rule as they are spoken: whole days where they are whole. */
export const ruleHours = (hours: number, words: Messages['time']): string =>
  hours % 24 === 0 ? words.days(hours / 24) : words.hours(hours)
