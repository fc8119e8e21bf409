import {
  extraWhys,
  milestoneKinds,
  milestoneSources,
  movePaperStates,
  movePapers,
  redirections,
} from '@lianfang/domain/supply'
import { z } from 'zod'
import { CommandId, DayText, Id } from './common.js'
import { ConsignmentAnswer, LocalTime, OutsideLine } from './consignments.js'
import { route } from './route.js'

const Reason = z.string().trim().min(1).max(200)
const Note = z
  .string()
  .trim()
  .max(400)
  .nullable()
  .transform((text) => text || null)
const Name = z.string().trim().min(1).max(80)
const LegNumber = z.number().int().min(0).max(99)
const OneId = z.object({ id: Id })
const manage = { kind: 'may', action: 'consignment.manage', target: 'consignment' } as const
const record = { kind: 'may', action: 'consignment.record', target: 'consignment' } as const

/** A photo as text (base64). Its bytes are bounded by SUP-MOVE-10; this keeps larger ones out before they are read. */
export const PhotoData = z
  .string()
  .max(900_000)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)

const Said = {
  leg: LegNumber,
  source: z.enum(milestoneSources),
  /** Who or what that was, as printed. */
  sourceName: Name,
  ...LocalTime.shape,
}

/** What happens to a consignment on its way. */
export const consignmentActRoutes = [
  route({
    id: 'consignment.milestone',
    method: 'POST',
    path: '/consignments/:id/milestones',
    summary: 'Write down what a source says of a time: planned or actual. Nothing is overwritten',
    guard: record,
    params: OneId,
    body: z.object({
      ...{ id: CommandId, what: z.enum(milestoneKinds), basis: z.enum(['planned', 'actual']), ...Said },
      note: Note,
      /** Says that a time that was asked back is right (SUP-MOVE-17). */
      sure: z.boolean(),
    }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.estimate',
    method: 'POST',
    path: '/consignments/:id/estimates',
    summary: 'A new estimate of a departure or an arrival, with its reason; it ends an alarm of lateness',
    guard: record,
    params: OneId,
    body: z.object({ id: CommandId, what: z.enum(['departed', 'arrived']), ...Said, reason: Reason }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.choose',
    method: 'POST',
    path: '/consignments/:id/choices',
    summary: 'Choose one statement among those of several sources, with a reason; all stay',
    guard: manage,
    params: OneId,
    body: z.object({ id: CommandId, milestone: Id, reason: Reason }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.paper',
    method: 'POST',
    path: '/consignments/:id/papers',
    summary: 'Write down a paper, or a new state of one; what stood before stays',
    guard: record,
    params: OneId,
    body: z.object({
      ...{ id: CommandId, paper: z.enum(movePapers), number: Name, state: z.enum(movePaperStates), note: Note },
    }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.hand',
    method: 'POST',
    path: '/consignments/:id/hand-overs',
    summary: 'A hand-over: who gives, who takes, in what condition, how many',
    guard: record,
    params: OneId,
    body: z.object({
      ...{ id: CommandId, leg: LegNumber, giver: Name, taker: Name, condition: Name, count: z.number() },
      ...LocalTime.shape,
      sure: z.boolean(),
    }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.photo',
    method: 'POST',
    path: '/consignments/:id/photos',
    summary: 'Keep a photo: JPEG or PNG, bounded in size. It has no name',
    guard: record,
    params: OneId,
    body: z.object({
      id: CommandId,
      /** The hand-over or receipt it shows. */
      of: Id.nullable(),
      data: PhotoData,
    }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.split',
    method: 'POST',
    path: '/consignments/:id/split',
    summary: 'Put some of the units on the road onto a consignment of their own',
    guard: manage,
    params: OneId,
    body: z.object({
      ...{ id: CommandId, into: Id, reason: Reason },
      lines: z
        .array(z.object({ n: z.number().int().min(0), quantity: z.number() }))
        .min(1)
        .max(200),
    }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.merge',
    method: 'POST',
    path: '/consignments/:id/merge',
    summary: 'Put all that is on the road onto another consignment to the same store; this one is closed',
    guard: manage,
    params: OneId,
    body: z.object({ id: CommandId, into: Id, reason: Reason }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.redirect',
    method: 'POST',
    path: '/consignments/:id/redirect',
    summary:
      'Choose what becomes of units on the road: they go on, turn back, or are given to another request or store',
    guard: manage,
    params: OneId,
    body: z.object({
      ...{ id: CommandId, choice: z.enum(redirections), reason: Reason },
      /** With `give`: the store they go to, and for each kind at most one request that takes the place of the first; other units go into stock. */
      to: Id.nullable(),
      requests: z.array(Id).max(20),
    }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.alarm',
    method: 'POST',
    path: '/consignments/:id/alarm',
    summary: 'Take an alarm that rings over by name: who sees to it is told; it climbs on until it ends',
    guard: record,
    params: OneId,
    body: z.object({ id: CommandId, reason: Note }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.receive',
    method: 'POST',
    path: '/consignments/:id/receive',
    summary:
      'Take in what arrived, counted, with its differences; the book of the store follows in the same transaction',
    guard: record,
    params: OneId,
    body: z.object({
      ...{ id: CommandId, day: DayText, condition: Name, reason: Note },
      /** Nothing else is expected: what is not here is missing. */
      last: z.boolean(),
      /** Where fine goods from outside go; what comes from a store's book is in the state in which it travelled, or here too. */
      into: z.enum(['free', 'quarantine']),
      lines: z.array(z.object({ n: z.number().int().min(0), fine: z.number(), damaged: z.number() })).max(200),
      extra: z.array(OutsideLine.extend({ why: z.enum(extraWhys), reason: z.string().trim().max(200) })).max(50),
    }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.close',
    method: 'POST',
    path: '/consignments/:id/close',
    summary: 'Close a consignment: what is missing is given up by name and reason, as a loss in the book of the store',
    guard: record,
    params: OneId,
    body: z.object({ id: CommandId, day: DayText, reason: Reason }),
    reply: ConsignmentAnswer,
  }),
  route({
    id: 'consignment.cancel',
    method: 'POST',
    path: '/consignments/:id/cancel',
    summary: 'Cancel a consignment that has not left',
    guard: manage,
    params: OneId,
    body: z.object({ id: CommandId, reason: Reason }),
    reply: ConsignmentAnswer,
  }),
] as const
