import { type LifeState, type LifeStatus, livingHere } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'

/** How a person's life stands, as the row of the person keeps it. */
export type LifeRow = {
  readonly life: LifeStatus
  readonly life_since: Instant | null
  readonly away: boolean
  readonly resumed_at: Instant | null
  readonly resumed_from: 'discharge' | 'consent' | 'returned' | null
}

export const lifeColumns = sql`p.life, p.life_since, p.away, p.resumed_at, p.resumed_from`

export const lifeOfRow = (row: LifeRow): LifeState =>
  row.life === 'here' && row.life_since === null && !row.away
    ? livingHere
    : {
        status: row.life,
        since: row.life_since,
        away: row.away,
        resumed:
          row.resumed_at === null || row.resumed_from === null ? null : { at: row.resumed_at, from: row.resumed_from },
      }
