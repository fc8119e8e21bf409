import { z } from 'zod'
import { CommandId, DayText, Id, InstantText, Place, PlaceInfo, TierName } from './common.js'
import { DueInfo, LifeInfo } from './people.js'
import { route } from './route.js'

const SheetHead = z.object({
  id: Id,
  /** Printed on the sheet. */
  code: z.string(),
  day: DayText,
  place: PlaceInfo,
  team: z.object({ id: Id, name: z.string() }).nullable(),
  printedAt: InstantText,
  printedBy: z.string().nullable(),
  people: z.number().int(),
  /** How many of them have been entered from this sheet. */
  entered: z.number().int(),
})
export type SheetHead = z.output<typeof SheetHead>

/** What was recorded of somebody: from the sheet, or meanwhile by another way. */
const SheetRecord = z.object({
  at: InstantText,
  channel: z.enum(['phone', 'visit', 'video', 'message']),
  outcome: z.enum(['reached', 'unanswered', 'withdrawn']),
  spo2Percent: z.number().nullable(),
  temperatureC: z.number().nullable(),
  breathsPerMinute: z.number().nullable(),
  by: z.string().nullable(),
})
export type SheetRecord = z.output<typeof SheetRecord>

const SheetRow = z.object({
  n: z.number().int(),
  personId: Id,
  /** Null: by now with another team or township, and no longer the reader's. */
  person: z
    .object({
      name: z.string(),
      age: z.number().int().nullable(),
      village: z.string().nullable(),
      /** Village group and door number, as stored: the paper is taken to the door. */
      address: z.string().nullable(),
      phones: z.array(z.string()),
      life: LifeInfo,
    })
    .nullable(),
  /** As it was printed. */
  tier: TierName,
  due: DueInfo,
  attempts: z.number().int(),
  /** Ids kept for what is entered from this line: a second try, or a second person, records nothing twice. */
  followup: Id,
  medicine: Id,
  entered: SheetRecord.nullable(),
  /** Recorded since it was printed, on its day, but not from the sheet. */
  meanwhile: SheetRecord.nullable(),
})
export type SheetRow = z.output<typeof SheetRow>

const DaySheet = SheetHead.extend({
  /** Due as well, but past the end of the longest sheet. */
  leftOver: z.number().int(),
  rows: z.array(SheetRow),
})
export type DaySheet = z.output<typeof DaySheet>

export const daySheetRoutes = [
  route({
    id: 'sheet.print',
    method: 'POST',
    path: '/day-sheets',
    summary: "Keep a team's day list as it is printed: who is on which line, under a number that is on the paper",
    guard: { kind: 'may', action: 'followup.today', target: 'team' },
    /** Without a team: the reader's own, or the own village's. */
    body: z.object({ id: CommandId, team: Id.nullable().default(null) }),
    reply: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('recorded'), id: Id }),
      z.object({ outcome: z.literal('already-recorded'), id: Id }),
      z.object({ outcome: z.literal('refused'), reason: z.enum(['sheet-empty', 'sheet-team']) }),
    ]),
  }),
  route({
    id: 'sheet.list',
    method: 'GET',
    path: '/day-sheets',
    summary: 'Day lists printed in the last 14 days with how far they are entered; an older one by its number',
    guard: { kind: 'may', action: 'followup.today', target: 'place' },
    /** A number, or a part of the name of a team or a village: nobody is named in an address. */
    query: z.object({ place: Place, text: z.string().trim().max(40).optional() }),
    reply: z.object({ rows: z.array(SheetHead), more: z.boolean() }),
  }),
  route({
    id: 'sheet.read',
    method: 'GET',
    path: '/day-sheets/:id',
    summary:
      'A printed day list in the order of the paper, with what was entered from it and what was recorded meanwhile',
    guard: { kind: 'may', action: 'followup.today', target: 'team' },
    params: z.object({ id: Id }),
    reply: DaySheet,
  }),
] as const
