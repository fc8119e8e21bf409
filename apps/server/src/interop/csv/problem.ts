/** What is wrong with somebody's file; each has its own sentence for the person who chose it. */
export type FileProblem =
  | { readonly code: 'file.empty'; readonly details: Record<string, never> }
  | { readonly code: 'file.too-large'; readonly details: { readonly maxBytes: number } }
  | { readonly code: 'file.too-many-rows'; readonly details: { readonly maxRows: number } }
  | { readonly code: 'file.too-many-columns'; readonly details: { readonly row: number; readonly maxColumns: number } }
  | { readonly code: 'file.cell-too-long'; readonly details: { readonly row: number; readonly maxCell: number } }
  | { readonly code: 'file.encoding'; readonly details: { readonly tried: readonly string[] } }
  | { readonly code: 'file.not-a-table'; readonly details: { readonly looksLike: Lookalike } }
  | { readonly code: 'file.old-xls'; readonly details: Record<string, never> }
  | { readonly code: 'file.encrypted'; readonly details: Record<string, never> }
  | { readonly code: 'file.zip-bomb'; readonly details: { readonly entry: string } }
  | { readonly code: 'file.broken'; readonly details: { readonly why: string } }
  | {
      readonly code: 'file.no-such-sheet'
      readonly details: { readonly sheet: string; readonly sheets: readonly string[] }
    }

export type Lookalike = 'html' | 'xml' | 'pdf' | 'zip' | 'binary'

export class FileError extends Error {
  readonly code: FileProblem['code']
  readonly problem: FileProblem

  constructor(problem: FileProblem, cause?: unknown) {
    super(`file: ${problem.code} ${JSON.stringify(problem.details)}`, { cause })
    this.name = 'FileError'
    this.code = problem.code
    this.problem = problem
  }
}

export const notATable = (looksLike: Lookalike): FileError =>
  new FileError({ code: 'file.not-a-table', details: { looksLike } })

export const broken = (why: string, cause?: unknown): FileError =>
  new FileError({ code: 'file.broken', details: { why } }, cause)
