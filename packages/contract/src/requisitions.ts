import { requisitionPapers, requisitionStates } from '@lianfang/domain/supply'
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
  PlaceInfo,
} from './common.js'
import { KindCode } from './kinds.js'
import { StepInfo } from './request-info.js'
import { route } from './route.js'

const whole = z.number().int()
const ownerKinds = ['store', 'facility'] as const
const Text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .transform((text) => text || null)

export const RequisitionRow = z.object({
  id: Id,
  owner: z.object({ kind: z.enum(ownerKinds), id: Id, name: z.string() }),
  place: PlaceInfo,
  county: PlaceInfo,
  kind: KindCode,
  quantity: whole,
  /** The request that it serves, where one does. */
  request: Id.nullable(),
  state: z.enum(requisitionStates),
  orderNumber: z.string().nullable(),
  authority: z.string().nullable(),
  returnDay: DayText.nullable(),
  /** Not returned, and the day has passed. */
  overdue: z.boolean(),
  missing: z.array(z.enum(requisitionPapers)),
  at: InstantText,
  by: z.string(),
})
export type RequisitionRow = z.output<typeof RequisitionRow>

export const RequisitionPage = RequisitionRow.extend({
  receipt: z.string().nullable(),
  condition: z.string().nullable(),
  compensation: z.string().nullable(),
  executedOn: DayText.nullable(),
  returnedOn: DayText.nullable(),
  returnCondition: z.string().nullable(),
  owned: z.object({ ready: whole, inUse: whole, ownNeed: whole }),
  /** How many can be taken at most (SUP-SEI-2). */
  most: whole,
  version: whole,
  steps: z.array(StepInfo),
  today: DayText,
  may: z.object({ write: z.boolean() }),
})
export type RequisitionPage = z.output<typeof RequisitionPage>

const Papers = {
  orderNumber: Text(80),
  authority: Text(80),
  receipt: Text(80),
  condition: Text(400),
  compensation: Text(200),
  returnDay: DayText.nullable(),
}
const Filter = {
  kind: KindCode.optional(),
  state: z.enum(requisitionStates).optional(),
  overdue: z.stringbool().optional(),
  /** Part of the owner's name or of the order number. */
  text: z.string().trim().max(60).optional(),
}

const Answer = commandAnswer(RequisitionPage, RequisitionPage)
const OneId = z.object({ id: Id })
const manage = { kind: 'may', action: 'requisition.manage', target: 'requisition' } as const

export const requisitionRoutes = [
  route({
    id: 'requisition.list',
    method: 'GET',
    path: '/requisitions',
    summary: 'Requisitions of owners of a place, newest first',
    guard: { kind: 'may', action: 'requisition.list', target: 'place' },
    query: z.object({ place: Place, ...Filter, cursor: Cursor, limit: Limit }),
    reply: countedPage(RequisitionRow),
  }),
  route({
    id: 'requisition.export',
    method: 'GET',
    path: '/requisitions/export',
    summary: 'The same requisitions as XLSX or CSV',
    guard: { kind: 'may', action: 'requisition.list', target: 'place' },
    query: z.object({ place: Place, ...Filter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'requisition.read',
    method: 'GET',
    path: '/requisitions/:id',
    summary: 'A requisition with its papers; the owner reads its own',
    guard: { kind: 'may', action: 'requisition.read', target: 'requisition' },
    params: OneId,
    reply: RequisitionPage,
  }),
  route({
    id: 'requisition.order',
    method: 'POST',
    path: '/requisitions',
    summary: 'Order a requisition of units of an owner; its last unit and its own critical need stay',
    guard: manage,
    body: z.object({
      id: Id,
      owner: z.object({ kind: z.enum(ownerKinds), id: Id }),
      request: Id.nullable(),
      kind: KindCode,
      quantity: z.number(),
      unit: z.string().max(20),
      /** What the owner has; of a store `ready` is taken from its book. */
      owned: z.object({ ready: z.number(), inUse: z.number(), ownNeed: z.number() }),
      ...Papers,
    }),
    reply: Answer,
  }),
  route({
    id: 'requisition.change',
    method: 'PUT',
    path: '/requisitions/:id',
    summary: 'Fill in or correct the papers of a requisition that is not executed',
    guard: manage,
    params: OneId,
    body: z.object({ id: CommandId, version: z.number().int(), ...Papers }),
    reply: Answer,
  }),
  route({
    id: 'requisition.execute',
    method: 'POST',
    path: '/requisitions/:id/execute',
    summary: 'Execute a requisition: every paper must be there, each missing one is named',
    guard: manage,
    params: OneId,
    body: z.object({ id: CommandId, day: DayText }),
    reply: Answer,
  }),
  route({
    id: 'requisition.return',
    method: 'POST',
    path: '/requisitions/:id/return',
    summary: 'Record that the units were returned, and in which condition',
    guard: manage,
    params: OneId,
    body: z.object({ id: CommandId, day: DayText, condition: z.string().trim().min(1).max(400) }),
    reply: Answer,
  }),
  route({
    id: 'requisition.cancel',
    method: 'POST',
    path: '/requisitions/:id/cancel',
    summary: 'Cancel a requisition that is not executed, with a reason',
    guard: manage,
    params: OneId,
    body: z.object({ id: CommandId, reason: z.string().trim().min(1).max(200) }),
    reply: Answer,
  }),
] as const
