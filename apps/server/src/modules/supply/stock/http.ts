import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { exportStockTotals, readStockTotals } from '../totals/read-totals.js'
import { listMovements, listTransit, readOneMovement, scan } from './book.js'
import { exportMovements, exportStock } from './export-stock.js'
import { listKindsHere, listStock } from './list-stock.js'

export const stockHandlers = (needs: SupplyNeeds): Handlers => ({
  'stock.list': (call) => listStock(needs, call),
  'stock.export': (call) => exportStock(needs, call),
  'stock.kinds': (call) => listKindsHere(needs, call),
  'stock.totals': (call) => readStockTotals(needs, call),
  'stock.totals-export': (call) => exportStockTotals(needs, call),
  'stock.scan': (call) => scan(needs, call),
  'movement.list': (call) => listMovements(needs, call),
  'movement.export': (call) => exportMovements(needs, call),
  'movement.read': (call) => readOneMovement(needs, call),
  'transit.list': (call) => listTransit(needs, call),
})
