import { z } from 'zod'
import { Cursor, commandAnswer, DayText, Id, InstantText, Limit, Place, PlaceInfo, page } from './common.js'
import { KindCode } from './kinds.js'
import { route } from './route.js'

const Code = z
  .string()
  .trim()
  .max(20)
  .nullable()
  .transform((text) => text || null)
const Reason = z.string().trim().min(1).max(200)

export const RecallInfo = z.object({
  id: Id,
  place: PlaceInfo,
  kind: KindCode,
  product: Id.nullable(),
  /** Model and maker of the product, where one is named. */
  model: z.string().nullable(),
  maker: z.string().nullable(),
  lot: z.string().nullable(),
  serials: z.array(z.string()).nullable(),
  reason: z.string(),
  by: z.string(),
  at: InstantText,
  lifted: z.object({ at: InstantText, by: z.string(), reason: z.string() }).nullable(),
})
export type RecallInfo = z.output<typeof RecallInfo>

const StoreName = z.object({ id: Id, name: z.string(), nameEn: z.string().nullable(), place: PlaceInfo })

/** How far a recall reaches. */
export const RecallReach = z.object({
  /** Stores of the reader that have any of it, with how many. */
  here: z.array(z.object({ store: StoreName, quantity: z.number().int() })),
  /** What had left before or leaves by disposal: where it went, by line of the book, newest first. At most 500. */
  left: z.array(
    z.object({
      store: StoreName,
      movement: Id,
      day: DayText,
      quantity: z.number().int(),
      to: z.enum(['consumed', 'transit', 'disposed', 'loss']),
      reference: z.string().nullable(),
      party: z.string().nullable(),
    }),
  ),
  /** Units of the kind whose lot nobody entered: they may be of it. */
  lotUnknown: z.number().int(),
})
export type RecallReach = z.output<typeof RecallReach>

export const RecallPage = RecallInfo.extend(RecallReach.shape)
export type RecallPage = z.output<typeof RecallPage>

const RecallOf = {
  place: Place,
  kind: KindCode,
  product: Id.nullable(),
  lot: Code,
  serials: z.array(z.string().trim().min(1).max(20)).max(1000).nullable(),
}

const Answer = commandAnswer(RecallPage, RecallPage)
const OneId = z.object({ id: Id })

export const recallRoutes = [
  route({
    id: 'recall.list',
    method: 'GET',
    path: '/recalls',
    summary: 'Recalls that touch the reader, newest first',
    guard: { kind: 'may', action: 'recall.read', target: 'actor' },
    query: z.object({ open: z.stringbool().optional(), cursor: Cursor, limit: Limit }),
    reply: page(RecallInfo),
  }),
  route({
    id: 'recall.read',
    method: 'GET',
    path: '/recalls/:id',
    summary: 'A recall: where its units are, and where those that had left went',
    guard: { kind: 'may', action: 'recall.read', target: 'actor' },
    params: OneId,
    reply: RecallPage,
  }),
  route({
    id: 'recall.reach',
    method: 'POST',
    path: '/recalls/reach',
    summary:
      'How far a recall would reach: what it would hold, what has left, what has no lot entered. Nothing is held yet',
    guard: { kind: 'may', action: 'recall.manage', target: 'place' },
    body: z.object(RecallOf),
    reply: RecallReach,
  }),
  route({
    id: 'recall.create',
    method: 'POST',
    path: '/recalls',
    summary:
      'Recall a lot or serial numbers: every unit in every store of the place is held at once, also what arrives later',
    guard: { kind: 'may', action: 'recall.manage', target: 'place' },
    body: z.object({ id: Id, ...RecallOf, reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'recall.lift',
    method: 'POST',
    path: '/recalls/:id/lift',
    summary: 'Lift a recall, with a reason',
    guard: { kind: 'may', action: 'recall.manage', target: 'place' },
    params: OneId,
    body: z.object({ id: Id, reason: Reason }),
    reply: Answer,
  }),
] as const
