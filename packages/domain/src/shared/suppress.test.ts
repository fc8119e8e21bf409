import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suppressList, suppressTable, suppressTotals } from './index.js'

const min = 5
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const table = (options: { rows: number; columns: number; most: number }) =>
  fc
    .tuple(fc.integer({ min: 1, max: options.rows }), fc.integer({ min: 1, max: options.columns }))
    .chain(([rows, columns]) =>
      fc.array(
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: options.most })), {
          minLength: columns,
          maxLength: columns,
        }),
        { minLength: rows, maxLength: rows },
      ),
    )

/** The published table with totals as last row and column. */
const published = (cells: readonly (readonly number[])[]): (number | null)[][] => {
  const shown = suppressTotals({ cells, min })
  return [...shown.cells.map((row, r) => [...row, shown.rowTotals[r] ?? null]), [...shown.columnTotals, shown.total]]
}

/** An attacker: wherever a line with its total has one unknown, it is computed; again until nothing is left to do. */
const attack = (given: readonly (readonly (number | null)[])[]): (number | null)[][] => {
  const known = given.map((row) => [...row])
  const width = known[0]?.length ?? 0
  const lines = [
    ...known.map((row, r) => row.map((_, c) => [r, c] as const)),
    ...Array.from({ length: width }, (_, c) => known.map((_, r) => [r, c] as const)),
  ]
  for (let again = true; again; ) {
    again = false
    for (const line of lines) {
      const values = line.map(([r, c]) => known[r]?.[c] ?? null)
      const gap = values.indexOf(null)
      if (gap < 0 || values.indexOf(null, gap + 1) >= 0) continue
      const inner = sum(values.slice(0, -1).map((value) => value ?? 0))
      const value = gap === values.length - 1 ? inner : (values.at(-1) ?? 0) - inner
      const [r, c] = line[gap] ?? [0, 0]
      const row = known[r]
      if (row) row[c] = value
      again = true
    }
  }
  return known
}

test('[CARE-CELL-1] counts of 1 to 4 are not shown, nought and five are', () => {
  const { cells } = suppressTotals({
    cells: [
      [0, 9, 50],
      [20, 30, 40],
    ],
    min,
  })
  expect(cells).toEqual([
    [0, 9, 50],
    [20, 30, 40],
  ])
  expect(
    suppressTable({
      cells: [
        [3, 30, 50],
        [20, 30, 40],
        [7, 6, 80],
      ],
      min,
    }).flat(),
  ).not.toContain(3)
})

test('[CARE-CELL-1] a single small count takes others with it, or it could be computed', () => {
  const shown = suppressTotals({
    cells: [
      [3, 30],
      [20, 40],
    ],
    min,
  })
  expect(shown.cells[0]?.[0]).toBeNull()
  expect(shown.cells.flat().filter((cell) => cell === null).length).toBeGreaterThan(1)
  expect(suppressList({ counts: [3, 7, 90], min })).toEqual({ counts: [null, null, 90], total: 100 })
})

test('[CARE-CELL-1] a total under five is hidden as well', () => {
  const { rowTotals } = suppressTotals({
    cells: [
      [1, 1],
      [20, 40],
      [30, 30],
    ],
    min,
  })
  expect(rowTotals[0]).toBeNull()
})

test('[CARE-CELL-1] what the hidden counts of a line add up to is not a small count itself', () => {
  fc.assert(
    fc.property(table({ rows: 6, columns: 5, most: 60 }), (cells) => {
      const { cells: shown, rowTotals } = suppressTotals({ cells, min })
      shown.forEach((row, r) => {
        const hidden = row.map((cell, c) => (cell === null ? (cells[r]?.[c] ?? 0) : 0))
        const some = row.includes(null)
        if (some && rowTotals[r] !== null) expect(sum(hidden)).toBeGreaterThanOrEqual(min)
      })
    }),
    { numRuns: 1000 },
  )
})

test('[CARE-CELL-1] no hidden count can be computed by subtraction, line by line', () => {
  fc.assert(
    fc.property(table({ rows: 8, columns: 6, most: 80 }), (cells) => {
      const given = published(cells)
      expect(attack(given)).toEqual(given)
    }),
    { numRuns: 2000 },
  )
})

test('[CARE-CELL-1] every hidden count has two possible values in tables of whole numbers that fit what is shown', () => {
  fc.assert(
    fc.property(table({ rows: 3, columns: 2, most: 7 }), (cells) => {
      const given = published(cells)
      const inner = given.slice(0, -1).map((row) => row.slice(0, -1))
      const open = inner.flatMap((row, r) => row.flatMap((cell, c) => (cell === null ? [[r, c] as const] : [])))
      const seen = open.map(() => new Set<number>())
      const most = Math.max(...cells.flat()) + 2
      const fits = (grid: number[][]): boolean => {
        const rows = grid.map(sum)
        const columns = (grid[0] ?? []).map((_, c) => sum(grid.map((row) => row[c] ?? 0)))
        const same = (a: number | null | undefined, b: number) => a === null || a === b
        return (
          rows.every((total, r) => same(given[r]?.at(-1), total)) &&
          columns.every((total, c) => same(given.at(-1)?.[c], total)) &&
          same(given.at(-1)?.at(-1), sum(rows))
        )
      }
      const grid = inner.map((row) => row.map((cell) => cell ?? 0))
      const fill = (k: number): void => {
        const place = open[k]
        if (!place) {
          if (fits(grid)) for (const [i, [r, c]] of open.entries()) seen[i]?.add(grid[r]?.[c] ?? 0)
          return
        }
        const row = grid[place[0]]
        for (let value = 0; value <= most && row; value += 1) {
          row[place[1]] = value
          fill(k + 1)
        }
      }
      if (open.length > 5) return
      fill(0)
      for (const values of seen) expect(values.size).toBeGreaterThan(1)
    }),
    { numRuns: 600 },
  )
})
