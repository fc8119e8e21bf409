import { expect, test } from 'vitest'
import { fenOf, typedYuan } from './money.js'

test('[E10] an amount is read to the fen, and what is no amount of money is none', () => {
  expect(fenOf('12.3')).toBe(1230)
  expect(fenOf('0.29')).toBe(29)
  expect(fenOf('１２，５')).toBe(1250)
  expect(fenOf(' ')).toBeNull()
  for (const typed of ['-1', '1.234', 'x']) expect(fenOf(typed)).toBeNaN()
})

test('[E10] what was entered is typed again as it was', () => {
  expect(typedYuan(1230)).toBe('12.30')
  expect(typedYuan(0)).toBe('')
})
