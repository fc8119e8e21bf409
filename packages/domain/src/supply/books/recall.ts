import type { PlaceCode } from '../../shared/index.js'
import type { ItemDescription } from './item.js'

/** What a recall names: a kind, perhaps a maker's product, and a lot or serial numbers. */
export type RecallOf = {
  /** Holds in every store of this place. */
  readonly place: PlaceCode
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly serials: readonly string[] | null
}

/** A recall names a lot or serial numbers: without either it would hold all there is of a kind. */
export const isRecallable = ({ lot, serials }: Pick<RecallOf, 'lot' | 'serials'>): boolean =>
  lot !== null || (serials !== null && serials.length > 0)

/**
 * SUP-BOOK-8: whether a recall holds units of an item in a store of the county `home`. Units whose maker nobody entered are held
 * with those of the product that is named: a lot that cannot be told apart is not handed out.
 */
export const isRecalled = (recall: RecallOf, item: ItemDescription, home: string): boolean =>
  home.startsWith(recall.place) &&
  recall.kind === item.kind &&
  (recall.product === null || item.product === null || recall.product === item.product) &&
  (recall.lot === null || recall.lot === item.lot) &&
  (recall.serials === null || (item.serial !== null && recall.serials.includes(item.serial)))
