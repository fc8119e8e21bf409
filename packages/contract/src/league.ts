import { z } from 'zod'
import { Cursor, countedPage, fileQuery, Id, InstantText, Limit, Place, PlaceInfo, TierName } from './common.js'
import { route } from './route.js'

/** Null = hidden above the county (X2). */
const Count = z.number().int().nullable()

/** A place or a team with what others can confirm of its work (K6). */
const LeagueRow = z.object({
  place: PlaceInfo,
  /** Null for a whole place. */
  team: z.object({ id: Id, name: z.string() }).nullable(),
  owed: Count,
  inTime: Count,
  confirmed: Count,
  denied: Count,
  /** Thousandths: done in time, what is believed of it, and both together. Null while it is not judged, or hidden. */
  timely: z.number().int().nullable(),
  believed: z.number().int().nullable(),
  score: z.number().int().nullable(),
  /** Shared by those with the same score. */
  rank: z.number().int().nullable(),
  state: z.enum(['judged', 'nothingOwed', 'fewCallbacks', 'hidden']),
})
export type LeagueRow = z.output<typeof LeagueRow>

const query = z.object({ place: Place })

export const leagueRoutes = [
  route({
    id: 'league.read',
    method: 'GET',
    path: '/league',
    summary: 'Townships and teams of a county, or counties above it, by work that was done in time and confirmed',
    guard: { kind: 'may', action: 'league.read', target: 'place' },
    query,
    reply: z.object({
      place: PlaceInfo,
      windowDays: z.number().int(),
      leastCallbacks: z.number().int(),
      /** When the oldest figure was worked out; null where there is none yet. */
      workedAt: InstantText.nullable(),
      places: z.array(LeagueRow),
      teams: z.array(LeagueRow),
      suppressed: z.boolean(),
      minimumCell: z.number().int(),
    }),
  }),
  route({
    id: 'league.export',
    method: 'GET',
    path: '/league/export',
    summary: 'The same as XLSX or CSV',
    guard: { kind: 'may', action: 'league.read', target: 'place' },
    query: z.object({ place: Place, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'league.missed',
    method: 'GET',
    path: '/league/missed',
    summary: 'The people whose follow-ups in the window were not done in time, of a township or a team',
    guard: { kind: 'may', action: 'person.list', target: 'place' },
    query: z.object({ place: Place, team: Id.optional(), cursor: Cursor, limit: Limit }),
    reply: countedPage(
      z.object({
        personId: Id,
        name: z.string(),
        age: z.number().int().nullable(),
        tier: TierName,
        place: z.string(),
        teamName: z.string().nullable(),
        /** How many were not done in time, and when the last of them fell due. */
        missed: z.number().int(),
        lastDueAt: InstantText,
      }),
    ),
  }),
] as const
