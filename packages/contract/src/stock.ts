import { accounts, movementKinds, stockStates } from '@lianfang/domain/supply'
import { z } from 'zod'
import { Cursor, DayText, fileQuery, Id, InstantText, Limit, Place, PlaceInfo, page } from './common.js'
import { KindCode } from './kinds.js'
import { route } from './route.js'

/** What tells units apart: kind, maker's product, lot with its last day of use, serial number. */
export const ItemInfo = z.object({
  id: Id,
  kind: KindCode,
  product: Id.nullable(),
  lot: z.string().nullable(),
  expiry: DayText.nullable(),
  serial: z.string().nullable(),
})
export type ItemInfo = z.output<typeof ItemInfo>

/** In the unit of the kind. On hand = held + expired + reserved + available (SUP-BOOK-2). */
export const Figures = {
  onHand: z.number().int(),
  held: z.number().int(),
  expired: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
}
const Why = z.enum(['quarantine', 'onHold', 'damaged', 'recalled', 'expired', 'reserved'])

export const StockRow = ItemInfo.extend({
  ...Figures,
  /** Model and maker of the product, where one is named. */
  model: z.string().nullable(),
  maker: z.string().nullable(),
  /** Units of the kind in a pack of the product; null where none is named. */
  perPack: z.number().int().nullable(),
  /** Why units are not available, each for one reason; `since`: the first day on which it was expired. */
  excluded: z.array(z.object({ why: Why, quantity: z.number().int(), since: DayText.nullable() })),
  /** What reserved units are kept for. */
  reservedFor: z.array(z.object({ reference: z.string(), quantity: z.number().int() })),
})
export type StockRow = z.output<typeof StockRow>

export const MovementInfo = z.object({
  id: Id,
  store: Id,
  what: z.enum(movementKinds),
  day: DayText,
  at: InstantText,
  by: z.string(),
  why: z.string().nullable(),
  reference: z.string().nullable(),
  party: z.string().nullable(),
  consignment: Id.nullable(),
  countedAt: InstantText.nullable(),
  reverses: Id.nullable(),
  /** The movement that took it back. */
  reversedBy: Id.nullable(),
  lines: z.array(
    z.object({ item: ItemInfo, from: z.enum(accounts), to: z.enum(accounts), quantity: z.number().int() }),
  ),
})
export type MovementInfo = z.output<typeof MovementInfo>

const OneId = z.object({ id: Id })
const StockFilter = {
  kind: KindCode.optional(),
  /** Items that have units available, held (recalled ones too), expired or reserved. */
  show: z.enum(['all', 'available', 'held', 'expired', 'reserved']).default('all'),
  /** Items whose last day of use comes within so many days. */
  within: z.coerce.number().int().min(0).max(3650).optional(),
  /** The beginning of a lot or a serial number. */
  text: z.string().trim().max(40).optional(),
}
const BookFilter = {
  kind: KindCode.optional(),
  item: Id.optional(),
  what: z.enum(movementKinds).optional(),
  reference: z.string().trim().min(1).max(80).optional(),
  from: DayText.optional(),
  until: DayText.optional(),
}
const TotalsQuery = { place: Place, kind: KindCode.optional() }
const read = { kind: 'may', action: 'store.read', target: 'store' } as const

export const stockRoutes = [
  route({
    id: 'stock.list',
    method: 'GET',
    path: '/stores/:id/stock',
    summary: 'What a store has: items with what is on hand, held, expired, reserved and available, and why',
    guard: read,
    params: OneId,
    query: z.object({ ...StockFilter, cursor: Cursor, limit: Limit }),
    reply: page(StockRow),
  }),
  route({
    id: 'stock.export',
    method: 'GET',
    path: '/stores/:id/stock/export',
    summary: 'The same as XLSX or CSV',
    guard: read,
    params: OneId,
    query: z.object({ ...StockFilter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'stock.kinds',
    method: 'GET',
    path: '/stores/:id/stock/kinds',
    summary: 'What a store has of each kind',
    guard: read,
    params: OneId,
    reply: z.object({
      /** The day the figures are of. */
      day: DayText,
      rows: z.array(z.object({ kind: KindCode, ...Figures, items: z.number().int(), firstExpiry: DayText.nullable() })),
    }),
  }),
  route({
    id: 'movement.list',
    method: 'GET',
    path: '/stores/:id/movements',
    summary: 'The book of a store, newest first: by kind, item, what happened, reference or day',
    guard: read,
    params: OneId,
    query: z.object({ ...BookFilter, cursor: Cursor, limit: Limit }),
    reply: page(MovementInfo),
  }),
  route({
    id: 'movement.export',
    method: 'GET',
    path: '/stores/:id/movements/export',
    summary: 'The same as XLSX or CSV, a line a line of the book',
    guard: read,
    params: OneId,
    query: z.object({ ...BookFilter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'movement.read',
    method: 'GET',
    path: '/stores/:id/movements/:movement',
    summary: 'One movement with its lines',
    guard: read,
    params: z.object({ id: Id, movement: Id }),
    reply: MovementInfo,
  }),
  route({
    id: 'transit.list',
    method: 'GET',
    path: '/stores/:id/transit',
    summary: 'What was sent from or to a store and has not arrived',
    guard: read,
    params: OneId,
    reply: z.object({
      rows: z.array(
        z.object({
          id: Id,
          way: z.enum(['out', 'in']),
          from: z.object({ id: Id, name: z.string(), nameEn: z.string().nullable() }),
          to: z.object({ id: Id, name: z.string(), nameEn: z.string().nullable() }),
          sentOn: DayText,
          at: InstantText,
          reference: z.string().nullable(),
          /** A consignment of its own carries it: it is received there. */
          carried: z.boolean(),
          lines: z.array(
            z.object({
              n: z.number().int(),
              ...ItemInfo.omit({ id: true }).shape,
              state: z.enum(stockStates),
              sent: z.number().int(),
              arrived: z.number().int(),
              back: z.number().int(),
              /** Still on its way. */
              left: z.number().int(),
            }),
          ),
        }),
      ),
    }),
  }),
  route({
    id: 'stock.totals',
    method: 'GET',
    path: '/stock/totals',
    summary: 'What a place has of each kind, and of one kind what the places directly below it have',
    guard: { kind: 'may', action: 'stock.total', target: 'place' },
    query: z.object(TotalsQuery),
    reply: z.object({
      place: PlaceInfo,
      day: DayText,
      kinds: z.array(z.object({ kind: KindCode, ...Figures })),
      /** Of the kind that was asked for; empty without one. */
      children: z.array(z.object({ place: PlaceInfo, ...Figures })),
    }),
  }),
  route({
    id: 'stock.totals-export',
    method: 'GET',
    path: '/stock/totals/export',
    summary: 'The same as XLSX or CSV',
    guard: { kind: 'may', action: 'stock.total', target: 'place' },
    query: z.object({ ...TotalsQuery, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'stock.scan',
    method: 'POST',
    path: '/stock/scan',
    summary: 'Reads a scanned label (GS1 element string, Digital Link or GTIN) and names the products of its GTIN',
    guard: { kind: 'may', action: 'stock.scan', target: 'actor' },
    body: z.object({ text: z.string().max(2000) }),
    reply: z.object({
      gtin: z.string().nullable(),
      lot: z.string().nullable(),
      expiry: DayText.nullable(),
      serial: z.string().nullable(),
      quantity: z.number().int().nullable(),
      products: z.array(
        z.object({
          id: Id,
          kind: KindCode,
          model: z.string(),
          perPack: z.number().int(),
          maker: z.string(),
          makerEn: z.string().nullable(),
        }),
      ),
    }),
  }),
] as const
