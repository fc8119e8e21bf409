import { expect, test } from 'vitest'
import { diceOf, idAt } from './dice.js'

const moment = Date.UTC(2022, 11, 20, 2)

test('[X10] a quarter of a million people of one moment get ids of their own', () => {
  const ids = new Set<string>()
  // With 32 bits of state this failed: seven pairs of streams were the same.
  for (let index = 0; index < 250_000; index += 1) ids.add(idAt(diceOf(421_123, 3, 7, index), moment))
  expect(ids.size).toBe(250_000)
})

test('[X10] the same seeds give the same dice, and one other seed gives others', () => {
  const thrown = (...seeds: [number, number, number]) => {
    const dice = diceOf(...seeds)
    return Array.from({ length: 8 }, () => dice.between(1, 1_000_000))
  }
  expect(thrown(1, 2, 3)).toEqual(thrown(1, 2, 3))
  expect(thrown(1, 2, 3)).not.toEqual(thrown(1, 2, 4))
  expect(thrown(1, 2, 3)).not.toEqual(thrown(2, 1, 3))
})
