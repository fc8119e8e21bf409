import { type AssetState, assetStates } from '@lianfang/domain/supply'
import { isOne, type PlaceSearch, placeSearch, type Raw } from './search-params.js'

export type AssetSearch = PlaceSearch & {
  readonly kind?: string
  readonly device?: AssetState
  readonly only?: 'dueSoon' | 'late'
  readonly text?: string
  readonly sort?: 'due'
}

const onlys = ['dueSoon', 'late'] as const

/** Filters of the list of devices; what is not understood is left out. */
export const assetSearch = (raw: Raw): AssetSearch => {
  const { kind, text } = raw
  return {
    ...placeSearch(raw),
    ...(typeof kind === 'string' && /^[a-z][a-z0-9-]{1,39}$/.test(kind) ? { kind } : {}),
    ...(isOne(assetStates, raw['device']) ? { device: raw['device'] } : {}),
    ...(isOne(onlys, raw['only']) ? { only: raw['only'] } : {}),
    ...(typeof text === 'string' && text.trim() !== '' ? { text: text.slice(0, 40) } : {}),
    ...(raw['sort'] === 'due' ? { sort: 'due' as const } : {}),
  }
}

/** What the filters ask the server for. */
export const assetFilterOf = ({ place: _place, only, device, ...rest }: AssetSearch) => ({
  ...rest,
  ...(device === undefined ? {} : { state: device }),
  ...(only === undefined ? {} : { [only]: 'true' }),
})
