import { assetsEn } from './assets.en.js'
import { type AssetMessages, assetsZhCN } from './assets.zh-CN.js'
import { useI18n } from './i18n.js'
import './road-problems.js'

/** Words of devices; loaded with their pages. */
export const useAssets = (): AssetMessages => (useI18n().language === 'zh-CN' ? assetsZhCN : assetsEn)
