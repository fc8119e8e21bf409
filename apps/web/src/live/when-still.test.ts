import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenStill } from './when-still.js'

beforeEach(() => vi.useFakeTimers({ now: 10_000 }))
afterEach(() => vi.useRealTimers())

test('a list is renewed at once on a still screen, and waits for the finger on a touched one', () => {
  let [runs, touched] = [0, 0]
  const renew = whenStill(() => (runs += 1), { lastTouch: () => touched, stillMs: 1_500 })
  renew()
  expect(runs).toBe(1)
  touched = 10_000
  renew()
  renew()
  expect(runs).toBe(1)
  vi.advanceTimersByTime(1_000)
  touched = 11_000
  vi.advanceTimersByTime(1_000)
  expect(runs).toBe(1)
  vi.advanceTimersByTime(500)
  expect(runs).toBe(2)
})
