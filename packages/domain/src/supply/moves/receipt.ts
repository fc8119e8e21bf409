import { type CargoLine, onRoad } from './cargo.js'

/** Units of a line as they were counted at the end of the road. */
export type CountedLine = { readonly n: number; readonly fine: number; readonly damaged: number }

/** Goods that are on no line: more than was sent of a kind, or something else than was sent. */
export const extraWhys = ['tooMany', 'wrongGoods'] as const
export type ExtraWhy = (typeof extraWhys)[number]
export type ExtraLine = {
  readonly why: ExtraWhy
  readonly kind: string
  readonly quantity: number
  readonly reason: string
}

/** How what came differs from what was sent; each is counted. */
export const differenceKinds = ['missing', 'damaged', 'tooMany', 'wrongGoods'] as const
export type DifferenceKind = (typeof differenceKinds)[number]
export type Difference = {
  readonly what: DifferenceKind
  readonly kind: string
  readonly n: number | null
  readonly quantity: number
}

export type ReceiptFault =
  | { readonly why: 'unknown' | 'twice' | 'quantity' | 'extraQuantity' | 'extraReason'; readonly line: number }
  /** More than is on the road: it is written as too many, with a reason, and held. */
  | { readonly why: 'more'; readonly line: number; readonly left: number }
  | { readonly why: 'nothing' | 'reason' }

type Receipt =
  | {
      readonly outcome: 'taken'
      readonly lines: readonly CargoLine[]
      readonly differences: readonly Difference[]
      /** Units that are on the road still: expected, or missing where this was all. */
      readonly left: number
    }
  | { readonly outcome: 'refused'; readonly fault: ReceiptFault }

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

const faultOf = (lines: readonly CargoLine[], counted: readonly CountedLine[]): ReceiptFault | null => {
  for (const [line, one] of counted.entries()) {
    const sent = lines.find(({ n }) => n === one.n)
    if (sent === undefined) return { why: 'unknown', line }
    if (counted.some((other, i) => i < line && other.n === one.n)) return { why: 'twice', line }
    if (!isCount(one.fine) || !isCount(one.damaged)) return { why: 'quantity', line }
    const left = onRoad(sent)
    if (one.fine + one.damaged > left) return { why: 'more', line, left }
  }
  return null
}

const faultOfExtra = (extra: readonly ExtraLine[]): ReceiptFault | null => {
  for (const [line, one] of extra.entries()) {
    if (!Number.isSafeInteger(one.quantity) || one.quantity < 1) return { why: 'extraQuantity', line }
    if (one.reason.trim() === '') return { why: 'extraReason', line }
  }
  return null
}

/**
 * SUP-MOVE-11: takes in what arrived, with differences. More than was sent is refused unless it is written as too many, or as
 * other goods, with a reason; those come into the books held. What is missing stays on the road until it is found or given up by
 * name. `last`: nothing else is expected; then what is missing needs a reason. `line` counts from 0.
 */
export const takeReceipt = (
  lines: readonly CargoLine[],
  said: {
    readonly counted: readonly CountedLine[]
    readonly extra: readonly ExtraLine[]
    readonly last: boolean
    readonly reason: string | null
  },
): Receipt => {
  const fault = faultOf(lines, said.counted) ?? faultOfExtra(said.extra)
  if (fault !== null) return { outcome: 'refused', fault }
  const came = (n: number): number => {
    const one = said.counted.find((each) => each.n === n)
    return one === undefined ? 0 : one.fine + one.damaged
  }
  const after = lines.map((one) => ({ ...one, arrived: one.arrived + came(one.n) }))
  const units = said.counted.reduce((sum, one) => sum + one.fine + one.damaged, 0)
  if (units === 0 && said.extra.length === 0 && !said.last) return { outcome: 'refused', fault: { why: 'nothing' } }
  const missing = said.last ? after.filter((one) => onRoad(one) > 0) : []
  const damaged = said.counted.filter((one) => one.damaged > 0)
  if ((missing.length > 0 || damaged.length > 0) && (said.reason ?? '').trim() === '') {
    return { outcome: 'refused', fault: { why: 'reason' } }
  }
  const kindOf = (n: number): string => lines.find((one) => one.n === n)?.kind ?? ''
  const differences: Difference[] = [
    ...missing.map((one) => ({ what: 'missing' as const, kind: one.kind, n: one.n, quantity: onRoad(one) })),
    ...damaged.map((one) => ({ what: 'damaged' as const, kind: kindOf(one.n), n: one.n, quantity: one.damaged })),
    ...said.extra.map((one) => ({ what: one.why, kind: one.kind, n: null, quantity: one.quantity })),
  ]
  return { outcome: 'taken', lines: after, differences, left: after.reduce((sum, one) => sum + onRoad(one), 0) }
}
