import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, ageOn, type Day, dayIn, dayOfAge, daysBetween, instantOf, parseDay, startOfDay } from './index.js'

const day = (text: string): Day => {
  const parsed = parseDay(text)
  if (parsed === null) throw new TypeError(text)
  return parsed
}
const anyDay = fc.integer({ min: -30_000, max: 60_000 }).map((n) => addDays(day('1970-01-01'), n))

test('a day that the calendar does not have is no day', () => {
  expect(['2023-02-29', '2023-13-01', '2023-00-10', '2023-1-6', 'x'].map(parseDay)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ])
  expect(parseDay('2024-02-29')).toBe('2024-02-29')
})

test('someone born on 29 February reaches an age on 1 March of a common year', () => {
  expect(ageOn(day('1940-02-29'), day('2023-02-28'))).toBe(82)
  expect(ageOn(day('1940-02-29'), day('2023-03-01'))).toBe(83)
  expect(dayOfAge(day('1940-02-29'), 83)).toBe('2023-03-01')
})

test('an age is reached exactly on its day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 100 }), (birth, years) => {
      const reached = dayOfAge(birth, years)
      expect(ageOn(birth, reached)).toBe(years)
      expect(ageOn(birth, addDays(reached, -1))).toBe(years - 1)
    }),
  )
})

test('adding days and counting days between undo each other', () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (d, n) => daysBetween(d, addDays(d, n)) === n))
})

test('a day in Shanghai begins at 16:00 UTC of the day before', () => {
  expect(dayIn(instantOf(Date.UTC(2023, 0, 5, 15, 59)), 'Asia/Shanghai')).toBe('2023-01-05')
  expect(dayIn(instantOf(Date.UTC(2023, 0, 5, 16, 0)), 'Asia/Shanghai')).toBe('2023-01-06')
})

test('the fixed clock of Shanghai gives the same days as its zone table', () => {
  const table = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1986, 0, 1), max: Date.UTC(2100, 0, 1) }), (ms) => {
      expect(dayIn(instantOf(ms), 'Asia/Shanghai')).toBe(table.format(ms))
    }),
  )
})

test('a day begins within that day and not a moment earlier', () => {
  const zones = fc.constantFrom(
    'Asia/Shanghai',
    'Asia/Urumqi',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'UTC',
  )
  fc.assert(
    fc.property(anyDay, zones, (d, zone) => {
      const start = startOfDay(d, zone)
      expect(dayIn(start, zone)).toBe(d)
      expect(dayIn(instantOf(start - 1), zone)).toBe(addDays(d, -1))
    }),
  )
})
