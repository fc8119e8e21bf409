export { broken, FileError, type FileProblem, type Lookalike, notATable } from './problem.js'
export { openCsv } from './read-csv.js'
export {
  cleanCell,
  type Delimiter,
  defaultLimits,
  type Encoding,
  type Limits,
  type Row,
  rowChecker,
  type SheetRows,
  type Table,
  type TableInfo,
  withoutEmptyEnd,
} from './table.js'
export { type Cell, writeCsv } from './write-csv.js'
