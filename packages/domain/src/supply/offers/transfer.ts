import type { TransferValues } from '../../policy/index.js'
import type { KindKeeping } from '../catalogue/index.js'

/** What an owner has of a kind, in its unit. */
export type Owner = {
  readonly keeping: KindKeeping
  /** Ready and idle: what could be taken away at all. */
  readonly ready: number
  readonly inUse: number
  /** Its own critical need that is not met: its verified need, or what it says where that is more. */
  readonly ownNeed: number
  /** Of the ready ones, received within the hold days (SUP-TRA-4). */
  readonly recent: number
  /** Whether a week of consumables goes along (SUP-TRA-5). */
  readonly consumables: boolean
}

/** A prefecture's units of a kind: what it has now, and what it gave away to others. Null: the goods stay in it. */
export type Region = { readonly has: number; readonly given: number }

/** Why units stay with their owner, in the order in which they are held back; each unit has one reason. */
export const keptWhys = ['consumables', 'ownNeed', 'recent', 'lastUnit', 'region'] as const
export type KeptWhy = (typeof keptWhys)[number]
export type Kept = { readonly why: KeptWhy; readonly quantity: number }

/**
 * SUP-TRA-1 to -5: how many ready units an owner can give, and a reason for each that stays: no consumables to go along, its
 * own critical need (SUP-TRA-2; units in use are not ready and stay anyhow), received within the hold days, the last unit,
 * the floor of its prefecture. Hold days, consumables and last unit are of equipment; what is used up has none of them.
 * `give` and all that is kept add up to the ready units.
 */
export const givableOf = (
  owner: Owner,
  region: Region | null,
  values: TransferValues,
): { readonly give: number; readonly kept: readonly Kept[] } => {
  const kept: Kept[] = []
  let give = owner.ready
  const keep = (why: KeptWhy, wanted: number): void => {
    const quantity = Math.min(give, Math.max(0, wanted))
    if (quantity === 0) return
    give -= quantity
    kept.push({ why, quantity })
  }
  const equipment = owner.keeping === 'serial'
  if (equipment && !owner.consumables) keep('consumables', give)
  keep('ownNeed', owner.ownNeed)
  if (equipment) {
    // Units kept for the own need may be those that came lately.
    keep('recent', owner.recent - (owner.ready - give))
    keep('lastUnit', values.lastUnits - owner.inUse - (owner.ready - give))
  }
  if (region !== null) {
    const floor = Math.ceil(((region.has + region.given) * values.floorPercent) / 100)
    keep('region', give - Math.max(0, region.has - floor))
  }
  return { give, kept }
}
