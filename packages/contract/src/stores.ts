import { stockFigures, storeKinds } from '@lianfang/domain/supply'
import { z } from 'zod'
import {
  Cursor,
  commandAnswer,
  countedPage,
  DayText,
  fileQuery,
  Id,
  InstantText,
  Limit,
  Place,
  PlaceInfo,
} from './common.js'
import { KindCode, WorkPhone } from './kinds.js'
import { route } from './route.js'
import { Figures } from './stock.js'

const StoreKindName = z.enum(storeKinds)
const EnglishName = z
  .string()
  .trim()
  .nullable()
  .transform((text) => text || null)
  .pipe(z.string().max(120).nullable())

const StoreFields = z.object({
  name: z.string().trim().min(1).max(80),
  nameEn: EnglishName,
  /** A county, a township or a village. */
  place: Place,
  kind: StoreKindName,
  /** The institution it belongs to, of the same county. */
  facility: Id.nullable(),
  /** The enterprise whose goods it keeps, of the same county. */
  enterprise: Id.nullable(),
})

export const StoreRow = z.object({
  id: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  place: PlaceInfo,
  county: PlaceInfo,
  kind: StoreKindName,
  keepers: z.array(z.object({ name: z.string(), phone: z.string().nullable() })),
  closedOn: DayText.nullable(),
})
export type StoreRow = z.output<typeof StoreRow>

/** A row of the list of stores. */
export const StoreListed = StoreRow.extend({
  /** What the store has of the kind of supplies that was asked for; null where none was. */
  stock: z.object(Figures).nullable(),
})
export type StoreListed = z.output<typeof StoreListed>

export const StorePage = StoreRow.extend({
  facility: z.object({ id: Id, name: z.string() }).nullable(),
  enterprise: z.object({ id: Id, name: z.string() }).nullable(),
  version: z.number().int(),
  people: z.array(
    z.object({
      id: Id,
      accountId: Id,
      name: z.string(),
      phone: z.string().nullable(),
      from: InstantText,
      until: InstantText.nullable(),
    }),
  ),
  /** What the reader may do here. */
  may: z.object({ manage: z.boolean(), write: z.boolean() }),
})
export type StorePage = z.output<typeof StorePage>

const Answer = commandAnswer(StorePage, StorePage)
const OneId = z.object({ id: Id })

const Filter = {
  place: Place,
  kind: StoreKindName.optional(),
  closed: z.stringbool().optional(),
  /** Part of the name, in either language. */
  text: z.string().trim().max(60).optional(),
  /** Stores that have any of this kind of supplies, with what they have. */
  has: KindCode.optional(),
  /** With `has`: those where this figure of it is more than nothing. */
  figure: z.enum(stockFigures).default('onHand'),
  /** Stores of the place itself, without those of places in it. */
  own: z.stringbool().optional(),
}

export const storeRoutes = [
  route({
    id: 'store.list',
    method: 'GET',
    path: '/stores',
    summary: 'Stores of a place: warehouses, hospital stores, those of townships and villages, finished goods',
    guard: { kind: 'may', action: 'store.list', target: 'place' },
    query: z.object({ ...Filter, cursor: Cursor, limit: Limit }),
    reply: countedPage(StoreListed),
  }),
  route({
    id: 'store.export',
    method: 'GET',
    path: '/stores/export',
    summary: 'The same stores as XLSX or CSV',
    guard: { kind: 'may', action: 'store.list', target: 'place' },
    query: z.object({ ...Filter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'store.mine',
    method: 'GET',
    path: '/stores/mine',
    summary: 'The stores that one is named for',
    guard: { kind: 'may', action: 'store.mine', target: 'actor' },
    reply: z.object({ rows: z.array(StoreRow) }),
  }),
  route({
    id: 'store.read',
    method: 'GET',
    path: '/stores/:id',
    summary: 'A store with the people who keep it',
    guard: { kind: 'may', action: 'store.read', target: 'store' },
    params: OneId,
    reply: StorePage,
  }),
  route({
    id: 'store.targets',
    method: 'GET',
    path: '/stores/:id/targets',
    summary: 'Open stores that goods can be sent to: those of the county, or by part of the name those of the nation',
    guard: { kind: 'may', action: 'stock.write', target: 'store' },
    params: OneId,
    query: z.object({
      /** Part of the name, in either language. */
      text: z.string().trim().max(60).optional(),
    }),
    reply: z.object({
      rows: z.array(StoreRow.pick({ id: true, name: true, nameEn: true, kind: true, place: true, county: true })),
      /** Whether there are more than are listed. */
      more: z.boolean(),
    }),
  }),
  route({
    id: 'store.create',
    method: 'POST',
    path: '/stores',
    summary: 'Enter a store',
    guard: { kind: 'may', action: 'store.manage', target: 'place' },
    body: StoreFields.extend({ id: Id }),
    reply: Answer,
  }),
  route({
    id: 'store.change',
    method: 'PUT',
    path: '/stores/:id',
    summary: 'Change a store, or close an empty one on a day; null opens one again that was closed by mistake',
    guard: { kind: 'may', action: 'store.manage', target: 'store' },
    params: OneId,
    body: StoreFields.extend({ version: z.number().int(), closedOn: DayText.nullable() }),
    reply: Answer,
  }),
  route({
    id: 'store.name',
    method: 'POST',
    path: '/stores/:id/keepers',
    summary: 'Name a keeper of a store',
    guard: { kind: 'may', action: 'store.manage', target: 'store' },
    params: OneId,
    body: z.object({ id: Id, accountId: Id, phone: WorkPhone }),
    reply: Answer,
  }),
  route({
    id: 'store.unname',
    method: 'POST',
    path: '/stores/:id/keepers/:named/end',
    summary: 'End the naming of a keeper; what they wrote stays under their name',
    guard: { kind: 'may', action: 'store.manage', target: 'store' },
    params: z.object({ id: Id, named: Id }),
    reply: Answer,
  }),
] as const
