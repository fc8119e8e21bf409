export { type OpenTable, openTable } from './open-table.js'
export { type Column, writeXlsx } from './write-xlsx.js'
