import { cargoSources, consignmentStates, legModes, moveUrgencies } from '@lianfang/domain/supply'
import { z } from 'zod'
import {
  CommandId,
  Cursor,
  commandAnswer,
  countedPage,
  DayText,
  fileQuery,
  Id,
  InstantText,
  Limit,
  Place,
} from './common.js'
import { ConsignmentPage, ConsignmentRow, GoneRow } from './consignment-info.js'
import { KindCode } from './kinds.js'
import { route } from './route.js'

const Text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .transform((text) => text || null)
const Name = z.string().trim().min(1).max(80)
export const Zone = z.string().trim().min(1).max(60)

/** A time as it is read off the clock of its place (SUP-MOVE-16); `second`: which of two, in the hour that comes twice. */
export const LocalTime = z.object({
  local: z.string().max(20),
  zone: Zone,
  second: z.boolean().nullable(),
})

const Leg = z.object({
  mode: z.enum(legModes),
  from: Name,
  fromZone: Zone,
  to: Name,
  toZone: Zone,
  carrier: Text(80),
  customs: z.boolean(),
  /** Planned times, by the clocks of either end. */
  departs: LocalTime.omit({ zone: true }).nullable(),
  arrives: LocalTime.omit({ zone: true }).nullable(),
})

const Amount = { quantity: z.number(), unit: z.string().max(20) }
/** Goods from outside the books, as far as their papers say. */
export const OutsideLine = z.object({
  kind: KindCode,
  product: Id.nullable(),
  lot: Text(20),
  expiry: DayText.nullable(),
  serial: Text(20),
  ...Amount,
})

const What = z.discriminatedUnion('what', [
  /** Units assigned to requests, out of a store's book when it departs. */
  z.object({ what: z.literal('assignments'), store: Id, assignments: z.array(Id).min(1).max(50) }),
  /** Kinds out of a store's book, without a request. */
  z.object({
    what: z.literal('store'),
    store: Id,
    lines: z
      .array(z.object({ kind: KindCode, product: Id.nullable(), ...Amount }))
      .min(1)
      .max(50),
  }),
  /** What a store has sent already and is on its way. */
  z.object({ what: z.literal('transfer'), transfer: Id }),
  /** Goods from outside: they enter the books when they are received. */
  z.object({
    what: z.literal('outside'),
    source: z.enum(cargoSources).exclude(['books']),
    party: Name,
    lines: z
      .array(OutsideLine.extend({ assignment: Id.nullable() }))
      .min(1)
      .max(200),
  }),
])

const Filter = {
  state: z.enum(consignmentStates).optional(),
  /** Neither closed nor cancelled. */
  open: z.stringbool().optional(),
  kind: KindCode.optional(),
  mode: z.enum(legModes).optional(),
  source: z.enum(cargoSources).optional(),
  urgency: z.enum(moveUrgencies).optional(),
  /** To, or from, this store. */
  to: Id.optional(),
  from: Id.optional(),
  /** `any`: an alarm rings. `here`: it has climbed to the desk of the place that is asked about. */
  delayed: z.enum(['any', 'here']).optional(),
  /** A person must choose: a request of its units was withdrawn. */
  undecided: z.stringbool().optional(),
  /** Part of the reference, of a store's name or of the giver's. */
  text: z.string().trim().max(60).optional(),
  sort: z.enum(['expected', 'newest', 'urgency']).default('expected'),
}

export const ConsignmentAnswer = commandAnswer(ConsignmentPage, ConsignmentPage)
const OneId = z.object({ id: Id })

export const consignmentRoutes = [
  route({
    id: 'consignment.list',
    method: 'GET',
    path: '/consignments',
    summary: 'Consignments from or to a place, those expected first in front',
    guard: { kind: 'may', action: 'consignment.list', target: 'place' },
    query: z.object({ place: Place, ...Filter, cursor: Cursor, limit: Limit }),
    reply: countedPage(ConsignmentRow),
  }),
  route({
    id: 'consignment.export',
    method: 'GET',
    path: '/consignments/export',
    summary: 'The same consignments as XLSX or CSV',
    guard: { kind: 'may', action: 'consignment.list', target: 'place' },
    query: z.object({ place: Place, ...Filter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'consignment.mine',
    method: 'GET',
    path: '/consignments/mine',
    summary: 'Consignments from or to the stores that one is named for',
    guard: { kind: 'may', action: 'consignment.mine', target: 'actor' },
    query: z.object({ ...Filter, cursor: Cursor, limit: Limit }),
    reply: countedPage(ConsignmentRow),
  }),
  route({
    id: 'consignment.gone',
    method: 'GET',
    path: '/consignments/gone',
    summary: 'What was bound for a place or a store and was sent elsewhere by name, newest first',
    guard: { kind: 'may', action: 'consignment.gone', target: 'actor' },
    query: z.object({ place: Place.optional(), store: Id.optional() }),
    reply: z.object({ rows: z.array(GoneRow) }),
  }),
  route({
    id: 'consignment.read',
    method: 'GET',
    path: '/consignments/:id',
    summary: 'A consignment: legs, sourced milestones, cargo, papers, hand-overs, receipts, and what happened',
    guard: { kind: 'may', action: 'consignment.read', target: 'consignment' },
    params: OneId,
    reply: ConsignmentPage,
  }),
  route({
    id: 'consignment.make',
    method: 'POST',
    path: '/consignments',
    summary:
      'Make a consignment: of assigned units, out of a store, of a transfer on its way, or of goods from outside',
    guard: { kind: 'may', action: 'consignment.manage', target: 'store' },
    body: z.object({
      id: Id,
      to: Id,
      urgency: z.enum(moveUrgencies),
      reference: Text(80),
      cargo: What,
      legs: z.array(Leg).max(20),
    }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.leg',
    method: 'POST',
    path: '/consignments/:id/legs',
    summary: 'Add a leg to the end of the way',
    guard: { kind: 'may', action: 'consignment.manage', target: 'consignment' },
    params: OneId,
    body: Leg.extend({ id: CommandId }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.depart',
    method: 'POST',
    path: '/consignments/:id/depart',
    summary:
      'It leaves: goods of a store go out of its book by its keeper, in the same transaction; others by the desk',
    guard: { kind: 'may', action: 'consignment.record', target: 'consignment' },
    params: OneId,
    body: z.object({
      id: CommandId,
      day: DayText,
      /** When it left, by the clock there. */
      departed: LocalTime,
      /** Out of a store: which lots and serials go, or null for each to leave it to the book; empty for goods from outside. */
      lines: z.array(z.object({ kind: KindCode, product: Id.nullable(), item: Id.nullable(), ...Amount })).max(200),
      why: Text(200),
    }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.photo-read',
    method: 'GET',
    path: '/consignments/:id/photos/:photo',
    summary: 'A photo of a consignment',
    guard: { kind: 'may', action: 'consignment.read', target: 'consignment' },
    params: z.object({ id: Id, photo: Id }),
    stream: 'file',
  }),
  route({
    id: 'link.make',
    method: 'POST',
    path: '/consignments/:id/links',
    summary: "Make a driver's link of one consignment; the one before it ends. It is shown once",
    guard: { kind: 'may', action: 'consignment.manage', target: 'consignment' },
    params: OneId,
    body: z.object({
      id: CommandId,
      /** For whom: the carrier or the number of the vehicle. */
      name: Name,
      leg: z.number().int().min(0).max(99).nullable(),
      /** Whom the driver calls, in words with the number. */
      phones: z.array(z.string().trim().min(1).max(60)).min(1).max(5),
    }),
    reply: z.object({ token: z.string(), address: z.string(), qrSvg: z.string(), until: InstantText }),
  }),
  route({
    id: 'link.end',
    method: 'POST',
    path: '/consignments/:id/links/end',
    summary: "End a consignment's link",
    guard: { kind: 'may', action: 'consignment.manage', target: 'consignment' },
    params: OneId,
  }),
] as const
