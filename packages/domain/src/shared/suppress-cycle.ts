/**
 * Whether a hidden count of a table can be computed from what is shown, its column totals included. Such a table is a
 * network: rows and columns are the nodes, each cell links its row and its column, and what may change without a shown
 * number changing is a cycle through hidden cells, one up, the next down. A hidden count has a second possible value exactly
 * when such a cycle runs through it in which no count would fall below nothing.
 *
 * A row ends with its total. The column totals are not rows: they stand for the place itself, whose own counts the table
 * above has judged, and a cycle that does not move them holds whatever is shown there.
 */
export type Table = readonly (readonly number[])[]
/** Which cells of the table are hidden. Changed in place while covering. */
export type Hidden = boolean[][]
export type CellAt = { readonly row: number; readonly column: number }

type Way = 'toColumn' | 'toRow'

const valueAt = (table: Table, { row, column }: CellAt): number => table[row]?.[column] ?? 0

/** Totals stand on the other side of the equation: walking them the same way moves them the other way. */
const isTotal = (table: Table, { column }: CellAt): boolean => column === (table[0]?.length ?? 0) - 1

/** Walking a cell towards its column raises it by one, towards its row lowers it; the reverse for totals. */
const mayWalk = (table: Table, at: CellAt, way: Way): boolean => {
  const raises = (way === 'toColumn') !== isTotal(table, at)
  return raises || valueAt(table, at) > 0
}

const search = (table: Table, hidden: Hidden, from: { readonly cell: CellAt; readonly way: Way }): boolean => {
  const { cell, way } = from
  const width = table[0]?.length ?? 0
  const seenRows = new Set<number>(way === 'toRow' ? [cell.row] : [])
  const seenColumns = new Set<number>(way === 'toColumn' ? [cell.column] : [])
  let rows = way === 'toRow' ? [cell.row] : []
  let columns = way === 'toColumn' ? [cell.column] : []
  const open = (at: CellAt, next: Way) =>
    hidden[at.row]?.[at.column] === true &&
    !(at.row === cell.row && at.column === cell.column) &&
    mayWalk(table, at, next)
  while (rows.length > 0 || columns.length > 0) {
    const nextColumns: number[] = []
    for (const row of rows) {
      for (let column = 0; column < width; column += 1) {
        if (seenColumns.has(column) || !open({ row, column }, 'toColumn')) continue
        seenColumns.add(column)
        nextColumns.push(column)
      }
    }
    const nextRows: number[] = []
    for (const column of columns) {
      for (let row = 0; row < table.length; row += 1) {
        if (seenRows.has(row) || !open({ row, column }, 'toRow')) continue
        seenRows.add(row)
        nextRows.push(row)
      }
    }
    if (way === 'toColumn' ? seenRows.has(cell.row) : seenColumns.has(cell.column)) return true
    rows = nextRows
    columns = nextColumns
  }
  return false
}

/** Whether the four corners, in order, can be walked one way round or the other. */
const turns = (table: Table, corners: readonly CellAt[]): boolean =>
  ([0, 1] as const).some((first) =>
    corners.every((at, i) => mayWalk(table, at, (i + first) % 2 === 0 ? 'toColumn' : 'toRow')),
  )

/** The shortest cycle, a rectangle of hidden cells. Nearly every hidden cell has one, and it is found in a few steps. */
const hasRectangle = (table: Table, hidden: Hidden, { row, column }: CellAt): boolean => {
  const width = table[0]?.length ?? 0
  for (let c = 0; c < width; c += 1) {
    if (c === column || !hidden[row]?.[c]) continue
    for (let r = 0; r < table.length; r += 1) {
      if (r === row || !hidden[r]?.[c] || !hidden[r]?.[column]) continue
      const corners = [
        { row, column },
        { row, column: c },
        { row: r, column: c },
        { row: r, column },
      ]
      if (turns(table, corners)) return true
    }
  }
  return false
}

/** Whether a hidden cell has another value in some table that agrees with everything shown. */
export const hasCompletion = (table: Table, hidden: Hidden, cell: CellAt): boolean =>
  hasRectangle(table, hidden, cell) ||
  (['toColumn', 'toRow'] as const).some((way) => mayWalk(table, cell, way) && search(table, hidden, { cell, way }))

/** Small counts are cheapest to lose; then empty cells, whose emptiness is often known anyway; totals last. */
const costOf = (table: Table, hidden: Hidden, at: CellAt, all: number): number => {
  if (hidden[at.row]?.[at.column]) return 0
  const value = valueAt(table, at)
  if (isTotal(table, at)) return value + 2 * all + 2
  return value > 0 ? value : all + 1
}

/**
 * The cheapest three cells that with this one form a rectangle in which one can rise while its neighbours fall. Beside
 * another row there always is one: a count falls with its row's total while the other row's two rise.
 */
export const findCover = (table: Table, hidden: Hidden, cell: CellAt): readonly CellAt[] => {
  const { row, column } = cell
  const width = table[0]?.length ?? 0
  const all = table.reduce((sum, line) => sum + (line.at(-1) ?? 0), 0)
  let best: { readonly cost: number; readonly cells: readonly CellAt[] } | null = null
  for (let otherRow = 0; otherRow < table.length; otherRow += 1) {
    if (otherRow === row) continue
    for (let otherColumn = 0; otherColumn < width; otherColumn += 1) {
      if (otherColumn === column) continue
      const cells = [
        { row, column: otherColumn },
        { row: otherRow, column: otherColumn },
        { row: otherRow, column },
      ] as const
      const cost = cells.reduce((sum, at) => sum + costOf(table, hidden, at, all), 0)
      if (best !== null && cost >= best.cost) continue
      if (turns(table, [cell, ...cells])) best = { cost, cells }
    }
  }
  return best?.cells ?? []
}
