import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { throttle } from './throttle.js'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('the first pulse acts at once and the last of a burst is not lost', () => {
  let runs = 0
  const pulse = throttle(() => {
    runs += 1
  }, 700)
  pulse()
  expect(runs).toBe(1)
  pulse()
  pulse()
  expect(runs).toBe(1)
  vi.advanceTimersByTime(700)
  expect(runs).toBe(2)
  vi.advanceTimersByTime(5_000)
  expect(runs).toBe(2)
})
