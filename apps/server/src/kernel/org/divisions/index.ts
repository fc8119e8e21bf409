export type { Division, Level } from './division.js'
export { type LoadClient, type LoadProgress, loadDivisionRows, loadDivisions } from './load.js'
export { type DivisionFault, type DivisionRow, parseDivisionCsv } from './parse-csv.js'
export { divisionsFile, divisionsOf, readDivisions } from './read.js'
