import { z } from 'zod'
import { DayText, Id, InstantText, Township } from './common.js'
import { route } from './route.js'

const Result = z.enum(['confirmed', 'denied', 'notReached'])

/** A follow-up that was drawn: the township calls and asks whether somebody was in touch. */
const Callback = z.object({
  followup: Id,
  personId: Id,
  name: z.string(),
  place: z.string(),
  phones: z.array(z.string()),
  at: InstantText,
  channel: z.enum(['phone', 'visit', 'video', 'message']),
  by: z.string(),
  /** The person has died or moved away since: not asked any more. */
  gone: z.enum(['dead', 'left']).nullable(),
  result: z
    .object({
      result: Result,
      by: z.string(),
      at: InstantText,
      note: z.string().nullable(),
      /** The talk was withdrawn by it. */
      withdrawn: z.boolean(),
    })
    .nullable(),
})

/** Work that cannot well be true, put before a person. */
const Pattern = z.object({
  account: Id,
  by: z.string(),
  kind: z.enum(['burst', 'sameReadings']),
  beganAt: InstantText,
  endedAt: InstantText,
  people: z.array(z.object({ id: Id, name: z.string() })),
  count: z.number().int(),
  seen: z
    .object({
      verdict: z.enum(['explained', 'wrong']),
      note: z.string(),
      by: z.string(),
      at: InstantText,
      /** The talks were withdrawn by it. */
      withdrawn: z.boolean(),
    })
    .nullable(),
})

export const checkRoutes = [
  route({
    id: 'check.day',
    method: 'GET',
    path: '/checks',
    summary: 'The follow-ups of a day that the township calls back, and patterns that a person looks at',
    guard: { kind: 'may', action: 'check.read', target: 'township' },
    query: z.object({ township: Township, day: DayText }),
    reply: z.object({
      callbacks: z.array(Callback),
      patterns: z.array(Pattern),
      /** Two-way follow-ups of the day, of which the callbacks were drawn. */
      of: z.number().int(),
      /** Ended days of the time in which call-backs are owed that still owe some, the newest first: as the morning counts them. */
      owed: z.array(z.object({ day: DayText, n: z.number().int() })),
      /** Of the same days those with patterns that nobody has judged. */
      unjudged: z.array(z.object({ day: DayText, n: z.number().int() })),
    }),
  }),
  route({
    id: 'check.callback',
    method: 'POST',
    path: '/checks/callbacks/:id',
    summary: 'Record what a call-back said; a later result replaces an earlier one',
    guard: { kind: 'may', action: 'check.write', target: 'township' },
    params: z.object({ id: Id }),
    body: z.object({ result: Result, note: z.string().trim().max(500).nullable().default(null) }),
  }),
  route({
    id: 'check.pattern',
    method: 'POST',
    path: '/checks/patterns',
    summary: 'Record what somebody found out about a pattern',
    guard: { kind: 'may', action: 'check.write', target: 'township' },
    body: z.object({
      township: Township,
      account: Id,
      kind: z.enum(['burst', 'sameReadings']),
      beganAt: InstantText,
      verdict: z.enum(['explained', 'wrong']),
      note: z.string().trim().min(2).max(500),
    }),
  }),
] as const
