import type { Day } from '../../shared/index.js'

/** Kinds of store (库点), in the order in which they are offered. */
export const storeKinds = ['warehouse', 'hospitalStore', 'townshipStore', 'villageStore', 'finishedGoods'] as const
export type StoreKind = (typeof storeKinds)[number]

/** States that hold units back: they stay in the store, and are neither issued nor reserved. */
export const heldStates = ['quarantine', 'onHold', 'damaged'] as const
export type HeldState = (typeof heldStates)[number]

/** What a store has, by state: the accounts of its own. A unit is in one of them. */
export const stockStates = ['free', 'reserved', ...heldStates] as const
export type StockState = (typeof stockStates)[number]

/** The other side of the book: whence units came and where they went. */
export const counterAccounts = ['outside', 'consumed', 'loss', 'transit', 'disposed'] as const
export type CounterAccount = (typeof counterAccounts)[number]
export type Account = StockState | CounterAccount

export const accounts = [...stockStates, ...counterAccounts] as const

/** What happens to stock. Each is a fact in the book of one store. */
export const movementKinds = [
  'receive',
  'issue',
  'send',
  'arrive',
  'hold',
  'release',
  'reserve',
  'unreserve',
  'dispose',
  'count',
  'reverse',
] as const
export type MovementKind = (typeof movementKinds)[number]

/**
 * A line of a movement: so many units of an item go from one account to another. Both sides stand in one row, so that
 * the sum over all accounts is zero whatever is written (double entry).
 */
export type StockLine = {
  readonly item: string
  readonly from: Account
  readonly to: Account
  /** In the unit of the kind; more than 0. */
  readonly quantity: number
}

/** Units of one item in one store, by state. */
export type Holding = Readonly<Record<StockState, number>>

/** One item in one store with all that decides whether it can be used. */
export type StockItem = Holding & {
  readonly item: string
  readonly kind: string
  readonly lot: string | null
  /** The last day of use; null when nobody knows one. */
  readonly expiry: Day | null
  /** Whether a recall in force names it. */
  readonly recalled: boolean
}

export const nothingHeld: Holding = { free: 0, reserved: 0, quarantine: 0, onHold: 0, damaged: 0 }

/** Whether an account is the store's own. */
export const isStock = (account: Account): account is StockState =>
  (stockStates as readonly Account[]).includes(account)

/** What lines do to the holding of one item. */
export const holdingAfter = (before: Holding, lines: readonly Omit<StockLine, 'item'>[]): Holding => {
  const after = { ...before }
  for (const { from, to, quantity } of lines) {
    if (isStock(from)) after[from] -= quantity
    if (isStock(to)) after[to] += quantity
  }
  return after
}

/** The first state that would fall below nothing, or null: such a movement is not written (E9). */
export const shortState = (holding: Holding): StockState | null =>
  stockStates.find((state) => holding[state] < 0) ?? null

/** Lines that take back what these did: the same units the other way round (E9: corrections reverse, never edit). */
export const reversedLines = (lines: readonly StockLine[]): readonly StockLine[] =>
  lines.map((line) => ({ ...line, from: line.to, to: line.from }))
