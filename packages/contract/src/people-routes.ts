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
import { DueReplayed, PersonPage, PersonRow, PersonState, TierInfo } from './people.js'
import { route } from './route.js'

export const peopleRoutes = [
  route({
    id: 'person.list',
    method: 'GET',
    path: '/people',
    summary: 'Key people of a place, filtered by what is not personal',
    guard: { kind: 'may', action: 'person.list', target: 'place' },
    query: z.object({
      place: Place,
      tier: TierName.optional(),
      state: PersonState.default('all'),
      team: Id.optional(),
      /** Only people whose village is not known: a township's own line of the tier queue. */
      village: z.literal('none').optional(),
      cursor: Cursor,
      limit: Limit,
    }),
    reply: countedPage(PersonRow),
  }),
  route({
    id: 'person.search',
    method: 'POST',
    path: '/people/search',
    summary: 'Search by name, identity number or phone; posted, never in a URL',
    guard: { kind: 'may', action: 'person.search', target: 'place' },
    body: z.object({ place: Place, text: z.string().trim().min(1).max(60) }),
    reply: z.object({ rows: z.array(PersonRow) }),
  }),
  route({
    id: 'person.export',
    method: 'GET',
    path: '/people/export',
    summary: 'The same list as XLSX or CSV',
    guard: { kind: 'may', action: 'person.list', target: 'place' },
    query: z.object({
      place: Place,
      tier: TierName.optional(),
      state: PersonState.default('all'),
      ...fileQuery,
    }),
    stream: 'file',
  }),
  route({
    id: 'person.read',
    method: 'GET',
    path: '/people/:id',
    summary: "A person's page",
    guard: { kind: 'may', action: 'person.read', target: 'person' },
    params: z.object({ id: Id }),
    query: z.object({
      county: z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
    }),
    reply: PersonPage,
  }),
  route({
    id: 'due.replay',
    method: 'GET',
    path: '/people/:id/due',
    summary: 'Why a person was or was not due on a day: the facts until its end, by the rules of that day',
    guard: { kind: 'may', action: 'person.read', target: 'person' },
    params: z.object({ id: Id }),
    query: z.object({ day: DayText }),
    reply: DueReplayed,
  }),
  route({
    id: 'tier.override',
    method: 'POST',
    path: '/people/:id/tier-override',
    summary: 'A medic sets the tier by name, with reason and review day',
    guard: { kind: 'may', action: 'tier.override', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({
      commandId: CommandId,
      tier: TierName,
      reason: z.string().trim().min(2).max(500),
      reviewOn: DayText,
    }),
    reply: z.object({ outcome: z.enum(['recorded', 'already-recorded']), tier: TierInfo }),
  }),
  route({
    id: 'tier.queue',
    method: 'GET',
    path: '/tier/queue',
    summary: 'What waits for a medic, by village: provisional people (待核实) and downgrades',
    guard: { kind: 'may', action: 'tier.queue', target: 'place' },
    query: z.object({ place: Place }),
    reply: z.object({
      villages: z.array(
        z.object({
          village: z.string().nullable(),
          place: z.string(),
          name: z.string(),
          /** One may wait for both. */
          people: z.number().int(),
          provisional: z.number().int(),
          downgrades: z.number().int(),
          /** When the oldest tier among them began: nobody here has waited longer. */
          since: InstantText,
          causes: z.array(z.object({ cause: z.string(), count: z.number().int() })),
        }),
      ),
      /** Overrides that are to be looked at again: their day has come, or the facts are worse. */
      reviews: z.number().int(),
    }),
  }),
  route({
    id: 'tier.export',
    method: 'GET',
    path: '/tier/queue/export',
    summary: 'The same as XLSX or CSV: counts by village, no names',
    guard: { kind: 'may', action: 'tier.queue', target: 'place' },
    query: z.object({
      place: Place,
      ...fileQuery,
    }),
    stream: 'file',
  }),
  route({
    id: 'tier.confirm',
    method: 'POST',
    path: '/tier/confirm',
    summary: 'A medic confirms a batch: facts that were unknown, or downgrades that waited',
    guard: { kind: 'may', action: 'tier.confirm', target: 'place' },
    body: z.object({
      commandId: CommandId,
      place: Place,
      people: z
        .array(
          z.object({
            id: Id,
            disease: z.enum(['none', 'stable', 'unstable']).optional(),
            vaccination: z.enum(['none', 'partial', 'full']).optional(),
            acceptDowngrade: z.literal(true).optional(),
          }),
        )
        .min(1)
        .max(200),
    }),
    reply: z.object({
      outcome: z.enum(['recorded', 'already-recorded']),
      confirmed: z.number().int(),
      /** Of these, whose lower colour waits for an open alarm to be answered. */
      waiting: z.number().int(),
      skipped: z.array(z.object({ id: Id, reason: z.string() })),
    }),
  }),
] as const
