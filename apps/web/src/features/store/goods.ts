import { type HeldState, heldStates } from '@lianfang/domain/supply'
import type { Reply } from '../../api/client.js'

export type StoreNow = Reply<'store.read'>
export type StockRow = Reply<'stock.list'>['rows'][number]
export type KindFigures = Reply<'stock.kinds'>['rows'][number]
export type Kind = Reply<'kind.list'>['rows'][number]
export type Movement = Reply<'movement.read'>
export type OnTheWay = Reply<'transit.list'>['rows'][number]
export type Scan = Reply<'stock.scan'>
export type ScannedProduct = Scan['products'][number]

export const heldOf: readonly HeldState[] = heldStates
/** States that a person moves goods between; what is reserved is freed first. */
export type MovedState = 'free' | HeldState

const excludedFor = (row: Pick<StockRow, 'excluded'>, why: StockRow['excluded'][number]['why']): number =>
  row.excluded.find((one) => one.why === why)?.quantity ?? 0

/** Units of an item by state: what a recall or its last day keeps from use is still free or reserved in the book. */
export const statesOf = (
  row: Pick<StockRow, 'available' | 'excluded' | 'reservedFor'>,
): Readonly<Record<MovedState, number>> => {
  const reserved = row.reservedFor.reduce((sum, { quantity }) => sum + quantity, 0)
  const kept = excludedFor(row, 'recalled') + excludedFor(row, 'expired')
  return {
    free: kept > 0 ? kept - reserved : row.available,
    quarantine: excludedFor(row, 'quarantine'),
    onHold: excludedFor(row, 'onHold'),
    damaged: excludedFor(row, 'damaged'),
  }
}

const lastDay = '9999-99-99'
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The first to expire first, what has no day last; then by lot: the order in which the book takes them (SUP-BOOK-3). */
export const byExpiry = (a: StockRow, b: StockRow): number =>
  text(a.expiry ?? lastDay, b.expiry ?? lastDay) || text(a.lot ?? '', b.lot ?? '') || text(a.id, b.id)

export type Taken = { readonly row: StockRow; readonly quantity: number }

/** Which lots the book would take now for so many units; what is lacking, where there is not enough. */
export const previewTaking = (
  rows: readonly StockRow[],
  asked: { readonly product: string | null; readonly quantity: number },
): { readonly taken: readonly Taken[]; readonly lacking: number } => {
  const taken: Taken[] = []
  let left = asked.quantity
  const fitting = rows.filter((row) => asked.product === null || row.product === asked.product)
  for (const row of [...fitting].sort(byExpiry)) {
    const quantity = Math.min(left, row.available)
    if (quantity > 0) taken.push({ row, quantity })
    left -= quantity
  }
  return { taken, lacking: Math.max(0, left) }
}

/** A lot that can be used and expires before the one that is named: to pass it by needs a reason (SUP-BOOK-3). */
export const earlierThan = (rows: readonly StockRow[], item: string): StockRow | null => {
  const named = rows.find(({ id }) => id === item)
  if (named === undefined) return null
  const before = rows.filter((row) => row.available > 0 && (row.expiry ?? lastDay) < (named.expiry ?? lastDay))
  return [...before].sort(byExpiry)[0] ?? null
}
