import { z } from 'zod'
import { Cursor, countedPage, DayText, fileQuery, Id, InstantText, Limit, Place, TierName } from './common.js'
import { TierInfo } from './people.js'
import { route } from './route.js'

/** Which overrides: those that are to be looked at again, or all that stand. */
const OverrideState = z.enum(['due', 'all']).default('due')

/** A tier that a medic set by name, as a row of a list (K1). */
export const OverrideRow = z.object({
  personId: Id,
  /** The decision that is meant: an override that was made since is not ended by an older page. */
  overrideId: Id,
  name: z.string(),
  age: z.number().int().nullable(),
  place: z.string(),
  teamName: z.string().nullable(),
  /** What stands now, what the medic set, and what the criteria say without it. */
  tier: TierName,
  set: TierName,
  assessed: TierName,
  by: z.string(),
  at: InstantText,
  reason: z.string(),
  reviewOn: DayText,
  /** Whole days since the review day; 0 before it. */
  daysPast: z.number().int(),
  /** Null: nothing is to be done yet. */
  why: z.enum(['dayCame', 'reopened']).nullable(),
})
export type OverrideRow = z.output<typeof OverrideRow>

export const overrideRoutes = [
  route({
    id: 'tier.overrides',
    method: 'GET',
    path: '/tier/overrides',
    summary: 'Tiers set by a medic whose review day has come or whose facts are worse, the longest past first; or all',
    guard: { kind: 'may', action: 'tier.queue', target: 'place' },
    query: z.object({ place: Place, state: OverrideState, cursor: Cursor, limit: Limit }),
    reply: countedPage(OverrideRow),
  }),
  route({
    id: 'tier.overrides-export',
    method: 'GET',
    path: '/tier/overrides/export',
    summary: 'The same as XLSX or CSV',
    guard: { kind: 'may', action: 'tier.queue', target: 'place' },
    query: z.object({ place: Place, state: OverrideState, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'tier.override-end',
    method: 'POST',
    path: '/people/:id/tier-override/end',
    summary: 'A medic ends an override: the criteria decide again, upward at once, downward after a medic confirms',
    guard: { kind: 'may', action: 'tier.override', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({ overrideId: Id }),
    reply: z.object({ outcome: z.enum(['recorded', 'already-recorded', 'changed']), tier: TierInfo }),
  }),
] as const
