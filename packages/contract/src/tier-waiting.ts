import { z } from 'zod'
import { Cursor, countedPage, Id, InstantText, Limit, Place, TierName } from './common.js'
import { DiseaseClassName, KindName, VaccinationClassName } from './people.js'
import { route } from './route.js'

/** Somebody whose tier waits for a medic, with what the medic decides by (K1). */
export const TierWaiting = z.object({
  id: Id,
  name: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  age: z.number().int().nullable(),
  kinds: z.array(KindName),
  tier: TierName,
  /** When the tier that stands began. */
  since: InstantText,
  /** Facts that are not known, for which the stricter reading counts. */
  provisional: z.array(z.enum(['age', 'disease', 'vaccination'])),
  /** The lower tier that was found, and by what change; null: none waits. */
  lower: z.object({ to: TierName, cause: z.string() }).nullable(),
  disease: DiseaseClassName,
  /** As the ledger names them; null when the reader's role sees only the class (X2). */
  diseases: z.array(z.string()).nullable(),
  vaccination: VaccinationClassName,
  /** An infection or a worsening that is followed daily. */
  episode: z.object({ kind: z.enum(['infection', 'worsening']), since: InstantText }).nullable(),
})
export type TierWaiting = z.output<typeof TierWaiting>

export const tierWaitingRoutes = [
  route({
    id: 'tier.waiting',
    method: 'GET',
    path: '/tier/waiting',
    summary:
      'The people of a place who wait for a medic (provisional, or for a lower tier), with the facts that decide',
    guard: { kind: 'may', action: 'tier.queue', target: 'place' },
    query: z.object({
      place: Place,
      /** Only people whose village is not known: a township's own line of the tier queue. */
      village: z.literal('none').optional(),
      cursor: Cursor,
      limit: Limit,
    }),
    reply: countedPage(TierWaiting),
  }),
] as const
