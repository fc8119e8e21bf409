export { type ImportedNow, importNow } from './ledger/import-now.js'
export type { TableSource } from './ledger/table.js'
export type { CareNeeds } from './needs.js'
