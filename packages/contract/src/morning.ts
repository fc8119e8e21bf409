import { z } from 'zod'
import { Cursor, countedPage, Id, InstantText, Limit, Place, PlaceInfo, TierName } from './common.js'
import { route } from './route.js'

/** What may wait for a county or a township in the morning, the most urgent first. */
export const morningKeys = [
  'alarms',
  'held',
  'referNow',
  'calls',
  'handovers',
  'shifts',
  'noRota',
  'offerReferral',
  'rounds',
  'askedBack',
  'late',
  'neverReached',
  'withoutTeam',
  'overNorm',
  'medicine',
  'offerService',
  'moves',
  'pairs',
  'reviews',
  'downgrades',
  'callbacks',
  'patterns',
  'told',
  'proposals',
  'expiring',
] as const
export type MorningKey = (typeof morningKeys)[number]

const newsKinds = ['infection', 'death', 'admission', 'discharge'] as const
const NewsKind = z.enum(newsKinds)

export const morningRoutes = [
  route({
    id: 'morning.read',
    method: 'GET',
    path: '/morning',
    summary: 'What needs a person now in a county or a township, the most urgent first; each figure equals its list',
    guard: { kind: 'may', action: 'morning.read', target: 'place' },
    query: z.object({ place: Place }),
    reply: z.object({
      place: PlaceInfo,
      asOf: InstantText,
      /** Yesterday evening, from which news are counted. */
      since: InstantText,
      /** Yesterday, whose work is checked today. */
      checked: z.string(),
      waiting: z.array(
        z.object({
          key: z.enum(morningKeys),
          n: z.number().int(),
          /** Since when the oldest waits, where that says something. */
          oldest: InstantText.nullable(),
          /** Where the list is one a township: how many in each that has any. */
          parts: z.array(
            z.object({
              code: z.string(),
              name: z.string(),
              n: z.number().int(),
              /** The oldest day that has any, where the list is one a day and several are counted. */
              day: z.string().nullable(),
            }),
          ),
        }),
      ),
      /** What cannot be said, because a rule has no confirmed value in force. */
      closed: z.array(z.enum(morningKeys)),
      /** Who is red and ill and waits for the alarm of it, because rules of alarms are closed; null where none is. */
      unraised: z.object({ n: z.number().int(), rules: z.array(z.string()) }).nullable(),
      news: z.object({
        infection: z.number().int(),
        death: z.number().int(),
        admission: z.number().int(),
        discharge: z.number().int(),
      }),
    }),
  }),
  route({
    id: 'morning.news',
    method: 'GET',
    path: '/morning/news',
    summary: 'Who was infected, died, was admitted or discharged, as it became known since yesterday evening',
    guard: { kind: 'may', action: 'morning.read', target: 'place' },
    query: z.object({ place: Place, kind: NewsKind, cursor: Cursor, limit: Limit }),
    reply: countedPage(
      z.object({
        id: Id,
        personId: Id,
        name: z.string(),
        age: z.number().int().nullable(),
        tier: TierName,
        place: z.string(),
        /** When it became known, and by whom. */
        at: InstantText,
        by: z.string(),
      }),
    ),
  }),
] as const
