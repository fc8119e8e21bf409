import { type OrderLine, restOf } from './order.js'

/** What a clinic says came of a line: taken into its book, and refused with a reason. */
export type ReceiptSaid = {
  readonly received: number
  readonly refused: number
  readonly reason: string | null
}

export type LineReceiptFault =
  /** No whole number of units, or nothing at all. */
  | { readonly why: 'quantity' }
  /** More than is outstanding: it is not taken as a gift, it is somebody else's or a slip. */
  | { readonly why: 'more'; readonly rest: number }
  | { readonly why: 'reason' }

const isCount = (units: number): boolean => Number.isSafeInteger(units) && units >= 0

/** The line after a receipt at the last mile (E10), or why it is not taken. A difference is always said with its reason. */
export const receiveLine = (
  line: OrderLine,
  said: ReceiptSaid,
):
  | { readonly line: OrderLine; readonly spent: number; readonly freed: number }
  | { readonly fault: LineReceiptFault } => {
  const { received, refused, reason } = said
  if (!isCount(received) || !isCount(refused) || received + refused === 0) return { fault: { why: 'quantity' } }
  const rest = restOf(line)
  if (received + refused > rest) return { fault: { why: 'more', rest } }
  if (refused > 0 && (reason ?? '').trim() === '') return { fault: { why: 'reason' } }
  return {
    line: { ...line, received: line.received + received, refused: line.refused + refused },
    spent: received * line.priceFen,
    freed: refused * line.priceFen,
  }
}

/** What closing an order frees: what never came, in fen. */
export const freedByClosing = (lines: readonly OrderLine[]): number =>
  lines.reduce((sum, line) => sum + restOf(line) * line.priceFen, 0)
