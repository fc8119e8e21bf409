import { dealsEn } from './deals.en.js'
import { type DealMessages, dealsZhCN } from './deals.zh-CN.js'
import { useI18n } from './i18n.js'

/** Words of requests, offers and requisitions; loaded with their pages. */
export const useDeals = (): DealMessages => (useI18n().language === 'zh-CN' ? dealsZhCN : dealsEn)
