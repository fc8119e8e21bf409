import { z } from 'zod'
import { Cursor, countedPage, DayText, fileQuery, InstantText, Limit, Place, PlaceInfo, TierName } from './common.js'
import { route } from './route.js'

/** How many are in place, of how many; `of` null where the denominator is not known. */
const Point = z.object({
  n: z.number().int(),
  of: z.number().int().nullable(),
  /** Of the second point: what of the population register it stands against. */
  against: z.enum(['over65', 'residents']).optional(),
  /** Of the first point: people whose village is not told and who have no team with a medic; left out where there are none. */
  untold: z.number().int().optional(),
})

/** A place with its six figures, in the notice's order (K6). */
export const SixRow = z.object({ place: PlaceInfo, points: z.array(Point).length(6) })
export type SixRow = z.output<typeof SixRow>

const WhyMissing = z.enum([
  'noVillage',
  'noTeam',
  'noMedic',
  'noRegister',
  'notSurveyed',
  'notSurveyed65',
  'notTold',
  'fewTalks',
  'notFresh',
  'notReferred',
  'notGuided',
  'notDaily',
])

/** Who, or which village, is missing at a point. */
export const SixMissing = z.object({
  /** A person, or null where a village is missing, or the people of a township whose village is not told. */
  personId: z.uuid().nullable(),
  name: z.string(),
  age: z.number().int().nullable(),
  tier: TierName.nullable(),
  village: z.string(),
  township: z.string(),
  /** The village's code, else the township's. */
  code: z.string(),
  teamName: z.string().nullable(),
  why: WhyMissing,
  /** Talks in the window, or people not on the ledger. */
  count: z.number().int().nullable(),
})
export type SixMissing = z.output<typeof SixMissing>

/** One of the six of a kept day. Both null where `hidden` or mixed; `of` alone null where the register says nothing. */
const KeptPoint = z.object({
  n: z.number().int().nullable(),
  of: z.number().int().nullable(),
  hidden: z.boolean(),
  /** Of the second point: what it stands against; 'mixed' where that is not one thing, and then both are null. */
  against: z.enum(['over65', 'residents', 'mixed']).optional(),
})
export type KeptPoint = z.output<typeof KeptPoint>
const KeptPoints = z.array(KeptPoint).length(6)

const PointName = z.coerce.number().int().min(1).max(6)

export const sixRoutes = [
  route({
    id: 'six.read',
    method: 'GET',
    path: '/six/:place',
    summary: 'The six in place of a county, a township or a village, with the places below (K6)',
    guard: { kind: 'may', action: 'six.read', target: 'place' },
    params: z.object({ place: Place }),
    reply: z.object({
      place: PlaceInfo,
      chain: z.array(PlaceInfo),
      asOf: InstantText,
      total: SixRow,
      rows: z.array(SixRow),
    }),
  }),
  route({
    id: 'six.days',
    method: 'GET',
    path: '/six/:place/days',
    summary:
      'The six as they were kept, day by day for two weeks, and of the places below; sums for whoever sees counts',
    guard: { kind: 'may', action: 'six.count', target: 'place' },
    params: z.object({ place: Place }),
    reply: z.object({
      place: PlaceInfo,
      chain: z.array(PlaceInfo),
      /** When the oldest and the newest part of today's sums were worked out; null where nothing is kept yet. */
      worked: z.object({ from: InstantText, until: InstantText }).nullable(),
      rows: z.array(z.object({ place: PlaceInfo, points: KeptPoints })),
      /** Oldest first; today is last. Null: nothing was kept that day. */
      days: z.array(z.object({ day: DayText, points: KeptPoints.nullable() })),
      suppressed: z.boolean(),
      minimumCell: z.number().int(),
    }),
  }),
  route({
    id: 'six.missing',
    method: 'GET',
    path: '/six/:place/missing',
    summary: 'Who is missing at one of the six points: people, or villages',
    guard: { kind: 'may', action: 'six.read', target: 'place' },
    params: z.object({ place: Place }),
    query: z.object({ point: PointName, cursor: Cursor, limit: Limit }),
    reply: countedPage(SixMissing),
  }),
  route({
    id: 'six.export',
    method: 'GET',
    path: '/six/:place/export',
    summary: 'The figures as XLSX or CSV; with a point, the list of who is missing',
    guard: { kind: 'may', action: 'six.read', target: 'place' },
    params: z.object({ place: Place }),
    query: z.object({ point: PointName.optional(), ...fileQuery }),
    stream: 'file',
  }),
] as const
