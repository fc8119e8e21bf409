import { hideAlone, type SuppressedTable, suppressTotals } from './suppress.js'

type Line = readonly number[]

/** The table of one place on the way down from the nation. */
export type ChainLevel = {
  /** Counts of the places directly below, and of whoever is in none of them. */
  readonly rows: readonly Line[]
  /** The row of the place whose table comes next; -1 where nobody is counted there, or no table follows. */
  readonly next: number
  /** The least count shown (CARE-CELL-1) at the place. */
  readonly min: number
}

/**
 * The tables from the nation down to a place, each under what the one above hides of its place (X2). A reader above the
 * county turns from page to page: a total that one page hides must not stand on the next, nor follow from its rows. Each
 * table depends on those above it alone, so that it is the same whoever reads and wherever they came from, and all tables of
 * a country together are as safe as each: whatever may change in the table of a province may change in those of its
 * prefectures with it.
 */
export const suppressChain = (levels: readonly ChainLevel[]): readonly SuppressedTable[] => {
  const tables: SuppressedTable[] = []
  for (const [i, { rows, min }] of levels.entries()) {
    const above = tables[i - 1]
    const at = levels[i - 1]?.next ?? -1
    const secret = above && {
      cells: (above.cells[at] ?? above.columnTotals.map(() => 0)).map((cell) => cell === null),
      total: above.rowTotals[at] === null,
    }
    tables.push(suppressTotals({ cells: rows, min, ...(secret === undefined ? {} : { secret }) }))
  }
  return tables
}

export type LineLevel = ChainLevel & {
  /** Rows that something else hides already. */
  readonly hidden?: readonly boolean[]
}

/** Which rows are hidden, each with all of its counts, and whether those of the place itself are. */
export type HiddenLines = { readonly rows: readonly boolean[]; readonly own: boolean }

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
const columnsOf = (rows: readonly Line[]): number[] =>
  (rows[0] ?? []).map((_, column) => sum(rows.map((row) => row[column] ?? 0)))
const hasSmall = (line: Line, min: number): boolean => line.some((n) => n > 0 && n < min)

/** Hides the rows of a table that are smallest in a column until those hidden make at least `min` there. */
const widenColumn = (rows: readonly Line[], hidden: boolean[], { column, min }: { column: number; min: number }) => {
  const value = (row: number): number => rows[row]?.[column] ?? 0
  let left = min - sum(rows.map((_, row) => (hidden[row] ? value(row) : 0)))
  const shown = rows.flatMap((_, row) => (!hidden[row] && value(row) > 0 ? [row] : []))
  for (const row of shown.sort((a, b) => value(a) - value(b))) {
    if (left <= 0) return
    hidden[row] = true
    left -= value(row)
  }
}

const hideLines = ({ rows, min, hidden: given }: LineLevel, own: boolean): boolean[] => {
  const hidden = rows.map((row, i) => given?.[i] === true || hasSmall(row, min))
  if (!own && !hidden.includes(true)) return hidden
  for (const column of columnsOf(rows).keys()) widenColumn(rows, hidden, { column, min })
  if (own || hidden.filter(Boolean).length > 1) return hidden
  // One hidden row under a total that is shown is no secret.
  const others = rows.flatMap((row, i) => (!hidden[i] && sum(row) > 0 ? [{ i, all: sum(row) }] : []))
  const [cover] = others.sort((a, b) => a.all - b.all)
  return hidden.map((one, i) => one || i === cover?.i)
}

/**
 * The same for counts that are shown or hidden together, a whole line of a place at a time: a line whose parts make up a
 * number that is shown elsewhere, or of which a share is shown. Hides more than `suppressChain`, and never a column of a
 * place alone, so that it stays safe when the sum of a line is known from another page. One column is a list.
 */
export const suppressLines = (levels: readonly LineLevel[], ownHidden = false): readonly HiddenLines[] => {
  const found: HiddenLines[] = []
  for (const [i, level] of levels.entries()) {
    const above = found[i - 1]
    const alone = ownHidden || hasSmall(columnsOf(level.rows), level.min)
    const own = above === undefined ? alone : above.rows[levels[i - 1]?.next ?? -1] === true
    found.push({ rows: hideLines(level, own), own })
  }
  return found
}

/** Parts of a whole that stands beside them: those that are small are hidden, and so many others that none follows from it. */
export const suppressParts = (counts: Line, min: number): readonly (number | null)[] => {
  const { cells } = hideAlone(counts, min)
  return counts.map((n, i) => (cells[i] ? null : n))
}

/** One count for each place with their sum, of a table that stands alone. */
export const suppressList = (input: {
  readonly counts: readonly number[]
  readonly min: number
}): { readonly counts: readonly (number | null)[]; readonly total: number | null } => {
  const { counts, min } = input
  const [found] = suppressLines([{ rows: counts.map((n) => [n]), next: -1, min }])
  return {
    counts: counts.map((n, i) => (found?.rows[i] ? null : n)),
    total: found?.own ? null : sum(counts),
  }
}
