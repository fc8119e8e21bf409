import { expect, test } from 'vitest'
import type { Day } from '../../shared/index.js'
import { clockMoment, parseClock } from './clock.js'
import { readSheetCode } from './code.js'

test.each([
  ['9', 540],
  ['930', 570],
  ['0930', 570],
  ['9:30', 570],
  ['9：30', 570],
  ['９：３０', 570],
  ['9.30', 570],
  ['9点30分', 570],
  ['9点', 540],
  [' 23:59 ', 1439],
  ['0:00', 0],
])('[K3] a clock time typed as %s is read', (typed, minutes) => {
  expect(parseClock(typed)).toBe(minutes)
})

test.each(['', '25:61', '24:00', '9:6', '9:60', '-1', '9 30', '12345', 'morning', '9:30:10', '九点'])(
  '[K3] %s is no clock time',
  (typed) => {
    expect(parseClock(typed)).toBeNull()
  },
)

test('[K3] a clock time is a moment of the day of the place, and not of the machine', () => {
  expect(new Date(clockMoment('2023-01-05' as Day, 570, 'Asia/Shanghai')).toISOString()).toBe(
    '2023-01-05T01:30:00.000Z',
  )
})

test('[K3] a sheet’s number is known however it is typed, and nothing else is one', () => {
  expect(['k7m 4px', 'K7M-4PX', 'ｋ７ｍ４ｐｘ'].map(readSheetCode)).toEqual(['K7M4PX', 'K7M4PX', 'K7M4PX'])
  expect(['K7M4P', 'K7M4PX2', 'K7M4P0', 'K7M4PI', '周桂英', ''].map(readSheetCode)).toEqual(Array(6).fill(null))
})
