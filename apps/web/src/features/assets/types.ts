import type { Reply } from '../../api/client.js'

export type AssetRow = Reply<'asset.list'>['rows'][number]
export type AssetPage = Reply<'asset.read'>
export type AssetTotals = Reply<'asset.totals'>
