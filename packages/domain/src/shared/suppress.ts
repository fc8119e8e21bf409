import { findCover, type Hidden, hasCompletion, type Table } from './suppress-cycle.js'

export type SuppressedTable = {
  readonly cells: readonly (readonly (number | null)[])[]
  readonly rowTotals: readonly (number | null)[]
  readonly columnTotals: readonly (number | null)[]
  readonly total: number | null
}

/** Which counts of a place are hidden: one for each category, and that of their total. */
export type HiddenLine = { readonly cells: readonly boolean[]; readonly total: boolean }

type Input = {
  /** Counts, one row for each place, one column for each category; every row has as many. */
  readonly cells: readonly (readonly number[])[]
  /** Counts of 1 to min - 1 are not shown (CARE-CELL-1). */
  readonly min: number
  /** What the table above hides of this place, all of whose rows these are: hidden here from the start. */
  readonly secret?: HiddenLine
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
const small = (count: number, min: number): boolean => count > 0 && count < min

type Counted = { readonly at: number; readonly value: number }

/** The smallest counts, besides those hidden, that it takes to bring the hidden ones to at least `min`. */
const smallestTo = (min: number, shown: readonly Counted[], covered: number): readonly Counted[] => {
  const taken: Counted[] = []
  let left = min - covered
  for (const one of shown.filter(({ value }) => value > 0).sort((a, b) => a.value - b.value)) {
    if (left <= 0) break
    taken.push(one)
    left -= one.value
  }
  return taken
}

/**
 * One place alone, nobody knowing anything of it: what is small, and so many others that no difference is. This is the nation,
 * whose own counts no table above judges.
 */
export const hideAlone = (counts: readonly number[], min: number): HiddenLine => {
  const total = sum(counts)
  const hidden = counts.map((n) => small(n, min))
  if (!hidden.includes(true)) return { cells: hidden, total: small(total, min) }
  const covered = sum(counts.filter((_, i) => hidden[i]))
  const shown = counts.flatMap((value, at) => (hidden[at] ? [] : [{ at, value }]))
  for (const { at } of smallestTo(min, shown, covered)) hidden[at] = true
  const few = hidden.filter(Boolean).length < 2 || sum(counts.filter((_, i) => hidden[i])) < min
  return { cells: hidden, total: few || small(total, min) }
}

type Work = {
  readonly table: Table
  readonly min: number
  readonly secret: readonly boolean[]
  readonly hidden: Hidden
}

const hide = (hidden: Hidden, row: number, column: number): void => {
  const at = hidden[row]
  if (at) at[column] = true
}

const valueAt = (table: Table, row: number, column: number): number => table[row]?.[column] ?? 0

/** A hidden count of the place moves only if one of its rows can move with it: the cheapest such row. */
const rowFor = ({ table, hidden }: Work, columns: readonly number[]): number | undefined => {
  const moves = columns.filter((column) => table.some((row) => (row[column] ?? 0) > 0))
  const fit = table.flatMap((row, at) => (moves.every((column) => (row[column] ?? 0) > 0) ? [at] : []))
  const cost = (row: number): number =>
    sum(columns.map((column) => (hidden[row]?.[column] ? 0 : valueAt(table, row, column))))
  return fit.sort((a, b) => cost(a) - cost(b))[0]
}

/**
 * Lets the rows carry what the table above hides of the place, whichever way it moves there: one row in which all of it can
 * move, or one for each category, tied together by their totals. Answers the cells that are as safe as what they carry.
 */
const carrySecret = (work: Work): ReadonlySet<string> => {
  const { hidden, secret, table } = work
  const width = secret.length
  const columns = secret.flatMap((one, column) => (one && column < width - 1 ? [column] : []))
  if (columns.length === 0) return new Set()
  const one = rowFor(work, columns)
  const carriers = columns.map((column) => ({ column, row: one ?? rowFor(work, [column]) ?? 0 }))
  const total = secret.at(-1) === true
  const tied = total || carriers.some(({ row }) => row !== carriers[0]?.row)
  for (const { row, column } of carriers) {
    hide(hidden, row, column)
    if (tied) hide(hidden, row, width - 1)
  }
  const safe = carriers.map(({ row, column }) => `${row}/${column}`)
  return new Set(total && one !== undefined && table.length > 0 ? [...safe, `${one}/${width - 1}`] : safe)
}

/**
 * What a total minus the shown cells gives away is a count too: two hidden ones would be known to be 1 and 1. So the
 * smallest cells still shown join them until the hidden ones make at least `min`. A total that is hidden counts as one that is
 * shown: together with what covers it elsewhere it may be known.
 */
const widenLines = ({ table, hidden, min, secret }: Work): void => {
  const widen = (line: readonly (readonly [row: number, column: number])[], asked: boolean): void => {
    const isHidden = (row: number, column: number) => hidden[row]?.[column] === true
    const covered = line.filter(([row, column]) => isHidden(row, column))
    if (covered.length === 0 && !asked) return
    const shown = line.flatMap(([row, column], at) =>
      isHidden(row, column) ? [] : [{ at, value: valueAt(table, row, column) }],
    )
    const known = sum(covered.map(([row, column]) => valueAt(table, row, column)))
    for (const { at } of smallestTo(min, shown, known)) {
      const [row, column] = line[at] ?? [-1, -1]
      hide(hidden, row, column)
    }
  }
  for (const [r, row] of table.entries()) {
    widen(
      row.slice(0, -1).map((_, c) => [r, c] as const),
      false,
    )
  }
  for (const [c, asked] of secret.entries()) {
    widen(
      table.map((_, r) => [r, c] as const),
      asked,
    )
  }
}

const countHidden = (hidden: Hidden): number => sum(hidden.map((row) => row.filter(Boolean).length))

/** Covers every hidden cell that could be computed, until none is left. Each round hides more or ends. */
const coverAll = (work: Work, safe: ReadonlySet<string>): void => {
  const { table, hidden } = work
  for (;;) {
    const before = countHidden(hidden)
    widenLines(work)
    for (const [row, cells] of hidden.entries()) {
      for (const [column, isHidden] of cells.entries()) {
        if (!isHidden || safe.has(`${row}/${column}`) || hasCompletion(table, hidden, { row, column })) continue
        for (const cover of findCover(table, hidden, { row, column })) hide(hidden, cover.row, cover.column)
      }
    }
    if (countHidden(hidden) === before) return
  }
}

/** What is hidden of rows with their totals, under a place of which `secret` is hidden. */
const hideRows = (table: Table, min: number, secret: readonly boolean[]): Hidden => {
  const hidden = table.map((row) => row.map((n) => small(n, min)))
  const none = !secret.includes(true) && hidden.every((row) => !row.includes(true))
  if (none) return hidden
  // The only row there is says what the place itself says.
  if (table.length === 1) return hidden.map((row) => row.map((one, column) => one || secret[column] === true))
  const work = { table, min, secret, hidden }
  coverAll(work, carrySecret(work))
  return hidden
}

/**
 * A table for readers who must not learn small counts (X2), safe against subtraction: counts of 1 to min - 1 are null,
 * totals among them, and with them as many others as it takes that no hidden count follows from what is shown. For each
 * hidden count there are at least two tables of whole, non-negative numbers that agree with everything shown.
 *
 * The column totals are the place's own counts. They are hidden as `secret` says, because the table above shows them or does
 * not; without it, as of a place that stands alone. Rows in which there is nobody are shown: everybody knows that they are
 * empty, so that they cover nothing.
 */
export const suppressTotals = ({ cells, min, secret }: Input): SuppressedTable => {
  const width = Math.max(0, ...cells.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, column) => sum(cells.map((row) => row[column] ?? 0)))
  const own = secret ?? hideAlone(columns, min)
  const some = cells.flatMap((row, at) => (row.some((n) => n > 0) ? [at] : []))
  const table = some.map((at) => [...(cells[at] ?? []), sum(cells[at] ?? [])])
  const found = hideRows(table, min, [...own.cells, own.total])
  const hidden = new Map(some.map((at, i) => [at, found[i] ?? []]))
  return {
    cells: cells.map((row, r) => row.map((n, c) => (hidden.get(r)?.[c] ? null : n))),
    rowTotals: cells.map((row, r) => (hidden.get(r)?.[width] ? null : sum(row))),
    columnTotals: columns.map((n, c) => (own.cells[c] ? null : n)),
    total: own.total ? null : sum(columns),
  }
}

/** suppressTotals without the totals. Show totals only as suppressTotals gives them. */
export const suppressTable = (input: Input): SuppressedTable['cells'] => suppressTotals(input).cells
