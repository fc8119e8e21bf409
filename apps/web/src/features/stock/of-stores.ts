/** What shows a store. */
export const ofStores = ['store.read', 'store.list'] as const
/** What shows recalls, and stock that one holds or frees. */
export const ofRecalls = [
  'recall.list',
  'recall.read',
  'stock.list',
  'stock.kinds',
  'stock.totals',
  'store.list',
] as const
