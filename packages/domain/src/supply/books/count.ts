import type { Holding, StockLine, StockState } from './accounts.js'

/** Where units are counted: on the shelf, where free and reserved ones lie together, or in one of the places of held ones. */
export const countPlaces = ['shelf', 'quarantine', 'onHold', 'damaged'] as const
export type CountPlace = (typeof countPlaces)[number]

export type Counted = { readonly item: string; readonly place: CountPlace; readonly counted: number }

/** The book of an item now, and as it stood at the moment of counting. */
export type CountedBook = { readonly now: Holding; readonly before: Holding }

export type CountFault = { readonly item: string; readonly place: CountPlace } & (
  | { readonly why: 'reserved'; readonly reserved: number }
  | { readonly why: 'gone'; readonly there: number; readonly missing: number }
)

const bookOf = (holding: Holding, place: CountPlace): number =>
  place === 'shelf' ? holding.free + holding.reserved : holding[place]

const stateOf = (place: CountPlace): StockState => (place === 'shelf' ? 'free' : place)

/**
 * SUP-BOOK-7: what a count changes in the book. The difference is taken against the book at the moment of counting, so that
 * what was moved since stays moved; more is found from 'loss', less is lost to it. What is missing must still be there to be
 * lost: reserved units are freed first, and what has been issued meanwhile is counted again. Items not counted stay as they are.
 */
export const countLines = (
  counted: readonly Counted[],
  books: ReadonlyMap<string, CountedBook>,
): { readonly lines: readonly StockLine[] } | { readonly fault: CountFault } => {
  const lines: StockLine[] = []
  for (const { item, place, counted: found } of counted) {
    const book = books.get(item)
    const difference = found - (book === undefined ? 0 : bookOf(book.before, place))
    const state = stateOf(place)
    if (difference > 0) lines.push({ item, from: 'loss', to: state, quantity: difference })
    if (difference >= 0 || book === undefined) continue
    const missing = -difference
    if (book.now[state] < missing) {
      const there = bookOf(book.now, place)
      const at = { item, place }
      return there >= missing
        ? { fault: { ...at, why: 'reserved', reserved: book.now.reserved } }
        : { fault: { ...at, why: 'gone', there, missing } }
    }
    lines.push({ item, from: state, to: 'loss', quantity: missing })
  }
  return { lines }
}
