import { findCover, type Hidden, hasCompletion, type Table } from './suppress-cycle.js'

export type SuppressedTable = {
  readonly cells: readonly (readonly (number | null)[])[]
  readonly rowTotals: readonly (number | null)[]
  readonly columnTotals: readonly (number | null)[]
  readonly total: number | null
}

type Input = {
  /** Counts, one row for each place, one column for each category; every row has as many. */
  readonly cells: readonly (readonly number[])[]
  /** Counts of 1 to min - 1 are not shown (CARE-CELL-1). */
  readonly min: number
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

/** The table with its totals as last row and last column. */
const withTotals = (cells: readonly (readonly number[])[]): Table => {
  const width = Math.max(0, ...cells.map((row) => row.length))
  const rows = cells.map((row) => [...row, sum(row)])
  return [...rows, Array.from({ length: width + 1 }, (_, column) => sum(rows.map((row) => row[column] ?? 0)))]
}

const valueAt = (table: Table, row: number, column: number): number => table[row]?.[column] ?? 0

type Line = readonly (readonly [row: number, column: number])[]

/** Rows and columns, each with its total last, the lines of totals included. */
const linesOf = (table: Table): readonly Line[] => {
  const width = table[0]?.length ?? 0
  const rows = table.map((row, r): Line => row.map((_, c) => [r, c] as const))
  const columns = Array.from({ length: width }, (_, c): Line => table.map((_, r) => [r, c] as const))
  return [...rows, ...columns]
}

/**
 * What a shown total minus the shown cells gives away is a count too: two hidden ones would be known to be 1 and 1. So
 * the smallest cell still shown joins them until the hidden ones make at least `min`.
 */
const widenLines = (table: Table, hidden: Hidden, min: number): void => {
  const isHidden = (row: number, column: number) => hidden[row]?.[column] === true
  for (const line of linesOf(table)) {
    const total = line.at(-1)
    if (!total || isHidden(total[0], total[1])) continue
    const inner = line.slice(0, -1)
    for (;;) {
      const covered = inner.filter(([row, column]) => isHidden(row, column))
      if (covered.length === 0 || sum(covered.map(([row, column]) => valueAt(table, row, column))) >= min) break
      const shown = inner
        .filter(([row, column]) => !isHidden(row, column))
        .map(([row, column]) => ({ row, column, value: valueAt(table, row, column) }))
        .sort((a, b) => a.value - b.value)
      const next = shown.find(({ value }) => value > 0) ?? shown[0]
      if (!next) break
      const at = hidden[next.row]
      if (at) at[next.column] = true
    }
  }
}

const countHidden = (hidden: Hidden): number => sum(hidden.map((row) => row.filter(Boolean).length))

/** Covers every hidden cell that could be computed, until none is left. Each round hides more or ends. */
const coverAll = (table: Table, hidden: Hidden, min: number): void => {
  for (;;) {
    const before = countHidden(hidden)
    widenLines(table, hidden, min)
    for (const [row, cells] of hidden.entries()) {
      for (const [column, isHidden] of cells.entries()) {
        if (!isHidden || hasCompletion(table, hidden, { row, column })) continue
        for (const cover of findCover(table, hidden, { row, column })) {
          const at = hidden[cover.row]
          if (at) at[cover.column] = true
        }
      }
    }
    if (countHidden(hidden) === before) return
  }
}

/**
 * A table for readers who must not learn small counts (X2), safe against subtraction: counts of 1 to min - 1 are null,
 * totals among them, and with them as many others as it takes that no hidden count follows from what is shown. For each
 * hidden count there are at least two tables of whole, non-negative numbers that agree with everything shown.
 */
export const suppressTotals = ({ cells, min }: Input): SuppressedTable => {
  const table = withTotals(cells)
  const hidden: Hidden = table.map((row) => row.map((value) => value > 0 && value < min))
  coverAll(table, hidden, min)
  const shown = table.map((row, r) => row.map((value, c) => (hidden[r]?.[c] ? null : value)))
  const rows = shown.slice(0, -1)
  const last = shown.at(-1) ?? []
  return {
    cells: rows.map((row) => row.slice(0, -1)),
    rowTotals: rows.map((row) => row.at(-1) ?? null),
    columnTotals: last.slice(0, -1),
    total: last.at(-1) ?? null,
  }
}

/** suppressTotals without the totals. Show totals only as suppressTotals gives them. */
export const suppressTable = (input: Input): SuppressedTable['cells'] => suppressTotals(input).cells

/** One count for each place with their sum, under the same protection. */
export const suppressList = (input: {
  readonly counts: readonly number[]
  readonly min: number
}): { readonly counts: readonly (number | null)[]; readonly total: number | null } => {
  const { cells, total } = suppressTotals({ cells: input.counts.map((count) => [count]), min: input.min })
  return { counts: cells.map((row) => row[0] ?? null), total }
}
