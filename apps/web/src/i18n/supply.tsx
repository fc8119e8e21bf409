import { useI18n } from './i18n.js'
import { supplyEn } from './supply.en.js'
import { type SupplyMessages, supplyZhCN } from './supply.zh-CN.js'

/** Words of supplies; loaded with their pages. */
export const useSupply = (): SupplyMessages => (useI18n().language === 'zh-CN' ? supplyZhCN : supplyEn)
