import { assignWhys, keptWhys, licenceStates, requestStates } from '@lianfang/domain/supply'
import { z } from 'zod'
import { CommandId, Cursor, commandAnswer, countedPage, DayText, fileQuery, Id, Limit, Place } from './common.js'
import { KindCode } from './kinds.js'
import { OfferRow } from './offer-info.js'
import { AssignmentInfo, BesideInfo, GateName, OverstatedRow, RequestPage, RequestRow } from './request-info.js'
import { route } from './route.js'

const Reason = z.string().trim().min(1).max(200)
const Note = z
  .string()
  .trim()
  .max(400)
  .nullable()
  .transform((text) => text || null)

// Not bounded here: what is missing or impossible is told with its field (SUP-REQ-11), a unit mix-up by its name.
const fact = z.number().nullable()
const Said = {
  quantity: z.number(),
  /** The unit of the kind, or 'pack' with the product whose pack it is. */
  unit: z.string().max(20),
  product: Id.nullable(),
  facts: z.object({ criticalWaiting: fact, inUse: fact, idle: fact, staffedBeds: fact, dailyUse: fact }),
  note: Note,
  /** Says that a size that was asked back is right (SUP-REQ-10). */
  sure: z.boolean(),
}

const Answer = commandAnswer(RequestPage, RequestPage)
const OneId = z.object({ id: Id })
const at = (action: 'request.write' | 'request.approve' | 'request.act' | 'request.decide' | 'request.read') =>
  ({ kind: 'may', action, target: 'request' }) as const

const Filter = {
  kind: KindCode.optional(),
  state: z.enum(requestStates).optional(),
  /** Those still to be worked on. */
  open: z.stringbool().optional(),
  /** Verified, with units that nobody has assigned yet. */
  unmet: z.stringbool().optional(),
  /** Part of the institution's name, in either language. */
  text: z.string().trim().max(60).optional(),
  sort: z.enum(['urgency', 'newest']).default('urgency'),
}

export const requestRoutes = [
  route({
    id: 'request.list',
    method: 'GET',
    path: '/requests',
    summary: 'Requests of the hospitals of a place that were approved inside, the most urgent first',
    guard: { kind: 'may', action: 'request.list', target: 'place' },
    query: z.object({ place: Place, ...Filter, cursor: Cursor, limit: Limit }),
    reply: countedPage(RequestRow),
  }),
  route({
    id: 'request.export',
    method: 'GET',
    path: '/requests/export',
    summary: 'The same requests as XLSX or CSV',
    guard: { kind: 'may', action: 'request.list', target: 'place' },
    query: z.object({ place: Place, ...Filter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'request.overstated',
    method: 'GET',
    path: '/requests/overstated',
    summary: 'Hospitals of a place that repeatedly asked for more than they need',
    guard: { kind: 'may', action: 'request.list', target: 'place' },
    query: z.object({ place: Place }),
    reply: z.object({ since: DayText, times: z.number().int(), rows: z.array(OverstatedRow) }),
  }),
  route({
    id: 'request.mine',
    method: 'GET',
    path: '/requests/mine',
    summary: 'Requests of the institutions that one is named for, drafts too',
    guard: { kind: 'may', action: 'request.mine', target: 'actor' },
    query: z.object({ ...Filter, sort: Filter.sort.default('newest'), cursor: Cursor, limit: Limit }),
    reply: countedPage(RequestRow),
  }),
  route({
    id: 'request.read',
    method: 'GET',
    path: '/requests/:id',
    summary: 'A request: what was asked, the need by its terms, gates, what is assigned, and what happened',
    guard: at('request.read'),
    params: OneId,
    reply: RequestPage,
  }),
  route({
    id: 'request.beside',
    method: 'GET',
    path: '/requests/:id/beside',
    summary: 'What stands beside a request: stock and use of the hospital, what is on its way, earlier requests',
    guard: at('request.read'),
    params: OneId,
    reply: BesideInfo,
  }),
  route({
    id: 'request.draft',
    method: 'POST',
    path: '/requests',
    summary: 'Draft a request of an institution for a kind',
    guard: { kind: 'may', action: 'request.write', target: 'hospital' },
    body: z.object({ id: Id, hospital: Id, kind: KindCode, ...Said }),
    reply: Answer,
  }),
  route({
    id: 'request.change',
    method: 'PUT',
    path: '/requests/:id',
    summary: 'Change a draft, or a request that was returned inside',
    guard: at('request.write'),
    params: OneId,
    body: z.object({ id: CommandId, version: z.number().int(), ...Said }),
    reply: Answer,
  }),
  route({
    id: 'request.submit',
    method: 'POST',
    path: '/requests/:id/submit',
    summary: 'Submit a request to the approver inside the institution',
    guard: at('request.write'),
    params: OneId,
    body: z.object({ id: CommandId }),
    reply: Answer,
  }),
  route({
    id: 'request.approve',
    method: 'POST',
    path: '/requests/:id/approve',
    summary: 'Approve a request inside: it goes to the desk. Never by who submitted it',
    guard: at('request.approve'),
    params: OneId,
    body: z.object({ id: CommandId }),
    reply: Answer,
  }),
  route({
    id: 'request.return',
    method: 'POST',
    path: '/requests/:id/return',
    summary: 'Return a request to its requester with a reason',
    guard: at('request.approve'),
    params: OneId,
    body: z.object({ id: CommandId, reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'request.withdraw',
    method: 'POST',
    path: '/requests/:id/withdraw',
    summary: 'Withdraw a request: what is assigned and not sent is freed, what is on the road travels on and is named',
    guard: at('request.act'),
    params: OneId,
    body: z.object({ id: CommandId, reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'request.confirm',
    method: 'POST',
    path: '/requests/:id/gates',
    summary: 'Confirm by name and day that operators, oxygen, power or a week of consumables are there',
    guard: at('request.act'),
    params: OneId,
    body: z.object({ id: CommandId, gate: GateName, day: DayText, note: Note }),
    reply: Answer,
  }),
  route({
    id: 'request.verify',
    method: 'POST',
    path: '/requests/:id/verify',
    summary: 'Verify the need: the computed terms are frozen; it may be lowered with a reason, never raised',
    guard: at('request.decide'),
    params: OneId,
    body: z.object({
      id: CommandId,
      /** The need as the desk saw it; where it has changed since, the present one is answered. */
      seen: z.number().int(),
      verified: z.number(),
      reason: Note,
    }),
    reply: Answer,
  }),
  route({
    id: 'request.refuse',
    method: 'POST',
    path: '/requests/:id/refuse',
    summary: 'Refuse a request with a reason; nothing may be assigned to it',
    guard: at('request.decide'),
    params: OneId,
    body: z.object({ id: CommandId, reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'request.close',
    method: 'POST',
    path: '/requests/:id/close',
    summary: 'Close a request: met, or as far as it can be met',
    guard: at('request.decide'),
    params: OneId,
    body: z.object({ id: CommandId, reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'assign.options',
    method: 'GET',
    path: '/requests/:id/offers',
    summary: 'Open offers of the kind: how many units of each can go to this request, and why not more',
    guard: at('request.decide'),
    params: OneId,
    reply: z.object({
      rows: z.array(
        z.object({
          offer: OfferRow,
          most: z.number().int(),
          whyNot: z.array(
            z.object({
              why: z.enum(assignWhys),
              /** Units that are left, or that the contract leaves. */
              left: z.number().int().nullable(),
              gates: z.array(GateName),
              licence: z.enum(licenceStates).nullable(),
              kept: z.array(z.object({ why: z.enum(keptWhys), quantity: z.number().int() })),
            }),
          ),
        }),
      ),
    }),
  }),
  route({
    id: 'assign.make',
    method: 'POST',
    path: '/requests/:id/assignments',
    summary:
      'Give units of an offer to a request: within the verified need, the offer, the gates, licence and contract',
    guard: at('request.decide'),
    params: OneId,
    body: z.object({ id: Id, offer: Id, quantity: z.number(), reason: Note }),
    reply: commandAnswer(AssignmentInfo, AssignmentInfo),
  }),
  route({
    id: 'assign.back',
    method: 'POST',
    path: '/requests/:id/assignments/:assignment/back',
    summary: 'Take units back that were assigned and have not been sent',
    guard: at('request.decide'),
    params: z.object({ id: Id, assignment: Id }),
    body: z.object({ id: CommandId, reason: Reason }),
    reply: commandAnswer(AssignmentInfo, AssignmentInfo),
  }),
] as const
