import { expect, test } from 'vitest'
import { typedNumber } from './typed-number.js'

test('[X4] a reading typed with its unit or in full width is the number that was meant', () => {
  for (const text of ['93', '93%', '93 %', '９３％', ' ９３ ']) expect(typedNumber(text), text).toBe(93)
  for (const text of ['36.8', '36.8℃', '36.8°C', '３６．８', '36，8', '36。8 ℃'])
    expect(typedNumber(text), text).toBe(36.8)
})

test('[X4] nothing typed is nothing, and what is no number is none', () => {
  expect(typedNumber('  ')).toBeNull()
  for (const text of ['%', 'abc', '93%%', '9 3']) expect(typedNumber(text), text).toBeNaN()
})
