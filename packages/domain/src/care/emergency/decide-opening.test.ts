import { expect, test } from 'vitest'
import { HOUR_MS, instantOf } from '../../shared/index.js'
import { decideOpening } from './index.js'

const now = instantOf(Date.UTC(2023, 0, 6))
const values = { openHours: 3, atOnce: 1, reasonLetters: 10 } as const
const decide = (reason: string) => decideOpening(reason, { values, now })

test('[CARE-ACCESS-1] an access ends three hours after it was opened', () => {
  expect(decide('核对转诊病人的用药情况')).toEqual({ outcome: 'opened', until: now + 3 * HOUR_MS })
})

test('[CARE-ACCESS-3] nine letters are too few, ten are enough, spaces and signs are none', () => {
  expect(decide('核对转诊病人的用药')).toEqual({ outcome: 'refused', reason: 'reason-short' })
  expect(decide('核对转诊病人的用药情').outcome).toBe('opened')
  expect(decide('a . b - c ! 1 2 3 4 5 6 7')).toEqual({ outcome: 'refused', reason: 'reason-short' })
})

test('a reason does not carry an identity number or a telephone, in full width neither', () => {
  for (const number of ['421123194502131650', '15500000001', '１５５０００００００１']) {
    expect(decide(`核对转诊病人的用药情况 ${number}`)).toEqual({ outcome: 'refused', reason: 'reason-number' })
  }
  expect(decide('核对 2023-01-06 转诊病人的用药情况').outcome).toBe('opened')
})
