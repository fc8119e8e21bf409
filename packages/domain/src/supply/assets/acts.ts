import type { AssetValues } from '../../policy/index.js'
import type { Day } from '../../shared/index.js'
import { type Asset, type AssetState, reasonsOfAsset } from './asset.js'

/** What a keeper says of a unit. */
export const assetActs = [
  'check',
  'fault',
  'repaired',
  'maintain',
  'maintained',
  'use',
  'useEnded',
  'lend',
  'returned',
] as const
export type AssetAct = (typeof assetActs)[number]

/** Why an act is refused. `ask`: it can be done by whoever says why. */
export type AssetFault =
  | { readonly why: 'notHere' }
  | { readonly why: 'notLent' }
  | { readonly why: 'noFault' }
  | { readonly why: 'noUse' }
  | { readonly why: 'stands'; readonly state: AssetState }
  | { readonly why: 'ask'; readonly states: readonly AssetState[] }

type Ruling = { readonly today: Day; readonly values: AssetValues; readonly reason: string | null }

// A patient may need a device whose papers are late; nobody may need one that is broken, recalled or promised.
const never: readonly AssetState[] = ['onLoan', 'inUse', 'fault', 'held', 'reserved']

/** SUP-ASSET-7: a unit goes into use or on loan when it is ready, else only for a stated reason, and never with a fault. */
const faultOfGoing = (asset: Asset, { today, values, reason }: Ruling): AssetFault | null => {
  const states = reasonsOfAsset(asset, { today, values })
  const stops = states.find((state) => never.includes(state)) ?? (asset.inMaintenance ? 'maintenance' : undefined)
  if (stops !== undefined) return { why: 'stands', state: stops }
  return states.length === 0 || reason !== null ? null : { why: 'ask', states }
}

const isThere = (asset: Asset): AssetFault | null => (asset.present ? null : { why: 'notHere' })
const unless = (right: boolean, state: AssetState): AssetFault | null => (right ? null : { why: 'stands', state })

const rules: Readonly<Record<AssetAct, (asset: Asset, ruling: Ruling) => AssetFault | null>> = {
  check: isThere,
  fault: (asset) => isThere(asset) ?? unless(asset.fault === null, 'fault'),
  repaired: (asset) => isThere(asset) ?? (asset.fault === null ? { why: 'noFault' } : null),
  maintain: (asset) =>
    isThere(asset) ??
    unless(asset.use === null, 'inUse') ??
    unless(!asset.inMaintenance, 'maintenance') ??
    unless(asset.book !== 'reserved', 'reserved'),
  maintained: (asset) => isThere(asset) ?? unless(asset.use === null, 'inUse'),
  use: (asset, ruling) => isThere(asset) ?? faultOfGoing(asset, ruling),
  useEnded: (asset) => isThere(asset) ?? (asset.use === null ? { why: 'noUse' } : null),
  lend: (asset, ruling) => isThere(asset) ?? faultOfGoing(asset, ruling),
  returned: (asset) => (asset.lent ? null : { why: 'notLent' }),
}

/** Why an act cannot be done with a unit as it is, or null. */
export const faultOfAssetAct = (asset: Asset, act: AssetAct, ruling: Ruling): AssetFault | null =>
  rules[act](asset, ruling)

/** SUP-ASSET-6: after use, repair and loan a unit is ready only when it was checked again. */
export const needsNewCheck = (act: AssetAct): boolean =>
  act === 'useEnded' || act === 'repaired' || act === 'returned' || act === 'fault' || act === 'lend'
