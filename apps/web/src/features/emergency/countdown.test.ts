import { expect, test } from 'vitest'
import { countdown } from './countdown.js'

test('what is left is said to the second, and nothing only when it is over', () => {
  expect(countdown(3 * 3_600_000)).toBe('3:00:00')
  expect(countdown(3_599_001)).toBe('1:00:00')
  expect(countdown(61_000)).toBe('0:01:01')
  expect(countdown(1)).toBe('0:00:01')
  expect(countdown(0)).toBe('0:00:00')
  expect(countdown(-5_000)).toBe('0:00:00')
})
