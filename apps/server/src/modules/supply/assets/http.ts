import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { exportAssets } from './export-assets.js'
import { listAssets, listAssetsHere, readAsset, readAssetTotals } from './read-assets.js'
import { sayOfAsset } from './say.js'

export const assetHandlers = (needs: SupplyNeeds): Handlers => ({
  'asset.list': (call) => listAssets(needs, call),
  'asset.export': (call) => exportAssets(needs, call),
  'asset.totals': (call) => readAssetTotals(needs, call),
  'asset.here': (call) => listAssetsHere(needs, call),
  'asset.read': (call) => readAsset(needs, call),
  'asset.say': (call) => sayOfAsset(needs, call),
})
