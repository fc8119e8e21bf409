import { shiftRefusals } from '@lianfang/domain/care'
import { z } from 'zod'
import { DangerSignName } from './alarms.js'
import { CommandId, Cursor, countedPage, DayText, Id, InstantText, Limit, Place, PlaceInfo } from './common.js'
import {
  CallActed,
  CallRecorded,
  CallResultName,
  DayFlagName,
  Desk,
  DeskCall,
  Owner,
  RecordCall,
  RedFlagName,
} from './desk-calls.js'
import { route } from './route.js'

const Note = z.string().trim().max(500).nullable().default(null)

/** Away from their team, so hardly at the desk: who stands in, and until which day. */
const Away = z.object({ by: z.string(), until: DayText })
const Shift = z.object({
  id: Id,
  accountId: Id,
  name: z.string(),
  from: InstantText,
  until: InstantText,
  /** On a part of the shift. */
  away: Away.nullable(),
})
const Gap = z.object({ from: InstantText, until: InstantText })

const DeskState = z.object({
  place: PlaceInfo,
  onDuty: z.array(Shift),
  /** Who took the desk over by name and is not on duty by the rota; null where nobody did, or somebody's shift has begun since. */
  holder: z.object({ accountId: Id, name: z.string(), since: InstantText }).nullable(),
  shifts: z.array(Shift),
  /** Where nobody is on duty in the days that the rota has to cover. */
  gaps: z.array(Gap),
  rotaDays: z.number().int(),
  /** Who can be on duty, or be handed a call. */
  staff: z.array(
    z.object({
      id: Id,
      name: z.string(),
      /** False: nobody ever signed in with the account, so nobody would see what comes to it. */
      signedIn: z.boolean(),
      away: Away.extend({ substitute: Id }).nullable(),
    }),
  ),
  teams: z.array(z.object({ id: Id, name: z.string() })),
  handovers: z.array(
    z.object({
      id: Id,
      from: z.string(),
      fromId: Id,
      to: z.string(),
      toId: Id,
      at: InstantText,
      note: z.string().nullable(),
      calls: z.number().int(),
      acceptedAt: InstantText.nullable(),
    }),
  ),
  open: z.number().int(),
  overdue: z.number().int(),
  /** When a call was last recorded or worked on: lists are read anew when it moves. */
  latest: InstantText.nullable(),
  script: z.object({
    redFlags: z.array(RedFlagName),
    dayFlags: z.array(DayFlagName),
    child: z.array(DangerSignName),
    pregnant: z.array(DangerSignName),
    minutes: z.object({ emergency: z.number(), today: z.number(), advice: z.number() }),
    tries: z.number().int(),
  }),
})

const CallFilter = { place: Place, state: z.enum(['open', 'closed']).default('open') }
/** One call alone, whatever its state: where a request for medicine leads to. */
const OneCall = Id.optional()
const done = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded') }),
  z.object({ outcome: z.literal('already-recorded') }),
  z.object({
    outcome: z.literal('refused'),
    reason: z.enum([...shiftRefusals, 'handover-self', 'handover-not-yours']),
  }),
])

export const deskRoutes = [
  route({
    id: 'desk.read',
    method: 'GET',
    path: '/desk',
    summary: 'Who is on duty, the rota with its holes, hand-overs, and the script of a call',
    guard: { kind: 'may', action: 'call.read', target: 'place' },
    query: z.object({ place: Desk }),
    reply: DeskState,
  }),
  route({
    id: 'shift.add',
    method: 'POST',
    path: '/desk/shifts',
    summary: 'Put somebody on duty from a moment until a moment',
    guard: { kind: 'may', action: 'rota.manage', target: 'place' },
    body: z.object({ id: CommandId, place: Desk, account: Id, from: InstantText, until: InstantText }),
    reply: done,
  }),
  route({
    id: 'shift.cancel',
    method: 'POST',
    path: '/desk/shifts/:id/cancel',
    summary: 'Take somebody off the rota; the entry is kept',
    guard: { kind: 'may', action: 'rota.manage', target: 'place' },
    params: z.object({ id: Id }),
    body: z.object({ place: Desk }),
  }),
  route({
    id: 'handover.write',
    method: 'POST',
    path: '/desk/handovers',
    summary: 'Hand the desk over to somebody, with what is open and a note',
    guard: { kind: 'may', action: 'call.write', target: 'place' },
    body: z.object({ id: CommandId, place: Desk, to: Id, note: Note }),
    reply: done,
  }),
  route({
    id: 'handover.accept',
    method: 'POST',
    path: '/desk/handovers/:id/accept',
    summary: 'Take the desk over by name: the open calls are from now on one’s own',
    guard: { kind: 'may', action: 'call.write', target: 'place' },
    params: z.object({ id: Id }),
    body: z.object({ place: Desk }),
    reply: done,
  }),
  route({
    id: 'call.list',
    method: 'GET',
    path: '/desk/calls',
    summary:
      'Calls of a desk, or of all desks of a county: open ones with emergencies first and then by when they are due, or the closed, newest first',
    guard: { kind: 'may', action: 'call.read', target: 'place' },
    query: z.object({
      ...CallFilter,
      call: OneCall,
      sort: z.enum(['due', 'newest']).default('due'),
      cursor: Cursor,
      limit: Limit,
    }),
    reply: countedPage(DeskCall),
  }),
  route({
    id: 'call.search',
    method: 'POST',
    path: '/desk/calls/search',
    summary: 'Search calls by number or name; posted, never in a URL',
    guard: { kind: 'may', action: 'call.read', target: 'place' },
    body: z.object({ place: Place, text: z.string().trim().min(1).max(60) }),
    reply: z.object({ rows: z.array(DeskCall) }),
  }),
  route({
    id: 'call.export',
    method: 'GET',
    path: '/desk/calls/export',
    summary: 'The same list as XLSX or CSV',
    guard: { kind: 'may', action: 'call.read', target: 'place' },
    query: z.object({
      ...CallFilter,
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      language: z.enum(['zh-CN', 'en']).default('zh-CN'),
    }),
    stream: 'file',
  }),
  route({
    id: 'call.record',
    method: 'POST',
    path: '/desk/calls',
    summary: 'Record a call that came in; what it comes to and by when it is called back is decided by rule',
    guard: { kind: 'may', action: 'call.write', target: 'place' },
    body: RecordCall,
    reply: CallRecorded,
  }),
  route({
    id: 'call.act',
    method: 'POST',
    path: '/desk/calls/:id/acts',
    summary: 'Take a call, record a call-back, hand it on, or close it with its result',
    guard: { kind: 'may', action: 'call.write', target: 'place' },
    params: z.object({ id: Id }),
    body: z.object({
      id: CommandId,
      act: z.enum(['take', 'tried', 'reached', 'hand', 'close']),
      /** Whom one saw as having it. */
      seen: Owner,
      to: Owner.nullable().default(null),
      result: CallResultName.nullable().default(null),
      note: Note,
    }),
    reply: CallActed,
  }),
] as const
