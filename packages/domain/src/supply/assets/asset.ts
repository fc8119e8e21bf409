import type { AssetValues } from '../../policy/index.js'
import { addDays, type Day } from '../../shared/index.js'
import type { StockState } from '../books/index.js'

/**
 * What a unit that has a serial number can be (E9, SUP-ASSET-1), the first that is true in front. Only `ready` is deployable:
 * what was never told is not taken to be in order.
 */
export const assetStates = [
  'onLoan',
  'inUse',
  'fault',
  'maintenance',
  'held',
  'outOfContract',
  'consumablesShort',
  'notTold',
  'reserved',
  'ready',
] as const
export type AssetState = (typeof assetStates)[number]

/** Who services a unit: nobody was told, the institution's own technicians, or a maker by contract until a day. */
export type ServiceContract = { readonly own: boolean; readonly until: Day | null }

/** What is known of one unit: from its book, and what its keepers said last. */
export type Asset = {
  readonly kind: string
  /** Whether the unit is in the store now. */
  readonly present: boolean
  /** Its state in the book. */
  readonly book: StockState
  /** A recall in force names it. */
  readonly recalled: boolean
  /** Its last day of use, where it has one. */
  readonly expiry: Day | null
  /** Where it is in use, or null. */
  readonly use: string | null
  /** The open fault, or null. */
  readonly fault: string | null
  readonly inMaintenance: boolean
  readonly lent: boolean
  /** The last check that it passed where it stands now. */
  readonly checkedOn: Day | null
  readonly maintenanceDue: Day | null
  readonly contract: ServiceContract
  /** Days of consumables that lie with it, as told at its last check. */
  readonly consumableDays: number | null
}

type Ruling = { readonly today: Day; readonly values: AssetValues }

const isHeld = ({ book, recalled, expiry, fault, inMaintenance }: Asset, today: Day): boolean => {
  const explained = book === 'onHold' && (fault !== null || inMaintenance)
  return recalled || (expiry !== null && expiry < today) || book === 'quarantine' || (book === 'onHold' && !explained)
}

const isUntold = (asset: Asset, { today, values }: Ruling): boolean => {
  const { checkedOn, maintenanceDue, contract, consumableDays, kind } = asset
  if (checkedOn === null || checkedOn < addDays(today, -values.checkDays) || maintenanceDue === null) return true
  if (!contract.own && contract.until === null) return true
  return values.consumableKinds.includes(kind) && consumableDays === null
}

/** SUP-ASSET-1: everything that keeps a unit from being ready, the gravest first; empty for a unit that is ready. */
export const reasonsOfAsset = (asset: Asset, ruling: Ruling): readonly Exclude<AssetState, 'ready'>[] => {
  const { today, values } = ruling
  const { maintenanceDue, contract, consumableDays } = asset
  if (asset.lent && !asset.present) return ['onLoan']
  const all: Readonly<Record<Exclude<AssetState, 'ready'>, boolean>> = {
    onLoan: false,
    inUse: asset.use !== null,
    fault: asset.fault !== null || asset.book === 'damaged',
    maintenance: asset.inMaintenance || (maintenanceDue !== null && maintenanceDue < today),
    held: isHeld(asset, today),
    outOfContract: !contract.own && contract.until !== null && contract.until < today,
    consumablesShort:
      values.consumableKinds.includes(asset.kind) && consumableDays !== null && consumableDays < values.consumableDays,
    notTold: isUntold(asset, ruling),
    reserved: asset.book === 'reserved' && asset.use === null,
  }
  return assetStates.filter((state) => state !== 'ready' && all[state]) as Exclude<AssetState, 'ready'>[] // 'ready' was taken out
}

/** The state of a unit: the gravest reason, or ready. */
export const stateOfAsset = (asset: Asset, ruling: Ruling): AssetState => reasonsOfAsset(asset, ruling)[0] ?? 'ready'

/** Maintenance falls due within the days of warning, and is not due yet. */
export const isDueSoon = ({ maintenanceDue }: Asset, { today, values }: Ruling): boolean =>
  maintenanceDue !== null && maintenanceDue >= today && maintenanceDue <= addDays(today, values.dueSoonDays)
