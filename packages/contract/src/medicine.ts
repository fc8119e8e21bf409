import { requestEnds } from '@lianfang/domain/care'
import { z } from 'zod'
import {
  CommandId,
  Cursor,
  countedPage,
  DayText,
  fileQuery,
  Id,
  InstantText,
  Limit,
  Place,
  TierName,
} from './common.js'
import { route } from './route.js'

/** For how many days medicine lasts. */
export const DaysLeft = z.number().int().min(0).max(400)

/** Command: what was told about the disease and the medicine. The id is the fact's key, made on the client. */
export const SayMedicine = z.object({
  id: CommandId,
  at: InstantText,
  daysLeft: DaysLeft.nullable().default(null),
  control: z.enum(['stable', 'unstable']).nullable().default(null),
  /** Medicine against the infection or the worsening is taken as a doctor said. */
  guided: z.boolean().nullable().default(null),
  /** Something is missing: kept by a phone, which keeps no names of medicines. */
  missing: z.boolean().default(false),
  /** What is missing. Sealed. */
  note: z.string().trim().max(200).nullable().default(null),
})
export type SayMedicine = z.output<typeof SayMedicine>

const said = z.object({ id: Id, request: z.enum(['opens', 'isOpen', 'none']) })
export const MedicineAnswer = z.discriminatedUnion('outcome', [
  said.extend({ outcome: z.literal('recorded') }),
  said.extend({ outcome: z.literal('already-recorded') }),
  z.object({ outcome: z.literal('refused'), reason: z.string() }),
])
export type MedicineAnswer = z.output<typeof MedicineAnswer>

export const RequestEndName = z.enum(requestEnds)

/** A request for medicine, with who it is for and how long it has waited (K9). */
export const MedicineRequest = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  age: z.number().int().nullable(),
  tier: TierName,
  place: z.string(),
  teamName: z.string().nullable(),
  phones: z.array(z.string()),
  askedAt: InstantText,
  askedBy: z.string(),
  /** As it was told, on the day it was told. */
  daysLeft: z.number().int().nullable(),
  /** The day on which it is used up by what was told, while the request was open too: the earliest. */
  outOn: DayText.nullable(),
  /** What is missing; null when the reader's role does not see names of diseases (X2). */
  note: z.string().nullable(),
  /** What was named as missing while it was open, oldest first; for whom the note is for. */
  later: z.array(z.object({ at: InstantText, by: z.string(), note: z.string() })),
  /** Calls at the 24-hour desk that asked for it, for who may read that desk; oldest first. */
  calls: z.array(z.object({ id: Id, place: Place, at: InstantText, by: z.string() })),
  /** After this it stands before the county as well. */
  lateAt: InstantText,
  late: z.boolean(),
  closed: z
    .object({
      at: InstantText,
      by: z.string(),
      how: RequestEndName,
      daysLeft: z.number().int().nullable(),
      note: z.string().nullable(),
    })
    .nullable(),
})
export type MedicineRequest = z.output<typeof MedicineRequest>

/** What is known of a person's medicine, on the person's page. */
export const PersonMedicine = z.object({
  daysLeft: z.number().int().nullable(),
  daysAt: InstantText.nullable(),
  control: z.enum(['stable', 'unstable']).nullable(),
  controlAt: InstantText.nullable(),
  guided: z.boolean().nullable(),
  guidedAt: InstantText.nullable(),
  fresh: z.boolean(),
  /** Newest first; the open one, if any, in front. */
  requests: z.array(MedicineRequest),
})

const state = z.enum(['open', 'closed']).default('open')

export const medicineRoutes = [
  route({
    id: 'medicine.say',
    method: 'POST',
    path: '/people/:id/medicine',
    summary: 'Record for how long the medicine lasts and how the disease is; too little left asks the township',
    guard: { kind: 'may', action: 'followup.record', target: 'person' },
    params: z.object({ id: Id }),
    body: SayMedicine,
    reply: MedicineAnswer,
  }),
  route({
    id: 'medicine.list',
    method: 'GET',
    path: '/medicine',
    summary: 'Requests for medicine of a place: open ones, oldest first, or those that were closed, newest first',
    guard: { kind: 'may', action: 'medicine.read', target: 'place' },
    query: z.object({ place: Place, state, cursor: Cursor, limit: Limit }),
    reply: countedPage(MedicineRequest),
  }),
  route({
    id: 'medicine.export',
    method: 'GET',
    path: '/medicine/export',
    summary: 'The same requests as XLSX or CSV',
    guard: { kind: 'may', action: 'medicine.read', target: 'place' },
    query: z.object({ place: Place, state, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'medicine.close',
    method: 'POST',
    path: '/medicine/:id/close',
    summary: 'Close a request: supplied or a long prescription for so many days, sent on, or not needed',
    guard: { kind: 'may', action: 'medicine.close', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({
      id: CommandId,
      how: RequestEndName,
      daysLeft: DaysLeft.nullable().default(null),
      note: z.string().trim().max(200).nullable().default(null),
    }),
    reply: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('recorded'), id: Id }),
      z.object({ outcome: z.literal('already-recorded'), id: Id }),
      z.object({
        outcome: z.literal('refused'),
        reason: z.enum(['medicine-closed', 'medicine-days', 'medicine-note']),
      }),
    ]),
  }),
] as const
