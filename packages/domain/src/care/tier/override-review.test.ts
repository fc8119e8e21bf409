import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day } from '../../shared/index.js'
import { mayOverride, reviewOf } from './index.js'

const today = '2023-01-10' as Day
const tier = fc.constantFrom('red', 'yellow', 'green' as const)

test('[K1] an override is looked at on its review day and after it, with the days that have passed', () => {
  fc.assert(
    fc.property(tier, fc.integer({ min: -40, max: 40 }), (set, days) => {
      const found = reviewOf({ tier: set, reviewOn: addDays(today, -days) }, set, today)
      expect(found).toEqual(days < 0 ? null : { why: 'dayCame', daysPast: days })
    }),
  )
})

test('[K1] facts that are worse than those it was made on reopen it before its day', () => {
  const early = { tier: 'yellow', reviewOn: addDays(today, 20) } as const
  expect(reviewOf(early, 'red', today)).toEqual({ why: 'reopened', daysPast: 0 })
})

test('[K1, CARE-TIER-6] unknown is never green, not by a medic either; any other colour may be set', () => {
  fc.assert(
    fc.property(tier, fc.subarray(['age', 'disease', 'vaccination'] as const), (set, provisional) => {
      expect(mayOverride(set, { provisional })).toBe(set !== 'green' || provisional.length === 0)
    }),
  )
})
