import type { KindsSince, LodgingSince } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'

/** Since when somebody is on the ledger, lives as they do, and belongs to each kind: as stored. */
export type SinceRow = {
  readonly taken_in_at: Instant
  /** Null: since being taken in. */
  readonly living_since: Instant | null
  readonly kinds_since: KindsSince
}

/** What `heldFlags` asks of a stored row. */
export const sinceOfRow = (row: SinceRow): LodgingSince => ({
  takenInAt: row.taken_in_at,
  livingSince: row.living_since,
  kindsSince: row.kinds_since,
})
