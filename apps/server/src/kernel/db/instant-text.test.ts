import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOfText } from './instant-text.js'

const pad = (n: number, width: number): string => String(n).padStart(width, '0')

test('[X6] a moment is read the same digit by digit as by the calendar, to the millisecond and cut off', () => {
  const moments = fc.record({
    ms: fc.integer({ min: Date.UTC(1800, 0, 1), max: Date.UTC(9999, 11, 31) }),
    micro: fc.integer({ min: 0, max: 999 }),
    digits: fc.integer({ min: 0, max: 6 }),
  })
  fc.assert(
    fc.property(moments, ({ ms, micro, digits }) => {
      const at = new Date(ms)
      const parts = `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1, 2)}-${pad(at.getUTCDate(), 2)}`
      const clock = `${pad(at.getUTCHours(), 2)}:${pad(at.getUTCMinutes(), 2)}:${pad(at.getUTCSeconds(), 2)}`
      const fraction = `${pad(at.getUTCMilliseconds(), 3)}${pad(micro, 3)}`.slice(0, digits)
      const kept = Number(fraction.slice(0, 3).padEnd(3, '0'))
      const text = `${parts} ${clock}${fraction === '' ? '' : `.${fraction}`}+00`
      expect(instantOfText(text), text).toBe(Math.floor(ms / 1000) * 1000 + kept)
    }),
  )
})

test('[X6] a moment with another offset, before the year 100 or without end is read by the general way', () => {
  expect(instantOfText('2023-01-06 16:00:00.5+08')).toBe(Date.UTC(2023, 0, 6, 8, 0, 0, 500))
  expect(instantOfText('2023-01-06 13:30:00+05:30')).toBe(Date.UTC(2023, 0, 6, 8))
  expect(instantOfText('infinity')).toBeNaN()
  expect(instantOfText('0099-01-06 08:00:00+00')).toBe(Date.parse('0099-01-06T08:00:00Z'))
})
