import { expect, test } from 'vitest'
import { noteDial, secondsSinceDial } from './dialled.js'

test('[K3] the time from dialling to the record is known once, and to nobody else’s record', () => {
  noteDial('a', 1_000)
  expect(secondsSinceDial('b', 5_000)).toBeNull()
  expect(secondsSinceDial('a', 241_400)).toBe(240)
  expect(secondsSinceDial('a', 250_000)).toBeNull()
})

test('[K3] a clock that was set back, and a call of hours ago, say nothing', () => {
  noteDial('a', 10_000)
  expect(secondsSinceDial('a', 9_000)).toBeNull()
  noteDial('a', 0)
  expect(secondsSinceDial('a', 3 * 60 * 60 * 1000)).toBeNull()
})
