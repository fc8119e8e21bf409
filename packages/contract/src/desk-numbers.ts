import { readDeskNumber, toldRefusals } from '@lianfang/domain/care'
import { z } from 'zod'
import {
  CommandId,
  Cursor,
  countedPage,
  DayText,
  Id,
  InstantText,
  Limit,
  Place,
  PlaceInfo,
  Township,
} from './common.js'
import { PersonRow } from './people.js'
import { route } from './route.js'

/** A 24-hour number that holds, or held (K4). */
export const DeskNumber = z.object({
  number: z.string(),
  /** The institution's name, or the doctor's. */
  name: z.string(),
  from: DayText,
  by: z.string(),
  at: InstantText,
})

const Counted = { people: z.number().int(), told: z.number().int() }

const TownshipNumbers = z.object({
  township: PlaceInfo,
  institution: DeskNumber.nullable(),
  ...Counted,
  teams: z.array(z.object({ id: Id, name: z.string(), doctor: DeskNumber.nullable(), ...Counted })),
  /** Named for one township only; a county has hundreds. */
  villages: z.array(z.object({ village: PlaceInfo, ...Counted })),
})

const PastNumber = DeskNumber.extend({
  /** The team it was of; null for the institution's. */
  team: z.string().nullable(),
  until: InstantText.nullable(),
})

const ToldStateName = z.enum(['told', 'again', 'untold'])
export const ToldHow = z.enum(['call', 'visit', 'card', 'message'])

/** One number as it stands with a person. */
const ToldNumber = z.object({ number: z.string(), name: z.string(), state: ToldStateName })

const ToldFilter = {
  place: Place,
  /** `missing`: at least one of the two in force is not known to them. */
  state: z.enum(['missing', 'again', 'told']).default('missing'),
  team: Id.optional(),
  sort: z.enum(['risk', 'place']).default('risk'),
}

const ToldRow = PersonRow.extend({
  institution: ToldStateName,
  doctor: ToldStateName,
  /** Null: there is no such number yet, so nobody can be told. */
  institutionNumber: z.string().nullable(),
  doctorNumber: z.string().nullable(),
  toldAt: InstantText.nullable(),
  toldBy: z.string().nullable(),
})
export type ToldRow = z.output<typeof ToldRow>

export const ToldAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded'), id: Id }),
  z.object({ outcome: z.literal('already-recorded'), id: Id }),
  z.object({ outcome: z.literal('refused'), reason: z.enum(toldRefusals) }),
])
export type ToldAnswer = z.output<typeof ToldAnswer>

/** A telephone number, written one way always; what is none is refused at its field. */
export const Number24 = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const read = readDeskNumber(typed)
    if (read.outcome === 'read') return read.number
    context.addIssue({ code: 'custom', message: read.why })
    return z.NEVER
  })

export const deskNumberRoutes = [
  route({
    id: 'number.list',
    method: 'GET',
    path: '/desk/numbers',
    summary: 'The 24-hour numbers of townships and teams, how many know them, and which are missing',
    guard: { kind: 'may', action: 'number.read', target: 'place' },
    query: z.object({ place: Place }),
    reply: z.object({
      townships: z.array(TownshipNumbers),
      /** What a township's numbers were before, newest first, and what they can be chosen from. */
      past: z.array(PastNumber),
      institutions: z.array(z.object({ id: Id, name: z.string(), phone: z.string().nullable() })),
      doctors: z.array(z.object({ id: Id, name: z.string(), team: Id })),
    }),
  }),
  route({
    id: 'number.set',
    method: 'POST',
    path: '/desk/numbers',
    summary:
      "Enter the 24-hour number of a township's institution, or of a team's family doctor; what held before is kept",
    guard: { kind: 'may', action: 'number.manage', target: 'township' },
    body: z.object({
      id: CommandId,
      township: Township,
      team: Id.nullable(),
      number: Number24,
      name: z.string().trim().min(1).max(60),
      source: Id.nullable().default(null),
      from: DayText,
    }),
    reply: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.enum(['recorded', 'already-recorded']) }),
      z.object({ outcome: z.literal('refused'), reason: z.enum(['number-day', 'number-team']) }),
    ]),
  }),
  route({
    id: 'told.read',
    method: 'GET',
    path: '/people/:id/told',
    summary: 'The two 24-hour numbers of a person, whether they were told, by whom and when, and who is on duty now',
    guard: { kind: 'may', action: 'number.read', target: 'person' },
    params: z.object({ id: Id }),
    reply: z.object({
      institution: ToldNumber.nullable(),
      doctor: ToldNumber.nullable(),
      gone: z.boolean(),
      last: z
        .object({ at: InstantText, by: z.string(), how: ToldHow, institution: z.boolean(), doctor: z.boolean() })
        .nullable(),
      onDuty: z.array(z.string()),
    }),
  }),
  route({
    id: 'told.record',
    method: 'POST',
    path: '/people/:id/told',
    summary: 'Record that somebody was told the numbers that were read out, or take such an entry back',
    guard: { kind: 'may', action: 'told.record', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({
      id: CommandId,
      /** What was read out; null where that number was not told. */
      institution: z.string().max(40).nullable(),
      doctor: z.string().max(40).nullable(),
      how: z.union([ToldHow, z.literal('takenBack')]),
    }),
    reply: ToldAnswer,
  }),
  route({
    id: 'told.list',
    method: 'GET',
    path: '/told',
    summary: 'Who does not know the 24-hour numbers in force, or who does',
    guard: { kind: 'may', action: 'number.read', target: 'place' },
    query: z.object({ ...ToldFilter, cursor: Cursor, limit: Limit }),
    reply: countedPage(ToldRow),
  }),
  route({
    id: 'told.search',
    method: 'POST',
    path: '/told/search',
    summary: 'Search by name, identity number or phone among the same; posted, never in a URL',
    guard: { kind: 'may', action: 'number.read', target: 'place' },
    body: z.object({ place: Place, text: z.string().trim().min(1).max(60) }),
    reply: z.object({ rows: z.array(ToldRow) }),
  }),
  route({
    id: 'told.export',
    method: 'GET',
    path: '/told/export',
    summary: 'The same list as XLSX or CSV',
    guard: { kind: 'may', action: 'number.read', target: 'place' },
    query: z.object({
      ...ToldFilter,
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      language: z.enum(['zh-CN', 'en']).default('zh-CN'),
    }),
    stream: 'file',
  }),
] as const
