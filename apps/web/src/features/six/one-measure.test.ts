import { expect, test } from 'vitest'
import { lineOf } from './one-measure.js'

type Points = NonNullable<Parameters<typeof lineOf>[0][number]['points']>
const day = (point: Partial<Points[number]> | null, at: number) => ({
  day: `2023-01-0${at + 1}`,
  points:
    point === null
      ? null
      : [
          { n: 0, of: 0, hidden: false },
          { n: null, of: null, hidden: false, ...point },
        ],
})
const line = (...points: readonly (Partial<Points[number]> | null)[]) => lineOf(points.map(day), 1)

test('[K6] a line holds the days of today’s measure and leaves the others out, and says so', () => {
  const found = line(
    { n: 90, of: 100, against: 'residents' },
    null,
    { n: 4, of: 8, against: 'over65' },
    { n: 6, of: 8, against: 'over65' },
  )
  expect(found).toEqual({ measure: 'over65', values: [null, null, 0.5, 0.75], others: true })
})

test('[K6] a day before the register was loaded is a day without a share, not one of another measure', () => {
  const found = line({ n: 12, of: null }, { n: 6, of: 8, against: 'residents' })
  expect(found).toEqual({ measure: 'residents', values: [null, 0.75], others: false })
})

test('[K6] where the places below are measured in two ways there is no line', () => {
  const found = line({ n: 6, of: 8, against: 'residents' }, { against: 'mixed' })
  expect(found).toEqual({ measure: 'mixed', values: [null, null], others: true })
})
