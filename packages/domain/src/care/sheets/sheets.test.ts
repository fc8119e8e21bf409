import { expect, test } from 'vitest'
import { dangerSigns } from '../../policy/index.js'
import type { Day } from '../../shared/index.js'
import { clockMoment, parseClock } from './clock.js'
import { readSheetCode } from './code.js'
import { readSignLetters, signLetter } from './signs.js'

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

test('[K3, K5] the letters of danger signs on paper never change: sheets in the field carry them', () => {
  expect(dangerSigns.map((sign) => `${signLetter(sign)} ${sign}`)).toEqual([
    ...['A dyspnoea', 'B diseaseWorse', 'C lethargy', 'D refusesFeeds', 'E keepsVomiting', 'F keepsDiarrhoea'],
    ...['G convulsions', 'H stridor', 'I headache', 'J palpitations', 'K breathless', 'L abdominalPain'],
    ...['M bleedingOrFluid', 'N fetalMovement'],
  ])
})

test.each(['AC', 'a c', 'Ａ、Ｃ', 'c,a', 'A/C', 'ACA'])(
  '[K3, K5] danger signs typed as %s are read, each once',
  (typed) => {
    expect(readSignLetters(typed)).toEqual(['dyspnoea', 'lethargy'])
  },
)

test('[K3, K5] nothing typed is no sign; a letter that is none of the list’s is refused, not left out', () => {
  expect([readSignLetters(''), readSignLetters(' ')]).toEqual([[], []])
  expect(['AZ', '1', '喘', 'A?'].map(readSignLetters)).toEqual([null, null, null, null])
})
