import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day } from '../../shared/index.js'
import { type OwnCount, ownCounts } from './index.js'

const first = '2023-01-05' as Day
const on = (county: string, ...counts: readonly number[]): OwnCount[] =>
  counts.map((count, i) => ({ county, day: addDays(first, i), count }))
const of = (lines: ReturnType<typeof ownCounts>, place: string) =>
  lines.filter((line) => line.place === place).map(({ day, confirmed }) => [day, confirmed])

test('[E2] [X2] a county of few waits until five came, and what came before is not lost', () => {
  const lines = ownCounts(on('421123', 2, 2, 3, 1, 6), { until: addDays(first, 9), leastOf: () => 5 })
  expect(of(lines, '421123')).toEqual([
    [addDays(first, 1), 0],
    [addDays(first, 2), 7],
    [addDays(first, 4), 14],
  ])
})

test('[E2] a day that is not over is not counted', () => {
  const lines = ownCounts(on('421123', 8, 8), { until: first, leastOf: () => 5 })
  expect(of(lines, '421123').at(-1)).toEqual([first, 8])
})

test('[E2] places above are the sums of what their counties told', () => {
  const lines = ownCounts([...on('421123', 6, 0, 9), ...on('421124', 3, 4, 2), ...on('440103', 20)], {
    until: addDays(first, 9),
    leastOf: () => 5,
  })
  expect(of(lines, '4211')).toEqual([
    [addDays(first, -1), 0],
    [first, 6],
    [addDays(first, 1), 13],
    [addDays(first, 2), 22],
  ])
  expect(of(lines, '').at(-1)).toEqual([addDays(first, 2), 42])
})

test('[E2] [X2] no two figures of any place differ by fewer than five people', () => {
  const county = fc.constantFrom('421123', '421124', '420100', '440103')
  const counts = fc.array(fc.record({ county, after: fc.nat(20), count: fc.nat(9) }), { maxLength: 40 })
  fc.assert(
    fc.property(counts, (list) => {
      const rows = list.map(({ county: code, after, count }) => ({ county: code, day: addDays(first, after), count }))
      const lines = ownCounts(rows, { until: addDays(first, 30), leastOf: () => 5 })
      for (const place of new Set(lines.map((line) => line.place))) {
        const figures = lines.filter((line) => line.place === place).map(({ confirmed }) => confirmed)
        for (const [i, figure] of figures.slice(1).entries())
          expect(figure - (figures[i] ?? 0)).toBeGreaterThanOrEqual(5)
      }
    }),
  )
})
