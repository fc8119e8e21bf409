import { lifeEventKinds } from '@lianfang/domain/care'
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
  TierName,
  Township,
  Village,
} from './common.js'
import { DueInfo, KindName, LifeInfo } from './people.js'
import { route } from './route.js'

/** Command: something happened in a person's life (K20). The id is the fact's key, made on the client. */
export const RecordLife = z.object({
  id: CommandId,
  kind: z.enum(lifeEventKinds),
  /** The phone's clock when it was entered; clamped and doubt flagged on receipt. */
  at: InstantText,
  lastPullAt: InstantText.nullable().default(null),
  /** The day it happened, where it is known and not today. */
  day: DayText.nullable().default(null),
  /** Hospital, where to, who said so. Sealed. */
  note: z.string().trim().max(500).nullable().default(null),
})
export type RecordLife = z.output<typeof RecordLife>

export const TakeBackLife = z.object({
  id: CommandId,
  /** The event that did not happen. */
  event: Id,
  at: InstantText,
  lastPullAt: InstantText.nullable().default(null),
  note: z.string().trim().max(500).nullable().default(null),
})
export type TakeBackLife = z.output<typeof TakeBackLife>

const LifeRecorded = z.object({ id: Id, personId: Id, life: LifeInfo, due: DueInfo })
const recorded = [
  z.object({ outcome: z.literal('recorded'), result: LifeRecorded }),
  z.object({ outcome: z.literal('already-recorded'), result: LifeRecorded }),
  z.object({
    outcome: z.literal('refused'),
    reason: z.string(),
    /** The day on which began what was said to have ended before it. */
    day: DayText.optional(),
  }),
] as const
export const LifeAnswer = z.discriminatedUnion('outcome', recorded)
export type LifeAnswer = z.output<typeof LifeAnswer>

/** Command: somebody else is asked to take back a death that was entered by mistake (K20). */
export const AskBack = z.object({
  id: CommandId,
  /** The death that is meant. */
  event: Id,
  /** Why it was a mistake. Sealed. */
  reason: z.string().trim().min(1).max(500),
})
export const AskBackAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded'), id: Id }),
  /** Also where somebody has asked already: the id of that asking. */
  z.object({ outcome: z.literal('already-recorded'), id: Id }),
  z.object({ outcome: z.literal('refused'), reason: z.string() }),
])
export type AskBackAnswer = z.output<typeof AskBackAnswer>

export const AskMove = z.object({
  id: CommandId,
  township: Township,
  village: Village.nullable().default(null),
  note: z.string().trim().max(500).nullable().default(null),
})

/**
 * A move between two townships, of one county or of two. Whom it is about is told to both, as far as the receiving one needs it.
 */
export const MoveRow = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  age: z.number().int().nullable(),
  tier: TierName,
  kinds: z.array(KindName),
  from: z.string(),
  to: z.string(),
  toTownship: Township,
  toVillage: Village.nullable(),
  /** Null inside a county; else whether this county gives or takes, and the name of the other one. */
  between: z
    .object({
      side: z.enum(['gives', 'takes']),
      county: z.string(),
      /** Accepted, and perhaps on this ledger already: somebody has to look. */
      doubted: z.boolean(),
    })
    .nullable(),
  note: z.string().nullable(),
  askedAt: InstantText,
  askedBy: z.string(),
  state: z.enum(['asked', 'accepting', 'accepted', 'refused', 'withdrawn']),
  decidedAt: InstantText.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** Why a move closed without an answer, where that is known: taken back by who asked, or the person died or left. */
  withdrawnWhy: z.enum(['asker', 'gone']).nullable(),
  /** When they died, as the county they came from told after they had gone; nobody records it here but a person who found out. */
  diedAt: InstantText.nullable(),
  /** Whether the reader's desk is the one that answers. */
  mine: z.boolean(),
})
export type MoveRow = z.output<typeof MoveRow>

export const MoveAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded'), id: Id }),
  z.object({ outcome: z.literal('already-recorded'), id: Id }),
  z.object({ outcome: z.literal('refused'), reason: z.string() }),
])
export type MoveAnswer = z.output<typeof MoveAnswer>

export const lifeRoutes = [
  route({
    id: 'life.record',
    method: 'POST',
    path: '/people/:id/life',
    summary: 'Record a life event: death, admission, discharge, refusal, living elsewhere, moving away',
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id }),
    body: RecordLife,
    reply: LifeAnswer,
  }),
  route({
    id: 'life.take-back',
    method: 'POST',
    path: '/people/:id/life/take-back',
    summary: 'Take back a life event that did not happen; a death only by a second person',
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id }),
    body: TakeBackLife,
    reply: LifeAnswer,
  }),
  route({
    id: 'life.ask-back',
    method: 'POST',
    path: '/people/:id/life/asks',
    summary: 'Ask a second person to take back a death that was entered by mistake; asked twice is asked once',
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id }),
    body: AskBack,
    reply: AskBackAnswer,
  }),
  route({
    id: 'life.stands',
    method: 'POST',
    path: '/people/:id/life/asks/:ask/stands',
    summary: 'Answer that a death stands as it was entered, with the reason',
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id, ask: Id }),
    body: z.object({ id: CommandId, reason: z.string().trim().min(1).max(500) }),
    reply: AskBackAnswer,
  }),
  route({
    id: 'life.read-answer',
    method: 'POST',
    path: '/people/:id/life/asks/:ask/read',
    summary: 'Whoever asked says that they have read that the death stands',
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id, ask: Id }),
  }),
  route({
    id: 'move.ask',
    method: 'POST',
    path: '/people/:id/moves',
    summary: 'Ask another township, of this county or another, to take a person over',
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id }),
    body: AskMove,
    reply: MoveAnswer,
  }),
  route({
    id: 'move.list',
    method: 'GET',
    path: '/moves',
    summary: 'Moves into and out of a place, open or decided',
    guard: { kind: 'may', action: 'move.list', target: 'place' },
    query: z.object({
      place: Place,
      state: z.enum(['asked', 'decided']).default('asked'),
      /** Only moves into the place, which it answers. */
      way: z.literal('in').optional(),
      cursor: Cursor,
      limit: Limit,
    }),
    reply: countedPage(MoveRow),
  }),
  route({
    id: 'move.waiting',
    method: 'GET',
    path: '/moves/waiting',
    summary: 'How many moves wait for the answer of a place',
    guard: { kind: 'may', action: 'move.decide', target: 'place' },
    query: z.object({ place: Place }),
    reply: z.object({ waiting: z.number().int() }),
  }),
  route({
    id: 'move.decide',
    method: 'POST',
    path: '/moves/:id/decision',
    summary: 'The receiving township accepts a move into a village of its own, or refuses it with a reason',
    guard: { kind: 'may', action: 'move.decide', target: 'place' },
    params: z.object({ id: Id }),
    body: z.object({
      id: CommandId,
      accept: z.boolean(),
      village: Village.nullable().default(null),
      reason: z.string().trim().max(500).nullable().default(null),
    }),
    reply: MoveAnswer,
  }),
  route({
    id: 'move.withdraw',
    method: 'POST',
    path: '/moves/:id/withdraw',
    summary: 'Withdraw a move that nobody has decided on yet',
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id }),
    reply: MoveAnswer,
  }),
  route({
    id: 'move.read-refusal',
    method: 'POST',
    path: '/moves/:id/refusal-read',
    summary: 'Say that the refusal of a move was read: it is no line of the day any more',
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id }),
  }),
] as const
