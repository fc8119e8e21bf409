import { countFaults, modelNames, needBases } from '@lianfang/domain/supply'
import { z } from 'zod'
import { commandAnswer, DayText, Id, InstantText, Place, PlaceInfo, WorkState } from './common.js'
import { route } from './route.js'

const mark = z.enum(['gap', 'corrected', 'definition', 'leap'])

export const CurveHead = z.object({
  id: Id,
  name: z.string(),
  /** From a file, or summed up from what the platform itself recorded. */
  source: z.enum(['file', 'own']),
  /** Whose desk loaded it. */
  place: PlaceInfo,
  at: InstantText,
  by: z.string(),
  state: z.enum(['checked', 'taken', 'dropped']),
  /** Places with a count, and the days between the first and the last. */
  places: z.number().int(),
  first: DayText.nullable(),
  last: DayText.nullable(),
  fileRows: z.number().int(),
  wrongRows: z.number().int(),
})
export type CurveHead = z.output<typeof CurveHead>

const Definition = z.object({
  id: Id,
  place: PlaceInfo,
  day: DayText,
  reason: z.string(),
  by: z.string(),
  at: InstantText,
  withdrawn: z.boolean(),
})

export const CurvePage = CurveHead.extend({
  /** Rows that were left out; their values are told by the check alone. At most 1,000. */
  wrong: z.array(
    z.object({
      row: z.number().int(),
      column: z.string(),
      why: z.enum(countFaults),
      value: z.string().nullable(),
    }),
  ),
  definitions: z.array(Definition),
  /** The making of its forecasts, while it is under way or has failed. */
  work: WorkState.nullable(),
  may: z.object({ manage: z.boolean() }),
})
export type CurvePage = z.output<typeof CurvePage>

const BackTestInfo = z.object({
  forecasts: z.number().int(),
  within: z.number().int(),
  of: z.number().int(),
  errorPercent: z.number().nullable(),
  steadyErrorPercent: z.number().nullable(),
})

export const OutlookRow = z.object({
  place: PlaceInfo,
  lastDay: DayText,
  lastWeek: z.number(),
  weekMid: z.number(),
  weekLow: z.number(),
  weekHigh: z.number(),
  leaps: z.number().int(),
  backTest: BackTestInfo,
})
export type OutlookRow = z.output<typeof OutlookRow>

const edge = z.enum(['mid', 'low', 'high'])
const Beds = z.object({ severe: z.number(), critical: z.number() })

export const OutlookPage = OutlookRow.extend({
  curve: z.object({ id: Id, name: z.string() }),
  madeAt: InstantText,
  days: z.array(
    z.object({
      day: DayText,
      confirmed: z.number().int().nullable(),
      fresh: z.number().nullable(),
      mark: mark.nullable(),
      put: z.number().nullable(),
    }),
  ),
  next: z.array(z.object({ day: DayText, mid: z.number(), low: z.number(), high: z.number() })),
  /** How much each model counts. */
  weights: z.record(z.enum(modelNames), z.number()),
  /** Past forecasts that the band rests on. */
  trials: z.number().int(),
  coverage: z.number(),
  need: z.object({
    set: z.object({
      ...{ name: z.string(), version: z.string(), source: z.string() },
      ...{ severeShare: z.number(), criticalShare: z.number() },
      /** Days in bed. */
      ...{ severeStay: z.number(), criticalStay: z.number() },
      /** Litres a minute. */
      ...{ oxygenSevere: z.number(), oxygenCritical: z.number() },
    }),
    /** Times the forecast, as asked, and by which line of it. */
    times: z.number(),
    by: edge,
    /** Beds that the days ask for, and how many of them there are. */
    needed: z.array(Beds.extend({ day: DayText })),
    beds: z.array(Beds.extend({ day: DayText })),
    withoutBed: Beds,
    oxygenPerHour: z.number(),
    kinds: z.array(
      z.object({
        kind: z.string(),
        quantity: z.number(),
        /** What stores of the place can issue today. */
        available: z.number().int(),
        terms: z.array(z.object({ base: z.enum(needBases), amount: z.number(), ratio: z.number() })),
      }),
    ),
  }),
})
export type OutlookPage = z.output<typeof OutlookPage>

const OneId = z.object({ id: Id })
const Answer = commandAnswer(CurvePage, CurvePage)
const manage = { kind: 'may', action: 'curve.manage', target: 'place' } as const
const read = { kind: 'may', action: 'outlook.read', target: 'place' } as const

export const outlookRoutes = [
  route({
    id: 'curve.check',
    method: 'POST',
    path: '/outlook/curves',
    summary: 'Read a file of cumulative counts by place and day (CSV or XLSX); nothing is forecast from it yet',
    guard: manage,
    query: z.object({ place: Place, name: z.string().trim().min(1).max(80) }),
    upload: true,
    reply: CurvePage,
  }),
  route({
    id: 'curve.own',
    method: 'POST',
    path: '/outlook/own-counts',
    summary:
      'Sum up infections and worsenings that the platform recorded in the reader’s place, by county and day; few are not told of a county on its own',
    guard: manage,
    body: z.object({ id: Id, place: Place, name: z.string().trim().min(1).max(80) }),
    reply: Answer,
  }),
  route({
    id: 'curve.list',
    method: 'GET',
    path: '/outlook/curves',
    summary: 'Curves that reach the reader’s place, the newest first',
    guard: read,
    query: z.object({ place: Place }),
    reply: z.object({ rows: z.array(CurveHead) }),
  }),
  route({
    id: 'curve.read',
    method: 'GET',
    path: '/outlook/curves/:id',
    summary: 'One of them: rows that were left out, changes of definition, how far its forecasts are',
    guard: read,
    params: OneId,
    reply: CurvePage,
  }),
  route({
    id: 'curve.take',
    method: 'POST',
    path: '/outlook/curves/:id/take',
    summary: 'Use a checked file: its places are forecast, with progress',
    guard: manage,
    params: OneId,
    reply: Answer,
  }),
  route({
    id: 'curve.drop',
    method: 'POST',
    path: '/outlook/curves/:id/drop',
    summary: 'Use a file no longer; its counts stay',
    guard: manage,
    params: OneId,
    reply: Answer,
  }),
  route({
    id: 'curve.define',
    method: 'POST',
    path: '/outlook/curves/:id/definitions',
    summary:
      'Say that the definition of a case changed on a day in a place and all inside it: what came with it is no growth',
    guard: manage,
    params: OneId,
    body: z.object({ id: Id, place: Place, day: DayText, reason: z.string().trim().min(2).max(200) }),
    reply: Answer,
  }),
  route({
    id: 'curve.undefine',
    method: 'POST',
    path: '/outlook/curves/:id/definitions/:definition/withdraw',
    summary: 'Withdraw such a day',
    guard: manage,
    params: z.object({ id: Id, definition: Id }),
    reply: Answer,
  }),
  route({
    id: 'outlook.list',
    method: 'GET',
    path: '/outlook',
    summary: 'The next week of a place and of those directly below it, by the newest curve in use or by the one named',
    guard: read,
    query: z.object({ place: Place, curve: Id.optional() }),
    reply: z.object({
      curve: CurveHead.nullable(),
      work: WorkState.nullable(),
      own: OutlookRow.nullable(),
      rows: z.array(OutlookRow),
    }),
  }),
  route({
    id: 'outlook.read',
    method: 'GET',
    path: '/outlook/curves/:id/place',
    summary:
      'The curve of a place with its marks, its forecast with the band and the back-test, and what the days ahead need, with formulas',
    guard: read,
    params: OneId,
    query: z.object({
      place: Place,
      /** The forecast times this: a scenario. */
      times: z.coerce.number().min(0.1).max(20).default(1),
      /** The middle of the forecast, or an edge of its band. */
      by: edge.default('mid'),
      severeBeds: z.coerce.number().int().min(0).max(1_000_000).optional(),
      criticalBeds: z.coerce.number().int().min(0).max(1_000_000).optional(),
    }),
    reply: OutlookPage,
  }),
] as const
