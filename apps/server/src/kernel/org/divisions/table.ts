/** A table as it comes out of a file: rows with the line they stand on. Handed in by whoever can open files. */
export type TableRows = AsyncIterable<{ readonly number: number; readonly cells: readonly string[] }>

/** Something wrong with a row of a file: its line, why, and the text it is about. */
export type WrongRow<Fault extends string> = { readonly row: number; readonly why: Fault; readonly value: string }

type Line<Column extends string> = { readonly row: number; readonly cells: Readonly<Record<Column, string>> }

/** Finds the columns by their headings, in any order and in either language; null when a needed one is missing. */
const findColumns = <Column extends string>(
  cells: readonly string[],
  headings: Readonly<Record<Column, readonly string[]>>,
): ReadonlyMap<Column, number> => {
  const written = cells.map((cell) => cell.trim().toLowerCase())
  const names = Object.keys(headings) as Column[] // the keys of the table that was handed in
  return new Map(names.map((name) => [name, written.findIndex((cell) => headings[name].includes(cell))]))
}

/** The lines below the heading, cells by column name; blank lines are left out. Null in place of a line: no heading. */
export async function* linesOf<Column extends string>(
  rows: TableRows,
  options: {
    readonly headings: Readonly<Record<Column, readonly string[]>>
    readonly needed: readonly NoInfer<Column>[]
  },
): AsyncGenerator<Line<Column> | null> {
  let columns: ReadonlyMap<Column, number> | null = null
  for await (const { number, cells } of rows) {
    if (cells.every((cell) => cell.trim() === '')) continue
    if (columns === null) {
      columns = findColumns(cells, options.headings)
      if (options.needed.some((name) => columns?.get(name) === -1)) return yield null
      continue
    }
    const named = [...columns].map(([name, at]) => [name, (cells[at] ?? '').trim()])
    yield { row: number, cells: Object.fromEntries(named) as Record<Column, string> } // every column of the heading
  }
  if (columns === null) yield null
}
