import { addDays, type Day } from '../../shared/index.js'
import { type HeldState, type Holding, heldStates, type StockItem, stockStates } from './accounts.js'

/** Figures of a store's stock, in the unit of the kind. `onHand` = `held` + `expired` + `reserved` + `available`. */
export type StockFigures = {
  readonly onHand: number
  readonly held: number
  readonly expired: number
  readonly reserved: number
  readonly available: number
}

/** The figures of stock in the order in which they are read. */
export const stockFigures = [
  'available',
  'onHand',
  'held',
  'expired',
  'reserved',
] as const satisfies readonly (keyof StockFigures)[]
export type StockFigure = (typeof stockFigures)[number]

/** Why units on hand are not available. Each unit has one reason; the sum of all is what is not available. */
export type Excluded =
  | { readonly why: HeldState | 'recalled' | 'reserved'; readonly quantity: number }
  | { readonly why: 'expired'; readonly quantity: number; readonly since: Day }

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

export const onHandOf = (holding: Holding): number => sum(stockStates.map((state) => holding[state]))

/** SUP-BOOK-1: the day of expiry itself is the last day of use. Without a day nothing expires. */
export const isExpired = (expiry: Day | null, today: Day): boolean => expiry !== null && expiry < today

/**
 * SUP-BOOK-2: why units of an item are not available, each unit for one reason and in this order: in quarantine, on hold or
 * damaged; recalled; expired; reserved. A recall holds all units that are not held already.
 */
export const excludedOf = (item: StockItem, today: Day): readonly Excluded[] => {
  const found: Excluded[] = heldStates.map((why) => ({ why, quantity: item[why] }))
  if (item.recalled) found.push({ why: 'recalled', quantity: item.free + item.reserved })
  else if (item.expiry !== null && isExpired(item.expiry, today)) {
    found.push({ why: 'expired', quantity: item.free + item.reserved, since: addDays(item.expiry, 1) })
  } else found.push({ why: 'reserved', quantity: item.reserved })
  return found.filter(({ quantity }) => quantity > 0)
}

/** SUP-BOOK-2: available = on hand - held - expired - reserved (E9); the one definition, which every list follows. */
export const figuresOf = (item: StockItem, today: Day): StockFigures => {
  const excluded = excludedOf(item, today)
  const of = (...whys: readonly Excluded['why'][]): number =>
    sum(excluded.filter(({ why }) => whys.includes(why)).map(({ quantity }) => quantity))
  const onHand = onHandOf(item)
  const figures = { onHand, held: of(...heldStates, 'recalled'), expired: of('expired'), reserved: of('reserved') }
  return { ...figures, available: onHand - figures.held - figures.expired - figures.reserved }
}

export const noFigures: StockFigures = { onHand: 0, held: 0, expired: 0, reserved: 0, available: 0 }

export const addFigures = (a: StockFigures, b: StockFigures): StockFigures => ({
  onHand: a.onHand + b.onHand,
  held: a.held + b.held,
  expired: a.expired + b.expired,
  reserved: a.reserved + b.reserved,
  available: a.available + b.available,
})
