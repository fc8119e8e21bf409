import { trialParts } from '@lianfang/domain/care'
import { z } from 'zod'
import {
  CommandId,
  Cursor,
  DayText,
  fileQuery,
  Id,
  InstantText,
  Limit,
  Place,
  PlaceInfo,
  page,
  TierName,
  WorkState,
} from './common.js'
import { route } from './route.js'

/** A count; null where it is too small to be told to who sees no people. */
const Shown = z.number().int().nullable()

const Figures = z.object({
  people: Shown,
  owedOld: Shown,
  owedNew: Shown,
  lateOld: Shown,
  lateNew: Shown,
  /** People due on the first day by the old value; by the new one alone: overdue at once, and in the course of the day. */
  firstDay: Shown,
  lateAtOnce: Shown,
  dueInDay: Shown,
  alarmsOld: Shown,
  alarmsNew: Shown,
  up: Shown,
  down: Shown,
})

const Kind = z.enum(['spo2Low', 'spo2Danger', 'spo2Fell', 'breathsFast', 'feverLasts', 'sign'])

export const TrialResult = z.object({
  days: z.number().int(),
  /** Members of teams where something was counted; a day's work is shared by them. */
  workers: z.number().int(),
  total: Figures,
  /** Follow-ups owed, by the tier that is owed them. */
  byTier: z.array(z.object({ tier: TierName, old: Shown, new: Shown })),
  alarmKinds: z.array(z.object({ kind: Kind, old: Shown, new: Shown })),
  /** The places directly below. */
  rows: z.array(Figures.extend({ place: PlaceInfo })),
  counties: z.object({
    counted: z.number().int(),
    /** A stricter value of their own holds there: nothing would change. */
    same: z.number().int(),
    /** A rule that the counting needs is closed there. */
    closed: z.number().int(),
  }),
})

export const Trial = z.object({
  id: Id,
  askedBy: z.string().nullable(),
  mine: z.boolean(),
  askedAt: InstantText,
  from: DayText,
  until: DayText,
  /** What it was compared with; null where the rule was closed. */
  compared: z.object({ value: z.unknown(), place: PlaceInfo, from: DayText }).nullable(),
  work: WorkState,
  /** Why it is to be made anew: a day has passed, or a value of the rule has come into force since. */
  old: z.enum(['day', 'value']).nullable(),
  result: TrialResult.nullable(),
})

export const TrialPerson = z.object({
  id: Id,
  name: z.string(),
  age: z.number().int().nullable(),
  place: z.string(),
  teamName: z.string().nullable(),
  from: TierName,
  to: TierName,
})

const Answer = z.object({
  /** Which of the three the rule can move at all. */
  moves: z.array(z.enum(trialParts)),
  /** The newest trial of the proposal. */
  trial: Trial.nullable(),
})
const ProposalParams = z.object({ id: Id })

export const trialRoutes = [
  route({
    id: 'trial.start',
    method: 'POST',
    path: '/policy/proposals/:id/trial',
    summary:
      'Try a proposal on the last four weeks: follow-ups owed and late, alarms, tiers, by the old and the new value',
    guard: { kind: 'may', action: 'policy.propose', target: 'place' },
    params: ProposalParams,
    body: z.object({ id: CommandId }),
    reply: Answer,
  }),
  route({
    id: 'trial.read',
    method: 'GET',
    path: '/policy/proposals/:id/trial',
    summary: 'The newest trial of a proposal with its progress and its result; null when it was never tried',
    guard: { kind: 'may', action: 'policy.propose', target: 'place' },
    params: ProposalParams,
    reply: Answer,
  }),
  route({
    id: 'trial.cancel',
    method: 'POST',
    path: '/policy/proposals/:id/trial/cancel',
    summary: 'Stop the trial of a proposal that is running',
    guard: { kind: 'may', action: 'policy.propose', target: 'place' },
    params: ProposalParams,
    reply: Answer,
  }),
  route({
    id: 'trial.people',
    method: 'GET',
    path: '/policy/proposals/:id/trial/people',
    summary: 'Whose tier the value of a county would change, higher tiers first',
    guard: { kind: 'may', action: 'person.list', target: 'place' },
    params: ProposalParams,
    query: z.object({ place: Place, cursor: Cursor, limit: Limit }),
    reply: page(TrialPerson),
  }),
  route({
    id: 'trial.export',
    method: 'GET',
    path: '/policy/proposals/:id/trial/export',
    summary: 'Whose tier the value of a county would change, as XLSX or CSV',
    guard: { kind: 'may', action: 'person.list', target: 'place' },
    params: ProposalParams,
    query: z.object({ place: Place, ...fileQuery }),
    stream: 'file',
  }),
] as const

export type Trial = z.output<typeof Trial>
export type TrialResult = z.output<typeof TrialResult>
export type TrialPerson = z.output<typeof TrialPerson>
