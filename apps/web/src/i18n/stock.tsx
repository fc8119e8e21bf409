import { useI18n } from './i18n.js'
import { stockEn } from './stock.en.js'
import { type StockMessages, stockZhCN } from './stock.zh-CN.js'

/** Words of stores, their books and recalls; loaded with their pages. */
export const useStock = (): StockMessages => (useI18n().language === 'zh-CN' ? stockZhCN : stockEn)
