/** One row of a file: its number in the file, counted as people count (from 1), and its cells as text. */
export type TableRow = { readonly number: number; readonly cells: readonly string[] }

/** A file being read as a table; `info` is complete when the rows have been read. */
export type TableSource = {
  readonly rows: AsyncIterable<TableRow>
  readonly info: () => {
    readonly sheet: string | null
    readonly encoding: string | null
    /** Of a workbook: its visible sheets. */
    readonly sheets?: readonly string[]
  }
  /** Of a workbook: the rows of each visible sheet that holds any. */
  readonly sheetRows?: () => Promise<readonly { readonly name: string; readonly rows: number }[]>
}
