import { addDays, type Day, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { inTransaction, noScope, type Tx } from '../../../kernel/db/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import type { CareNeeds } from '../needs.js'

/** Infections and worsenings that a county recorded on a day. */
export type Begun = { readonly county: PlaceCode; readonly day: Day; readonly count: number }

const begunIn = (
  tx: Tx,
  at: { readonly place: string; readonly zone: string; readonly today: Day },
): Promise<Begun[]> =>
  tx.rows(sql<Begun>`
    select e.home as county, (e.received_at at time zone ${at.zone})::date as day, count(*)::int as count
    from care.episode e
    where e.home >= ${at.place} and e.home < ${`${at.place}:`}
      and (e.received_at at time zone ${at.zone})::date < ${at.today}::date
    group by 1, 2 order by 1, 2`)

/**
 * What began in a place up to yesterday, by county and by the day on which it was recorded, and the least count that may be
 * told of each county (CARE-CELL-1). By the day of recording, because what was recorded of a past day must not change between
 * two readings: their difference would be one person. For whoever sums it up; never for a page as it is.
 */
export const begunByCounty = async (needs: CareNeeds, place: PlaceCode, today: Day) => {
  const scope = { ...noScope, counts: place === '' ? 'nation' : place }
  const counts = await inTransaction(needs.db.worker, scope, (tx) => begunIn(tx, { place, zone: needs.zone, today }), {
    readOnly: true,
    longMs: 30_000,
  })
  const counties = [...new Set(counts.map(({ county }) => county))]
  const least = new Map(
    await Promise.all(
      counties.map(
        async (county) => [county as string, openGate((await needs.policy.care(county, today)).cells).least] as const,
      ),
    ),
  )
  return {
    counts,
    until: addDays(today, -1),
    leastOf: (county: string) => least.get(county) ?? Number.MAX_SAFE_INTEGER,
  }
}
