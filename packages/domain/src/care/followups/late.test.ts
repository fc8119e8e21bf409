import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addHours, instantOf } from '../../shared/index.js'
import { lateLevel } from './late.js'

const values = { afterHours: [12, 24, 48] } as const
const now = instantOf(Date.UTC(2023, 0, 20, 8))
const late = (hours: number) => lateLevel(addHours(now, -hours), now, values)

test('[K3, CARE-LATE-1 to -3] an overdue follow-up climbs from the worker to team, township and county', () => {
  expect([0, 12, 13, 24, 25, 48, 49, 500].map(late)).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  expect(lateLevel(null, now, values)).toBe(0)
  expect(lateLevel(addHours(now, 5), now, values)).toBe(0)
})

test('[K3] whoever is later never stands lower', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 500 }), fc.nat(200), (hours, more) => {
      expect(late(hours + more)).toBeGreaterThanOrEqual(late(hours))
    }),
  )
})
