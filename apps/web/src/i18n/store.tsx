import { useI18n } from './i18n.js'
import { storeEn } from './store.en.js'
import { type StoreMessages, storeZhCN } from './store.zh-CN.js'

/** Words of the page of whoever keeps stores; loaded with it. */
export const useStoreWords = (): StoreMessages => (useI18n().language === 'zh-CN' ? storeZhCN : storeEn)
