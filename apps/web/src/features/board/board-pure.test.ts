import { expect, test } from 'vitest'
import { finishedFollowups } from './finished-days.js'
import { sparkPath } from './sparkline.js'
import { shareOf, stepOf } from './tile-map.js'

test('a hidden number makes a hidden share, and nobody on the ledger makes none', () => {
  expect(shareOf({ overdue: null, onLedger: 40 })).toBeNull()
  expect(shareOf({ overdue: 0, onLedger: 0 })).toBe(0)
  expect(shareOf({ overdue: 3, onLedger: 40 })).toBe(8)
})

test('shares fall into the step of the legend', () => {
  expect([0, 1, 2, 4, 5, 9, 10, 80].map(stepOf)).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
})

test('a sparkline breaks where a day is unknown', () => {
  expect(sparkPath([1, null, 1]).match(/M/g)).toHaveLength(2)
  expect(sparkPath([])).toBe('')
})

test('today is not drawn before it is over, by the clock of the place', () => {
  const trend = [
    { day: '2023-01-06', followups: 40 },
    { day: '2023-01-07', followups: 2 },
  ]
  expect(finishedFollowups(trend, '2023-01-06T22:00:00Z', 'Asia/Shanghai')).toEqual([40, null])
})
